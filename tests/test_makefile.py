"""The Makefile with a Python that only tells what it is asked, in a folder whose name has blanks."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKE = shutil.which("make") or "make"
FAKE = """#!/bin/sh
case "$*" in
  --version) echo "Python {version}" ;;
  *version_info*'< (3, 11)'*) exit {old} ;;
  *ensurepip*) exit {bare} ;;
  *version_info*) echo python3.11-venv ;;
  *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  *) echo "$@" >> asked ;;
esac
"""


class Folder:
    """A folder with our Makefile and a Python that is a script."""

    def __init__(self, root: Path) -> None:
        self.root = root / "내 brief"
        self.root.mkdir()
        for name in ("Makefile", "requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.root)

    def make(self, *words: str, version: str = "3.11.0", old: int = 0, bare: int = 0) -> tuple[int, str]:
        """Exit code and output of `make WORDS`."""
        python = self.root.parent / "python3"
        python.write_text(FAKE.format(version=version, old=old, bare=bare))
        python.chmod(0o755)
        outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        environment = outside | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
        run = subprocess.run(
            [MAKE, *words], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        return run.returncode, run.stdout + run.stderr

    def asked(self) -> list[str]:
        """What Python was asked to do since the last time."""
        path = self.root / "asked"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_make_alone_lists_the_targets(folder: Folder) -> None:
    code, said = folder.make()
    assert code == 0
    targets = [line.split()[1] for line in said.splitlines()]
    assert targets == [
        "help",
        "report",
        "preview",
        "site",
        "test",
        "lab",
        "bench",
        "calibrate",
        "mutants",
        "lock",
        "clean",
    ]
    assert folder.asked() == []


def test_report_installs_once_and_builds(folder: Folder) -> None:
    code, said = folder.make("report")
    assert code == 0, said
    lock, package, build = folder.asked()
    assert lock.startswith("-m pip install") and lock.endswith("--require-hashes -r requirements.lock")
    assert package.endswith("--no-deps --no-build-isolation -e .")
    assert build == "-m chipbrief build"
    folder.make("report")
    assert folder.asked() == ["-m chipbrief build"]


def test_lab_opens_the_first_notebook_and_keeps_jupyter_s_own_address_and_token(folder: Folder) -> None:
    folder.make("lab")
    lab, *options, notebook = folder.asked()[-1].removeprefix("-m ").split()
    assert (lab, notebook) == ("jupyterlab", "notebooks/01-ingest.ipynb")
    assert {option.partition("=")[0].partition(".")[0] for option in options} == {"--notebook-dir", "--LabApp"}


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_installs_again(folder: Folder, name: str) -> None:
    folder.make("report")
    folder.asked()
    path = folder.root / name
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 10**6))
    folder.make("report")
    assert len(folder.asked()) == 3


def test_a_folder_that_moved_installs_again(folder: Folder) -> None:
    folder.make("report")
    folder.asked()
    folder.root = folder.root.rename(folder.root.with_name("moved"))
    folder.make("report")
    assert len(folder.asked()) == 3


def test_an_old_python_is_named(folder: Folder) -> None:
    code, said = folder.make("report", version="3.9.2", old=1)
    assert code != 0
    assert "Python 3.9.2 is too old, Python 3.11 or newer is needed" in said


def test_a_missing_venv_module_is_named(folder: Folder) -> None:
    code, said = folder.make("report", bare=1)
    assert code != 0
    assert "apt install python3.11-venv (or python3-venv)" in said


def test_a_missing_python_is_named(folder: Folder) -> None:
    code, said = folder.make("report", "PYTHON=python9")
    assert code != 0
    assert "no python9 here" in said
