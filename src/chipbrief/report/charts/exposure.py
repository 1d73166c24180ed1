"""Chart: where exports go, in US dollars, and how the shares compare with public statistics."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chipbrief.analysis.exposure import OTHER
from chipbrief.analysis.tables import records
from chipbrief.report import cells, formats
from chipbrief.report import tables as report_tables
from chipbrief.report.captions import phrase, said, spoken, word
from chipbrief.report.charts import style
from chipbrief.report.document import Chart
from chipbrief.report.prose import Prose
from chipbrief.report.tables.korea import BILLION, destination

Row = dict[str, Any]
NAME = "exposure"
_ROWS = 10
_ROW, _TOP, _LEFT, _BETWEEN = 25.0, 34.0, 78.0, 24.0  # points
_VALUES = 176.0


def exposure(frame: pd.DataFrame, shares: pd.DataFrame, prose: Prose) -> Chart | None:
    """Bars of exports by destination, the remainder hatched; beside them stated shares and those of references.

    Takes the frames `exposure` and `shares`.
    """
    rows = records(frame)[:_ROWS]
    data = report_tables.exposure(frame, shares, prose)
    if not rows or data is None:
        return None
    public = [row for row in records(shares) if row["kind"] == "reference"]
    names = [said(destination(prose, row)) for row in rows]
    with style.drawing():
        figure = style.sheet(_TOP + _ROW * len(rows) + 3)
        left = min(max(style.text_width(name, bold=True) for name in names) + 12, 130.0)
        _values(figure, rows, names, left, prose)
        _shares(figure, rows, public, left, prose)
        picture = style.svg(figure)
    first = max((row for row in rows if row["destination"] != OTHER), key=lambda row: row["share_high"])
    title = phrase(prose, NAME, "title", first=first)
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(map(" ".join, _said(rows, names, public, prose))) + "."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _values(figure: Figure, rows: list[Row], names: list[str], left: float, prose: Prose) -> None:
    """The bars at the left, with the destinations' names."""
    axes = style.panel(figure, left, _TOP, _VALUES, _ROW * len(rows))
    texts = [_amount(row, prose) for row in rows]
    ends = [(row["value_high"] or 0) / BILLION for row in rows]
    most = style.room(zip(ends, texts, strict=True), _VALUES)
    ticks = style.steps(most, 5)
    style.scale(axes, 0, most, ticks, [f"{tick:g}" for tick in ticks])
    style.write(axes, 0, -24, f"{word(prose, NAME, 'values')}, {cells.unit('USD', prose, BILLION)}", fontweight="bold")
    middles = [_ROW * (position + 0.5) for position in range(len(rows))]
    sns.barplot(
        x=ends, y=middles, orient="h", native_scale=True, width=0.56, ax=axes, color=style.STATED, saturation=1,
        legend=False, zorder=2,
    )  # fmt: skip
    axes.set(xlabel="", ylabel="")
    axes.set_yticks([])
    axes.set_ylim(_ROW * len(rows), 0)
    for bar, row, name, text, end, y in zip(axes.patches, rows, names, texts, ends, middles, strict=True):
        if row["destination"] == OTHER:
            bar.set(facecolor="white", edgecolor=style.STATED, hatch="////", linewidth=0.8)
        style.write(axes, -left * most / _VALUES, y, name, fontweight="bold")
        style.beside(axes, end, y, text, color=style.STATED)


def _shares(figure: Figure, rows: list[Row], public: list[Row], left: float, prose: Prose) -> None:
    """Shares at the right: what articles state, and references by period, the oldest pale."""
    start = left + _VALUES + _BETWEEN
    width = style.WIDTH - start - 4
    axes = style.panel(figure, start, _TOP, width, _ROW * len(rows))
    most = max([row["share_high"] for row in rows] + [row["high"] for row in public]) * 1.12
    ticks = style.steps(most, 5)
    style.scale(axes, 0, most, ticks, [f"{tick:g}%" for tick in ticks])
    style.write(axes, 0, -24, word(prose, NAME, "shares"), fontweight="bold")
    periods = sorted({str(row["period"]) for row in public})
    for position, row in enumerate(rows):
        y = _ROW * (position + 0.5)
        found = [other for other in public if other["destination"] == row["destination"]]
        ends = [row["share_low"], row["share_high"], *(other["low"] for other in found)]
        axes.plot([min(ends), max(ends)], [y, y], color=style.GRID, linewidth=2, zorder=1)
        for other in found:
            style.reference(axes, other["low"], other["high"], y, firm=other["period"] == periods[-1])
        style.stated(axes, row["share_low"], row["share_high"], y)
        _labels(axes, row, found, y, position == 0, prose)


def _labels(axes: Axes, row: Row, public: list[Row], y: float, first: bool, prose: Prose) -> None:
    """Stated shares above the marks, references below; the first row says what each mark is."""
    own = f"{row['share_high']:g}"
    words = f"{own} {word(prose, NAME, 'stated')}" if first else own
    axes.annotate(words, (row["share_high"], y), (0, 4.5), textcoords="offset points", ha="center", va="bottom",
                  fontsize=style.SMALL, color=style.STATED)  # fmt: skip
    spread = sorted(public, key=lambda other: other["low"])
    for place, other in enumerate(spread):
        text = f"{other['high']:g}"
        text = f"{text} ({formats.date(str(other['period']), prose.language)})" if first else text
        side = "center" if len(spread) == 1 else "right" if place == 0 else "left"
        shift = 0 if side == "center" else 4 if side == "right" else -4
        axes.annotate(text, (other["high"], y), (shift, -4.5), textcoords="offset points", ha=side, va="top",
                      fontsize=style.SMALL, color=style.REFERENCE_TEXT)  # fmt: skip


def _amount(row: Row, prose: Prose) -> str:
    return prose.ledger.number(row["value"], prose.language, unit=False, scale=BILLION).text if row["value"] else ""


def _said(rows: list[Row], names: list[str], public: list[Row], prose: Prose) -> list[list[str]]:
    """Each destination with its amount and its shares, for the text alternative."""
    result = []
    for row, name in zip(rows, names, strict=True):
        share = prose.ledger.number(row["share"], prose.language).text
        others = [
            f"{formats.date(str(other['period']), prose.language)} {other['high']:g}%"
            for other in public
            if other["destination"] == row["destination"]
        ]
        amount = prose.ledger.number(row["value"], prose.language).text if row["value"] else ""
        result.append([f"{name}:", ", ".join(part for part in (amount, share, *others) if part)])
    return result
