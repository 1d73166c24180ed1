"""What a figure measures: the words of `data/reference/metrics.csv` around it.

A metric's word counts as the head of its noun phrase only (수출액이, not 수출 통제). Where it stands says how sure
it is: directly before the figure (지분 15.7%), after it in the same phrase (60%의 추론 성능), before it in the clause
(매출액이 … 4348%), in its predicate (15억 위안을 조달), elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ahocorasick  # type: ignore[import-not-found]  # it carries no types

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.model import Kind
from chipbrief.sources.reference_tables import rows

# what may follow a metric's word as the head of its phrase: 수출액은, 매출 규모가, 조달했다; nobody heaps more than six
_AFTER = "(?: ?<measure of a metric>){0,6}<particle of a metric>?(?![가-힣])|<verb of a metric>"
_ABOUT = "(?:<about>|<measure of a metric>)"
_HEDGES = r"(?: ?<hedge after>)*(?:을|를|은|는|도|만)?\s*+(?:더|또|무려|크게|가까이|넘게)?\s*+"
_TO_TIMES = rf"(?:로 )?{_HEDGES}"  # 3배 늘었다 and 3배로 늘었다 say the same, 3% and 3%로 do not
_RISEN, _FALLEN = "+↑▲△", "↓▼▽"
_SHORT = frozenset("늘줄뛴뛰준값빚몫")  # words of one syllable that need no other sign
_CORE = (Role.TOPIC, Role.SUBJECT, Role.ALSO, Role.OBJECT, Role.BARE)


class Hit(NamedTuple):
    """A metric's word at `[start, end)` of a line; `word` is the index of the word that holds it."""

    start: int
    end: int
    ids: tuple[str, ...]
    word: int
    head: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure's metric, the word that told it, how it was found, and how sure that is."""

    id: str
    hit: Hit | None
    rule: str
    confidence: float


class Metric(NamedTuple):
    """A row of `metrics.csv`: kinds, units and types of subjects that it goes with (empty: any).

    `direction` is `up` or `down` for a change of the metric `base`, `share` for a part of it; `flow` tells that it
    adds up over a period.
    """

    id: str
    kinds: frozenset[str]
    units: frozenset[str]
    subjects: frozenset[str]
    base: str
    direction: str
    flow: bool

    def fits(self, figure: Quantity) -> bool:
        return (not self.kinds or str(figure.kind) in self.kinds) and (not self.units or figure.unit in self.units)

    @property
    def of_chips(self) -> bool:
        """Whether it is a property of a product, which has a rival and no period."""
        return "chip" in self.subjects


@cache
def table() -> dict[str, Metric]:
    """The metrics by id."""
    return {
        row["id"]: Metric(
            row["id"], _set(row["kinds"]), _set(row["units"]), _set(row["subjects"]), row["base"], row["direction"],
            row["flow"] == "yes",
        )
        for row in rows("metrics")
    }  # fmt: skip


def label(id_: str, language: str = "ko") -> str:
    """A metric's label as in a table's head; KeyError for an unknown id."""
    return {row["id"]: row[language] for row in rows("metrics")}[id_]


def _set(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


@cache
def _automaton() -> ahocorasick.Automaton:
    words: dict[str, list[str]] = {}
    for row in rows("metrics"):
        for word in _set(row["words"]):
            words.setdefault(word, []).append(row["id"])
    automaton = ahocorasick.Automaton()
    for word, ids in words.items():
        automaton.add_word(word, (word, tuple(ids)))
    automaton.make_automaton()
    return automaton


def worded(text: str) -> bool:
    """Whether any metric's word stands in a text: without one there is nothing to tell a figure's metric by."""
    return next(_automaton().iter(text), None) is not None


def hits(line: Line) -> list[Hit]:
    """The metrics' words of a line; of overlapping ones the longest."""
    found = []
    for last, (word, ids) in _automaton().iter(line.text):
        start, end = last + 1 - len(word), last + 1
        if not _in_name(line, start, end):
            found.append((start, end, ids))
    kept: list[Hit] = []
    for start, end, ids in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(end <= other.start or other.end <= start for other in kept):
            position = line.word_at(end - 1)
            if position is not None:
                kept.append(Hit(start, end, ids, position, _is_head(line, position, start, end)))
    return sorted(kept)


def _in_name(line: Line, start: int, end: int) -> bool:
    named = any(m.start < end and start < m.end for m in line.mentions)
    return named or any(f.start <= start and end <= f.end for f in line.figures)


def _is_head(line: Line, position: int, start: int, end: int) -> bool:
    """Whether a metric's word is the head of its noun phrase or a verb, and begins where a word may."""
    word = line.words[position]
    if end - start == 1:
        return line.text[start] in _SHORT and word.start == start
    verbal = word.role in (Role.ENDING, Role.FINAL, Role.MODIFIER)
    if not verbal and not patterns.pattern(_AFTER).match(line.text, end):
        return False
    following = line.words[position + 1] if position + 1 < len(line.words) else None
    if word.role is not Role.BARE or word.comma or following is None or following.figure is not None:
        return True
    if following.role in (Role.ADVERB, Role.MODIFIER, Role.ENDING, Role.FINAL) or following.mentions:
        return True
    return bool(patterns.pattern(_ABOUT).match(line.text, following.start))


def of(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """The metric of a figure by the words of its sentence, or None."""
    figure = line.figures[index]
    direction = _direction(line, index)
    if direction:
        return _change(line, index, found, direction)
    if figure.kind is Kind.PERCENT and (part := _part(line, index, found)):
        return part
    for rule, confidence, candidates in _places(line, index, found):
        if rule == "in its predicate" and (by_unit := _of_unit(figure)) and table()[by_unit.id].kinds != {"count"}:
            return by_unit
        for hit in candidates:
            id_ = next((i for i in hit.ids if table()[i].fits(figure) and not _acts(line, index, hit, i)), None)
            if id_ in ("growth", "decline"):
                return _change(line, index, [h for h in found if h is not hit], id_) if rule == "before" else None
            if id_:
                return Measured(id_, hit, f"metric {rule}", confidence)
    return _of_unit(figure)


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
    ids: tuple[str, ...] = _automaton().get(figure.unit, ("", ()))[1] if figure.unit else ()
    found = (id_ for id_ in ids if table()[id_].fits(figure))
    return next((Measured(id_, None, "metric of the unit", 0.8) for id_ in found), None)


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
    sign = line.text[max(0, figure.start - 1) : figure.end]
    if any(c in _RISEN for c in sign) or (figure.high or 0) < 0:
        return "growth"
    if any(c in _FALLEN for c in sign):
        return "decline"
    hedges = patterns.pattern(_TO_TIMES if figure.kind is Kind.MULTIPLE else _HEDGES).match(line.text, figure.end)
    place = hedges.end() if hedges else figure.end
    for id_ in ("growth", "decline"):
        if _verbs(id_).match(line.text, place):
            return id_
    following = line.next_in_row(index)
    return _direction(line, following) if following is not None else None


@cache
def _verbs(direction: str) -> re.Pattern[str]:
    words = next(row["words"] for row in rows("metrics") if row["id"] == direction)
    return re.compile("|".join(map(re.escape, words.split("|"))))


def _change(line: Line, index: int, found: list[Hit], direction: str) -> Measured:
    """The growth or the decline of what the clause is about; of nothing known, `growth` or `decline` itself."""
    figure, position = line.figures[index], line.at(index)
    clause, verb, stop = line.clause(position), line.predicate(position), _next_figure(line, index)
    heads = [hit for hit in found if hit.head]
    before = sorted((h for h in heads if h.end <= figure.start), key=lambda h: (h.word < clause, -h.end))
    after = [h for h in heads if figure.end <= h.start < stop and h.word <= verb]
    for hit in [*before, *after]:
        for id_ in hit.ids:
            if f"{id_}-{direction}" in table():
                sure = 0.7 if hit in after else 0.9 if hit.word >= clause else 0.6
                return Measured(f"{id_}-{direction}", hit, "growth verb", sure)
    return Measured(direction, None, "growth verb", 0.4)
