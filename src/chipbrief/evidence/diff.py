"""What changed between two editions, in words: rows for a table, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from chipbrief.evidence.editions import Cause, Change, Comparison, Record
from chipbrief.language import number_format
from chipbrief.language.labels import worded
from chipbrief.model import Estimate, Reference

HEADS = ("id", "what", "change", "before", "after", "because")


@dataclass(frozen=True, slots=True)
class Row:
    """One change as a reader sees it: an entry's name and id, its values (empty for none), and why they moved."""

    id: str
    what: str
    change: str
    before: str
    after: str
    because: str


def rows(comparison: Comparison, language: str) -> list[Row]:
    """A row for each change, estimates that moved first, as they are what a reader asks for."""
    order = sorted(comparison.changes, key=lambda change: (change.kind != "estimate", not change.moved))
    return [row(change, comparison, language) for change in order]


def row(change: Change, comparison: Comparison, language: str) -> Row:
    """One of the changes in words."""
    return Row(
        change.id,
        _name(change.after or change.before or {}, language),
        change.state if change.moved or change.state != "changed" else "reworked",
        _value(change.kind, change.before, language),
        _value(change.kind, change.after, language),
        "; ".join(_cause(cause, comparison, language) for cause in change.because),
    )


def markdown(found: Iterable[Row]) -> str:
    """The rows as a table of GitHub's Markdown."""
    lines = [f"| {' | '.join(HEADS)} |", f"|{' --- |' * len(HEADS)}"]
    lines += [f"| {' | '.join(_escaped(str(getattr(row, head))) for head in HEADS)} |" for row in found]
    return "\n".join(lines) + "\n"


def to_json(comparison: Comparison) -> str:
    """The changes as JSON: a list of {"kind", "state", "id", "before", "after", "because"}."""
    found: list[dict[str, Any]] = [
        {
            "kind": change.kind,
            "state": change.state,
            "id": change.id,
            "before": change.before,
            "after": change.after,
            "because": [asdict(cause) for cause in change.because],
        }
        for change in comparison.changes
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def value(kind: str, record: Record, language: str) -> str:
    """The value of an evidence record as `formats.number` writes it; a figure's own words; a date where it has none."""
    if kind == "figure":
        return str(record["text"])
    if record["low"] is None and record["high"] is None:
        return number_format.date(record.get("period") or "", language)
    if kind == "estimate":
        return number_format.number(interval(record), language)
    ends = (record["low"], record["high"], record["unit"])
    return number_format.number(Reference("", "", "", "", *ends, ""), language)


def interval(record: Record) -> Estimate:
    """The interval of an estimate's record."""
    low, high = record["low"], record["high"]
    return Estimate("", float("-inf") if low is None else low, float("inf") if high is None else high, record["unit"])


def _value(kind: str, record: Record | None, language: str) -> str:
    return value(kind, record, language) if record else ""


def _name(record: Record, language: str) -> str:
    """The entry's label; of a figure what it is about, and where it stands."""
    if "label" in record:
        return str(record["label"][worded(language)])
    about = " · ".join(str(record[field]) for field in ("subject", "metric", "versus", "period") if record[field])
    return f"{about or record['kind']} ({record['source']})"


def _cause(cause: Cause, comparison: Comparison, language: str) -> str:
    if cause.state == "formula":
        return "formula"
    edition = comparison.old if cause.state == "removed" else comparison.new
    kind, record = next((kind, entries[cause.id]) for kind, entries in edition.entries.items() if cause.id in entries)
    return f"{cause.state} {_value(kind, record, language)}: {_name(record, language)}"


def _escaped(text: str) -> str:
    """Text that acts as none of Markdown's signs in a table's cell."""
    for sign in "\\`*_{}[]<>|~":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
