"""Names of entities and metrics in each language, and free text cut into inlines that hold no bare digit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from chipbrief.document.nodes import Inline, Name, Number, Text
from chipbrief.errors import BuildError
from chipbrief.language.glossary import Glossary
from chipbrief.language.labels import LANGUAGES
from chipbrief.language.romanisation import romanised
from chipbrief.sources.reference_tables import rows

_HANGUL = re.compile("[가-힣]")
_DIGITS = re.compile(r"(?<![^\s(),;])((?>[^\s(),;]*\d)(?:[^\s();]*[^\s(),;])?+)")  # a word with a digit, all of it


class Mentioned(Protocol):
    """A known name in a text: its span and its entity's id (`extraction.lexicon.gazetteer.Mention` is one)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def id(self) -> str: ...


Find = Callable[[str], Iterable[Mentioned]]


def _nothing(_text: str) -> list[Mentioned]:
    return []


@dataclass(frozen=True, slots=True)
class Names:
    """Labels by id and language, `find`: the known names in a text, in order, and what Korean words are in English."""

    labels: Mapping[str, Mapping[str, str]]
    find: Find = _nothing
    glossary: Glossary = field(default_factory=Glossary)

    @classmethod
    def load(cls, folder: Path | None = None, find: Find = _nothing) -> Names:
        """The gazetteer's and the metrics' names, and the glossary, of the reference folder (None: the package's).

        A language without a column of its own in `entities.csv` and `metrics.csv` takes the English names.
        """
        tables = [*rows("entities", folder), *rows("metrics", folder)]
        labels = {row["id"]: {code: row.get(code) or row["en"] for code in LANGUAGES} for row in tables}
        return cls(labels, find, Glossary.load(folder))

    def label(self, id_: str, language: str) -> str:
        """The name of an entity or a metric. Raises BuildError for an unknown id."""
        try:
            return self.labels[id_][language]
        except KeyError as error:
            raise BuildError(f"{id_}: no such name; add it to entities.csv") from error

    def words(self, text: str, language: str) -> str:
        """An id's name, or free text as it is, in English where the glossary has all of its words."""
        if text in self.labels:
            return self.label(text, language)
        if language == "ko" or text.isascii():
            return text
        return self.glossary.gloss(text, self._english) or text

    def spelled(self, text: str, language: str) -> str:
        """The same without a Korean letter in English: what the glossary does not have stands in Latin letters."""
        said = self.words(text, language)
        if language == "ko" or not _HANGUL.search(said):
            return said
        parts = (self.words(word, language) for word in text.split(" "))
        return " ".join(romanised(part).capitalize() if _HANGUL.search(part) else part for part in parts)

    def _english(self, text: str) -> str:
        """The English name of what a text as a whole names; empty where it does not."""
        whole = [mention.id for mention in self.find(text) if mention.end - mention.start == len(text)]
        return self.label(whole[0], "en") if whole else ""

    def inlines(self, words: str, language: str, kind: str, id_: str) -> list[Inline]:
        """An id, several joined by `;`, or free text that belongs to the entry `id_`, as inlines.

        Names with digits become Names; other words with digits lead to the entry.
        """
        parts: list[Inline] = []
        for position, word in enumerate(words.split(";") if self._ids(words) else [words]):
            if position:
                parts.append(Text(", "))
            named = word in self.labels
            said = self.words(word, language)
            parts += [Name(said, word)] if named else self._free(said, language, kind, id_)
        return parts

    def _ids(self, words: str) -> bool:
        return all(word in self.labels for word in words.split(";"))

    def _free(self, text: str, language: str, kind: str, id_: str) -> list[Inline]:
        spans = [mention for mention in self.find(text) if re.search(r"\d", text[mention.start : mention.end])]
        parts: list[Inline] = []
        done = 0
        for mention in spans:
            parts += _traced(text[done : mention.start], language, kind, id_)
            parts.append(Name(text[mention.start : mention.end], mention.id))
            done = mention.end
        return parts + _traced(text[done:], language, kind, id_)


def _traced(text: str, language: str, kind: str, id_: str) -> list[Inline]:
    """Text in which each word with a digit is a Number of the entry `id_`."""
    parts: list[Inline] = []
    hangul, latin = re.search("[가-힣]", text), re.search("[A-Za-z]{2}", text)
    foreign = "ko" if language != "ko" and hangul else "en" if language == "ko" and latin and not hangul else ""
    for position, piece in enumerate(_DIGITS.split(text)):
        if piece:
            parts.append(Number(piece, kind, id_) if position % 2 else Text(piece, language=foreign))
    return parts
