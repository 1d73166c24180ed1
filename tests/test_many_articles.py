"""Briefs of other sets of articles than the two: twenty-six, all test sentences as one, none that fits the subject."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest

from chipbrief.language.labels import LANGUAGES
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.project import Paths
from chipbrief.report.html.check import check_html

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests/extraction/statements").glob("*.txt"))
TWENTY_FOUR = [*GOLD[::3], *GOLD[1::3]][:24]  # of every genre
PAGES = 14
EDITION = {"ko": "제1판 · 기사 26건(", "en": "Edition 1 · 26 articles to "}
DISAGREEMENTS = 40

pytestmark = pytest.mark.whole


def annotated(path: Path) -> tuple[str, str]:
    """The date and the text of an annotated article."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n")[:2]
    found = re.search(r"published: (\S+)", head)
    assert found, path.name
    return found[1], f"{body.strip()}\n"


def seeds(folder: Path, texts: Mapping[str, tuple[str, str]], *, given: bool) -> Path:
    """A folder of articles by name, each with its date, beside the two given ones if wanted."""
    if given:
        shutil.copytree(ROOT / "seeds", folder)
    folder.mkdir(exist_ok=True)
    catalogue = folder / "sources.csv"
    with (ROOT / "seeds/sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    lines = rows if given else []
    for name, (published, text) in texts.items():
        (folder / name).write_bytes(text.encode())
        line = {"file": name, "publisher": "가나일보", "published": published, "precision": "day", "inferred": "no"}
        lines.append(line | {"language": "ko", "sha256": hashlib.sha256(text.encode()).hexdigest()})
    with catalogue.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(lines)
    return folder


def build(folder: Path, articles: Path, *languages: str) -> Path:
    """Build a brief of these articles into `folder`; its reports."""
    shutil.copytree(ROOT / "data/reference", folder / "data/reference")
    paths = Paths.of(ROOT, articles, folder / "data", folder / "reports")
    Build.of(Order(paths, languages=list(languages))).run(notify=lambda name, state: None)
    return paths.reports


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data/derived" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the two given articles and twenty-four others, built in both languages."""
    folder = tmp_path_factory.mktemp("many")
    articles = seeds(folder / "seeds", {path.name: annotated(path) for path in TWENTY_FOUR}, given=True)
    build(folder, articles, *LANGUAGES)
    return folder


def test_twenty_six_articles_make_a_handout(many: Path) -> None:
    names = [row["file"] for row in table(many, "sources")]
    texts = {name: (many / "seeds" / name).read_bytes().decode() for name in names}
    assert len(texts) == 26
    for language in LANGUAGES:
        handout = pypdf.PdfReader(many / f"reports/brief.{language}.pdf")
        assert len(handout.pages) <= PAGES
        assert handout.metadata and str(handout.metadata.subject).startswith(EDITION[language])
        evidence = json.loads((many / "reports/evidence.json").read_text(encoding="utf-8"))
        page = (many / f"reports/brief.{language}.html").read_text(encoding="utf-8")
        assert not check_html(page, evidence, texts)


def test_the_korea_analysis_stays_and_disagreements_are_few(many: Path) -> None:
    assert table(many, "exposure") and table(many, "scenarios") and table(many, "break_even")
    found = [row for row in table(many, "conflicts") if row["grade"] != "confirmed"]
    assert len(found) <= DISAGREEMENTS


def test_the_audit_explains_by_the_article_s_own_figures(many: Path) -> None:
    rows = [row for row in table(many, "audit") if row["explanation"] == "figure"]
    assert rows
    assert not [row for row in rows if not row["detail"].startswith(f"f-{row['source']}-")]


def test_every_figure_is_in_a_claim_or_left_out_with_a_reason(many: Path) -> None:
    claimed = {id_ for row in table(many, "claims") for id_ in row["figures"].split(";")}
    left = {row["figure"] for row in table(many, "left_out")}
    numbers = {row["id"] for row in table(many, "figures") if row["kind"] not in ("date", "time")}
    assert numbers == (claimed | left) & numbers
    assert all(row["reason"] for row in table(many, "left_out"))


def test_all_test_sentences_as_one_article_build(tmp_path: Path) -> None:
    cases = (ROOT / "tests/extraction/numbers.jsonl").read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line)["text"] for line in cases if line.strip()]
    news = (ROOT / "tests/extraction/news.txt").read_text(encoding="utf-8").splitlines()
    sentences += [re.sub(r"\{([^|]+)\|[^}]*\}", r"\1", line) for line in news if line and not line.startswith("#")]
    text = "모든 문장\n\n" + "\n\n".join(sentences) + "\n"
    reports = build(tmp_path, seeds(tmp_path / "seeds", {"all.txt": ("2025-09-25", text)}, given=False), "ko")
    assert (reports / "brief.ko.pdf").is_file()
    assert {row["kind"] for row in table(tmp_path, "figures")} >= {"money", "percent", "count", "date", "time"}


@pytest.mark.parametrize(
    "text",
    [
        "날씨 소식\n\n내일은 전국이 대체로 맑겠다. 바람은 약하게 불겠다.\n",
        "야구 소식\n\n두산은 어제 잠실에서 LG를 7-3으로 이겼다. 관중은 2만 3750명이었다.\n",
    ],
    ids=["no number", "another subject"],
)
def test_an_article_of_something_else_makes_a_brief(tmp_path: Path, text: str) -> None:
    articles = seeds(tmp_path / "seeds", {"other.txt": ("2026-02-04", text)}, given=False)
    assert (build(tmp_path, articles, "ko") / "brief.ko.html").is_file()
