"""The sentences of a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

# A sentence ends with its mark and what closes with it, before white space; a line always ends one.
_END = re.compile(r"(?<![.!?。！？…])[.!?。！？…]++[\"'”’)\]」』>]*+(?=\s)|\n")  # each run is looked at once


class Sentences:
    """The sentences of one text, found once, for many questions after the sentence around a place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [found.end() for found in _END.finditer(text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence that holds `[start, end)`, without white space at its ends."""
        text, before, after = self._text, bisect_right(self._ends, start), bisect_left(self._ends, end)
        first = self._ends[before - 1] if before else 0
        last = self._ends[after] if after < len(self._ends) else len(text)
        while first < start and text[first].isspace():
            first += 1
        while last > end and text[last - 1].isspace():
            last -= 1
        return first, last


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    r"""The span of the sentence that holds `[start, end)`, without white space at its ends.

    >>> text = "가격은 3.5달러다. 매출은 2배다.\n끝"
    >>> text[slice(*sentence(text, 16, 18))]
    '매출은 2배다.'
    """
    return Sentences(text).around(start, end)
