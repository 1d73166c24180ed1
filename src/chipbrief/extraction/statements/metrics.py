"""What a figure measures: the words of `data/reference/metrics.csv` around it.

A metric's word counts as the head of its noun phrase only (수출액이, not 수출 통제). Where it stands says how sure
it is: directly before the figure (지분 15.7%), after it in the same phrase (60%의 추론 성능), before it in the clause
(매출액이 … 4348%), in its predicate (15억 위안을 조달), elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import directions
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.metric_words import Hit, by_word, table
from chipbrief.model import Kind

_RISEN, _FALLEN = "+↑▲△", "↓▼▽"
_RATE = re.compile(r"(?:율|률|폭)\Z")  # 증가율, 하락률, 낙폭: a change by its name
_REACHED = re.compile(r" ?(?:수준|정도|선)?까지")
_GONE = re.compile(r"(?:이|가|을|를)? ?(?:증발|사라|날아|날렸|허공)")  # of an amount: lost
_CORE = (Role.TOPIC, Role.SUBJECT, Role.ALSO, Role.OBJECT, Role.BARE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure's metric, the word that told it, how it was found, and how sure that is."""

    id: str
    hit: Hit | None
    rule: str
    confidence: float


def of(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """The metric of a figure by the words of its sentence, or None."""
    figure = line.figures[index]
    part = _part if figure.kind is Kind.PERCENT else _level_dealt
    if first := _changed(line, index, found) or part(line, index, found) or _level_dealt(line, index, found):
        return first
    own = _unit_has_its_own(figure)
    for rule, confidence, candidates in _places(line, index, found):
        if rule == "in its predicate" and (by_unit := _of_unit(figure)) and table()[by_unit.id].kinds != {"count"}:
            return by_unit
        for hit in candidates:
            fitting = (i for i in hit.ids if table()[i].fits(figure) and not _acts(line, index, hit, i))
            id_ = next((i for i in fitting if table()[i].units or not own), None)
            if id_ == "economic-growth" and (named := _rate(hit, found, "growth")).hit:
                return named  # 매출 성장률
            if id_ in ("growth", "decline"):
                return _by_name(line, index, hit, found, id_) if rule == "before" or _is_rate(line, hit) else None
            if id_:
                return Measured(id_, hit, f"metric {rule}", confidence)
    return _of_unit(figure)


def _changed(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """The change that a figure is, by its sign or by the verb after it; None for a level."""
    figure, direction = line.figures[index], _direction(line, index)
    if direction:
        reached = figure.kind is Kind.PERCENT and _REACHED.match(line.text, figure.end) is not None
        return (_level(line, index, found) if reached else None) or _change(line, index, found, direction)
    return _lost(line, index, found) if figure.kind in (Kind.MONEY, Kind.COUNT) else None


def _by_name(line: Line, index: int, hit: Hit, found: list[Hit], direction: str) -> Measured:
    """The change that its name says: 증가율 9%, 상승 12%."""
    if _is_rate(line, hit):
        return _rate(hit, found, direction)
    return _change(line, index, [other for other in found if other is not hit], direction)


def _is_rate(line: Line, hit: Hit) -> bool:
    return _RATE.search(line.text[hit.start : hit.end]) is not None


def _level(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """What has a level in per cent of its own that was reached: 점유율은 90%까지 급증했다, but 주가는 9%까지 내렸다."""
    for rule, confidence, candidates in _places(line, index, found):
        for hit in candidates if rule in ("before", "in its clause", "in its sentence") else ():
            if _is_rate(line, hit) and {"growth", "decline"} & {*hit.ids}:
                return _rate(hit, found, hit.ids[0])
            for id_ in hit.ids:
                if table()[id_].fits(line.figures[index]) and table()[id_].direction in ("", "share"):
                    return Measured(id_, hit, "level reached", confidence - 0.05)
    return None


def _rate(hit: Hit, found: list[Hit], direction: str) -> Measured:
    """The rate of change of the metric directly before its name: 매출 증감률, 수출 증가율."""
    for base in found:
        if 0 <= hit.start - base.end <= 1:
            for id_ in base.ids:
                if f"{id_}-{direction}" in table():
                    return Measured(f"{id_}-{direction}", base, "rate of change", 0.85)
    return Measured(direction, None, "rate of change", 0.4)


def _lost(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """An amount by which something rose or fell: 매출은 12조원 빠졌다, 시총 500억 위안이 증발했다."""
    figure, word = line.figures[index], line.words[line.at(index)]
    direction = "decline" if _GONE.match(line.text, figure.end) else None
    if direction is None and word.end == figure.end and not word.comma:
        direction = directions.moved(line, index, directions.HEDGES)
    changed = _change(line, index, [h for h in found if h.start < figure.start], direction) if direction else None
    return changed if changed and changed.hit else None


def _acts(line: Line, index: int, hit: Hit, id_: str) -> bool:
    """Whether the word names who does it, not what is counted: 회사는 … 5만개를 들인다, but 직원은 1100명이다."""
    word = line.words[line.at(index)]
    if table()[id_].kinds != {"count"} or line.words[hit.word].role not in (Role.TOPIC, Role.SUBJECT):
        return False
    stated = patterns.pattern(" ?<hedge after>").match(line.text, word.stem) is not None
    return word.role is Role.OBJECT or (word.role is Role.BARE and not stated)


def _part(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """전체 매출의 36.1%: the share of a quantity that stands before the figure with 의."""
    before = line.at(index) - 1
    if before < 0 or line.words[before].role is not Role.OF:
        return None
    for hit in found:
        row = next(
            (row for row in table().values() if row.direction == "share" and {row.base, row.id} & {*hit.ids}), None
        )
        if hit.word == before and row:
            return Measured(row.id, hit, "의 N%", 0.8)
    return None


def _of_unit(figure: Quantity) -> Measured | None:
    """The metric that a unit names by itself: 위, 세대, 명, nm."""
    found = (id_ for id_ in by_word(figure.unit) if table()[id_].fits(figure))
    return next((Measured(id_, None, "metric of the unit", 0.8) for id_ in found), None)


def _unit_has_its_own(figure: Quantity) -> bool:
    """Whether a unit is that of one metric only, whatever else stands by: 3nm 양산 is no output of 3 nm."""
    by_unit = _of_unit(figure)
    return by_unit is not None and table()[by_unit.id].kinds == {"measure"} and bool(table()[by_unit.id].units)


def _places(line: Line, index: int, found: list[Hit]) -> Iterator[tuple[str, float, list[Hit]]]:
    """The metric words to try, best place first."""
    figure, position = line.figures[index], line.at(index)
    heads = [hit for hit in found if hit.head]
    left = sorted((h for h in heads if h.end <= figure.start), key=lambda h: -h.end)
    right = [h for h in heads if figure.end <= h.start]
    here = [h for h in left if h.word >= line.clause(position)]
    beside = [h for h in left if h.word == position - 1 and line.words[h.word].role in (Role.BARE, Role.OTHER)]
    yield "before", 0.95, beside
    last = _phrase_after(line, position)
    after = [h for h in right if h.word <= last and h.word != position]
    yield "after", 0.9, [*(h for h in right if h.word == position), *after[::-1]]
    yield "in its clause", 0.85, _paired(line, index, here)
    verb, stop = line.predicate(position), _next_figure(line, index)
    yield "in its predicate", 0.8, [h for h in right if last < h.word <= verb and h.start < stop][::-1]
    yield "in its sentence", 0.6, [*here, *left]
    near = [h for h in found if h.end <= figure.start and h.end - h.start > 1 and h.word >= line.clause(position)]
    yield "near", 0.5, sorted(near, key=lambda h: -h.end)


def _paired(line: Line, index: int, found: list[Hit]) -> list[Hit]:
    """매출과 영업이익은 각각 A, B: the first figure is of the first metric, the second of the second."""
    core = [hit for hit in found if line.words[hit.word].role in _CORE]
    order = line.respective(index)
    if order is None or not core:
        return core
    joined = core[:1]
    for hit in found[found.index(core[0]) + 1 :]:
        if line.words[hit.word].role is not Role.AND or hit.word < line.phrase(found[0].word):
            break
        joined.insert(0, hit)
    return [joined[order[0]]] if len(joined) == order[1] else core


def _phrase_after(line: Line, position: int) -> int:
    """The last word of the noun phrase that a figure opens: 60% | 정도의 추론 성능을."""
    words, last = line.words, position
    if words[position].role not in (Role.OF, Role.BARE) or words[position].comma:
        return position
    while last + 1 < len(words) and words[last].role in (Role.OF, Role.BARE, Role.MODIFIER):
        if words[last + 1].figure is not None:
            break
        last += 1
        if words[last].role in (Role.FINAL, Role.ENDING) or words[last].comma:
            break
    return last


def _next_figure(line: Line, index: int) -> int:
    later = [f.start for f in line.figures[index + 1 :] if f.kind is not Kind.DATE]
    return min(later, default=len(line.text))


def _direction(line: Line, index: int) -> str | None:
    """growth or decline when the figure's sign or the words directly after it say so (4348% 폭증한, 3배 이상 늘었다).

    Figures in a row share the verb of the last (매출은 35%, 영업이익은 68% 늘었다).
    """
    figure = line.figures[index]
    if figure.kind not in (Kind.PERCENT, Kind.MULTIPLE):
        return None
    sign = line.text[max(0, figure.start - 1) : figure.end + 1].rstrip("+")
    if any(c in _FALLEN for c in sign):
        return "decline"
    if any(c in _RISEN for c in sign) or (figure.high or 0) < 0:
        return "growth"
    moved = directions.moved(line, index, directions.TO_TIMES if figure.kind is Kind.MULTIPLE else directions.HEDGES)
    if moved:
        return moved
    following = line.next_in_row(index)
    return _direction(line, following) if following is not None else None


def _change(line: Line, index: int, found: list[Hit], direction: str) -> Measured:
    """The growth or the decline of what the clause is about; of nothing known, `growth` or `decline` itself."""
    rate = next((h for h in found if h.head and h.end <= line.figures[index].start and _is_rate(line, h)), None)
    if rate and {"growth", "decline"} & {*rate.ids} and (named := _rate(rate, found, direction)).hit:
        return named
    figure, position = line.figures[index], line.at(index)
    clause, verb, stop = line.clause(position), line.predicate(position), _next_figure(line, index)
    heads = [hit for hit in found if hit.head]
    before = sorted((h for h in heads if h.end <= figure.start), key=lambda h: (h.word < clause, -h.end))
    after = [h for h in heads if figure.end <= h.start < stop and h.word <= verb]
    for hit in [*_dealt(line, index, before, direction), *before, *after]:
        for id_ in hit.ids:
            if id_ == "inflation" and direction == "growth" and figure.unit == "%" and not _is_rate(line, hit):
                return Measured(id_, hit, "growth of prices", 0.85)  # 물가가 2.4% 올랐다
            if f"{id_}-{direction}" in table():
                sure = 0.7 if hit in after else 0.9 if hit.word >= clause else 0.6
                return Measured(f"{id_}-{direction}", hit, "growth verb", sure)
    return Measured(direction, None, "growth verb", 0.4)


def _dealt(line: Line, index: int, before: list[Hit], direction: str) -> list[Hit]:
    """매출과 영업이익은 각각 24%, 209% 불어났다: the metric whose turn it is, where there are as many as figures."""
    order = line.respective(index)
    changing = sorted({h for h in before if any(f"{id_}-{direction}" in table() for id_ in h.ids)})
    return [changing[order[0]]] if order and len(changing) == order[1] else []


def _level_dealt(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """매출과 순손실은 각각 129억 달러, 29억 달러: the metric whose turn it is, where there are as many as figures."""
    order, position = line.respective(index), line.at(index)
    if order is None:
        return None
    heads = [hit for hit in found if hit.head and line.clause(position) <= hit.word < position]
    if len(heads) != order[1]:
        return None
    hit = heads[order[0]]
    id_ = next((id_ for id_ in hit.ids if table()[id_].fits(line.figures[index])), None)
    return Measured(id_, hit, "dealt out", 0.85) if id_ else None
