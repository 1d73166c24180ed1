"""The text layer of a PDF, in reading order: columns one after the other, lines joined to paragraphs."""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from statistics import median
from typing import TYPE_CHECKING

from chipbrief.errors import InputError
from chipbrief.sources.readers.pdf_page import Page, numbers, page_of
from chipbrief.sources.readers.reading import Reading
from chipbrief.sources.readers.reading_order import Line, ordered

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

PAGES = 500
"""The most pages: more than an issue of any newspaper has."""
OBJECTS = 200_000
"""The most objects, counted as `obj` in the file: an article has hundreds."""
PIECES = 5_000
"""The most pieces of text on a page: a page of dense tables has two thousand."""
CHARACTERS = 2_000_000
"""The most characters, text that lies over other text counted as often as it is found."""
_UNKNOWN = 0.02  # of the signs of a page, at most so many may be without Unicode: an ornament, a bullet
_BROWSERS = ("Skia/PDF", "Mozilla", "Chrom", "Safari", "Quartz")
_MARGIN = 30  # points at the edge of a page, where browsers print their line of date, title and address
_END = 2048  # bytes at the end of which %%EOF stands, with what careless writers append
_GAP = 1.6  # a paragraph begins where lines are this much farther apart than they usually are
_SHORT = 0.92  # or after a line that ends its sentence before this part of the column's width
_BLANKS = 0.1  # of the lines, where they break anywhere, at least so many break after a word
_LARGER = 1.4  # or in other type; a line without descenders is a quarter lower than one of the same type with them
_STOP = re.compile(r"[.!?。…][\"'”’)\]」』>]*$")
_HYPHEN = re.compile(r"(?<=[a-z])(?:[-\u2010\u00ad]| ?[\x02\ufffe])$")  # the last two are PDFium's own, at an edge
_SYLLABLE = re.compile(r"[가-힣]")
_CUT = re.compile(r"[가-힣\d]")
_COUNTED = re.compile(r"[\d⁰¹²³⁴-⁹] ?\n[십백천만억조%]")  # a number goes on: 658억5000|만 달러
_WORD_ROOM = 1.2  # of the width of a word, the room in which it would have stood


def read(data: bytes, name: str) -> Reading:
    """The text and its doubts. Raises InputError for a PDF that is cut off, locked, huge, a scan, or hides its text."""
    document = opened(data, name)
    try:
        if len(document) > PAGES:
            raise InputError(f"{name}: {len(document)} pages; {PAGES} are the most; save the article's pages only")
        printed = any(browser in "".join(document.get_metadata_dict().values()) for browser in _BROWSERS)
        paragraphs: list[str] = []
        doubts: list[str] = []
        room = CHARACTERS
        for number, leaf in enumerate(document, 1):
            words = leaf.get_textpage()
            room -= words.count_chars()
            if room < 0:
                problem = f"{name}: page {number}: more than {CHARACTERS:,} characters up to here"
                raise InputError(f"{problem}; split it into articles")
            page, height = page_of(words), leaf.get_height()
            _legible(page, f"{name}: page {number}")
            pieces = _inside(page.pieces, height) if printed else page.pieces
            lines = ordered(pieces)
            doubts += _differ(pieces, lines, number)
            paragraphs += _paragraphs(lines)
            words.close()
            leaf.close()
    finally:
        document.close()
    text = "\n".join(paragraphs)
    if not text.strip():
        raise InputError(f"{name}: no text in it, only pictures of pages; recognise its text (OCR) first")
    return Reading(text, tuple(doubts))


def _legible(page: Page, place: str) -> None:
    if page.unknown > _UNKNOWN * page.signs + 1:
        problem = f"{page.unknown:,} of {page.signs:,} signs do not tell what they are (fonts without ToUnicode)"
        raise InputError(f"{place}: {problem}; recognise its text (OCR), or save the article's text as .txt")
    if len(page.pieces) > PIECES:
        raise InputError(
            f"{place}: {len(page.pieces):,} pieces of text: more than articles have; save its text as .txt"
        )


def _inside(pieces: list[Line], height: float) -> list[Line]:
    """The pieces of a page without the small line that a browser prints at the head and foot of it."""
    usual = median(piece.height for piece in pieces) if pieces else 0.0
    return [
        piece
        for piece in pieces
        if piece.height > usual or not (piece.top < _MARGIN or piece.bottom > height - _MARGIN)
    ]


def _differ(pieces: list[Line], lines: list[Line], number: int) -> Iterator[str]:
    """What there is to say where numbers in reading order are other ones than PDFium reads."""
    drawn, ordered = numbers(piece.text for piece in pieces), numbers(line.text for line in lines)
    if drawn != ordered:
        in_file, on_page = ", ".join([*(drawn - ordered)][:3]), ", ".join([*(ordered - drawn)][:3])
        yield f"page {number}: numbers that the file has as {in_file} stand as {on_page}; compare them with the page"


def opened(data: bytes, name: str) -> PdfDocument:
    """The document, to be closed. Raises InputError for what is no PDF, cut off, locked, or of too many objects."""
    if b"%PDF-" not in data[:_END]:
        raise InputError(f"{name}: no PDF; give it the ending of what it is, as .html or .txt")
    if b"%%EOF" not in data[-_END:]:
        raise InputError(f"{name}: byte {len(data)}: cut off, its end (%%EOF) is missing; download it again")
    if (count := len(re.findall(rb"\d obj\b", data))) > OBJECTS:
        raise InputError(f"{name}: {count:,} objects; {OBJECTS:,} are the most; print it to a new PDF")
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(io.BytesIO(data))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(f"{name}: locked by a password; print it to a PDF without one") from error
        raise InputError(f"{name}: damaged ({error}); download it again") from error


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines joined to paragraphs; a word that a hyphen or the column's edge cuts is whole again."""
    if not lines:
        return
    steps = [step for upper, lower in pairwise(lines) if (step := upper.bottom - lower.bottom) > 0]
    usual, height = (median(steps) if steps else 0.0), median(line.height for line in lines)
    cuts, edge = _cuts_words(lines), _edges(lines)
    text = lines[0].text
    for before, line in pairwise(lines):
        larger = max(1.0, min(before.height, line.height) / height)  # a headline of two lines
        if _begins(before, line, usual * larger, edge(before)):
            yield text.strip()
            text = line.text
        else:
            text = _joined(text, line.text, cuts)
    yield text.strip()


def _edges(lines: list[Line]) -> Callable[[Line], float]:
    """What gives the right edge of a line's column: of all lines that begin before its end."""
    begun = sorted(lines, key=lambda line: line.left)
    lefts, rights = [line.left for line in begun], list(accumulate((line.right for line in begun), max))
    return lambda line: rights[bisect_left(lefts, line.right) - 1]


def _begins(before: Line, line: Line, usual: float, edge: float) -> bool:
    """Whether a paragraph begins with the line."""
    step = before.bottom - line.bottom
    low, high = sorted((line.height, before.height))
    if "\t" in before.text or "\t" in line.text:  # rows of a table
        return True
    if step > _GAP * usual or high > _LARGER * low or _would_fit(before, line, edge):
        return True
    return bool(_STOP.search(before.text.strip())) and before.right - before.left < _SHORT * (edge - before.left)


def _would_fit(before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line had room at the end of the line before it, so that somebody broke the line."""
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return before.right + _WORD_ROOM * word * (line.right - line.left) / len(line.text) < edge


def _cuts_words(lines: list[Line]) -> bool:
    """Whether lines end inside words: then those that end with a word have a blank after it."""
    ends = [line.text for line in lines[:-1] if len(line.text) > 1]
    blank = sum(text.endswith(" ") for text in ends)
    return _BLANKS * len(ends) < blank < len(ends)


def _joined(text: str, more: str, cuts: bool) -> str:
    end = text.rstrip()
    hyphen = _HYPHEN.search(end, max(0, len(end) - 2))  # the text may be a whole page by now
    if hyphen and more[:1].islower():
        return end[: hyphen.start()] + more
    if _COUNTED.match(f"{end[-1:]}\n{more[:1]}"):
        return end + more
    together = cuts and _CUT.match(text[-1:]) and _SYLLABLE.match(more[:1])
    return text + more if together or text.endswith(" ") else f"{text} {more}"
