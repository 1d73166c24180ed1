"""Chart: what public pages say of each chip, one panel a measure, disagreements as ranges."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chipbrief.analysis.tables import Entities, Row, records
from chipbrief.document.nodes import Chart
from chipbrief.frames.schemas import STATUS
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.comparison import METRICS
from chipbrief.report.tables.comparison import specifications as specifications_table
from chipbrief.sources.reference_tables import rows

NAME = "specifications"
PANELS = METRICS[:3]
HOME = "china"
_CHIPS = (6, 9)  # foreign and domestic chips shown; the others are in the table
_ROW, _TOP, _BETWEEN = 11.6, 30.0, 10.0  # points


def specifications(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Published values of the chips that ship, foreign ones above domestic ones, the fastest first.

    Takes the frame `specifications`; the gazetteer tells where a chip's maker is.
    """
    found = [row for row in records(frame) if row["metric"] in PANELS and row["status"] == STATUS[0]]
    facts = {(row["chip"], row["metric"]): row for row in found}
    panels = [metric for metric in PANELS if any(key[1] == metric for key in facts)]
    data = specifications_table(frame, prose)
    if not panels or data is None:
        return None
    groups, left_out = _groups(facts, panels[0])
    with style.drawing():
        picture = _drawn(groups, panels, facts, left_out, prose)
    best = [next((facts[chip, panels[0]] for chip in group if (chip, panels[0]) in facts), None) for group in groups]
    title = phrase(prose, NAME, "title", foreign=best[0], domestic=best[1])
    said = "; ".join(_alternative(chip, panels, facts, prose) for group in groups for chip in group)
    alt = f"{spoken(prose, NAME, 'alt')} {said}."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _groups(facts: dict[tuple[str, str], Row], first: str) -> tuple[list[list[str]], int]:
    """Foreign and domestic chips in the order shown, and how many are left to the table."""
    sizes: dict[str, int] = {}
    for chip, _ in facts:
        sizes[chip] = sizes.get(chip, 0) + 1

    def rank(chip: str) -> tuple[bool, bool, float, int]:
        row = facts.get((chip, first))
        low = row is None or row["confidence"] == "low"
        return row is None, low, -((row["high"] or row["low"]) if row else 0), -sizes[chip]

    def order(chip: str) -> tuple[bool, float]:
        row = facts.get((chip, first))
        return row is None, -((row["high"] or row["low"]) if row else 0)

    gazetteer = Entities.of(rows("entities"))
    result = []
    for foreign, most in zip((True, False), _CHIPS, strict=True):
        found = [chip for chip in sizes if (gazetteer.place(chip) != HOME) == foreign]
        result.append(sorted(sorted(found, key=rank)[:most], key=order))
    return result, len(sizes) - sum(map(len, result))


def _drawn(
    groups: list[list[str]], panels: list[str], facts: dict[tuple[str, str], Row], left_out: int, prose: Prose
) -> str:
    shown = [chip for group in groups for chip in group]
    left = min(max(style.name_width(cells.label(prose, chip)) for chip in shown), 0.3 * style.WIDTH)
    height = sum(style.HEAD + _ROW * len(group) for group in groups if group) + 3
    figure = style.sheet(_TOP + height + (style.FOOT if left_out > 0 else 2))
    width = (style.WIDTH - left - _BETWEEN * (len(panels) - 1)) / len(panels)
    for position, metric in enumerate(panels):
        axes = style.panel(figure, left + position * (width + _BETWEEN), _TOP, width, height)
        _scale(axes, [facts[chip, metric] for chip in shown if (chip, metric) in facts], width, prose)
        y = 0.0
        for words, group in zip(("foreign", "domestic"), groups, strict=True):
            y += style.HEAD if group else 0
            if position == 0 and group:
                _names(style.Names(axes, left, width), y, word(prose, NAME, words), group, prose)
            for chip in group:
                _value(axes, facts.get((chip, metric)), y + _ROW / 2, prose)
                y += _ROW
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _scale(axes: Axes, found: list[Row], width: float, prose: Prose) -> None:
    """Scale and head of a panel."""
    most = max((style.room([(_end(row), _number(row, prose))], width, _offset(row)) for row in found), default=1.0)
    ticks = style.steps(most, 5)
    style.scale(axes, 0, most, ticks, [f"{tick:,g}" for tick in ticks])
    head = f"{word(prose, 'metrics', found[0]['metric'])}, {found[0]['unit']}" if found else ""
    style.write(axes, 0, -22, head, fontweight="bold", fontsize=style.SMALL)


def _names(names: style.Names, y: float, heading: str, group: list[str], prose: Prose) -> None:
    names.heading(y, heading)
    for position, chip in enumerate(group):
        names.name(y + _ROW * (position + 0.5), cells.label(prose, chip))


def _value(axes: Axes, row: Row | None, y: float, prose: Prose) -> None:
    if row is None:
        style.write(axes, 0, y, "–", color=style.SOFT)
        return
    firm = row["confidence"] != "low"
    color = style.INK if firm else style.SOFT
    with style.leads_to(row["fact"]):
        style.reference(axes, row["low"], row["high"], y, firm=firm)
        style.beside(axes, (_end(row), y), _number(row, prose), offset=_offset(row), color=color)


def _end(row: Row) -> float:
    return float(row["low"] if row["high"] is None else row["high"])


def _offset(row: Row) -> float:
    """Points between a mark's end and its label; an open interval's arrow lies between them."""
    return 6 if row["high"] is not None else style.OPEN + 4


def _number(row: Row, prose: Prose) -> str:
    return prose.ledger.number(row["fact"], prose.language, unit=False).text


def _alternative(chip: str, panels: list[str], facts: dict[tuple[str, str], Row], prose: Prose) -> str:
    found = [(metric, facts[chip, metric]) for metric in panels if (chip, metric) in facts]
    parts = [f"{word(prose, 'metrics', metric)} {_number(row, prose)} {row['unit']}" for metric, row in found]
    return f"{cells.label(prose, chip)}: {', '.join(parts)}"
