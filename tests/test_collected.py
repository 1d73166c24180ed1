"""Every test in the tree is run, and a clone has the bytes that were committed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))


def collected(folder: Path, session: pytest.Session) -> Iterator[Path]:
    """The modules of tests that pytest itself finds below a folder, by its own hooks; none is imported."""
    hooks = session.config.hook
    for path in sorted(folder.iterdir()):
        if hooks.pytest_ignore_collect(collection_path=path, config=session.config):
            continue
        if path.is_dir():
            yield from collected(path, session)
        elif any(type(node) is pytest.Module for node in hooks.pytest_collect_file(file_path=path, parent=session)):
            yield path


def test_every_test_module_is_collected(request: pytest.FixtureRequest) -> None:
    """No name of a folder or a file is one that pytest passes by, as it does the folder `build`."""
    assert "tests" in request.config.getini("testpaths")
    found = [path.relative_to(ROOT).as_posix() for path in collected(ROOT / "tests", request.session)]
    assert len(MODULES) > 90
    assert sorted(found) == MODULES


def test_a_module_in_a_folder_that_pytest_passes_by_is_missed(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    for folder in ("pipeline", "build"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "test_a.py").touch()
    (tmp_path / "test_.txt").touch()
    assert list(collected(tmp_path, request.session)) == [tmp_path / "pipeline" / "test_a.py"]


def exported(folder: Path, *settings: str) -> dict[str, bytes]:
    """What a clone with these settings of git has."""
    command = [
        "git",
        *(word for each in settings for word in ("-c", each)),
        "checkout-index",
        "-a",
        f"--prefix={folder}/",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no git here")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_clone_that_changes_ends_of_lines_has_the_same_bytes(tmp_path: Path) -> None:
    plain = exported(tmp_path / "plain", "core.autocrlf=false")
    changed = exported(tmp_path / "crlf", "core.autocrlf=true", "core.eol=crlf")
    assert {name for name, content in plain.items() if changed[name] != content} == set()
    assert any(name.startswith("seeds/") for name in plain)
