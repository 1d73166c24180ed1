"""Chart: how far each input alone moves the loss, the others in the middle of their intervals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Chart
from chipbrief.language import number_format
from chipbrief.model import Assumption, Estimate
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, said, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.korea import tornado as tornado_table

NAME = "tornado"
_ROWS = 10
_LEADING = 9.4  # points between the lines of a name
_ROW, _MORE, _TOP, _LEFT = 17.0, 6.5, 34.0, 172.0  # points: a row, a second line, head, names


def tornado(frame: pd.DataFrame, sensitivity: pd.DataFrame, prose: Prose) -> Chart | None:
    """A bar for each input, from its low to its high end, the widest on top. Takes `tornado` and `sensitivity`."""
    rows = records(frame)
    data = tornado_table(frame, sensitivity, prose)
    if not rows or data is None:
        return None
    with style.drawing():
        picture = _drawn(rows[:_ROWS], len(rows) - _ROWS, prose)
    leading = next(iter(records(sensitivity)), None)
    title = phrase(prose, NAME, "title", first=rows[0], label=_titled(leading, rows[0], prose), most=leading)
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_alternative(row, prose) for row in rows) + "."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _drawn(rows: list[Row], left_out: int, prose: Prose) -> str:
    names = [style.wrap(said(cells.titled(prose, row["assumption"])), _LEFT - 28) for row in rows]
    tall = _ROW + _MORE * (max(map(len, names)) - 1)
    height = tall * len(rows) + 2
    figure = style.sheet(_TOP + height + (style.FOOT if left_out > 0 else 0))
    width = style.WIDTH - _LEFT - 10
    axes = style.panel(figure, _LEFT, _TOP, width, height)
    ends = [end for row in rows for end in (row["low"], row["high"])]
    edge = 0.16 * (max(ends) - min(ends)) or 1.0  # room for the labels at both ends
    low, high = min(ends) - edge, max(ends) + edge
    ticks = [tick for tick in style.steps(max(ends) * 1.05, 7) if low <= tick <= high]
    style.scale(axes, low, high, ticks, [f"{tick:g}" for tick in ticks])
    points = (high - low) / width
    style.write(axes, low, -24, word(prose, NAME, "axis"), fontweight="bold")
    for position, (row, lines) in enumerate(zip(rows, names, strict=True)):
        y = tall * (position + 0.5)
        for line, text in enumerate(lines):
            style.write(axes, low - _LEFT * points, y + _LEADING * (line - (len(lines) - 1) / 2), text)
        _row(axes, row, y, prose)
    centre = (rows[0]["at_low"] + rows[0]["at_high"]) / 2
    axes.plot([centre, centre], [0, height], color=style.INK, linewidth=0.8, zorder=3)
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _titled(leading: Row | None, first: Row, prose: Prose) -> str:
    """What explains most; what moves the loss most alone where that is not known."""
    if leading is None:
        return said(cells.titled(prose, first["assumption"]))
    return str(cells.worded(leading, "label", prose))


def _row(axes: Axes, row: Row, y: float, prose: Prose) -> None:
    low, high = row["low"], row["high"]
    with style.leads_to(row["assumption"]):
        style.scenario(axes, low, high, y, 10)
    first, second = _ends(row, prose)
    if row["at_low"] > row["at_high"]:
        first, second = second, first
    style.beside(axes, (low, y), first, color=style.SCENARIO, offset=-4, fontsize=style.SMALL)
    style.beside(axes, (high, y), second, color=style.SCENARIO, offset=4, fontsize=style.SMALL)


def _ends(row: Row, prose: Prose) -> tuple[str, str]:
    """The low and the high end of an assumption as text."""
    fact = prose.ledger[row["assumption"]]
    assert isinstance(fact, Assumption | Estimate)  # noqa: S101 - the tornado is over these
    low, high = (
        number_format.number(Assumption(fact.id, "", "", end, end, fact.unit, "", ""), prose.language)
        for end in (fact.low, fact.high)
    )
    return low, high


def _alternative(row: Row, prose: Prose) -> str:
    loss = prose.ledger.number(row["estimate"], prose.language).text
    return f"{said(cells.titled(prose, row['assumption']))} ({'–'.join(_ends(row, prose))}): {loss}"
