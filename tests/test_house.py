"""Rules of the house: nothing of one machine, no registry and no clock in what is kept or rendered."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = {".py", ".md", ".toml", ".yml", ".lock", ".csv", ".json", ".html", ".j2", ".css", ".js", ".typ", ".ipynb", ""}
REPORTS = sorted(path for path in (ROOT / "reports").glob("*") if path.suffix in {".html", ".json"})


def kept() -> list[Path]:
    """Every text file that git keeps, but for the articles; all files where there is no git."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    names = run.stdout.split("\0") if run.returncode == 0 else []
    paths = [ROOT / name for name in names if name and not name.startswith("seeds/")]
    return [path for path in paths if path.suffix in TEXTS and path.is_file()]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of one machine", r"(?<![\w.:/])/(?:home|Users|root|tmp|work)/\w"),
        (
            "a package registry's address",
            r"https?://\S*(?:" + "|".join(("py" + "pi", "pythonhost" + "ed", "npm" + "js")) + ")",
        ),
    ],
)
def test_no_file_holds(what: str, pattern: str) -> None:
    found = [path for path in kept() if re.search(pattern, path.read_text(encoding="utf-8"))]
    assert not found, what


def test_modules_stay_small() -> None:
    long = [path for path in kept() if path.suffix == ".py" and path.read_text(encoding="utf-8").count("\n") > 320]
    assert not long


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_reports_tell_nothing_of_where_and_when_they_were_made(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert not re.search(r"\d{2}:\d{2}:\d{2}", text), "a clock time"
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-", text), "a random id"
    if path.suffix == ".html":
        assert not re.search(r'<(?:link|script|img|iframe)[^>]+(?:src|href)="(?!data:|#)', text), "loads something"
