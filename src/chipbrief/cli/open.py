"""`chipbrief open`: the report in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from chipbrief.cli.options import KOREAN, Language
from chipbrief.errors import ChipbriefError, InputError
from chipbrief.project import Paths, find


def open_(
    language: Annotated[Language, typer.Option(help="Report language.")] = KOREAN,
    pdf: Annotated[bool, typer.Option("--pdf", help="Open the PDF handout instead of the page.")] = False,
    reports: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the reports.", show_default="reports/")
    ] = None,
) -> None:
    """Open the report in the browser.

    The Korean page:   [bold]chipbrief open[/bold]

    The English handout:   [bold]chipbrief open --language en --pdf[/bold]
    """
    path = Paths.of(find(), reports=reports).reports / f"brief.{language}.{'pdf' if pdf else 'html'}"
    if not path.is_file():
        raise InputError(f"{path}: not there yet; run `chipbrief build --language {language}`")
    typer.echo(path)
    if not webbrowser.open(path.as_uri()):
        raise ChipbriefError(f"{path}: no browser could be started; open this file yourself")
