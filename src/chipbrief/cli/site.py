"""`chipbrief site`: the last build as a folder to publish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def site(
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Output folder.", show_default="site/ of the project")
    ] = None,
) -> None:
    """Write the last build as a site: a folder for any web host, which opens from the disk as well.

    After a build:   [bold]chipbrief build && chipbrief site[/bold]

    Into another folder:   [bold]chipbrief site --to ~/public_html/brief[/bold]

    In it are a page to start from, the briefs and handouts, the tables to search and to download, the evidence with
    its JSON Schema, and the documentation. Nothing in it asks for anything elsewhere; an earlier site is replaced.
    """
    from chipbrief.pipeline import site as sites
    from chipbrief.project import Paths, find

    paths = Paths.of(find())
    typer.echo(sites.site(paths, to or paths.root / "site"))
