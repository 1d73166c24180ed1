"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project, and built: each has its effect."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdf
import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(?:csv|python|toml|json|jinja) (\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SENTENCES = "선폭은 18옹스트롬이다. 비마루300의 값은 3만 달러다. 지분은 반반이다."
LINES = {  # what a recipe puts into a file, after the line that begins so
    "extraction/quantities/scan.py": [("RULES: tuple[Rule, ...] = (", "halves.HALVES"),
                                      ("import re", "from chipbrief.extraction import halves")],
    "report/registry.py": [("CHARTS = {", '"exports": Maker("exports", "exposure shares"),'),
                           ("TABLES = {", '"largest": Maker("largest", "largest"),')],
    "pipeline/steps.py": [('    Step("02-figures"', 'Step("03-largest-amounts", ("claims.csv",), ("largest.csv",)),')],
    "frames/schemas.py": [("DERIVED = described({", '"largest": _table(_text("figure", "subject"), _number("low"), '
                           'to={"figure": "figures.id"}),')],
}  # fmt: skip
SCRIPT = """
import json
import chipbrief, pictures
from chipbrief.model import Estimate
from chipbrief.language import number_format as formats
from chipbrief.report.charts.exports import exports
from chipbrief.language.names import Names
from chipbrief.report.prose.check_templates import check_templates

found = chipbrief.extract({sentences!r})
frames = pictures.frames()
charts = {{code: exports(frames["exposure"], frames["shares"], pictures.prose(code)) for code in ("ko", "en")}}
print(json.dumps({{
    "figures": [[figure.text, figure.low, figure.unit, figure.subject, figure.rule] for figure in found],
    "titles": {{code: "".join(part.text for part in chart.title) for code, chart in charts.items()}},
    "svg": charts["ko"].svg[:200], "alt": charts["ko"].alt,
    "number": formats.number(Estimate("e-a", 1.4e9, 1.6e9, "USD"), "de"),
    "date": formats.date("2025-09-25", "de"),
    "name": Names.load().label("nvidia", "de"),
    "faults": check_templates(),
}}))
"""
Figures = Mapping[str, Any]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which every recipe was followed."""
    root = tmp_path_factory.mktemp("copy")
    for folder in ("src", "data/reference", "notebooks", "seeds"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    package = root / "src/chipbrief"
    for path, text in BLOCKS:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)
    for name, lines in LINES.items():
        for after, line in lines:
            assert name in TEXT
            assert line in TEXT or line.startswith("from")
            put_after(package / name, after, line if line.endswith(",") or line.startswith("from") else f"{line},")
    replace(package / "report/brief.py", '"korea", "method")', '"korea", "amounts", "method")')
    show_section(root / "notebooks/05-brief.ipynb", 'show(brief.section("amounts"))')
    for language in ("ko", "en"):
        with (package / f"report/prose/{language}/korea.md.j2").open("a", encoding="utf-8") as file:
            file.write('\n{{ chart("exports") }}\n')
    shutil.copytree(package / "report/prose/en", package / "report/prose/de")
    replace(package / "report/prose/de/labels.toml", 'locale = "en-GB"', 'locale = "de"')
    replace(package / "report/prose/de/labels.toml", 'billion = "billion"', 'billion = "Mrd."')
    replace(package / "report/prose/de/amounts.md.j2", "## The largest amounts", "## Die größten Beträge")
    return root


@pytest.fixture(scope="module")
def followed(project: Path) -> Figures:
    """What the copy says."""
    done = run(project, "-c", SCRIPT.format(sentences=SENTENCES), also=ROOT / "tests")
    found: Figures = json.loads(done)
    return found


@pytest.fixture(scope="module")
def reports(project: Path) -> Path:
    """What the copy builds in the new language, where no extra is installed."""
    run(project, "-m", "chipbrief", "build", "--language", "de", also=ROOT / "tests/without_extras")
    return project / "reports"


def run(project: Path, *words: str, also: Path) -> str:
    """A command of Python in the copy, with another folder on its path; what it writes."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (project / "src", also)))}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def put_after(path: Path, after: str, line: str) -> None:
    """Put a line after the one that begins so."""
    text, count = re.subn(
        rf"^({re.escape(after)}.*)$", lambda found: f"{found[1]}\n{line}", path.read_text("utf-8"), count=1, flags=re.M
    )
    assert count, f"{path.name}: no {after}"
    indented = text if line.startswith("from") else text.replace(f"\n{line}", f"\n    {line}", 1)
    path.write_text(indented, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name}: no {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def show_section(path: Path, code: str) -> None:
    """Add a sentence and a cell to the brief's notebook, before the section on the method."""
    assert code in TEXT
    notebook = json.loads(path.read_text(encoding="utf-8"))
    place = next(position for position, cell in enumerate(notebook["cells"]) if cell["id"] == "method-text")
    notebook["cells"][place:place] = [
        {"cell_type": "markdown", "id": "amounts-text", "metadata": {}, "source": "The largest amounts."},
        {"cell_type": "code", "id": "amounts", "metadata": {}, "execution_count": None, "outputs": [], "source": code},
    ]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def figure(followed: Figures, text: str) -> list[Any]:
    found: list[Any] = next(row for row in followed["figures"] if row[0] == text)
    return found


def test_a_unit(followed: Figures) -> None:
    assert figure(followed, "18옹스트롬")[1:3] == [1.8, "nm"]


def test_a_name(followed: Figures) -> None:
    assert not [row for row in followed["figures"] if "300" in row[0]]
    assert figure(followed, "3만 달러")[3] == "bimaru"


def test_a_rule(followed: Figures) -> None:
    text, value, unit, _, rule = figure(followed, "반반")
    assert (text, value, unit) == ("반반", 50, "%")
    assert rule.startswith("half and half")


def test_a_chart(followed: Figures) -> None:
    assert followed["titles"] == {
        "ko": "중국 수출이 약 727억 달러로 가장 많다",
        "en": "Most exports go to China: about $72.7 billion",
    }
    assert "<svg" in followed["svg"] or followed["svg"].startswith("<?xml")
    assert followed["alt"] == "수출 대상국별 수출액, 십억 달러. 중국 72.7, 대만 21.6."


@pytest.mark.whole
def test_a_notebook_and_its_section(reports: Path) -> None:
    rows = (reports.parent / "data/derived/largest.csv").read_text(encoding="utf-8").splitlines()
    assert 1 < len(rows) <= 1 + 3
    page = (reports / "brief.de.html").read_text(encoding="utf-8")
    section = page[page.index('<section class="amounts"') : page.index('<section class="method"')]
    assert "Die größten Beträge" in section
    assert all(f'data-figure="{row.partition(",")[0]}"' in section for row in rows[1:])
    assert '"path": "derived/largest.csv"' in (reports.parent / "data/datapackage.json").read_text(encoding="utf-8")


def test_a_language(followed: Figures) -> None:
    assert followed["number"] == "$1,4–1,6 Mrd."
    assert followed["date"] == "25. September 2025"
    assert followed["name"] == "NVIDIA"
    assert followed["faults"] == []


@pytest.mark.whole
def test_the_build_has_what_the_recipes_added(reports: Path) -> None:
    assert {path.name for path in reports.glob("brief.*")} == {"brief.de.html", "brief.de.pdf"}
    page = (reports / "brief.de.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in page
    assert '<figure class="chart" id="chart-exports"' in page
    assert " Mrd." in page
    assert "25. September 2025" in page
    print_ = "".join(reader.extract_text() for reader in pypdf.PdfReader(reports / "brief.de.pdf").pages)
    assert "Die größten Beträge" in print_
    head, first = (reports / "data/exports.csv").read_text(encoding="utf-8").splitlines()[:2]
    assert dict(zip(head.split(","), first.split(","), strict=True))["row_de"]


def test_every_recipe_is_followed() -> None:
    recipes = re.findall(r"^### (.+)$", TEXT, re.MULTILINE)
    tests = [name.removeprefix("test_").replace("_", " ") for name in globals() if re.match("test_a_", name)]
    assert [recipe.lower() for recipe in recipes] == tests


def test_the_map_names_every_layer() -> None:
    packages = {path.name for path in (ROOT / "src/chipbrief").iterdir() if (path / "__init__.py").is_file()}
    assert packages <= set(re.findall(r"`(\w+)/`", TEXT))
