"""What a worker does: the figures of some documents, as a part file that is ready to be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from chipbrief.corpus.documents import Document
from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Source
from chipbrief.sources.readers.read import decode
from chipbrief.sources.readers.reading import check_size
from chipbrief.sources.reference_tables import Lexicon
from chipbrief.sources.sentences import Sentences

Row = dict[str, Any]


class Made(NamedTuple):
    """The part file of figures, and the table of failures that goes with it, both as Parquet; and their rows."""

    figures: bytes
    failures: bytes
    counts: tuple[int, int]


def make(documents: Sequence[Document], lexicon: Lexicon | None = None) -> Made:
    """Read documents with the units and names of `lexicon`; one that fails becomes a failure, the others are read."""
    found: list[list[Row]] = []
    failures: list[Row] = []
    for document in documents:
        try:
            found.append(_rows(document, lexicon))
        except Exception as error:  # of a thousand documents none may cost the others their figures
            failures.append(_failure(document, error))
    if not _fits([row for rows in found for row in rows]):
        for rows in [rows for rows in found if not _fits(rows)]:
            found.remove(rows)
            document = next(each for each in documents if each.id == rows[0]["source"])
            failures.append(_failure(document, ValueError("a figure breaks the schema of figures")))
    return packed([row for rows in found for row in rows], failures)


def packed(figures: list[Row], failures: list[Row]) -> Made:
    """Rows as Parquet, by the schemas of a figure set."""
    from chipbrief.frames.sets import FAILURES, SCHEMA

    return Made(_parquet(figures, SCHEMA), _parquet(failures, FAILURES), (len(figures), len(failures)))


def lost(document: Document, reason: str) -> Made:
    """A part of one document that could not be read at all."""
    return packed([], [_failure(document, InputError(f"{document.place}: {reason}"))])


def joined(parts: Iterable[Made]) -> Made:
    """Several parts as one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = list(parts)
    tables = [pa.concat_tables(pq.read_table(pa.BufferReader(part[i])) for part in made).to_pylist() for i in (0, 1)]
    return packed(*tables)


def _rows(document: Document, lexicon: Lexicon | None) -> list[Row]:
    if document.problem:
        raise InputError(document.problem)
    content = document.content
    text = content if isinstance(content, str) else decode(content, document.id)
    check_size(text, document.place)
    try:
        stored = content.encode() if isinstance(content, str) else content
    except UnicodeEncodeError as error:
        raise InputError(f"{document.place}: character {error.start}: half a character; save it as UTF-8") from error
    source = Source(document.id, text, hashlib.sha256(stored).hexdigest(), document.published)
    more = {"published": source.published or None, "sha256": source.sha256, "characters": len(text)}
    sentences = Sentences(text)
    rows = []
    for figure in extract_source(source, lexicon).figures:
        start, end = sentences.around(figure.start, figure.end)
        row: Row = {"id": figure.id, **asdict(figure), **more, "sentence": text[start:end], "sentence_start": start}
        ends = {name: None if row[name] is None else float(row[name]) for name in ("low", "high", "confidence")}
        rows.append({name: None if value == "" else value for name, value in (row | ends).items()})
    return rows


def _failure(document: Document, error: Exception) -> Row:
    unforeseen = f"{document.place}: {type(error).__name__}: {error}; report it with its document"
    message = str(error) if isinstance(error, InputError) else unforeseen
    clean = " ".join(message.split()).encode("utf-8", "backslashreplace").decode()
    names = {"document": document.id, "place": document.place}
    return {name: text.encode("utf-8", "backslashreplace").decode() for name, text in names.items()} | {"error": clean}


def _fits(rows: list[Row]) -> bool:
    """Whether rows pass the schema of the table `figures`, the one of the notebooks."""
    import pandera.errors

    from chipbrief.frames import frame
    from chipbrief.frames.schemas import DERIVED

    try:
        DERIVED["figures"].validate(frame("figures", rows))
    except (pandera.errors.SchemaError, ValueError):
        return False
    return True


def _parquet(rows: list[Row], schema: Any) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content
