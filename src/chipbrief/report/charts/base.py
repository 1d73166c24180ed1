"""Chart: chip exports by year and month, and memory's part of them."""

from __future__ import annotations

import pandas as pd
import seaborn as sns  # type: ignore[import-untyped]
from matplotlib.axes import Axes

from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Chart
from chipbrief.language import number_format
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.korea import base as base_table

NAME = "base"
_TOP, _HEIGHT, _FOOT, _BETWEEN = 30.0, 96.0, 16.0, 26.0  # points
_YEARS, _MONTHS = 9, 20  # bars shown, the newest
_LABELLED = 3  # every so many months has its name


def base(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Bars of exports: years at the left, months at the right; memory's share stands in the bars of the years."""
    rows = records(frame)
    data = base_table(frame, prose)
    years = [row for row in rows if row["measure"] == "year"][-_YEARS:]
    months = [row for row in rows if row["measure"] == "month"][-_MONTHS:]
    if data is None or not years:
        return None
    memory = {row["period"]: row["low"] for row in rows if row["measure"] == "memory"}
    with style.drawing():
        figure = style.sheet(_TOP + _HEIGHT + _FOOT)
        left = 0.46 * style.WIDTH if months else style.WIDTH
        axes = style.panel(figure, 0, _TOP, left, _HEIGHT)
        _bars(axes, years, word(prose, NAME, "years"), prose, 1)
        for row in years:
            if row["period"] in memory:
                share, place = f"{memory[row['period']]:.0f}%", int(row["period"]) - int(years[0]["period"])
                foot = row["low"] / cells.money_scale(prose) * 0.04
                axes.text(place, foot, share, ha="center", va="bottom", color="white",
                          fontsize=style.SMALL)  # fmt: skip
        if months:
            start = left + _BETWEEN
            axes = style.panel(figure, start, _TOP, style.WIDTH - start, _HEIGHT)
            _bars(axes, months, word(prose, NAME, "months"), prose, _LABELLED)
        picture = style.svg(figure)
    title = phrase(prose, NAME, "title", last=years[-1], month=months[-1] if months else None)
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_alternative(row, prose) for row in [*years, *months]) + "."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _bars(axes: Axes, rows: list[Row], head: str, prose: Prose, every: int) -> None:
    """Upright bars with their values above the first, the last and the highest one."""
    size = cells.money_scale(prose)
    values = [row["low"] / size for row in rows]
    most = max(values) * 1.12
    places = [_number(row["period"]) - _number(rows[0]["period"]) for row in rows]  # a gap where nothing is known
    sns.barplot(x=places, y=values, native_scale=True, width=0.72, ax=axes, color=style.REFERENCE_PALE, saturation=1,
                legend=False)  # fmt: skip
    for bar, row in zip(axes.patches, rows, strict=True):
        bar.set(facecolor=style.REFERENCE, linewidth=0, url=f"#{row['fact']}")
    axes.set(xlabel="", ylabel="", xlim=(-0.6, places[-1] + 0.6), ylim=(0, most))
    axes.set_yticks([])
    named = [
        (place, row["period"]) for place, row in zip(places, rows, strict=True) if (places[-1] - place) % every == 0
    ]
    axes.set_xticks([place for place, _ in named], [_short(period) for _, period in named], fontsize=style.SMALL)
    axes.tick_params(axis="x", length=0, pad=3, labelcolor=style.SOFT)
    if every > 1 and named[-1][0] == places[-1]:
        axes.get_xticklabels()[-1].set_horizontalalignment("right")  # it would stand out of the chart
    shown = {0, len(rows) - 1, values.index(max(values))} if every > 1 else range(len(rows))
    for position in shown:
        axes.text(places[position], values[position] + most * 0.015, f"{values[position]:,.0f}", ha="center",
                  va="bottom", fontsize=style.SMALL)  # fmt: skip
    unit = cells.unit("USD", prose, size)
    axes.text(-0.6, most * 1.14, f"{head}, {unit}", fontweight="bold", fontsize=style.SMALL, va="bottom")


def _number(period: str) -> int:
    """A year, or a month counted from the year zero."""
    year, _, month = period.partition("-")
    return 12 * int(year) + int(month) if month else int(year)


def _short(period: str) -> str:
    """A year as its four digits, a month as `’26.5` is read in tables: `2026.5`."""
    return period if len(period) == len("2025") else f"{period[:4]}.{int(period[5:7])}"


def _alternative(row: Row, prose: Prose) -> str:
    value = prose.ledger.number(row["fact"], prose.language).text
    return f"{number_format.date(row['period'], prose.language)}: {value}"
