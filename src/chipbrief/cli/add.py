"""`chipbrief add`: documents into `seeds/`, with what they tell of their origin."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipbrief.cli.options import published_date, shown, shown_json
from chipbrief.errors import InputError

if TYPE_CHECKING:
    from chipbrief.extraction.extract import Extraction
    from chipbrief.model import Figure, Source
    from chipbrief.sources.metadata import Origin

_STATED = ("published", "publisher", "author", "url", "language")
_SHOWN = 20  # figures of an article


def add(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL...",
            help="Articles: .txt .md .html .mhtml .pdf .docx .hwpx .eml, or the address of one.",
        ),
    ],
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Publisher.")] = "",
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date (day or month) of articles that print none.")
    ] = "",
    author: Annotated[str, typer.Option(metavar="NAME", help="Author.")] = "",
    url: Annotated[str, typer.Option(metavar="URL", help="Address of the article.")] = "",
    sources: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the articles.", show_default="seeds/ of the project")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line per article.")] = False,
) -> None:
    """Add articles to seeds/ and sources.csv, and show the figures found in them.

    Date and origin are taken from the document where it tells them; a date that it does not print is marked as
    inferred. Without any, the command asks for --published, which never overrides a printed date. What cannot be added
    is told, and does not keep out the rest.

    A saved page:   [bold]chipbrief add ~/Downloads/article.html[/bold]

    A text that prints no date:   [bold]chipbrief add article.txt --published 2025-09-25 --publisher 가나일보[/bold]

    A page from the web, which is fetched once and kept as it came:   [bold]chipbrief add https://example.org/news/1[/bold]

    Several, for a script:   [bold]chipbrief add *.pdf --json[/bold]
    """
    from chipbrief.extraction.extract import extract_source
    from chipbrief.project import Paths, find
    from chipbrief.sources.add import find_similar, prepare, write
    from chipbrief.sources.doubts import doubts
    from chipbrief.sources.metadata import Origin

    folder = sources or Paths.of(find()).sources
    given = Origin(published_date(published), publisher, author, url)
    with TemporaryDirectory(prefix="chipbrief-") as kept:
        paths, fetched, missing = _fetched(files, Path(kept), given)
        added, refused = prepare(paths, folder, given, fetched)
    for path, origin in fetched.items():  # nobody knows the file of a moment
        refused = [type(error)(str(error).replace(str(path), origin.url)) for error in refused]
    refused = [*missing, *refused]
    read = [extract_source(addition.source) for addition in added]
    similar = find_similar(added, folder)
    write(added, folder)
    for addition, found in zip(added, read, strict=True):
        same, doubtful = similar.get(addition.source.name), doubts(addition.source, addition.data)
        if as_json:
            more = {
                "duplicate_of": same.of if same else None,
                "doubts": doubtful,
                "stated": [*map(_stated, found.figures)],
            }
            record = _record(addition.source) | _counts(found) | more
            typer.echo(shown_json(json.dumps(record, ensure_ascii=False)))
            continue
        _print(found, published)
        if same:
            typer.echo(f"  {'like':<10} {shown(same.of)}: the same story, counted once in the comparisons")
        for doubt in doubtful:
            typer.echo(f"  {'doubtful':<10} {shown(doubt)}")
    for error in refused:
        typer.echo(f"chipbrief: {shown(' '.join(str(error).split()))}", err=True)
    if refused:
        raise typer.Exit(refused[0].exit_code)


def _fetched(words: list[str], folder: Path, given: Origin) -> tuple[list[Path], dict[Path, Origin], list[InputError]]:
    """The files, those of fetched pages in `folder`; what is known of these; and what could not be fetched."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from chipbrief.sources.fetch import fetch, is_url

    paths: list[Path] = []
    known: dict[Path, Origin] = {}
    missing: list[InputError] = []
    for word in words:
        if not is_url(word):
            paths.append(Path(word))
            continue
        try:
            page = fetch(word)
        except InputError as error:
            missing.append(error)
            continue
        path = folder / page.name
        path.write_bytes(page.data)
        paths.append(path)
        known[path] = replace(given, url=page.url, retrieved=datetime.now(UTC).date().isoformat())
    return paths, known, missing


def _counts(found: Extraction) -> dict[str, int]:
    """How much there is in it."""
    return {
        "characters": len(found.source.text),
        "blocks": len(found.blocks),
        "figures": len(found.figures),
        "repairs": len(found.repairs),
    }


def _stated(figure: Figure) -> dict[str, Any]:
    return {
        name: getattr(figure, name) for name in ("text", "kind", "low", "high", "unit", "date", "subject", "metric")
    }


def _record(source: Source) -> dict[str, Any]:
    fields = {name: getattr(source, name) for name in (*_STATED, "precision", "inferred", "sha256")}
    return {"file": source.name, **fields}


def _print(found: Extraction, published: str) -> None:
    source = found.source
    typer.echo(shown(source.name))
    for name in _STATED:
        value = str(getattr(source, name)) or "not told: write it into sources.csv, if you know it"
        note = ""
        if name == "published" and source.inferred:
            note = " (inferred from the file; correct it in sources.csv, if you know better)"
        elif name == "published" and published not in ("", value):
            note = f" (printed; --published {published} is for those that print none)"
        typer.echo(f"  {name:<10} {shown(value)}{note}")
    typer.echo(f"  {'holds':<10} {', '.join(f'{count:,} {what}' for what, count in _counts(found).items())}")
    for figure in found.figures[:_SHOWN]:
        typer.echo(f"  {'':<10} {shown(_line(figure))}")
    if len(found.figures) > _SHOWN:
        typer.echo(f"  {'':<10} and {len(found.figures) - _SHOWN:,} more: chipbrief extract shows all")


def _line(figure: Figure) -> str:
    """A figure as it is stated, and as it is read: `약 28억 위안 = ~ 2,800,000,000 CNY; huawei, revenue`."""
    ends = [f"{float(end):,.12g}" for end in dict.fromkeys((figure.low, figure.high)) if end is not None]
    sign = "" if figure.approx == "=" else f"{figure.approx} "
    read = figure.date or f"{sign}{' to '.join(ends)} {figure.unit}".strip()
    about = ", ".join(filter(None, (figure.subject, figure.metric)))
    return f"{figure.text} = {read}{'; ' if about else ''}{about}"
