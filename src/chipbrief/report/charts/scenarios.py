"""Chart: the volume lost in each year until the horizon, one panel a state of the market, intervals as bands."""

from __future__ import annotations

import pandas as pd
import seaborn as sns  # type: ignore[import-untyped]
from matplotlib.axes import Axes

from chipbrief.analysis.scenarios import MARKET
from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Chart
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, said, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables.korea import at_horizon
from chipbrief.report.tables.korea import scenarios as scenarios_table

NAME = "scenarios"
_TOP, _HEIGHT, _LEFT, _BETWEEN, _RIGHT, _FOOT = 46.0, 128.0, 20.0, 44.0, 34.0, 16.0  # points


def scenarios(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """The central range of the draws as a band, the median as a line. Takes the frame `scenarios`."""
    rows = [row for row in records(frame) if row["measure"] == "loss-volume" and row["central_low"] is not None]
    data = scenarios_table(frame, prose)
    if not rows or data is None:
        return None
    shares = {row["scenario"]: row for row in at_horizon(frame) if row["measure"] == "home-share"}
    panels = {
        key: [row for row in rows if row["scenario"] == key] for key in dict.fromkeys(r["scenario"] for r in rows)
    }
    with style.drawing():
        picture = _drawn(panels, shares, prose)
    whole = panels.get(MARKET, next(iter(panels.values())))[-1]
    title = phrase(prose, NAME, "title", loss=whole)
    said = "; ".join(_alternative(key, panel, prose) for key, panel in panels.items())
    alt = f"{spoken(prose, NAME, 'alt')} {said}."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _drawn(panels: dict[str, list[Row]], shares: dict[str, Row], prose: Prose) -> str:
    figure = style.sheet(_TOP + _HEIGHT + _FOOT)
    most = max(row["central_high"] for rows in panels.values() for row in rows) * 1.08
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
        if key in shares:
            share = f"{word(prose, NAME, 'share')} {_number(shares[key]['estimate'], prose)}"
            axes.text(rows[0]["year"], most + 5 * points, share, fontsize=style.SMALL, color=style.SOFT,
                      url=f"#{shares[key]['estimate']}")  # fmt: skip
    figure.text(0, 1, word(prose, NAME, "axis"), fontsize=style.SMALL, color=style.SOFT, va="top")
    return style.svg(figure)


def _panel(axes: Axes, rows: list[Row]) -> None:
    """Band and median of one state."""
    years = [row["year"] for row in rows]
    low, high, medians = ([row[column] for row in rows] for column in ("central_low", "central_high", "median_value"))
    band = axes.fill_between(years, low, high, facecolor=style.SCENARIO_PALE)
    band.set(edgecolor=style.SCENARIO, linewidth=0.7, urls=[f"#{rows[-1]['central']}"])
    sns.lineplot(x=years, y=medians, ax=axes, color=style.SCENARIO, linewidth=1.8, legend=False)
    if len(set(years)) == 1:  # one year has no line
        axes.plot(years, medians, "o", color=style.SCENARIO)
    axes.set(xlabel="", ylabel="", xlim=(years[0], max(years[-1], years[0] + 1)))
    axes.set_xticks([years[0], years[-1]], [str(years[0]), str(years[-1])], fontsize=style.SMALL, color=style.SOFT)
    axes.tick_params(axis="x", length=2, color=style.SOFT, pad=2)
    first, *_, last = axes.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")


def _ends(axes: Axes, row: Row) -> None:
    """The last year's numbers at the right of a panel: the band's ends, and the median between them."""
    marks = [
        ("central_low", style.SOFT, "central"), ("median_value", style.SCENARIO, "median"),
        ("central_high", style.SOFT, "central"),
    ]  # fmt: skip
    found = [(row[column], color, row[estimate]) for column, color, estimate in marks]
    gap = (style.SIZE + 1) * axes.get_ylim()[1] / _HEIGHT
    for (value, color, entry), y in zip(found, style.spread([value for value, *_ in found], gap), strict=True):
        weight = "bold" if color == style.SCENARIO else "normal"
        with style.leads_to(entry):
            style.beside(axes, (row["year"], y), f"{value:.1f}", offset=4, color=color, fontweight=weight)


def _name(key: str, prose: Prose) -> str:
    return said(phrase(prose, NAME, f"scenario-{key}"))


def _number(id_: str, prose: Prose) -> str:
    return prose.ledger.number(id_, prose.language).text


def _alternative(key: str, rows: list[Row], prose: Prose) -> str:
    years = [f"{row['year']} {_number(row['median'], prose)} ({_number(row['central'], prose)})" for row in rows]
    return f"{_name(key, prose)}: {', '.join(years)}"
