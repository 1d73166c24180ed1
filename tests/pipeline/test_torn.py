"""A build that is killed, wherever, is completed by the next one; and no two build in one folder."""

import signal
import subprocess
import sys
from pathlib import Path

import miniature
import pytest

from chipbrief.errors import InputError
from chipbrief.pipeline import jobs, lock
from chipbrief.pipeline.scheduler import AT_ONCE

KILLED = """
import os, signal, sys, threading
from pathlib import Path
sys.path[:0] = [{tests!r}]
import miniature
from chipbrief.pipeline import jobs
from chipbrief.forked_kernels import process

jobs.digest_tree = lambda folder, **_: "this version"
server = process.server
process.server = lambda preload: server(("chipbrief.pipeline.preload.lean",))  # no Kiwi, no charts
left = {events}

def notify(name, state):
    global left
    left -= state != "fresh"
    if not left and state != "fresh":
        os.kill(os.getpid(), signal.SIGKILL)

threading.Timer({seconds}, os.kill, [os.getpid(), signal.SIGKILL]).start() if {seconds} else None
miniature.ordered(Path({root!r}), languages=("ko", "en")).run(notify=notify)
os._exit(0)
"""


def killed(root: Path, *, events: int = 0, seconds: float = 0) -> bool:
    """Build in a process that kills itself after so many events or seconds; whether it did."""
    code = KILLED.format(tests=str(Path(__file__).parents[1]), root=str(root), events=events, seconds=seconds)
    # No pipe: a server that was killed while it imported holds its end until it has done.
    run = subprocess.run([sys.executable, "-c", code], timeout=120, check=False)
    assert run.returncode in (0, -signal.SIGKILL)
    return run.returncode != 0


def contents(root: Path) -> dict[str, bytes]:
    folders = ("reports", "data/derived", "data/derived/executed", "data/derived/rendered")
    return {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in folders
        for path in (root / folder).iterdir()
        if path.is_file() and path.name != jobs.STATE
    }


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = miniature.project(tmp_path_factory.mktemp("undisturbed"))
    assert not killed(root)
    return contents(root)


def test_killed_after_every_job(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    root = miniature.project(tmp_path / "killed")
    times = 0
    while killed(root, events=AT_ONCE + 1):
        times += 1
    assert times >= 3, "each build does one job more at least, for not all of its first events are beginnings"
    assert contents(root) == undisturbed


def test_killed_at_any_moment(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    root = miniature.project(tmp_path / "killed")
    outcomes = [killed(root, seconds=0.6 + 0.3 * step) for step in range(8)]
    assert any(outcomes)
    assert not killed(root)
    assert contents(root) == undisturbed


def test_a_second_build_is_refused_while_one_is_at_work(tmp_path: Path) -> None:
    root = miniature.project(tmp_path / "project")
    build = miniature.ordered(root)
    with lock.lock(build.paths.derived / jobs.LOCK), pytest.raises(InputError, match="another build is writing here"):
        build.run(notify=lambda name, state: None)
    assert not (root / "reports").exists()


def test_a_lock_goes_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = f"""
import pathlib, time
from chipbrief.pipeline import lock
with lock.lock(pathlib.Path({str(path)!r})):
    print(flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(InputError), lock.lock(path):
            pass
        holder.kill()
        holder.wait()
        with lock.lock(path):
            pass
