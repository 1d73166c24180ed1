"""`chipbrief build`: the reports, rebuilt where stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipbrief.cli import end_of_build
from chipbrief.cli.editions import evidence
from chipbrief.cli.options import Derived, Languages, Reports, Sources, published_date, shown
from chipbrief.cli.parameters import Parameters
from chipbrief.errors import InputError
from chipbrief.language.labels import LANGUAGES

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from chipbrief.pipeline.jobs import Build, Order


def build(
    language: Languages = None,
    sources: Sources = None,
    data: Derived = None,
    reports: Reports = None,
    parameter: Parameters = None,
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date of articles not listed in sources.csv.")
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="OLD", help="Report changes since an evidence.json or a git revision.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Rebuild everything, even if up to date.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would run and why, without running it.")
    ] = False,
    json_: Annotated[
        bool,
        typer.Option("--json", help="Print changes, items to check and files as JSON; in a dry run, what would run."),
    ] = False,
) -> None:
    """Rebuild what is out of date: run the notebooks, render HTML and PDF, publish them together.

    Everything:   [bold]chipbrief build[/bold]

    Korean only, into another folder:   [bold]chipbrief build --language ko --reports out[/bold]

    With another assumption:   [bold]chipbrief build -p horizon 2030 -p final_china_high 45[/bold]

    With a section on what changed since the last commit:   [bold]chipbrief build --since HEAD[/bold]

    With an article that sources.csv does not list:   [bold]chipbrief build --published 2025-10-02[/bold]
    """
    from chipbrief.pipeline.jobs import Build, Order
    from chipbrief.pipeline.lasting import Lasting
    from chipbrief.project import Paths, find

    root = find()
    lasting = Lasting.of(root)
    order = Order(
        paths=Paths.of(root, sources, data, reports),
        languages=[str(chosen) for chosen in language or lasting.languages or LANGUAGES],
        parameters=[pair(text) for text in parameter or ()],
        published=published_date(published),
        since=evidence(since, root) if since else b"",
        lasting=lasting.parameters,
    )
    checked = Build.of(order)
    if dry_run:
        if json_:
            typer.echo(json.dumps({"stale": checked.plan()}, ensure_ascii=False, indent=1))
            return
        for name, reason in (checked.plan() or {"nothing": "all is up to date"}).items():
            typer.echo(f"{name}: {reason}")
        return
    published_files, ran = _run(checked, force=force)
    if ran and not checked.values.get("figures"):
        _doubt(order)
    (end_of_build.as_json if json_ else end_of_build.in_words)(checked, published_files, ran=ran)


def pair(text: str) -> tuple[str, str]:
    """A parameter's name and value from `NAME=VALUE`, as the command line has joined them."""
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(f"-p {text}: its value is missing; write -p {text} VALUE")
    return name, value


def _run(build: Build, *, force: bool) -> tuple[list[Path], bool]:
    """Run a build with its progress on standard error; the published files, and whether anything was made."""
    ran: list[str] = []
    with _progress(lambda: len(build.jobs())) as notify:

        def noted(name: str, state: str) -> None:
            ran.append(name) if state == "run" else None
            notify(name, state)

        published = build.run(force=force, notify=noted)
    return published, bool(ran)


def _doubt(order: Order) -> None:
    """What a person should look at, a line each on standard error."""
    from chipbrief.sources import catalogue
    from chipbrief.sources.doubts import doubts
    from chipbrief.sources.readers.read import contents

    folder = order.paths.sources
    for source in catalogue.load(folder, order.published):
        data = contents(catalogue.locate(folder, source.name))
        for doubt in doubts(source, data):
            typer.echo(shown(f"{source.name}: {doubt}"), err=True)


@contextmanager
def _progress(total: Callable[[], int]) -> Iterator[Callable[[str, str], None]]:
    """What is told of each job: a bar on a terminal, else a line for each job that runs; of none, nothing is loaded."""
    if not sys.stderr.isatty():
        yield lambda name, state: typer.echo(name, err=True) if state == "run" else None
        return
    with ExitStack() as opened:

        @cache
        def bar() -> tuple[Progress, TaskID]:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description:<16}"), BarColumn(), TimeElapsedColumn())
            progress = opened.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
            return progress, progress.add_task("", total=total())

        def notify(name: str, state: str) -> None:
            progress, task = bar()
            progress.update(task, description=name, advance=0 if state == "run" else 1)

        yield notify
