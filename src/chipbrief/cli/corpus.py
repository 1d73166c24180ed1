"""`chipbrief corpus`: the figures of any number of documents, as Parquet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipbrief.cli.options import Data, published_date
from chipbrief.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from chipbrief.corpus.run import Progress

_SECONDS = 10.0  # between two lines of progress where there is no terminal


def corpus(
    source: Annotated[str, typer.Argument(metavar="SRC", help="A folder, .jsonl, .parquet, or an fsspec address.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Output folder of the figure set (Parquet).")],
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes on this machine.", show_default="its cores")
    ] = None,
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="Address of a running Dask cluster.")] = "",
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Time to wait for the first worker of the cluster.")
    ] = 300,
    published: Annotated[str, typer.Option(metavar="DATE", help="Publication date of documents without one.")] = "",
    data: Data = None,
) -> None:
    """Extract the figures of any number of documents into a Parquet set.

    A folder:   [bold]chipbrief corpus articles --out figures.parquet[/bold]

    JSON lines of {"id", "text", "published"}, also .gz and .zst:
    [bold]chipbrief corpus news.jsonl.zst --out figures.parquet[/bold]

    On a cluster:   [bold]chipbrief corpus s3://news/2025 --out figures.parquet --scheduler tcp://head:8786[/bold]

    Then a brief of it:   [bold]chipbrief build -p figures figures.parquet[/bold]

    Run again after an interruption, or when documents were added: only what is missing is read.
    Documents that fail are listed in DIR/_failures, each with its error.
    """
    from chipbrief.corpus.run import existing, local, run
    from chipbrief.extraction.json_lines import processes
    from chipbrief.project import lexicon

    if "://" in str(out) or ":/" in str(out):
        raise InputError(f"--out {out}: is an address; name a folder, and copy it there when it is whole")
    if scheduler and workers:
        raise InputError("--workers: these are for this machine; with --scheduler the cluster has its own")
    say = partial(typer.echo, err=True)
    there = partial(existing, scheduler, wait, say)
    connect = there if scheduler else partial(local, processes(workers))
    with _progress() as notify:
        day, tables = published_date(published), lexicon(data)
        done = run(source, out, connect=connect, published=day, notify=notify, lexicon=tables)
    counts = f"{done.documents} documents, {done.figures} figures, {done.failures} failed"
    typer.echo(f"{out}: {counts}; {done.made} documents read now")


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """What is told of a run on standard error: a bar on a terminal, else a line every few seconds."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(console)
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bars

    with Bars(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), console=console) as bars:
        bar, pace = bars.add_task("reading", total=1.0), _Pace()
        yield lambda progress: bars.update(bar, description=pace.told(progress), completed=progress.read)


class _Pace:
    """The rate and the time left, from the first document that is read on."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def told(self, progress: Progress) -> str:
        seconds = time.monotonic() - self.began
        line = f"{progress.documents} documents, {progress.figures} figures, {progress.failures} failed"
        read = progress.read - progress.resumed
        if not progress.made or read <= 0 or seconds <= 0:
            return line
        left = int(seconds * (1 - progress.read) / read)
        clock = f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}"
        return f"{line}, {progress.made / seconds:.1f} documents/s, {clock} left"


class _Lines:
    """Progress as plain lines."""

    def __init__(self, console: Console) -> None:
        self.console, self.pace, self.last = console, _Pace(), time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if (now := time.monotonic()) - self.last >= _SECONDS:
            self.last = now
            percent = f"{100 * progress.read:.0f} %"
            self.console.print(f"{percent}: {self.pace.told(progress)}", highlight=False, soft_wrap=True)
