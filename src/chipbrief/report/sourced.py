"""The lines around a chart or a table: what it measures, where and when, and the one line that names its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from chipbrief.document.nodes import Chart, Inline, Number, Table, Text, numbers
from chipbrief.evidence.entries import source_title
from chipbrief.language.labels import label
from chipbrief.language.number_format import date
from chipbrief.model import Assumption, Reference, Source
from chipbrief.report.prose.captions import keys, phrase
from chipbrief.report.prose.render import Prose

Picture = TypeVar("Picture", Chart, Table)
AS_OF = "r-as-of"
_MOST = 3
"""Articles, and publishers of references, that a line names; the evidence has all."""


def framed(picture: Picture, prose: Prose) -> Picture:
    """The chart or table with its subtitle (a phrase of its own, if it has one) and the line of its sources."""
    name = picture.name if isinstance(picture, Chart) else f"table-{picture.name}"
    subtitle = _subtitle(picture, name, prose) if keys(prose, name, "subtitle") else []
    return replace(picture, subtitle=subtitle, source=source_line(picture, prose))


def _subtitle(picture: Chart | Table, name: str, prose: Prose) -> list[Inline]:
    """Measure and place, and the period: in years, where the phrase tells none."""
    shown = {number.id: prose.ledger.iso(number.id).split("/") for number in numbers(picture)}
    dated = {id_: iso for id_, iso in shown.items() if iso[0]}
    first = min(dated, key=lambda id_: dated[id_][0], default="")
    last = max(dated, key=lambda id_: dated[id_][-1], default="")
    said = phrase(prose, name, "subtitle", first=first, last=last)
    if any(number.time or number.id == "a-horizon" for number in numbers(said)):
        return said
    if 3 * len(dated) < len(_table(picture).rows):  # a few dates in it are not its period
        return [*said, *_as_of(picture, prose)]
    years = [_year(first, dated[first][0], prose), _year(last, dated[last][-1], prose)]
    between = Text(label(prose.language, "dates", "range").replace("{}", ""))
    return [*said, Text(", "), *(years[:1] if years[0].text == years[1].text else [years[0], between, years[1]])]


def _table(picture: Chart | Table) -> Table:
    return picture.data if isinstance(picture, Chart) else picture


def _year(id_: str, iso: str, prose: Prose) -> Number:
    return replace(prose.ledger.date(id_, prose.language), text=date(iso[:4], prose.language), time=iso[:4])


def _as_of(picture: Chart | Table, prose: Prose) -> list[Inline]:
    """Of what has no date of its own: the day up to which references count, else the newest article's."""
    below = [prose.ledger[id_] for id_ in prose.ledger.closure([number.id for number in numbers(picture)])]
    newest = max((fact for fact in below if isinstance(fact, Source)), key=lambda fact: fact.published, default=None)
    public = AS_OF in prose.ledger and any(isinstance(fact, Reference) for fact in below)
    id_ = AS_OF if public else newest.id if newest else ""
    if not id_:
        return []
    before, after = label(prose.language, "words", "as-of").split("{}")
    return [Text(f", {before}"), prose.ledger.date(id_, prose.language), Text(after)]


def source_line(picture: Chart | Table, prose: Prose) -> list[Inline]:
    """`Source: article, date; publisher, publisher and others`; empty where nothing is traced.

    Articles come first, then the publishers of references, by how much of the picture rests on them.
    """
    ids = [number.id for number in numbers(picture)]
    facts = [prose.ledger[id_] for first in dict.fromkeys(ids) for id_ in prose.ledger.closure([first])]
    articles = _leading(
        (source_title(fact, prose.names, prose.language), "reference", fact.id)
        for fact in facts
        if isinstance(fact, Source)
    )
    pages = _leading((fact.publisher, "reference", fact.id) for fact in facts if isinstance(fact, Reference))
    parts = [_listed(found, prose) for found in (articles, pages) if found]
    if any(isinstance(fact, Assumption) for fact in facts):
        parts.append([Text(label(prose.language, "words", "assumed"))])
    line: list[Inline] = []
    for part in parts:
        line += [Text("; " if line else label(prose.language, "words", "made-from")), *part]
    return line


def _leading(found: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """By words, the most frequent first; each with the first entry that it is said of."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[str, str, str]] = {}
    for item in found:
        counts[item[0]] = counts.get(item[0], 0) + 1
        first.setdefault(item[0], item)
    return [first[words] for words in sorted(counts, key=lambda words: -counts[words])]


def _listed(found: list[tuple[str, str, str]], prose: Prose) -> list[Inline]:
    line: list[Inline] = []
    for words, kind, id_ in found[:_MOST]:
        line += [Text(", " if line else ""), Number(words, kind, id_)]
    return [*line, Text(label(prose.language, "words", "and-more"))] if len(found) > _MOST else line
