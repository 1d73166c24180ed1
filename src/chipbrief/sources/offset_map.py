"""A text with some stretches read differently, and the way back to the text as stored.

What is always read differently is what a text set otherwise has otherwise: letters stored in parts (NFD), as macOS
stores Hangul (ᄒ + ᅡ + ᆫ is read 한), blanks of any kind and number (one plain blank), signs without width and soft
hyphens (nothing), full-width letters and digits (plain ones), middle dots,
and ends of lines. A tab that parts the columns of a table is read as a bar.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

Edit = tuple[int, int, str]
_BLANKS = r"\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NO_WIDTH = r"\xad\u180e\u200b-\u200d\u2060\ufeff"
# a letter has at most 30 marks (UAX 15, stream-safe text): to sort more of them costs the square
_PARTS = (
    r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[가-힣][\u11a8-\u11c2]|[^\W\d_][\u0300-\u036f\u3099\u309a]{1,30}+"
)
_SET = re.compile(
    rf"(?P<parts>{_PARTS})|(?P<line>\r\n?|[\v\f\x85\u2028\u2029])|(?P<wide>[！-～])|(?P<dot>[ㆍ‧・･])"
    rf"|(?P<blank>(?! (?![{_BLANKS}{_NO_WIDTH}]))[{_BLANKS}{_NO_WIDTH}]++)"
)
# two lines or more with tabs between words: a table
_COLUMNS = re.compile(r"^[^\n\t]++\t[^\n]*+(?:\r?\n[^\n\t]++\t[^\n]*+)++", re.MULTILINE)
_BLANK = re.compile(f"[{_BLANKS}]")
_FULL_WIDTH = ord("！") - ord("!")


class View:
    """`stored`, set plainly, with each `(start, end, word)` of `edits` read as `word`; `text` is the result.

    Edits are in characters of the stored text; they must not overlap (ValueError).
    """

    __slots__ = ("_edits", "_starts", "_viewed", "text")

    def __init__(self, stored: str, edits: Iterable[Edit] = ()) -> None:
        given = sorted(edits)
        self._edits = sorted([*given, *_plain(stored, given)])
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


def _plain(stored: str, edits: list[Edit]) -> Iterator[Edit]:
    """What a text set otherwise has otherwise, outside of the edits."""
    waiting = iter([*edits, (len(stored), len(stored), "")])
    start, end, _ = next(waiting)
    tables = [match.span() for match in _COLUMNS.finditer(stored)] if "\t" in stored else []
    for found in _SET.finditer(stored):
        while end <= found.start() and start < len(stored):
            start, end, _ = next(waiting)
        tabbed = "\t" in found[0] and any(first <= found.start() < last for first, last in tables)
        whole = "|" if tabbed else _as_plain(found)
        if whole != found[0] and found.end() <= start:
            yield *found.span(), whole


def _as_plain(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "parts":
            return unicodedata.normalize("NFC", found[0])
        case "line":
            return "\n"
        case "dot":
            return "·"
        case "wide":
            return chr(ord(found[0]) - _FULL_WIDTH)
    return " " if _BLANK.search(found[0]) else ""
