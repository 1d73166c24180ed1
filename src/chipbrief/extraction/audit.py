"""The audit: every run of digits of every source is in a figure, or is explained as a name or as site furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.quantities import alphanumeric_names
from chipbrief.model import Block, Figure, Role
from chipbrief.sources.language import is_read
from chipbrief.sources.offset_map import View

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Row:
    """A run of digits `[start, end)` of a stored text and its explanation.

    `explanation` is `figure` (`detail`: its id), `name` (the entity's id, or the shape that gave the name away),
    `chrome` or `byline` (the role of its block), `language` (the text is not Korean, and was not read), or
    `unexplained`.
    """

    source: str
    start: int
    end: int
    text: str
    explanation: str
    detail: str = ""


def audit(
    text: str, figures: Iterable[Figure], *, source: str = "", view: View | None = None, blocks: Sequence[Block] = ()
) -> list[Row]:
    """A row for each run of digits of a stored text, in order; names are looked for in its repaired `view`.

    Only figures of this `source` explain a digit, whatever others are given.
    """
    stated = [(f.start, f.end, f.id) for f in figures if f.source == source]
    named = _names(text, view)
    rows = []
    unread = not is_read(text)
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        explanation, detail = ("language", "") if unread else _explain(start, end, stated, named, blocks)
        rows.append(Row(source, start, end, match[0], explanation, detail))
    return rows


def unexplained(rows: Iterable[Row]) -> list[Row]:
    """The rows that nothing explains."""
    return [row for row in rows if row.explanation == "unexplained"]


def _explain(
    start: int, end: int, stated: list[tuple[int, int, str]], named: list[tuple[int, int, str]], blocks: Sequence[Block]
) -> tuple[str, str]:
    for one, other, id_ in stated:
        if one <= start and end <= other:
            return "figure", id_
    for one, other, name in named:
        if one <= start and end <= other:
            return "name", name
    for block in blocks:
        if block.role in (Role.CHROME, Role.BYLINE) and block.start <= start and end <= block.end:
            return str(block.role), ""
    return "unexplained", ""


def _names(text: str, view: View | None) -> list[tuple[int, int, str]]:
    """The names with digits, as spans of the stored text: known entities first, then what is a name by its shape."""
    seen = view or View(text)
    found = [(m.start, m.end, m.id) for m in gazetteer.find(seen.text)] + [
        (n.start, n.end, n.shape) for n in alphanumeric_names.find(seen.text)
    ]
    return [(*seen.span(start, end), what) for start, end, what in found if _DIGITS.search(seen.text[start:end])]
