"""What a reader gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chipbrief.errors import InputError

CHARACTERS = 500_000
"""The longest text: a thick book, read in ten seconds. An article has a hundredth of that."""
LINES = 50_000
"""The most lines: of the longest text, lines of ten characters."""
NUMBERS = 5_000
"""The most numbers, which cost more than words do: a yearbook has as many, an article has some dozens."""
_NUMBER = re.compile(r"\d[\d.,]*+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, a paragraph a line, and in a line each what is doubtful in it."""

    text: str
    doubts: tuple[str, ...] = ()


def check_size(text: str, place: str) -> None:
    """Raise InputError, which begins with `place`, for a text that is no article by its size, however it came."""
    numbers = sum(1 for _ in _NUMBER.finditer(text))
    for count, most, what in (
        (len(text), CHARACTERS, "characters"),
        (text.count("\n"), LINES, "lines"),
        (numbers, NUMBERS, "numbers"),
    ):
        if count > most:
            raise InputError(f"{place}: {count:,} {what}; {most:,} are the most; split it into articles")
