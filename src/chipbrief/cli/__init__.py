"""The command line: what a user may ask for, and how errors are told.

Exit codes: 0 done, 1 our fault, 2 the user's. What is heavy is imported by the command that needs it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

import chipbrief
from chipbrief.cli.add import add
from chipbrief.cli.archive import archive
from chipbrief.cli.build import build
from chipbrief.cli.check import check
from chipbrief.cli.corpus import corpus
from chipbrief.cli.diff import diff
from chipbrief.cli.doctor import doctor
from chipbrief.cli.extract import extract
from chipbrief.cli.open import open_
from chipbrief.cli.options import shown
from chipbrief.cli.parameters import parameters
from chipbrief.cli.preview import preview
from chipbrief.cli.review import review
from chipbrief.cli.site import site
from chipbrief.errors import ChipbriefError, naming_extras

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a user's mistake becomes one line on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _streams()
    try:
        with naming_extras():
            app(_joined(words), prog_name="chipbrief")
    except ChipbriefError as error:
        _end(str(error), error.exit_code)
    except BrokenPipeError:
        raise  # whoever reads us has had enough: no fault of a file
    except OSError as error:
        named = error.filename2 or error.filename
        where = f"{named}: " if named else ""
        _end(f"{where}{error.strerror or error}; make room, or see who may read and write there", 2)


def _streams() -> None:
    """Output for machines is UTF-8, whatever the console is set to; people see what their console can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            utf8 = stream is sys.stdout and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if utf8 else None, errors="backslashreplace")


def _end(message: str, code: int) -> NoReturn:
    """One line on standard error, in which nothing acts on the terminal, and the exit code."""
    sys.stderr.write(f"chipbrief: {shown(' '.join(message.split()))}\n")
    sys.exit(code)


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

    Add an article:   [bold]chipbrief add article.html[/bold]

    Rebuild the reports after that:   [bold]chipbrief build[/bold]

    Read them:   [bold]chipbrief open[/bold]

    See the figures of one article:   [bold]chipbrief extract seeds/article.txt[/bold]

    List statements worth reviewing:   [bold]chipbrief review[/bold]

    Something does not work:   [bold]chipbrief doctor[/bold]

    Exit codes: 0 success, 1 internal error (a notebook failed), 2 user error (the message names the remedy).
    """


for _command in (add, archive, build, check, corpus, diff, doctor, extract, open_, parameters, preview, site):
    app.command(_command.__name__.rstrip("_"))(_command)
app.add_typer(review, name="review")
