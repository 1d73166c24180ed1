"""A text with some stretches read differently, and the way back to the text as stored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class View:
    """`stored` with each `(start, end, word)` of `edits` read as `word`; `text` is the result.

    Edits are in characters of the stored text; they must not overlap (ValueError).
    """

    __slots__ = ("_edits", "_starts", "_viewed", "text")

    def __init__(self, stored: str, edits: Iterable[tuple[int, int, str]] = ()) -> None:
        self._edits = sorted(edits)
        self._starts = [start for start, _, _ in self._edits]
        self._viewed: list[int] = []  # where each edit begins in the view
        pieces, last, shift = [], 0, 0
        for start, end, word in self._edits:
            if start < last or end > len(stored):
                raise ValueError(f"an edit at {start}-{end} overlaps another or the end")
            pieces += [stored[last:start], word]
            self._viewed.append(start + shift)
            shift += len(word) - (end - start)
            last = end
        self.text = "".join([*pieces, stored[last:]])

    def stored(self, position: int) -> int:
        """Where a position of the view is in the stored text; inside a word read differently, where that begins."""
        return self._stored(position, closing=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text that a span of the view stands for; it never cuts into an edit."""
        return self._stored(start, closing=False), self._stored(end, closing=True)

    def viewed(self, position: int) -> int:
        """Where a position of the stored text is in the view; inside an edit, where its word begins."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return position
        start, end, word = self._edits[number]
        begin = self._viewed[number]
        return begin if start <= position < end else begin + len(word) + position - end

    def _stored(self, position: int, *, closing: bool) -> int:
        number = bisect_right(self._viewed, position - closing) - 1
        if number < 0:
            return position
        start, end, word = self._edits[number]
        beyond = position - self._viewed[number] - len(word)
        if beyond >= 0:
            return end + beyond
        return end if closing else start
