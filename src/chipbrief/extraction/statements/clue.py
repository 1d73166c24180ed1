"""What may be the subject of a figure, and what is known of the figure when its candidates are weighed."""

from __future__ import annotations

from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.statements.clauses import Line
from chipbrief.extraction.statements.comparisons import Against
from chipbrief.extraction.statements.focus import Focus
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured

_OF_FIRMS = frozenset({"customers", "users", "employees", "patents", "downloads"})  # 활성 고객은: somebody's
TELLERS = ("organisation", "media", "person")  # types of those who tell of others, and so are no subjects themselves
_GOODS = frozenset({"price", "price-growth", "price-decline", "yield", "output"})  # of goods, before their maker


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
    parts: bool = False  # whether parts of a total are told

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
        if hit is None:
            return False
        word = line.text[hit.start : hit.end]
        counted = bool(_OF_FIRMS & {*hit.ids}) and phrase.endswith(word) and self.focus.last({"company"}) is not None
        return counted or (bool(self.types) and phrase == word)

    def tells(self, candidate: Candidate) -> bool:
        """Whether a candidate is only the one who says it."""
        if self.speaker is None:
            return False
        if candidate.ids:
            return ";".join(candidate.ids) == self.speaker and gazetteer.kind_of(candidate.ids[0]) in TELLERS
        return bool(candidate.phrase) and candidate.phrase == self.speaker

    def is_rival(self, position: int) -> bool:
        return self.against is not None and self.against.first <= position <= self.against.last
