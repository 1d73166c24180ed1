"""How much memory a process and those below it hold together, from /proc (Linux only)."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def peak(*, every: float, own: bool) -> Iterator[list[float]]:
    """A list of one number: the most that processes below this one (`own`: and it) held at a look, MB."""
    most, ended = [0.0], threading.Event()

    def watch() -> None:
        while not ended.wait(every):
            held = sum(map(share, descendants(os.getpid()))) + (share(os.getpid()) if own else 0.0)
            most[0] = max(most[0], held)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


def descendants(pid: int) -> Iterator[int]:
    for children in Path("/proc", str(pid), "task").glob("*/children"):
        for child in read(children).split():
            yield int(child)
            yield from descendants(int(child))


def share(pid: int) -> float:
    """A process's proportional share of memory, MB: what several have in common is counted once."""
    lines = read(Path("/proc", str(pid), "smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


def read(path: Path) -> str:
    """A file of /proc, empty when its process has gone."""
    try:
        return path.read_text()
    except OSError:
        return ""
