"""The figures of a document: its quantities, and what each is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.quantities import scan
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import attributes, clauses, mentions, metric_words
from chipbrief.extraction.statements.attributes import Attributes, Discourse
from chipbrief.extraction.statements.focus import ranks
from chipbrief.model import Approx, Block, Figure, Kind, Role, slug
from chipbrief.sources.offset_map import View

_LONGEST = 400  # characters: what goes on without an end is a table or a list, and is read in pieces
_SENTENCE = re.compile(
    rf"[^\n]{{1,{_LONGEST}}}?(?:(?<![.!?。])[.!?。]++[\"'”’)\]]*+(?=\s)|(?=\n)|$)"
    rf"|[^\n]{{1,{_LONGEST}}}(?=\s)|[^\n]{{1,{_LONGEST}}}",
    re.MULTILINE,
)
_CONVERTED = r"\s*+[,，]?\s*+(?:[(（]\s*+)?(?:<conversion>\s*+)*+"
_IN_MONEY_OF = "[(（]|우리 ?돈|한화|원화|환산|미화"
T = TypeVar("T", Quantity, Mention)
_About = tuple[Attributes, Quantity | None]


def extract(
    text: str, *, source: str = "", published: str = "", view: View | None = None, blocks: Sequence[Block] = ()
) -> list[Figure]:
    """The figures of a stored text in their order, with spans of that text.

    `published` is ISO 8601 (a day or a month) and dates relative words; without it they stay undated. The figures
    are read from `view`, the repaired text; those in chrome `blocks` are left out.
    """
    seen = view or View(text)
    found = [q for q in scan.find(seen.text, published) if not _in_chrome(seen.span(q.start, q.end), blocks)]
    about = _attributes(seen.text, found)
    figures = []
    for quantity in found:
        given, restates = about.get(quantity, (Attributes(), None))
        span = seen.span(quantity.start, quantity.end)
        figure = _figure(source, text[slice(*span)], span[0], quantity, given)
        if restates:
            figure = replace(figure, restates=f"f-{slug(source)}-{seen.span(restates.start, restates.end)[0]}")
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


def _in_chrome(span: tuple[int, int], blocks: Iterable[Block]) -> bool:
    return any(b.role is Role.CHROME and b.start <= span[0] and span[1] <= b.end for b in blocks)


def _attributes(text: str, found: list[Quantity]) -> dict[Quantity, _About]:
    """What each quantity that is no date is about, and which one it restates."""
    if all(q.kind in (Kind.DATE, Kind.TIME) for q in found):
        return {}
    discourse = Discourse()
    about: dict[Quantity, _About] = {}
    conversions = {second: first for first, second in pairwise(found) if restated(text, first, second)}
    waiting, named = [q for q in found if q not in conversions], mentions.find(text)
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        own = _until(waiting, start, end)
        here = _until(named, start, end)
        if not own and not here:
            continue
        discourse.topics.sentence += 1
        if any(q.kind not in (Kind.DATE, Kind.TIME) for q in own) and (here or metric_words.worded(match[0])):
            read = _sentence(text, (start, end), own, here, discourse)
            about.update((quantity, (given, None)) for quantity, given in read)
        for rank, id_ in ranks(text, start, here):
            discourse.topics.say((id_,), rank)
    for second, first in conversions.items():  # in order, so that a third money restates the first
        given, restates = about.get(first, (Attributes(), None))
        about[second] = (given, restates or first)
    return about


def _until(waiting: list[T], start: int, end: int) -> list[T]:
    """Take from the front of a sorted list what begins before `end`; return what begins at `start` or later."""
    count = next((i for i, one in enumerate(waiting) if one.start >= end), len(waiting))
    taken = [one for one in waiting[:count] if one.start >= start]
    del waiting[:count]
    return taken


def _sentence(
    text: str, span: tuple[int, int], own: list[Quantity], here: list[Mention], discourse: Discourse
) -> Iterator[tuple[Quantity, Attributes]]:
    """What the quantities of a sentence are about, those outside brackets first."""
    line, brackets = clauses.line(text, span, own, here)
    places = {q.start: q for q in own}
    for figure, about in attributes.read(line, discourse):
        yield places[line.origin[figure.start]], about
    for start, end in brackets:
        inside = [q for q in own if start < q.start < end]
        yield from _bracketed(text, (start, end), inside, here, discourse)


def _bracketed(
    text: str, span: tuple[int, int], inside: list[Quantity], here: list[Mention], discourse: Discourse
) -> Iterator[tuple[Quantity, Attributes]]:
    """What is in brackets is about the name before them (H100(80GB)), else about what the sentence is about."""
    if all(q.kind in (Kind.DATE, Kind.TIME) for q in inside):
        return
    line, _ = clauses.line(text, (span[0] + 1, span[1] - 1), inside, here)
    owner = next((m.id for m in here if m.end == span[0]), None)
    for figure, given in attributes.read(line, discourse):
        about = replace(given, subject=owner, rules=(*given.rules, "in the brackets of its name")) if owner else given
        yield next(q for q in inside if q.start == line.origin[figure.start]), about


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
