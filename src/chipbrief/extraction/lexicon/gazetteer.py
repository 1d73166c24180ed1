"""Names of the gazetteer (`data/reference/entities.csv`) in a text: one pass of an Aho-Corasick automaton.

An entity goes by its Korean and its English name and by its aliases: other spellings, misspellings, Hanja.
Of overlapping names the leftmost and longest wins, once what is no word there is left out:

- a name in Latin letters or digits is not a part of a longer run of them (H20 is not in H200, AMD not in AMDX);
- after a Hangul name, only what may follow a noun: a particle, a suffix or a noun of `cues.csv`
  (중국은, 중국산, 중국군), so that neither 애플리케이션 nor 대만족 is a name;
- a name of one or two Hanja stands among no Hanja but other such abbreviations (對中, 美·中; not 中央);
- the abbreviations 미, 중, 한, 일, 북, 러 count when listed with one another (미·중), and 미 as a word of its own;
- a name of four Hangul or more may be cut by a blank (한화 오션), each part two syllables or more;
- an alias marked `?` is also a common word (무시, 선전): it counts only in a text that has another name of the entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick  # type: ignore[import-not-found]  # it carries no types

from chipbrief.errors import InputError
from chipbrief.extraction.lexicon import patterns
from chipbrief.sources.reference_tables import per_lexicon, rows

_AFTER = "(?:<after a name: noun>)*(?:<after a name: particle>)?(?![가-힣])"  # 중국은, 중국산, 중국군이
_BEFORE = r"(?<![가-힣])<before a name>?\Z"  # 대중국, 탈중국
_LATIN = re.compile(r"[A-Za-z0-9]")
_HANJA = re.compile(r"[一-鿿]")
_CUT = re.compile(r"[가-힣]{2,20}+ [가-힣]{2,20}+")
_HANGUL = re.compile(r"[가-힣]")
_AROUND_ABBREVIATION = frozenset("美中韓日北臺台獨英佛露俄印歐對反脫駐訪親嫌")
ABBREVIATED = {
    "미": "united-states", "중": "china", "한": "korea", "일": "japan", "북": "north-korea", "러": "russia",
    "대만": "taiwan", "유럽": "europe", "EU": "eu",
}  # fmt: skip
_SHORT = "미|중|한|일|북|러|대만|유럽|EU"
# each country once
_LISTED = re.compile(rf"(?<![가-힣])(?:(?:{_SHORT})·){{1,9}}(?:{_SHORT})(?=[ 간의이은는가을를과와에도]|양국|관계)")
_US_WORD = re.compile(r"(?<![가-힣一-鿿\w])미(?= [가-힣A-Z])")


class Mention(NamedTuple):
    """The name of an entity at `[start, end)` of a text."""

    start: int
    end: int
    id: str


class _Name(NamedTuple):
    """A name whatever its case: its entity, its spellings, and whether it is also a common word."""

    id: str
    spellings: list[str]
    ambiguous: bool


class Gazetteer:
    """The entities by id, and the automaton of their names."""

    def __init__(self, table: tuple[dict[str, str], ...]) -> None:
        self.rows = {row["id"]: row for row in table}
        self._automaton = ahocorasick.Automaton()
        names: dict[str, _Name] = {}
        for row in table:
            for name, ambiguous in _names(row):
                entry = names.setdefault(_folded(name), _Name(row["id"], [], ambiguous))
                if entry.id != row["id"]:
                    raise InputError(f"entities.csv: {name}: is both {entry.id} and {row['id']}; leave one")
                entry.spellings.append(name)
        for folded, entry in names.items():
            self._automaton.add_word(folded, entry)
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Mention]:
        """The names in a text, sorted and disjoint."""
        folded = _folded(text)
        found: list[tuple[Mention, bool]] = []
        for last, name in self._automaton.iter(folded):
            start, end = last + 1 - len(name.spellings[0]), last + 1
            if _stands(text, start, end, name.spellings):
                found.append((Mention(start, end, name.id), name.ambiguous))
        found += [(mention, False) for mention in self._cut(folded)]
        certain = {mention.id for mention, ambiguous in found if not ambiguous}
        kept = [mention for mention, ambiguous in found if not ambiguous or mention.id in certain]
        return list(_leftmost_longest([*kept, *_abbreviations(text)]))

    def _cut(self, folded: str) -> Iterator[Mention]:
        """Names of Hangul that a blank cuts in two."""
        places = [place for place, character in enumerate(folded) if character != " "]
        joined = "".join(folded[place] for place in places)
        for last, name in self._automaton.iter(joined):
            form = name.spellings[0]
            start, end = places[last + 1 - len(form)], places[last] + 1
            cut = end - start == len(form) + 1 and not name.ambiguous and _CUT.fullmatch(folded, start, end)
            if cut and _stands(folded, start, end, [folded[start:end]]):
                yield Mention(start, end, name.id)


@per_lexicon
def gazetteer() -> Gazetteer:
    """The package's own gazetteer. Raises InputError when its table is missing or contradicts itself."""
    return Gazetteer(rows("entities"))


def find(text: str) -> list[Mention]:
    """The names of known entities in a text, sorted and disjoint.

    >>> [(m.id, m.start, m.end) for m in find("엔디비아 H20은 중국어 애플리케이션과 美 기업")]
    [('nvidia', 0, 4), ('h20', 5, 8), ('china', 10, 12), ('united-states', 22, 23)]
    """
    return gazetteer().find(text)


def label(id_: str, language: str = "ko") -> str:
    """The canonical name of an entity, as a native of `ko` or `en` writes it; KeyError for an unknown id."""
    return gazetteer().rows[id_][language]


def kind_of(id_: str) -> str:
    """The type of an entity (company, chip, place …); empty for what is no entity."""
    row = gazetteer().rows.get(id_)
    return row["type"] if row else ""


def place_of(id_: str) -> str:
    """The country or the superior place of an entity; empty when unknown."""
    row = gazetteer().rows.get(id_)
    return row["place"] if row else ""


@per_lexicon
def _governed() -> frozenset[str]:
    return frozenset(row["place"] for row in gazetteer().rows.values() if row["type"] == "government")


def governed(id_: str) -> bool:
    """Whether an entity is a government or a place that has one in the gazetteer: not ASEAN."""
    return kind_of(id_) == "government" or id_ in _governed()


def _names(row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The names of a row, each with whether it is marked as a common word."""
    aliases = row["aliases"].split("|")
    for name in dict.fromkeys([row["ko"], row["en"], *(alias.removeprefix("?") for alias in aliases if alias)]):
        yield name, f"?{name}" in aliases


def _folded(text: str) -> str:
    """Lower case of the same length: a letter whose lower case is longer stays."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _stands(text: str, start: int, end: int, spellings: list[str]) -> bool:
    """Whether a name found at `[start, end)` is a word of its own there."""
    name = spellings[0]
    before, after = text[start - 1 : start], text[end : end + 1]
    if _LATIN.match(name[0]) and _LATIN.match(before):
        return False
    if _LATIN.match(name[-1]) and _LATIN.match(after):
        return False
    if len(name) <= 3 and name.isascii() and text[start:end] not in spellings:
        return False  # short acronyms are common words in lower case (arm, ap, semi)
    if _HANJA.match(name):
        return len(name) > 2 or _hanja_stands(text, start, end, name)
    if _HANGUL.match(name[0]) and not patterns.pattern(_BEFORE).search(text, max(0, start - 2), start):
        return False
    return not _HANGUL.match(name[-1]) or bool(patterns.pattern(_AFTER).match(text, end))


def _hanja_stands(text: str, start: int, end: int, name: str) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if len(name) == 1 and before == "(" and after == ")":
        return False  # (中) is the middle part of three, (日) is Sunday
    return all(not _HANJA.match(c) or c in _AROUND_ABBREVIATION for c in (before, after))


def _abbreviations(text: str) -> Iterator[Mention]:
    for match in _LISTED.finditer(text):
        position = match.start()
        for word in match[0].split("·"):
            yield Mention(position, position + len(word), ABBREVIATED[word])
            position += len(word) + 1
    for match in _US_WORD.finditer(text):
        yield Mention(match.start(), match.end(), "united-states")


def _leftmost_longest(mentions: list[Mention]) -> Iterator[Mention]:
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            end = mention.end
            yield mention
