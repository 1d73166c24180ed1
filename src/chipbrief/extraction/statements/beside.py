"""The names that stand right beside a figure: before it, after it, described by it or by its verb."""

from __future__ import annotations

from collections.abc import Iterator

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import predicates
from chipbrief.extraction.statements.clauses import Line, Role, Word
from chipbrief.extraction.statements.clue import Candidate, Clue
from chipbrief.extraction.statements.comparisons import mentioned, words
from chipbrief.model import Kind

_BEATEN = " ?<hedge after>? ?(?:<exceeds>|앞질|앞섰|앞선|앞서|제쳤|제치|따돌|밑돌|웃돌|넘어섰|넘어선|추월)"
_BEARERS = ("place", "company", "person", "organisation")  # types of names that a figure may follow at once
_IN_NAME = frozenset({"layers", "generation"})
_SIZED = "짜리"
_TOLD = (Role.FINAL, Role.ENDING, Role.BY)


def in_name(line: Line, position: int, clue: Clue) -> Iterator[Candidate]:
    """HBM 16단 샘플: what its name is part of."""
    before = line.words[position - 1] if position else None
    part = clue.measured is not None and clue.measured.id in _IN_NAME and line.words[position].role is Role.BARE
    if part and before and before.mentions and before.role is Role.BARE:
        yield Candidate((before.mentions[-1].id,), "", "name before the figure", 0.75)


def asked(line: Line, position: int, clue: Clue) -> Iterator[Candidate]:
    """응답 기업의 61%가, 조합원 86%가: of whom a part says or does something."""
    before = line.words[position - 1] if position else None
    part = clue.measured is not None and clue.measured.rule == "의 N%" and clue.measured.hit is None
    if part and before and line.words[position].role in (Role.SUBJECT, Role.TOPIC) and not before.mentions:
        yield Candidate(
            (), words(line, max(line.phrase(position - 1), position - 2), position - 1), "owner of a part", 0.7
        )


def told_after(line: Line, position: int) -> Iterator[Candidate]:
    """8만개는 GH200이다, 2위는 …를 판 지리그룹으로: the name said of a figure; 700억개짜리 라마 모델: its noun."""
    word = line.words[position]
    verb = line.predicate(position)
    if word.role is Role.TOPIC and not line.text.startswith(_SIZED, word.stem):
        last = next((i for i in range(position + 1, verb + 1) if line.words[i].role in _TOLD), -1)
        told = line.words[last] if last > 0 else None
        if told and told.figure is None and _is_it(line, told):
            if told.mentions:
                yield Candidate((told.mentions[-1].id,), "", "said of the figure", 0.8)
            elif line.figures[line.words[position].figure or 0].kind is Kind.ORDINAL:
                yield Candidate((), words(line, last, last, _copula(line, told)), "said of the figure", 0.6)
    if line.text.startswith(_SIZED, line.figures[word.figure or 0].end):
        following = line.words[position + 1 : position + 4]
        named = next((w for w in following if w.mentions or w.role is not Role.BARE), None)
        if named and named.mentions:
            yield Candidate((named.mentions[-1].id,), "", "described by its amount", 0.8)
        elif following:
            yield Candidate((), line.noun(following[0]), "described by its amount", 0.5)


def _copula(line: Line, word: Word) -> int:
    """Where the noun of a word ends before 이다 or a particle."""
    tags = line.within(word.start, word.end)
    return next((m.start for m in tags if m.tag in ("VCP", "EF", "EC") or m.tag[0] == "J"), word.stem)


def _is_it(line: Line, word: Word) -> bool:
    """Whether a word says what something is: GH200이다, 지리그룹으로."""
    return (
        word.role is Role.BY
        or any(m.tag == "VCP" for m in line.within(word.start, word.end))
        or (bool(word.mentions) and line.text[word.mentions[-1].end : word.end] in ("다", "이다", "였다", "이었다"))
    )


def whose(line: Line, position: int) -> Iterator[Candidate]:
    """300억 달러가 일본 몫이었다: the name before the word for a part; 인텔의 41억 달러를 앞질렀다."""
    for here in range(position + 1, min(position + 4, len(line.words))):
        word = line.words[here]
        if word.mentions and here + 1 < len(line.words) and line.noun(line.words[here + 1]).startswith("몫"):
            yield Candidate((word.mentions[-1].id,), "", "whose part", 0.85)
    before, figure = line.words[position - 1] if position else None, line.words[position]
    beaten = figure.role is Role.OBJECT and patterns.pattern(_BEATEN).match(line.text, figure.end)
    if beaten and before and before.role is Role.OF and before.mentions:
        yield Candidate((before.mentions[-1].id,), "", "whose figure is beaten", 0.85)


def directly_before(line: Line, index: int, clue: Clue) -> Iterator[Candidate]:
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
    kind = gazetteer.kind_of(last.id)
    shared = line.figures[index].kind is Kind.PERCENT and kind in ("technology", "chip-family", "chip")
    if shared and clue.measured and clue.measured.id.endswith("share") and line.words[position].role is not Role.OF:
        yield Candidate((last.id,), "", "name before the figure", 0.75)
    if last.end == word.stem and not ranked and kind in _BEARERS:
        yield Candidate((last.id,), "", "name before the figure", 0.85)


def _of_the_rival(line: Line, index: int) -> bool:
    """Whether a figure is what another one is set against: 중국의 4.8%보다 높다, 인텔의 180억 달러를 앞섰다."""
    word = line.words[line.at(index)]
    exceeded = word.role is Role.OBJECT and patterns.pattern(" ?<exceeds>").match(line.text, word.end)
    return word.role is Role.THAN or bool(exceeded)


def named_after(line: Line, position: int) -> Iterator[Candidate]:
    """1위 전자상거래 업체 알리바바는: the name at the end of the phrase that a rank opens."""
    here = position
    while here + 1 < len(line.words) and line.words[here].role in (Role.BARE, Role.OF, Role.MODIFIER):
        here += 1
        word = line.words[here]
        following = line.words[here + 1] if here + 1 < len(line.words) else None
        if word.figure is None and word.mentions and following and following.figure is not None:
            yield Candidate((word.mentions[-1].id,), "", "rank before its name", 0.8)  # 7세대 HBM 16단 샘플
        if word.figure is not None or word.role in (Role.ENDING, Role.FINAL):
            return
        if word.mentions and word.role is not Role.OF and (word.role is not Role.BARE or word.comma):
            yield Candidate((word.mentions[-1].id,), "", "rank before its name", 0.9)
            return


def after_its_verb(line: Line, position: int) -> Iterator[Candidate]:
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
