"""What the rules find in a line: relations, and the things that fill a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from chipbrief.extraction.relations.naming import Thing


@dataclass(frozen=True, slots=True)
class Found:
    """Subject and object may be None; `verb` is the span of the word that states it.

    `strength`, from 0 to 1, tells which of several readings of one word is the better.
    """

    relation: str
    subject: Thing | None
    object: Thing | None
    verb: tuple[int, int]
    modality: str
    status: str | None
    date: str | None
    strength: float
    rule: str


class Filled(NamedTuple):
    """The things of a role, how they were found, and how sure that is."""

    things: list[Thing]
    how: str
    sure: float


NOTHING = Filled([], "", 0.0)
