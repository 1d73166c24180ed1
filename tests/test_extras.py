"""Without the extras `corpus` and `lab`: what needs one says which, in a line. `test_recipes` builds without them."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from chipbrief.errors import _EXTRAS, naming_extras

ROOT = Path(__file__).parents[1]
WITHOUT = Path(__file__).with_name("without_extras")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of Python in a process that finds no extra."""
    environment = os.environ | {"PYTHONPATH": str(WITHOUT)}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("words", [["corpus", "seeds", "--out"], ["build", "-p", "figures"]])
def test_a_command_that_needs_a_missing_extra_names_it(words: list[str], tmp_path: Path) -> None:
    done = run(ROOT, "-m", "chipbrief", *words, str(tmp_path / "set"))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("chipbrief: ")
    assert line.endswith(": this needs it, and it is not installed; run pip install 'chipbrief[corpus]'")
    assert not (tmp_path / "set").exists()


def test_a_cell_that_needs_a_missing_extra_names_it(tmp_path: Path) -> None:
    code = (
        "import pandas as pd\n"
        "from chipbrief.report import notebook\n"
        "notebook.interactive = lambda: True\n"
        "notebook.sortable(pd.DataFrame())\n"
    )
    done = run(tmp_path, "-c", code)
    told = "InputError: itables: this needs it, and it is not installed; run pip install 'chipbrief[lab]'"
    assert done.stderr.splitlines()[-1].endswith(told)


def test_a_library_of_no_extra_keeps_its_error() -> None:
    with pytest.raises(ModuleNotFoundError), naming_extras():
        import_module("nothing_of_this_name")


def test_the_table_of_libraries_is_that_of_the_package() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for library, extra in _EXTRAS.items():
        assert any(line.startswith(library) for line in declared[extra]), library
    assert len(_EXTRAS) == sum(map(len, declared.values()))
