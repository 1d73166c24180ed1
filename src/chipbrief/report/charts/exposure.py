"""Chart: where exports go, in US dollars, and how the shares compare with public statistics."""

from __future__ import annotations

import pandas as pd
import seaborn as sns  # type: ignore[import-untyped]
from matplotlib.axes import Axes

from chipbrief.analysis.exposure import OTHER
from chipbrief.analysis.tables import Row, records
from chipbrief.document.nodes import Chart
from chipbrief.language import number_format
from chipbrief.report.charts import style
from chipbrief.report.prose.captions import phrase, said, spoken, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.korea import destination
from chipbrief.report.tables.korea import exposure as exposure_table

NAME = "exposure"
_ROWS = 10
_LINE, _TOP, _VALUES, _BETWEEN = 9.4, 34.0, 150.0, 24.0  # points


def exposure(frame: pd.DataFrame, shares: pd.DataFrame, prose: Prose) -> Chart | None:
    """Bars of exports by destination, the remainder hatched; beside them stated shares and those of references.

    Takes the frames `exposure` and `shares`.
    """
    rows = records(frame)[:_ROWS]
    data = exposure_table(frame, shares, prose)
    if not rows or data is None:
        return None
    public = [row for row in records(shares) if row["kind"] == "reference"]
    names = [said(destination(prose, row)) for row in rows]
    with style.drawing():
        most = max(sum(share["destination"] == row["destination"] for share in public) for row in rows)
        tall = _LINE * (most + 1) + 5
        figure = style.sheet(_TOP + tall * len(rows) + 3)
        left = min(max(style.text_width(name, bold=True) for name in names) + 12, 130.0)
        _values(style.panel(figure, left, _TOP, _VALUES, tall * len(rows)), rows, names, left, prose)
        start = left + _VALUES + _BETWEEN
        width = style.WIDTH - start - 4
        _shares(style.panel(figure, start, _TOP, width, tall * len(rows)), rows, public, width, prose)
        picture = style.svg(figure)
    first = max((row for row in rows if row["destination"] != OTHER), key=lambda row: row["share_high"])
    title = phrase(prose, NAME, "title", first=first)
    alt = spoken(prose, NAME, "alt") + " " + "; ".join(map(" ".join, _alternative(rows, names, public, prose))) + "."
    return Chart(NAME, title, picture, alt, phrase(prose, NAME, "note"), data)


def _values(axes: Axes, rows: list[Row], names: list[str], left: float, prose: Prose) -> None:
    """The bars at the left, with the destinations' names."""
    height = axes.get_ylim()[0]
    texts = [_amount(row, prose) for row in rows]
    size = cells.money_scale(prose)
    ends = [(row["value_high"] or 0) / size for row in rows]
    most = style.room(zip(ends, texts, strict=True), _VALUES)
    ticks = style.steps(most, 5)
    style.scale(axes, 0, most, ticks, [f"{tick:,g}" for tick in ticks])
    style.write(axes, 0, -24, f"{word(prose, NAME, 'values')}, {cells.unit('USD', prose, size)}", fontweight="bold")
    middles = [height / len(rows) * (position + 0.5) for position in range(len(rows))]
    sns.barplot(
        x=ends, y=middles, orient="h", native_scale=True, width=0.5, ax=axes, color=style.STATED, saturation=1,
        legend=False, zorder=2,
    )  # fmt: skip
    axes.set(xlabel="", ylabel="")
    axes.set_yticks([])
    axes.set_ylim(height, 0)
    for bar, row, name, text, end, y in zip(axes.patches, rows, names, texts, ends, middles, strict=True):
        if row["value"]:
            bar.set_url(f"#{row['value']}")
        if row["destination"] == OTHER:
            bar.set(facecolor="white", edgecolor=style.STATED, hatch="////", linewidth=0.8)
        style.write(axes, -left * most / _VALUES, y, name, fontweight="bold")
        style.beside(axes, (end, y), text, color=style.STATED)


def _shares(axes: Axes, rows: list[Row], public: list[Row], width: float, prose: Prose) -> None:
    """Shares at the right, a line each: what articles state, then references, the newest first."""
    tall = axes.get_ylim()[0] / len(rows)
    lines = [_lines(row, public, position == 0, prose) for position, row in enumerate(rows)]
    most = style.room([(high, text) for found in lines for _, _, high, text, _ in found], width)
    ticks = style.steps(most, 6)
    style.scale(axes, 0, most, ticks, [f"{tick:g}%" for tick in ticks])
    style.write(axes, 0, -24, word(prose, NAME, "shares"), fontweight="bold")
    for position, found in enumerate(lines):
        first = tall * (position + 0.5) - _LINE * (len(found) - 1) / 2
        for line, (kind, low, high, text, entry) in enumerate(found):
            y = first + _LINE * line
            mark, color = (style.stated, style.STATED) if kind == "figure" else (style.reference, style.REFERENCE_TEXT)
            with style.leads_to(entry):
                mark(axes, low, high, y)
                style.beside(axes, (high, y), text, color=color, fontsize=style.SMALL)


def _lines(row: Row, public: list[Row], first: bool, prose: Prose) -> list[tuple[str, float, float, str, str]]:
    """Kind, ends, label and entry of each share of a destination; the first row's labels say what they are."""
    name = f" {word(prose, NAME, 'stated')}" if first else ""
    found = [("figure", row["share_low"], row["share_high"], f"{row['share_high']:.3g}%{name}", row["share"])]
    others = [share for share in public if share["destination"] == row["destination"]]
    for share in sorted(others, key=lambda share: str(share["period"]), reverse=True):
        name = f" {number_format.date(str(share['period']), prose.language)}" if first else ""
        found.append(("reference", share["low"], share["high"], f"{share['high']:.3g}%{name}", share["fact"]))
    return found


def _amount(row: Row, prose: Prose) -> str:
    return (
        prose.ledger.number(row["value"], prose.language, unit=False, scale=cells.money_scale(prose), hedge=False).text
        if row["value"]
        else ""
    )


def _alternative(rows: list[Row], names: list[str], public: list[Row], prose: Prose) -> list[list[str]]:
    """Each destination with its amount and its shares, for the text alternative."""
    result = []
    for row, name in zip(rows, names, strict=True):
        share = prose.ledger.number(row["share"], prose.language).text
        others = [
            f"{number_format.date(str(other['period']), prose.language)} {other['high']:g}%"
            for other in public
            if other["destination"] == row["destination"]
        ]
        amount = prose.ledger.number(row["value"], prose.language).text if row["value"] else ""
        result.append([f"{name}:", ", ".join(part for part in (amount, share, *others) if part)])
    return result
