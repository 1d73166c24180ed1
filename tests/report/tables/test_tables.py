"""Tables: numbers that lead to their evidence, heads with units, no bare digits, nothing where nothing is."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from itertools import chain
from typing import Any

import pictures
import pytest

from chipbrief.document.nodes import Number, Table, Text, numbers
from chipbrief.language.labels import labels
from chipbrief.model import Relation
from chipbrief.report.prose.render import Prose
from chipbrief.report.registry import TABLES, function
from chipbrief.report.tables.landscape import happened
from chipbrief.report.tables.method import event

Frames = dict[str, Any]
ODD = replace(pictures.SOURCE, text="새 칩 \U0001f600\u202e")
COPIES = pictures.pd.DataFrame([{"source": "b.txt", "of": "a.txt", "resemblance": 0.9}])
_KNOWN = {*pictures.frames(), "duplicates", "sources", "assumptions"}
_EMPTY = ("implied", "confirmed")  # of these frames
MADE = [name for name, maker in TABLES.items() if set(maker.takes.split()) <= _KNOWN and name not in _EMPTY]


def frames(name: str) -> Frames:
    """All that tables take; the sources with odd characters for the table of these."""
    sources = [ODD if name == "characters" else pictures.SOURCE]
    return {**pictures.frames(), "duplicates": COPIES, "sources": sources, "assumptions": pictures.ASSUMPTIONS}


def make(name: str, data: Frames, language: str) -> Any:
    return function("table", name)(*(data[each] for each in TABLES[name].takes.split()), pictures.prose(language))


def made(name: str, language: str = "ko") -> Table:
    table: Table = make(name, frames(name), language)
    assert table is not None
    return table


def words(cell: list[object]) -> str:
    return "".join(getattr(inline, "text", "") for inline in cell)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", MADE)
def test_every_number_leads_to_its_evidence(name: str, language: str) -> None:
    table = made(name, language)
    heads = [column.head for column in table.columns]
    for inlines in (table.title, *heads, *table.notes, *chain(*table.rows)):
        assert not any(isinstance(inline, Text) and re.search(r"\d", inline.text) for inline in inlines)
    for number in numbers(table):
        assert pictures.LEDGER.kind(number.id) == number.kind


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_unconfirmed_figure_is_marked_and_the_mark_explained(language: str) -> None:
    data, sure = pictures.frames(), pictures.prose(language)
    (first, *_) = data["targets"]["figure"]
    ledger = copy(pictures.LEDGER)
    ledger.unconfirmed = frozenset([first])
    unsure = Prose(language, ledger, sure.names)
    for prose, marks in ((sure, 0), (unsure, 1)):
        table = function("table", "targets")(data["targets"], prose)
        assert table is not None
        shown = [words(list(cell)) for cell in chain(*table.rows)]
        assert sum(cell.startswith("‡ ") for cell in shown) == marks
        assert sum(words(list(note)).startswith("‡ ") for note in table.notes) == marks


@pytest.mark.parametrize("name", MADE)
def test_rows_are_as_wide_as_the_head_and_no_cell_is_empty(name: str) -> None:
    table = made(name)
    for row in table.rows:
        assert len(row) == len(table.columns)
        assert all(words(list(cell)) for cell in row)


@pytest.mark.parametrize("name", MADE)
def test_a_column_of_numbers_is_aligned_as_one(name: str) -> None:
    table = made(name)
    for position, column in enumerate(table.columns):
        cells = [row[position] for row in table.rows]
        bare = [cell for cell in cells if len(cell) == 1 and isinstance(cell[0], Number) and not cell[0].time]
        assert column.align == "number" or not bare


@pytest.mark.parametrize("name", MADE)
def test_nothing_to_say_gives_no_table(name: str) -> None:
    empty = {key: data[:0] for key, data in frames(name).items()}
    assert make(name, empty, "ko") is None


def test_both_readings_and_the_doubtful_reference_show() -> None:
    rows = [[words(list(cell)) for cell in row] for row in made("performance").rows]
    assert rows[0][3:5] == ["60~80%", "† 70~80"]
    assert rows[1][4] == "–"


def test_destinations_stand_beside_each_year_of_public_statistics() -> None:
    table = made("exposure", "en")
    assert [words(list(column.head)) for column in table.columns][-2:] == [
        "Public statistics, %: 2020",
        "Public statistics, %: January–November 2024",
    ]
    assert words(list(table.rows[1][-1])) == "–"


def test_a_possible_conflict_is_told_from_a_certain_one() -> None:
    assert words(list(made("conflicts", "en").rows[0][-1])) == "article and public data (basis may differ)"


def test_phrases_have_twins_in_the_same_order() -> None:
    korean, english = labels("ko", "charts"), labels("en", "charts")
    assert {name: list(table) for name, table in korean.items()} == {
        name: list(table) for name, table in english.items()
    }


@pytest.mark.parametrize(
    ("date", "object_", "told"),
    [("2027", "h100", "China adopted H100"), ("2020", "h100", ""), ("2027", "신형 칩", "")],
)
def test_the_timeline_tells_what_happened_on_its_date(date: str, object_: str, told: str) -> None:
    relation = Relation(
        source=pictures.FILE, start=0, end=9, relation="adopts", subject="china", object=object_, modality="fact",
        status=None, date=date, attribution=None, confidence=0.8, rule="verb", verb=(4, 6), marks=(None, None),
    )  # fmt: skip
    prose = Prose("en", pictures.LEDGER.extended([relation]), pictures.NAMES)
    event = {"source": pictures.FILE, "start": 0, "end": 9, "date": "2027"}
    cell = happened(event, prose)
    assert "".join(node.text for node in cell if isinstance(node, Text | Number)) == told
    assert {node.id for node in cell if isinstance(node, Number)} <= {relation.id}


def test_an_event_is_a_value_and_never_a_bare_name() -> None:
    valued = next(figure for figure in pictures.FIGURES if figure.metric == "domestic-share" and figure.period)
    row = {"kind": "figure", "fact": valued.id, "source": pictures.FILE, "entities": "china"}
    row |= {"start": valued.start, "end": valued.end, "date": valued.period}
    said = words(event(row, pictures.prose("en")))
    assert said.startswith("China") and pictures.LEDGER.number(valued.id, "en").text in said
    assert event(row | {"date": "1999"}, pictures.prose("en")) == []


def test_an_announcement_is_a_sentence_with_what_became_of_it() -> None:
    relation = Relation(
        source=pictures.FILE, start=0, end=9, relation="adopts", subject="china", object="huawei", modality="plan",
        status=None, date=None, attribution=None, confidence=0.8, rule="verb", verb=(4, 6), marks=(None, None),
    )  # fmt: skip
    prose = Prose("en", pictures.LEDGER.extended([relation]), pictures.NAMES)
    row = {"leader": relation.id, "source": pictures.FILE, "relation": "adopts", "subject": "china", "object": "huawei"}
    row |= {"status": None, "period": None, "outcome": pictures.OUTCOME.id, "verdict": "met", "date": "2026-01"}
    table = function("table", "announced")(
        pictures.pd.DataFrame([row, row | {"outcome": None, "verdict": "open"}]), prose
    )
    (first, second) = (["".join(node.text for node in cell) for cell in found] for found in table.rows)
    assert "China" in first[0] and "Huawei" in first[0]
    assert (first[2], second[2]) == ("met", "open")
    assert (second[3], second[4]) == ("–", "–")
