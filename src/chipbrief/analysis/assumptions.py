"""Notebook parameters as Assumptions, with the labels and reasons of `data/reference/assumptions.csv`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from chipbrief.analysis.tables import split
from chipbrief.errors import InputError
from chipbrief.model import Assumption


def assumptions(
    rows: Iterable[Mapping[str, str]],
    given: Mapping[str, float | tuple[float, float]],
    facts: Container[str] | None = None,
) -> list[Assumption]:
    """An Assumption `a-NAME` for each given value or interval, in its row's unit.

    Its basis are the references of the row that are among `facts` (all of them without): what was not yet public is
    no reason.

    Raises InputError for a name without a row, ends in the wrong order, and percentages outside 0 to 100.
    """
    by_name = {row["name"]: row for row in rows}
    return [_assumption(by_name, name, value, facts) for name, value in given.items()]


def _assumption(
    by_name: Mapping[str, Mapping[str, str]],
    name: str,
    value: float | tuple[float, float],
    facts: Container[str] | None,
) -> Assumption:
    if name not in by_name:
        raise InputError(f"assumptions.csv: {name}: no such row; add it with label, unit and reason")
    row, parameter = by_name[name], name.replace("-", "_")
    low, high = value if isinstance(value, tuple) else (value, value)
    if low > high:
        raise InputError(f"04-korea-impact: {parameter}_low: {low} is above {parameter}_high {high}; exchange them")
    if row["unit"] == "%" and not 0 <= low <= high <= 100:
        raise InputError(f"04-korea-impact: {parameter}: {low} to {high} is not within 0 to 100 %; correct it")
    basis = tuple(id_ for id_ in split(row["basis"]) if facts is None or id_ in facts)
    labels = (row["label_ko"], row["label_en"])
    reasons = (row["reason_ko"], row["reason_en"])
    return Assumption(f"a-{name}", *labels, low, high, row["unit"], *reasons, basis=basis)
