"""What a figure measures: the words of `data/reference/metrics.csv` around it.

A metric's word counts as the head of its noun phrase only (수출액이, not 수출 통제). Where it stands says how sure it is:
directly before the figure (지분 15.7%), after it in the same phrase (60%의 추론 성능), before it in the clause (매출액이 …
4348%), in its predicate (15억 위안을 조달), elsewhere in the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ahocorasick

from chipbrief.extraction.clauses import Line, Role
from chipbrief.extraction.quantities import Quantity
from chipbrief.model import Kind
from chipbrief.sources.tables import rows

# what may follow a metric's word as its head without changing what is measured
_MEASURE = "규모|수준|지표|기준|금액|총액|목표|계획|전망|실적|면|분야|부문|추정치|전망치|예상치|총합|합계|액|량|율|률|치|비율|결과|한도|상한"
_AFTER = re.compile(
    rf"(?:(?: ?(?:{_MEASURE}))*(?:은|는|이|가|을|를|의|도|에|에서|에서는|로|으로|만|와|과|까지|보다|보다는|이나|면에서|면에서는|에서만|마저|대로)?"
    r"(?![가-힣])|하|되|됐|된|될|돼|했|한|할|해|받|시키|시켰|시킨|들이|돼|킨|났|난|어|었|ㄴ)"
)
_SHORT = frozenset("늘줄뛴뛰준값빚몫")  # words of one syllable that need no other sign
_HEDGES = re.compile(
    r"(?: ?(?:이상|이하|가량|정도|안팎|수준|씩|나|이나|까지|포인트|넘게|가까이|쯤|선|대))*(?:을|를|은|는|도|만)?\s*(?:더|또|무려|크게|가까이|넘게|급)?\s*"
)
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
    """A row of `metrics.csv`: kinds, units and types of subjects that it goes with (empty: any)."""

    id: str
    kinds: frozenset[str]
    units: frozenset[str]
    subjects: tuple[str, ...]
    base: str
    direction: str

    def fits(self, figure: Quantity) -> bool:
        return (not self.kinds or str(figure.kind) in self.kinds) and (not self.units or figure.unit in self.units)


@cache
def table() -> dict[str, Metric]:
    """The metrics by id."""
    return {
        row["id"]: Metric(
            row["id"],
            _set(row["kinds"]),
            _set(row["units"]),
            tuple(_set(row["subjects"])),
            row["base"],
            row["direction"],
        )
        for row in rows("metrics")
    }


def label(id_: str, language: str = "ko") -> str:
    """A metric's label as in a table's head; KeyError for an unknown id."""
    return next(row[language] for row in rows("metrics") if row["id"] == id_)


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
        automaton.add_word(word, (word, tuple(sorted(ids, key=list(table()).index))))
    automaton.make_automaton()
    return automaton


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
            position = _word_at(line, end - 1)
            if position is not None:
                kept.append(Hit(start, end, ids, position, _is_head(line, position, start, end)))
    return sorted(kept)


def _in_name(line: Line, start: int, end: int) -> bool:
    return any(m.start < end and start < m.end for m in line.mentions) or any(
        f.start <= start and end <= f.end for f in line.figures
    )


def _word_at(line: Line, place: int) -> int | None:
    return next((i for i, word in enumerate(line.words) if word.start <= place < word.end), None)


def _is_head(line: Line, position: int, start: int, end: int) -> bool:
    """Whether a metric's word is the head of its noun phrase or a verb, and begins where a word may."""
    before = line.text[start - 1 : start]
    if "가" <= before <= "힣" and end - start < 2:
        return False
    if end - start == 1:
        return line.text[start] in _SHORT and line.words[position].start == start
    if not _AFTER.match(line.text, end) and line.words[position].role not in (Role.ENDING, Role.FINAL, Role.MODIFIER):
        return False
    word = line.words[position]
    following = line.words[position + 1] if position + 1 < len(line.words) else None
    if word.role is not Role.BARE or word.comma or following is None or following.figure is not None:
        return True
    if following.role in (Role.ADVERB, Role.MODIFIER, Role.ENDING, Role.FINAL) or following.mentions:
        return True
    return bool(
        re.match(_MEASURE, line.text[following.start : following.end])
        or re.match(r"최대|최소|약|총|무려|각각|연|평균|대략|기준", line.form(following))
    )


def of(line: Line, index: int, found: list[Hit]) -> Measured | None:
    """The metric of a figure by the words of its sentence, or None."""
    figure, position = line.figures[index], line.at(index)
    direction = _direction(line, index)
    if direction and figure.kind in (Kind.PERCENT, Kind.MULTIPLE):
        return _change(line, index, found, direction)
    for rule, confidence, candidates in _places(line, index, position, found):
        for hit in candidates:
            id_ = next((i for i in hit.ids if table()[i].fits(figure)), None)
            if id_ in ("growth", "decline"):
                return _change(line, index, [h for h in found if h is not hit], id_) if rule == "before" else None
            if id_:
                return Measured(id_, hit, f"metric {rule}", confidence)
    return next(
        (Measured(i, None, "metric of the unit", 0.8) for i in _of_unit(figure.unit) if table()[i].fits(figure)), None
    )


def _of_unit(unit: str) -> tuple[str, ...]:
    """The metrics that a counter names by itself: 위, 세대, 명."""
    return _automaton().get(unit, ("", ()))[1] if unit else ()


def _places(line: Line, index: int, position: int, found: list[Hit]) -> list[tuple[str, float, list[Hit]]]:
    """The metric words to try, best place first."""
    figure, heads = line.figures[index], [hit for hit in found if hit.head]
    nearest = sorted((h for h in heads if h.end <= figure.start), key=lambda h: -h.end)
    clause = line.words[line.clause(position)].start
    here = [h for h in nearest if h.start >= clause]
    last = _phrase_after(line, position)
    after = [h for h in heads if figure.end <= h.start and h.word <= last]
    beside = [h for h in nearest if h.word == position - 1 and line.words[h.word].role in (Role.BARE, Role.OTHER)]
    stop = _next_figure(line, index)
    verb = line.predicate(position)
    in_verb = [h for h in heads if figure.end <= h.start and h.word <= verb and h.start < stop and h not in after]
    own = [h for h in found if line.words[position].start <= h.start < line.words[position].end]
    return [
        ("before", 0.95, beside),
        ("after", 0.9, [*own, *after[::-1]]),
        ("in its clause", 0.85, [h for h in here if line.words[h.word].role in _CORE]),
        ("in its predicate", 0.8, in_verb[::-1]),
        ("in its sentence", 0.6, [*here, *nearest]),
        ("near", 0.5, sorted((h for h in found if h.end <= figure.start and h.start >= clause), key=lambda h: -h.end)),
    ]


def _phrase_after(line: Line, position: int) -> int:
    """The last word of the noun phrase that a figure opens: 60% | 정도의 추론 성능을."""
    words, last = line.words, position
    if words[position].role not in (Role.OF, Role.BARE) or words[position].comma:
        return position
    while (
        last + 1 < len(words)
        and words[last].role in (Role.OF, Role.BARE, Role.MODIFIER)
        and words[last + 1].figure is None
    ):
        last += 1
        if words[last].role in (Role.FINAL, Role.ENDING) or words[last].comma:
            break
    return last


def _next_figure(line: Line, index: int) -> int:
    later = [f.start for f in line.figures[index + 1 :] if f.kind is not Kind.DATE]
    return min(later, default=len(line.text))


def _direction(line: Line, index: int) -> str | None:
    """growth or decline when the words directly after the figure say so (4348% 폭증한, 3배 이상 늘었다)."""
    figure = line.figures[index]
    if figure.kind not in (Kind.PERCENT, Kind.MULTIPLE):
        return None
    start = _HEDGES.match(line.text, figure.end)
    place = start.end() if start else figure.end
    for id_ in ("growth", "decline"):
        for row in rows("metrics"):
            if row["id"] == id_ and any(line.text.startswith(word, place) for word in _set(row["words"])):
                return id_
    return None


def _change(line: Line, index: int, found: list[Hit], direction: str) -> Measured:
    """The growth or the decline of what the clause is about; of nothing known, `growth` or `decline` itself."""
    figure, position = line.figures[index], line.at(index)
    clause = line.words[line.clause(position)].start
    before = sorted((h for h in found if h.head and h.end <= figure.start), key=lambda h: -h.end)
    for hit in sorted(before, key=lambda h: h.start < clause):
        for id_ in hit.ids:
            if f"{id_}-{direction}" in table():
                sure = 0.9 if hit.start >= clause else 0.6
                return Measured(f"{id_}-{direction}", hit, "growth verb", sure)
    stop = _next_figure(line, index)
    for hit in (h for h in found if h.head and figure.end <= h.start < stop and h.word <= line.predicate(position)):
        for id_ in hit.ids:
            if f"{id_}-{direction}" in table():
                return Measured(f"{id_}-{direction}", hit, "growth verb", 0.7)
    return Measured(direction, None, "growth verb", 0.4)
