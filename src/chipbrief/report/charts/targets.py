"""Chart: the shares that plans aim at, by year and place, each with what it is a share of."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from chipbrief.analysis.tables import records
from chipbrief.report import cells, formats
from chipbrief.report import tables as report_tables
from chipbrief.report.captions import phrase, spoken, word
from chipbrief.report.charts import style
from chipbrief.report.document import Chart
from chipbrief.report.prose import Prose

Row = dict[str, Any]
NAME = "targets"
_ROWS = 14
_ROW, _HEAD, _TOP = 14.5, 15.0, 18.0  # points
_SPACE = 5.0  # between whose it is and of what
_LEFT, _RIGHT = 245.0, 68.0  # at most, for names; for a label beyond the end of the scale


def targets(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Aims as dots, minima as arrows to the right, from nothing to everything.

    Takes the frame `targets`, which is in order of years.
    """
    rows = records(frame)
    data = report_tables.targets(frame, prose)
    if not rows or data is None:
        return None
    with style.drawing():
        picture = _drawn(rows[:_ROWS], len(rows) - _ROWS, prose)
    ends = [min(rows, key=_level), max(rows, key=_level)]
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_said(row, prose) for row in rows) + "."
    title = phrase(prose, NAME, "title", lowest=ends[0], highest=ends[1])
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _level(row: Row) -> float:
    return float(row["high"] if row["low"] is None else row["low"])


def _drawn(rows: list[Row], left_out: int, prose: Prose) -> str:
    groups = [(period, list(found)) for period, found in groupby(rows, key=lambda row: row["period"] or "")]
    height = sum(_HEAD + _ROW * len(found) for _, found in groups) + 2
    figure = style.sheet(_TOP + height + (style.FOOT if left_out > 0 else 0))
    left = min(max(_names(row, prose)[1] for row in rows) + 14, _LEFT)
    width = style.WIDTH - left - _RIGHT
    axes = style.panel(figure, left, _TOP, width, height)
    ticks = [0, 25, 50, 75, 100]
    style.scale(axes, 0, 100, ticks, [f"{tick}%" for tick in ticks])
    y = 0.0
    for period, found in groups:
        _heading(axes, y, formats.date(period, prose.language) if period else word(prose, NAME, "undated"), left, width)
        for position, row in enumerate(found):
            _row(axes, row, y + _HEAD + _ROW * (position + 0.5), left, width, prose)
        y += _HEAD + _ROW * len(found)
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _heading(axes: Axes, y: float, words: str, left: float, width: float) -> None:
    points = 100 / width
    style.write(axes, -left * points, y + _HEAD / 2 - 0.5, words, fontsize=style.SMALL, color=style.SOFT)
    ends = [-left * points, (style.WIDTH - left) * points]
    axes.plot(ends, [y + _HEAD - 0.5] * 2, color=style.SOFT, linewidth=0.6, clip_on=False)


def _row(axes: Axes, row: Row, y: float, left: float, width: float, prose: Prose) -> None:
    points = 100 / width
    place, _ = _names(row, prose)
    style.write(axes, -left * points, y, place, fontweight="bold")
    start = style.text_width(place, bold=True) + _SPACE
    of = style.wrap(_of(row, prose), left - start - 8, style.SMALL, lines=1)[0]
    style.write(axes, (start - left) * points, y, of, fontsize=style.SMALL, color=style.SOFT)
    style.stated(axes, row["low"], row["high"], y)
    text = prose.ledger.number(row["figure"], prose.language).text
    if row["high"] is None and row["low"] is not None:
        style.beside(axes, row["low"], y, text, color=style.STATED, offset=24)
    elif row["low"] is None:
        style.beside(axes, row["high"], y, text, color=style.STATED)
    else:
        style.beside(axes, row["high"], y, text, color=style.STATED, offset=7)


def _names(row: Row, prose: Prose) -> tuple[str, float]:
    """Whose target it is, and how wide that and what it is a share of are."""
    place = cells.label(prose, row["place"] or "") or word(prose, NAME, "nobody")
    return place, style.text_width(place, bold=True) + _SPACE + style.text_width(_of(row, prose), style.SMALL)


def _of(row: Row, prose: Prose) -> str:
    """What it is a share of, or the metric where no source says."""
    if row["of"]:
        return cells.label(prose, row["of"])
    return word(prose, NAME, "unsaid").replace("[]", cells.label(prose, row["metric"]))


def _said(row: Row, prose: Prose) -> str:
    date = formats.date(row["period"], prose.language) if row["period"] else word(prose, NAME, "undated")
    value = prose.ledger.number(row["figure"], prose.language).text
    return f"{cells.label(prose, row['place'] or '')}, {_of(row, prose)}, {date}: {value}"
