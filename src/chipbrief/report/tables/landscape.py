"""Tables of relations: who makes what, and what authorities did."""

from __future__ import annotations

import re
from dataclasses import asdict

import pandas as pd

from chipbrief.analysis import landscape
from chipbrief.analysis.tables import Entities, Row, records, split
from chipbrief.document.nodes import Table, Text
from chipbrief.language.josa import attach
from chipbrief.report.prose.captions import phrase, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.cells import Cell, Head
from chipbrief.sources.reference_tables import rows

_SIDE = re.compile(r"\[(subject|object)\]")
_MOST = 10  # makers
_HANGUL = re.compile("[가-힣]")
_CELL = 5  # things in a cell


def makers(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Who makes what: chips with their stage, purpose, what they stand in for, where made, customers, limits."""
    entities = Entities.of(rows("entities"))
    found = landscape.makers(landscape.likely(frame), entities)
    heads = [Head("maker"), Head("chips", width=1.4), *(Head(name) for name in ("purpose", "replaces", "made-at"))]
    filled = [
        [
            cells.about(prose, maker.id, None),
            _listed(maker.named(entities), "object", prose, stage=True),
            _listed(maker.purposes, "object", prose),
            _listed(maker.replaces, "object", prose),
            _listed(maker.made_at, "object", prose),
            _customers(maker.customers, prose),
            _limits(maker.limits, prose),
        ]
        for maker in found[:_MOST]
    ]
    return cells.table(prose, "makers", [*heads, Head("customers"), Head("limits")], filled)


def policy(frame: pd.DataFrame, timeline: pd.DataFrame, prose: Prose) -> Table | None:
    """What authorities did, in order of time, each act as a sentence that leads to the article's, and what the public
    record has of it. Takes the frames `relation_claims` and `timeline`.
    """
    known = Entities.of(rows("entities"))
    acts = landscape.acts(landscape.likely(frame), known)
    events = [row for row in records(timeline) if row["kind"] == "reference"]
    heads = [Head("date"), Head("act", width=2.2), Head("by"), Head("record", width=2.2)]
    filled = [
        [
            cells.period(prose, row["date"], row["leader"]),
            act(row, prose),
            _by(row, prose),
            _record(landscape.recorded(row, events, known), prose),
        ]
        for row in acts
    ]
    return cells.table(prose, "policy", heads, filled)


def _record(event: Row | None, prose: Prose) -> Cell:
    """An event of the public record: its day, which leads to its page, and what happened."""
    if event is None:
        return cells.nothing()
    told = cells.about(prose, event["what_ko" if prose.language == "ko" else "what_en"], event["fact"])
    return [*cells.value(prose, event["fact"]), Text(": "), *told]


def announced(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """What articles announce without a number, each as a sentence, with what became of it; open ones last."""
    heads = [Head("statement", width=1.6), Head("period"), Head("verdict"), Head("outcome", width=2.4), Head("date")]
    filled = [
        [
            act(row, prose),
            cells.period(prose, row["period"], row["leader"]),
            phrase(prose, "verdicts", row["verdict"]),
            cells.titled(prose, row["outcome"]) if row["outcome"] else cells.nothing(),
            cells.period(prose, row["date"], row["outcome"]),
        ]
        for row in records(frame)
    ]
    return cells.table(prose, "announced", heads, filled)


def act(row: Row, prose: Prose) -> Cell:
    """A relation as a sentence: the phrase of its kind with subject and object in it."""
    found: Cell = cells.mark(prose, row["leader"])
    for piece in _SIDE.split(word(prose, "acts", row["relation"])):
        if piece in ("subject", "object"):
            found += cells.said(prose, row, piece)
        else:
            found += _words(piece, found[-1].text if found else "", prose.language)
    stage = row["status"] if row["relation"] == "develops" else None
    return [*found, *([Text(f" ({word(prose, 'stages', stage)})")] if stage else [])]


def happened(event: Row, prose: Prose) -> Cell:
    """What the sentence that dates an event says happened then: its surest relation of that date, or nothing.

    Both languages tell the same: a thing that only the article's own Korean words name is left to the table.
    """
    dated = [
        relation
        for relation in prose.ledger.relations
        if relation.source == event["source"] and event["start"] <= relation.verb[0] < event["end"]
        and relation.date == event["date"] and relation.modality != "denied" and relation.subject and relation.object
        and not _HANGUL.search(prose.names.words(relation.subject, "en") + prose.names.words(relation.object, "en"))
    ]  # fmt: skip
    if not dated:
        return []
    best = max(dated, key=lambda relation: (relation.confidence, -relation.verb[0], relation.id))
    return act({"leader": best.id, **asdict(best)}, prose)


def _words(text: str, before: str, language: str = "") -> Cell:
    """A piece of a phrase; in Korean the particle after a name follows its last sound (`(이)`, `(을)`)."""
    if language == "ko" and text.startswith("("):
        particle, text = text[1:].split(")", 1)
        text = attach(before, particle) + text
    return [Text(text)] if text else []


def _listed(claims: list[Row], side: str, prose: Prose, *, stage: bool = False) -> Cell:
    found: dict[str, Cell] = {}
    for row in claims:
        cell = [*cells.mark(prose, row["leader"]), *cells.said(prose, row, side)]
        if stage and row["status"]:
            cell = [*cell, Text(f" ({word(prose, 'stages', row['status'])})")]
        found.setdefault(row[side], cell)
    return cells.joined(list(found.values())[:_CELL]) if found else cells.nothing()


def _customers(claims: list[Row], prose: Prose) -> Cell:
    sides = [
        [*cells.mark(prose, row["leader"]), *cells.said(prose, row, landscape.customer_side(row))]
        for row in claims[:_CELL]
    ]
    return cells.joined(sides) if sides else cells.nothing()


def _limits(claims: list[Row], prose: Prose) -> Cell:
    """What a maker lacks or fears: production lost, restrictions by whom, risks."""
    found = []
    for row in claims[:_CELL]:
        side = "subject" if row["relation"] == "restricts" else "object"
        sides = [*cells.mark(prose, row["leader"]), *cells.said(prose, row, side)]
        found.append([*sides, Text(f" {word(prose, 'limits', row['relation'])}")])
    return cells.joined(found) if found else cells.nothing()


def _by(row: Row, prose: Prose) -> Cell:
    first = split(row["sources"])[0]
    return cells.by(prose, row["attribution"], first, row["leader"])
