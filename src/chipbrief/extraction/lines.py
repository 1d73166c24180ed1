"""What `chipbrief extract` prints: one JSON object a document, from files or from JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TextIO

from chipbrief.errors import InputError
from chipbrief.extraction import figures
from chipbrief.model import Figure

KEYS = (
    "start", "end", "text", "kind", "low", "high", "unit", "approx", "date", "subject", "metric", "versus", "period",
    "attribution", "confidence", "rule", "restates",
)  # fmt: skip
_BATCH = 32  # documents handed to a process at a time


class Document(NamedTuple):
    """A text with its name and its date of publication (ISO, or empty)."""

    id: str
    text: str
    published: str


def lines(paths: Sequence[Path], *, jsonl: bool = False, published: str = "", jobs: int = 1) -> Iterator[str]:
    """A line of JSON for each document, in order.

    With `jsonl` each line of each path (`-`: standard input) is `{"id", "text", "published"}`; else a path is an
    article, dated by its folder's `sources.csv`, else by `published`. Raises InputError for what cannot be read.
    """
    documents = _from_lines(paths, published) if jsonl else _from_files(paths, published)
    if jobs <= 1:
        yield from map(line, documents)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(line, documents, chunksize=_BATCH)


def line(document: Document) -> str:
    """The figures of a document as a line of JSON."""
    found = figures.extract(document.text, source=document.id, published=document.published)
    return json.dumps({"id": document.id, "figures": [_row(figure) for figure in found]}, ensure_ascii=False)


def _row(figure: Figure) -> dict[str, object]:
    return {key: getattr(figure, key) for key in KEYS}


def _from_lines(paths: Iterable[Path], published: str) -> Iterator[Document]:
    for path in paths:
        with ExitStack() as stack:
            file: TextIO = sys.stdin if str(path) == "-" else stack.enter_context(_open(path))
            for number, text in enumerate(file, 1):
                if text.strip():
                    yield _document(f"{path}: line {number}", text, published)


def _open(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give the path of a file") from error


def _document(place: str, text: str, published: str) -> Document:
    try:
        row = json.loads(text)
        return Document(str(row["id"]), str(row["text"]), str(row.get("published") or published))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f'{place}: not a document; write {{"id": "...", "text": "...", "published": "2025-09-25"}}'
        ) from error


def _from_files(paths: Iterable[Path], published: str) -> Iterator[Document]:
    from chipbrief.sources.tables import rows

    for path in paths:
        text = sys.stdin.read() if str(path) == "-" else _open(path).read()
        catalogue = path.parent / "sources.csv"
        dates = {row["file"]: row["published"] for row in rows("sources", path.parent)} if catalogue.is_file() else {}
        yield Document(path.name, text, dates.get(path.name) or published)
