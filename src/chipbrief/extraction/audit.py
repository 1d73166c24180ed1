"""The audit: every run of digits of every source is in a figure, or is explained as a name or as site furniture."""

from __future__ import annotations

import re
from bisect import bisect_left
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
    runs = [found.span() for found in _DIGITS.finditer(text)]
    given = [(f.start, f.end, ("figure", f.id)) for f in figures if f.source == source]
    given += [(start, end, ("name", name)) for start, end, name in _names(text, view)]
    given += [(b.start, b.end, (str(b.role), "")) for b in blocks if b.role in (Role.CHROME, Role.BYLINE)]
    explanations = _explained(runs, given) if is_read(text) else dict.fromkeys(range(len(runs)), ("language", ""))
    return [
        Row(source, start, end, text[start:end], *explanations.get(number, ("unexplained", "")))
        for number, (start, end) in enumerate(runs)
    ]


def unexplained(rows: Iterable[Row]) -> list[Row]:
    """The rows that nothing explains."""
    return [row for row in rows if row.explanation == "unexplained"]


def _explained(
    runs: list[tuple[int, int]], given: Iterable[tuple[int, int, tuple[str, str]]]
) -> dict[int, tuple[str, str]]:
    """What explains each run, by its number: the first given span that holds it."""
    explanations: dict[int, tuple[str, str]] = {}
    for start, end, explanation in given:
        number = bisect_left(runs, (start, start))
        while number < len(runs) and runs[number][1] <= end:
            explanations.setdefault(number, explanation)
            number += 1
    return explanations


def _names(text: str, view: View | None) -> list[tuple[int, int, str]]:
    """The names with digits, as spans of the stored text: known entities first, then what is a name by its shape."""
    shown = view or View(text)
    found = [(m.start, m.end, m.id) for m in gazetteer.find(shown.text)] + [
        (n.start, n.end, n.shape) for n in alphanumeric_names.find(shown.text)
    ]
    return [(*shown.span(start, end), what) for start, end, what in found if _DIGITS.search(shown.text[start:end])]
