"""Chart: how many figures of each kind each source has."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns  # type: ignore[import-untyped]

from chipbrief.analysis.tables import records
from chipbrief.document.nodes import Chart
from chipbrief.language.labels import label
from chipbrief.model import Kind
from chipbrief.report import tables as report_tables
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, said, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells

Row = dict[str, Any]
NAME = "kinds"
_SOURCES = 5
_ROW, _TOP, _LEFT, _BETWEEN = 14.0, 30.0, 62.0, 14.0  # points


def kinds(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Bars by kind, one panel a source, those with most figures first. Takes the frame of `analysis.counts.kinds`."""
    rows = records(frame)
    data = report_tables.kinds(frame, prose)
    if not rows or data is None:
        return None
    totals = frame.groupby("source")["count"].sum().sort_values(ascending=False, kind="stable")
    shown = [str(source) for source in totals.index[:_SOURCES]]
    by_kind = frame.groupby("kind")["count"].sum()
    order = sorted(by_kind.index, key=lambda kind: (-by_kind[kind], list(Kind).index(Kind(kind))))
    with style.drawing():
        picture = _drawn(rows, shown, order, len(totals) - len(shown), prose)
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_said(source, rows, prose) for source in shown) + "."
    title = phrase(prose, NAME, "title", first=label(prose.language, "figure-kinds", order[0]))
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _drawn(rows: list[Row], sources: list[str], order: list[str], left_out: int, prose: Prose) -> str:
    height = _ROW * len(order)
    figure = style.sheet(_TOP + height + (style.FOOT if left_out > 0 else 2))
    width = (style.WIDTH - _LEFT - _BETWEEN * (len(sources) - 1)) / len(sources)
    most = style.room([(row["count"], f"{row['count']:g}") for row in rows if row["source"] in sources], width)
    middles = [_ROW * (position + 0.5) for position in range(len(order))]
    for position, source in enumerate(sources):
        axes = style.panel(figure, _LEFT + position * (width + _BETWEEN), _TOP, width, height)
        counts = {row["kind"]: row["count"] for row in rows if row["source"] == source}
        found = [counts.get(kind, 0) for kind in order]
        sns.barplot(
            x=found, y=middles, orient="h", native_scale=True, width=0.62, ax=axes, color=style.STATED, saturation=1,
            legend=False,
        )  # fmt: skip
        axes.set(xlabel="", ylabel="", xlim=(0, most), ylim=(height, 0))
        axes.set_xticks([])
        axes.set_yticks([])
        for line, text in enumerate(style.wrap(_title(source, prose), width, style.SMALL, bold=True)):
            style.write(axes, 0, -22 + line * 9.5, text, fontsize=style.SMALL, fontweight="bold")
        for y, number in zip(middles, found, strict=True):
            style.beside(axes, (number, y), f"{number:g}", offset=4, color=style.INK if number else style.SOFT)
        if position == 0:
            for y, kind in zip(middles, order, strict=True):
                style.write(axes, -_LEFT * most / width, y, label(prose.language, "figure-kinds", kind))
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _title(source: str, prose: Prose) -> str:
    return said(cells.origin(prose, prose.ledger.source(source)))


def _said(source: str, rows: list[Row], prose: Prose) -> str:
    parts = [
        f"{label(prose.language, 'figure-kinds', row['kind'])} {row['count']:g}"
        for row in rows
        if row["source"] == source
    ]
    return f"{_title(source, prose)}: {', '.join(parts)}"
