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
_ROW, _HEAD, _TOP, _LEFT = 14.5, 15.0, 18.0, 238.0  # points


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
    width = style.WIDTH - _LEFT - 62
    axes = style.panel(figure, _LEFT, _TOP, width, height)
    ticks = [0, 25, 50, 75, 100]
    style.scale(axes, 0, 100, ticks, [f"{tick}%" for tick in ticks])
    y = 0.0
    for period, found in groups:
        _heading(axes, y, formats.date(period, prose.language) if period else word(prose, NAME, "undated"), width)
        for position, row in enumerate(found):
            _row(axes, row, y + _HEAD + _ROW * (position + 0.5), width, prose)
        y += _HEAD + _ROW * len(found)
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _heading(axes: Axes, y: float, words: str, width: float) -> None:
    points = 100 / width
    style.write(axes, -_LEFT * points, y + _HEAD / 2 + 1, words, fontsize=style.SMALL, color=style.SOFT)
    ends = [-_LEFT * points, (style.WIDTH - _LEFT) * points]
    axes.plot(ends, [y + _HEAD - 0.5] * 2, color=style.SOFT, linewidth=0.6, clip_on=False)


def _row(axes: Axes, row: Row, y: float, width: float, prose: Prose) -> None:
    points = 100 / width
    place = cells.label(prose, row["place"] or "") or word(prose, NAME, "nobody")
    style.write(axes, -_LEFT * points, y, place, fontweight="bold")
    start = style.text_width(place + "  ", bold=True)
    of = style.wrap(_of(row, prose), _LEFT - start - 8, style.SMALL, lines=1)[0]
    style.write(axes, (start - _LEFT) * points, y, of, fontsize=style.SMALL, color=style.SOFT)
    style.stated(axes, row["low"], row["high"], y)
    text = prose.ledger.number(row["figure"], prose.language).text
    if row["high"] is None and row["low"] is not None:
        style.beside(axes, row["low"], y, text, color=style.STATED, offset=24)
    elif row["low"] is None:
        style.beside(axes, row["high"], y, text, color=style.STATED)
    else:
        style.beside(axes, row["high"], y, text, color=style.STATED, offset=7)


def _of(row: Row, prose: Prose) -> str:
    """What it is a share of, or the metric where no source says."""
    return cells.label(prose, row["of"] or row["metric"])


def _said(row: Row, prose: Prose) -> str:
    date = formats.date(row["period"], prose.language) if row["period"] else word(prose, NAME, "undated")
    value = prose.ledger.number(row["figure"], prose.language).text
    return f"{cells.label(prose, row['place'] or '')}, {_of(row, prose)}, {date}: {value}"
