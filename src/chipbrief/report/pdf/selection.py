"""What the handout prints of a brief: nothing twice, of long tables the rows that matter most, some evidence.

A person takes the handout into a meeting: the text is whole, tables and evidence are cut to a few pages. What is left
out is in the page and in the workbook, and a note below each table and before the evidence says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from chipbrief.report.pdf.typesetting import Data, plain

_ROWS = 5
"""Most rows of a printed table."""
_LINES = 400
"""Lines of evidence that fit two pages of three columns; what the text itself leads to may take more."""
_LINE = 40  # half-ems in a line of a column
_FORMULA = 60  # half-ems that a formula takes at most: a long one is printed by the marks of its inputs
_HEAD = 4  # lines of a subheading, with what is left free around it
_DIGITS = re.compile(r"\d(?:[\d.,~–]*\d)?")
BRACKETS = re.compile(r"(?:(?<! ) ++)?\([^()]*\)")


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


def shortened(sections: list[Data], note: str) -> list[Data]:
    """The sections without what the handout leaves to the page, their long tables cut to the rows that matter most.

    Left to the page: of the section on method all but its text; a chart most of whose numbers the charts before it
    show; a table all of whose numbers are in charts, most of them in words; a subheading below which nothing is left.
    Of a long table come first the rows whose numbers the text names, then those whose names it does; they keep their
    order. `note` is added below, with how many rows are printed and how many there are.
    """
    shown: set[str] = set()
    sections = [section | {"blocks": [*_unrepeated(section["blocks"], shown)]} for section in sections]
    charts = [block["data"] for section in sections for block in section["blocks"] if block["type"] == "chart"]
    drawn = {number["id"] for number in nodes(charts, "number", data=True)}
    sections = [section | {"blocks": [*_printed(section, shown, drawn)]} for section in sections]
    text = [block for section in sections for block in section["blocks"] if block["type"] not in ("table", "evidence")]
    named = {kind: {node["id"] for node in nodes(text, kind)} for kind in ("number", "name")}

    def rank(row: Data) -> list[bool]:
        return [not any(node["id"] in named[kind] for node in nodes(row, kind)) for kind in ("number", "name")]

    def cut(block: Data) -> Data:
        if block["type"] != "table" or len(block["rows"]) <= _ROWS:
            return block
        rows = block["rows"]
        kept = sorted(sorted(range(len(rows)), key=lambda place: rank(rows[place]))[:_ROWS])
        kept_note = _text(note.format(len(kept), len(rows)))
        return block | {"rows": [rows[place] for place in kept], "notes": [*block["notes"], [kept_note]]}

    return [section | {"blocks": [cut(block) for block in section["blocks"]]} for section in sections]


def _unrepeated(blocks: list[Data], shown: set[str]) -> Iterator[Data]:
    """The blocks without charts whose numbers are mostly `shown`, to which those of the others are added."""
    for block in blocks:
        if block["type"] == "chart":
            drawn = {number["id"] for number in nodes(block["data"], "number")}
            if len(drawn & shown) > len(drawn) / 2:
                continue
            labels = " ".join(re.findall(r">([^<>]+)<", block["svg"]))
            digits = ((number["id"], _DIGITS.search(number["text"])) for number in nodes(block["data"], "number"))
            shown |= {id_ for id_, found in digits if not found or found[0] in labels}
        yield block


def _printed(section: Data, shown: set[str], drawn: set[str]) -> Iterator[Data]:
    """The blocks of a section without those that are left to the page; of what is `drawn`, `shown` is in words."""
    heading = None
    for block in section["blocks"]:
        ids = {number["id"] for number in nodes(block["rows"], "number")} if block["type"] == "table" else set()
        repeated = ids <= drawn and len(ids & shown) > len(ids) / 2
        if repeated or (section["id"] == "method" and block["type"] in ("table", "quote")):
            continue
        if heading and (block["type"] != "heading" or block["level"] > heading["level"]):
            yield heading
        heading = block if block["type"] == "heading" else None
        if not heading:
            yield block


def trimmed(front: Data, sections: list[Data], note: str) -> list[Data]:
    """The sections, their evidence with the entries that the handout needs, as far as its pages reach.

    First each source and what the text itself leads to, whatever room it takes; then, in the order of the brief, what
    these lead to through their formulas, what the tables and the notes below charts lead to, and what charts draw from
    articles and references (entries that nothing else needs become `"drawn": True`). Where entries are left out,
    `note` says before the evidence how many are printed and how many there are.
    """
    entries = {
        entry["id"]: entry | {"block": f"block {place}"}
        for place, block in enumerate(nodes(sections, "evidence"))
        for entry in block["entries"]
    }
    blocks = [block for section in sections for block in section["blocks"] if block["type"] != "evidence"]
    text = [
        {part: block[part] for part in ("title", "subtitle")} if block["type"] in ("chart", "table") else block
        for block in blocks
    ]
    cited = [number["id"] for number in nodes([front, text], "number")]
    cited += [link["reference"] for link in nodes(text, "link")]
    cited += [run["figure"] for quote in nodes(text, "quote") for run in quote["runs"]]
    listed = [number["id"] for number in nodes(blocks, "number")]
    drawn = [number["id"] for number in nodes(blocks, "number", data=True) if number["kind"] in ("figure", "reference")]
    sources = [entry["id"] for entry in entries.values() if is_source(entry)]
    read = dict.fromkeys((id_ for id_ in [*sources, *cited] if id_ in entries), False)
    shown: set[Any] = set()
    room = _LINES - sum(_lines(entries[id_], shown) for id_ in read)
    behind = [id_ for entry in [*read] for id_ in _inputs(entries[entry])]
    for wanted, mark in ((behind, False), (listed, False), (drawn, True)):
        for id_ in wanted:
            more = _closure(id_, entries, read)
            before = set(shown)
            cost = sum(_lines(entries[each], before) for each in more)
            if cost <= room:
                room, shown = room - cost, before
                read |= dict.fromkeys(more, mark)
    marked = {id_: entries[id_] | {"drawn": read[id_]} for id_ in entries if id_ in read}
    content = [_text(note.format(len(marked), len(entries)))]
    said = [{"type": "paragraph", "content": content, "role": "note"}] if len(marked) < len(entries) else []
    return [section | {"blocks": list(_trimmed(section["blocks"], marked, said))} for section in sections]


def key(entry: Data) -> Any:
    """What entries have in common that are printed in one paragraph: their sentence, their page, or the same thing.

    Estimates are of the same thing if their labels differ in brackets only: `Loss of exports (lower target)`.
    """
    if entry["quote"]:
        return tuple(entry["quote"][name] for name in ("source", "start", "end"))
    if entry["kind"] == "reference" and not is_source(entry):
        return entry["url"] or entry["id"]
    if entry["kind"] == "estimate":
        return BRACKETS.sub("", plain(entry["label"]))
    return entry["id"]


def _lines(entry: Data, shown: set[Any]) -> float:
    """How many lines an entry takes; what it shares with one of `shown` (sentences, pages) is there already."""
    facts = [content for _, content in entry["facts"]]
    words = entry["value"] + plain(entry["label"]) + plain(entry["formula"])[:_FORMULA]
    shared = "".join(run["text"] for run in entry["quote"]["runs"]) if entry["quote"] else ""
    if entry["kind"] == "reference":
        shared = "".join(map(plain, facts))
    else:
        words += "".join(map(plain, facts))
    new = key(entry) not in shown
    shown.add(key(entry))
    return _width(words) / _LINE + 0.4 + (_width(shared) / _LINE + 0.8 if new else 0)


def _width(text: str) -> int:
    """In half-ems: Hangul and Hanja are twice as wide as Latin letters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _inputs(entry: Data) -> list[str]:
    return [number["id"] for number in nodes([entry["formula"], entry["facts"]], "number")]


def _closure(id_: str, entries: dict[str, Data], printed: Iterable[str]) -> list[str]:
    """The id and all that its entry leads to, each once, of those that have an entry and are not `printed`."""
    found: dict[str, None] = {}
    wanted = [id_]
    while wanted:
        id_ = wanted.pop()
        if id_ in entries and id_ not in found and id_ not in printed:
            found[id_] = None
            wanted += _inputs(entries[id_])
    return list(found)


def _trimmed(blocks: list[Data], marked: dict[str, Data], said: list[Data]) -> Iterator[Data]:
    """The blocks, of their evidence the entries that are `marked`, those of one paragraph together, after `said`."""
    for block in blocks:
        if block["type"] != "evidence":
            yield block
            continue
        kept = [marked[entry["id"]] for entry in block["entries"] if entry["id"] in marked]
        if kept:
            groups: dict[Any, list[Data]] = {}
            for entry in kept:
                groups.setdefault(key(entry), []).append(entry)
            yield from said
            said = []
            yield block | {"entries": list(chain.from_iterable(groups.values()))}


def _text(text: str) -> Data:
    return {"type": "text", "text": text}
