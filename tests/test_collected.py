"""Every test in the tree is run, and a clone has the bytes that were committed."""

from __future__ import annotations

import fnmatch
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))


def test_every_test_module_is_collected(request: pytest.FixtureRequest) -> None:
    """No folder of tests has a name that pytest passes by, as it does `build`."""
    avoided = request.config.getini("norecursedirs")
    passed_by = [
        module
        for module in MODULES
        for folder in Path(module).parts[:-1]
        if any(fnmatch.fnmatch(folder, pattern) for pattern in avoided)
    ]
    assert len(MODULES) > 90
    assert not passed_by
    assert "tests" in request.config.getini("testpaths")
    assert "test_*.py" in request.config.getini("python_files")


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
