"""A figure set: the figures of any number of documents as a folder of Parquet files, a part file for each part.

`chipbrief corpus` writes it. `part-KEY.parquet` holds one row a figure: the columns of the table `figures`, then
of its document `published`, `sha256` (of its file, or of its text in UTF-8) and `characters`, and the `sentence`
that holds the figure with its `sentence_start`. So `sentence[start - sentence_start : end - sentence_start]` is
`text`, and every number can be followed back without the document. `_failures/` holds a row for each document
that failed, `_manifest.json` names the parts in the order of the documents.

A set is read part by part here; no function holds all of it. This module needs the extra `corpus`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chipbrief.errors import InputError
from chipbrief.frames.derived import excerpted, frame
from chipbrief.model import Source
from chipbrief.model.periods import precision
from chipbrief.sources.reference_tables import rows

MANIFEST = "_manifest.json"
FAILED = "_failures"

_TEXT, _PLACE, _NUMBER = pa.string(), pa.int64(), pa.float64()
SCHEMA = pa.schema(
    [
        pa.field("id", _TEXT, nullable=False), pa.field("source", _TEXT, nullable=False),
        pa.field("start", _PLACE, nullable=False), pa.field("end", _PLACE, nullable=False),
        pa.field("text", _TEXT, nullable=False), pa.field("kind", _TEXT, nullable=False),
        pa.field("low", _NUMBER), pa.field("high", _NUMBER), pa.field("unit", _TEXT),
        pa.field("approx", _TEXT, nullable=False), pa.field("rule", _TEXT, nullable=False),
        pa.field("date", _TEXT), pa.field("subject", _TEXT), pa.field("metric", _TEXT), pa.field("scope", _TEXT),
        pa.field("versus", _TEXT), pa.field("period", _TEXT), pa.field("modality", _TEXT, nullable=False),
        pa.field("attribution", _TEXT), pa.field("confidence", _NUMBER), pa.field("restates", _TEXT),
        pa.field("review", _TEXT), pa.field("was", _TEXT),
        pa.field("published", _TEXT), pa.field("sha256", _TEXT, nullable=False),
        pa.field("characters", _PLACE, nullable=False), pa.field("sentence", _TEXT, nullable=False),
        pa.field("sentence_start", _PLACE, nullable=False),
    ]
)  # fmt: skip
"""The columns of a part, those of the table `figures` (`frames.schemas`) first."""

FAILURES = pa.schema([pa.field(name, _TEXT, nullable=False) for name in ("document", "place", "error")])
"""The columns of `_failures/`: the document's id, where it was found, and the error in a line."""


def manifest(path: Path) -> dict[str, Any]:
    """The manifest of a set. Raises InputError where there is none, or a damaged one."""
    try:
        content: dict[str, Any] = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no finished figure set; run `chipbrief corpus SRC --out {path.name}`") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path / MANIFEST}: damaged ({error}); run `chipbrief corpus` again") from error
    return content


def counted(path: Path) -> pd.DataFrame:
    """How many figures there are, by `kind` and by `tenth` of the document (0 to 9): at most some ninety rows.

    Raises InputError for a set that cannot be read.
    """
    return tally(
        table.select(["kind"]).append_column("tenth", _tenth(table))
        for table in _tables(path, ["kind", "start", "characters"])
    )


def tally(tables: Iterable[pa.Table]) -> pd.DataFrame:
    """The number of rows, as `figures`, of all tables together for each different row, sorted."""
    counts = [table.group_by(table.column_names).aggregate([([], "count_all")]) for table in tables]
    if not counts:
        return pd.DataFrame({"kind": [], "tenth": [], "figures": []})
    keys = counts[0].column_names[:-1]
    whole = pa.concat_tables(counts).group_by(keys).aggregate([("count_all", "sum")])
    frame: pd.DataFrame = whole.to_pandas().rename(columns={"count_all_sum": "figures"})
    return frame.sort_values(keys, ignore_index=True)


def articles(path: Path, most: int) -> list[Source]:
    """The `most` documents that compare most, as articles that hold the sentences with figures and blanks else.

    A figure compares when it has a metric and is about an entity of the gazetteer. Of documents with equally many,
    the newer come first. Only dated documents are taken. Raises InputError for a set without any.
    """
    entities = pa.array(row["id"] for row in rows("entities"))
    found = []
    columns = ["source", "published", "sha256", "characters", "subject", "metric"]
    for table in _tables(path, columns):
        compares = pc.and_(pc.is_in(table["subject"], entities), pc.is_valid(table["metric"]))
        scored = table.select(columns[:4]).append_column("score", pc.cast(compares, _PLACE))
        scored = scored.filter(pc.is_valid(scored["published"]))
        found.append(scored.group_by(columns[:4]).aggregate([("score", "sum")]).to_pandas())
    ranked = pd.concat(found) if found else pd.DataFrame()
    if ranked.empty:
        raise InputError(f"{path}: no figure of a dated document; give each document its date in `published`")
    order = ranked.sort_values(["score_sum", "published", "source"], ascending=[False, False, True])
    best = order.head(most).sort_values("source")
    sentences = excerpts(path, list(best["source"]))
    return [_article(row, sentences[sentences["source"] == row.source]) for row in best.itertuples()]


def excerpts(path: Path, names: Collection[str]) -> pd.DataFrame:
    """The sentences of these documents that hold figures, as the table `excerpts`: source, start, text."""
    wanted = ["source", "sentence_start", "sentence"]
    found = [row for table in _of(path, names, wanted) for row in table.to_pylist()]
    places = {(row["source"], row["sentence_start"], row["sentence"]) for row in found}
    return frame("excerpts", [{"source": s, "start": start, "text": text} for s, start, text in sorted(places)])


def figures(path: Path, names: Collection[str]) -> pd.DataFrame:
    """The figures of these documents as the table `figures`, in the order of documents and places."""
    found = [row for table in _of(path, names, SCHEMA.names) for row in table.to_pylist()]
    return frame("figures", sorted(found, key=lambda row: (row["source"], row["start"])))


def _tenth(table: pa.Table) -> pa.ChunkedArray:
    return pc.divide(pc.multiply(table["start"], 10), pc.max_element_wise(table["characters"], 1))


def _of(path: Path, names: Collection[str], columns: Sequence[str]) -> Iterator[pa.Table]:
    wanted = pa.array(names, _TEXT)
    for table in _tables(path, columns):
        yield table.filter(pc.is_in(table["source"], wanted))


def _tables(path: Path, columns: Sequence[str]) -> Iterator[pa.Table]:
    """The parts of a set, one after the other. Raises InputError for one that is missing, damaged or of others."""
    for part in manifest(path)["parts"]:
        file = path / f"part-{part['part']}.parquet"
        try:
            table = pq.ParquetFile(file).read(list(columns))
        except (OSError, pa.ArrowException) as error:
            raise InputError(f"{file}: cannot be read ({error}); run `chipbrief corpus` again") from error
        if missing := [name for name in columns if name not in table.column_names]:
            raise InputError(f"{file}: no column {', '.join(missing)}; run `chipbrief corpus` again")
        yield table


def _article(row: Any, sentences: pd.DataFrame) -> Source:
    return Source(
        row.source, excerpted(sentences, row.characters), row.sha256, row.published, precision(row.published) or ""
    )
