"""What each table is, and what each of its columns means (`codebook.toml`): the words of schemas and data package.

A column of a table that nobody has explained there is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandera.pandas as pa

from chipbrief.errors import BuildError

_BOOK = Path(__file__).with_name("codebook.toml")


def described(tables: Mapping[str, pa.DataFrameSchema], **others: str) -> dict[str, pa.DataFrameSchema]:
    """The schemas, each with what it is, each column with its meaning and, if always the same, its unit (metadata).

    `others` are tables whose words stand in the book under another name than their own. Raises BuildError for a
    table or a column without words.
    """
    book = _book()
    for table, schema in tables.items():
        entry = others.get(table, table)
        meanings = book["shared"] | book["tables"].get(entry, {})
        missing = [name for name in ("what", *schema.columns) if name not in meanings]
        if missing:
            raise BuildError(f"{_BOOK.name}: [tables.{entry}]: no {missing[0]!r}; say what it means")
        schema.description = meanings["what"]
        units = book["units"].get(entry, {})
        for name, column in schema.columns.items():
            column.description = meanings[name]
            if name in units:
                column.metadata = {"unit": units[name]}
    return dict(tables)


@cache
def _book() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_BOOK.read_text("utf-8"))
