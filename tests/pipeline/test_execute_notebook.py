"""What a cell raises, as the command line tells it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import miniature
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError

from chipbrief.cli import main
from chipbrief.errors import BuildError, InputError
from chipbrief.forked_kernels import process
from chipbrief.pipeline import execute_notebook
from chipbrief.sources.reference_tables import reference_folder

TABLE = """
from chipbrief.frames import reference
text = str(len(reference("trade", Path("data/reference"))))
"""
MISSING = """
from chipbrief.sources.readers.read import read
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


def test_a_kernel_that_never_answers_is_started_once_more(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    execute, asked = papermill.execute_notebook, []

    def silent(*arguments: Any, **options: Any) -> None:
        asked.append(arguments)
        if len(asked) in (1, 3, 4):
            raise RuntimeError("Kernel died before replying to kernel_info")
        execute(*arguments, **options)

    monkeypatch.setattr(papermill, "execute_notebook", silent)
    notebook = project / "notebooks/01-ingest.ipynb"
    execute_notebook.execute(notebook, project / "made.ipynb", {}, project)
    assert len(asked) == 2
    with pytest.raises(BuildError, match=r"01-ingest\.ipynb: its kernel ended \(Kernel died before replying"):
        execute_notebook.execute(notebook, project / "made.ipynb", {}, project)


def test_output_that_does_not_come_is_no_lack_of_memory(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def late(*_: Any, **options: Any) -> None:
        asked.append(options["iopub_timeout"])
        raise CellTimeoutError("A cell timed out while it was being executed")

    monkeypatch.setattr(papermill, "execute_notebook", late)
    with pytest.raises(BuildError, match=r"01-ingest\.ipynb: a cell's output did not come within 600 seconds; build "):
        execute_notebook.execute(project / "notebooks/01-ingest.ipynb", project / "made.ipynb", {}, project)
    assert asked == [execute_notebook.OUTPUT] == [600]


@pytest.mark.skipif(not process.AVAILABLE, reason="this system has no forkserver")
def test_a_call_whose_fork_comes_to_nothing_is_made_here(tmp_path: Path) -> None:
    made = tmp_path / "made"
    code = f"import os, pathlib\nos._exit(7) if os.getpid() != {os.getpid()} else pathlib.Path({str(made)!r}).touch()"
    process.call_or_here(("cmd",), exec, code)
    assert made.exists()


@pytest.mark.parametrize(
    ("where", "odd"),
    [(("metadata",), []), (("cells", 0, "outputs"), 7)],
)
def test_a_notebook_that_is_malformed_is_told_in_a_line(project: Path, where: tuple[Any, ...], odd: object) -> None:
    path = project / "notebooks/01-ingest.ipynb"
    content = json.loads(path.read_bytes())
    part = content
    for key in where[:-1]:
        part = part[key]
    part[where[-1]] = odd
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match=r"01-ingest\.ipynb: no notebook as Jupyter writes it \(") as error:
        execute_notebook.execute(path, project / "made.ipynb", {}, project)
    assert "\n" not in str(error.value)
