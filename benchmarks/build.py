"""How long a build takes, compared in the same run with the ordinary way and with no Jupyter at all.

    make bench                              # five runs of each, medians
    python benchmarks/build.py --runs 7

The ordinary way is one language: `papermill` for each notebook, `nbconvert --to html`, and Chromium printing
that page, which is what `--to webpdf` does (without Chromium there is no PDF in it, and the table says so).
The floor is one Python process that runs the cells of the same notebooks and renders HTML and PDF, both
languages. Everything is built in a temporary folder. Memory (Linux only) is the highest sum over all processes
of their proportional share of memory, from /proc, in a run of its own.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from memory import peak

from chipbrief.language.labels import LANGUAGES, PROSE
from chipbrief.pipeline.lasting import NAME as LASTING
from chipbrief.pipeline.steps import EXPORTERS, PRELOAD, STEPS, WITH_MODEL
from chipbrief.project import find

ROOT = find()
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHANGE = ("-p", "final_china_high", "51")
"""A parameter of 04."""
PAGE = "brief.ko.html"
FLOOR = """
import json, sys
from importlib import import_module
from pathlib import Path
import matplotlib; matplotlib.use("agg")
for name in {modules!r}:
    import_module(name)
from chipbrief.pipeline import render_jobs

def run(name, **told):
    names = dict(__name__="__main__")
    for cell in json.loads(Path("notebooks", name + ".ipynb").read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
            names.update(told if "parameters" in cell["metadata"].get("tags", []) else ())

for name, language in {runs!r}:
    run(name, derived={derived!r}, **(dict(language=language) if language else dict()))
for notebook in map(Path, {briefs!r}):
    for suffix in {suffixes!r}:
        render_jobs.render(notebook, Path({derived!r}, notebook.stem + "." + suffix))
"""


class Ways:
    """The commands of each way, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.browser = next(filter(None, map(shutil.which, BROWSERS)), None)

    def cold(self) -> None:
        """A build from nothing: both languages, HTML and PDF."""
        shutil.rmtree(self.folder / "data", ignore_errors=True)
        shutil.rmtree(self.folder / "reports", ignore_errors=True)
        self.again()

    def again(self, *more: str) -> None:
        """A build over what the last one left."""
        folders = ("--data", str(self.folder / "data"), "--reports", str(self.folder / "reports"))
        called("-m", "chipbrief", "build", *folders, *more)

    def changed(self) -> None:
        self.again(*CHANGE)

    def ordinary(self) -> None:
        """One language the way everyone does."""
        folder = self.folder / "ordinary"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for step in STEPS:
            made = folder / f"{step.notebook}.ipynb"
            told = ("-p", "derived", str(folder / "derived"))
            called("-m", "papermill", f"notebooks/{step.notebook}.ipynb", str(made), *told, "--no-progress-bar")
        called("-m", "nbconvert", "--to", "html", str(made), "--output", "brief.html")
        if self.browser:
            page, pdf = folder / "brief.html", folder / "brief.pdf"
            flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={pdf}")
            run([self.browser, *flags, page.as_uri()])

    def floor(self) -> None:
        """The same calls in one process, over the notebooks that a cold build left to be rendered."""
        executed = self.folder / "data/derived/executed"
        code = FLOOR.format(
            modules=(*PRELOAD, *WITH_MODEL),
            runs=[(step.notebook, language) for step in STEPS for _, language in step.runs(LANGUAGES)],
            derived=str(self.folder / "floor"),
            briefs=[str(executed / f"05-brief.{language}.ipynb") for language in LANGUAGES],
            suffixes=list(EXPORTERS),
        )
        called("-c", code)


class Previewed:
    """A preview of the project in a folder of its own, with a reader of the Korean page."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "chipbrief", "preview", "--data", str(folder / "data")]
        command += ["--reports", str(folder / "reports")]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout  # noqa: S101 - it is a pipe
        self.events = urlopen(f"{self.process.stdout.readline().strip()}events?page={PAGE}")  # noqa: S310 - our own
        self.rest()

    def told(self) -> Iterator[dict[str, Any]]:
        for line in self.events:
            if line.startswith(b"data: "):
                told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                if told["error"]:
                    sys.exit(f"the preview says: {told['error']}")
                yield told

    def rest(self) -> None:
        """Wait until nothing is left to be made."""
        self.version = next(told["versions"][PAGE] for told in self.told() if not told["working"])

    def shows(self, path: Path, text: str) -> float:
        """Seconds from a saved file until there is another page; all else is made before this returns."""
        begin = time.perf_counter()
        path.write_text(text, encoding="utf-8")
        next(told for told in self.told() if told["versions"][PAGE] != self.version)
        taken = time.perf_counter() - begin
        self.rest()
        return taken

    def end(self) -> None:
        self.events.close()
        self.process.terminate()
        self.process.wait()


@contextmanager
def restored(path: Path) -> Iterator[str]:
    """The text of a file, which has it again in the end; of none, nothing."""
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    try:
        yield before or ""
    finally:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")


def previewed(folder: Path) -> tuple[float, float]:
    """Seconds until a preview shows a changed parameter of 04, and a changed sentence of a template."""
    template = PROSE / "ko/summary.md.j2"
    with restored(ROOT / LASTING) as lasting, restored(template) as words:
        if lasting:
            sys.exit(f"{LASTING}: there is one, which would be changed meanwhile; put it elsewhere")
        (ROOT / LASTING).touch()
        preview = Previewed(folder)
        try:
            parameter = preview.shows(ROOT / LASTING, f"[parameters]\n{CHANGE[1]} = {CHANGE[2]}\n")
            return parameter, preview.shows(template, f"{words}\n\n한 문장을 더 쓴다.\n")
        finally:
            preview.end()


def called(*arguments: str) -> None:
    run([sys.executable, *arguments])


def run(command: list[str]) -> None:
    # Python keeps what it compiled, as it does where nobody told it otherwise.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if ended.returncode:
        sys.exit(f"{' '.join(command)} ended with code {ended.returncode}:\n{ended.stderr}")


def bare() -> None:
    called("-c", "")


def seconds(way: Callable[[], None]) -> float:
    begin = time.perf_counter()
    way()
    return time.perf_counter() - begin


def memory(way: Callable[[], None]) -> float:
    """The highest memory of this process's descendants while it goes one way, MB."""
    with peak(every=0.05, own=False) as most:
        way()
    return most[0]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5, help="runs of each way (default: 5)")
    runs: int = options.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        ways = Ways(Path(name))
        # In turn, so that what else the machine does falls on all alike; each after the one whose leavings it takes.
        order = {
            "ordinary way, one language": ways.ordinary,
            "cold rebuild, both languages": ways.cold,
            "nothing changed": ways.again,
            "a changed parameter of 04": ways.changed,
            "floor: one script, both languages": ways.floor,
            "bare Python": bare,
        }
        shown = ("preview: a changed parameter of 04", "preview: a changed sentence")
        found: dict[str, list[float]] = {what: [] for what in (*order, *shown)}
        for _ in range(runs):
            for what, way in order.items():
                found[what].append(seconds(way))
            for what, taken in zip(shown, previewed(Path(name)), strict=True):
                found[what].append(taken)
        median = {what: statistics.median(taken) for what, taken in found.items()}
        ordinary, cold, same, changed, floor, python, parameter, sentence = median.values()
        say = sys.stdout.write
        for what, all_taken in found.items():
            say(f"{what:<34} {median[what]:6.2f} s  ({min(all_taken):.2f} to {max(all_taken):.2f})\n")
        if not ways.browser:
            say("no Chromium here: the ordinary way made no PDF\n")
        say(f"cold / ordinary       {cold / ordinary:5.2f}    goal 0.20\n")
        say(f"cold / floor          {cold / floor:5.2f}    goal 2.0\n")
        say(f"changed / cold        {changed / cold:5.2f}    goal 0.50\n")
        say(f"preview, parameter / cold {parameter / cold:5.2f} goal 0.20\n")
        say(f"preview, sentence / cold  {sentence / cold:5.2f} goal 0.06\n")
        say(f"nothing, beyond bare  {same - python:5.2f} s  goal 0.20 s\n")
        if Path("/proc/self/smaps_rollup").is_file():
            peaks = {what: memory(order[what]) for what in list(order)[:2]}
            say("".join(f"peak memory, {what:<28} {peak:5.0f} MB\n" for what, peak in peaks.items()))


if __name__ == "__main__":
    main()
