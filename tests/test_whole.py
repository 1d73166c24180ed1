"""The real project, built from what is kept: the same bytes, and a third article without a change of code."""

import csv
import json
import re
import shutil
from pathlib import Path

import frictionless
import openpyxl
import pandas as pd
import pytest

from chipbrief.document.nodes import numbers
from chipbrief.errors import InputError
from chipbrief.evidence.load import Dataset
from chipbrief.language.labels import LANGUAGES
from chipbrief.language.names import Names
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.pipeline.scheduler import digest
from chipbrief.pipeline.steps import EXPORTERS
from chipbrief.project import Paths
from chipbrief.report.brief import TEXT, Brief
from chipbrief.report.html.check import check_html

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "tests/fixtures/third-article.txt"
KEPT = [f"brief.{language}.{suffix}" for language in LANGUAGES for suffix in EXPORTERS] + ["evidence.json"]

pytestmark = pytest.mark.whole


def build(folder: Path, **order: object) -> Path:
    """Build from the kept notebooks and tables into `folder`; its reports."""
    sources = order.pop("sources", ROOT / "seeds")
    assert isinstance(sources, Path)
    shutil.copytree(ROOT / "data/reference", folder / "data/reference", dirs_exist_ok=True)
    paths = Paths.of(ROOT, sources, folder / "data", folder / "reports")
    Build.of(Order(paths, **order)).run(notify=lambda name, state: None)  # type: ignore[arg-type]
    return paths.reports


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data/derived" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of the project as it is kept."""
    folder = tmp_path_factory.mktemp("kept")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a third article, catalogued."""
    folder = tmp_path_factory.mktemp("third")
    seeds = Path(shutil.copytree(ROOT / "seeds", folder / "seeds"))
    shutil.copy(ARTICLE, seeds)
    with (seeds / "sources.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    line = {"file": ARTICLE.name, "publisher": "칩브리프", "author": "이한결 기자", "published": "2025-10-02"}
    line |= {"precision": "day", "inferred": "no", "language": "ko"}
    with (seeds / "sources.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerow(line)
    build(folder, sources=seeds, since=(ROOT / "reports/evidence.json").read_bytes())
    return folder


@pytest.mark.parametrize(
    ("language", "told"), [("ko", ("5,000건", "8만 7,654개")), ("en", ("5,000 articles", "87,654 f"))]
)
def test_a_brief_of_a_part_of_a_set_says_so(kept: Path, tmp_path: Path, language: str, told: tuple[str, str]) -> None:
    (tmp_path / "_manifest.json").write_text(json.dumps({"documents": 5000, "figures": 87654, "parts": []}))
    derived = kept / "data/derived"
    brief = Brief(language, Dataset(ROOT / "seeds", derived, collected=tmp_path))
    shown = {number.id: number.text for number in numbers(brief.section("method"))}
    assert shown["r-set-documents"] == told[0]
    assert shown["r-set-figures"].startswith(told[1])
    assert {"e-sources", "e-figures"} <= shown.keys()
    assert json.loads(brief.ledger.to_json())["references"]["r-set-figures"]["note"].endswith(
        digest(tmp_path / "_manifest.json")
    )
    assert "r-set-documents" in {number.id for number in numbers(brief.evidence())}
    whole = Brief(language, Dataset(ROOT / "seeds", derived))
    assert "r-set-documents" not in {number.id for number in numbers(whole.section("method"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_without_a_name_stands_in_the_table_alone(kept: Path, language: str) -> None:
    known = Dataset(ROOT / "seeds", kept / "data/derived")
    pairs = known.frames["pairs"]
    odd = pairs[pairs["alternative"].notna()].head(1).assign(subject="데이터센터의 칩")
    known.frames["pairs"] = pd.concat([odd, pairs])
    assert known.frames["pairs"].iloc[0]["subject"] not in Names.load().labels
    brief = Brief(language, known)
    assert all(brief.section(name).blocks for name in TEXT)


@pytest.mark.parametrize("name", KEPT)
def test_a_rebuild_writes_the_reports_as_kept(kept: Path, name: str) -> None:
    # Digests: told to show how two megabytes differ, pytest does not come back.
    assert digest(kept / "reports" / name) == digest(ROOT / "reports" / name)


def test_no_notebook_warns(kept: Path) -> None:
    for path in sorted((kept / "data/derived/executed").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            said = [output for output in cell.get("outputs", []) if output.get("name") == "stderr"]
            assert not said, f"{path.name}: cell {cell['id']}"


def test_the_kept_manifest_is_that_of_the_kept_reports() -> None:
    manifest = json.loads((ROOT / "reports/manifest.json").read_text(encoding="utf-8"))
    for folder, kind in (
        (ROOT / "reports", "outputs"),
        (ROOT / "seeds", "sources"),
        (ROOT / "data/reference", "reference"),
    ):
        for name, kept in manifest[kind].items():
            assert digest(folder / name) == kept, name


@pytest.mark.parametrize("name", ["datapackage.json", "reference.datapackage.json"])
def test_the_data_packages_are_as_kept_and_valid(kept: Path, name: str) -> None:
    assert digest(kept / "data" / name) == digest(ROOT / "data" / name), "run chipbrief build, and commit data/"
    report = frictionless.validate(kept / "data" / name)
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid


def test_the_data_package_stays_valid_when_an_article_comes(third: Path) -> None:
    report = frictionless.validate(third / "data/datapackage.json")
    assert [error.message for task in report.tasks for error in task.errors] == []
    content = json.loads((third / "data/datapackage.json").read_bytes())
    assert any(ARTICLE.name in source["title"] for source in content["sources"])


def test_the_workbook_leads_to_the_brief_and_computes_its_estimates(kept: Path) -> None:
    book = openpyxl.load_workbook(kept / "reports/figures.xlsx")
    anchors = {
        f"brief.{language}.html": set(
            re.findall(r'\bid="([^"]+)"', (kept / f"reports/brief.{language}.html").read_text(encoding="utf-8"))
        )
        for language in LANGUAGES
    }
    links = [cell.hyperlink for sheet in book for row in sheet for cell in row if cell.hyperlink]
    outside = [link for link in links if str(link.target).startswith("brief.")]
    assert len(outside) > 200
    assert all(link.location in anchors[str(link.target)] for link in outside)
    places = [str(link.location).replace("$", "").split("!") for link in links if not link.target]
    assert len(places) > 500
    assert all(book[sheet.strip("'")][cell].value for sheet, cell in places)
    made = [row[8].value for row in book["estimates"].iter_rows(min_row=2)]
    assert made.count("workbook") > 200, "all but what is drawn by chance or counted in a text"


def test_a_third_article_flows_into_the_tables(third: Path) -> None:
    figures = [row for row in table(third, "figures") if row["source"] == ARTICLE.name]
    texts = {row["text"] for row in figures}
    assert {"약" not in text for text in texts} == {True}
    assert {"5만개", "7억8000만 위안", "1540억원", "180%", "45~55%", "450W", "75%", "466억 달러"} <= texts
    text = ARTICLE.read_text(encoding="utf-8")
    for row in figures:
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
    identities = {row["id"] for row in figures}
    for name in ("performance", "targets"):
        cells = " ".join(value for row in table(third, name) for value in row.values() if value)
        assert any(identity in cells for identity in identities), name


def test_a_third_article_flows_into_the_reports(kept: Path, third: Path) -> None:
    evidence = json.loads((third / "reports/evidence.json").read_text(encoding="utf-8"))
    assert any(figure["source"] == ARTICLE.name for figure in evidence["figures"].values())
    for language in LANGUAGES:
        page = third / f"reports/brief.{language}.html"
        named = ARTICLE.name in page.read_text(encoding="utf-8")
        assert named
        assert digest(page) != digest(kept / f"reports/brief.{language}.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_tells_what_a_third_article_changed(third: Path, language: str) -> None:
    page = (third / f"reports/brief.{language}.html").read_text(encoding="utf-8")
    evidence = json.loads((third / "reports/evidence.json").read_text(encoding="utf-8"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in (third / "seeds").glob("*.txt")}
    assert check_html(page, evidence, texts) == []
    changes = page[page.index('id="changes"') : page.index('id="comparison"')]
    came = {id_ for id_, figure in evidence["figures"].items() if figure["source"] == ARTICLE.name}
    assert sum(id_ in changes for id_ in came) > len(came) / 3
    assert evidence["estimates"]["was-added"]["low"] == len(came)


def test_an_article_that_nobody_catalogued_is_refused_with_the_line_to_write(tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))
    shutil.copy(ARTICLE, seeds)
    with pytest.raises(InputError, match=rf"{ARTICLE.name}.*sources\.csv"):
        build(tmp_path, sources=seeds)


def test_a_date_from_an_option_serves_instead(tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))
    shutil.copy(ARTICLE, seeds)
    build(tmp_path, sources=seeds, published="2025-10-02", languages=["ko"])
    rows = [row for row in table(tmp_path, "figures") if row["source"] == ARTICLE.name]
    assert any(row["date"] == "2025-09-28" for row in rows)


def test_a_parameter_changes_what_depends_on_it_and_nothing_else(kept: Path, tmp_path: Path) -> None:
    shutil.copytree(kept / "data", tmp_path / "data")
    build(tmp_path, parameters=[("horizon", "2029")], languages=["ko"])
    before, after = (kept / "data/derived", tmp_path / "data/derived")
    for name in ("figures", "performance", "targets", "companies", "timeline"):
        assert digest(before / f"{name}.csv") == digest(after / f"{name}.csv"), name
    assert digest(before / "scenarios.csv") != digest(after / "scenarios.csv")


def asserted(reports: Path) -> tuple[int, int]:
    """How many figures and relations of the evidence are sure, and to how many text and charts of the brief lead."""
    evidence = json.loads((reports / "evidence.json").read_text("utf-8"))
    entries = evidence["figures"] | evidence["relations"]
    unsure = {id_ for id_, entry in entries.items() if entry["review"] == "unconfirmed"}
    page = (reports / "brief.en.html").read_text("utf-8")
    page = page[: page.index('id="evidence"')]
    findings = re.sub(r"(?s)<table.*?</table>", "", page)  # tables show all, and mark what is unconfirmed
    linked = set(re.findall(r'data-(?:figure|relation)="([^"]+)"', findings)) - {""}
    assert linked.isdisjoint(unsure)
    return len(entries) - len(unsure), len(linked)


def test_what_nobody_confirmed_is_asserted_by_how_sure_it_must_be(tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))
    (seeds / "reviews.csv").unlink()
    found = {}
    for least in ("0.5", "0.95"):
        folder = tmp_path / least
        found[least] = asserted(build(folder, sources=seeds, parameters=[("confidence", least)], languages=["en"]))
    assert found["0.5"][0] > found["0.95"][0]
    assert found["0.5"][1] > found["0.95"][1]
