"""What the PDF's template is given: the Front and the Sections as plain data, ready for print."""

from __future__ import annotations

from collections.abc import Iterator

from chipbrief.errors import BuildError
from chipbrief.language.labels import label, labels
from chipbrief.model.records import slug
from chipbrief.report.pdf.endnotes import Endnotes
from chipbrief.report.pdf.selection import is_source, nodes, shortened, trimmed
from chipbrief.report.pdf.typesetting import KEPT_IN_COLUMN, Data, Marks, plain, printable, size, svg, words

_CODES = 0.6
"""Weight of the column of codes beside a column of text."""


def handout(front: Data, sections: list[Data]) -> Data:
    """The data of `brief.typ`, without the articles in full, which only the page has.

    Raises BuildError for a number without an entry in the evidence.
    """
    language = front["language"]
    sections = [section for section in sections if section["id"] != "articles"]
    ids = {entry["id"] for entry in nodes(sections, "entry")}
    for number in nodes([front, sections], "number"):
        if number["id"] not in ids:
            raise BuildError(
                f"{number['id']}: {number['text']!r} is in the text but not in the evidence; add its entry"
            )
    sections = shortened(sections, label(language, "words", "rows-printed"))
    sections = trimmed(front, sections, label(language, "words", "entries-printed"))
    marks = Marks(entry for block in _blocks(sections, "evidence") for entry in block["entries"])
    blocks = _Blocks(marks, Endnotes(marks, language, _told(sections)), _sources(sections), language)
    return {
        "language": language,
        "title": plain(front["title"]),
        "dateline": plain(front["dateline"]),
        "keywords": sorted({printable(name["text"]) for name in nodes(sections[:1], "name")}),
        "date": _date(front["date"]),
        "front": {part: marks.text(front[part]) for part in ("title", "subtitle", "dateline")},
        "contents": {b["anchor"]: _words(plain(b["content"])) for b in _blocks(sections, "heading")},
        "supplements": labels(language)["supplements"],
        "words": {"contents": label(language, "words", "contents")},
        "legend": [
            *([kind, letter, label(language, "kinds", kind)] for kind, letter in Marks.LETTERS.items()),
            ["", "[ ]", label(language, "words", "repaired")],
            ["", "( )", label(language, "facts", "confidence")],
        ],
        "sections": [{"id": section["id"], "blocks": blocks.all(section["blocks"])} for section in sections],
    }


class _Blocks:
    """Blocks of the document tree as the template takes them."""

    def __init__(self, marks: Marks, endnotes: Endnotes, sources: dict[str, Data], language: str) -> None:
        self.marks = marks
        self.endnotes = endnotes
        self.sources = sources
        self.language = language

    def all(self, blocks: list[Data]) -> list[Data]:
        return [{"type": block["type"], **getattr(self, "_" + block["type"])(block)} for block in blocks]

    def _heading(self, block: Data) -> Data:
        return {"content": self.marks.inlines(block["content"]), "anchor": block["anchor"], "level": block["level"] - 1}

    def _paragraph(self, block: Data) -> Data:
        return {"content": self.marks.text(block["content"]), "role": block["role"]}

    def _items(self, block: Data) -> Data:
        items = [self.marks.text(item) for item in block["items"]]
        return {"items": items, "ordered": block["ordered"], "role": block["role"]}

    def _table(self, block: Data) -> Data:
        heads = [self.marks.inlines(column["head"], KEPT_IN_COLUMN, use=False) for column in block["columns"]]
        columns = [column | {"head": head} for column, head in zip(block["columns"], heads, strict=True)]
        rows = [[self.marks.inlines(cell, KEPT_IN_COLUMN) for cell in row] for row in block["rows"]]
        codes = [self.marks.listed(number["id"] for number in nodes(row, "number")) for row in block["rows"]]
        if any(codes):
            head = _words(label(self.language, "words", "evidence"))
            columns.append({"head": head, "align": "text", "width": _CODES})
            rows = [[*row, code] for row, code in zip(rows, codes, strict=True)]
        return {"columns": columns, "rows": rows, **self._told(block, block["notes"])}

    def _chart(self, block: Data) -> Data:
        picture = {"svg": svg(block["svg"]), "size": size(block["svg"]), "alt": printable(block["alt"])}
        return picture | self._told(block, [block["note"]])

    def _told(self, block: Data, notes: list[list[Data]]) -> Data:
        """What stands above and below a chart or a table: title, subtitle, notes, and the source as the last note."""
        below = [*notes, block["source"]]
        return {
            "title": self.marks.text(block["title"]),
            "subtitle": self.marks.inlines(block["subtitle"]),
            "notes": [self.marks.inlines(note) for note in below if note],
        }

    def _quote(self, block: Data) -> Data:
        source = self.sources.get(f"s-{slug(block['source'])}")
        said = self.marks.inlines([source]) if source else words([{"text": block["source"]}])
        return {"content": self.marks.runs(block["runs"], block["language"], use=True), "source": said}

    def _evidence(self, block: Data) -> Data:
        return self.endnotes.block(block)


def _words(text: str) -> list[Data]:
    return words([{"text": text}], KEPT_IN_COLUMN)


def _sources(sections: list[Data]) -> dict[str, Data]:
    """The number that stands for a source (`s-…`) by its id, as the evidence writes it."""
    found: dict[str, Data] = {}
    for number in nodes(list(_blocks(sections, "evidence")), "number"):
        if is_source(number):
            found.setdefault(number["id"], number)
    return found


def _told(sections: list[Data]) -> Iterator[str]:
    """The text of every table cell: what it tells, the evidence need not tell again."""
    for block in _blocks(sections, "table"):
        yield from (plain(cell) for row in block["rows"] for cell in row)


def _date(iso: str) -> list[int]:
    """Year, month and day of an ISO 8601 date; what it leaves open is the first."""
    return [int(part) for part in [*iso.partition("/")[0].split("-"), "1", "1"][:3]]


def _blocks(sections: list[Data], kind: str) -> Iterator[Data]:
    for section in sections:
        yield from (block for block in section["blocks"] if block["type"] == kind)
