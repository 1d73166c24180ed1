"""Names of entities and metrics in each language, and free text cut into inlines that hold no bare digit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chipbrief.errors import BuildError
from chipbrief.report.document import Inline, Name, Number, Text
from chipbrief.sources.tables import rows

Find = Callable[[str], Iterable[tuple[int, int, str]]]


def _nothing(_text: str) -> list[tuple[int, int, str]]:
    return []


@dataclass(frozen=True, slots=True)
class Names:
    """Labels by id and language, and `find`: the spans of known names in a text with their ids."""

    labels: Mapping[str, Mapping[str, str]]
    find: Find = _nothing

    @classmethod
    def load(cls, folder: Path | None = None, find: Find = _nothing) -> Names:
        """The gazetteer's and the metrics' names (`entities.csv`, `metrics.csv` of the reference folder)."""
        tables = [*rows("entities", folder), *rows("metrics", folder)]
        return cls({row["id"]: {"ko": row["ko"], "en": row["en"]} for row in tables}, find)

    def label(self, id_: str, language: str) -> str:
        """The name of an entity or a metric. Raises BuildError for an unknown id."""
        try:
            return self.labels[id_][language]
        except KeyError as error:
            raise BuildError(f"{id_}: no such name; add it to entities.csv") from error

    def inlines(self, words: str, language: str, kind: str, id_: str) -> list[Inline]:
        """An id, several joined by `;`, or free text that belongs to the entry `id_`, as inlines.

        Names with digits become Names; other words with digits lead to the entry.
        """
        parts: list[Inline] = []
        for position, word in enumerate(words.split(";") if self._ids(words) else [words]):
            if position:
                parts.append(Text(", "))
            known = word in self.labels
            parts += [Name(self.label(word, language), word)] if known else self._free(word, language, kind, id_)
        return parts

    def _ids(self, words: str) -> bool:
        return all(word in self.labels for word in words.split(";"))

    def _free(self, text: str, language: str, kind: str, id_: str) -> list[Inline]:
        spans = [(start, end, name) for start, end, name in self.find(text) if re.search(r"\d", text[start:end])]
        parts: list[Inline] = []
        done = 0
        for start, end, name in spans:
            parts += _traced(text[done:start], language, kind, id_)
            parts.append(Name(text[start:end], name))
            done = end
        return parts + _traced(text[done:], language, kind, id_)


def _traced(text: str, language: str, kind: str, id_: str) -> list[Inline]:
    """Text in which each word with a digit is a Number of the entry `id_`."""
    parts: list[Inline] = []
    foreign = "ko" if language != "ko" and re.search(r"[가-힣]", text) else ""
    for position, piece in enumerate(re.split(r"([^\s(),;]*\d(?:[^\s();]*[^\s(),;])?)", text)):
        if piece:
            parts.append(Number(piece, kind, id_) if position % 2 else Text(piece, language=foreign))
    return parts
