"""The text of a page of a PDF in pieces with their places, as PDFium reads it.

PDFium's own text is right about what belongs together (words, numbers, blanks that no one wrote), whatever program
printed the page, so a piece is a stretch of it. Places only tell where a stretch ends: at a gutter, at a jump.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from chipbrief.sources.readers.reading_order import GUTTER, Line
from chipbrief.sources.readers.scripts import LOWERED, RAISED

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage  # type: ignore[import-untyped]

_NEAR = 0.3  # of the height of a line: what follows after less than that is one word with what is before it
_SMALLER = 0.9  # of the height of what is before it, a raised or lowered digit has at most so much
_RAISED = 0.2  # of that height, its foot is at least so much higher, or its head lower
_OVER = 0.25  # of its height, a piece that is printed twice, as a shadow or for bold, is at most so far from the first
_BLANK = 0.12  # of the height of a line: between letters, less is no blank but letters set apart
_SCRIPTS = 0.33  # of the height of a line: word processors set digits and Latin letters apart from Hangul by a quarter
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Sign:
    """A character that is drawn, in points, and what PDFium reads before it: a `blank`, which it may have `invented`
    (the file has none), or the end of a line, where it `breaks`.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    blank: bool = False
    breaks: bool = False
    invented: bool = False

    @property
    def height(self) -> float:
        """Of its line, not of its ink, as far as the font says."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a page; how many signs are drawn, and of how many nothing tells what they are."""

    pieces: list[Line]
    signs: int
    unknown: int


def page_of(words: PdfTextPage) -> Page:
    """The pieces of a page in the order in which it was written."""
    signs, unknown = _signs(words)
    return Page(_without_doubles(list(_pieces(signs))), len(signs) + unknown, unknown)


def numbers(texts: Iterable[str]) -> Counter[str]:
    """How often each number stands in texts."""
    return Counter(found.rstrip(".,") for text in texts for found in _NUMBER.findall(text))


def _signs(words: PdfTextPage) -> tuple[list[Sign], int]:
    """The visible characters, and how many have no Unicode."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    ink = [ctypes.c_double() for _ in range(4)]
    loose = pdfium.FS_RECTF()
    found: list[Sign] = []
    unknown, blank, breaks, invented = 0, False, False, True
    for number in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words, number)
        if code in (10, 13):
            breaks = True
            continue
        if code == 0 or pdfium.FPDFText_HasUnicodeMapError(words, number) == 1:
            unknown += 1
            continue
        text = chr(code)
        if text.isspace():
            blank = True
            invented = invented and pdfium.FPDFText_IsGenerated(words, number) == 1
            continue
        if pdfium.FPDFText_IsGenerated(words, number) == 1:
            found.append(Sign(text, *_end(found), blank, breaks, invented))  # a hyphen where a line ends
        else:
            pdfium.FPDFText_GetLooseCharBox(words, number, loose)
            box = (loose.left, loose.bottom, loose.right, loose.top)
            if not (box[2] > box[0] and box[3] > box[1]):
                pdfium.FPDFText_GetCharBox(words, number, ink[0], ink[2], ink[1], ink[3])
                box = (ink[0].value, ink[1].value, ink[2].value, ink[3].value)
            found.append(Sign(text, *box, blank, breaks, invented))
        blank, breaks, invented = False, False, True
    return found, unknown


def _end(signs: list[Sign]) -> tuple[float, float, float, float]:
    """The place right after the last sign."""
    last = signs[-1] if signs else Sign("", 0, 0, 0, 0)
    return last.right, last.bottom, last.right, last.top


def _pieces(signs: list[Sign]) -> Iterator[Line]:
    """The signs as stretches of one line without a gutter; digits above or below the line are written as such."""
    held: list[Sign] = []
    text = ""
    base: Sign | None = None  # the last sign on the line
    written = _writes_blanks(signs)
    for sign in signs:
        last = held[-1] if held else None
        script = _script(base, sign) if base and last and _follows(last, sign) else None
        if last and not script and not _same_line(base or last, last, sign):
            yield _line(held, text + (" " if sign.blank else ""))
            held, text, last = [], "", None
        blank = last and sign.blank and not script and not _spaced(last, sign, written=written)
        text += (" " if blank else "") + (script or {}).get(sign.text, sign.text)
        held.append(sign)
        base = base if script else sign
    if held:
        yield _line(held, text)


def _follows(last: Sign, sign: Sign) -> bool:
    """Whether a sign begins right where the last one ends."""
    return -_NEAR * last.height < sign.left - last.right < _NEAR * last.height


def _spaced(last: Sign, sign: Sign, *, written: bool) -> bool:
    """Whether letters are only set apart where PDFium reads a blank that nobody wrote.

    On a page whose blanks are `written`, one between Hangul and what is not is none: 60 만개 is 60만개.
    """
    if not sign.invented:
        return False
    apart = (sign.left - last.right) / last.height if last.height else 0.0
    if last.text.isascii() and sign.text.isascii():
        return apart < _BLANK
    return written and _is_hangul(last) is not _is_hangul(sign) and apart < _SCRIPTS


def _writes_blanks(signs: list[Sign]) -> bool:
    """Whether most blanks between Hangul are signs of the page."""
    blanks = [
        other.invented
        for one, other in pairwise(signs)
        if other.blank and not other.breaks and _is_hangul(one) and _is_hangul(other)
    ]
    return 2 * sum(blanks) < len(blanks)


def _is_hangul(sign: Sign) -> bool:
    return "가" <= sign.text <= "힣"


def _script(base: Sign, sign: Sign) -> dict[str, str] | None:
    """The forms of small digits that stand above or below the line of the sign before them; None for others."""
    if not sign.text.isdigit() or sign.height >= _SMALLER * base.height:
        return None
    if sign.bottom - base.bottom > _RAISED * base.height and sign.top > base.top - _RAISED * base.height:
        return RAISED
    if base.top - sign.top > _RAISED * base.height and sign.bottom < base.bottom + _RAISED * base.height:
        return LOWERED
    return None


def _same_line(base: Sign, last: Sign, sign: Sign) -> bool:
    """Whether a sign goes on with the stretch."""
    height = max(base.height, sign.height)
    shared = min(base.top, sign.top) - max(base.bottom, sign.bottom)
    if shared < 0.5 * min(base.height, sign.height):
        return False
    return -_NEAR * height < sign.left - last.right < (_NEAR if sign.breaks else GUTTER) * height


def _line(signs: list[Sign], text: str) -> Line:
    return Line(
        min(sign.left for sign in signs),
        min(sign.bottom for sign in signs),
        max(sign.right for sign in signs),
        max(sign.top for sign in signs),
        text,
    )


def _without_doubles(pieces: list[Line]) -> list[Line]:
    """The pieces without those that are printed over another of the same text."""
    by_text: dict[str, list[Line]] = {}
    kept = []
    for piece in pieces:
        same = by_text.setdefault(piece.text.strip(), [])
        if not any(_over(piece, earlier) for earlier in same[-8:]):
            kept.append(piece)
            same.append(piece)
    return kept


def _over(first: Line, second: Line) -> bool:
    far = _OVER * first.height
    return abs(first.left - second.left) < far and abs(first.bottom - second.bottom) < far
