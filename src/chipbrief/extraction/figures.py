"""The figures of a document: its quantities, and what each is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.quantities import scan
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import document
from chipbrief.extraction.statements.discourse import Attributes
from chipbrief.model import Approx, Block, Figure, Kind, Role, slug
from chipbrief.sources.offset_map import View

_CONVERTED = r"\s*+[,，]?\s*+(?:[(（]\s*+)?(?:<conversion>\s*+)*+"
_IN_MONEY_OF = "[(（]|우리 ?돈|한화|원화|환산|미화"
_About = tuple[Attributes, Quantity | None]


def extract(
    text: str, *, source: str = "", published: str = "", view: View | None = None, blocks: Sequence[Block] = ()
) -> list[Figure]:
    """The figures of a stored text in their order, with spans of that text.

    `published` is ISO 8601 (a day or a month) and dates relative words; without it they stay undated. The figures
    are read from `view`, the repaired text; those in `blocks` of chrome and bylines are left out, and no figure is
    about what is named there.
    """
    shown = view or View(text)
    aside = [(block.start, block.end) for block in blocks if block.role in (Role.CHROME, Role.BYLINE)]
    found = [q for q in scan.find(shown.text, published) if not _within(shown.span(q.start, q.end), aside)]
    about = _about(_blanked(shown, aside), found)
    figures = []
    for quantity in found:
        given, restates = about.get(quantity, (Attributes(), None))
        span = shown.span(quantity.start, quantity.end)
        figure = _figure(source, text[slice(*span)], span[0], quantity, given)
        if restates:
            figure = replace(figure, restates=f"f-{slug(source)}-{shown.span(restates.start, restates.end)[0]}")
        figures.append(figure)
    return figures


def _figure(source: str, text: str, start: int, quantity: Quantity, about: Attributes) -> Figure:
    return Figure(
        source=source, start=start, end=start + len(text), text=text, kind=quantity.kind, low=quantity.low,
        high=quantity.high, unit=quantity.unit, approx=Approx(quantity.approx), date=quantity.date,
        rule="; ".join((quantity.rule, *about.rules)), subject=about.subject, metric=about.metric,
        scope=about.scope, versus=about.versus, period=about.period, modality=about.modality,
        attribution=about.attribution, confidence=about.confidence,
    )  # fmt: skip


def _within(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the sorted, disjoint spans holds a span."""
    number = bisect_right(spans, span[0], key=itemgetter(0)) - 1
    return number >= 0 and span[1] <= spans[number][1]


def _blanked(view: View, spans: Sequence[tuple[int, int]]) -> str:
    """The viewed text with blanks in place of some spans of the stored text, so that all else keeps its place."""
    parts, last = [], 0
    for start, end in ((view.viewed(start), view.viewed(end)) for start, end in spans):
        parts += [view.text[last:start], " " * (end - start)]
        last = end
    return "".join((*parts, view.text[last:]))


def _about(text: str, found: list[Quantity]) -> dict[Quantity, _About]:
    """What each quantity that is no date is about, and which one it restates."""
    conversions = {second: first for first, second in pairwise(found) if restated(text, first, second)}
    attributes = document.attributes_of(text, [q for q in found if q not in conversions])
    about: dict[Quantity, _About] = {quantity: (given, None) for quantity, given in attributes.items()}
    for second, first in conversions.items():  # in order, so that a third money restates the first
        given, restates = about.get(first, (Attributes(), None))
        about[second] = (given, restates or first)
    return about


def restated(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether the second amount is the first in other money: 28억 위안(약 5608억원), 100만 달러, 우리 돈 13억원."""
    if not (first.kind is second.kind is Kind.MONEY and first.unit != second.unit):
        return False
    between = text[first.end : second.start]
    return bool(re.search(_IN_MONEY_OF, between) and patterns.pattern(_CONVERTED).fullmatch(between))


def implied_rates(figures: Iterable[Figure]) -> list[tuple[Figure, Figure]]:
    """The pairs (amount, the same amount in another currency), whose quotient is the rate of exchange implied."""
    by_id = {figure.id: figure for figure in figures}
    return [(by_id[f.restates], f) for f in by_id.values() if f.restates in by_id]
