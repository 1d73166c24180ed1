"""A build on a machine where the user has no home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import miniature
import pytest

from chipbrief.pipeline import temporary_home

BUILD = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
import miniature
from chipbrief.forked_kernels import process
server = process.server
process.server = lambda preload: server(("chipbrief.pipeline.preload.lean", "matplotlib.pyplot"))
print(*miniature.built(Path({root!r})))
"""


def test_a_home_is_lent_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = str(tmp_path / "nobody")
    monkeypatch.setenv("HOME", missing)
    with temporary_home.usable():
        lent = Path.home()
        assert os.access(lent, os.W_OK)
    assert (os.environ["HOME"], lent.exists()) == (missing, False)
    monkeypatch.setenv("HOME", str(tmp_path))
    with temporary_home.usable():
        assert Path.home() == tmp_path


def test_a_backend_for_windows_is_not_for_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "Qt5Agg")
    with temporary_home.usable():
        assert "MPLBACKEND" not in os.environ
    assert os.environ["MPLBACKEND"] == "Qt5Agg"


def test_a_build_without_a_home_has_nothing_to_say_about_it(tmp_path: Path) -> None:
    root = miniature.project(tmp_path / "project")
    code = BUILD.format(tests=str(Path(miniature.__file__).parent), root=str(root))
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment |= {"HOME": "/proc/nobody", "LC_ALL": "C"}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.split()[0] == "01-ingest"
