"""The curated tables of public facts: chips, trade, events and outcomes, as frames and as References."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from chipbrief.errors import InputError
from chipbrief.frames.derived import checked, records
from chipbrief.frames.schemas import REFERENCE
from chipbrief.model import Reference, periods, plain
from chipbrief.sources.reference_tables import reference_folder, rows

_REMEDY = "correct that cell"


def reference(table: str, folder: Path | None = None, as_of: str = "") -> pd.DataFrame:
    """A curated table of `folder` (the package's own by default), checked.

    With `as_of` (an ISO 8601 date) only what was public by that day: what its page, or else its period, dates later
    is left out, and so is a date that does not say whether it was earlier. A row without either always counts.
    Raises InputError that names file, row and column of what does not fit, and for a table without a schema.
    """
    if table not in REFERENCE:
        raise InputError(f"{table}: no reference table; there are {', '.join(REFERENCE)}")
    path = (folder or reference_folder()) / f"{table}.csv"
    frame = checked(path, REFERENCE[table], _REMEDY)
    if table == "chips":
        _specified(frame, path, folder)
    if as_of:
        in_time = [not periods.after(_dated(row), as_of) for row in records(frame)]
        frame = frame[in_time].reset_index(drop=True)
    return frame


def newest(folder: Path | None = None) -> str:
    """The last day on which a page of the series, or an event, is known to have appeared: how far public data reach."""
    found = [row for table in ("trade", "events") for row in records(reference(table, folder))]
    covered = [periods.days(row.get("published") or row.get("date")) for row in found]
    return max((days[0] for days in covered if days), default="")


def references(table: str, folder: Path | None = None, as_of: str = "") -> dict[str, Reference]:
    """The rows of a curated table by id, those public by `as_of`. Raises InputError as `reference` does."""
    make = {"chips": _chip, "trade": _series, "events": _event, "outcomes": _event}
    found = records(reference(table, folder, as_of))
    names = {row["id"]: row for row in rows("specifications", folder)} if table == "chips" else {}
    return {row["id"]: make[table](row, names) for row in found}


def _specified(frame: pd.DataFrame, path: Path, folder: Path | None) -> None:
    """A chip's metric is one of `specifications.csv`, in its unit; a row without a number says why."""
    units = {row["id"]: row["unit"] for row in rows("specifications", folder)}
    for number, row in enumerate(records(frame), start=2):
        metric, unit, place = row["metric"], row["unit"], f"{path}: row {number}, column"
        if metric not in units:
            raise InputError(f"{place} metric: {metric} is not in specifications.csv; {_REMEDY}")
        if unit != units[metric]:
            raise InputError(f"{place} unit: {unit} is not {units[metric]}; {_REMEDY}")
        if row["low"] is None and row["high"] is None and not row["note"]:
            raise InputError(f"{place} note: no number and no reason; say why it is missing")


def _dated(row: dict[str, Any]) -> str | None:
    """When a row became public: with its page, at the latest known by the end of its period."""
    return row.get("published") or row.get("date") or row.get("period")


def _chip(row: dict[str, Any], names: dict[str, dict[str, str]]) -> Reference:
    metric = names[row["metric"]]
    labels = (f"{row['name']}, {metric['ko']}", f"{row['name']}, {metric['en']}")
    more = {"note": row["note"] or "", **_page(row)}
    return Reference(row["id"], "chips", *labels, _end(row["low"]), _end(row["high"]), row["unit"], row["url"], **more)


def _series(row: dict[str, Any], _names: dict[str, dict[str, str]]) -> Reference:
    labels, ends = (row["label_ko"], row["label_en"]), (_end(row["low"]), _end(row["high"]))
    more = {"period": row["period"], "note": row["note"] or "", **_page(row)}
    return Reference(row["id"], "trade", *labels, *ends, row["unit"], row["url"], **more)


def _event(row: dict[str, Any], _names: dict[str, dict[str, str]]) -> Reference:
    labels = (row["what_ko"], row["what_en"])
    table = str(row["id"]).split("-")[1]
    return Reference(row["id"], table, *labels, None, None, "", row["url"], period=row["date"], **_page(row))


def _page(row: dict[str, Any]) -> dict[str, str]:
    return {"title": row["title"], "confidence": row["confidence"], "published": row.get("published") or ""}


def _end(value: float | None) -> float | None:
    return None if value is None else plain(value)
