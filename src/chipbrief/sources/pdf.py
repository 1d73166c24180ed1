"""The text layer of a PDF, in reading order: columns one after the other, lines joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from chipbrief.errors import InputError
from chipbrief.sources.columns import Line, ordered

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

PAGES = 500
"""The most pages: more than an issue of any newspaper has."""
OBJECTS = 200_000
"""The most objects, counted as `obj` in the file: an article has hundreds."""
PIECES = 20_000
"""The most pieces of text on a page: a page of dense tables has two thousand."""
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
        pages = [_lines(page, f"{name}: page {number}") for number, page in enumerate(document, 1)]
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


def _lines(page: PdfPage, place: str) -> list[Line]:
    """The lines of a page in reading order. Raises InputError for one of more than `PIECES`."""
    words = page.get_textpage()
    try:
        pieces = []
        if (count := words.count_rects()) > PIECES:
            raise InputError(f"{place}: {count:,} pieces of text; {PIECES:,} are the most; save its text as .txt")
        for number in range(count):
            left, bottom, right, top = words.get_rect(number)
            text = words.get_text_bounded(left, bottom, right, top)
            if text.strip():
                pieces.append(Line(left, bottom, right, top, text.replace("\r", "").replace("\n", " ")))
    finally:
        words.close()
        page.close()
    return ordered(pieces)


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines joined to paragraphs; a word that a hyphen or the column's edge cuts is whole again."""
    if not lines:
        return
    steps = [step for one, other in pairwise(lines) if (step := one.bottom - other.bottom) > 0]
    usual, cuts = (median(steps) if steps else 0.0), _cuts_words(lines)
    text = lines[0].text
    for before, line in pairwise(lines):
        if _begins(before, line, usual, max(other.right for other in lines if other.left < before.right)):
            yield text.strip()
            text = line.text
        else:
            text = _joined(text, line.text, cuts)
    yield text.strip()


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
    if _HYPHEN.search(text.rstrip()) and more[:1].islower():
        return _HYPHEN.sub("", text.rstrip()) + more
    together = cuts and _CUT.match(text[-1:]) and _SYLLABLE.match(more[:1])
    return text + more if together or text.endswith(" ") else f"{text} {more}"
