"""A disk that is full, or that may not be written to, wherever a build meets it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import miniature
import pytest

from chipbrief.cli import main
from chipbrief.errors import InputError
from chipbrief.forked_kernels import process
from chipbrief.pipeline import jobs
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.project import Paths


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a file system of 4 MB, where we may make one."""
    made: list[Path] = []

    def mounted(name: str) -> Path:
        place = tmp_path / name
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
        if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no file system may be mounted here")
        made.append(place)
        return place

    yield mounted
    for place in made:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S607 - of the system


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels without Kiwi and charts, which are not what is tried here."""
    server = process.server
    monkeypatch.setattr(process, "server", lambda preload: server(("chipbrief.pipeline.preload.lean",)))
    monkeypatch.setattr(jobs, "digest_tree", lambda folder, **_: "this version")


def ordered(root: Path, data: Path, reports: Path, target: int) -> Build:
    paths = Paths.of(root, data=data, reports=reports)
    return Build.of(Order(paths, ("ko",), [("target", str(target))]))


def made(build: Build) -> list[str]:
    """The jobs that run."""
    ran: list[str] = []
    build.run(notify=lambda name, state: ran.append(name) if state == "run" else None)
    return ran


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(place: Path) -> Path:
    """Leave no byte."""
    filling = place / "filling"
    with pytest.raises(OSError, match="No space left"), filling.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filling


def mode(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)  # noqa: S607 - of the system


def told(error: InputError) -> str:
    """Its line, which must name a remedy."""
    line = str(error)
    assert line.isprintable()
    assert "make room" in line
    return line


@pytest.mark.usefixtures("light")
def test_a_disk_that_fills_at_any_moment(tmp_path: Path, disk: Callable[[str], Path]) -> None:
    root, small = miniature.project(tmp_path / "project"), disk("small")
    data, reports = small / "data", small / "reports"
    wanted, ran = {}, {}
    for target in (80, 70):
        ran[target] = made(ordered(root, data, reports, target))
        wanted[target] = contents(reports)
    assert wanted[80] != wanted[70]
    assert {"04-korea-impact", "manifest.json", "reports"} <= set(ran[70])
    for moment in ran[70]:

        def notify(name: str, state: str, moment: str = moment) -> None:
            if (name, state) == (moment, "run"):
                fill(small)

        with pytest.raises(InputError) as failed:
            ordered(root, data, reports, 80).run(notify=notify)
        assert "No space left" in told(failed.value) or "disk is full" in told(failed.value)
        assert str(small) in str(failed.value) or ".ipynb: cell" in str(failed.value)
        (small / "filling").unlink()
        assert contents(reports) == wanted[70], moment
    made(ordered(root, data, reports, 80))
    assert contents(reports) == wanted[80]


@pytest.mark.usefixtures("light")
def test_folders_that_are_read_only(
    tmp_path: Path, disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, small = miniature.project(tmp_path / "project"), disk("small")
    mode(small, "ro")
    with pytest.raises(InputError, match=r"small: cannot be written \(Read-only") as failed:
        made(ordered(root, root / "data", small, 80))
    told(failed.value)
    mode(small, "rw")
    assert made(ordered(root, root / "data", small, 80)) == ["reports"], "all else is done already"
    before = contents(small)
    monkeypatch.chdir(root)
    mode(small, "ro")
    with pytest.raises(SystemExit) as left:
        main(["build", "--data", str(small / "data"), "--reports", str(small)])
    said = capsys.readouterr().err
    assert (left.value.code, said.count("\n")) == (2, 1)
    assert "small/data" in said
    assert "Read-only file system; make room, or see who may read and write there" in said
    assert contents(small) == before


def test_a_record_that_has_no_room(tmp_path: Path, disk: Callable[[str], Path]) -> None:
    root, small = miniature.project(tmp_path / "project"), disk("small")
    fill(small)
    (small / "derived").mkdir()
    with pytest.raises(InputError, match=r"\.state\.sqlite: cannot be used \(database or disk is full\)"):
        made(ordered(root, small, root / "reports", 80))
