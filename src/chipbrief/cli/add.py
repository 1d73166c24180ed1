"""`chipbrief add`: documents into `seeds/`, with what they tell of their origin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipbrief.cli.options import published_date, shown, shown_json

if TYPE_CHECKING:
    from chipbrief.model import Source

_TOLD = ("published", "publisher", "author", "url", "language")


def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Articles: .txt, .md, .html, .pdf, .docx or .eml.")
    ],
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who published it.")] = "",
    published: Annotated[str, typer.Option(metavar="DATE", help="The day or month it appeared.")] = "",
    author: Annotated[str, typer.Option(metavar="NAME", help="Who wrote it.")] = "",
    url: Annotated[str, typer.Option(metavar="URL", help="Where it is to be found.")] = "",
    sources: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The articles.", show_default="seeds/ of the project")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line for each article.")] = False,
) -> None:
    """Copy articles into seeds/, with their lines in sources.csv, and show what is in them.

    Date and origin are taken from the document where it tells them; a date that it does not print is marked as
    inferred. Without any, the command asks for --published.

    A saved page:   [bold]chipbrief add ~/Downloads/article.html[/bold]

    A text that prints no date:   [bold]chipbrief add article.txt --published 2025-09-25 --publisher 가나일보[/bold]

    Several, for a script:   [bold]chipbrief add *.pdf --json[/bold]
    """
    from chipbrief.project import Paths, find
    from chipbrief.sources.add import like, prepare, write
    from chipbrief.sources.metadata import Origin

    folder = sources or Paths.of(find()).sources
    given = Origin(published_date(published), publisher, author, url)
    added = prepare(files, folder, given)
    found = [_found(addition.source) for addition in added]
    known = like(added, folder)
    write(added, folder)
    for addition, counted in zip(added, found, strict=True):
        same = known.get(addition.source.name)
        if as_json:
            more = {**counted, "duplicate_of": same.of if same else None}
            typer.echo(shown_json(json.dumps(_record(addition.source) | more, ensure_ascii=False)))
            continue
        _print(addition.source, counted)
        if same:
            typer.echo(f"  {'like':<10} {shown(same.of)}: the same story, counted once in the comparisons")


def _found(source: Source) -> dict[str, int]:
    """How much there is in it."""
    from chipbrief.extraction.extract import extract_source

    read = extract_source(source)
    return {
        "characters": len(source.text),
        "blocks": len(read.blocks),
        "figures": len(read.figures),
        "repairs": len(read.repairs),
    }


def _record(source: Source) -> dict[str, Any]:
    told = {name: getattr(source, name) for name in (*_TOLD, "precision", "inferred", "sha256")}
    return {"file": source.name, **told}


def _print(source: Source, counted: dict[str, int]) -> None:
    typer.echo(shown(source.name))
    for name in _TOLD:
        value = str(getattr(source, name)) or "not told: write it into sources.csv, if you know it"
        note = " (inferred from the file; correct it in sources.csv, if you know better)"
        typer.echo(f"  {name:<10} {shown(value)}{note if name == 'published' and source.inferred else ''}")
    typer.echo(f"  {'holds':<10} {', '.join(f'{count:,} {what}' for what, count in counted.items())}")
