"""Tables of the sections on Korea and on what became of the articles' plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from chipbrief.analysis.exposure import OTHER
from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Table, Text
from chipbrief.model import Assumption
from chipbrief.report.calculator import calculator
from chipbrief.report.prose.captions import phrase
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.cells import Cell, Head

TRILLION = 1e12
WATCHED = "a-watch-"
"""How the ids of the indicators' values to watch for begin: they are no part of the calculation."""


def exposure(frame: pd.DataFrame, shares: pd.DataFrame, prose: Prose, *, local: str = "KRW") -> Table | None:
    """Exports by destination: value, value in the home currency, share, and the shares that references give."""
    public = [row for row in records(shares) if row["kind"] == "reference"]
    periods = sorted({str(row["period"]): row["fact"] for row in public}.items())
    facts = {(row["destination"], str(row["period"])): row["fact"] for row in public}
    found = records(frame)
    at_home = any(row["local"] for row in found)
    heads = [Head("destination"), Head(_money("USD", cells.money_scale(prose), prose), "number")]
    heads += [Head(_money(local, TRILLION, prose), "number")] if at_home else []
    heads += [Head("share", "number")]
    heads += [Head(phrase(prose, "table-exposure", "reference", fact=fact), "number") for _, fact in periods]
    rows = []
    for row in found:
        money = [cells.number(prose, row["value"], scale=cells.money_scale(prose))]
        money += [cells.number(prose, row["local"], scale=TRILLION)] if at_home else []
        others = [cells.number(prose, facts.get((row["destination"], iso))) for iso, _ in periods]
        rows.append([destination(prose, row), *money, cells.number(prose, row["share"]), *others])
    return cells.table(prose, "exposure", heads, rows)


def base(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Chip exports by year and month with memory's share of them."""
    found = records(frame)
    memory = {row["period"]: row["fact"] for row in found if row["measure"] == "memory"}
    heads = [Head("period"), Head("exports", "number"), Head("memory", "number")]
    rows = [
        [
            cells.period(prose, row["period"], row["fact"]),
            cells.number(prose, row["fact"], scale=cells.money_scale(prose)),
            cells.number(prose, memory.get(row["period"])),
        ]
        for row in found
        if row["measure"] in ("year", "month")
    ]
    return cells.table(prose, "base", heads, rows)


def assumptions(given: Iterable[Assumption], prose: Prose) -> Table | None:
    """Every assumption of the calculation: its interval and the reason for it."""
    heads = [Head("label", width=1.3), Head("interval", "number"), Head("reason", width=2.2)]
    rows = [
        [
            cells.titled(prose, item.id),
            cells.value(prose, item.id),
            cells.about(prose, cells.worded(item, "reason", prose), item.id),
        ]
        for item in given
        if not item.id.startswith(WATCHED)
    ]
    made = cells.table(prose, "assumptions", heads, rows)
    return replace(made, calculator=calculator(prose)) if made else None


def scenarios(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Each state of the market at the horizon: home share, volume lost, and value at each price level."""
    found = at_horizon(frame)
    facts = {(row["scenario"], row["measure"]): row for row in found}
    size = cells.money_scale(prose)
    columns = [
        ("home-share", "estimate", 1.0), ("displaced", "estimate", 1.0), ("loss-volume", "median", 1.0),
        ("loss-volume", "central", 1.0), ("loss-year", "central", size), ("loss-now", "central", size),
    ]  # fmt: skip
    shown = [column for column in columns if any(row["measure"] == column[0] for row in found)]
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


def tornado(frame: pd.DataFrame, sensitivity: pd.DataFrame, prose: Prose) -> Table | None:
    """How far each input alone moves the loss, and how much of its variance each explains."""
    moved = {_input(row["assumption"]): row for row in records(frame)}
    heads = [Head("label"), Head("interval", "number"), Head("loss", "number")]
    heads += [Head("first", "number"), Head("total", "number")]
    rows = []
    for row in records(sensitivity):
        alone = moved.get(row["input"], {})
        words = cells.worded(row, "label", prose)
        rows.append(
            [
                cells.about(prose, words, row["total"]),
                cells.value(prose, alone.get("assumption")),
                cells.number(prose, alone.get("estimate")),
                cells.number(prose, row["first"]),
                cells.number(prose, row["total"]),
            ]
        )
    return cells.table(prose, "tornado", heads, rows)


def cases(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Earlier losses to Chinese makers, and the range of this analysis."""
    heads = [Head("label", width=1.6), Head("start"), Head("end"), Head("fall", "number"), Head("yearly", "number")]
    rows = [
        [
            cells.about(prose, cells.worded(row, "label", prose), row["fall"]),
            cells.period(prose, row["start_period"], row["start"] or row["fall"]),
            cells.period(prose, row["end_period"], row["end"] or row["fall"]),
            cells.number(prose, row["fall"]),
            cells.number(prose, row["yearly"]),
        ]
        for row in records(frame)
    ]
    return cells.table(prose, "cases", heads, rows)


def indicators(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """What to watch: newest value, the value that would change the conclusion, why, and the next date."""
    heads = [Head("label", width=1.3), Head("value", "number"), Head("period"), Head("threshold", "number")]
    heads += [Head("reason", width=1.6), Head("next")]
    rows = []
    for row in records(frame):
        mark = prose.ledger[row["threshold"]]
        assert isinstance(mark, Assumption)  # noqa: S101 - the notebook made it so
        rows.append(
            [
                cells.about(prose, cells.worded(row, "label", prose), row["fact"]),
                phrase(prose, "table-indicators", "crossed", id=row["fact"])
                if row["crossed"]
                else cells.value(prose, row["fact"]),
                cells.period(prose, row["period"], row["fact"]),
                phrase(prose, "table-indicators", row["side"], id=mark.id),
                cells.about(prose, cells.worded(mark, "reason", prose), mark.id),
                cells.period(prose, row["next"], mark.id),
            ]
        )
    return cells.table(prose, "indicators", heads, rows)


def follow_up(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """The articles' forward-looking statements with what became of them; open ones last."""
    heads = [Head("statement", width=1.3), Head("value", "number"), Head("period"), Head("verdict")]
    heads += [Head("outcome", width=2.4), Head("date")]
    rows = []
    for row in records(frame):
        about = cells.joined([cells.about(prose, row[key], row["figure"]) for key in ("subject", "metric") if row[key]])
        rows.append(
            [
                about or cells.nothing(),
                cells.value(prose, row["figure"]) if row["metric"] else cells.nothing(),
                cells.period(prose, row["period"], row["figure"]),
                phrase(prose, "verdicts", row["verdict"]),
                cells.titled(prose, row["outcome"]) if row["outcome"] else cells.nothing(),
                cells.period(prose, row["date"], row["outcome"]),
            ]
        )
    return cells.table(prose, "follow_up", heads, rows)


def at_horizon(frame: pd.DataFrame) -> list[Row]:
    """The rows of the last year."""
    found = records(frame)
    last = max((row["year"] for row in found), default=0)
    return [row for row in found if row["year"] == last]


def _input(id_: str) -> str:
    """The input that an assumption, or the range of one over the states, stands for."""
    return id_.removeprefix("a-").removeprefix("e-over-")


def destination(prose: Prose, row: Row) -> Cell:
    """A destination's name; the remainder by its own words."""
    if row["destination"] == OTHER:
        return phrase(prose, "exposure", "other")
    return cells.about(prose, row["destination"], row["share"])


def _money(unit: str, scale: float, prose: Prose) -> Cell:
    return [*phrase(prose, "table-exposure", "value"), Text(f", {cells.unit(unit, prose, scale)}")]
