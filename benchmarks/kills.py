"""Kill builds of the project at random moments, run five at once, change the articles meanwhile.

    python benchmarks/kills.py [--kills 30] [--seed 22]

After each fifth kill, and at the end of each trial, a last build must give the bytes of an undisturbed one. Tells each
trial in a line, and exits with 1 where bytes differ. Not for a checkout that changes meanwhile: so would what is built.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
STORY = "가나전자는 지난달 8일 칩 {0}만개를 출하했다고 밝혔다.\n\n매출은 {0}조원으로 지난해보다 40% 늘었다.\n"
Contents = dict[str, str]


class Project:
    """A copy of the articles and the curated tables, always in the same place: reports tell where it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fresh(self) -> None:
        """As if it had never been built."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("seeds", "data/reference"):
            shutil.copytree(ROOT / name, self.folder / name)

    def add(self, number: int) -> None:
        """Put one more article in."""
        text = STORY.format(number)
        (self.folder / f"seeds/x{number}.txt").write_text(text, encoding="utf-8")
        with (self.folder / "seeds/sources.csv").open("a", encoding="utf-8") as file:
            file.write(f"x{number}.txt,,,2025-09-25,day,no,,ko,{hashlib.sha256(text.encode()).hexdigest()}\n")

    def start(self) -> subprocess.Popen[bytes]:
        places = [f"--{name}={self.folder / place}" for name, place in (("sources", "seeds"), ("data", "data"))]
        command = [sys.executable, "-m", "chipbrief", "build", *places, f"--reports={self.folder / 'reports'}"]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def built(self) -> Contents:
        """What a build that nothing disturbs leaves, by file; hidden files are its own notes."""
        if self.start().wait():
            raise SystemExit("a build that nothing disturbed failed")
        found = (path for part in ("reports", "data") for path in (self.folder / part).rglob("*"))
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in found
            if path.is_file() and not path.name.startswith(".")
        }


def killed(project: Project, number: int, seconds: float) -> bool:
    """Start a build and end it by a signal at some moment; whether it was still running."""
    build = project.start()
    try:
        build.wait(random.uniform(0.2, seconds))  # noqa: S311 - no secret
    except subprocess.TimeoutExpired:
        build.send_signal(SIGNALS[number % len(SIGNALS)])
    return build.wait() != 0


def main(kills: int, seed: int) -> int:
    random.seed(seed)
    project, differ = Project(Path(tempfile.mkdtemp(prefix="kills")) / "project"), 0

    def told(trial: str, base: Contents) -> None:
        nonlocal differ
        names = sorted(name for name, _ in base.items() ^ project.built().items())
        differ += bool(names)
        sys.stdout.write(f"{trial}: {', '.join(dict.fromkeys(names)) or 'equal'}\n")
        sys.stdout.flush()

    began = time.monotonic()
    project.fresh()
    base = project.built()
    seconds = time.monotonic() - began
    for first in range(0, kills, 5):
        project.fresh()
        ended = sum(killed(project, number, seconds) for number in range(first, min(first + 5, kills)))
        told(f"{ended} killed", base)
    project.fresh()
    codes = sorted(build.wait() for build in [project.start() for _ in range(5)])
    told(f"five at once, which ended with {codes}", base)
    project.fresh()
    project.add(1)
    base = project.built()
    project.fresh()
    build = project.start()
    time.sleep(seconds / 3)
    project.add(1)
    told(f"an article more during a build, which ended with {build.wait()}", base)
    shutil.rmtree(project.folder.parent)
    return 1 if differ else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=30)
    options.add_argument("--seed", type=int, default=22)
    given = options.parse_args()
    sys.exit(main(given.kills, given.seed))
