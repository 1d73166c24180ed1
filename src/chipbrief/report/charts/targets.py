"""Chart: the domestic shares that plans aim at, by year and place, each with what it is a share of."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Chart
from chipbrief.language import number_format
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.comparison import targets as targets_table

NAME = "targets"
_ROWS = 14
_OTHER = "penetration"  # of devices in use: no target for chips; the table has it
_ROW, _TOP = 14.5, 18.0  # points
_LEFT, _RIGHT = 245.0, 68.0  # at most, for names; for a label beyond the end of the scale


def targets(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Aims as dots, minima as arrows to the right, from nothing to everything.

    Takes the frame `targets`, which is in order of years.
    """
    rows = [row for row in records(frame) if row["metric"] != _OTHER]
    data = targets_table(frame, prose)
    if not rows or data is None:
        return None
    with style.drawing():
        picture = _drawn(rows[:_ROWS], len(rows) - _ROWS, prose)
    ends = [min(rows, key=_level), max(rows, key=_level)]
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_alternative(row, prose) for row in rows) + "."
    title = phrase(prose, NAME, "title", lowest=ends[0], highest=ends[1])
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _level(row: Row) -> float:
    return float(row["high"] if row["low"] is None else row["low"])


def _drawn(rows: list[Row], left_out: int, prose: Prose) -> str:
    groups = [(period, list(found)) for period, found in groupby(rows, key=lambda row: row["period"] or "")]
    height = sum(style.HEAD + _ROW * len(found) for _, found in groups) + 2
    figure = style.sheet(_TOP + height + (style.FOOT if left_out > 0 else 0))
    left = min(max(style.name_width(_whose(row, prose), _of(row, prose)) for row in rows) + 4, _LEFT)
    width = style.WIDTH - left - _RIGHT
    names = style.Names(style.panel(figure, left, _TOP, width, height), left, width)
    ticks = [0, 25, 50, 75, 100]
    style.scale(names.axes, 0, 100, ticks, [f"{tick}%" for tick in ticks])
    y = 0.0
    for period, found in groups:
        y += style.HEAD
        names.heading(y, number_format.date(period, prose.language) if period else word(prose, NAME, "undated"))
        for position, row in enumerate(found):
            _row(names, row, y + _ROW * (position + 0.5), prose)
        y += _ROW * len(found)
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _row(names: style.Names, row: Row, y: float, prose: Prose) -> None:
    names.name(y, _whose(row, prose), _of(row, prose))
    text = prose.ledger.number(row["figure"], prose.language).text
    open_above = row["high"] is None
    end = row["low"] if open_above else row["high"]
    with style.leads_to(row["figure"]):
        style.stated(names.axes, row["low"], row["high"], y)
        style.beside(names.axes, (end, y), text, color=style.STATED, offset=style.OPEN + 4 if open_above else 7)


def _whose(row: Row, prose: Prose) -> str:
    return cells.label(prose, row["place"] or "") or word(prose, NAME, "nobody")


def _of(row: Row, prose: Prose) -> str:
    """What it is a share of, or the metric where no source says."""
    if row["of"]:
        return cells.label(prose, row["of"])
    return word(prose, NAME, "unsaid").replace("[]", cells.label(prose, row["metric"]))


def _alternative(row: Row, prose: Prose) -> str:
    date = number_format.date(row["period"], prose.language) if row["period"] else word(prose, NAME, "undated")
    value = prose.ledger.number(row["figure"], prose.language).text
    return f"{cells.label(prose, row['place'] or '')}, {_of(row, prose)}, {date}: {value}"
