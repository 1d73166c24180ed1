"""Articles saved from Word: paragraphs, tables, text boxes and notes of a .docx in their order, as a reader sees them.

Of tracked changes, what was inserted or moved here is text and what was deleted or moved away is none; hidden text is
none. The elements are those of ECMA-376, part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chipbrief.sources.readers.archive import Archive, Element, local, row
from chipbrief.sources.readers.reading import Reading
from chipbrief.sources.readers.scripts import lowered, raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_CHANGED = {"del", "moveFrom", "delText", "delInstrText"}
_SETTINGS = {"rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr"}
_NO_TEXT = _CHANGED | _SETTINGS | {"instrText", "rt"}  # rt is how a word is pronounced
_SIGNS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": "\t"}
_USUAL = 20  # half points: the size of text that says none
_MOVED = 0.25  # of its size, more above or below the line than a letter is moved to look better
_OFF = ("0", "false", "off")


def read(data: bytes, name: str) -> Reading:
    """The text: a paragraph a line, a row of a table a line with tabs. Raises InputError for what is no .docx."""
    archive = Archive(data, name, "Word")
    tree = archive.tree(_MAIN)
    if tree is None:
        raise ValueError(f"no {_MAIN}")
    return Reading("\n".join(line for line in _Reader(archive).lines(tree) if line.strip()))


def properties(data: bytes, name: str) -> tuple[str, str]:
    """Who wrote a document, and when it was made, as it says itself; nothing where it does not."""
    tree = Archive(data, name, "Word").tree("docProps/core.xml")
    values = {} if tree is None else {local(child): child.text or "" for child in tree}
    return values.get("creator", ""), values.get("created", "")


class _Reader:
    """One document: its notes, and the styles in which text is hidden."""

    def __init__(self, archive: Archive) -> None:
        self._hidden = {
            style.get(f"{_W}styleId")
            for style in _all(archive.tree("word/styles.xml"), "style")
            if _on(style.find(f"{_W}rPr/{_W}vanish"))
        }
        self._notes = {
            (kind, note.get(f"{_W}id")): note
            for kind in ("footnote", "endnote")
            for note in _all(archive.tree(f"word/{kind}s.xml"), kind)
            if note.get(f"{_W}type", "normal") == "normal"
        }

    def lines(self, parent: Element) -> Iterator[str]:
        """The lines of what holds paragraphs and tables."""
        before = ""
        for block in parent:
            match local(block):
                case "p":
                    after: list[str] = []
                    text = before + self._words(block, after)
                    if _on(block.find(f"{_W}pPr/{_W}rPr/{_W}del")):  # its end was deleted: it goes on with the next
                        before = text
                        yield from after
                        continue
                    before = ""
                    yield from (text, *after)
                case "tbl":
                    yield from self._table(block)
                case "AlternateContent":
                    yield from self.lines(block[0]) if len(block) else ()
                case kind if kind not in _NO_TEXT:
                    yield from self.lines(block)
        if before:
            yield before

    def _table(self, table: Element) -> Iterator[str]:
        for line in table.iter(f"{_W}tr"):
            if _table_of(line) is not table or line.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = [cell for cell in line.iter(f"{_W}tc") if _table_of(cell) is table]
            nested = any(cell.find(f".//{_W}tbl") is not None for cell in cells)
            yield from row([list(self.lines(cell)) for cell in cells], nested=nested)

    def _words(self, parent: Element, after: list[str]) -> str:
        """The words of a paragraph or a part of it; what stands beside it (boxes, notes) is added to `after`."""
        text = ""
        for part in parent:
            kind = local(part)
            if kind in _NO_TEXT or (kind == "r" and self._is_hidden(part, parent)):
                continue
            if kind == "t":
                text += part.text or ""
            elif kind in _SIGNS:
                text += _SIGNS[kind]
            elif kind == "txbxContent":
                after += self.lines(part)
            elif kind in ("footnoteReference", "endnoteReference"):
                note = self._notes.pop((kind.removesuffix("Reference"), part.get(f"{_W}id")), None)
                after += self.lines(note) if note is not None else ()
            elif kind == "AlternateContent":  # the same thing twice, for newer and for older programs
                text += self._words(part[0], after) if len(part) else ""
            elif kind == "r":
                text += _placed(part, self._words(part, after))
            elif len(part):
                text += self._words(part, after)
        return text

    def _is_hidden(self, run: Element, parent: Element) -> bool:
        styles = {run.find(f"{_W}rPr/{_W}rStyle"), parent.find(f"{_W}pPr/{_W}pStyle")} - {None}
        own = run.find(f"{_W}rPr/{_W}vanish")
        return _on(own) if own is not None else any(style.get(f"{_W}val") in self._hidden for style in styles)


def _placed(run: Element, text: str) -> str:
    """The text of a run, above or below the line where it stands there."""
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    told = place.get(f"{_W}val") if place is not None else ""
    moved = _half_points(run, "position", 0) / _half_points(run, "sz", _USUAL)
    if told == "superscript" or moved > _MOVED:
        return raised(text)
    return lowered(text) if told == "subscript" or moved < -_MOVED else text


def _half_points(run: Element, kind: str, usual: int) -> int:
    """A length of a run, as far as it says it itself."""
    found = run.find(f"{_W}rPr/{_W}{kind}")
    told = found.get(f"{_W}val", "") if found is not None else ""
    return int(told) if re.fullmatch(r"-?[1-9]\d{0,3}", told) else usual


def _table_of(element: Element) -> Element | None:
    """The table that an element is part of."""
    return next(element.iterancestors(f"{_W}tbl"), None)


def _all(tree: Element | None, kind: str) -> list[Element]:
    return [] if tree is None else list(tree.iter(f"{_W}{kind}"))


def _on(switch: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return switch is not None and switch.get(f"{_W}val", "1") not in _OFF
