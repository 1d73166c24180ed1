"""All that is named in a document: known entities, names with digits, glossed names, people by surname and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.quantities import alphanumeric_names as shaped

_SURNAME = r"(?<![가-힣])([가-힣])(?= ?<title>(?![가-힣]{3}))"
_WORD_BEFORE = re.compile(r"(?<![가-힣])[가-힣]{2,}\Z")
_HANGUL = re.compile(r"[가-힣]")


def find(text: str) -> list[Mention]:
    """What is named in a text: entities, names with digits that no table knows (as their own ids), and people by
    surname and title (천 회장) once the full name has been used.
    """
    found = gazetteer.find(text)
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    shapes = (Mention(n.start, n.end, text[n.start : n.end]) for n in shaped.find(text) if n.shape != "address")
    for mention in chain(_glossed(text, list(found)), shapes, _by_surname(text, found)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            found.append(mention)
    return sorted(found)


def _glossed(text: str, found: list[Mention]) -> Iterator[Mention]:
    """A word whose gloss in brackets is a known name in other letters: 텅신커지(騰訊科技)."""
    for mention in found:
        if text[mention.start - 1 : mention.start] == "(" and not _HANGUL.match(text[mention.start]):
            word = _WORD_BEFORE.search(text, max(0, mention.start - 13), mention.start - 1)
            if word and not patterns.pattern("<title>$").search(word[0]):
                yield Mention(word.start(), word.end(), mention.id)


def _by_surname(text: str, found: list[Mention]) -> Iterator[Mention]:
    people: dict[str, Mention] = {}
    for mention in found:
        if gazetteer.kind_of(mention.id) == "person":
            people.setdefault(gazetteer.label(mention.id)[0], mention)
    for match in patterns.pattern(_SURNAME).finditer(text) if people else ():
        person = people.get(match[1])
        if person and person.start < match.start():
            yield Mention(match.start(), match.end(), person.id)
