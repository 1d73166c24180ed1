"""Whom or what a figure is about: topic and subject particles, genitives, appositions, and what earlier sentences left.

A candidate is a noun phrase of the sentence. Those that name an entity of a type that the metric goes with come
first, by the order of the rules; a phrase without a known name comes after what the sentence before was about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chipbrief.extraction import entities
from chipbrief.extraction.clauses import Line, Role
from chipbrief.extraction.comparisons import compared, mentioned, words
from chipbrief.extraction.metrics import Hit, Measured, table
from chipbrief.model import Kind

_ANAPHORA = {
    "company": re.compile(r"(?:(?:이|동|해당|두|같은) ?)?(?:회사|업체|기업|당사|자사|회사 측|업체 측)"),
    "chip": re.compile(
        r"(?:(?:이|해당|새|두|이번|같은) ?)?(?:칩|반도체|제품|프로세서|신제품|가속기|GPU|신형 칩|새 제품)"
    ),
    "place": re.compile(r"(?:(?:이|해당|양) ?)?(?:나라|정부|당국|지역)"),
}
_OF_THE_TYPE = {
    "company": ("company",), "chip": ("chip", "chip-family"), "place": ("place", "government"),
}  # fmt: skip
_REACH = 2  # sentences back to which an elided subject may refer
_NO_SUBJECT = re.compile(r"(?:이것|그것|이는|그는|것|점|수|때문|이유|가운데|이 중|이날|여기|이번|당시|최근|현재|경우)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that may be the subject: its entities, else its words."""

    ids: tuple[str, ...]
    phrase: str
    rule: str
    confidence: float


@dataclass
class Context:
    """What the sentences before were about: entities with the number of their sentence, latest last."""

    sentence: int = 0
    topics: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    def say(self, ids: tuple[str, ...]) -> None:
        """Note that the current sentence is about these entities."""
        if ids:
            self.topics.append((self.sentence, ids))

    def last(self, types: tuple[str, ...], reach: int = _REACH) -> tuple[str, ...] | None:
        """The latest entities of such types (any when empty), at most `reach` sentences back."""
        for sentence, ids in reversed(self.topics):
            if self.sentence - sentence > reach:
                return None
            if fitting(ids, types):
                return fitting(ids, types)
        return None


def fitting(ids: tuple[str, ...], types: tuple[str, ...]) -> tuple[str, ...]:
    """The entities of such types; a government stands for its place where a place is wanted."""
    if not types:
        return ids
    found = []
    for id_ in ids:
        type_ = entities.kind_of(id_)
        if type_ in types:
            found.append(id_)
        elif type_ == "government" and "place" in types:
            found.append(entities.place_of(id_))
    return tuple(dict.fromkeys(found))


def of(line: Line, index: int, measured: Measured | None, hits: list[Hit], context: Context) -> Candidate | None:
    """The subject of a figure, or None."""
    types = table()[measured.id].subjects if measured else ()
    heads = {hit.word for hit in hits if hit.head and not set(hit.ids) & {"companies", "products", "chips"}}
    found = list(_candidates(line, index, measured, heads, types, context))
    for candidate in found:
        fit = fitting(candidate.ids, types)
        if fit:
            return Candidate(fit, "", candidate.rule, candidate.confidence)
    phrases = [c for c in found if not c.ids and c.phrase]
    if phrases and phrases[0].rule == "topic":
        return phrases[0]
    carried = context.last(types)
    if carried:
        return Candidate(carried, "", "elided", 0.6)
    if types and (lasting := context.last(types, reach=4)):
        return Candidate(lasting, "", "elided", 0.4)
    return next(iter([*phrases, *(c for c in found if c.ids)]), None)


def _candidates(
    line: Line, index: int, measured: Measured | None, heads: set[int], types: tuple[str, ...], context: Context
) -> Iterator[Candidate]:
    position, figure = line.at(index), line.figures[index]
    start = line.clause(position)
    if figure.kind is Kind.ORDINAL:
        yield from _named_after(line, position, "rank before its name", 0.9)
    if not set(types) & {"chip", "chip-family"} or figure.kind is Kind.ORDINAL:
        yield from _directly_before(line, position, heads)
    for here in range(position - 1, start - 1, -1):
        if line.words[here].role is Role.SUBJECT:
            yield from _noun_phrase(line, here, heads, context, "subject", 0.9)
    if measured is not None and measured.hit is not None and start <= measured.hit.word < position:
        yield from _noun_phrase(line, measured.hit.word, heads, context, "owner of the metric", 0.85)
    yield from _after_its_verb(line, position)
    for here in range(position - 1, -1, -1):
        if line.words[here].role in (Role.TOPIC, Role.ALSO):
            yield from _noun_phrase(line, here, heads, context, "topic", 0.9 if here >= start else 0.8)
    for here in range(start - 1, -1, -1):
        if line.words[here].role is Role.SUBJECT:
            yield from _noun_phrase(line, here, heads, context, "subject of an earlier clause", 0.6)
    if not types or set(types) & {"place", "company"}:
        for here in range(position - 1, start - 1, -1):
            word = line.words[here]
            if word.mentions and word.role in (Role.OF, Role.FROM, Role.AT) and not compared(line, here):
                yield Candidate((word.mentions[-1].id,), "", "named in its clause", 0.5)


def _noun_phrase(
    line: Line, last: int, heads: set[int], context: Context, rule: str, sure: float
) -> Iterator[Candidate]:
    """The phrase that ends at a word; of a metric's word (한국의 반도체 수출액은) only its owner."""
    first = line.phrase(last)
    ids = tuple(mentioned(line, first, last))
    form = words(line, first, last)
    metric = last in heads
    for type_, pattern in _ANAPHORA.items():
        known = context.last(_OF_THE_TYPE[type_], reach=4) if pattern.fullmatch(form) else None
        if known:
            yield Candidate(known, "", f"{rule} that stands for a name", sure - 0.2)
            return
    if metric:
        owner = next((i for i in range(last, first - 1, -1) if line.words[i].mentions), None)
        if owner is not None:
            yield Candidate((line.words[owner].mentions[-1].id,), "", f"owner of the {rule}", sure - 0.05)
        return
    head = line.words[last]
    if ids and (head.mentions or line.words[last - 1].mentions):
        yield Candidate(ids, form, rule, sure if head.mentions else sure - 0.15)
    elif form and not _NO_SUBJECT.search(form):
        yield Candidate((), form, rule, sure - 0.35)
        if ids:
            yield Candidate(ids, form, f"name in the {rule}", 0.4)


def _directly_before(line: Line, position: int, heads: set[int]) -> Iterator[Candidate]:
    """대만 15.2%, 트럼프 2기: the name that a figure follows at once."""
    if (
        position
        and (word := line.words[position - 1]).mentions
        and word.role is Role.BARE
        and position - 1 not in heads
    ):
        id_ = word.mentions[-1].id
        if word.mentions[-1].end == word.stem and entities.kind_of(id_) in (
            "place",
            "company",
            "person",
            "organisation",
        ):
            yield Candidate((id_,), "", "name before the figure", 0.85)


def _named_after(line: Line, position: int, rule: str, sure: float) -> Iterator[Candidate]:
    """1위 전자상거래 업체 알리바바는: the name at the end of the phrase that a figure opens."""
    if line.words[position].role not in (Role.BARE, Role.OF, Role.MODIFIER):
        return
    for here in range(position + 1, len(line.words)):
        word = line.words[here]
        if word.figure is not None or word.role not in (Role.BARE, Role.OF, Role.MODIFIER) or word.comma:
            if word.mentions and word.role in (Role.TOPIC, Role.SUBJECT, Role.ALSO, Role.OBJECT, Role.BARE, Role.AND):
                yield Candidate((word.mentions[-1].id,), "", rule, sure)
            return
        if word.role is Role.OF and word.mentions:
            return


def _after_its_verb(line: Line, position: int) -> Iterator[Candidate]:
    """15.7%를 보유한 중국과학원은: the name that the figure's verb describes."""
    for here in range(position + 1, min(position + 5, len(line.words) - 1)):
        word = line.words[here]
        if word.figure is not None or word.role in (Role.ENDING, Role.FINAL, Role.TOPIC, Role.SUBJECT):
            return
        if word.role is Role.MODIFIER:
            for after in range(here + 1, min(here + 5, len(line.words))):
                noun = line.words[after]
                if noun.role not in (Role.BARE, Role.OF, Role.AND):
                    if noun.mentions and noun.role in (Role.TOPIC, Role.SUBJECT, Role.ALSO):
                        yield Candidate((noun.mentions[-1].id,), "", "described by its verb", 0.8)
                    return
            return
