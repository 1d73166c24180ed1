"""Articles saved from Hangul: paragraphs, tables, text boxes and notes of an .hwpx in their order (KS X 6101)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chipbrief.errors import InputError
from chipbrief.sources.readers.archive import Archive, Element, local, row
from chipbrief.sources.readers.reading import Reading
from chipbrief.sources.readers.scripts import lowered, raised

_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml")
_NO_TEXT = {"secPr", "hiddenComment", "header", "footer", "pageNum", "shapeComment", "script", "linesegarray"}
_SIGNS = {"tab": "\t", "lineBreak": " ", "nbSpace": "\u00a0", "fwSpace": " ", "hyphen": "-"}


def read(data: bytes, name: str) -> Reading:
    """The text: a paragraph a line, a row of a table a line with tabs. Raises InputError for what is no .hwpx."""
    archive = Archive(data, name, "Hangul")
    manifest = archive.tree("META-INF/manifest.xml")
    if manifest is not None and any(local(part) == "encryption-data" for part in manifest.iter()):
        raise InputError(f"{name}: locked by a password; save it without one")
    found = [match for part in archive.names if (match := _SECTION.fullmatch(part))]
    if not found:
        raise InputError(f"{name}: no Hangul document (no section in it); save it anew as .hwpx, or as .txt")
    reader = _Reader(archive.tree("Contents/header.xml"))
    sections = [archive.tree(match[0]) for match in sorted(found, key=lambda match: int(match[1]))]
    return Reading("\n".join(line for section in sections for line in reader.lines(section) if line.strip()))


class _Reader:
    """One document: which of its letters stand above or below the line."""

    def __init__(self, header: Element | None) -> None:
        shapes = [] if header is None else [shape for shape in header.iter() if local(shape) == "charPr"]
        self._raised = {shape.get("id") for shape in shapes if _has(shape, "supscript")}
        self._lowered = {shape.get("id") for shape in shapes if _has(shape, "subscript")}

    def lines(self, parent: Element) -> Iterator[str]:
        """The lines of what holds paragraphs."""
        for paragraph in parent:
            if local(paragraph) == "p":
                after: list[str] = []
                text = self._words(paragraph, after)
                yield from (text, *after)

    def _words(self, parent: Element, after: list[str]) -> str:
        """The words of a paragraph or a part of it; tables, boxes and notes in it are added to `after`."""
        text = ""
        for part in parent:
            kind = local(part)
            if kind in _NO_TEXT:
                continue
            if kind == "t":
                text += _written(part)
            elif kind == "tbl":
                after += self._table(part)
            elif kind == "subList":
                after += self.lines(part)
            elif kind == "run":
                words, shape = self._words(part, after), part.get("charPrIDRef")
                up, down = shape in self._raised, shape in self._lowered
                text += raised(words) if up else lowered(words) if down else words
            else:
                text += self._words(part, after)
        return text

    def _table(self, table: Element) -> Iterator[str]:
        for line in (part for part in table if local(part) == "tr"):
            cells = [part for part in line if local(part) == "tc"]
            nested = any(_has(cell, "tbl") for cell in cells)
            yield from row([self._cell(cell) for cell in cells], nested=nested)

    def _cell(self, cell: Element) -> list[str]:
        return [line for part in cell if local(part) == "subList" for line in self.lines(part)]


def _written(words: Element) -> str:
    """Text with the signs in it; what was deleted while changes were tracked is left out."""
    text, gone = words.text or "", False
    for part in words:
        kind = local(part)
        gone = kind == "deleteBegin" or (gone and kind != "deleteEnd")
        text += _SIGNS.get(kind, "") + ("" if gone else part.tail or "")
    return text


def _has(element: Element, kind: str) -> bool:
    return any(local(part) == kind for part in element.iter())
