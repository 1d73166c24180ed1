"""Tables of claims by topic: what the articles say of chips, markets, trade, spending, and what they expect.

Each takes the frame `claims`. A row is a claim: who or what, the metric with its scope and denominator, when, how
much, and who says so; where several articles print it, how many.
"""

from __future__ import annotations

import pandas as pd

from chipbrief.analysis.tables import Row, records, split
from chipbrief.document.nodes import Table
from chipbrief.model import Figure
from chipbrief.report.prose.captions import phrase
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.cells import Cell, Head


def chip_facts(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """What articles say of chips themselves; performance against a rival has a table of its own."""
    return _claimed(frame, "chip", prose, name="chip_facts", without=("performance",))


def market(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Market shares, ranks, sizes and shipments."""
    return _claimed(frame, "market", prose)


def traded(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Exports and imports by goods, time and destination."""
    return _claimed(frame, "trade", prose, name="traded")


def localisation(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Domestic shares that are said to be reached."""
    return _claimed(frame, "localisation", prose)


def forecasts(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """What is expected or planned, and by whom: nothing of it has happened yet."""
    return _claimed(frame, "forecast", prose, name="forecasts")


def _claimed(
    frame: pd.DataFrame, topic: str, prose: Prose, *, name: str = "", without: tuple[str, ...] = ()
) -> Table | None:
    heads = [Head(phrase(prose, "table-claims", head), align, width) for head, align, width in _HEADS]
    rows = [
        [
            cells.about(prose, row["subject"], row["figure"]),
            cells.measured(prose, row),
            cells.period(prose, row["period"], row["figure"]),
            cells.value(prose, row["figure"]),
            _sayers(row, prose),
        ]
        for row in records(frame)
        if row["topic"] == topic and not (row["versus"] and str(row["metric"]).endswith(without or ("\0",)))
    ]
    return cells.table(prose, name or topic, heads, rows)


_HEADS = (("who", "text", 1.0), ("metric", "text", 1.4), ("period", "text", 1.0), ("value", "number", 1.0),
          ("by", "text", 1.0))  # fmt: skip


def _sayers(row: Row, prose: Prose) -> Cell:
    """Who says so; of several articles, whom the leading statement names, and the others' publishers."""
    figure = prose.ledger[row["figure"]]
    source = figure.source if isinstance(figure, Figure) else split(row["sources"])[0]
    first = cells.by(prose, row["attribution"], source, row["figure"])
    others = [name for name in split(row["sources"]) if name != source]
    return cells.joined([first, *(cells.origin(prose, prose.ledger.source(name)) for name in others)])
