"""Tables of the section on Korea: exposure by destination, assumptions, scenarios, what moves them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from chipbrief.analysis.exposure import OTHER
from chipbrief.analysis.tables import records
from chipbrief.document.nodes import Table, Text
from chipbrief.model import Assumption
from chipbrief.report.prose.captions import phrase
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.cells import Cell, Head

Row = dict[str, Any]
BILLION, TRILLION = 1e9, 1e12


def exposure(frame: pd.DataFrame, shares: pd.DataFrame, prose: Prose, *, local: str = "KRW") -> Table | None:
    """Exports by destination: value, value in the home currency, share, and the shares that references give."""
    public = [row for row in records(shares) if row["kind"] == "reference"]
    periods = sorted({str(row["period"]): row["fact"] for row in public}.items())
    facts = {(row["destination"], str(row["period"])): row["fact"] for row in public}
    found = records(frame)
    at_home = any(row["local"] for row in found)
    heads = [Head("destination"), Head(_money("USD", BILLION, prose), "number")]
    heads += [Head(_money(local, TRILLION, prose), "number")] if at_home else []
    heads += [Head("share", "number")]
    heads += [Head(phrase(prose, "table-exposure", "reference", fact=fact), "number") for _, fact in periods]
    rows = []
    for row in found:
        money = [cells.number(prose, row["value"], scale=BILLION)]
        money += [cells.number(prose, row["local"], scale=TRILLION)] if at_home else []
        others = [cells.number(prose, facts.get((row["destination"], iso))) for iso, _ in periods]
        rows.append([destination(prose, row), *money, cells.number(prose, row["share"]), *others])
    return cells.table(prose, "exposure", heads, rows)


def assumptions(given: Iterable[Assumption], prose: Prose) -> Table | None:
    """Every assumption: its interval and the reason for it."""
    heads = [Head("label", width=1.3), Head("interval", "number"), Head("reason", width=2.2)]
    rows = [
        [
            cells.titled(prose, item.id),
            cells.value(prose, item.id),
            cells.about(prose, item.reason_ko if prose.language == "ko" else item.reason_en, item.id),
        ]
        for item in given
    ]
    return cells.table(prose, "assumptions", heads, rows)


def scenarios(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Every scenario at the horizon."""
    measures = [
        ("domestic-share", "estimate", 1.0), ("displaced", "estimate", 1.0), ("loss", "estimate", BILLION),
        ("loss-hbm", "estimate", BILLION), ("loss", "median", BILLION), ("loss-share", "estimate", 1.0),
        ("loss-krw", "estimate", TRILLION),
    ]  # fmt: skip
    found = at_horizon(frame)
    shown = [item for item in measures if any(row["measure"] == item[0] for row in found)]
    facts = {(row["scenario"], row["measure"]): row for row in found}
    heads = [Head("median" if column == "median" else measure, "number") for measure, column, _ in shown]
    rows = [
        [
            phrase(prose, "scenarios", f"scenario-{key}"),
            *(
                cells.number(prose, facts.get((key, measure), {}).get(column), scale=scale)
                for measure, column, scale in shown
            ),
        ]
        for key in dict.fromkeys(row["scenario"] for row in found)
    ]
    return cells.table(prose, "scenarios", [Head("scenario"), *heads], rows)


def tornado(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """How far each assumption alone moves the loss."""
    heads = [Head("label"), Head("interval", "number"), Head("loss", "number")]
    rows = [
        [
            cells.titled(prose, row["assumption"]),
            cells.value(prose, row["assumption"]),
            cells.number(prose, row["estimate"], scale=BILLION),
        ]
        for row in records(frame)
    ]
    return cells.table(prose, "tornado", heads, rows)


def at_horizon(frame: pd.DataFrame) -> list[Row]:
    """The rows of the last year."""
    found = records(frame)
    last = max((row["year"] for row in found), default=0)
    return [row for row in found if row["year"] == last]


def destination(prose: Prose, row: Row) -> Cell:
    """A destination's name; the remainder by its own words."""
    if row["destination"] == OTHER:
        return phrase(prose, "exposure", "other")
    return cells.about(prose, row["destination"], row["share"])


def _money(unit: str, scale: float, prose: Prose) -> Cell:
    return [*phrase(prose, "table-exposure", "value"), Text(f", {cells.unit(unit, prose, scale)}")]
