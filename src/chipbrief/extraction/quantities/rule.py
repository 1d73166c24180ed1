"""What every rule gives back, before the words around a figure are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from chipbrief.extraction.dates.resolve import Clock
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.model import Approx, Kind

# the characters that numerals begin with
DIGITS = "0123456789"
SINO = "일이삼사오육칠팔구십백천만억수몇"
NATIVE = "한두세석네넉다여일아열스서마쉰예흔너대엿"


class Found(NamedTuple):
    """A figure `[start, end)`: `value` in `unit`, `date` in ISO 8601, `approx` None where the words around decide."""

    start: int
    end: int
    kind: Kind
    value: Interval | None = None
    unit: str = ""
    date: str | None = None
    approx: Approx | None = None


class Rule(NamedTuple):
    """A way to read a figure: its name, the characters it can begin with, and how it reads at a place of a text.

    `asks` of a rule for number words that Kiwi is asked whether the word is a numeral there (세 척, but 세척을 마쳤다).
    """

    name: str
    first: str
    read: Callable[[str, int, Clock], Found | None]
    asks: bool = False
