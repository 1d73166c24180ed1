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
from chipbrief.sources.readers.reading_order import Line, ordered

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage  # type: ignore[import-untyped]

PAGES = 500
"""The most pages: more than an issue of any newspaper has."""
OBJECTS = 200_000
"""The most objects, counted as `obj` in the file: an article has hundreds."""
PIECES = 5_000
"""The most pieces of text on a page: a page of dense tables has two thousand."""
EFFORT = 2_000_000_000
"""The most, over all pages, of pieces times characters: PDFium looks at 100 million characters a second, and for each
piece at every one of its page."""
CHARACTERS = 2_000_000
"""The most characters, text that lies over other text counted as often as it is found."""
_END = 2048  # bytes at the end of which %%EOF stands, with what careless writers append
_GAP = 1.6  # a paragraph begins where lines are this much farther apart than they usually are
_SHORT = 0.92  # or after a line that ends its sentence before this part of the column's width
_BLANKS = 0.1  # of the lines, where they break anywhere, at least so many break after a word
_LARGER = 1.4  # or in other type; a line without descenders is a quarter lower than one of the same type with them
_STOP = re.compile(r"[.!?。…][\"'”’)\]」』>]*$")
_HYPHEN = re.compile(r"(?<=[a-z])(?:[-\u2010\u00ad]| ?[\x02\ufffe])$")  # the last two are PDFium's own, at an edge
_SYLLABLE = re.compile(r"[가-힣]")
_CUT = re.compile(r"[가-힣\d]")


def text_of(data: bytes, name: str) -> str:
    """The text, a paragraph a line. Raises InputError for a PDF that is cut off, locked, huge or a scan."""
    document = opened(data, name)
    try:
        if len(document) > PAGES:
            raise InputError(f"{name}: {len(document)} pages; {PAGES} are the most; save the article's pages only")
        pages, effort, room = [], 0, CHARACTERS
        for number, page in enumerate(document, 1):
            words = page.get_textpage()
            count, characters = words.count_rects(), words.count_chars()
            effort += count * characters
            if count > PIECES or effort > EFFORT:
                told = f"{name}: page {number}: {count:,} pieces of text, {characters:,} characters"
                raise InputError(f"{told}: more than articles have; save its text as .txt")
            lines = _lines(words, count, room)
            room -= sum(len(line.text) for line in lines)
            if room < 0:
                told = f"{name}: page {number}: more than {CHARACTERS:,} characters up to here"
                raise InputError(f"{told}; split it into articles")
            pages.append(lines)
            words.close()
            page.close()
    finally:
        document.close()
    text = "\n".join(paragraph for lines in pages for paragraph in _paragraphs(lines))
    if not text.strip():
        raise InputError(f"{name}: no text in it, only pictures of pages; recognise its text (OCR) first")
    return text


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


def _lines(words: PdfTextPage, count: int, room: int) -> list[Line]:
    """The lines of a page in reading order; no more than it takes to have more than `room` characters."""
    pieces: list[Line] = []
    for number in range(count):
        if room < 0:
            break  # each of many pieces that lie over one another has the text of all
        left, bottom, right, top = words.get_rect(number)
        text = words.get_text_bounded(left, bottom, right, top)
        if text.strip():
            pieces.append(Line(left, bottom, right, top, text.replace("\r", "").replace("\n", " ")))
            room -= len(pieces[-1].text)
    return ordered(pieces)


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines joined to paragraphs; a word that a hyphen or the column's edge cuts is whole again."""
    if not lines:
        return
    steps = [step for one, other in pairwise(lines) if (step := one.bottom - other.bottom) > 0]
    usual, cuts, edge = (median(steps) if steps else 0.0), _cuts_words(lines), _edges(lines)
    text = lines[0].text
    for before, line in pairwise(lines):
        if _begins(before, line, usual, edge(before)):
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
    if step > _GAP * usual or high > _LARGER * low:
        return True
    return bool(_STOP.search(before.text.strip())) and before.right - before.left < _SHORT * (edge - before.left)


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
    together = cuts and _CUT.match(text[-1:]) and _SYLLABLE.match(more[:1])
    return text + more if together or text.endswith(" ") else f"{text} {more}"
