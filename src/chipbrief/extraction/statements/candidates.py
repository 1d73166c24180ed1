"""The noun phrases that may be the subject of a figure, the most likely first, and what is known when they are weighed.

Topic and subject particles, genitives, appositions, names that a verb describes. A subject inside a clause that
describes a noun belongs to that clause (엔비디아가 내놓은 H20의 3.4배), unless the noun is what is measured
(중국이 차지하는 비중은).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import beside, predicates
from chipbrief.extraction.statements.clauses import Line, Role, Word
from chipbrief.extraction.statements.clue import Candidate, Clue
from chipbrief.extraction.statements.comparisons import compared, joined, mentioned, words
from chipbrief.extraction.statements.focus import PRODUCTS, fitting
from chipbrief.model import Kind

_STANDS_FOR = "(?:(?:이|그|동|해당|새|두|같은|이번) ?)?<stands for: {}>"
_THIS_FIRM = "동사|(?:이|그|동|해당|같은) ?(?:[가-힣A-Za-z]{2,12} ){0,2}[가-힣A-Za-z]{0,6}<firm noun>"
_POINTED = re.compile(r"이|그|동|해당|같은")
_SEVERAL = re.compile(
    r"(?:이|그)들(?: ?(?:회사|업체|기업|은행|기관|국가|나라|제품|[0-9]개사?))?|양사|양국|두 (?:회사|업체|기업|나라)"
)
_TYPES = {"company": ("company",), "chip": tuple(PRODUCTS), "place": ("place", "government")}
AGENT = "owner without a name"  # 중국 업체들의 점유율
_COMPANIES = frozenset({"company"})
_TAKING = frozenset({"purchases", "imports", "shipments"})  # 한국에서 사들인: where from bears nothing


def candidates(line: Line, index: int, clue: Clue) -> Iterator[Candidate]:
    """The noun phrases that may be the subject, the most likely first."""
    position = line.at(index)
    start = line.clause(position)
    yield from beside.told_after(line, position)
    if line.figures[index].kind is Kind.ORDINAL:
        yield from beside.named_after(line, position)
    yield from beside.whose(line, position)
    if clue.measured is not None and clue.measured.rule.startswith("verb frame") and not clue.of_goods:
        yield from _agent(line, position, clue)
    yield from beside.in_name(line, position, clue)
    yield from beside.asked(line, position, clue)
    if "chip" not in clue.types or line.figures[index].kind is Kind.ORDINAL:
        yield from beside.directly_before(line, index, clue)
    for here in range(position - 1, start - 1, -1):
        if line.words[here].role is Role.SUBJECT and not _embedded(line, here, position, clue):
            yield from _noun_phrase(line, here, clue, "subject", 0.9)
    hit = clue.measured.hit if clue.measured else None
    if hit is not None and start <= hit.word < position and "stake" not in hit.ids:
        yield from _owner(line, hit.word, clue, "metric", 0.85)
    yield from beside.after_its_verb(line, position)
    for here in range(position - 1, -1, -1):
        if line.words[here].role in (Role.TOPIC, Role.ALSO):
            yield from _noun_phrase(line, here, clue, "topic", 0.9 if here >= start else 0.8)
    yield from _last_resort(line, position, start, clue)


def _agent(line: Line, position: int, clue: Clue) -> Iterator[Candidate]:
    """중국이 한국에서 사들인 D램은 21억 달러다: who does what the verb tells that describes the measured."""
    for clause in reversed(predicates.line_clauses(line)):
        head = clause.head
        if head is None or clause.verb >= position or head.role not in (Role.TOPIC, Role.SUBJECT):
            continue
        if line.clause(head.last) == line.clause(position):
            for phrase in reversed(clause.phrases):
                if phrase.role is Role.SUBJECT and phrase.last >= clause.first:
                    yield from _noun_phrase(line, phrase.last, clue, "agent", 0.85)
        return


def _embedded(line: Line, subject: int, position: int, clue: Clue) -> bool:
    """Whether a subject is that of a clause that describes a noun before the figure, and not of the measure itself."""
    clause = next((one for one in predicates.line_clauses(line) if one.verb > subject), None)
    if clause is None or clause.head is None or clause.verb >= position:
        return False
    return not any(clue.is_metric(i) or _is_part(line, i) for i in range(clause.head.first, clause.head.last + 1))


def _is_part(line: Line, position: int) -> bool:
    """Whether a word is one for a part, of whose owner the clause before it tells (중국이 차지하는 몫은)."""
    return patterns.pattern("<part word>").match(line.noun(line.words[position])) is not None


def _last_resort(line: Line, position: int, start: int, clue: Clue) -> Iterator[Candidate]:
    """Subjects of earlier clauses, then names in the clause with other particles."""
    for here in range(start - 1, -1, -1):
        if line.words[here].role is Role.SUBJECT:
            yield from _noun_phrase(line, here, clue, "subject of an earlier clause", 0.6)
    for here in range(position - 1, start - 1, -1):
        word = line.words[here]
        other_side = clue.is_rival(here) or compared(line, here) or _times_it(line, here)
        if word.role is Role.FROM and clue.measured and clue.measured.id.split("-")[0] in _TAKING:
            continue
        if word.mentions and word.role in (Role.OF, Role.FROM) and not other_side:
            yield Candidate((word.mentions[-1].id,), "", "named in its clause", 0.5)
    opening = line.words[0]
    headline = not line.text.rstrip(" .\"”’'").endswith("다")
    if position > 1 and headline and opening.mentions and opening.role is Role.BARE:
        yield Candidate((opening.mentions[-1].id,), "", "first word", 0.5)


def _times_it(line: Line, position: int) -> bool:
    """Whether a figure tells how many times what a name has: H20의 3.4배."""
    after = line.words[position + 1] if position + 1 < len(line.words) else None
    own = after.figure if after and line.words[position].role is Role.OF else None
    return own is not None and line.figures[own].kind is Kind.MULTIPLE


def _noun_phrase(line: Line, last: int, clue: Clue, rule: str, sure: float) -> Iterator[Candidate]:
    """The phrase that ends at a word; of a metric's word (한국의 반도체 수출액은) only its owner."""
    if clue.is_metric(last):
        yield from _owner(line, last, clue, rule, sure - 0.05)
        return
    first = line.phrase(last)
    ids, form = tuple(mentioned(line, first, last)), words(line, first, last)
    several = joined(line, first, last)
    if several and not clue.is_metric(last):
        yield Candidate((), several, "owner: several names", sure - 0.3)
        return
    known = None if ids else _stands_for(form, clue)
    if known is not None:
        yield Candidate(known, form, f"{rule} that stands for a name", sure - (0.2 if known else 0.4))
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
    if _SEVERAL.fullmatch(form):
        return clue.focus.several() or ()
    for type_, types in _TYPES.items():
        pointed = _POINTED.match(form) is not None
        if type_ == "chip" and not pointed and not clue.of_product:
            continue  # 반도체는 28%를 차지한다: goods
        if patterns.pattern(_STANDS_FOR.format(type_)).fullmatch(form):
            named = clue.focus.named(types, pointed=pointed) or ()
            if type_ == "place":
                named = tuple(filter(gazetteer.governed, named))  # ASEAN has no government
            return named or (("korea-government",) if form == "정부" else ())  # the articles are Korean
    if patterns.pattern(_THIS_FIRM).fullmatch(form):
        return clue.focus.named(_COMPANIES) or ()
    return None


def _owner(line: Line, last: int, clue: Clue, rule: str, sure: float) -> Iterator[Candidate]:
    """Whose metric it is: the last genitive of its phrase (엔비디아의 중국 AI 칩 시장 점유율), else its first names."""
    first = line.phrase(last)
    inside = [i for i in range(first, last + 1) if not clue.is_rival(i)]
    owners = [i for i in inside if line.words[i].role is Role.OF and i < last and not clue.is_metric(i)]
    if owners:
        ids, form = tuple(mentioned(line, first, owners[-1])), words(line, first, owners[-1])
        part = patterns.pattern("<part>").fullmatch(line.noun(line.words[owners[-1]]))
        if several := joined(line, first, owners[-1]):
            yield Candidate((), several, "owner: several names", sure - 0.3)
        elif ids and (part or line.words[owners[-1]].mentions):
            yield Candidate(ids, "", f"owner of the {rule}", sure)
        elif known := _stands_for(form, clue):
            yield Candidate(known, "", "owner that stands for a name", sure - 0.2)
        elif form:
            agent = _is_agent(line, line.words[owners[-1]])
            yield Candidate((), form, AGENT if agent else f"owner of the {rule}", sure - 0.35)
            if agent:
                return
    for here in inside:
        word = line.words[here]
        following = line.words[here + 1] if here < last else None
        if word.mentions and following and here + 1 < last and _is_agent(line, following):
            yield Candidate((), words(line, here, here + 1), AGENT, sure - 0.35)  # 중국 업체 몫은
            return
        if word.mentions and not (following and following.mentions and word.role is Role.BARE):
            yield Candidate((word.mentions[-1].id,), "", f"name before the {rule}", sure - 0.1)


def _is_agent(line: Line, word: Word) -> bool:
    """Whether a word stands for those who do something, named or not: 업체, 기업들."""
    return patterns.pattern("<agent>들?$").search(line.noun(word)) is not None


def _is_named(word: Word, types: frozenset[str]) -> bool:
    return bool(fitting((word.mentions[-1].id,), types | {"chip"}))


def is_goods(line: Line, position: int, clue: Clue) -> bool:
    word = line.words[position]
    if not word.mentions or clue.is_rival(position) or compared(line, position):
        return False
    return word.role in (Role.OBJECT, Role.BARE, Role.OTHER, Role.ALSO) and _is_named(word, PRODUCTS)
