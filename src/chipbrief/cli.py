"""The command line: what a user may ask for, and how errors are told.

Exit codes: 0 done, 1 our fault, 2 the user's. What is heavy is imported by the command that needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import chipbrief
from chipbrief.errors import ChipbriefError, InputError

if TYPE_CHECKING:
    from chipbrief.build.brief import Build

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Language(StrEnum):
    """A language that the brief is written in."""

    ko = "ko"
    en = "en"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a user's mistake becomes one line on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(_joined(words), prog_name="chipbrief")
    except ChipbriefError as error:
        sys.stderr.write(f"chipbrief: {' '.join(str(error).split())}\n")
        sys.exit(error.exit_code)


def _joined(words: Sequence[str]) -> list[str]:
    """`-p NAME VALUE` as `-p NAME=VALUE`: Typer knows no repeatable option of two values.

    >>> _joined(["build", "-p", "target", "-5", "--parameter", "a=b"])
    ['build', '-p', 'target=-5', '--parameter', 'a=b']
    """
    joined: list[str] = []
    waiting = iter(words)
    for word in waiting:
        joined.append(word)
        if word in ("-p", "--parameter") and (name := next(waiting, None)) is not None:
            value = None if "=" in name else next(waiting, None)
            joined.append(name if value is None else f"{name}={value}")
    return joined


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chipbrief {chipbrief.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """A research brief on China's AI chips and Korea, in which every number can be followed back.

    Rebuild the reports after adding an article:   [bold]chipbrief build[/bold]

    See the figures of one article:   [bold]chipbrief extract seeds/article.txt[/bold]

    Exit codes: 0 done, 1 our fault (a notebook failed), 2 yours (the message names the remedy).
    """


@app.command()
def build(
    language: Annotated[
        list[Language] | None, typer.Option(help="Only this language; may be given twice.", show_default="ko and en")
    ] = None,
    sources: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The articles.", show_default="seeds/ of the project")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Derived tables, and reference/ if it has one.", show_default="data/"),
    ] = None,
    reports: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the reports go.", show_default="reports/")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME VALUE", help="Set a notebook's parameter; repeatable."),
    ] = None,
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date of articles that sources.csv does not list.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Rebuild all, also what is up to date.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would run and why, and stop.")] = False,
) -> None:
    """Rebuild what is stale: run the notebooks, render HTML and PDF, publish them together.

    Everything:   [bold]chipbrief build[/bold]

    Korean only, into another folder:   [bold]chipbrief build --language ko --reports out[/bold]

    With another assumption:   [bold]chipbrief build -p target 90 -p addressable_high 40[/bold]

    With an article that sources.csv does not list:   [bold]chipbrief build --published 2025-10-02[/bold]
    """
    from chipbrief.build.brief import Build, Order
    from chipbrief.build.graph import LANGUAGES
    from chipbrief.project import Paths, find

    order = Order(
        paths=Paths.of(find(), sources, data, reports),
        languages=[str(chosen) for chosen in language or LANGUAGES],
        parameters=[_pair(text) for text in parameter or ()],
        published=_date(published),
    )
    checked = Build.of(order)
    if dry_run:
        for name, reason in (checked.plan() or {"nothing": "all is up to date"}).items():
            typer.echo(f"{name}: {reason}")
        return
    _run(checked, force=force)


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles; - is standard input.")],
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Each line of PATH is {"id", "text", "published"} in JSON.')
    ] = False,
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date of articles that sources.csv does not list.")
    ] = "",
    jobs: Annotated[int, typer.Option(min=1, help="Processes to share the work among.")] = 1,
) -> None:
    """Print the figures of articles, one JSON line for each document.

    One article:   [bold]chipbrief extract seeds/article.txt[/bold]

    One that nobody has catalogued:   [bold]chipbrief extract --published 2025-10-02 article.txt[/bold]

    Many, as JSON lines:   [bold]chipbrief extract --jsonl --jobs 4 documents.jsonl > figures.jsonl[/bold]
    """
    from chipbrief.extraction import lines

    try:
        for line in lines.lines(paths, jsonl=jsonl, published=_date(published), jobs=jobs):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, e.g. `head`, has had enough
        sys.stderr.close()


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(f"-p {text}: its value is missing; write -p {text} VALUE")
    return name, value


def _date(text: str) -> str:
    """A day or a month, ISO 8601, or nothing."""
    try:
        if text:
            date.fromisoformat(text if len(text) > len("2025-10") else f"{text}-01")
    except ValueError as error:
        raise InputError(f"--published {text}: not a date; write 2025-10-02, or 2025-10 for a month") from error
    return text


def _run(build: Build, *, force: bool) -> None:
    """Run a build with its progress on standard error, and say where the reports are."""
    names = [job.name for job in build.jobs()]
    with _progress(len(names)) as notify:
        published = build.run(force=force, notify=notify)
    for path in published:
        typer.echo(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str, str], None]]:
    """What is told of each job: a bar on a terminal, else a line for each job that runs."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda name, state: console.print(name, highlight=False) if state == "run" else None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<16}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=total)

        def notify(name: str, state: str) -> None:
            progress.update(bar, description=name, advance=0 if state == "run" else 1)

        yield notify
