"""Chart: the fall in an average year of earlier cases, and the range of this analysis."""

from __future__ import annotations

import pandas as pd

from chipbrief.analysis.cases import MODEL
from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Chart
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.korea import cases as cases_table

NAME = "cases"
_ROW, _TOP, _LEFT = 24.0, 30.0, 190.0  # points


def cases(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Marks of what public series give, and a hatched bar of what the channel gives. Prices have no yearly pace."""
    rows = [row for row in records(frame) if row["kind"] != "price"]
    data = cases_table(frame, prose)
    if data is None or not any(row["name"] == MODEL for row in rows) or len(rows) < 2:
        return None
    rows.sort(key=lambda row: (row["name"] == MODEL, -row["yearly_high"]))
    with style.drawing():
        figure = style.sheet(_TOP + _ROW * len(rows) + 4)
        width = style.WIDTH - _LEFT - 36
        axes = style.panel(figure, _LEFT, _TOP, width, _ROW * len(rows))
        most = style.room([(row["yearly_high"], _number(row, prose)) for row in rows], width)
        ticks = style.steps(most, 6)
        style.scale(axes, 0, most, ticks, [f"{tick:g}%" for tick in ticks])
        points = most / width
        style.write(axes, 0, -23, word(prose, NAME, "axis"), fontweight="bold")
        for position, row in enumerate(rows):
            y = _ROW * (position + 0.5)
            for line, text in enumerate(lines := style.wrap(_label(row, prose), _LEFT - 12)):
                style.write(axes, -_LEFT * points, y + 9.4 * (line - (len(lines) - 1) / 2), text)
            color = style.SCENARIO if row["name"] == MODEL else style.REFERENCE_TEXT
            with style.leads_to(row["yearly"]):
                if row["name"] == MODEL:
                    style.scenario(axes, row["yearly_low"], row["yearly_high"], y, 10)
                else:
                    style.reference(axes, row["yearly_low"], row["yearly_high"], y)
                style.beside(axes, (row["yearly_high"], y), _number(row, prose), color=color)
        picture = style.svg(figure)
    model = rows[-1]
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(f"{_label(r, prose)}: {_number(r, prose)}%" for r in rows) + "."
    return Chart(
        NAME,
        phrase(prose, NAME, "title", model=model, fastest=rows[0]),
        picture,
        alt,
        phrase(prose, NAME, "note"),
        data,
    )


def _number(row: Row, prose: Prose) -> str:
    return prose.ledger.number(row["yearly"], prose.language, unit=False, hedge=False).text


def _label(row: Row, prose: Prose) -> str:
    return str(cells.worded(row, "label", prose))
