"""Relations counted once over articles: what one or more of them say of the same two things.

Two relations say alike when relation, subject, object and modality are the same, and status and date are the same or
left out by one of them. The one that says most leads, of equals the surest, then the earliest.

Columns of `relation_claims`: id (`k-` and the leading relation's id without its `l-`), leader (the relation that
leads), relations and sources (all that say it), count (of sources), relation, subject, object, modality, status,
date, attribution, confidence (the highest of its relations').
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from chipbrief.analysis.tables import Row, join, records, split, table
from chipbrief.model import Relation

COLUMNS = (
    "id", "leader", "relations", "sources", "count", "relation", "subject", "object", "modality", "status", "date",
    "attribution", "confidence",
)  # fmt: skip
_SAME = ("status", "date")


def rows(found: Iterable[Relation]) -> Iterator[dict[str, object]]:
    """Relations as rows of the table `relations`: places of verb, subject and object in columns of their own."""
    for relation in found:
        cells = {"id": relation.id, **asdict(relation)}
        spans = {"verb": relation.verb, "subject": relation.marks[0], "object": relation.marks[1]}
        for name, span in spans.items():
            cells[f"{name}_start"], cells[f"{name}_end"] = span or (None, None)
        yield cells


def relations(frame: pd.DataFrame) -> list[Relation]:
    """The rows of the table `relations` as records."""
    return [_relation(row) for row in records(frame)]


def claims(frame: pd.DataFrame, published: Mapping[str, str]) -> pd.DataFrame:
    """The claims of a table `relations` in the order of their leaders; `published` gives each source's date."""
    order = {id_: place for place, id_ in enumerate(frame["id"])}
    groups: dict[tuple[object, ...], list[list[Row]]] = {}
    for row in sorted(records(frame), key=lambda row: _firmness(row, published, order[row["id"]])):
        key = (row["relation"], *(_plain(row[name]) for name in ("subject", "object")), row["modality"])
        same = groups.setdefault(key, [])
        alike = next((group for group in same if _alike(group, row)), None)
        if alike is None:
            same.append([row])
        else:
            alike.append(row)
    made = (group for same in groups.values() for group in same)
    return table(map(_claim, sorted(made, key=lambda group: order[group[0]["id"]])), COLUMNS)


def unconfirmed(claimed: pd.DataFrame, least: float) -> set[str]:
    """The ids of the relations of claims with a confidence below `least`."""
    return {id_ for row in records(claimed) if row["confidence"] < least for id_ in split(row["relations"])}


def _alike(group: list[Row], row: Row) -> bool:
    """Whether a relation can be what a claim says; a dated one never joins two that differ."""
    return all(not row[name] or row[name] in _values(group, name) or not _values(group, name) for name in _SAME)


def _values(group: list[Row], name: str) -> set[str]:
    return {row[name] for row in group if row[name]}


def _claim(group: list[Row]) -> dict[str, object]:
    leader, sources = group[0], dict.fromkeys(row["source"] for row in group)
    merged = {name: next((row[name] for row in group if row[name]), None) for name in (*_SAME, "attribution")}
    return {
        "id": "k-" + leader["id"].removeprefix("l-"),
        "leader": leader["id"],
        "relations": join(row["id"] for row in group),
        "sources": join(sources),
        "count": len(sources),
        **{name: leader[name] for name in ("relation", "subject", "object", "modality")},
        **merged,
        "confidence": max(row["confidence"] for row in group),
    }


def _firmness(row: Row, published: Mapping[str, str], place: int) -> tuple[object, ...]:
    """A key that sorts first what says most, then what is surest, then what appeared first."""
    missing = sum(not row[name] for name in _SAME)
    return missing, -row["confidence"], published.get(row["source"], ""), row["source"], place


def _plain(name: str | None) -> str:
    """A noun phrase without what does not change what it names: blanks, brackets, the plural."""
    return re.sub(r"\([^()]{0,80}\)|[\s·,.'\"“”‘’]", "", name or "").removesuffix("들").lower()


def _relation(row: Row) -> Relation:
    def span(name: str) -> tuple[int, int] | None:
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        return None if start is None or end is None else (int(start), int(end))

    fields: dict[str, Any] = {name: row[name] for name in (
        "source", "start", "end", "relation", "subject", "object", "modality", "rule", "status", "date", "attribution",
        "confidence", "review", "was",
    )}  # fmt: skip
    return Relation(**fields, verb=span("verb") or (row["start"], row["end"]), marks=(span("subject"), span("object")))
