"""Chart: the loss in each year until the horizon, one panel a scenario, intervals as bands."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns  # type: ignore[import-untyped]
from matplotlib.axes import Axes

from chipbrief.analysis.tables import records
from chipbrief.document.nodes import Chart
from chipbrief.report import tables as report_tables
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, said, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.korea import BILLION, at_horizon

Row = dict[str, Any]
NAME = "scenarios"
CHOSEN = "chosen"
_TOP, _HEIGHT, _LEFT, _BETWEEN, _RIGHT, _FOOT = 46.0, 128.0, 20.0, 44.0, 34.0, 16.0  # points


def scenarios(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """The whole interval pale, nine draws of ten dark, the median as a line. Takes the frame `scenarios`.

    The chosen scenario has no panel of its own where it is one of the others.
    """
    rows = [row for row in records(frame) if row["measure"] == "loss"]
    data = report_tables.scenarios(frame, prose)
    if not rows or data is None:
        return None
    shares = {row["scenario"]: row for row in at_horizon(frame) if row["measure"] == "domestic-share"}
    shown = _shown(rows, shares)
    with style.drawing():
        picture = _drawn({key: [row for row in rows if row["scenario"] == key] for key in shown}, shares, prose)
    last = {row["scenario"]: row for row in at_horizon(frame) if row["measure"] == "loss"}
    about = CHOSEN if CHOSEN in last else shown[0]
    title = phrase(prose, NAME, "title", loss=last[about], share=shares[about])
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_said(key, rows, shares, prose) for key in shown) + "."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _shown(rows: list[Row], shares: dict[str, Row]) -> list[str]:
    """The scenarios in their order, without a chosen one that repeats another."""
    keys = list(dict.fromkeys(row["scenario"] for row in rows))
    others = [(shares[key]["low"], shares[key]["high"]) for key in keys if key != CHOSEN]
    return [key for key in keys if key != CHOSEN or (shares[key]["low"], shares[key]["high"]) not in others]


def _drawn(panels: dict[str, list[Row]], shares: dict[str, Row], prose: Prose) -> str:
    figure = style.sheet(_TOP + _HEIGHT + _FOOT)
    most = max(row["high"] for rows in panels.values() for row in rows) / BILLION * 1.05
    width = (style.WIDTH - _LEFT - _RIGHT - _BETWEEN * (len(panels) - 1)) / len(panels)
    for position, (key, rows) in enumerate(panels.items()):
        axes = style.panel(figure, _LEFT + position * (width + _BETWEEN), _TOP, width, _HEIGHT)
        axes.set_ylim(0, most)
        ticks = style.steps(most, 6)
        axes.set_yticks(ticks, [f"{tick:g}" if position == 0 else "" for tick in ticks], fontsize=style.SMALL)
        axes.tick_params(axis="y", length=0, pad=3, labelcolor=style.SOFT)
        axes.grid(axis="y", color=style.GRID, linewidth=0.6)
        axes.set_axisbelow(True)
        _panel(axes, rows)
        _ends(axes, rows[-1])
        points = most / _HEIGHT
        axes.text(rows[0]["year"], most + 15 * points, _name(key, prose), fontweight="bold", fontsize=style.SIZE)
        share = f"{word(prose, NAME, 'share')} {_number(shares[key]['estimate'], prose)}"
        axes.text(rows[0]["year"], most + 5 * points, share, fontsize=style.SMALL, color=style.SOFT)
    head = f"{word(prose, NAME, 'axis')}, {cells.unit('USD', prose, BILLION)}"
    figure.text(0, 1, head, fontsize=style.SMALL, color=style.SOFT, va="top")
    return style.svg(figure)


def _panel(axes: Axes, rows: list[Row]) -> None:
    """Bands and median of one scenario."""
    years = [row["year"] for row in rows]
    low, high, inner_low, inner_high = (
        [row[end] / BILLION for row in rows if row[end] is not None]
        for end in ("low", "high", "central_low", "central_high")
    )
    whole = axes.fill_between(years, low, high, facecolor=style.SCENARIO_WASH, edgecolor=style.SCENARIO_PALE)
    whole.set(hatch="////", linewidth=0.7)
    if len(inner_low) == len(years):
        inner = axes.fill_between(years, inner_low, inner_high, facecolor=style.SCENARIO_PALE)
        inner.set(edgecolor=style.SCENARIO, linewidth=0.7)
        medians = [row["median_value"] / BILLION for row in rows]
        sns.lineplot(x=years, y=medians, ax=axes, color=style.SCENARIO, linewidth=1.8, legend=False)
    axes.set(xlabel="", ylabel="", xlim=(years[0], years[-1]))
    axes.set_xticks([years[0], years[-1]], [str(years[0]), str(years[-1])], fontsize=style.SMALL, color=style.SOFT)
    axes.tick_params(axis="x", length=2, color=style.SOFT, pad=2)
    first, *_, last = axes.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")


def _ends(axes: Axes, row: Row) -> None:
    """The last year's numbers at the right of a panel: the interval's ends, and the median between them."""
    marks = [("low", style.SOFT), ("median_value", style.SCENARIO), ("high", style.SOFT)]
    found = [(row[column] / BILLION, color) for column, color in marks if row[column] is not None]
    gap = (style.SIZE + 1) * axes.get_ylim()[1] / _HEIGHT
    for (value, color), y in zip(found, style.spread([value for value, _ in found], gap), strict=True):
        weight = "bold" if color == style.SCENARIO else "normal"
        style.beside(axes, (row["year"], y), f"{value:.1f}", offset=4, color=color, fontweight=weight)


def _name(key: str, prose: Prose) -> str:
    return said(phrase(prose, NAME, f"scenario-{key}"))


def _number(id_: str, prose: Prose) -> str:
    return prose.ledger.number(id_, prose.language).text


def _said(key: str, rows: list[Row], shares: dict[str, Row], prose: Prose) -> str:
    found = [row for row in rows if row["scenario"] == key]
    years = [
        f"{row['year']} {_number(row['estimate'], prose)}"
        + (f" ({word(prose, NAME, 'median')} {_number(row['median'], prose)})" if row["median"] else "")
        for row in found
    ]
    return f"{_name(key, prose)} ({_number(shares[key]['estimate'], prose)}): {', '.join(years)}"
