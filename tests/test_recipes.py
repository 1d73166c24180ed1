"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the package: each has its effect."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(csv|python|toml) (\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SENTENCES = "선폭은 18옹스트롬이다. 비마루300의 값은 3만 달러다. 지분은 반반이다."

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


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What a copy of the package says once every recipe was followed in it."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data/reference", root / "data/reference")
    package = root / "src/chipbrief"
    for _, path, text in BLOCKS:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)
    change(package / "extraction/quantities/scan.py", "RULES: tuple[Rule, ...] = (", "    halves.HALVES,")
    change(package / "extraction/quantities/scan.py", "import re", "from chipbrief.extraction import halves")
    shutil.copytree(package / "report/prose/en", package / "report/prose/de")
    labels = package / "report/prose/de/labels.toml"
    replace(labels, 'locale = "en-GB"', 'locale = "de"')
    replace(labels, 'billion = "billion"', 'billion = "Mrd."')
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (root / "src", ROOT / "tests")))}
    command = [sys.executable, "-c", SCRIPT.format(sentences=SENTENCES)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    yield json.loads(done.stdout)


def change(path: Path, after: str, line: str) -> None:
    """Put a line after the one that begins so."""
    text, count = re.subn(rf"^({re.escape(after)}.*)$", rf"\1\n{line}", path.read_text("utf-8"), count=1, flags=re.M)
    assert count, f"{path.name}: no {after}"
    path.write_text(text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name}: no {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def figure(told: dict[str, Any], text: str) -> list[Any]:
    found: list[Any] = next(row for row in told["figures"] if row[0] == text)
    return found


def test_a_unit(told: dict[str, Any]) -> None:
    assert figure(told, "18옹스트롬")[1:3] == [1.8, "nm"]


def test_a_name(told: dict[str, Any]) -> None:
    assert not [row for row in told["figures"] if "300" in row[0]]
    assert figure(told, "3만 달러")[3] == "bimaru"


def test_a_rule(told: dict[str, Any]) -> None:
    text, value, unit, _, rule = figure(told, "반반")
    assert (text, value, unit) == ("반반", 50, "%")
    assert rule.startswith("half and half")


def test_a_chart(told: dict[str, Any]) -> None:
    assert told["titles"] == {
        "ko": "중국 수출이 약 727억 달러로 가장 많다",
        "en": "Most goes to China: about $72.7 billion",
    }
    assert "<svg" in told["svg"] or told["svg"].startswith("<?xml")
    assert told["alt"] == "도착지별 수출액, 십억 달러. 중국 72.7, 대만 21.6."


def test_a_language(told: dict[str, Any]) -> None:
    assert told["number"] == "$1,4–1,6 Mrd."
    assert told["date"] == "25. September 2025"
    assert told["name"] == "NVIDIA"
    assert told["faults"] == []


def test_every_recipe_is_followed() -> None:
    recipes = re.findall(r"^### (.+)$", TEXT, re.MULTILINE)
    followed = [name.removeprefix("test_").replace("_", " ") for name in globals() if re.match("test_a_", name)]
    assert [recipe.lower() for recipe in recipes] == followed


def test_the_map_names_every_layer() -> None:
    packages = {path.name for path in (ROOT / "src/chipbrief").iterdir() if (path / "__init__.py").is_file()}
    assert packages <= set(re.findall(r"`(\w+)/`", TEXT))
