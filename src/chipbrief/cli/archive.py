"""`chipbrief archive`: the last build and all that it was made of, as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def archive(
    file: Annotated[Path, typer.Argument(metavar="[FILE.zip]", help="Output file.")] = Path("chipbrief.zip"),
) -> None:
    """Pack the last build and all its inputs into one zip file (RO-Crate).

    To keep an edition:   [bold]chipbrief archive editions/2025-10.zip[/bold]

    To check one, or to go on from it:   [bold]unzip 2025-10.zip -d brief && cd brief && make report[/bold]

    It holds articles, tables, notebooks as written and as run, reports, code and lock; each number's origin as Web
    Annotations and PROV in evidence/. The same build gives the same bytes.
    """
    from chipbrief.pipeline import archive as archives
    from chipbrief.project import Paths, find

    typer.echo(archives.archive(Paths.of(find()), file))
