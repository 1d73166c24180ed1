"""What a person should look at after a build: the frames in, a list of findings out.

Kinds of findings: `section` (a chart or table that has nothing to show), `name` (a subject that the gazetteer does not
know), `source` (an article without publisher, or with a date that was concluded), `silent` (an article that gave
nothing), `left-out` (figures that no table takes, by reason).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from chipbrief.analysis.tables import Entities, records, split

TABLES = {
    "performance": "no article compares the performance of two chips",
    "targets": "no article states a target for a domestic share",
    "companies": "no article states revenue, funding or another figure of a company",
    "exposure": "no article states chip exports with shares by destination",
    "scenarios": "without exports and a share of China there are no scenarios",
    "conflicts": "nothing could be compared with another statement or with public data",
}
"""The derived tables whose absence a reader of the brief notices, and what it means that they are empty."""
_NAMED = ("company", "chip", "market", "capacity")  # topics whose subjects are names
_NAME = re.compile(r"[A-Za-z0-9가-힣&.\-]+(?: [A-Za-z0-9&.\-]+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its kind, what it is about, what was found, and what can be done."""

    kind: str
    about: str
    what: str
    remedy: str


def findings(frames: Mapping[str, pd.DataFrame], entities: Entities) -> list[Finding]:
    """All findings, those that change the brief most first.

    `frames` are the derived tables sources, figures, claims, left_out and those of TABLES.
    """
    return [
        *_sections(frames),
        *_sources(frames["sources"]),
        *_silent(frames),
        *_names(frames["claims"], entities),
        *_left_out(frames["left_out"]),
    ]


def _sections(frames: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    for name, meaning in TABLES.items():
        if frames[name].empty:
            yield Finding("section", name, meaning, "add an article that does, or leave the section out")


def _sources(frame: pd.DataFrame) -> Iterator[Finding]:
    for row in records(frame):
        if not row["publisher"]:
            yield Finding("source", row["file"], "no publisher", "write it into its line of seeds/sources.csv")
        if row["inferred"]:
            found = f"its date, {row['published']}, was concluded and not printed in it"
            yield Finding("source", row["file"], found, "check it, and set inferred to no in seeds/sources.csv")


def _silent(frames: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    saying = {name for row in records(frames["claims"]) for name in split(row["sources"])}
    stating = set(frames["figures"]["source"])
    for name in frames["sources"]["file"]:
        if name not in saying:
            found = (
                "has figures, but none of which subject and metric are known" if name in stating else "has no figures"
            )
            yield Finding("silent", name, found, "read it: does it belong to the subject?")


def _names(claims: pd.DataFrame, entities: Entities) -> Iterator[Finding]:
    """Subjects that are names by their form and stand in no gazetteer, the most frequent first."""
    subjects = (s for row in records(claims) if row["topic"] in _NAMED for s in split(row["subject"]))
    unknown = Counter(s for s in subjects if s not in entities and _NAME.fullmatch(s))
    for name, count in sorted(unknown.items(), key=lambda item: (-item[1], item[0])):
        id_ = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") if name.isascii() else "ID"
        line = f"{id_},company,{name},{name if name.isascii() else 'ENGLISH NAME'},,,"
        yield Finding("name", name, f"subject of {count} claim{'s' * (count > 1)}, in no line of entities.csv", line)


def _left_out(frame: pd.DataFrame) -> Iterator[Finding]:
    for reason, count in Counter(frame["reason"]).most_common():
        yield Finding("left-out", str(reason), f"{count} figure{'s' * (count > 1)} in no table", "see 02-figures")
