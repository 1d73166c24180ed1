"""What the PDF's template is given: the Front and the Sections as plain data, ready for print.

Entries that quote the same sentence stand under one quotation, and what a heading already says is not
said again below it; so sixty figures take two pages and not five.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chipbrief.errors import BuildError
from chipbrief.model.records import slug
from chipbrief.report.labels import label
from chipbrief.report.typesetting import KEPT_IN_COLUMN, Data, Marks, plain, printable, svg, words


def handout(front: Data, sections: list[Data]) -> Data:
    """The data of `brief.typ`, without the articles in full, which only the page has.

    Raises BuildError for a number without an entry in the evidence.
    """
    sections = [section for section in sections if section["id"] != "articles"]
    entries = [entry for block in _blocks(sections) if block["type"] == "evidence" for entry in block["entries"]]
    marks = Marks(entries)
    for number in _numbers([front, sections]):
        if number["id"] not in marks.codes:
            raise BuildError(
                f"{number['id']}: {number['text']!r} is in the text but not in the evidence; add its entry"
            )
    language = front["language"]
    return {
        "language": language,
        "title": plain(front["title"]),
        "dateline": plain(front["dateline"]),
        "keywords": sorted({printable(name["text"]) for name in _nodes(sections[:1], "name")}),
        "date": _date(front["date"]),
        "front": {part: marks.inlines(front[part]) for part in ("title", "subtitle", "dateline")},
        "contents": {b["anchor"]: _words(plain(b["content"])) for b in _blocks(sections) if b["type"] == "heading"},
        "words": {name: label(language, "words", name) for name in ("contents", "repaired")},
        "kinds": [[letter, label(language, "kinds", kind)] for kind, letter in Marks.LETTERS.items()],
        "sections": [
            {"id": section["id"], "blocks": _Blocks(marks, _sources(sections)).all(section["blocks"])}
            for section in sections
        ],
    }


class _Blocks:
    """Blocks of the document tree as the template takes them."""

    def __init__(self, marks: Marks, sources: dict[str, Data]) -> None:
        self.marks = marks
        self.sources = sources

    def all(self, blocks: list[Data]) -> list[Data]:
        return [{"type": block["type"], **getattr(self, "_" + block["type"])(block)} for block in blocks]

    def _heading(self, block: Data) -> Data:
        content = self.marks.inlines(block["content"], cite=False)
        return {"content": content, "anchor": block["anchor"], "level": block["level"] - 1}

    def _paragraph(self, block: Data) -> Data:
        return {"content": self.marks.inlines(block["content"]), "role": block["role"]}

    def _items(self, block: Data) -> Data:
        items = [self.marks.inlines(item) for item in block["items"]]
        return {"items": items, "ordered": block["ordered"], "role": block["role"]}

    def _table(self, block: Data) -> Data:
        columns = [column | {"head": self._narrow(column["head"])} for column in block["columns"]]
        return {
            "title": self.marks.inlines(block["title"]),
            "columns": columns,
            "rows": [[self._narrow(cell) for cell in row] for row in block["rows"]],
            "notes": [self.marks.inlines(note) for note in block["notes"]],
        }

    def _chart(self, block: Data) -> Data:
        return {
            "title": self.marks.inlines(block["title"]),
            "svg": svg(block["svg"]),
            "alt": printable(block["alt"]),
            "note": self.marks.inlines(block["note"]),
        }

    def _quote(self, block: Data) -> Data:
        source = self.sources.get(f"s-{slug(block['source'])}")
        said = self.marks.inlines([source]) if source else words([{"text": block["source"]}])
        return {"content": self.marks.runs(block["runs"], block["language"], use=True), "source": said}

    def _evidence(self, block: Data) -> Data:
        entries, quoted = [], None
        for entry in block["entries"]:
            quote = entry["quote"]
            place = quote and (quote["source"], quote["start"], quote["end"])
            entries.append(self._entry(entry, block["title"], repeated=place is not None and place == quoted))
            quoted = place
        title = self.marks.inlines(block["title"], cite=False)
        return {"title": title, "anchor": block["anchor"], "entries": entries}

    def _entry(self, entry: Data, title: list[Data], *, repeated: bool) -> Data:
        quote, own = entry["quote"], entry["id"]
        facts = [(name, _unsaid(content, entry["label"], title)) for name, content in entry["facts"] if content]
        quoted = self.marks.runs(quote["runs"], quote["language"], KEPT_IN_COLUMN) if quote and not repeated else []
        return {
            "id": own,
            "code": self.marks.codes[own],
            "value": printable(entry["value"]),
            "label": self._narrow(entry["label"], own),
            "quote": quoted,
            "formula": self._narrow(entry["formula"], own),
            "facts": [[_words(name), self._narrow(content, own)] for name, content in facts if content],
            "url": _words(entry["url"].split("://")[-1]),
            "target": entry["url"],
        }

    def _narrow(self, inlines: list[Data], own: str = "") -> list[Data]:
        return self.marks.inlines(inlines, KEPT_IN_COLUMN, own=own)


def _words(text: str) -> list[Data]:
    return words([{"text": text}], KEPT_IN_COLUMN)


def _unsaid(content: list[Data], label: list[Data], title: list[Data]) -> list[Data]:
    """What is left of a fact beside its entry's label and the group's title.

    Nothing, if the label says it; without the source in front of a place (`source, characters 3–7`) if the
    title names the source.
    """
    if any(label[start : start + len(content)] == content for start in range(len(label))):
        return []
    named = content[0]["type"] == "number" and content[0] in title
    return content[2:] if named and len(content) > 2 else content


def _sources(sections: list[Data]) -> dict[str, Data]:
    """The number that stands for a source (`s-…`) by its id, as the evidence writes it."""
    found: dict[str, Data] = {}
    for block in _blocks(sections):
        if block["type"] == "evidence":
            for number in _numbers(block):
                if number["id"].startswith("s-"):
                    found.setdefault(number["id"], number)
    return found


def _date(iso: str) -> list[int]:
    """Year, month and day of an ISO 8601 date; what it leaves open is the first."""
    return [int(part) for part in [*iso.partition("/")[0].split("-"), "1", "1"][:3]]


def _blocks(sections: list[Data]) -> Iterator[Data]:
    for section in sections:
        yield from section["blocks"]


def _numbers(node: Any) -> Iterator[Data]:
    return _nodes(node, "number")


def _nodes(node: Any, kind: str) -> Iterator[Data]:
    """Every node of a kind below JSON data, in order, but for the data tables of charts, which are not printed."""
    if isinstance(node, dict):
        if node.get("type") == kind:
            yield node
        for key, value in node.items():
            if key != "data":
                yield from _nodes(value, kind)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _nodes(part, kind)
