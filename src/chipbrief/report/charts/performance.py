"""Chart: how fast one chip is beside another, as articles state it and as published peaks have it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import pandas as pd
from matplotlib.axes import Axes

from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Chart
from chipbrief.language import number_format
from chipbrief.model import Estimate
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.comparison import PERCENT
from chipbrief.report.tables.comparison import performance as performance_table

NAME = "performance"
PEAKS = "peaks"
_GROUPS, _PEAKS = 7, 12  # pairs shown; more are in the table
_FAR, _WIDE = 1.5, 4  # a value above the second that is so many times the next below it stands beyond the scale
_LANE, _GAP, _TOP = 12.2, 5.0, 26.0  # points


@dataclass(frozen=True, slots=True)
class Lane:
    """One mark with its label, and what it is; `second` is the other reading of an ambiguous statement."""

    published: bool
    low: float | None
    high: float | None
    label: str
    what: str = ""
    second: float | None = None
    firm: bool = True
    entry: str | None = None  # of the evidence


@dataclass(frozen=True, slots=True)
class Group:
    """The lanes of one pair, with its names."""

    subject: str
    versus: str
    lanes: list[Lane] = field(default_factory=list)


def performance(stated: pd.DataFrame, pairs: pd.DataFrame, prose: Prose) -> Chart | None:
    """Statements as dots and bars, the ratio of published peaks as diamonds, on one scale where the rival is 100 %.

    Takes the frames `performance` and `pairs`; None without statements.
    """
    by_pair = {(row["subject"], row["versus"]): row for row in records(pairs)}
    rated = _rated(records(stated))
    data = performance_table(stated, pairs, prose)
    if not rated or data is None:
        return None
    groups = [_group(pair, rows, by_pair.get(pair, {}), prose) for pair, rows in list(rated.items())[:_GROUPS]]
    best = _finding(rated, by_pair)
    with style.drawing():
        picture = _drawn(groups, len(rated) - _GROUPS, prose)
    alt = spoken(prose, NAME, "alt") + " " + ". ".join(map(_alternative, groups)) + "."
    return Chart(NAME, phrase(prose, NAME, "title", **best), picture, alt, phrase(prose, NAME, "note"), data)


def peaks(stated: pd.DataFrame, pairs: pd.DataFrame, prose: Prose) -> Chart | None:
    """Published peaks of all chips beside the rival that sources use most, also of chips that none rates.

    Takes the frames `performance` and `pairs`; None where no such pair has published peaks.
    """
    rows = _published_beside(_rated(records(stated)), records(pairs))
    data = performance_table(stated, pairs, prose, complete=True)
    if not rows or data is None:
        return None
    groups = [_group((row["subject"], row["versus"]), [], row, prose) for row in rows[:_PEAKS]]
    firm = next((row for row in rows if row["confidence"] != "low"), rows[0])
    with style.drawing():
        picture = _drawn(groups, len(rows) - _PEAKS, prose)
    alt = spoken(prose, PEAKS, "alt") + " " + ". ".join(map(_alternative, groups)) + "."
    title = phrase(prose, PEAKS, "title", best=firm)
    return Chart(PEAKS, title, picture, alt, phrase(prose, PEAKS, "note"), replace(data, name=PEAKS))


def _rated(rows: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Statements by pair: single chips first, then by rival, the faster first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["subject"], row["versus"]), []).append(row)
    rivals = list(dict.fromkeys(row["versus"] for row in rows))

    def order(pair: tuple[str, str]) -> tuple[bool, int, float]:
        found = groups[pair]
        return found[0]["level"] != "chip", rivals.index(pair[1]), -max(row["high"] or row["low"] or 0 for row in found)

    return {pair: groups[pair] for pair in sorted(groups, key=order)}


def _published_beside(rated: dict[tuple[str, str], list[Row]], pairs: list[Row]) -> list[Row]:
    """Pairs with the rival that sources use most and published peaks, the fastest chip first."""
    chips = [pair for pair, rows in rated.items() if rows[0]["level"] == "chip"]
    if not chips:
        return []
    rival = max(chips, key=lambda pair: len(rated[pair]))[1]
    found = [row for row in pairs if row["published"] and row["versus"] == rival and row["published_low"] is not None]
    return sorted(found, key=lambda row: -row["published_low"])


def _group(pair: tuple[str, str], rows: list[Row], derived: Row, prose: Prose) -> Group:
    versus = spoken(prose, NAME, "versus", rival=pair[1], id=rows[0]["figure"] if rows else derived["estimate"])
    lanes = [_stated(row, prose) for row in rows]
    if derived.get("published"):
        lanes.append(_published(derived, prose))
    return Group(cells.label(prose, pair[0]), versus, lanes)


def _stated(row: Row, prose: Prose) -> Lane:
    plain = row["reading"] in ("as stated", "ambiguous")
    ends = [float("-inf") if row["low"] is None else row["low"], float("inf") if row["high"] is None else row["high"]]
    label = (
        prose.ledger.number(row["figure"], prose.language).text
        if plain
        else number_format.number(Estimate("", ends[0], ends[1], "x"), prose.language)
    )
    second = row["alternative_high"] if row["reading"] == "ambiguous" else None
    if second is not None:
        alternative = number_format.number(Estimate("", second, second, "x"), prose.language, hedge=False)
        label += " " + word(prose, NAME, "second").replace("[]", alternative)
    what = "" if row["metric"] == NAME else cells.label(prose, row["metric"])
    return Lane(False, row["low"], row["high"], label, what, second, entry=row["figure"])


def _published(row: Row, prose: Prose) -> Lane:
    low, high = (_whole(row[f"published_{end}"]) for end in ("low", "high"))
    ratio = Estimate("", -math.inf if low is None else low, math.inf if high is None else high, "x")
    text = number_format.number(ratio, prose.language, unit=False, scale=PERCENT, hedge=high is None)
    firm = row["confidence"] != "low"
    what = word(prose, NAME, "published" if firm else "doubtful")
    return Lane(True, row["published_low"], row["published_high"], f"{text}%", what, firm=firm, entry=row["published"])


def _whole(ratio: float | None) -> float | None:
    """A ratio to the whole per cent, which is all that a mark can show."""
    return None if ratio is None else round(ratio, 2)


def _finding(rated: dict[tuple[str, str], list[Row]], by_pair: dict[tuple[str, str], Row]) -> Row:
    """What the title is about: of the pairs that have most beside them, the first."""
    pair = max(rated, key=lambda pair: (bool(by_pair.get(pair, {}).get("published")), len(rated[pair])))
    row = by_pair.get(pair, {})
    return {
        "subject": pair[0],
        "versus": pair[1],
        "figure": rated[pair][0]["figure"],
        "stated": row.get("estimate"),
        "published": _relation(row) if row.get("published") else "",
    }


def _relation(row: Row) -> str:
    """Whether published peaks put a chip `higher` or `lower` than what is stated, or `within`."""
    if row["high"] is not None and (row["published_low"] or 0) > row["high"]:
        return "higher"
    return "lower" if (row["published_high"] or math.inf) < (row["low"] or 0) else "within"


def _drawn(groups: list[Group], left_out: int, prose: Prose) -> str:
    texts = _texts(groups)
    left = min(max(style.name_width(group.subject, group.versus) for group in groups), 0.42 * style.WIDTH)
    heights = [_LANE * len(group.lanes) + _GAP for group in groups]
    width, height = style.WIDTH - left - 4, sum(heights)
    figure = style.sheet(_TOP + height + (style.FOOT if left_out > 0 else 2))
    axes = style.panel(figure, left, _TOP, width, height)
    found = [lane for group in groups for lane in group.lanes]
    within = _within([_end(lane) for lane in found])
    near = [lane for lane in found if _end(lane) <= within]
    most = max(style.room([(_end(lane), texts[lane])], width, _offset(lane)) for lane in near)
    most = max(most, style.room([(1.0, "")], width))
    ticks = style.steps(most)
    style.scale(axes, 0, most, ticks, [f"{tick:.0%}" for tick in ticks])
    axes.axvspan(0, 1, color=style.SHADE, linewidth=0, zorder=0)
    axes.text(1, -14, word(prose, NAME, "parity"), fontsize=style.SMALL, color=style.INK, ha="center", va="bottom")
    figure.text(0, 1, word(prose, NAME, "axis"), fontsize=style.SMALL, color=style.SOFT, va="top")
    names = style.Names(axes, left, width)
    y = 0.0
    for group, tall in zip(groups, heights, strict=True):
        names.line(y)
        names.name(y + tall / 2, group.subject, group.versus)
        for position, lane in enumerate(group.lanes):
            height = y + _GAP / 2 + _LANE * (position + 0.5)
            with style.leads_to(lane.entry):
                if _end(lane) <= within:
                    _lane(axes, lane, texts[lane], height)
                else:
                    style.beyond(axes, texts[lane], height, style.REFERENCE_TEXT if lane.published else style.STATED)
        y += tall
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _within(ends: list[float]) -> float:
    """The end of the scale: where a few values lie far above all others, the greatest of the others."""
    ordered = sorted(ends)
    few = len(ordered) - len(ordered) // 3
    jumps = (place for place in range(few, len(ordered)) if ordered[place] > max(_FAR * ordered[place - 1], _WIDE))
    return ordered[next(jumps, len(ordered)) - 1]


def _texts(groups: list[Group]) -> dict[Lane, str]:
    """Each lane's label; what a mark is stands at the first of its sort only."""
    texts, titles = {}, set()
    for lane in (lane for group in groups for lane in group.lanes):
        texts[lane] = lane.label if lane.what in titles else _full(lane)
        titles |= {lane.what} if lane.published else set()
    return texts


def _full(lane: Lane) -> str:
    return f"{lane.label} · {lane.what}" if lane.what else lane.label


def _lane(axes: Axes, lane: Lane, text: str, y: float) -> None:
    end, offset = _end(lane), _offset(lane)
    if lane.published:
        style.reference(axes, lane.low, lane.high, y, firm=lane.firm)
        style.beside(axes, (end, y), text, color=style.REFERENCE_TEXT, offset=offset)
        return
    if lane.second is not None:
        axes.plot([lane.low or 0, lane.second], [y, y], ":", color=style.STATED, linewidth=1.2, zorder=2)
        axes.plot([lane.second], [y], "o", color=style.STATED, markersize=5.2, markerfacecolor="white", zorder=3)
    style.stated(axes, lane.low, lane.high, y)
    style.beside(axes, (end, y), text, color=style.STATED, offset=offset)


def _end(lane: Lane) -> float:
    return max(value for value in (lane.low, lane.high, lane.second, 0.0) if value is not None)


def _offset(lane: Lane) -> float:
    """Points between a mark's end and its label; an open interval's arrow lies between them."""
    return 8 if lane.high is not None else style.OPEN + 6


def _alternative(group: Group) -> str:
    return f"{group.subject} {group.versus}: " + ", ".join(map(_full, group.lanes))
