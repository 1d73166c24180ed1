"""`chipbrief extract`: the figures of articles, as JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from chipbrief.cli.options import Data, published_date, shown_json


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles; - is standard input.")],
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Each line of PATH is {"id", "text", "published"} in JSON.')
    ] = False,
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date of articles not listed in sources.csv.")
    ] = "",
    data: Data = None,
    jobs: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
) -> None:
    """Print the figures of articles, one JSON line for each document.

    One article:   [bold]chipbrief extract seeds/article.txt[/bold]

    One that nobody has catalogued:   [bold]chipbrief extract --published 2025-10-02 article.txt[/bold]

    Many, as JSON lines:   [bold]chipbrief extract --jsonl --jobs 4 documents.jsonl > figures.jsonl[/bold]
    """
    from chipbrief.extraction import json_lines
    from chipbrief.project import lexicon

    day, tables = published_date(published), lexicon(data)
    try:
        for line in json_lines.lines(paths, jsonl=jsonl, published=day, jobs=jobs, lexicon=tables):
            sys.stdout.write(shown_json(line) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, e.g. `head`, has had enough
        sys.stderr.close()
