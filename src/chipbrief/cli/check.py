"""`chipbrief check`: what a person should look at after a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipbrief.cli.options import shown, shown_json

if TYPE_CHECKING:
    from chipbrief.analysis.checks import Finding
    from chipbrief.project import Paths

_TITLES = {
    "section": "Nothing to show",
    "source": "Sources",
    "silent": "Articles that give nothing",
    "name": "Unknown names (a line for data/reference/entities.csv stands behind each)",
    "left-out": "Figures that no table takes",
}


def check(
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the derived tables.", show_default="data/")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List what to check after a build: empty sections, unknown names, sources, unused figures.

    After a build:   [bold]chipbrief check[/bold]
    """
    from chipbrief.project import Paths, find

    found = findings(Paths.of(find(), None, data, None))
    if json_:
        import json
        from dataclasses import asdict

        typer.echo(shown_json(json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=1)))
        return
    for kind, title in _TITLES.items():
        of_kind = [item for item in found if item.kind == kind]
        if of_kind:
            typer.echo(f"{title}:")
        for item in of_kind:
            typer.echo(shown(f"  {item.about}: {item.what}; {item.remedy}"))
    if not found:
        typer.echo("nothing to check")


def findings(paths: Paths) -> list[Finding]:
    """What is to be looked at in the derived tables of a build. Raises InputError where they are not there yet."""
    from chipbrief import frames
    from chipbrief.analysis.checks import TABLES, findings
    from chipbrief.analysis.tables import Entities
    from chipbrief.sources import reference_tables

    names = ("sources", "figures", "claims", "left_out", *TABLES)
    folder = paths.reference if paths.reference.is_dir() else None
    entities = Entities.of(*(reference_tables.rows(name, folder) for name in ("entities", "metrics")))
    return findings({name: frames.read(name, paths.derived) for name in names}, entities)
