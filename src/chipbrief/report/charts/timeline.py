"""Chart: dated events from top to bottom, what articles say beside the public record, plans last."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chipbrief.analysis.tables import Row, records, split
from chipbrief.document.nodes import Chart
from chipbrief.language import number_format
from chipbrief.model import periods
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables.method import COUNTS, event, event_kind
from chipbrief.report.tables.method import timeline as timeline_table

NAME = "timeline"
_MOST = {"stated": 7, "planned": 8, "reference": 6}  # events shown; the others are in the table
_ROW, _LINE, _SPINE, _TEXT = 11.5, 12.0, 92.0, 102.0  # points


def timeline(frame: pd.DataFrame, prose: Prose) -> Chart | None:
    """A list along a line: what articles date (dots), what they plan (triangles), public events (diamonds).

    Takes the frame `timeline`. Shown are plans, and what is close to the newest source or about what
    articles mention; a date that only says which year a number covers is left out.
    """
    rows = [row for row in records(frame) if row["role"] == "event" and periods.days(row["date"])]
    texts = {row["fact"]: text for row in rows if (text := "".join(node.text for node in event(row, prose)))}
    found = _distinct([row for row in rows if row["fact"] in texts], texts)
    data = timeline_table(frame, prose)
    if not found or data is None:
        return None
    now = max((prose.ledger.source(row["source"]).published for row in found if row["source"]), default="")
    shown = _relevant(found, texts, now)
    with style.drawing():
        picture = _drawn(shown, texts, now, len(frame) - len(shown), prose)
    dated = next((row for row in shown if len(row["date"]) > len("2025")), shown[0])
    plans = [row["fact"] for row in shown if event_kind(row) == "planned"]
    title = phrase(prose, NAME, "title", first=dated["fact"], last=plans[-1] if plans else "")
    said = [f"{number_format.date(row['date'], prose.language)}: {texts[row['fact']]}" for row in shown]
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(said) + "."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _distinct(rows: list[Row], texts: dict[str, str]) -> list[Row]:
    """Each event once: of public records with one date and the same entities the first, and of like words."""
    by_event: dict[tuple[str, str], Row] = {}
    for row in rows:
        same = row["entities"] if row["kind"] == "reference" else texts[row["fact"]]
        by_event.setdefault((row["date"], same or row["fact"]), row)
    return list(by_event.values())


def _relevant(rows: list[Row], texts: dict[str, str], now: str) -> list[Row]:
    """The events to show, in order of time."""
    mentioned = {name for row in rows if row["kind"] == "figure" for name in split(row["entities"])}
    present = _years(now) if now else max(_years(row["date"]) for row in rows)

    def weight(row: Row) -> tuple[bool, int, float]:
        """Days before years, plans with numbers before others, what articles mention, the near before the far."""
        shared = len(mentioned & set(split(row["entities"]))) if row["kind"] == "reference" else 0
        vague = COUNTS not in texts[row["fact"]] if row["planned"] else len(row["date"]) == len("2025")
        return vague, -min(shared, 2), abs(_years(row["date"]) - present)

    chosen = [
        row["fact"]
        for kind, most in _MOST.items()
        for row in sorted((row for row in rows if event_kind(row) == kind), key=weight)[:most]
    ]
    return [row for row in rows if row["fact"] in chosen]


def _years(iso: str) -> float:
    """The middle of a period in years."""
    days = periods.days(iso) or ("1970-01-01", "1970-01-01")
    ends = [int(day[:4]) + (int(day[5:7]) - 1) / 12 + int(day[8:]) / 372 for day in days]
    return sum(ends) / 2


def _drawn(rows: list[Row], texts: dict[str, str], now: str, left_out: int, prose: Prose) -> str:
    ahead = next((n for n, row in enumerate(rows) if now and (periods.days(row["date"]) or ("",))[0] > now), len(rows))
    height = _ROW * len(rows) + (_LINE if now and ahead < len(rows) else 0) + 4
    figure = style.sheet(height + (style.FOOT if left_out > 0 else 2))
    axes = style.panel(figure, 0, 0, style.WIDTH, height)
    axes.set_xlim(0, style.WIDTH)
    axes.set_xticks([])
    axes.plot([_SPINE, _SPINE], [0, height], color=style.GRID, linewidth=2, zorder=0)
    y, year = _ROW / 2, ""
    for position, row in enumerate(rows):
        if position == ahead and now:
            _now(axes, y - _ROW / 2 + _LINE / 2, now, prose)
            y += _LINE
        elif year and row["date"][:4] != year:
            axes.plot([0, style.WIDTH], [y - _ROW / 2] * 2, color=style.GRID, linewidth=0.6, zorder=0)
        year = row["date"][:4]
        again = position not in (0, ahead) and rows[position - 1]["date"] == row["date"]
        date = "" if again else number_format.date(row["date"], prose.language)
        with style.leads_to(row["fact"]):
            _event(axes, event_kind(row), date, texts[row["fact"]], y)
        y += _ROW
    if left_out > 0:
        style.foot(figure, word(prose, NAME, "more").replace("[]", str(left_out)))
    return style.svg(figure)


def _now(axes: Axes, y: float, now: str, prose: Prose) -> None:
    """The line between what had happened and what was to come when the newest source appeared."""
    words = word(prose, NAME, "now").replace("[]", number_format.date(now, prose.language))
    axes.plot([0, style.WIDTH], [y, y], color=style.INK, linewidth=0.8, zorder=1)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    style.write(axes, style.WIDTH, y, words, ha="right", fontsize=style.SMALL, color=style.SOFT, bbox=box)


def _event(axes: Axes, kind: str, date: str, text: str, y: float) -> None:
    style.write(axes, _SPINE - 9, y, date, ha="right", fontsize=style.SMALL, color=style.SOFT)
    if kind == "reference":
        style.reference(axes, _SPINE, _SPINE, y)
    elif kind == "stated":
        style.stated(axes, _SPINE, _SPINE, y)
    else:
        axes.plot([_SPINE], [y], ">", markersize=6, markerfacecolor="white", markeredgecolor=style.STATED, zorder=3,
                  url=style.entry())  # fmt: skip
    line = style.wrap(text, style.WIDTH - _TEXT, lines=1)[0]
    color = {"reference": style.REFERENCE_TEXT}.get(kind, style.INK)
    style.write(axes, _TEXT, y, line, color=color)
