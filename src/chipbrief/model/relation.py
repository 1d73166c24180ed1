"""A relation: what a source says of two named things without a number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from chipbrief.model.display import Displayed, Property
from chipbrief.model.records import slug

RELATIONS = (
    "develops", "manufactured-by", "replaces", "compatible-with", "used-for", "uses", "supplies", "adopts",
    "invests-in", "listed-on", "founded-by", "restricts", "permits", "requires", "discourages", "warns-of",
)  # fmt: skip
STAGES = ("planned", "announced", "testing", "production", "shipping")
"""How far a product is that someone develops, from the plan to the customer."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation(Displayed):
    """A fact between two named things, as the sentence at `[start, end)` of a source states it.

    `subject` and `object` are entity ids, else noun phrases of the text, None where the sentence names none.
    `modality` is as of a figure; `status` (planned, announced, testing, production, shipping) only of `develops`;
    `date` is ISO 8601; `attribution` is who says so, None for the source itself. `verb` and `marks` are where the
    word that states it, its subject and its object stand in the source; a mark is None where that is elsewhere.
    `confidence` is the probability that relation, subject and object are right. `review` is what a person decided
    (`confirmed`, `corrected`, `added`; None: nobody has), `was` what the rules had read where it was corrected.

    Raises ValueError for an empty span.
    """

    source: str
    start: int
    end: int
    relation: str
    subject: str | None
    object: str | None
    modality: str
    rule: str
    verb: Span
    marks: tuple[Span | None, Span | None] = (None, None)
    status: str | None = None
    date: str | None = None
    attribution: str | None = None
    confidence: float = 1.0
    review: str | None = None
    was: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"{self.source}:{self.start}-{self.end} is no span")

    @property
    def id(self) -> str:
        """By source, place, and what is said: two relations of one verb differ in their things."""
        said = "|".join((self.relation, self.subject or "", self.object or "", self.modality))
        return f"l-{slug(self.source)}-{self.verb[0]}-{hashlib.sha256(said.encode()).hexdigest()[:6]}"

    def card(self) -> tuple[str, Iterable[Property]]:
        return f"{self.subject or '?'} {self.relation} {self.object or '?'}", (
            ("modality", self.modality),
            ("status", self.status),
            ("date", self.date),
            ("attribution", self.attribution),
            ("confidence", f"{self.confidence:g}"),
            ("place", f"{self.source}:{self.start}-{self.end}"),
            ("rule", self.rule),
            ("review", self.review),
            ("was", self.was),
            ("id", self.id),
        )
