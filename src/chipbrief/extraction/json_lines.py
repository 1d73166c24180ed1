"""What `chipbrief extract` prints: one JSON object a document, from files or from JSON lines."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TextIO

from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Figure, Source
from chipbrief.model.periods import precision
from chipbrief.sources import catalogue, reference_tables
from chipbrief.sources.readers.read import read
from chipbrief.sources.reference_tables import Lexicon, rows

KEYS = (
    "start", "end", "text", "kind", "low", "high", "unit", "approx", "date", "subject", "metric", "scope", "versus",
    "period", "modality", "attribution", "confidence", "rule", "restates",
)  # fmt: skip
_BATCH = 32  # documents handed to a process at a time


def lines(
    paths: Sequence[Path],
    *,
    jsonl: bool = False,
    published: str = "",
    jobs: int = 1,
    lexicon: Lexicon | None = None,
) -> Iterator[str]:
    """A line of JSON for each document, in order.

    With `jsonl` each line of each path (`-`: standard input) is `{"id", "text", "published"}`; else a path is an
    article, dated by its folder's `sources.csv`, else by `published`. Units and names are those of `lexicon`.
    Raises InputError for what cannot be read.
    """
    documents = _from_lines(paths, published) if jsonl else _from_files(paths, published)
    read = partial(line, lexicon=lexicon or reference_tables.lexicon())
    if jobs <= 1:
        yield from map(read, documents)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(read, documents, chunksize=_BATCH)


def line(document: Source, lexicon: Lexicon | None = None) -> str:
    """The figures of a document as a line of JSON."""
    found = [_row(figure) for figure in extract_source(document, lexicon).figures]
    return json.dumps({"id": document.name, "figures": found}, ensure_ascii=False)


def _row(figure: Figure) -> dict[str, object]:
    return {key: getattr(figure, key) for key in KEYS}


def _from_lines(paths: Iterable[Path], published: str) -> Iterator[Source]:
    for path in paths:
        with ExitStack() as stack:
            file: TextIO = sys.stdin if str(path) == "-" else stack.enter_context(_open(path))
            for number, text in enumerate(file, 1):
                if text.strip():
                    yield document(f"{path}: line {number}", text, published)


def _open(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give the path of a file") from error


def document(place: str, text: str, published: str) -> Source:
    """A line `{"id", "text", "published"}` as a document. Raises InputError that names `place` and the form."""
    try:
        row = json.loads(text)
        name, body, date = str(row["id"]), row["text"], str(row.get("published") or published)
        if not isinstance(body, str):
            raise TypeError("text")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        form = '{"id": "...", "text": "...", "published": "2025-09-25"}'
        raise InputError(f"{place}: not a document; write {form}") from error
    return Source(name, body, "", dated(place, date))


def _from_files(paths: Iterable[Path], published: str) -> Iterator[Source]:
    for path in paths:
        if str(path) == "-":
            yield Source("-", sys.stdin.read(), "", dated("--published", published))
            continue
        text, sha256 = read(path)
        date = _catalogued(path.parent).get(unicodedata.normalize("NFC", path.name)) or published
        yield Source(path.name, text, sha256, dated(str(path), date))


def _catalogued(folder: Path) -> dict[str, str]:
    """The dates of publication in the `sources.csv` of a folder, which needs no more than these two columns."""
    if not (folder / catalogue.NAME).is_file():
        return {}
    try:
        return {unicodedata.normalize("NFC", row["file"]): row["published"] for row in rows("sources", folder)}
    except KeyError as error:
        raise InputError(f"{folder / catalogue.NAME}: line 1: no column {error}; chipbrief add writes it") from error


def dated(place: str, date: str) -> str:
    """A date of publication, without a time of day. Raises InputError for what is no date."""
    date = date[:10]
    if date and precision(date) is None:
        raise InputError(f"{place}: {date}: not a date; write 2025-10-02, or 2025-10 for a month")
    return date
