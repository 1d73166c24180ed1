"""What `chipbrief extract` prints: one JSON object a document, from files or from JSON lines."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Figure, Relation, Source
from chipbrief.model.periods import precision
from chipbrief.sources import catalogue, reference_tables
from chipbrief.sources.readers.encodings import text_of
from chipbrief.sources.readers.foreign import ending
from chipbrief.sources.readers.read import BYTES, decode, read
from chipbrief.sources.readers.reading import CHARACTERS, check_size
from chipbrief.sources.reference_tables import Lexicon, rows

KEYS = (
    "start", "end", "text", "kind", "low", "high", "unit", "approx", "date", "subject", "metric", "scope", "versus",
    "period", "modality", "attribution", "confidence", "rule", "restates",
)  # fmt: skip
LINE = 6 * CHARACTERS + 4096
"""Bytes of the longest line: a character is at most \\uXXXX."""
AT_MOST = 4
"""Processes for each core, however many are asked for: more only wait for one another."""
RELATION_KEYS = (
    "start", "end", "relation", "subject", "object", "modality", "status", "date", "attribution", "confidence", "rule",
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

    with ProcessPoolExecutor(processes(jobs)) as pool:
        yield from pool.map(read, documents, chunksize=_BATCH)


def processes(asked: int | None = None) -> int:
    """How many processes to start: as many as are asked for, within reason, or one for each core."""
    cores = os.cpu_count() or 1
    return min(asked or cores, AT_MOST * cores)


def line(document: Source, lexicon: Lexicon | None = None) -> str:
    """The figures and relations of a document as a line of JSON."""
    read = extract_source(document, lexicon)
    row = {
        "id": document.name,
        "figures": [_row(figure, KEYS) for figure in read.figures],
        "relations": [_row(relation, RELATION_KEYS) for relation in read.relations()],
    }
    return json.dumps(row, ensure_ascii=False)


def _row(found: Figure | Relation, keys: Iterable[str]) -> dict[str, object]:
    return {key: getattr(found, key) for key in keys}


def _from_lines(paths: Iterable[Path], published: str) -> Iterator[Source]:
    for path in paths:
        with ExitStack() as stack:
            file = _standard_input() if str(path) == "-" else stack.enter_context(_open(path))
            number = 0
            while data := file.readline(LINE):
                number += 1
                place = f"{path}: line {number}"
                if len(data) == LINE:
                    raise InputError(f"{place}: longer than {LINE:,} bytes; split that document")
                text = _line_of(data, place).removeprefix("\ufeff")
                if text.strip():
                    yield document(place, text, published)


def _line_of(data: bytes, place: str) -> str:
    """A line as text, in UTF-8 or CP949. Raises InputError for UTF-16, whose lines do not end where bytes say so."""
    if b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(f"{place}: UTF-16, or no text; save it as UTF-8")
    return text_of(data, place)


def _open(path: Path) -> BinaryIO:
    try:
        if not (path.is_file() or path.is_fifo()):
            raise InputError(f"{path}: no file; give the path of one with a JSON document in each line")
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give the path of a file") from error


def _standard_input() -> BinaryIO:
    """The bytes of standard input, whatever encoding the console has."""
    return getattr(sys.stdin, "buffer", None) or io.BytesIO(sys.stdin.read().encode())


def document(place: str, text: str, published: str) -> Source:
    """A line `{"id", "text", "published"}` as a document. Raises InputError that names `place` and the form,
    and for a text that is no article by its size.
    """
    try:
        row = json.loads(text)
        name, body, date = str(row["id"]), row["text"], str(row.get("published") or published)
        if not isinstance(body, str):
            raise TypeError("text")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        form = '{"id": "...", "text": "...", "published": "2025-09-25"}'
        raise InputError(f"{place}: not a document; write {form}") from error
    try:
        f"{name}{body}".encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{place}: half a character (U+D800 to U+DFFF); write it in UTF-8") from error
    check_size(body, place)
    return Source(name, body, "", dated(place, date))


def _from_files(paths: Iterable[Path], published: str) -> Iterator[Source]:
    for path in paths:
        if str(path) == "-":
            data = _standard_input().read(BYTES + 1)
            yield Source("-", decode(data, f"-{ending(data)}"), "", dated("--published", published))
            continue
        text, sha256 = read(path)
        date = _catalogued(path.parent).get(unicodedata.normalize("NFC", path.name)) or published
        yield Source(path.name, text, sha256, dated(str(path), date))


def _catalogued(folder: Path) -> dict[str, str]:
    """The dates of publication in the `sources.csv` of a folder, which needs no more than these two columns."""
    if not files.is_there(folder / catalogue.NAME):
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
