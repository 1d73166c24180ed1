"""The one visual language of the charts: sizes in points, three kinds of marks, text that stays text.

What an article states is a filled blue dot or bar; what a public page says a hollow ochre diamond; what a
scenario computes a hatched red band. Colours are Paul Tol's "medium-contrast" scheme (Introduction to Colour
Schemes, SRON/EPS/TN/09-002, 2021), which colour-blind readers and grey prints keep apart; ochre text is
darkened to a contrast of 4.5. A chart is as wide as the text of an A4 page, and its panels measure downwards
in points, so that nothing depends on a layout engine.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import matplotlib as mpl
import seaborn as sns  # type: ignore[import-untyped]
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chipbrief.report import fonts
from chipbrief.report.charts import palette

WIDTH = 453.5
"""Points: 16 cm."""
STATED, STATED_PALE = palette.STATED, palette.STATED_PALE
REFERENCE, REFERENCE_PALE, REFERENCE_TEXT = palette.REFERENCE, palette.REFERENCE_PALE, palette.REFERENCE_TEXT
SCENARIO, SCENARIO_PALE, SCENARIO_WASH = palette.SCENARIO, palette.SCENARIO_PALE, palette.SCENARIO_WASH
INK, SOFT, GRID, SHADE = palette.INK, palette.SOFT, palette.GRID, palette.SHADE
SIZE, SMALL = 8.2, 7.6
"""Points; print is set at this width, so nothing is smaller on paper."""
SPACE = 4.0
"""Points between a name and what is said of it."""
HEAD = 14.0
"""Points of a heading between rows."""
FOOT = 14.0
"""Points below a chart for a line that says how much is left out."""
OPEN = 20.0
"""Points that the arrow of an open interval reaches beyond its end."""
_MADE_ID = re.compile(r'\bid="([a-zA-Z][0-9a-f]{10})"')
_MADE_NAME = re.compile(r"(?<![0-9a-zA-Z])[a-zA-Z][0-9a-f]{10}(?![0-9a-zA-Z])")
_ARROW = "<|-,head_width=0.25,head_length=0.45"
_FALLBACKS = "'Noto Sans CJK KR', 'Noto Sans KR', sans-serif"


@contextmanager
def drawing() -> Iterator[None]:
    """matplotlib's settings while a chart is drawn and written; those outside stay as they are."""
    family = fonts.register()
    settings: dict[str, Any] = {
        **sns.axes_style("white", {"axes.edgecolor": SOFT, "grid.color": GRID, "text.color": INK}),
        "font.family": family,
        "font.size": SIZE,
        "svg.fonttype": "none",
        "svg.hashsalt": "chipbrief",
        "hatch.linewidth": 0.6,
        "axes.unicode_minus": True,
        "text.parse_math": False,  # two dollar signs are two amounts, and no formula
    }
    with mpl.rc_context(cast(Any, settings)):
        yield


_ENTRY: ContextVar[str | None] = ContextVar("entry", default=None)


@contextmanager
def leads_to(entry: str | None) -> Iterator[None]:
    """The marks and labels that are drawn meanwhile lead to this entry of the evidence."""
    token = _ENTRY.set(f"#{entry}" if entry else None)
    try:
        yield
    finally:
        _ENTRY.reset(token)


def entry() -> str | None:
    """The address of the entry that what is drawn now leads to; for marks that a chart draws itself."""
    return _ENTRY.get()


def sheet(height: float) -> Figure:
    """An empty chart of full width, `height` points high, on white: it is read on dark pages too."""
    return Figure(figsize=(WIDTH / 72, height / 72), facecolor="white")


def panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place in points from the upper left; y runs downwards in points, x is still to be scaled."""
    whole = figure.get_figheight() * 72
    axes = figure.add_axes((left / WIDTH, 1 - (top + height) / whole, width / WIDTH, height / whole))
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    axes.patch.set_visible(False)
    sns.despine(ax=axes, left=True, bottom=True)
    return axes


@dataclass(frozen=True, slots=True)
class Names:
    """The room of `left` points before axes that are `width` points wide, in which the rows' names stand."""

    axes: Axes
    left: float
    width: float

    def name(self, y: float, words: str, more: str = "") -> None:
        """A row's name, bold, and something about it in pale type, cut to what the room holds."""
        words = wrap(words, self.left - 6, lines=1, bold=True)[0]
        write(self.axes, self._at(0), y, words, fontweight="bold")
        used = text_width(words, bold=True) + SPACE
        if more and self.left - used > 3 * SIZE:
            more = wrap(more, self.left - used - 6, SMALL, lines=1)[0]
            write(self.axes, self._at(used), y, more, fontsize=SMALL, color=SOFT)

    def heading(self, y: float, words: str) -> None:
        """What the rows below `y` have in common, above a line."""
        write(self.axes, self._at(0), y - HEAD / 2 - 1.5, words, fontsize=SMALL, color=SOFT)
        self.line(y - 1, SOFT)

    def line(self, y: float, color: str = GRID) -> None:
        """A line over the whole chart."""
        self.axes.plot([self._at(0), self._at(WIDTH)], [y, y], color=color, linewidth=0.6, clip_on=False, zorder=1)

    def _at(self, points: float) -> float:
        """The data x of a place in points from the chart's left edge."""
        low, high = self.axes.get_xlim()
        return low + (points - self.left) * (high - low) / self.width


def name_width(words: str, more: str = "") -> float:
    """What `Names.name` takes, in points."""
    return text_width(words, bold=True) + (SPACE + text_width(more, SMALL) if more else 0) + 10


def svg(figure: Figure) -> str:
    """The chart as SVG, the same bytes each time; its texts name fonts that readers may have."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return _identified(file.getvalue()).replace(f"'{fonts.FAMILY}'", f"'{fonts.FAMILY}', {_FALLBACKS}")


def _identified(drawn: str) -> str:
    """A chart whose markers and clip paths go by what the chart shows, in their order.

    matplotlib names them by a hash of unrounded floats, whose last digit is not the same under every Python.
    """
    numbers = {name: str(number) for number, name in enumerate(dict.fromkeys(_MADE_ID.findall(drawn)))}
    named = _MADE_NAME.sub(lambda name: numbers.get(name[0], name[0]), drawn)
    digest = hashlib.sha256(named.encode()).hexdigest()[:8]
    return _MADE_NAME.sub(lambda name: f"c{digest}-{numbers[name[0]]}" if name[0] in numbers else name[0], drawn)


def scale(axes: Axes, low: float, high: float, ticks: Sequence[float], labels: Sequence[str]) -> None:
    """The x axis of a panel: its range, and ticks labelled above thin lines."""
    axes.set_xlim(low, high)
    axes.set_xticks(ticks, labels, fontsize=SMALL, color=SOFT)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, pad=1.5)
    points = (high - low) / (axes.get_position().width * WIDTH)
    for tick, words, label in zip(ticks, labels, axes.get_xticklabels(), strict=True):
        if tick + text_width(words, SMALL) / 2 * points > high:
            label.set_horizontalalignment("right")  # it would stand out of the chart
    axes.grid(axis="x", color=GRID, linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)


def steps(high: float, most: int = 6) -> list[float]:
    """Round tick values from zero to `high`, at most `most` of them.

    >>> steps(2.9), steps(100)
    ([0.0, 0.5, 1.0, 1.5, 2.0, 2.5], [0, 20, 40, 60, 80, 100])
    """
    power = 10 ** math.floor(math.log10(high / most)) if high > 0 else 1.0
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if high / (power * factor) < most)
    return [round(step * position, 10) for position in range(int(high / step + 1e-9) + 1)]


def room(ends: Iterable[tuple[float, str]], width: float, offset: float = 6) -> float:
    """The right end of an x axis from zero that leaves each label, `offset` points after its mark's end, its room."""
    found = [(end, min(text_width(words) + offset + 2, 0.8 * width)) for end, words in ends]
    return max((end * width / (width - taken) for end, taken in found), default=1.0) or 1.0


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places in ascending order, moved apart until none is nearer than `gap` to the next, their middle kept.

    >>> spread([1.0, 1.5, 9.0], 2)
    [0.25, 2.25, 9.0]
    """
    result = list(places)
    for _ in result:
        for first, second in pairwise(range(len(result))):
            short = gap - (result[second] - result[first])
            if short > 0:
                result[first] -= short / 2
                result[second] += short / 2
    return result


def write(axes: Axes, x: float, y: float, words: str, **style: Any) -> None:
    """Text at data x and y, by default small, left and centred on the line."""
    settings: dict[str, Any] = {"fontsize": SIZE, "ha": "left", "va": "center_baseline", "color": INK} | style
    axes.text(x, y, words, **settings)


def beside(
    axes: Axes, place: tuple[float, float], words: str, *, color: str = INK, offset: float = 6, **style: Any
) -> None:
    """A label `offset` points right of a mark at `place` (left of it where negative)."""
    side: dict[str, Any] = {
        "ha": "left" if offset >= 0 else "right",
        "va": "center_baseline",
        "fontsize": SIZE,
        "color": color,
    }
    axes.annotate(words, place, (offset, 0), textcoords="offset points", url=_ENTRY.get(), **(side | style))


def stated(axes: Axes, low: float | None, high: float | None, y: float) -> None:
    """What an article states: a dot, a bar, or a bar that fades out where the statement is open."""
    _mark(axes, (low, high), y, STATED, linewidth=5.5, solid_capstyle="butt")
    if low is not None and low == high:
        axes.plot([low], [y], "o", color=STATED, markersize=6, zorder=3, clip_on=False, url=_ENTRY.get())


def reference(axes: Axes, low: float | None, high: float | None, y: float, *, firm: bool = True) -> None:
    """What public pages say: a hollow diamond at each end, joined by a thin line (dotted where doubtful)."""
    _mark(axes, (low, high), y, REFERENCE, linewidth=1.1, linestyle="-" if firm else ":")
    ends = sorted({end for end in (low, high) if end is not None})
    marks = axes.plot(ends, [y] * len(ends), "D", color=REFERENCE, markersize=4.6, zorder=3, clip_on=False)
    for mark in marks:
        mark.set(markerfacecolor="white", markeredgewidth=1.1 if firm else 0.7, url=_ENTRY.get())


def scenario(axes: Axes, low: float, high: float, y: float, thickness: float) -> None:
    """What a scenario computes: a hatched bar."""
    axes.barh(
        y,
        high - low,
        thickness,
        low,
        facecolor=SCENARIO_WASH,
        edgecolor=SCENARIO,
        hatch="////",
        linewidth=0.8,
        zorder=2,
        url=_ENTRY.get(),
    )


def beyond(axes: Axes, words: str, y: float, color: str) -> None:
    """A value that lies beyond the scale: its label at the right end, and an arrow that points out."""
    end = axes.get_xlim()[1]
    arrow = {"arrowstyle": _ARROW, "color": color, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (end, y), (-14, 0), textcoords="offset points", arrowprops=arrow)
    beside(axes, (end, y), words, color=color, offset=-18)


def foot(figure: Figure, words: str) -> None:
    """The line below a chart, in the room of `FOOT` points."""
    place = 3 / (figure.get_figheight() * 72)
    figure.text(0, place, words, fontsize=SMALL, color=SOFT, va="baseline")


def text_width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """How wide text is, in points."""
    return size * fonts.width(words, bold=bold)


def wrap(words: str, width: float, size: float = SIZE, *, lines: int = 2, bold: bool = False) -> list[str]:
    """Text in at most `lines` lines of `width` points, broken between words; what is left ends in `…`."""
    result = [""]
    for part in _parts(words, width, size, bold):
        longer = f"{result[-1]} {part}".strip()
        if text_width(longer, size, bold=bold) <= width or not result[-1]:
            result[-1] = longer
        else:
            result.append(part)
    if len(result) > lines:
        last = result[lines - 1]
        while text_width(last + "…", size, bold=bold) > width:
            last = last[:-1]
        result = [*result[: lines - 1], last.rstrip(" ,:;(·") + "…"]
    return result


def _parts(words: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """The words, those that are wider than a line in pieces."""
    for part in words.split():
        rest = part
        while text_width(rest, size, bold=bold) > width and len(rest) > 1:
            cut = next(
                n for n in range(len(rest) - 1, 0, -1) if n == 1 or text_width(rest[:n], size, bold=bold) <= width
            )
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _mark(axes: Axes, ends: tuple[float | None, float | None], y: float, color: str, **line: Any) -> None:
    """The line of an interval; an arrow where one end is open."""
    low, high = ends
    end = high if low is None else low
    if end is None:
        return
    if low is not None and high is not None:
        axes.plot([low, high], [y, y], color=color, zorder=2, url=_ENTRY.get(), **line)
        return
    arrow = {"arrowstyle": _ARROW, "color": color, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (end, y), (OPEN if high is None else -OPEN, 0), textcoords="offset points", arrowprops=arrow)
    axes.plot([end], [y], "|", color=color, markersize=8, markeredgewidth=2)
