"""The document tree made ready for print: words that a line may not break, codes of entries, printable characters.

Korean breaks lines between words, not between syllables, and a number stays with its unit, its particle
and its code. A layout engine knows none of this, so a paragraph is handed over as words; those
with Hangul or a digit are kept whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from chipbrief.report import fonts

Data = dict[str, Any]

KEPT = 30
"""Longest word of the text, in characters, that is kept on one line."""
KEPT_IN_COLUMN = 20
"""The same in a table cell and in a column of the evidence."""
_NUMBER = 22  # a longer number ("at least 2.88 billion yuan in …") may break at its spaces
_SHORT = 12  # a longer word may break before a bracket: 28억 8,000만 위안|(약 5,608억 원)으로
_CHUNK = re.compile(".{1,8}")
_BOUND = re.compile(r"[\d\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_SILENT = (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10))


class _Printed(dict[int, str]):
    """What is printed for a character, by code point, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if code in _SILENT:
            shown = ""
        elif character.isspace():
            shown = "\u00a0" if character == "\u00a0" else " "
        elif code in fonts.characters() and unicodedata.category(character) not in ("Cc", "Cf"):
            shown = character
        else:
            shown = f"U+{code:04X}"
        self[code] = shown
        return shown


_PRINTED = _Printed()


def printable(text: str) -> str:
    r"""The text with `U+1F600` for each character that the fonts lack or that would reorder the line.

    White space becomes a space; joiners and variation selectors, which show nothing, go.

    >>> printable("崛起 \U0001f600\u202e\u200b\tx")
    '崛起 U+1F600U+202E x'
    """
    return text.translate(_PRINTED)


def unprintable(text: str) -> list[str]:
    r"""What `printable` shows in place of characters, each once, in the order of their numbers.

    >>> unprintable("崛起 \U0001f600\u202e\U0001f600")
    ['U+202E', 'U+1F600']
    """
    return [shown for sign in sorted(set(text)) if (shown := printable(sign))[1:2] == "+"]


def words(pieces: Iterable[Data], kept: int = KEPT) -> list[Data]:
    """Pieces (`{"text", ...}`, see `nodes.typ`) as words: `{"space": before it, "keep": whole, "pieces"}`.

    A piece with `"whole": True` is a single word whatever spaces it has; one with `"loose": True` stays
    one piece (a link) that breaks at its spaces. A word longer than `kept` breaks where it may, else anywhere.
    """
    found: list[tuple[bool, list[Data]]] = [(False, [])]
    for piece in pieces:
        text = re.sub(" +", " ", printable(piece["text"]))
        parts = [text] if piece.get("whole") or piece.get("loose") else text.split(" ")
        end = max((position for position, part in enumerate(parts) if part), default=0)
        for position, part in enumerate(parts):
            if position:
                found.append((True, []))
            if part:
                found[-1][1].append(_part(piece, part, last=position == end))
    return [word for space, parts in found for word in _word(parts, space, kept) if parts]


def _part(piece: Data, text: str, *, last: bool) -> Data:
    """A part of a piece; the code stays with the last one."""
    return piece | {"text": text} if last else piece | {"text": text, "code": "", "use": False}


def _word(parts: list[Data], space: bool, kept: int) -> list[Data]:
    if any(part.get("loose") for part in parts):
        return [{"space": space, "keep": False, "pieces": [_opened(part, kept) for part in parts]}]
    text = "".join(part["text"] for part in parts)
    if len(text) <= _SHORT:
        return [{"space": space, "keep": bool(_BOUND.search(text)), "pieces": parts}]
    found: list[list[Data]] = [[]]
    for part in parts:
        for position, cut in enumerate(_cuts(part, kept if len(text) > kept else len(text))):
            if position or (cut["text"].startswith("(") and found[-1]):
                found.append([])
            found[-1].append(cut)
    return [{"space": space and not index, "keep": True, "pieces": pieces} for index, pieces in enumerate(found)]


def _opened(part: Data, kept: int) -> Data:
    return part | {"words": words([{"text": part["text"]}], kept)} if part.get("loose") else part


def _cuts(part: Data, kept: int) -> Iterator[Data]:
    """A piece of a long word, cut before brackets and, if it is longer than `kept`, after signs or anywhere."""
    if part.get("whole"):
        yield part
        return
    texts = [text for text in re.split(r"(?=\()", part["text"]) if text]
    if len(part["text"]) > kept:
        shorter = re.split(r"(?<=[-/·,_?=&])|(?=\()", part["text"])
        texts = [cut for text in shorter for cut in ([text] if len(text) <= kept else _CHUNK.findall(text)) if cut]
    for position, text in enumerate(texts):
        yield _part(part, text, last=position == len(texts) - 1)


class Marks:
    """Codes of entries: `F12` is the twelfth figure of the evidence, `E2` the second estimate, and so on.

    The text has none: there a number links to its entry. They stand in the last column of a table and in the evidence.
    """

    LETTERS = {"figure": "F", "relation": "L", "estimate": "E", "assumption": "A", "reference": "R"}

    def __init__(self, entries: Iterable[Data]) -> None:
        self.codes: dict[str, str] = {}
        self.used: set[str] = set()  # entries that something printed so far leads to
        counts = dict.fromkeys(self.LETTERS, 0)
        for entry in entries:
            counts[entry["kind"]] += 1
            self.codes[entry["id"]] = f"{self.LETTERS[entry['kind']]}{counts[entry['kind']]}"

    def text(self, inlines: Iterable[Data]) -> list[Data]:
        """Inlines of running text as words: a number has the line of its kind, and no code."""
        return words(self._piece(inline, False, True, "") | {"kind": inline.get("kind", "")} for inline in inlines)

    def inlines(
        self, inlines: Iterable[Data], kept: int = KEPT, *, cite: bool = False, use: bool = True, own: str = ""
    ) -> list[Data]:
        """Inlines (Text, Number, Name, File, Link as JSON) as words.

        With `cite` a number carries its code; with `use` it is where its entry leads back to, if it is the first. Of
        the entry `own`, or of one that is not printed, a number links nowhere. `{"type": "mark", "id"}` is a code.
        """
        return words([self._piece(inline, cite, use and not own, own) for inline in inlines], kept)

    def runs(self, runs: Iterable[Data], language: str, kept: int = KEPT, *, use: bool = False) -> list[Data]:
        """The runs of a quotation as words: a repaired word in square brackets, a figure with its link."""
        pieces = []
        for run in runs:
            text = f"[{run['repair']}]" if run["repair"] else run["text"]
            entry = run["figure"] if run["figure"] in self.codes else ""
            link = self._link(entry, cite=False, use=use) | ({"kind": "figure"} if use else {}) if entry else {}
            pieces.append({"text": text, "language": language} | link)
        return words(pieces, kept)

    def _piece(self, inline: Data, cite: bool, use: bool, own: str) -> Data:
        if inline["type"] == "mark":
            return {"text": self.codes[inline["id"]], "entry": inline["id"]}
        piece = {"text": inline["text"], "style": inline.get("mark", ""), "language": inline.get("language", "")}
        if inline["type"] == "number" and inline["id"] != own:
            piece |= self._link(inline["id"], cite, use)
        if inline["type"] == "number":
            piece["whole" if len(inline["text"]) <= _NUMBER else "loose"] = True
        if inline["type"] == "link":
            piece |= {"url": inline["url"], "loose": True}
        return piece

    def _link(self, entry: str, cite: bool, use: bool) -> Data:
        if entry not in self.codes:
            return {}
        first = use and entry not in self.used
        if first:
            self.used.add(entry)
        return {"entry": entry, "code": self.codes[entry] if cite else "", "use": first}

    def listed(self, ids: Iterable[str]) -> list[Data]:
        """The codes of entries, each once and runs of them shortened (`R3–5`), as words that lead to the entries."""
        found = sorted({(self.codes[id_][0], int(self.codes[id_][1:]), id_) for id_ in ids if id_ in self.codes})
        runs: list[list[tuple[str, int, str]]] = []
        for code in found:
            if runs and runs[-1][-1][:2] == (code[0], code[1] - 1):
                runs[-1].append(code)
            else:
                runs.append([code])
        result: list[Data] = []
        for letter, first, id_ in (run[0] for run in runs):
            last = next(run[-1][1] for run in runs if run[0][2] == id_)
            text = f"{letter}{first}" + (f"–{last}" if last > first else "")
            result.append({"space": bool(result), "keep": True, "pieces": [{"text": text, "entry": id_}]})
        return result


def plain(inlines: Iterable[Data]) -> str:
    """The words of inlines as plain text, for the document's properties and the running header."""
    return printable("".join(inline["text"] for inline in inlines)).strip()


def svg(markup: str, show: Callable[[str], str] = printable) -> str:
    """A chart's SVG from its root element on, with printable characters only (line ends stay)."""
    text = markup[max(markup.find("<svg"), 0) :]
    return "\n".join(show(line) for line in text.splitlines())


def size(markup: str) -> tuple[float, float]:
    """Width and height of an SVG in its own units, which the charts keep to points. Raises ValueError without them."""
    found = re.search(r"<svg[^<>]*?viewBox=\"[^\s\"<]+ [^\s\"<]+ ([\d.]+) ([\d.]+)\"", markup)
    if not found:
        raise ValueError("an SVG without a viewBox")
    return float(found[1]), float(found[2])
