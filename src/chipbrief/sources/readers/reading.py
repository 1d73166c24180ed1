"""What a reader gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, a paragraph a line, and in a line each what is doubtful in it."""

    text: str
    doubts: tuple[str, ...] = ()
