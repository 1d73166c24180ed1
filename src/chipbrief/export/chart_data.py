"""The numbers of each chart as CSV: one row for each number, with its row and column of the chart's data table.

All charts have the same columns, so they can be stacked. Numbers are those of the evidence, whole and in their own
unit, not as the chart rounds and scales them; a row that shows a date has `date` and no number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chipbrief.errors import BuildError
from chipbrief.language.labels import LANGUAGES
from chipbrief.sources.reference_tables import FORMULA

Data = dict[str, Any]
COLUMNS = (
    "row", *(f"{words}_{language}" for words in ("row", "column") for language in LANGUAGES),
    "low", "high", "unit", "date", "kind", "id",
)  # fmt: skip
_NOTHING = "–"


def charts(sections: Sequence[Data]) -> dict[str, Data]:
    """The charts of a brief's sections (JSON data of `report.document`) by name."""
    blocks = [block for section in sections for block in section["blocks"]]
    return {block["name"]: block for block in blocks if block["type"] == "chart"}


def rows(drawn: Mapping[str, Data], evidence: Mapping[str, Mapping[str, Data]]) -> list[Data]:
    """The rows of one chart, keys as COLUMNS, from the chart in each language and `evidence.json` as data.

    Labels of a language that the brief was not built in are empty. Raises BuildError when the languages disagree
    on what the chart shows.
    """
    found = {language: list(_cells(chart)) for language, chart in drawn.items()}
    shown = [[(cell["row"], cell["id"], cell["date"]) for cell in cells] for cells in found.values()]
    if any(cells_ != shown[0] for cells_ in shown[1:]):
        name = next(iter(drawn.values()))["name"]
        raise BuildError(f"chart {name}: its languages show different numbers; their data tables must be alike")
    return [_merged(dict(zip(found, cells, strict=True)), evidence) for cells in zip(*found.values(), strict=True)]


def written(table: Sequence[Data]) -> bytes:
    """Rows as CSV in UTF-8: texts safe in a spreadsheet, numbers as they are, an open end empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in table:
        writer.writerow(safe(value) if isinstance(value, str) else value for value in map(row.get, COLUMNS))
    return buffer.getvalue().encode()


def safe(text: str) -> str:
    """A text as one line that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.

    After OWASP, *CSV Injection*. Numbers never come here, so minus signs stay what they are.

    >>> safe("=1+1"), safe("H100")
    ("'=1+1", 'H100')
    """
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(tuple(FORMULA)) else line


def _cells(chart: Data) -> Iterator[Data]:
    """Each number of a chart's data table with the words that place it, in one language."""
    heads = [_head(column["head"]) for column in chart["data"]["columns"]]
    for number, row in enumerate(chart["data"]["rows"], start=1):
        words = [_plain(cell) for cell in row if not _stated(cell)]
        label = " · ".join(word for word in words if word != _NOTHING)
        for head, cell in zip(heads, row, strict=True):
            for inline in _stated(cell):
                placed = {"row": number, "label": label, "column": head}
                yield placed | {"date": inline["time"], "kind": inline["kind"], "id": inline["id"]}


def _stated(cell: Sequence[Data]) -> list[Data]:
    """The numbers of a cell of numbers; none of a cell of words, in which a digit may stand too."""
    numbers = [inline for inline in cell if inline["type"] == "number"]
    others = [inline for inline in cell if inline["type"] != "number"]
    return [] if any(map(str.isalpha, _plain(others))) else numbers


def _merged(cells: Mapping[str, Data], evidence: Mapping[str, Mapping[str, Data]]) -> Data:
    first = next(iter(cells.values()))
    merged = {name: first[name] for name in ("row", "date", "kind", "id")}
    for language, cell in cells.items():
        merged |= {f"row_{language}": cell["label"], f"column_{language}": cell["column"]}
    if not first["date"]:
        entry = evidence[f"{first['kind']}s"][first["id"]]
        merged |= {name: entry.get(name) for name in ("low", "high", "unit")}
    return merged


def _head(inlines: Sequence[Data]) -> str:
    """A column's words without the unit that follows them (`Loss, $ billion`): each row has its own."""
    *before, last = inlines
    words = last["text"].rpartition(", ")[0] if last["type"] == "text" and ", " in last["text"] else last["text"]
    return _plain(before) + str(words)


def _plain(inlines: Sequence[Data]) -> str:
    return "".join(inline["text"] for inline in inlines)
