"""`chipbrief diff`: what changed from one edition of the brief to another, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from chipbrief.cli.editions import EVIDENCE, evidence
from chipbrief.cli.options import ENGLISH, Language, shown, shown_json

if TYPE_CHECKING:
    from chipbrief.evidence.diff import Row


class Format(StrEnum):
    """How the changes are written."""

    table = "table"
    markdown = "markdown"
    json = "json"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An evidence.json, or a git revision.")],
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="Another one.", show_default=f"{EVIDENCE} as it is")] = "",
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write them.")] = Format.table,
    language: Annotated[Language, typer.Option(help="Of names and numbers.")] = ENGLISH,
) -> None:
    """List the figures that came, went or changed, and the estimates that moved, with the inputs that moved them.

    Since the last commit:   [bold]chipbrief diff HEAD[/bold]

    Between two builds:   [bold]chipbrief diff before/evidence.json after/evidence.json[/bold]

    For a pull request:   [bold]chipbrief diff main --format markdown[/bold]
    """
    from chipbrief.evidence import diff
    from chipbrief.evidence.editions import Comparison, Edition
    from chipbrief.project import find

    root = find()
    new = new or str(root / EVIDENCE)
    comparison = Comparison(Edition(evidence(old, root), old), Edition(evidence(new, root), new))
    if format_ is Format.json:
        typer.echo(shown_json(diff.to_json(comparison)), nl=False)
        return
    found = diff.rows(comparison, str(language))
    if format_ is Format.markdown:
        typer.echo("\n".join(map(shown, diff.markdown(found).split("\n"))), nl=False)
    else:
        _print(found)


def _print(found: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not found:
        typer.echo("nothing changed")
        return
    from chipbrief.evidence.diff import HEADS

    table = Table(*HEADS, box=None, pad_edge=False)
    for row in found:
        table.add_row(*(Text(shown(getattr(row, head))) for head in HEADS))
    Console().print(table)
