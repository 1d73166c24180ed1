"""The words of `data/reference/metrics.csv` in a line, and what each metric goes with.

A metric's word counts as the head of its noun phrase only (수출액이, not 수출 통제), and not where another word makes
another metric of it (연산당 전력, energy per operation, is no power).
"""

from __future__ import annotations

import re
from typing import NamedTuple

import ahocorasick  # type: ignore[import-not-found]  # it carries no types

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.model import Kind
from chipbrief.sources.reference_tables import per_lexicon, rows

# what may follow a metric's word as the head of its phrase: 수출액은, 매출 규모가, 조달했다; nobody heaps more than six
_AFTER = "(?: ?<measure of a metric>){0,6}<particle of a metric>?(?![가-힣])|<verb of a metric>"
_ABOUT = "(?:<about>|<measure of a metric>)"
_SHORT = frozenset("늘줄뛴뛰준값빚몫")  # words of one syllable that need no other sign
_PER = re.compile(r"[가-힣A-Za-z]당 ?$")  # 연산당 전력, 주당 순이익: per something it is another metric


class Hit(NamedTuple):
    """A metric's word at `[start, end)` of a line; `word` is the index of the word that holds it."""

    start: int
    end: int
    ids: tuple[str, ...]
    word: int
    head: bool


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
        times = figure.kind is Kind.MULTIPLE and bool({"money", "count"} & self.kinds) and not self.units
        half = figure.kind is Kind.MULTIPLE and (figure.high or figure.low or 1) < 1  # 절반, 3분의 1
        return (times or (half and "percent" in self.kinds)) or (
            (not self.kinds or str(figure.kind) in self.kinds) and (not self.units or figure.unit in self.units)
        )

    @property
    def of_chips(self) -> bool:
        """Whether it is a property of a product, which has a rival and no period."""
        return "chip" in self.subjects


@per_lexicon
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


@per_lexicon
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


def by_word(word: str) -> tuple[str, ...]:
    """The metrics that a word or a unit names by itself."""
    found: tuple[str, tuple[str, ...]] = _automaton().get(word, ("", ())) if word else ("", ())
    return found[1]


def named(text: str) -> tuple[str, ...]:
    """The metrics whose words stand in a text, wherever they stand."""
    return tuple(dict.fromkeys(id_ for _, (_, ids) in _automaton().iter(text) for id_ in ids))


def worded(text: str) -> bool:
    """Whether any metric's word stands in a text: without one there is nothing to tell a figure's metric by."""
    return next(_automaton().iter(text), None) is not None


def hits(line: Line) -> list[Hit]:
    """The metrics' words of a line; of overlapping ones the longest."""
    found = []
    for last, (word, ids) in _automaton().iter(line.text):
        start, end = last + 1 - len(word), last + 1
        per = {"price", "salary"}.isdisjoint(ids) and _PER.search(line.text, max(0, start - 3), start)
        subject = word.endswith("가") and word[:-1] in _automaton() and _is_subject(line, end - 1)
        adjective = ids in (("growth",), ("decline",)) and is_adjective(line, start)
        if not (_in_name(line, start, end) or per or subject or adjective):
            found.append((start, end, ids))
    kept: list[Hit] = []
    for start, end, ids in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(end <= other.start or other.end <= start for other in kept):
            position = line.word_at(end - 1)
            if position is not None:
                kept.append(Hit(start, end, ids, position, _is_head(line, position, start, end)))
    return sorted(kept)


def _is_subject(line: Line, place: int) -> bool:
    """Whether the last syllable is a particle: 판매가 줄었다 tells of sales, 판매가는 of their price."""
    return any(m.tag == "JKS" for m in line.within(place, place + 1))


def is_adjective(line: Line, start: int) -> bool:
    """Whether a word of change begins an adjective, which tells a level: 6배 뛰어나다."""
    position = line.word_at(start)
    tags = {m.tag for m in line.within(start, line.words[position].end)} if position is not None else set()
    return "VA" in tags and "VX" not in tags


def _in_name(line: Line, start: int, end: int) -> bool:
    named = any(m.start < end and start < m.end for m in line.mentions)
    return named or any(f.start <= start and end <= f.end for f in line.figures)


def _is_head(line: Line, position: int, start: int, end: int) -> bool:
    """Whether a metric's word is the head of its noun phrase or a verb, and begins where a word may."""
    word = line.words[position]
    if end - start == 1:
        of_goods = line.text[start] == "값" and word.stem == end  # 쌀값
        return line.text[start] in _SHORT and (word.start == start or of_goods)
    verbal = word.role in (Role.ENDING, Role.FINAL, Role.MODIFIER)
    if not verbal and not patterns.pattern(_AFTER).match(line.text, end):
        return False
    following = line.words[position + 1] if position + 1 < len(line.words) else None
    if word.role is not Role.BARE or word.comma or following is None or following.figure is not None:
        return True
    if following.role in (Role.ADVERB, Role.MODIFIER, Role.ENDING, Role.FINAL) or following.mentions:
        return True
    return bool(patterns.pattern(_ABOUT).match(line.text, following.start))
