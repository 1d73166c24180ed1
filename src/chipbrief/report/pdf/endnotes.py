"""The evidence as the handout prints it: which entries, how they are joined, what each line says.

A page of paper holds less than a screen, so the handout leaves out what it does not need: estimates that
only a chart draws, facts that it has already said, and all of an address but its site (the link has the
rest). References to one page stand in one paragraph, figures of one sentence under one quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from chipbrief.language.labels import label
from chipbrief.report.pdf.typesetting import KEPT_IN_COLUMN, Data, Marks, plain, printable, words

_PAGE_ONLY = ("rule", "checksum", "title", "note")
"""Facts that only the page tells: how a figure was found, and what a document is called and says besides."""
_UNNAMED = ("period", "source")
"""Facts that are understood without their names: when, and where in the file."""
_FORMULA = 32  # characters; a longer formula names its inputs by their marks alone
Fact = tuple[str, list[Data]]
_BRACKETS = re.compile(r"(?:(?<! ) ++)?\([^()]*\)")
_COMMA = re.compile(r"(?:, |: | · )(?![^()]{0,200}\))")  # not within brackets, of which none is longer


def nodes(node: Any, kind: str, *, data: bool = False) -> Iterator[Data]:
    """Every node of a kind below JSON data, in order; with `data` in data tables of charts as well (not printed)."""
    if isinstance(node, dict):
        if node.get("type") == kind:
            yield node
        for key, value in node.items():
            if data or key != "data":
                yield from nodes(value, kind, data=data)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from nodes(part, kind, data=data)


def is_source(node: Data) -> bool:
    """Whether an entry, or a number, stands for one of the articles."""
    return bool(node["id"].startswith("s-"))


def trimmed(front: Data, sections: list[Data]) -> list[Data]:
    """The sections, their evidence with the entries that the handout needs, references to one page side by side.

    Needed is what a printed number leads to, itself or through formulas; what a chart draws from an article or
    a reference (these entries become `"drawn": True`); and each source.
    """
    entries = {entry["id"]: entry for entry in nodes(sections, "entry")}
    text = [[block for block in section["blocks"] if block["type"] != "evidence"] for section in sections]
    cited = {number["id"] for number in nodes([front, text], "number")}
    cited |= {link["reference"] for link in nodes(text, "link")}
    cited |= {run["figure"] for quote in nodes(text, "quote") for run in quote["runs"]}
    cited |= {entry["id"] for entry in entries.values() if is_source(entry)}
    drawn = {number["id"] for number in nodes(text, "number", data=True) if number["kind"] in ("figure", "reference")}
    read = _closure(cited, entries)
    needed = read | _closure(drawn, entries)
    marked = {id_: entries[id_] | {"drawn": id_ not in read} for id_ in entries if id_ in needed}
    return [section | {"blocks": list(_trimmed(section["blocks"], marked))} for section in sections]


def _closure(ids: set[str], entries: dict[str, Data]) -> set[str]:
    """The ids, of those that have an entry, and all that their entries lead to."""
    found: set[str] = set()
    wanted = list(ids)
    while wanted:
        id_ = wanted.pop()
        if id_ in entries and id_ not in found:
            found.add(id_)
            wanted += [number["id"] for number in nodes([entries[id_]["formula"], entries[id_]["facts"]], "number")]
    return found


def _trimmed(blocks: list[Data], marked: dict[str, Data]) -> Iterator[Data]:
    for block in blocks:
        if block["type"] != "evidence":
            yield block
            continue
        kept = [marked[entry["id"]] for entry in block["entries"] if entry["id"] in marked]
        if kept:
            yield block | {"entries": list(chain.from_iterable(_groups(kept)))}


def _groups(entries: list[Data]) -> list[list[Data]]:
    """Entries that are printed in one paragraph: figures of a sentence, references to a page, estimates of a thing.

    Estimates are of the same thing if their labels differ in brackets only: `Loss of exports (lower target)`.
    """
    found: dict[Any, list[Data]] = {}
    for entry in entries:
        key: Any = entry["id"]
        if entry["quote"]:
            key = tuple(entry["quote"][name] for name in ("source", "start", "end"))
        elif entry["kind"] == "reference" and not is_source(entry):
            key = entry["url"] or key
        elif entry["kind"] == "estimate":
            key = _BRACKETS.sub("", plain(entry["label"]))
        found.setdefault(key, []).append(entry)
    return list(found.values())


class Endnotes:
    """Evidence blocks as the template takes them; `told` are texts that the handout prints elsewhere."""

    def __init__(self, marks: Marks, language: str, told: Iterable[str]) -> None:
        self.marks = marks
        self.told = frozenset(told)
        self.page_only = {label(language, "facts", key) for key in _PAGE_ONLY}
        self.unnamed = {label(language, "facts", key) for key in _UNNAMED}
        self.confidence = label(language, "facts", "confidence")

    def block(self, block: Data) -> Data:
        """Title, anchor and notes; a note has a quote or none, members, what they share, and the page's site."""
        notes = [self._note(group, block["title"]) for group in _groups(block["entries"])]
        return {"title": self.marks.inlines(block["title"], cite=False), "anchor": block["anchor"], "notes": notes}

    def _note(self, group: list[Data], title: list[Data]) -> Data:
        facts = [list(self._facts(entry, title)) for entry in group]
        shared = [fact for fact in facts[0] if all(_has(others, fact) for others in facts)]
        # The chart says what happened; a reference that nothing else uses gives its site.
        listed = all(entry["drawn"] and entry["kind"] == "reference" for entry in group)
        members, before = [], ""
        for entry, own in zip(group, facts, strict=True):
            said = plain(entry["label"])
            about = [_text(_unrepeated(said, before))] if before else entry["label"]
            about = [] if listed else about
            members.append(self._member(entry, about, [fact for fact in own if not _has(shared, fact)]))
            before = said
        host = (urlsplit(group[0]["url"]).hostname or "").removeprefix("www.")
        quote = group[0]["quote"]
        return {
            "quote": self.marks.runs(quote["runs"], quote["language"], KEPT_IN_COLUMN) if quote else [],
            "members": members,
            "shared": self.marks.inlines(_listed(shared), KEPT_IN_COLUMN, own=group[0]["id"]),
            "site": words([{"text": host, "url": group[0]["url"]}] if host else [], KEPT_IN_COLUMN),
        }

    def _member(self, entry: Data, about: list[Data], facts: list[Fact]) -> Data:
        own = entry["id"]
        formula = self._formula(entry["formula"], own)
        content = [_text(" "), *about, *([_text(" = ")] if formula else []), *formula, *_listed(facts)]
        return {
            "id": own,
            "code": self.marks.codes[own],
            "used": own in self.marks.used,
            "value": self.marks.inlines([_value(entry)], KEPT_IN_COLUMN, own=own),
            "content": self.marks.inlines(content, KEPT_IN_COLUMN, own=own),
        }

    def _formula(self, formula: list[Data], own: str) -> list[Data]:
        """The formula; a long one names its inputs by their marks, which lead to their values."""
        if len(plain(formula)) <= _FORMULA:
            return formula
        inputs = (inline["type"] == "number" and inline["id"] != own for inline in formula)
        return [
            {"type": "mark", "id": inline["id"]} if is_input else inline
            for inline, is_input in zip(formula, inputs, strict=True)
        ]

    def _facts(self, entry: Data, title: list[Data]) -> Iterator[Fact]:
        """The entry's facts that nothing has said yet, under their names or under none where they need none."""
        for name, content in entry["facts"]:
            left = _unsaid(content, entry["label"], title) if content and name not in self.page_only else []
            if name == self.confidence and left:
                yield "", [_text("("), *left, _text(")")]  # the legend of the first page tells what brackets say
            elif left and plain(left) != printable(entry["value"]) and plain(left) not in self.told:
                yield ("" if name in self.unnamed else name), left


def _has(facts: list[Fact], fact: Fact) -> bool:
    return any(name == fact[0] and plain(content) == plain(fact[1]) for name, content in facts)


def _listed(facts: list[Fact]) -> list[Data]:
    """Facts in a row, each after a dot and its name, if it has one; the one in brackets just follows."""
    found: list[Data] = []
    for name, content in facts:
        bracket = content[0]["text"] == "("
        found += [_text(" " if bracket else f" · {name} " if name else " · "), *content]
    return found


def _value(entry: Data) -> Data:
    """An entry's value as a number of its own, so that no line ends within it."""
    return {"type": "number", "id": entry["id"], "text": entry["value"], "mark": "strong"}


def _unrepeated(said: str, before: str) -> str:
    """What a label adds to the one before it: its brackets, or its part before or after the first comma, colon or dot.

    >>> _unrepeated("Loss (upper target)", "Loss (lower target)")
    '(upper target)'
    >>> _unrepeated("A100, memory capacity", "A100, memory bandwidth")
    'memory capacity'
    """
    if said == before:
        return ""
    if _BRACKETS.sub("", said) == _BRACKETS.sub("", before):
        return " ".join(text.strip() for text in _BRACKETS.findall(said))
    parts, others = (_COMMA.split(text, maxsplit=1) for text in (said, before))
    fresh = [part for part, other in zip(parts, others, strict=False) if part != other]
    return fresh[0] if len(parts) == len(others) == len(fresh) + 1 else said


def _unsaid(content: list[Data], label_: list[Data], title: list[Data]) -> list[Data]:
    """What is left of a fact beside its entry's label and the group's title.

    Nothing, if the label says it; without the source in front of a place (`source, characters 3–7`) if the
    title names the source.
    """
    if any(label_[start : start + len(content)] == content for start in range(len(label_))):
        return []
    named = content[0]["type"] == "number" and content[0] in title
    return content[2:] if named and len(content) > 2 else content


def _text(text: str) -> Data:
    return {"type": "text", "text": text}
