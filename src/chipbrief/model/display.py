"""How a record looks at the end of a notebook's cell: a name, and what is known of it.

Texts are shown as they are and never act: HTML is escaped, and characters that turn the direction of what
follows end with their cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

Property = tuple[str, object]


class Displayed:
    """A record that notebooks show as a card; its subclasses say in `card` what stands on it."""

    __slots__ = ()

    def card(self) -> tuple[str, Iterable[Property]]:
        """The heading, and names with what they are; those without a value are left out."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        title, rows = self.card()
        shown = [(name, str(value)) for name, value in rows if value not in (None, "")]
        lines = "".join(f"\n  {name}: {value}" for name, value in shown)
        cells = "".join(
            f'<tr><th style="text-align:left">{escape(name)}</th>'
            f'<td style="text-align:left;white-space:pre-wrap"><bdi>{escape(value)}</bdi></td></tr>'
            for name, value in shown
        )
        head = f'<caption style="text-align:left;font-weight:bold"><bdi>{escape(title)}</bdi></caption>'
        return {"text/plain": title + lines, "text/html": f"<table>{head}<tbody>{cells}</tbody></table>"}


def interval(low: float | None, high: float | None, unit: str, approx: str = "=") -> str:
    """An interval as a person writes it; open ends as bounds. Empty where there is no number.

    >>> interval(600000, 600000, "개", "~"), interval(50, None, "%"), interval(1.5, 2, "x")
    ('≈ 600,000 개', '≥ 50 %', '1.5 – 2 x')
    """
    first, last = (None if end is None or math.isinf(end) else digits(end) for end in (low, high))
    if first is None and last is None:
        return ""
    signs = {"~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
    if first is None or last is None:
        sign = signs[approx] if approx[0] in "<>" else signs[">=" if last is None else "<="]
        return f"{sign}{first or last} {unit}".rstrip()
    value = first if first == last else f"{first} – {last}"
    return f"{signs.get(approx, '')}{value} {unit}".rstrip()


def digits(value: float) -> str:
    """A number as a person writes it: at most two decimals from a thousand on, from a million on in words.

    >>> digits(72652800000), digits(600000), digits(0.115340253749), digits(1388.30162)
    ('72.6528 billion', '600,000', '0.11534', '1,388.3')
    """
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return _plain(value / size) + word
    return _plain(value)


def _plain(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 1000 else f"{value:,.6g}"
