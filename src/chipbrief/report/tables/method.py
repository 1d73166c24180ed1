"""Tables of the method: sources, repaired words, audit of digits, dated events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from chipbrief.analysis.counts import EXPLANATIONS
from chipbrief.analysis.tables import Row, records, split
from chipbrief.document.nodes import File, Inline, Table, Text
from chipbrief.language.romanisation import byline
from chipbrief.model import Figure, Kind, Source
from chipbrief.report.pdf.typesetting import unprintable
from chipbrief.report.prose.captions import phrase, word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.cells import Cell, Head
from chipbrief.report.tables.landscape import happened

_HANJA = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
COUNTS = " — "  # between who is meant and what is counted
_NAMES = 4  # of entities in one event
_CHECKSUM = 12  # characters of a checksum that are enough to recognise it by


def sources(found: Iterable[Source], prose: Prose) -> Table | None:
    """The documents of `seeds/`: file, publisher, author, date of publication, checksum."""
    heads = [Head("file", width=1.4), Head("publisher"), Head("author"), Head("published"), Head("checksum")]
    rows: list[list[Cell]] = [
        [
            [File(source.name, source.name)],
            cells.about(prose, source.publisher, source.id),
            cells.about(prose, byline(source.author, prose.language), source.id),
            _published(source, prose),
            [File(source.sha256[:_CHECKSUM], source.name)] if source.sha256 else cells.nothing(),
        ]
        for source in found
    ]
    return cells.table(prose, "sources", heads, rows)


def duplicates(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Articles that print the story of an earlier one, and which one that is."""
    rows: list[list[Cell]] = [
        [[File(row[column], row[column])] for column in ("source", "of")] for row in records(frame)
    ]
    return cells.table(prose, "duplicates", [Head("file"), Head("of")], rows)


def characters(found: Iterable[Source], prose: Prose) -> Table | None:
    """The characters of each source that no font has, or that would act on the line, by their numbers in Unicode."""
    shown = {source: ", ".join(unprintable(source.text)) for source in found}
    rows: list[list[Cell]] = [
        [[File(source.name, source.name)], cells.about(prose, signs, source.id)]
        for source, signs in shown.items()
        if signs
    ]
    return cells.table(prose, "characters", [Head("file"), Head("signs", width=2.0)], rows)


def repairs(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Repaired words: what was found, what it is read as, how often, and the glosses in Hanja that tell so."""
    rows: list[list[Cell]] = [
        [
            [File(row["source"], row["source"])],
            _korean(row["found"], prose),
            _korean(row["repaired"], prose),
            cells.number(prose, row["estimate"]),
            _glossed(row, prose),
        ]
        for row in records(frame)
    ]
    heads = [Head("file"), Head("found"), Head("repaired"), Head("times", "number"), Head("reason")]
    return cells.table(prose, "repairs", heads, rows)


def audit(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """How the digit runs of each source are explained, as counted by `analysis.counts.audit`."""
    return _counted(frame, "audit", "explanation", {key: word(prose, "audit", key) for key in EXPLANATIONS}, prose)


def timeline(frame: pd.DataFrame, prose: Prose) -> Table | None:
    """Dated events: what sources date, and events of public record."""
    heads = [Head("date"), Head("kind"), Head("what", width=3.0)]
    rows: list[list[Cell]] = [
        [
            cells.period(prose, row["date"], row["fact"]),
            [Text(word(prose, "timeline", event_kind(row)))],
            what,
        ]
        for row in records(frame)
        if (what := event(row, prose))
    ]
    return cells.table(prose, "timeline", heads, rows)


def event_kind(row: Row) -> str:
    """`stated`, `planned` (stated, and still to come when the source appeared) or `reference`."""
    if row["kind"] == "reference":
        return "reference"
    return "planned" if row["planned"] else "stated"


def event(row: Row, prose: Prose) -> Cell:
    """What an event is: the reference's own words, or what the dating sentence tells, or who reached which value.

    Empty where a sentence only names somebody: a bare name says nothing of what happened.
    """
    if row["kind"] == "reference":
        return cells.about(prose, cells.worded(row, "what", prose), row["fact"])
    dated = [figure for figure in prose.ledger.figures if _is_value_of(figure, row)]
    values = [
        [*cells.about(prose, figure.metric, figure.id), Text(" "), prose.ledger.number(figure.id, prose.language)]
        for figure in dated
        if figure.metric
    ]
    who = happened(row, prose)
    if not who and values:
        names = [name for figure in dated for name in split(figure.subject)]
        ids = list(dict.fromkeys(names or split(row["entities"])))[:_NAMES]
        who = cells.about(prose, ";".join(ids), row["fact"])
    return [*who, *([Text(COUNTS)] if who and values else []), *cells.joined(values)]


def _is_value_of(figure: Figure, event: Row) -> bool:
    """Whether a figure is a value that the sentence of an event states for its date."""
    valued = figure.kind is not Kind.DATE and (figure.low is not None or figure.high is not None)
    inside = figure.source == event["source"] and event["start"] <= figure.start < event["end"]
    return valued and inside and figure.period == event["date"]


def _counted(frame: pd.DataFrame, name: str, column: str, heads: Mapping[str, str], prose: Prose) -> Table | None:
    """Counts with one row a source and one column, under its head, for each value of `column` that occurs."""
    found = records(frame)
    counts = {(row["source"], row[column]): row["estimate"] for row in found}
    shown = [key for key in heads if any(row[column] == key for row in found)]
    rows: list[list[Cell]] = [
        [[File(source, source)], *(cells.number(prose, counts.get((source, key))) for key in shown)]
        for source in dict.fromkeys(row["source"] for row in found)
    ]
    columns = [Head("file", width=1.4), *(Head([Text(heads[key])], "number") for key in shown)]
    return cells.table(prose, name, columns, rows)


def _published(source: Source, prose: Prose) -> Cell:
    if not source.published:
        return cells.nothing()
    inferred = [Text(" "), *phrase(prose, "table-sources", "inferred")] if source.inferred else []
    return [prose.ledger.date(source.id, prose.language), *inferred]


def _glossed(row: Row, prose: Prose) -> Cell:
    """The Hanja beside the repaired word, from the places of its proofs in the article: `中國移動, 中國電信`."""
    text = prose.ledger.source(row["source"]).text
    spans = [span.split("-") for span in split(row["evidence"])]
    glosses = dict.fromkeys(found[0] for start, end in spans if (found := _HANJA.search(text[int(start) : int(end)])))
    return [*phrase(prose, "table-repairs", "glossed"), Text(": "), *_korean(", ".join(glosses), prose)]


def _korean(words: str, prose: Prose) -> list[Inline]:
    return [Text(words, language="" if prose.language == "ko" else "ko")]
