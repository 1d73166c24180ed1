"""What the handout prints of a brief: of long tables the rows that matter most, of the evidence what print leads to.

A person takes the handout into a meeting: the text is whole, tables and evidence are cut to a few pages. What is left
out is in the page and in the workbook, and a note below each table that was cut says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from chipbrief.report.pdf.typesetting import Data, plain

_ROWS = 10
"""Most rows of a printed table."""
_LINES = 1000
"""Lines of evidence that fit four pages of three columns, with what columns leave blank at their ends."""
_LINE = 46  # half-ems in a line of a column
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
    """The sections, their long tables cut to the rows that speak of what the text and the charts name.

    Rows keep their order. `note` is added below a table that was cut.
    """
    text = [block for section in sections for block in section["blocks"] if block["type"] not in ("table", "evidence")]
    named = {name["id"] for name in nodes(text, "name")} | {number["id"] for number in nodes(text, "number")}

    def unnamed(row: Data) -> bool:
        return not any(node["id"] in named for kind in ("name", "number") for node in nodes(row, kind))

    def cut(block: Data) -> Data:
        if block["type"] != "table" or len(block["rows"]) <= _ROWS:
            return block
        rows = block["rows"]
        kept = sorted(sorted(range(len(rows)), key=lambda place: unnamed(rows[place]))[:_ROWS])
        return block | {"rows": [rows[place] for place in kept], "notes": [*block["notes"], [_text(note)]]}

    return [section | {"blocks": [cut(block) for block in section["blocks"]]} for section in sections]


def trimmed(front: Data, sections: list[Data]) -> list[Data]:
    """The sections, their evidence with the entries that the handout needs, as far as its pages reach.

    Needed is first what the text leads to, itself or through formulas, and each source: all of it is printed. Then,
    in the order of the brief, what the tables lead to, and what charts draw from articles and references (entries
    that nothing else needs become `"drawn": True`).
    """
    entries = {entry["id"]: entry for entry in nodes(sections, "entry")}
    blocks = [block for section in sections for block in section["blocks"] if block["type"] != "evidence"]
    tables = [block["rows"] for block in blocks if block["type"] == "table"]
    text = [block | {"rows": []} if block["type"] == "table" else block for block in blocks]
    cited = [number["id"] for number in nodes([front, text], "number")]
    cited += [link["reference"] for link in nodes(text, "link")]
    cited += [run["figure"] for quote in nodes(text, "quote") for run in quote["runs"]]
    cited += [entry["id"] for entry in entries.values() if is_source(entry)]
    listed = [number["id"] for number in nodes(tables, "number")]
    drawn = [number["id"] for number in nodes(blocks, "number", data=True) if number["kind"] in ("figure", "reference")]
    read = _closure(cited, entries, {})
    room = _LINES - sum(_lines(entries[id_], set()) for id_ in read)
    told: set[Any] = set()
    for wanted, mark in ((listed, False), (drawn, True)):
        for id_ in wanted:
            more = _closure([id_], entries, read)
            cost = sum(_lines(entries[each], told) for each in more)
            if cost <= room:
                room -= cost
                read |= dict.fromkeys(more, mark)
    marked = {id_: entries[id_] | {"drawn": read[id_]} for id_ in entries if id_ in read}
    return [section | {"blocks": list(_trimmed(section["blocks"], marked))} for section in sections]


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


def _lines(entry: Data, told: set[Any]) -> float:
    """How many lines an entry takes; what it shares with one of `told` (sentences, pages) is there already."""
    facts = [content for _, content in entry["facts"]]
    words = entry["value"] + plain(entry["label"]) + plain(entry["formula"])
    shared = "".join(run["text"] for run in entry["quote"]["runs"]) if entry["quote"] else ""
    if entry["kind"] == "reference":
        shared = "".join(map(plain, facts))
    else:
        words += "".join(map(plain, facts))
    new = key(entry) not in told
    told.add(key(entry))
    return _width(words) / _LINE + 0.4 + (_width(shared) / _LINE + 0.8 if new else 0)


def _width(text: str) -> int:
    """In half-ems: Hangul and Hanja are twice as wide as Latin letters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _closure(ids: Iterable[str], entries: dict[str, Data], known: Iterable[str]) -> dict[str, bool]:
    """The ids, of those that have an entry and are not `known`, and all that their entries lead to."""
    found: dict[str, bool] = {}
    wanted = list(ids)
    while wanted:
        id_ = wanted.pop()
        if id_ in entries and id_ not in found and id_ not in known:
            found[id_] = False
            wanted += [number["id"] for number in nodes([entries[id_]["formula"], entries[id_]["facts"]], "number")]
    return found


def _trimmed(blocks: list[Data], marked: dict[str, Data]) -> Iterator[Data]:
    for block in blocks:
        if block["type"] != "evidence":
            yield block
            continue
        kept = [marked[entry["id"]] for entry in block["entries"] if entry["id"] in marked]
        if kept:
            groups: dict[Any, list[Data]] = {}
            for entry in kept:
                groups.setdefault(key(entry), []).append(entry)
            yield block | {"entries": list(chain.from_iterable(groups.values()))}


def _text(text: str) -> Data:
    return {"type": "text", "text": text}
