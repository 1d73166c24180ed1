"""The evidence as the handout prints it: how entries are joined, and what each line says.

A page of paper holds less than a screen, so the handout leaves out facts that it has already said, and all of an
address but its site (the link has the rest). References to one page stand in one paragraph, with the page's title,
publisher and date; figures of one sentence under one quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

from chipbrief.language.labels import label
from chipbrief.report.pdf.selection import BRACKETS, is_source, key
from chipbrief.report.pdf.typesetting import KEPT_IN_COLUMN, Data, Marks, plain, printable, words

_PAGE_ONLY = ("rule", "checksum", "note", "review", "was")
"""Facts that only the page tells: how a figure was found and reviewed, and what a document says besides."""
_UNNAMED = ("period", "source", "title", "publisher", "published")
"""Facts that are understood without their names: when, where in the file, and what a page is called."""
_FORMULA = 32  # characters; a longer formula names its inputs by their marks alone
_INPUTS = 8  # a formula with more inputs, such as a count, is left to the page
Property = tuple[str, list[Data]]
_COMMA = re.compile(r"(?:, |: | · )(?![^()]{0,200}\))")  # not within brackets, of which none is longer


class Endnotes:
    """Evidence blocks as the template takes them; `told` are texts that the handout prints elsewhere."""

    def __init__(self, marks: Marks, language: str, shown: Iterable[str]) -> None:
        self.marks = marks
        self.shown = frozenset(shown)
        self.page_only = {label(language, "facts", key) for key in _PAGE_ONLY}
        self.unnamed = {label(language, "facts", key) for key in _UNNAMED}
        self.confidence = label(language, "facts", "confidence")
        self.title = label(language, "facts", "title")

    def block(self, block: Data) -> Data:
        """Title, anchor and notes; a note has a quote or none, members, what they share, and the page's site."""
        notes = [self._note(list(group), block["title"]) for _, group in groupby(block["entries"], key)]
        return {"title": self.marks.inlines(block["title"]), "anchor": block["anchor"], "notes": notes}

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
        named = any(inline["type"] == "link" for fact in shared for inline in fact[1])
        host = "" if named else (urlsplit(group[0]["url"]).hostname or "").removeprefix("www.")
        quote = group[0]["quote"]
        return {
            "quote": self.marks.runs(quote["runs"], quote["language"], KEPT_IN_COLUMN) if quote else [],
            "members": members,
            "shared": self.marks.inlines(_listed(shared), KEPT_IN_COLUMN, cite=True, own=group[0]["id"]),
            "site": words([{"text": host, "url": group[0]["url"]}] if host else [], KEPT_IN_COLUMN),
        }

    def _member(self, entry: Data, about: list[Data], facts: list[Property]) -> Data:
        own = entry["id"]
        formula = self._formula(entry["formula"], own)
        content = [_text(" "), *about, *([_text(" = ")] if formula else []), *formula, *_listed(facts)]
        return {
            "id": own,
            "code": self.marks.codes[own],
            "used": own in self.marks.used,
            "value": self.marks.inlines([_value(entry)], KEPT_IN_COLUMN, own=own),
            "content": self.marks.inlines(content, KEPT_IN_COLUMN, cite=True, own=own),
        }

    def _formula(self, formula: list[Data], own: str) -> list[Data]:
        """The formula; a long one names its inputs by their marks, where these are printed and lead to their values."""
        if len(plain(formula)) <= _FORMULA:
            return formula
        if sum(inline["type"] == "number" for inline in formula) > _INPUTS:
            return []
        inputs = (inline["type"] == "number" and inline["id"] in self.marks.codes.keys() - {own} for inline in formula)
        return [
            {"type": "mark", "id": inline["id"]} if is_input else inline
            for inline, is_input in zip(formula, inputs, strict=True)
        ]

    def _facts(self, entry: Data, title: list[Data]) -> Iterator[Property]:
        """The entry's facts that nothing has said yet, under their names or under none where they need none."""
        for name, content in entry["facts"]:
            if not content or name in self.page_only or (is_source(entry) and name == self.title):
                continue
            left = _unsaid(content, entry["label"], title)
            if name == self.confidence and left:
                yield "", [_text("("), *left, _text(")")]  # the legend of the first page tells what brackets say
            elif left and plain(left) != printable(entry["value"]) and plain(left) not in self.shown:
                yield ("" if name in self.unnamed else name), left


def _has(facts: list[Property], fact: Property) -> bool:
    return any(name == fact[0] and plain(content) == plain(fact[1]) for name, content in facts)


def _listed(facts: list[Property]) -> list[Data]:
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
    if BRACKETS.sub("", said) == BRACKETS.sub("", before):
        return " ".join(text.strip() for text in BRACKETS.findall(said))
    parts, others = (_COMMA.split(text, maxsplit=1) for text in (said, before))
    fresh = [part for part, earlier in zip(parts, others, strict=False) if part != earlier]
    return fresh[0] if len(parts) == len(others) == len(fresh) + 1 else said


def _unsaid(content: list[Data], label_: list[Data], title: list[Data]) -> list[Data]:
    """What is left of a fact beside its entry's label and the group's title.

    Nothing, if the label says it; without the source in front of a place (`source, characters 3–7`) if the
    title names the source.
    """
    if any(label_[start : start + len(content)] == content for start in range(len(label_))):
        return []
    named = content[0]["type"] == "number" and content[0]["id"] in [inline.get("id") for inline in title]
    rest = [inline | {"text": inline["text"].removeprefix(", ")} for inline in content[1:] if inline["text"] != ", "]
    return rest if named and rest else content


def _text(text: str) -> Data:
    return {"type": "text", "text": text}
