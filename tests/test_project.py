"""The project's folder is found from anywhere inside it, and a build's folders follow from it."""

from pathlib import Path

import miniature
import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

from chipbrief import project
from chipbrief.errors import InputError
from chipbrief.sources.reference_tables import reference_folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = miniature.project(tmp_path / "mini")
    monkeypatch.chdir(root / "notebooks")
    return root


def test_enter_goes_up_to_the_project(root: Path) -> None:
    assert project.enter() == root
    assert Path.cwd() == root
    assert project.enter() == root


def test_outside_any_project_the_checkout_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "src/chipbrief").mkdir(parents=True)
    monkeypatch.setattr(project, "__file__", str(tmp_path / "src/chipbrief/project.py"))
    with pytest.raises(InputError, match="no project here"):
        project.find(tmp_path)
    root = miniature.project(tmp_path)
    elsewhere = tmp_path.parent
    assert project.find(elsewhere) == root


def test_folders_are_those_of_the_project_unless_given(root: Path, tmp_path: Path) -> None:
    paths = project.Paths.of(root, sources=tmp_path / "articles")
    assert paths.reports == root / "reports"
    assert paths.derived == root / "data/derived"
    assert paths.reference == root / "data/reference"
    assert paths.relative(paths.derived) == "data/derived"
    assert paths.relative(paths.sources) == str(tmp_path / "articles")


def test_a_relative_folder_is_relative_to_where_the_user_is(root: Path) -> None:
    assert project.Paths.of(root, reports=Path("out")).reports == root / "notebooks/out"


def test_without_tables_of_its_own_a_data_folder_takes_the_packages(root: Path, tmp_path: Path) -> None:
    assert project.Paths.of(root, data=tmp_path / "data").reference == reference_folder()


ASKED = "from chipbrief import project\nproject.interactive()"


def test_nobody_sits_before_a_notebook_that_is_run_as_a_whole() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(ASKED)])
    NotebookClient(notebook, kernel_name="python3").execute()
    assert notebook.cells[0].outputs[0]["data"]["text/plain"] == "False"


def test_somebody_sits_before_a_front_end_that_can_ask() -> None:
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        results: list[str] = []
        client.execute_interactive(
            ASKED,
            allow_stdin=True,
            timeout=60,
            output_hook=lambda message: results.append(message["content"].get("data", {}).get("text/plain", "")),
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert "True" in results


def test_nobody_sits_before_a_plain_process() -> None:
    assert not project.interactive()
