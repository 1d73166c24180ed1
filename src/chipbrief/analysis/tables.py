"""What every analysis starts from and ends with: rows of frames as records, and frames with Estimates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from chipbrief.frames.derived import records
from chipbrief.model import Approx, Estimate, Figure, Kind, Modality, slug

Row = dict[str, Any]
__all__ = [
    "Entities", "Result", "Row", "cited", "figures", "join", "leaf", "name", "records", "split", "stated", "table",
]  # fmt: skip


class Result(NamedTuple):
    """A table and the named Estimates that its cells refer to by id."""

    frame: pd.DataFrame
    estimates: list[Estimate]


@dataclass(frozen=True, slots=True)
class Entities:
    """Names and types by entity id, from the gazetteer; what is not in it goes by its own words."""

    rows: Mapping[str, Row]

    @classmethod
    def of(cls, *tables: Iterable[Row]) -> Entities:
        """From rows with id, ko, en and, for entities, type, place and maker; of two with one id the first counts."""
        by_id: dict[str, Row] = {}
        for row in chain(*tables):
            by_id.setdefault(row["id"], row)
        return cls(by_id)

    def __contains__(self, id_: str) -> bool:
        return id_ in self.rows

    def ko(self, id_: str) -> str:
        return str(self.rows[id_]["ko"]) if id_ in self.rows else id_

    def en(self, id_: str) -> str:
        return str(self.rows[id_]["en"]) if id_ in self.rows else id_

    def type(self, id_: str) -> str:
        """The entity's type, e.g. chip or company; empty when unknown."""
        return str(self.rows[id_].get("type") or "") if id_ in self.rows else ""

    def place(self, id_: str) -> str:
        """The country of an entity, or of the maker of a chip; empty when unknown."""
        row = self.rows.get(id_, {})
        return str(row.get("place") or self.rows.get(str(row.get("maker")), {}).get("place") or "")


def figures(frame: pd.DataFrame) -> list[Figure]:
    """The rows of a figures table as Figures (columns that a Figure does not have are ignored)."""
    names = [field.name for field in fields(Figure)]
    return [_figure({name: row.get(name) for name in names}) for row in records(frame)]


def leaf(row: Row) -> Estimate | None:
    """A reference row with id, low, high and unit as an Estimate without formula; None when it states no number."""
    if row.get("low") is None and row.get("high") is None:
        return None
    low, high = row.get("low"), row.get("high")
    return Estimate(
        str(row["id"]),
        -math.inf if low is None else float(low),
        math.inf if high is None else float(high),
        str(row.get("unit") or ""),
        "reference",
        label_ko=str(row.get("label_ko") or ""),
        label_en=str(row.get("label_en") or ""),
    )


def stated(frame: pd.DataFrame) -> list[Estimate]:
    """The figures that state a number, as Estimates without formula."""
    return [Estimate.of(figure) for figure in figures(frame) if figure.low is not None or figure.high is not None]


def cited(frame: pd.DataFrame) -> list[Estimate]:
    """The references that state a number, as Estimates without formula."""
    return [item for row in records(frame) if (item := leaf(row))]


def table(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    """Rows as a frame with exactly these columns, also when there are no rows; open ends become missing."""
    closed = [{name: _closed(row.get(name)) for name in columns} for row in rows]
    return pd.DataFrame(closed, columns=list(columns))


def split(value: str | None) -> list[str]:
    """The parts of a cell that joins several by `;`."""
    return [part.strip() for part in (value or "").split(";") if part.strip()]


def join(values: Iterable[str | None]) -> str:
    """Several ids in one cell, each once, in the given order."""
    return ";".join(dict.fromkeys(value for value in values if value))


def name(*parts: str) -> str:
    """The id of an Estimate: `e-` and its parts in kebab case.

    >>> name("Ascend 910C", "h100", "stated")
    'e-ascend-910c-h100-stated'
    """
    return "e-" + "-".join(slug(part).strip("_").replace("_", "-").lower() for part in parts if part)


def _figure(row: dict[str, Any]) -> Figure:
    row |= {"kind": Kind(row["kind"]), "approx": Approx(row["approx"] or "="), "rule": row["rule"] or ""}
    row |= {"unit": row["unit"] or "", "modality": Modality(row["modality"]), "confidence": row["confidence"] or 0.0}
    return Figure(**row)


def _closed(value: object) -> object:
    return None if isinstance(value, float) and math.isinf(value) else value
