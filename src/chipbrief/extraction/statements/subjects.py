"""Whom or what a figure is about: topic and subject particles, genitives, appositions, and what earlier sentences left.

A candidate is a noun phrase of the sentence. Those that name an entity of a type that the metric goes with come
first, by the order of the rules; a phrase without a known name comes after what the sentence before was about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements.clauses import Line, Role, Word
from chipbrief.extraction.statements.comparisons import Against, compared, mentioned, words
from chipbrief.extraction.statements.focus import NAMED_REACH, PRODUCTS, Focus, fitting
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

_STANDS_FOR = "(?:(?:이|그|동|해당|새|두|같은|이번) ?)?<stands for: {}>"
_TYPES = {"company": ("company",), "chip": tuple(PRODUCTS), "place": ("place", "government")}
_AGENT = "owner without a name"  # 중국 업체들의 점유율
_BEARERS = ("place", "company", "person", "organisation")  # types of names that a figure may follow at once
_TELLERS = ("organisation", "media", "person")  # types of those who tell of others, and so are no subjects themselves
_GOODS = frozenset({"price", "price-growth", "price-decline", "yield", "output"})  # of goods, before their maker
_COMPANIES = frozenset({"company"})
_AMOUNT = re.compile(r"\d|(?:율|률|액|량|폭|치)$")  # a phrase that ends so is measured, and bears nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that may be the subject: its entities, else its words."""

    ids: tuple[str, ...]
    phrase: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Clue:
    """What is known of a figure before its subject: its metric, the metrics' words, its comparison, the context."""

    measured: Measured | None
    hits: list[Hit]
    against: Against | None
    focus: Focus
    speaker: str | None = None
    measures: frozenset[int] = frozenset()

    @property
    def of_product(self) -> bool:
        """Whether the metric is a property of a chip, or the verb says what becomes of goods."""
        return "chip" in self.types

    @property
    def of_goods(self) -> bool:
        """Whether what is made, sold or priced comes before who does it."""
        return self.measured is not None and (self.measured.rule.endswith("theme") or self.measured.id in _GOODS)

    @property
    def types(self) -> frozenset[str]:
        return table()[self.measured.id].subjects if self.measured else frozenset()

    def is_metric(self, position: int) -> bool:
        """Whether a word is the head of a measured quantity (매출액이), not of things that are counted (공장이)."""
        heads = [hit for hit in self.hits if hit.word == position and hit.head]
        heads += [hit for hit in self.hits if self._measures(hit, position)]
        return any(table()[id_].kinds != {"count"} for hit in heads for id_ in hit.ids)

    def _measures(self, hit: Hit, position: int) -> bool:
        """Whether a word measures what stands before it: 매출 목표는, 순이익 전망치는."""
        return hit.word == position - 1 and hit.word in self.measures

    def is_word(self, line: Line, phrase: str) -> bool:
        """Whether a phrase is only the metric's word, of a known bearer: 직원은 1100여명이다."""
        hit = self.measured.hit if self.measured else None
        return bool(self.types) and hit is not None and phrase == line.text[hit.start : hit.end]

    def tells(self, candidate: Candidate) -> bool:
        """Whether a candidate is only the one who says it."""
        if self.speaker is None:
            return False
        if candidate.ids:
            return ";".join(candidate.ids) == self.speaker and gazetteer.kind_of(candidate.ids[0]) in _TELLERS
        return bool(candidate.phrase) and candidate.phrase == self.speaker

    def is_rival(self, position: int) -> bool:
        return self.against is not None and self.against.first <= position <= self.against.last


def of(line: Line, index: int, clue: Clue) -> Candidate | None:
    """The subject of a figure, or None."""
    found = [one for one in _candidates(line, index, clue) if not clue.tells(one)]
    if clue.of_product or clue.of_goods:
        product = _product(line, index, found, clue)
        if product:
            return product
    for candidate in found:
        fit = fitting(candidate.ids, clue.types)
        if candidate.rule == _AGENT:
            return candidate
        if fit:
            return Candidate(_respective(line, index, fit), "", candidate.rule, candidate.confidence)
    phrases = [c for c in found if not c.ids and c.phrase and not clue.is_word(line, c.phrase) and _bears(c.phrase)]
    if phrases and (phrases[0].rule == "topic" or _agentive(phrases[0], clue)):
        return phrases[0]
    return (
        _elided(line, index, clue) or _home(found, clue) or next(iter([*phrases, *(c for c in found if c.ids)]), None)
    )


def _bears(phrase: str) -> bool:
    """Whether a phrase may bear a figure: neither an amount nor the name of a rate or a total."""
    return not _AMOUNT.search(phrase) and not patterns.pattern("(?:<measure of a metric>|<about>)$").search(phrase)


def _agentive(phrase: Candidate, clue: Clue) -> bool:
    """Whether a subject without a known name does what the figure counts: 외국인이 1조원어치를 팔았다."""
    local = phrase.rule in ("subject", "owner of the subject")
    return local and (not clue.types or patterns.pattern("<agent>들?$").search(phrase.phrase) is not None)


def _product(line: Line, index: int, found: list[Candidate], clue: Clue) -> Candidate | None:
    """The product that a property of chips is of: one of the sentence, a company's own, the one in focus."""
    for candidate in found:
        fit = fitting(candidate.ids, PRODUCTS | {"chip"})
        owner = clue.of_product and candidate.rule.startswith("owner of") and fitting(candidate.ids, clue.types)
        if fit or owner:
            ids = fit or candidate.ids
            return Candidate(_respective(line, index, ids), "", candidate.rule, candidate.confidence)
    if clue.of_goods and not clue.of_product:
        position = line.at(index)
        goods = [i for i in range(line.clause(position), position) if _is_goods(line, i, clue)]
        return Candidate((line.words[goods[-1]].mentions[-1].id,), "", "goods", 0.75) if goods else _priced(found, clue)
    companies = {
        i for c in found for i in fitting(c.ids, _COMPANIES) if i != clue.speaker and c.rule in ("topic", "subject")
    }
    focused = clue.focus.product(companies)
    return Candidate(focused, "", "elided product", 0.65) if focused else None


def _is_named(word: Word, types: frozenset[str]) -> bool:
    return bool(fitting((word.mentions[-1].id,), types | {"chip"}))


def _is_goods(line: Line, position: int, clue: Clue) -> bool:
    word = line.words[position]
    if not word.mentions or clue.is_rival(position) or compared(line, position):
        return False
    return word.role in (Role.OBJECT, Role.BARE, Role.OTHER, Role.ALSO) and _is_named(word, PRODUCTS)


def _priced(found: list[Candidate], clue: Clue) -> Candidate | None:
    """The product in focus, where the sentence names nobody else: 가격은 1만 달러다."""
    if clue.measured is None or not clue.measured.id.startswith("price") or any(c.ids for c in found):
        return None
    ids = clue.focus.product()
    return Candidate(ids, "", "elided product", 0.6) if ids else None


def _home(found: list[Candidate], clue: Clue) -> Candidate | None:
    """The country of the association or the office that tells of a country's trade: 한국무역협회는 수출이 …"""
    if "place" in clue.types:
        for candidate in found:
            places = [gazetteer.place_of(id_) for id_ in candidate.ids if gazetteer.kind_of(id_) == "organisation"]
            if any(places):
                return Candidate(tuple(filter(None, places)), "", "home of the speaker", 0.35)
    return None


def _respective(line: Line, index: int, ids: tuple[str, ...]) -> tuple[str, ...]:
    """알리바바와 텐센트는 각각 1.2%, 0.8%: to each its own figure."""
    order = line.respective(index)
    return (ids[order[0]],) if order and order[1] == len(ids) else ids


def _elided(line: Line, index: int, clue: Clue) -> Candidate | None:
    """What the sentences before were about, unless what is counted is itself what this one is about."""
    role, hit = line.words[line.at(index)].role, clue.measured.hit if clue.measured else None
    counted = line.figures[index].kind is Kind.COUNT and not clue.types
    if counted and (role is Role.SUBJECT or (hit is not None and line.words[hit.word].role is Role.TOPIC)):
        return None
    near = clue.focus.last(clue.types)
    if near:
        return Candidate(near, "", "elided", 0.6)
    far = clue.focus.last(clue.types, NAMED_REACH) or clue.focus.protagonist(clue.types) if clue.types else None
    return Candidate(far, "", "elided", 0.4) if far else None


def _candidates(line: Line, index: int, clue: Clue) -> Iterator[Candidate]:
    """The noun phrases that may be the subject, the most likely first."""
    position = line.at(index)
    start = line.clause(position)
    if line.figures[index].kind is Kind.ORDINAL:
        yield from _named_after(line, position)
    if "chip" not in clue.types or line.figures[index].kind is Kind.ORDINAL:
        yield from _directly_before(line, index, clue)
    for here in range(position - 1, start - 1, -1):
        if line.words[here].role is Role.SUBJECT:
            yield from _noun_phrase(line, here, clue, "subject", 0.9)
    hit = clue.measured.hit if clue.measured else None
    if hit is not None and start <= hit.word < position and "stake" not in hit.ids:
        yield from _owner(line, hit.word, clue, "metric", 0.85)
    yield from _after_its_verb(line, position)
    yield from _whose(line, position)
    for here in range(position - 1, -1, -1):
        if line.words[here].role in (Role.TOPIC, Role.ALSO):
            yield from _noun_phrase(line, here, clue, "topic", 0.9 if here >= start else 0.8)
    yield from _last_resort(line, position, start, clue)


def _whose(line: Line, position: int) -> Iterator[Candidate]:
    """300억 달러가 일본 몫이었다: the name before the word for a part, after the figure."""
    for here in range(position + 1, min(position + 4, len(line.words))):
        word = line.words[here]
        if word.mentions and here + 1 < len(line.words) and line.noun(line.words[here + 1]).startswith("몫"):
            yield Candidate((word.mentions[-1].id,), "", "whose part", 0.85)


def _last_resort(line: Line, position: int, start: int, clue: Clue) -> Iterator[Candidate]:
    """Subjects of earlier clauses, then names in the clause with other particles."""
    for here in range(start - 1, -1, -1):
        if line.words[here].role is Role.SUBJECT:
            yield from _noun_phrase(line, here, clue, "subject of an earlier clause", 0.6)
    for here in range(position - 1, start - 1, -1):
        word = line.words[here]
        other_side = clue.is_rival(here) or compared(line, here)
        if word.mentions and word.role in (Role.OF, Role.FROM, Role.AT) and not other_side:
            yield Candidate((word.mentions[-1].id,), "", "named in its clause", 0.5)
    opening = line.words[0]
    if position and opening.mentions and opening.role is Role.BARE and line.words[position - 1] is not opening:
        yield Candidate((opening.mentions[-1].id,), "", "first word", 0.5)


def _noun_phrase(line: Line, last: int, clue: Clue, rule: str, sure: float) -> Iterator[Candidate]:
    """The phrase that ends at a word; of a metric's word (한국의 반도체 수출액은) only its owner."""
    if clue.is_metric(last):
        yield from _owner(line, last, clue, rule, sure - 0.05)
        return
    first = line.phrase(last)
    ids, form = tuple(mentioned(line, first, last)), words(line, first, last)
    known = _stands_for(form, clue)
    if known is not None:
        if known:
            yield Candidate(known, "", f"{rule} that stands for a name", sure - 0.2)
        return
    head = line.words[last]
    named_head = bool(head.mentions) or patterns.pattern("<title>").fullmatch(line.noun(head)) is not None
    if ids and (named_head or line.words[last - 1].mentions):
        yield Candidate(ids, form, rule, sure if head.mentions else sure - 0.15)
    elif form and form.rsplit(" ", 1)[-1] not in patterns.forms("no subject"):
        yield Candidate((), form, rule, sure - 0.35)
        if ids:
            yield Candidate(ids, form, f"name in the {rule}", 0.4)


def _stands_for(form: str, clue: Clue) -> tuple[str, ...] | None:
    """The entities that `이 회사`, `이 칩`, `당국` refer to, empty when nothing was named; None for other phrases."""
    for type_, types in _TYPES.items():
        if patterns.pattern(_STANDS_FOR.format(type_)).fullmatch(form):
            return clue.focus.last(types, NAMED_REACH) or ()
    return None


def _owner(line: Line, last: int, clue: Clue, rule: str, sure: float) -> Iterator[Candidate]:
    """Whose metric it is: the last genitive of its phrase (엔비디아의 중국 AI 칩 시장 점유율), else its first names."""
    first = line.phrase(last)
    inside = [i for i in range(first, last + 1) if not clue.is_rival(i)]
    owners = [i for i in inside if line.words[i].role is Role.OF]
    if owners:
        ids, form = tuple(mentioned(line, first, owners[-1])), words(line, first, owners[-1])
        part = patterns.pattern("<part>").fullmatch(line.noun(line.words[owners[-1]]))
        if ids and (part or line.words[owners[-1]].mentions):
            yield Candidate(ids, "", f"owner of the {rule}", sure)
        elif known := _stands_for(form, clue):
            yield Candidate(known, "", "owner that stands for a name", sure - 0.2)
        elif form:
            agent = patterns.pattern("<agent>들?$").search(form) is not None
            yield Candidate((), form, _AGENT if agent else f"owner of the {rule}", sure - 0.35)
            if agent:
                return
    for here in inside:
        word = line.words[here]
        following = line.words[here + 1] if here < last else None
        if word.mentions and not (following and following.mentions and word.role is Role.BARE):
            yield Candidate((word.mentions[-1].id,), "", f"name before the {rule}", sure - 0.1)


def _directly_before(line: Line, index: int, clue: Clue) -> Iterator[Candidate]:
    """대만 15.2%, 트럼프 2기: the name that a figure follows at once."""
    position = line.at(index)
    word = line.words[position - 1] if position else None
    if word is None or not word.mentions or word.role is not Role.BARE or clue.is_metric(position - 1):
        return
    last = word.mentions[-1]
    ranked = line.figures[index].unit == "위" and gazetteer.kind_of(last.id) == "place"  # 세계 4위: where it ranks
    if last.end == word.stem and not ranked and gazetteer.kind_of(last.id) in _BEARERS:
        yield Candidate((last.id,), "", "name before the figure", 0.85)


def _named_after(line: Line, position: int) -> Iterator[Candidate]:
    """1위 전자상거래 업체 알리바바는: the name at the end of the phrase that a rank opens."""
    here = position
    while here + 1 < len(line.words) and line.words[here].role in (Role.BARE, Role.OF, Role.MODIFIER):
        here += 1
        word = line.words[here]
        if word.figure is not None or word.role in (Role.ENDING, Role.FINAL):
            return
        if word.mentions and word.role is not Role.OF and (word.role is not Role.BARE or word.comma):
            yield Candidate((word.mentions[-1].id,), "", "rank before its name", 0.9)
            return


def _after_its_verb(line: Line, position: int) -> Iterator[Candidate]:
    """15.7%를 보유한 중국과학원은: the name that the figure's verb describes."""
    described = line.words[position].role is Role.MODIFIER  # 550W인 H20보다
    for here in range(position + 1, min(position + 9, len(line.words))):
        word = line.words[here]
        if word.figure is not None or word.role in (Role.ENDING, Role.FINAL):
            return
        if described and word.role not in (Role.BARE, Role.OF, Role.AND, Role.MODIFIER):
            if word.mentions and (word.role in (Role.TOPIC, Role.SUBJECT, Role.ALSO) or _is_named(word, PRODUCTS)):
                yield Candidate((word.mentions[-1].id,), "", "described by its verb", 0.8)
            return
        described = described or word.role is Role.MODIFIER
