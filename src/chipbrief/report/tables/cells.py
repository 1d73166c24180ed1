"""What stands in a table's cells: numbers, dates and names as inlines that lead to their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from chipbrief.analysis.tables import Row
from chipbrief.document.nodes import Column, File, Inline, Number, Table, Text
from chipbrief.language import labels, number_format
from chipbrief.language.romanisation import byline
from chipbrief.model import Source
from chipbrief.model.periods import is_date
from chipbrief.report.prose.captions import keys, phrase
from chipbrief.report.prose.render import Prose

Cell = list[Inline]
_UNCONFIRMED = Text("‡ ")


class Head(NamedTuple):
    """A column: the key of its head among the table's phrases (or the head itself), alignment and weight."""

    head: str | Cell
    align: str = "text"
    width: float = 1.0


def nothing() -> Cell:
    """What a cell says that has nothing to say."""
    return [Text("–")]


def number(prose: Prose, id_: str | None, *, scale: float = 1, unit: bool = False) -> Cell:
    """The number of an entry, by default without its unit, which the head has."""
    if not id_:
        return nothing()
    return [*mark(prose, id_), prose.ledger.number(id_, prose.language, unit=unit, scale=scale)]


def value(prose: Prose, id_: str | None) -> Cell:
    """The number of an entry with its unit, or the date that it states."""
    return [*mark(prose, id_), prose.ledger.value(id_, prose.language)] if id_ else nothing()


def period(prose: Prose, iso: str | None, id_: str | None) -> Cell:
    """A date or period that the entry `id_` is about; one that is not ISO 8601 as the entry's own words."""
    if not iso or not id_:
        return nothing()
    if not is_date(iso):
        return about(prose, iso, id_)
    return [Number(number_format.date(iso, prose.language), prose.ledger.kind(id_), id_, time=iso)]


def about(prose: Prose, words: str | None, id_: str | None) -> Cell:
    """Entity ids joined by `;`, or free words that belong to the entry `id_`."""
    if not words:
        return nothing()
    return prose.names.inlines(words, prose.language, prose.ledger.kind(id_) if id_ else "reference", id_ or "")


def measured(prose: Prose, row: Row) -> Cell:
    """The metric of a claim and, in brackets, its scope and what it is measured against: an entity or a period."""
    metric = about(prose, row["metric"], row["figure"])
    more = [about(prose, row["scope"], row["figure"])] if row["scope"] else []
    if row["versus"]:
        more.append(period(prose, row["versus"], row["figure"]))
    return [*metric, Text(" ("), *joined(more), Text(")")] if more else metric


def said(prose: Prose, row: Row, side: str) -> Cell:
    """The `subject` or `object` of a claim about relations, leading to the sentence that says so."""
    word = row[side]
    if not word:
        return nothing()
    id_, named = row["leader"], word in prose.names.labels
    text = prose.names.spelled(word, prose.language)
    if named or not any(character.isdigit() for character in text):
        return [Number(text, "relation", id_, name=word if named else "")]
    return prose.names.inlines(text, prose.language, "relation", id_)


def titled(prose: Prose, id_: str) -> Cell:
    """What an assumption, a reference or an estimate is called."""
    fact = prose.ledger[id_]
    return about(prose, worded(fact, "label", prose), id_)


def worded(fact: object, what: str, prose: Prose) -> Any:
    """What a row or a fact says in the brief's language: of `label`, `label_ko` or `label_en`; empty for none."""
    name = f"{what}_{labels.worded(prose.language)}"
    return fact.get(name, "") if isinstance(fact, Mapping) else getattr(fact, name, "")


def label(prose: Prose, id_: str) -> str:
    """The names of entities or metrics, or free words, as plain text."""
    return ", ".join(prose.names.words(part, prose.language) for part in id_.split(";"))


def by(prose: Prose, attribution: str | None, source: str, figure: str) -> Cell:
    """Who says so: whom the source names, or the source itself."""
    return about(prose, attribution, figure) if attribution else origin(prose, prose.ledger.source(source))


def origin(prose: Prose, source: Source) -> Cell:
    """A source by its publisher, its author or its file."""
    who = source.publisher or byline(source.author, prose.language).partition(", ")[0]  # without the title
    return about(prose, who, source.id) if who else [File(source.name, source.name)]


def unit(name: str, prose: Prose, scale: float = 1) -> str:
    """A unit for a head or an axis."""
    return number_format.unit_name(name, prose.language, scale)


def money_scale(prose: Prose) -> float:
    """In how many dollars a column or an axis counts."""
    return number_format.money_scale(prose.language)


def table(prose: Prose, name: str, heads: Sequence[Head], rows: Iterable[list[Cell]]) -> Table | None:
    """A table with the title, heads and notes of its phrases (`[table-NAME]`: title, heads, note…); None if empty."""
    filled = list(rows)
    if not filled:
        return None
    picture = f"table-{name}"
    columns = [
        Column(phrase(prose, picture, head) if isinstance(head, str) else head, align, width)
        for head, align, width in heads
    ]
    notes = [phrase(prose, picture, key) for key in keys(prose, picture, "note")]
    if any(_UNCONFIRMED in cell for row in filled for cell in row):
        notes.append(phrase(prose, "table", "unconfirmed"))
    return Table(name, phrase(prose, picture, "title"), columns, filled, notes)


def mark(prose: Prose, id_: str) -> Cell:
    """What stands before a figure or relation that neither a person nor the rules are sure of."""
    return [_UNCONFIRMED] if id_ in prose.ledger.unconfirmed else []


def joined(cells: Sequence[Cell], by_: str = ", ") -> Cell:
    """Several cells as one."""
    result: Cell = []
    for position, cell in enumerate(cells):
        result += [Text(by_), *cell] if position else cell
    return result
