"""What the schemas of tables are made of: columns by what their cells may hold, and a table of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import pandera.pandas as pa

Columns = dict[str, pa.Column]
STRING = pd.StringDtype(na_value=float("nan"))


def text(*names: str, like: str = "", unique: bool = False, missing: bool = False) -> Columns:
    """Columns of text that is there, and matches the pattern if there is one."""
    checks = [pa.Check.str_matches(f"^(?:{like})$", error=f"is not of the form {like}")] if like else []
    return {name: pa.Column(STRING, checks, unique=unique, nullable=missing) for name in names}


def words(*names: str, like: str = "") -> Columns:
    """Columns of text that may be missing."""
    return text(*names, like=like, missing=True)


def choice(name: str, values: Iterable[str], *, missing: bool = False) -> Columns:
    allowed = [str(value) for value in values]
    check = pa.Check.isin(allowed, error=f"is none of {', '.join(allowed)}")
    return {name: pa.Column(STRING, check, nullable=missing)}


def number(*names: str) -> Columns:
    """Columns of numbers, missing where an end is open."""
    return {name: pa.Column(float, nullable=True) for name in names}


def place(*names: str) -> Columns:
    """Columns of whole numbers from zero: places in a text, counts, years."""
    return {name: pa.Column(int, pa.Check.ge(0, error="is below zero")) for name in names}


def whole(*names: str) -> Columns:
    """Columns of whole numbers, below zero too."""
    return {name: pa.Column(int) for name in names}


def flag(*names: str) -> Columns:
    return {name: pa.Column(bool) for name in names}


def table(
    *columns: Columns, key: str = "", to: Mapping[str, str] | None = None, ordered: tuple[str, str] | None = None
) -> pa.DataFrameSchema:
    """A schema of exactly these columns in this order; of the two that `ordered` names, the first is not above.

    What the data package says besides: the columns of its primary `key`, and `to`, which maps a column to the
    `TABLE.COLUMN` that has its values (a reference table: `reference/TABLE.COLUMN`).
    """
    merged = {name: column for group in columns for name, column in group.items()}
    checks = [_not_above(*ordered)] if ordered else []
    relations = {"key": key.split(), "to": dict(to or {})}
    return pa.DataFrameSchema(merged, checks=checks, strict=True, ordered=True, metadata=relations)


def _not_above(low: str, high: str) -> pa.Check:
    holds: Callable[[pd.DataFrame], pd.Series] = lambda frame: ~(frame[low] > frame[high])  # noqa: E731
    return pa.Check(holds, error=f"{low} is above {high}")
