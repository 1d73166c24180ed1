"""What a person should look at before trusting a source: in a line each, for `chipbrief add` and after a build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chipbrief.errors import InputError
from chipbrief.model import Source
from chipbrief.sources import language
from chipbrief.sources.readers import confined
from chipbrief.sources.reference_tables import rows
from chipbrief.sources.repair import CLASHES, Phrase, phrases, repair

_WORD = re.compile(r"[^\W_]+")
_SHOWN = 3  # of the phrases that look replaced


def doubts(source: Source, data: bytes = b"") -> list[str]:
    """What is doubtful in a source; with the `data` of its file, also what its reader doubts."""
    return [*_language(source.text), *_lost(source.text), *_replaced(source), *_reader(source.name, data)]


def _language(text: str) -> Iterator[str]:
    if not language.is_read(text):
        yield f"not Korean (by its letters: {language.language(text)}); its numbers are not read, and none are audited"


def _lost(text: str) -> Iterator[str]:
    if count := text.count("\ufffd"):
        yield f"{count:,} characters were lost before it was saved (U+FFFD); compare it with where it came from"


def replaced(source: Source) -> list[Phrase]:
    """Phrases that look as if a site had put them in place of a word, where nothing proves which word it was."""
    proven = {item.found for item in repair(source)[1]}
    adverts = {row["form"] for row in rows("layout") if row["kind"] == "advert"}
    return [
        phrase
        for phrase in phrases(source.text)
        if phrase.text not in proven
        and (len(phrase.clashes) >= CLASHES or (phrase.alone and adverts & set(_WORD.findall(phrase.text))))
    ]


def _replaced(source: Source) -> Iterator[str]:
    for phrase in replaced(source)[:_SHOWN]:
        finding = f'"{phrase.text}" stands in {len(phrase.places)} places as if another word had been replaced'
        yield f"{finding}, and no gloss proves which; read it elsewhere before trusting it"


def _reader(name: str, data: bytes) -> tuple[str, ...]:
    if not data or not name.lower().endswith(tuple(confined.READERS)):
        return ()
    try:
        return confined.read(data, name).doubts
    except InputError:  # it was read before: a machine that has too much to do
        return ()
