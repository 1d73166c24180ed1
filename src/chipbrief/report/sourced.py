"""The lines around a chart or a table: what it measures, where and when, and the one line that names its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from chipbrief.document.nodes import Chart, Inline, Number, Table, Text, numbers
from chipbrief.evidence.entries import source_title
from chipbrief.language.labels import label
from chipbrief.model import Assumption, Reference, Source
from chipbrief.report.prose.captions import keys, phrase
from chipbrief.report.prose.render import Prose

Picture = TypeVar("Picture", Chart, Table)
_MOST = 3
"""Articles, and publishers of references, that a line names; the evidence has all."""


def framed(picture: Picture, prose: Prose) -> Picture:
    """The chart or table with its subtitle (a phrase of its own, if it has one) and the line of its sources."""
    name = picture.name if isinstance(picture, Chart) else f"table-{picture.name}"
    subtitle = phrase(prose, name, "subtitle") if keys(prose, name, "subtitle") else []
    return replace(picture, subtitle=subtitle, source=source_line(picture, prose))


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
