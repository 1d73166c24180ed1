r"""Frames as CSV, checked when they are written and when they are read.

UTF-8, `\n`, numbers as Python prints them shortest (they come back the same), flags as yes and no, empty cells
for what is missing. A text that a spreadsheet would take for a formula has an apostrophe before it, here and in no
frame.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from chipbrief import files
from chipbrief.errors import BuildError, InputError
from chipbrief.frames.columns import STRING
from chipbrief.frames.schemas import DERIVED
from chipbrief.model import Source, plain, text_digest
from chipbrief.sources import catalogue, reference_tables
from chipbrief.sources.readers.read import read as read_text

_FLAGS = {"yes": True, "no": False}
_FORMULA = re.compile(r"(?<!')'*+(?:[=@\t\r](?=.)|[+-](?=\D))", re.DOTALL)
"""How a formula begins (a sign alone is none); also with apostrophes before it, so that as many come back."""


def frame(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as a frame with the columns and types of the table `name`, also when there are none; other keys drop out.

    Raises BuildError for a table without a schema, KeyError for a row without one of its columns.
    """
    columns, found = _schema(name).columns, list(rows)
    return pd.DataFrame(
        {
            key: _typed(pd.Series([row[key] for row in found], dtype=object, name=key), column)
            for key, column in columns.items()
        }
    )


def write(frame: pd.DataFrame, name: str, folder: Path) -> Path:
    """Write `frame` as the table `name` into `folder`; the file. A failure leaves the old file as it was.

    Raises BuildError for a table without a schema, and for a frame that does not fit its own; InputError for a disk
    that is full.
    """
    schema = _schema(name)
    missing = [column for column in schema.columns if column not in frame]
    unknown = [str(column) for column in frame if column not in schema.columns]
    if missing or unknown:
        problems = [f"no column {column}" for column in missing] + [f"unknown column {column}" for column in unknown]
        raise BuildError(f"table {name}: {', '.join(problems)}; its columns are in chipbrief/frames/schemas.py")
    try:
        cells = pd.DataFrame({column: _typed(frame[column], schema.columns[column]) for column in schema.columns})
        valid = schema.validate(cells, lazy=True)
    except (pandera.errors.SchemaErrors, ValueError) as error:
        raise BuildError(f"table {name}: {complaint(error)}") from error
    rows = ([_cell(value) for value in row] for row in valid.itertuples(index=False, name=None))
    return files.write(folder / f"{name}.csv", "".join(map(_line, [list(valid.columns), *rows])).encode())


def read(name: str, folder: Path) -> pd.DataFrame:
    """The table `name` of `folder`: text columns as str, numbers as float, places as int, flags as bool.

    Raises BuildError for a table without a schema, InputError for a file that is missing or does not fit.
    """
    path = folder / f"{name}.csv"
    schema = _schema(name)
    if not path.is_file():
        raise InputError(f"{path}: not there yet; run the notebooks before this one, or `chipbrief build`")
    return checked(path, schema, "run `chipbrief build --force`")


def sources(derived: Path, folder: Path) -> list[Source]:
    """The articles in `folder` as 01-ingest has catalogued them in the table `sources`, with their texts.

    One that came from a figure set has the text that its `excerpts` give. Raises InputError for an article that has
    changed since.
    """
    excerpts = read("excerpts", derived) if (derived / "excerpts.csv").is_file() else frame("excerpts", [])
    return [
        _article(row, folder, excerpts[excerpts["source"] == row["file"]]) for row in records(read("sources", derived))
    ]


def excerpted(excerpts: pd.DataFrame, characters: int) -> str:
    """A text of so many characters that has the excerpts (start, text) of one article in their places, and else
    ends of lines: what is quoted from it is in the article, at the same place.
    """
    text = ["\n"] * characters
    for start, words in zip(excerpts["start"], excerpts["text"], strict=True):
        text[start : start + len(words)] = words
    return "".join(text)


def checked(path: Path, schema: pa.DataFrameSchema, remedy: str) -> pd.DataFrame:
    """A CSV file that must fit a schema. Raises InputError that names file, row (the first is 1) and column."""
    rows = csv.reader(io.StringIO(reference_tables.text(path), newline=""), strict=True)
    try:
        header = next(rows, [])
        cells = [row for row in rows if row]
    except csv.Error as error:
        raise InputError(f"{path}: row {rows.line_num}: {error}; {remedy}") from error
    if header != list(schema.columns):
        raise InputError(f"{path}: row 1: its columns must be {','.join(schema.columns)}; {remedy}")
    for number, row in enumerate(cells, start=2):
        if len(row) != len(header):
            raise InputError(f"{path}: row {number}: {len(row)} cells for {len(header)} columns; {remedy}")
    frame = pd.DataFrame(cells, columns=header, dtype=object)
    typed = {}
    for name, column in schema.columns.items():
        typed[name] = _parsed(frame[name], column, f"{path}: row {{row}}, column {name}: {{value}} {{why}}; {remedy}")
    try:
        return schema.validate(pd.DataFrame(typed), lazy=True)
    except pandera.errors.SchemaErrors as error:
        raise InputError(f"{path}: {complaint(error)}; {remedy}") from error


def complaint(error: Exception) -> str:
    """The first thing that a schema found wrong: `row 12, column url: ftp://x is not of the form …`."""
    if not isinstance(error, pandera.errors.SchemaErrors):
        return str(error)
    case: Mapping[str, Any] = error.failure_cases.iloc[0].to_dict()
    index, column, value = case["index"], case["column"], case["failure_case"]
    place = f"row {int(index) + 2}, " if index is not None and not pd.isna(index) else ""
    why = str(case["check"])
    why = {"field_uniqueness": "is there twice", "not_nullable": "must not be empty"}.get(why, why)
    named = f"column {column}: " if case["schema_context"] == "Column" else ""
    return f"{place}{named}{'' if pd.isna(value) or not named else f'{value} '}{why}"


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries; a missing cell is None."""
    return [
        {str(name): None if _missing(value) else value for name, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]


def _article(row: Mapping[str, Any], folder: Path, excerpts: pd.DataFrame) -> Source:
    path = folder / row["file"] if len(excerpts) else catalogue.locate(folder, row["file"])
    text, sha256 = (excerpted(excerpts, row["characters"]), row["sha256"]) if len(excerpts) else read_text(path)
    if sha256 != row["sha256"]:
        raise InputError(f"{path}: has changed since it was ingested; run 01-ingest again")
    if text_digest(text) != row["text_sha256"]:
        raise InputError(f"{path}: its text is extracted otherwise than when it was ingested; run 01-ingest again")
    cells = {name: row[name] for name in ("published", "precision", "inferred", "language")}
    cells |= {name: row[name] or "" for name in ("publisher", "author", "url")}
    return Source(row["file"], text, sha256, **cells)


def _schema(name: str) -> pa.DataFrameSchema:
    try:
        return DERIVED[name]
    except KeyError:
        raise BuildError(f"table {name}: no schema; add it to DERIVED in chipbrief/frames/schemas.py") from None


def _kind(column: pa.Column) -> str:
    """`text`, `float64`, `int64` or `bool`."""
    name = str(column.dtype)
    return name if name in ("float64", "int64", "bool") else "text"


def _typed(cells: pd.Series, column: pa.Column) -> pd.Series:
    """A column of a frame in the schema's type; empty text is missing text. Raises ValueError for a cell of another."""
    kind = _kind(column)
    try:
        if kind == "text":
            return pd.Series([None if _missing(value) else str(value) for value in cells], dtype=STRING)
        if kind == "float64":
            return pd.Series([math.nan if _missing(value) else float(value) for value in cells], dtype=float)
        return pd.Series([bool(value) if kind == "bool" else int(value) for value in cells], dtype=kind)
    except (ValueError, TypeError) as error:
        raise ValueError(f"column {cells.name}: {error}") from error


def _parsed(cells: pd.Series, column: pa.Column, message: str) -> pd.Series:
    """A column of a file in the schema's type. Raises InputError, made from `message`, for the first bad cell."""
    kind = _kind(column)
    parsed: list[object] = []
    for row, value in enumerate(cells, start=2):
        try:
            if kind == "text":
                parsed.append(_unquoted(value) or None)
            elif kind == "bool":
                parsed.append(_FLAGS[value])
            else:
                parsed.append(int(value) if kind == "int64" else float(value) if value else math.nan)
        except (ValueError, KeyError):
            why = {"bool": "is neither yes nor no", "int64": "is no whole number"}.get(kind, "is no number")
            raise InputError(message.format(row=row, value=value or "nothing", why=why)) from None
    return pd.Series(parsed, dtype=STRING if kind == "text" else kind)


def _unquoted(text: str) -> str:
    """A text as it was before `_cell`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def _line(cells: list[str]) -> str:
    """A row; a cell that has either character of a line's end is quoted, which needs both to end the line here."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> str:
    """A value as its cell."""
    if _missing(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = repr(plain(value)) if isinstance(value, float) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value == "" or (isinstance(value, float) and math.isnan(value))
