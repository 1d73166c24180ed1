"""Tables of the comparison: performance, what it implies, specifications, targets, companies, conflicts.

The frames are those of analysis/ (their columns are described there).
"""

from __future__ import annotations

import pandas as pd

from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Table, Text
from chipbrief.report.prose.captions import phrase, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.cells import Cell, Head

PERCENT = 0.01
"""Divides a multiple so that it reads in per cent."""
_MOST = 10  # disagreements that the brief shows; the workbook has them all
METRICS = ("peak-fp16", "memory", "bandwidth", "tdp")
"""The specifications that are shown, in this order; others stay in `specifications.csv`."""


def performance(stated: pd.DataFrame, pairs: pd.DataFrame, prose: Prose, *, complete: bool = False) -> Table | None:
    """What sources state of one chip against another, beside the ratio of published peaks.

    If `complete`, chips that no source rates are there too.
    """
    by_pair = {(row["subject"], row["versus"]): row for row in records(pairs) if row["origin"] == "stated"}
    heads = [Head("chip"), Head("versus"), Head("metric"), Head("stated", "number"), Head("published", "number")]
    rows = [
        [
            cells.about(prose, row["subject"], row["figure"]),
            cells.about(prose, row["versus"], row["figure"]),
            cells.about(prose, row["metric"], row["figure"]),
            _stated(row, by_pair.get((row["subject"], row["versus"]), {}), prose),
            _published(by_pair.get((row["subject"], row["versus"]), {}), prose),
            cells.by(prose, row["attribution"], row["source"], row["figure"]),
        ]
        for row in records(stated)
    ]
    if complete:
        rows += [_unrated(row, prose) for row in records(pairs) if row["origin"] == "published"]
    return cells.table(prose, "performance", [*heads, Head("by")], rows)


def implied(pairs: pd.DataFrame, prose: Prose) -> Table | None:
    """Ratios that no source states and that statements about other pairs imply."""
    heads = [
        Head("chip"),
        Head("versus"),
        Head("implied", "number"),
        Head("more", "number"),
        Head("published", "number"),
    ]
    rows = [
        [
            cells.about(prose, row["subject"], row["estimate"]),
            cells.about(prose, row["versus"], row["estimate"]),
            cells.number(prose, row["estimate"], scale=PERCENT),
            cells.number(prose, row["alternative"], scale=PERCENT),
            _published(row, prose),
        ]
        for row in records(pairs)
        if row["origin"] == "derived"
    ]
    return cells.table(prose, "implied", heads, rows)


def specifications(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Published specifications, one row a chip, disagreements as ranges."""
    found = [row for row in records(frame) if row["metric"] in METRICS]
    shown = [metric for metric in METRICS if any(row["metric"] == metric for row in found)]
    units = {row["metric"]: row["unit"] for row in reversed(found)}
    facts = {(row["chip"], row["metric"]): row for row in found if row["unit"] == units[row["metric"]]}
    heads = [Head([*phrase(prose, "metrics", metric), Text(f", {units[metric]}")], "number") for metric in shown]
    rows = [
        [
            cells.about(prose, chip, None),
            phrase(prose, "status", status),
            *(_specified(facts.get((chip, metric)), prose) for metric in shown),
        ]
        for chip, status in {row["chip"]: row["status"] for row in found}.items()
    ]
    return cells.table(prose, "specifications", [Head("chip"), Head("status"), *heads], rows)


def targets(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Policy targets with what each is a share of, and whether of home-made things or of things in use."""
    heads = [Head("place"), Head("metric"), Head("of", width=1.6), Head("period"), Head("share", "number"), Head("by")]
    rows = [
        [
            cells.about(prose, row["place"], row["figure"]),
            cells.about(prose, row["metric"], row["figure"]),
            cells.about(prose, row["of"], row["figure"]),
            cells.period(prose, row["period"], row["figure"]),
            cells.number(prose, row["figure"]),
            cells.by(prose, row["attribution"], row["source"], row["figure"]),
        ]
        for row in records(frame)
    ]
    return cells.table(prose, "targets", heads, rows)


def companies(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """What sources state of companies; an amount in a second currency stands beside the first."""
    found = records(frame)
    again = {row["restates"]: row["figure"] for row in found if row["restates"]}
    shown = {row["figure"] for row in found}
    heads = [Head("who"), Head("metric", width=1.4), Head("period"), Head("value", "number"), Head("by")]
    rows = [
        [
            cells.about(prose, row["subject"], row["figure"]),
            cells.measured(prose, row),
            cells.period(prose, row["period"], row["figure"]),
            cells.joined([cells.value(prose, id_) for id_ in (row["figure"], again.get(row["figure"])) if id_], " · "),
            _by(row, prose),
        ]
        for row in found
        if row["restates"] not in shown
    ]
    return cells.table(prose, "companies", heads, rows)


def conflicts(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """The disagreements that matter most, each number leading to its sentence, page or formula."""
    heads = [Head("matter", width=1.8), Head("grade"), Head("first", "number"), Head("second", "number"), Head("scope")]
    found = [row for row in records(frame) if row["grade"] != "confirmed"]
    rows: list[list[Cell]] = [
        [
            _matter(row, prose),
            [Text(word(prose, "grades", row["grade"]))],
            cells.value(prose, row["first"]),
            cells.value(prose, row["second"]),
            [Text(word(prose, "scopes", row["scope"] if row["certain"] else f"{row['scope']}-perhaps"))],
        ]
        for row in found[:_MOST]
    ]
    return cells.table(prose, "conflicts", heads, rows)


def confirmed(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """The statements that have the value of a public reference, with that reference."""
    heads = [Head("matter", width=1.8), Head("first", "number"), Head("second", "number"), Head("page", width=1.8)]
    rows: list[list[Cell]] = [
        [
            _matter(row, prose),
            cells.value(prose, row["first"]),
            cells.value(prose, row["second"]),
            cells.titled(prose, row["second"]),
        ]
        for row in records(frame)
        if row["grade"] == "confirmed"
    ]
    return cells.table(prose, "confirmed", heads, rows)


def _unrated(row: Row, prose: Prose) -> list[Cell]:
    names = [cells.about(prose, row[name], row["estimate"]) for name in ("subject", "versus")]
    return [*names, cells.nothing(), cells.nothing(), _published(row, prose), cells.nothing()]


def _stated(row: Row, pair: Row, prose: Prose) -> Cell:
    """The figure, and how else its wording can be read."""
    own = cells.value(prose, row["figure"])
    if row["reading"] == "ambiguous" and pair.get("alternative"):
        return [*own, Text(" / "), *cells.value(prose, pair["alternative"])]
    reading = {"more": "more", "less": "less"}.get(row["reading"])
    return [*own, Text(f" {word(prose, 'table-performance', reading)}")] if reading else own


def _published(pair: Row, prose: Prose) -> Cell:
    return _firm(cells.number(prose, pair.get("published"), scale=PERCENT), pair.get("confidence"))


def _specified(row: Row | None, prose: Prose) -> Cell:
    return _firm(cells.number(prose, row["fact"]), row["confidence"]) if row else cells.nothing()


def _firm(cell: Cell, confidence: str | None) -> Cell:
    """A dagger before what only pages of low confidence say."""
    return [Text("† "), *cell] if confidence == "low" else cell


def _by(row: Row, prose: Prose) -> Cell:
    if row["origin"] == "implied":
        return phrase(prose, "table-companies", "computed")
    return cells.by(prose, row["attribution"], row["source"], row["figure"])


def _matter(row: Row, prose: Prose) -> Cell:
    """Subject and metric, what it is measured against, and when."""
    parts = [cells.about(prose, row[name], row["first"]) for name in ("subject", "metric") if row[name]]
    about = [
        cells.about(prose, row["versus"], row["first"]) if row["versus"] else None,
        cells.period(prose, row["period"], row["first"]) if row["period"] else None,
    ]
    rest = [cell for cell in about if cell]
    head = cells.joined(parts)
    return [*head, Text(" ("), *cells.joined(rest), Text(")")] if rest else head
