"""The figures of a document: its quantities, and what each is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from chipbrief.extraction import attributes, clauses, entities, quantities, subjects
from chipbrief.extraction.attributes import Attributes, Discourse
from chipbrief.extraction.entities import Mention
from chipbrief.extraction.quantities import Quantity
from chipbrief.model import Approx, Block, Figure, Kind, Role, slug

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?。]+[\"'”’)\]]*(?=\s)|(?=\n)|$)", re.MULTILINE)
_TOPIC = re.compile(r"(?:\([^)]*\))?(?:시|성|측|들)*(?:은|는|이|가|도)(?![가-힣])")
_SURNAME = re.compile(
    r"(?<![가-힣])([가-힣])(?= ?(?:회장|부회장|사장|대표|최고경영자|CEO|대통령|장관|총리|주석|교수|창업자|의장|총재)(?![가-힣]{3}))"
)
_CONVERTED = re.compile(
    r"\s*[,，]?\s*(?:[(（]\s*)?(?:(?:약|한화|원화|우리 ?돈|한국 ?돈|미화|달러로|환산|으로|로|시|기준|,|대략|총)\s*)*$"
)
T = TypeVar("T", Quantity, Mention)


class View(Protocol):
    """A text as repaired, whose places lead back to the text as stored."""

    @property
    def text(self) -> str: ...
    def span(self, start: int, end: int) -> tuple[int, int]: ...


class _Stored:
    """The view of a text that needed no repair."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, start: int, end: int) -> tuple[int, int]:
        return start, end


def extract(
    text: str, *, source: str = "", published: str = "", view: View | None = None, blocks: Sequence[Block] = ()
) -> list[Figure]:
    """The figures of a stored text in their order, with spans of that text.

    `published` is ISO 8601 (a day or a month) and dates relative words; without it they stay undated. The figures
    are read from `view`, the repaired text; those in chrome `blocks` are left out.
    """
    seen = view or _Stored(text)
    found = [q for q in quantities.find(seen.text, published) if not _in_chrome(seen.span(q.start, q.end), blocks)]
    about = _attributes(seen.text, found)
    figures = []
    for quantity in found:
        start, end = seen.span(quantity.start, quantity.end)
        given, restates = about.get(quantity, (Attributes(), None))
        figures.append(
            _figure(
                source,
                text[start:end],
                (start, end),
                quantity,
                given,
                restates and seen.span(restates.start, restates.end)[0],
            )
        )
    return figures


def _figure(
    source: str, text: str, span: tuple[int, int], quantity: Quantity, about: Attributes, restates: int | None
) -> Figure:
    return Figure(
        source=source, start=span[0], end=span[1], text=text, kind=quantity.kind, low=quantity.low, high=quantity.high,
        unit=quantity.unit, approx=Approx(quantity.approx), rule="; ".join((quantity.rule, *about.rules)),
        date=quantity.date, subject=about.subject, metric=about.metric, versus=about.versus, period=about.period,
        attribution=about.attribution, confidence=about.confidence,
        restates=None if restates is None else f"f-{slug(source)}-{restates}",
    )  # fmt: skip


def _in_chrome(span: tuple[int, int], blocks: Iterable[Block]) -> bool:
    return any(b.role is Role.CHROME and b.start <= span[0] and span[1] <= b.end for b in blocks)


def _attributes(text: str, found: list[Quantity]) -> dict[Quantity, tuple[Attributes, Quantity | None]]:
    """What each quantity that is no date is about, and which one it restates."""
    if all(q.kind in (Kind.DATE, Kind.TIME) for q in found):
        return {}
    mentions = names(text)
    discourse, about = Discourse(), {}
    waiting, named = list(found), list(mentions)
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        own = _until(waiting, start, end)
        here = _until(named, start, end)
        if not own and not here:
            continue
        discourse.topics.sentence += 1
        if any(q.kind not in (Kind.DATE, Kind.TIME) for q in own):
            about.update(_sentence(text, (start, end), own, here, discourse))
        for mention in here:
            if _TOPIC.match(text, mention.end):
                discourse.topics.say((mention.id,))
    return about


def _until(waiting: list[T], start: int, end: int) -> list[T]:
    """Take from the front of a sorted list what begins before `end`; return what begins at `start` or later."""
    count = next((i for i, one in enumerate(waiting) if one.start >= end), len(waiting))
    taken = [one for one in waiting[:count] if one.start >= start]
    del waiting[:count]
    return taken


def _sentence(
    text: str, span: tuple[int, int], own: list[Quantity], here: list[Mention], discourse: Discourse
) -> dict[Quantity, tuple[Attributes, Quantity | None]]:
    line, brackets = clauses.line(text, *span, own, here)
    read = attributes.read(line, discourse)
    places = {line.origin[f.start]: index for index, f in enumerate(line.figures)}
    about: dict[Quantity, tuple[Attributes, Quantity | None]] = {}
    for position, quantity in enumerate(own):
        if quantity.kind in (Kind.DATE, Kind.TIME):
            continue
        before = own[position - 1] if position else None
        if before is not None and restated(text, before, quantity) and before in about:
            about[quantity] = (about[before][0], about[before][1] or before)
        elif quantity.start in places:
            about[quantity] = (read[places[quantity.start]], None)
    return about


def restated(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether the second amount is the first in another currency: 28억 8000만 위안(약 5608억원), 100만 달러, 우리 돈 13억원."""
    between = text[first.end : second.start]
    told = "(" in between or "（" in between or re.search(r"우리 ?돈|한화|원화|환산|미화", between)
    return bool(
        first.kind is second.kind is Kind.MONEY and first.unit != second.unit and told and _CONVERTED.fullmatch(between)
    )


def names(text: str) -> list[Mention]:
    """The entities named in a text; also by surname and title (천 회장), once the full name has been used."""
    found = entities.find(text)
    people: dict[str, str] = {}
    more = []
    for mention in found:
        if entities.kind_of(mention.id) == "person":
            people.setdefault(entities.label(mention.id)[0], mention.id)
    first = {id_: next(m.start for m in found if m.id == id_) for id_ in people.values()}
    for match in _SURNAME.finditer(text) if people else ():
        id_ = people.get(match[1])
        if id_ and first[id_] < match.start() and not any(m.start <= match.start() < m.end for m in found):
            more.append(Mention(match.start(), match.end(), id_))
    return sorted([*found, *more])
