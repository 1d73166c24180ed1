"""Quotations: the sentence around a figure, and the runs that mark figures and repaired words in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Protocol

from chipbrief.document.nodes import Quote, Run
from chipbrief.model import Figure, Source


class Repaired(Protocol):
    """What a quotation needs of a repair: `[start, end)` of a source reads `repaired`."""

    @property
    def source(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def repaired(self) -> str: ...


Span = tuple[int, int]
Mark = tuple[int, int, str]
"""Where a part of a relation stands in its source, and which it is: subject, verb or object."""


def quote(source: Source, start: int, end: int, figures: Iterable[Figure], repairs: Iterable[Repaired]) -> Quote:
    """`[start, end)` of a source with its figures and repairs marked; the runs' texts are that slice."""
    return marked(source, (start, end), figures, repairs, ())


def marked(
    source: Source, span: Span, figures: Iterable[Figure], repairs: Iterable[Repaired], marks: Iterable[Mark]
) -> Quote:
    """The same with the `marks` of a relation told.

    A figure whose edge lies inside a repaired word is marked up to the word's edge.
    """
    start, end = span
    inside = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
    fixed = sorted((r.start, r.end, r.repaired) for r in repairs if r.source == source.name)
    fixed = [item for item in fixed if start <= item[0] and item[1] <= end]
    found = [(f.start, f.end, f.id) for f in figures if f.source == source.name and start <= f.start and f.end <= end]
    edges = {start, end, *(edge for item in [*fixed, *found, *inside] for edge in item[:2])}
    cuts = sorted(edge for edge in edges if not any(low < edge < high for low, high, _ in fixed))
    runs = []
    for low, high in pairwise(cuts):
        repair = next((word for first, last, word in fixed if first <= low and high <= last), "")
        figure = next((id_ for first, last, id_ in found if first <= low and high <= last), "")
        role = next((name for first, last, name in inside if first <= low and high <= last), "")
        runs.append(Run(source.text[low:high], repair, figure, role))
    return Quote(source.name, start, end, runs, source.language)
