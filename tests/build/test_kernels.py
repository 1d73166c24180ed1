"""What a cell raises, as the command line tells it."""

from __future__ import annotations

import shutil
from pathlib import Path

import miniature
import pytest

from chipbrief.build.forked import process
from chipbrief.cli import main
from chipbrief.sources.tables import reference_folder

TABLE = """
from chipbrief.frames import reference
text = str(len(reference("trade", Path("data/reference"))))
"""
MISSING = """
from chipbrief.sources.read import read
text = read(Path("nowhere.txt"))[0]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = miniature.project(tmp_path / "mini")
    monkeypatch.chdir(root)
    return root


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """What a build says last, which must be the user's mistake and keep no failed notebook."""
    with pytest.raises(SystemExit) as left:
        main(["build", "--language", "ko"])
    said = capsys.readouterr().err.splitlines()
    assert left.value.code == 2, said
    assert "01-ingest" in said[:-1]
    assert "02-figures" not in said
    assert not list(Path("data/derived/executed").glob("*.failed.ipynb"))
    return said[-1]


@pytest.mark.skipif(not process.AVAILABLE, reason="this system has no forkserver")
def test_a_bad_row_of_a_table_that_only_a_notebook_checks(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = project / "data/reference/trade.csv"
    text = (reference_folder() / "trade.csv").read_text("utf-8")
    table.write_text(text.replace("https://", "ftp://", 1), "utf-8")
    miniature.put(project, "01-ingest", body=TABLE)
    said = refused(capsys)
    assert said.startswith("chipbrief: data/reference/trade.csv: row 2, column url: ftp://")
    assert said.endswith("; correct that cell")
    shutil.copyfile(reference_folder() / "trade.csv", table)


def test_a_users_mistake_in_an_ordinary_kernel(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "AVAILABLE", False)
    miniature.put(project, "01-ingest", body=MISSING)
    said = "chipbrief: nowhere.txt: cannot be read (No such file or directory); check its name and permissions"
    assert refused(capsys) == said
