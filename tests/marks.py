"""Sentences whose figures stand in braces, with what each is.

`{30여 곳|count ~30..40 곳}` is a figure's text, its kind, its approximator if any, its value or both its ends,
and its unit; `{21일|date 2025-09-21}` is a date, `~` one of a part of a month or year, `?` one that cannot be resolved.
"""

import re

from chipbrief.extraction.quantities import scan
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.model import Approx, Kind

PUBLISHED = "2025-09-25"
FIGURE = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")


def plain(sentence: str) -> str:
    return FIGURE.sub(lambda match: match[1], sentence)


def shown(figure: Quantity) -> str:
    if figure.kind in (Kind.DATE, Kind.TIME):
        return f"{figure.kind} {'' if figure.approx is Approx.EXACT else figure.approx}{figure.date or '?'}"
    low, high = ("" if end is None else f"{end:.12g}" for end in (figure.low, figure.high))
    approx = "" if figure.approx is Approx.EXACT else str(figure.approx)
    value = low if low == high else f"{low}..{high}"
    return f"{figure.kind} {approx}{value} {figure.unit}".rstrip()


def marked(text: str) -> str:
    """A text with its figures in braces."""
    pieces, end = [], 0
    for figure in scan.find(text, PUBLISHED):
        pieces += [text[end : figure.start], f"{{{text[figure.start : figure.end]}|{shown(figure)}}}"]
        end = figure.end
    return "".join([*pieces, text[end:]])
