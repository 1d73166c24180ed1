"""Chart: the makers of chips, each between who makes its chips, what they stand in for, and who takes them."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chipbrief.analysis.landscape import Maker, likely
from chipbrief.analysis.landscape import makers as makers_of
from chipbrief.analysis.tables import Entities, Row
from chipbrief.document.nodes import Chart
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables.landscape import makers as makers_table
from chipbrief.sources.reference_tables import rows

NAME = "landscape"
_MAKERS = 8
_THINGS = 3  # in a place of the picture; the table has all
_ROW, _TOP = 34.0, 20.0  # points
_COLUMNS = (("made-at", 0.0, 92.0), ("maker", 112.0, 112.0), ("replaces", 246.0, 84.0), ("customers", 350.0, 103.0))
"""Name, left edge and width of each column, in points."""


def landscape(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """Who makes what: one row a maker, from where its chips are made to who takes them. Takes `relation_claims`."""
    found = [maker for maker in makers_of(likely(frame), _entities()) if _shown(maker)][:_MAKERS]
    data = makers_table(frame, prose)
    if not found or data is None:
        return None
    with style.drawing():
        picture = _drawn(found, prose)
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(_alternative(maker, prose) for maker in found) + "."
    return Chart(NAME, phrase(prose, NAME, "title"), picture, alt, phrase(prose, NAME, "note"), data)


def _entities() -> Entities:
    return Entities.of(rows("entities"))


def _shown(maker: Maker) -> bool:
    return bool(maker.made_at or maker.replaces or maker.customers)


def _drawn(found: list[Maker], prose: Prose) -> str:
    height = _ROW * len(found) + 4
    figure = style.sheet(_TOP + height)
    axes = style.panel(figure, 0, 0, style.WIDTH, _TOP + height)
    axes.set_xlim(0, style.WIDTH)
    axes.set_xticks([])
    for name, left, _ in _COLUMNS:
        style.write(axes, left, 8, word(prose, NAME, name), fontsize=style.SMALL, color=style.SOFT)
    for number, maker in enumerate(found):
        _lane(axes, maker, _TOP + _ROW * number, prose)
    return style.svg(figure)


def _lane(axes: Axes, maker: Maker, top: float, prose: Prose) -> None:
    """A maker's row: its name with its chips, and what stands in the other columns, joined by arrows."""
    middle = top + _ROW / 2
    axes.plot([0, style.WIDTH], [top, top], color=style.GRID, linewidth=0.6)
    _, left, width = _COLUMNS[1]
    style.write(axes, left, middle - 6, _cut(_name(maker.id, prose), width, bold=True), fontweight="bold")
    chips = _cut(_names([row["object"] for row in maker.named(_entities())], prose), width, size=style.SMALL)
    style.write(axes, left, middle + 6, chips, fontsize=style.SMALL, color=style.STATED)
    told = (
        (_COLUMNS[0], [row["object"] for row in maker.made_at], True),
        (_COLUMNS[2], [row["object"] for row in maker.replaces], False),
        (_COLUMNS[3], _takers(maker), False),
    )
    for (_, start, room), ids, before in told:
        if ids:
            lines = style.wrap(_names(ids, prose), room, style.SMALL, lines=2)
            for line, words in enumerate(lines):
                place = middle + 9.5 * (line - (len(lines) - 1) / 2)
                style.write(axes, start, place, words, fontsize=style.SMALL)
            ends = (start + room + 2, left - 4) if before else (start - 16, start - 4)
            _arrow(axes, ends, middle)


def _arrow(axes: Axes, ends: tuple[float, float], y: float) -> None:
    arrow = {"arrowstyle": "-|>,head_width=0.2,head_length=0.35", "color": style.SOFT, "linewidth": 0.8}
    axes.annotate("", (ends[1], y), (ends[0], y), arrowprops=arrow | {"shrinkA": 0, "shrinkB": 0})


def _takers(maker: Maker) -> list[str]:
    return [str(row["object"] if row["relation"] == "supplies" else row["subject"]) for row in maker.customers]


def _names(ids: list[str], prose: Prose) -> str:
    return ", ".join(dict.fromkeys(_name(id_, prose) for id_ in ids[:_THINGS]))


def _name(id_: str, prose: Prose) -> str:
    return prose.names.spelled(id_, prose.language)


def _cut(words: str, width: float, size: float = style.SIZE, *, bold: bool = False) -> str:
    return style.wrap(words, width, size, lines=1, bold=bold)[0]


def _alternative(maker: Maker, prose: Prose) -> str:
    """A maker's row in words."""

    def told(key: str, ids: list[str]) -> str:
        return f", {word(prose, NAME, key)} {_names(ids, prose)}" if ids else ""

    chips: list[Row] = maker.named(_entities())
    parts = [
        _name(maker.id, prose) + told("chips", [row["object"] for row in chips]),
        told("made-at", [row["object"] for row in maker.made_at]),
        told("replaces", [row["object"] for row in maker.replaces]),
        told("customers", _takers(maker)),
    ]
    return "".join(parts)
