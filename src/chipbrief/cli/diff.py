"""`chipbrief diff`: what changed from one edition of the brief to another, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from chipbrief.cli.editions import EVIDENCE, evidence
from chipbrief.cli.options import ENGLISH, Language, shown, shown_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipbrief.evidence.changes_page import Line

_INDENT = 2  # columns
_NARROWEST = 40


class Format(StrEnum):
    """How the changes are written."""

    page = "page"
    markdown = "markdown"
    json = "json"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An evidence.json, or a git revision.")],
    new: Annotated[
        str,
        typer.Argument(metavar="[NEW]", help="The edition to compare with it.", show_default=f"{EVIDENCE} as it is"),
    ] = "",
    format_: Annotated[Format, typer.Option("--format", "-f", help="Output format.")] = Format.page,
    language: Annotated[Language, typer.Option(help="Language of names and numbers.")] = ENGLISH,
) -> None:
    """Show what was added, removed or changed: conclusions and their causes, then statements and relations of
    each article, assumptions and public references.

    Since the last commit:   [bold]chipbrief diff HEAD[/bold]

    Between two builds:   [bold]chipbrief diff before/evidence.json after/evidence.json[/bold]

    For a pull request:   [bold]chipbrief diff main --format markdown[/bold]
    """
    from chipbrief.evidence import diff
    from chipbrief.evidence.changes_page import ChangesPage
    from chipbrief.evidence.editions import Comparison, Edition
    from chipbrief.language.names import Names
    from chipbrief.project import find

    root = find()
    new = new or str(root / EVIDENCE)
    comparison = Comparison(Edition(evidence(old, root), old), Edition(evidence(new, root), new))
    if format_ is Format.json:
        typer.echo(shown_json(diff.to_json(comparison)), nl=False)
    elif format_ is Format.markdown:
        found = diff.rows(comparison, str(language))
        typer.echo("\n".join(map(shown, diff.markdown(found).split("\n"))), nl=False)
    else:
        folder = root / "data/reference"
        names = Names.load(folder if folder.is_dir() else None)
        _print(ChangesPage(comparison, names, str(language)).lines())


def _print(lines: Sequence[Line]) -> None:
    """Each line wrapped to the terminal's width, its rest below its beginning; nothing is cut."""
    from rich.console import Console
    from rich.text import Text

    if not lines:
        typer.echo("nothing changed")
        return
    console = Console(highlight=False)
    for place, line in enumerate(lines):
        if line.indent == 0 and place:
            typer.echo()
        before = " " * (_INDENT * line.indent)
        hang = before + "  " * (line.indent > 0)
        text = Text(shown(line.text), style="" if line.indent else "bold")
        width = max(_NARROWEST, console.width - len(hang))
        for number, part in enumerate(text.wrap(console, width, overflow="fold")):
            part.rstrip()
            console.print(Text(hang if number else before) + part, soft_wrap=True)
