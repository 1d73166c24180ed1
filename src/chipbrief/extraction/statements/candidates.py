"""The noun phrases that may be the subject of a figure, the most likely first, and what is known when they are weighed.

Topic and subject particles, genitives, appositions, names that a verb describes. A subject inside a clause that
describes a noun belongs to that clause (엔비디아가 내놓은 H20의 3.4배), unless the noun is what is measured
(중국이 차지하는 비중은).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import predicates
from chipbrief.extraction.statements.clauses import Line, Role, Word
from chipbrief.extraction.statements.comparisons import Against, compared, mentioned, words
from chipbrief.extraction.statements.focus import PRODUCTS, Focus, fitting
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

_STANDS_FOR = "(?:(?:이|그|동|해당|새|두|같은|이번) ?)?<stands for: {}>"
_TYPES = {"company": ("company",), "chip": tuple(PRODUCTS), "place": ("place", "government")}
AGENT = "owner without a name"  # 중국 업체들의 점유율
_BEATEN = " ?<hedge after>? ?(?:<exceeds>|앞질|앞섰|앞선|앞서|제쳤|제치|따돌|밑돌|웃돌|넘어섰|넘어선|추월)"
_BEARERS = ("place", "company", "person", "organisation")  # types of names that a figure may follow at once
_TELLERS = ("organisation", "media", "person")  # types of those who tell of others, and so are no subjects themselves
_GOODS = frozenset({"price", "price-growth", "price-decline", "yield", "output"})  # of goods, before their maker
_COMPANIES = frozenset({"company"})


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


def candidates(line: Line, index: int, clue: Clue) -> Iterator[Candidate]:
    """The noun phrases that may be the subject, the most likely first."""
    position = line.at(index)
    start = line.clause(position)
    if line.figures[index].kind is Kind.ORDINAL:
        yield from _named_after(line, position)
    yield from _whose(line, position)
    if "chip" not in clue.types or line.figures[index].kind is Kind.ORDINAL:
        yield from _directly_before(line, index, clue)
    for here in range(position - 1, start - 1, -1):
        if line.words[here].role is Role.SUBJECT and not _embedded(line, here, position, clue):
            yield from _noun_phrase(line, here, clue, "subject", 0.9)
    hit = clue.measured.hit if clue.measured else None
    if hit is not None and start <= hit.word < position and "stake" not in hit.ids:
        yield from _owner(line, hit.word, clue, "metric", 0.85)
    yield from _after_its_verb(line, position)
    for here in range(position - 1, -1, -1):
        if line.words[here].role in (Role.TOPIC, Role.ALSO):
            yield from _noun_phrase(line, here, clue, "topic", 0.9 if here >= start else 0.8)
    yield from _last_resort(line, position, start, clue)


def _embedded(line: Line, subject: int, position: int, clue: Clue) -> bool:
    """Whether a subject is that of a clause that describes a noun before the figure, and not of the measure itself."""
    clause = next((one for one in predicates.line_clauses(line) if one.verb > subject), None)
    if clause is None or clause.head is None or clause.verb >= position:
        return False
    return not any(clue.is_metric(i) or _is_part(line, i) for i in range(clause.head.first, clause.head.last + 1))


def _is_part(line: Line, position: int) -> bool:
    """Whether a word is one for a part, of whose owner the clause before it tells (중국이 차지하는 몫은)."""
    return patterns.pattern("<part word>").match(line.noun(line.words[position])) is not None


def _whose(line: Line, position: int) -> Iterator[Candidate]:
    """300억 달러가 일본 몫이었다: the name before the word for a part; 인텔의 41억 달러를 앞질렀다."""
    for here in range(position + 1, min(position + 4, len(line.words))):
        word = line.words[here]
        if word.mentions and here + 1 < len(line.words) and line.noun(line.words[here + 1]).startswith("몫"):
            yield Candidate((word.mentions[-1].id,), "", "whose part", 0.85)
    before, figure = line.words[position - 1] if position else None, line.words[position]
    beaten = figure.role is Role.OBJECT and patterns.pattern(_BEATEN).match(line.text, figure.end)
    if beaten and before and before.role is Role.OF and before.mentions:
        yield Candidate((before.mentions[-1].id,), "", "whose figure is beaten", 0.85)


def _last_resort(line: Line, position: int, start: int, clue: Clue) -> Iterator[Candidate]:
    """Subjects of earlier clauses, then names in the clause with other particles."""
    for here in range(start - 1, -1, -1):
        if line.words[here].role is Role.SUBJECT:
            yield from _noun_phrase(line, here, clue, "subject of an earlier clause", 0.6)
    for here in range(position - 1, start - 1, -1):
        word = line.words[here]
        other_side = clue.is_rival(here) or compared(line, here)
        if word.mentions and word.role in (Role.OF, Role.FROM) and not other_side:
            yield Candidate((word.mentions[-1].id,), "", "named in its clause", 0.5)
    opening = line.words[0]
    headline = not line.text.rstrip(" .\"”’'").endswith("다")
    if position > 1 and headline and opening.mentions and opening.role is Role.BARE:
        yield Candidate((opening.mentions[-1].id,), "", "first word", 0.5)


def _noun_phrase(line: Line, last: int, clue: Clue, rule: str, sure: float) -> Iterator[Candidate]:
    """The phrase that ends at a word; of a metric's word (한국의 반도체 수출액은) only its owner."""
    if clue.is_metric(last):
        yield from _owner(line, last, clue, rule, sure - 0.05)
        return
    first = line.phrase(last)
    ids, form = tuple(mentioned(line, first, last)), words(line, first, last)
    known = None if ids else _stands_for(form, clue)
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
            return clue.focus.named(types) or ()
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
            yield Candidate((), form, AGENT if agent else f"owner of the {rule}", sure - 0.35)
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
    own = line.words[position - 1] if position else None
    if own and own.mentions and own.role is Role.OF and _of_the_rival(line, index):
        yield Candidate((own.mentions[-1].id,), "", "the rival's own", 0.85)
        return
    if position and line.form(line.words[position - 1]) == "등":
        position -= 1  # 삼성전자와 SK하이닉스 등 2개사
    word = line.words[position - 1] if position else None
    if word is None or not word.mentions or word.role is not Role.BARE or clue.is_metric(position - 1):
        return
    last = word.mentions[-1]
    joined = tuple(mentioned(line, line.phrase(position - 1), position - 1))
    if line.figures[index].kind is Kind.COUNT and len(joined) > 1:
        yield Candidate(joined, "", "names counted", 0.85)
        return
    ranked = line.figures[index].unit == "위" and gazetteer.kind_of(last.id) == "place"  # 세계 4위: where it ranks
    if last.end == word.stem and not ranked and gazetteer.kind_of(last.id) in _BEARERS:
        yield Candidate((last.id,), "", "name before the figure", 0.85)


def _of_the_rival(line: Line, index: int) -> bool:
    """Whether a figure is what another one is set against: 중국의 4.8%보다 높다, 인텔의 180억 달러를 앞섰다."""
    word = line.words[line.at(index)]
    exceeded = word.role is Role.OBJECT and patterns.pattern(" ?<exceeds>").match(line.text, word.end)
    return word.role is Role.THAN or bool(exceeded)


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
    """15.7%를 보유한 중국과학원은, 550W인 H20보다: the name that the figure's verb describes.

    A clause with a subject of its own does not describe its doer.
    """
    opening = line.words[position]
    described = opening.role is Role.MODIFIER
    if opening.comma or any(line.words[i].role is Role.SUBJECT for i in range(line.clause(position), position)):
        return
    for here in range(position + 1, min(position + 9, len(line.words))):
        word = line.words[here]
        joins = described and patterns.pattern("<joining noun>").fullmatch(line.noun(word))
        if word.figure is not None or word.role is Role.ENDING or joins:
            return
        if described and word.role not in (Role.BARE, Role.OF, Role.AND, Role.MODIFIER):
            if word.mentions:
                yield Candidate((word.mentions[-1].id,), "", "described by its verb", 0.75)
            return
        if word.role is Role.FINAL or word.comma:
            return
        described = described or (word.role is Role.MODIFIER and predicates.is_verb(line, here))


def _is_named(word: Word, types: frozenset[str]) -> bool:
    return bool(fitting((word.mentions[-1].id,), types | {"chip"}))


def is_goods(line: Line, position: int, clue: Clue) -> bool:
    word = line.words[position]
    if not word.mentions or clue.is_rival(position) or compared(line, position):
        return False
    return word.role in (Role.OBJECT, Role.BARE, Role.OTHER, Role.ALSO) and _is_named(word, PRODUCTS)
