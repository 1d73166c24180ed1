"""Chart: what public pages say of each chip, one panel a measure, disagreements as ranges."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from chipbrief.analysis.tables import Entities, records
from chipbrief.report import cells
from chipbrief.report import tables as report_tables
from chipbrief.report.captions import phrase, spoken, word
from chipbrief.report.charts import style
from chipbrief.report.document import Chart
from chipbrief.report.prose import Prose
from chipbrief.sources.tables import rows

Row = dict[str, Any]
NAME = "specifications"
PANELS = report_tables.METRICS[:3]
HOME = "china"
_CHIPS = (6, 9)  # foreign and domestic chips shown; the others are in the table
_ROW, _TOP, _HEAD, _BETWEEN = 11.6, 30.0, 13.0, 10.0  # points


def specifications(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Published values by chip, foreign chips above domestic ones, the fastest first.

    Takes the frame `specifications`; the gazetteer tells where a chip's maker is.
    """
    facts = {(row["chip"], row["metric"]): row for row in records(frame) if row["metric"] in PANELS}
    panels = [metric for metric in PANELS if any(key[1] == metric for key in facts)]
    data = report_tables.specifications(frame, prose)
    if not panels or data is None:
        return None
    groups, left_out = _groups(facts, panels[0])
    with style.drawing():
        picture = _drawn(groups, panels, facts, left_out, prose)
    best = [next((facts[chip, panels[0]] for chip in group if (chip, panels[0]) in facts), None) for group in groups]
    title = phrase(prose, NAME, "title", foreign=best[0], domestic=best[1])
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_said(chip, panels, facts, prose) for g in groups for chip in g)
    return Chart(NAME, title, picture, alt + ".", phrase(prose, NAME, "note"), data)


def _groups(facts: dict[tuple[str, str], Row], first: str) -> tuple[list[list[str]], int]:
    """Foreign and domestic chips in the order shown, and how many are left to the table."""
    known: dict[str, int] = {}
    for chip, _ in facts:
        known[chip] = known.get(chip, 0) + 1

    def rank(chip: str) -> tuple[bool, bool, float, int]:
        row = facts.get((chip, first))
        low = row is None or row["confidence"] == "low"
        return row is None, low, -((row["high"] or row["low"]) if row else 0), -known[chip]

    def order(chip: str) -> tuple[bool, float]:
        row = facts.get((chip, first))
        return row is None, -((row["high"] or row["low"]) if row else 0)

    gazetteer = Entities.of(rows("entities"))
    result = []
    for foreign, most in zip((True, False), _CHIPS, strict=True):
        found = [chip for chip in known if (gazetteer.place(chip) != HOME) == foreign]
        result.append(sorted(sorted(found, key=rank)[:most], key=order))
    return result, len(known) - sum(map(len, result))


def _drawn(
    groups: list[list[str]], panels: list[str], facts: dict[tuple[str, str], Row], left_out: int, prose: Prose
) -> str:
    shown = [group for group in groups if group]
    names = {chip: cells.label(prose, chip) for group in shown for chip in group}
    left = min(max(style.text_width(text, bold=True) for text in names.values()) + 10, 0.3 * style.WIDTH)
    height = sum(_HEAD + _ROW * len(group) for group in shown) + 3
    foot = style.FOOT if left_out > 0 else 0
    figure = style.sheet(_TOP + height + foot + 2)
    width = (style.WIDTH - left - _BETWEEN * (len(panels) - 1)) / len(panels)
    for position, metric in enumerate(panels):
        axes = style.panel(figure, left + position * (width + _BETWEEN), _TOP, width, height)
        found = [facts.get((chip, metric)) for group in shown for chip in group]
        _panel(axes, [row for row in found if row], metric, width, prose)
        y = 0.0
        for foreign, group in zip((True, False), groups, strict=True):
            if group:
                if position == 0:
                    _heading(axes, y, foreign, left, width, prose)
                    _names(axes, group, names, y + _HEAD, left, width)
                _values(axes, group, metric, facts, y + _HEAD, prose)
                y += _HEAD + _ROW * len(group)
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _panel(axes: Axes, found: list[Row], metric: str, width: float, prose: Prose) -> None:
    """Scale and head of a panel."""
    most = style.room([(row["high"] or row["low"], _value(row, prose)) for row in found], width, 13)
    ticks = style.steps(most, 5)
    style.scale(axes, 0, most, ticks, [f"{tick:,g}" for tick in ticks])
    head = f"{word(prose, 'metrics', metric)}, {found[0]['unit']}"
    style.write(axes, 0, -22, head, fontweight="bold", fontsize=style.SMALL)


def _heading(axes: Axes, y: float, foreign: bool, left: float, width: float, prose: Prose) -> None:
    points = axes.get_xlim()[1] / width
    words = word(prose, NAME, "foreign" if foreign else "domestic")
    style.write(axes, -left * points, y + _HEAD / 2 - 0.5, words, fontsize=style.SMALL, color=style.SOFT)
    ends = [-left * points, (style.WIDTH - left) * points]
    axes.plot(ends, [y + _HEAD - 1] * 2, color=style.SOFT, linewidth=0.6, clip_on=False)


def _names(axes: Axes, group: list[str], names: dict[str, str], top: float, left: float, width: float) -> None:
    points = axes.get_xlim()[1] / width
    for position, chip in enumerate(group):
        text = style.wrap(names[chip], left - 6, lines=1, bold=True)[0]
        style.write(axes, -left * points, top + _ROW * (position + 0.5), text, fontweight="bold")


def _values(
    axes: Axes, group: list[str], metric: str, facts: dict[tuple[str, str], Row], top: float, prose: Prose
) -> None:
    for position, chip in enumerate(group):
        row, y = facts.get((chip, metric)), top + _ROW * (position + 0.5)
        if row is None:
            style.write(axes, 0, y, "–", color=style.SOFT)
            continue
        style.reference(axes, row["low"], row["high"], y, firm=row["confidence"] != "low")
        offset = 6 if row["high"] is not None else 24
        color = style.INK if row["confidence"] != "low" else style.SOFT
        style.beside(axes, row["high"] or row["low"], y, _value(row, prose), offset=offset, color=color)


def _value(row: Row, prose: Prose) -> str:
    return prose.ledger.number(row["fact"], prose.language, unit=False).text


def _said(chip: str, panels: list[str], facts: dict[tuple[str, str], Row], prose: Prose) -> str:
    found = [(metric, facts[chip, metric]) for metric in panels if (chip, metric) in facts]
    parts = [f"{word(prose, 'metrics', metric)} {_value(row, prose)} {row['unit']}" for metric, row in found]
    return f"{cells.label(prose, chip)}: {', '.join(parts)}"
