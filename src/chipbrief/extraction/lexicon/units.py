"""Units and counters: what a number may be followed by, from `data/reference/units.csv`.

Columns of the table: `form` as written, `kind` of the figure, canonical `unit` and `factor` to it; `words`, which
number words besides digits may stand before it; and `not_before`, what would make another word of it (as a pattern).
A noun that is in no table counts too where it is glued to digits (15세그먼트), a bound one after a blank.
The number words are `native` (한, 두), `several` (두, but not 한, which before 남자 means a certain one), `sino`
(이십), `scale` (a single 백, 천 or 만: 천원, but 천장 is the ceiling), and `digit` (one other Sino-Korean syllable,
the 일 of 일년; of most units 이 회사 is this company).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from chipbrief.extraction.lexicon import morphology, patterns, word_endings
from chipbrief.model import Kind
from chipbrief.sources import reference_tables
from chipbrief.sources.reference_tables import per_lexicon

_ADMITTED = {
    "one": {"native"},
    "native": {"native", "several"},
    "sino": {"sino"},
    "scale": {"scale", "digit", "sino"},
    "digit": {"digit"},
}
_LATIN = re.compile(r"[A-Za-z0-9]")
_HANGUL = re.compile(r"[가-힣]")
_DOUBTFUL = (
    "전후과기지자서대선중말반급치고제할초분셈답"  # a particle or ending after one syllable, or the next of a word
)
_POWERS = {"제곱": ("²", 2), "평방": ("²", 2), "세제곱": ("³", 3), "입방": ("³", 3)}
_LENGTHS = frozenset({"m", "km", "cm", "mm", "ft", "in", "yd", "mi"})


class Unit(NamedTuple):
    """One way to write a unit."""

    form: str
    kind: Kind
    unit: str
    factor: Decimal
    words: frozenset[str]
    not_before: re.Pattern[str] | None = None


@per_lexicon
def table() -> dict[str, Unit]:
    """All units by their written form, with the squares and cubes of the lengths (세제곱피트)."""
    found = {}
    for row in reference_tables.rows("units"):
        doubtful = re.compile(row["not_before"]) if row["not_before"] else None
        words, factor = frozenset(row["words"].split()), Decimal(row["factor"])
        found[row["form"]] = Unit(row["form"], Kind(row["kind"]), row["unit"], factor, words, doubtful)
    powers = {unit.form: unit for form in found.values() if form.unit in _LENGTHS for unit in _powers(form)}
    return {**powers, **found}


def _powers(length: Unit) -> Iterator[Unit]:
    """The squares and cubes of a length."""
    for word, (sign, power) in _POWERS.items():
        for blank in ("", " "):
            form, factor = f"{word}{blank}{length.form}", length.factor**power
            yield Unit(form, Kind.MEASURE, length.unit + sign, factor, length.words | {"native"})


@per_lexicon
def _by_first() -> dict[str, list[Unit]]:
    """Units by first character, long forms before their prefixes."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(table().values(), key=lambda unit: -len(unit.form)):
        found[unit.form[0]].append(unit)
    return found


def at(text: str, position: int, words: str = "") -> Unit | None:
    """The longest unit that starts at `position`, or None.

    `words` tells how a number that is spelled out is: `one` (한), `native`, `sino`, `scale` or `digit`.
    A form that ends in a Latin letter must not go on with another letter or digit.

    >>> at("3나노급", 1).unit, at("5Gb", 1).unit, at("5Gxy", 1), at("일 개월", 2, "sino").unit
    ('nm', 'Gbit', None, 'mo')
    """
    for unit in _by_first().get(text[position : position + 1], ()):
        if not text.startswith(unit.form, position) or (words and not _ADMITTED[words] & unit.words):
            continue
        if _stands(text, position, unit):
            return unit
    return None


def _stands(text: str, position: int, unit: Unit) -> bool:
    """Whether the unit that a text has at `position` is a word there."""
    end = position + len(unit.form)
    if _LATIN.match(unit.form[-1]) and _LATIN.match(text, end):
        return False
    doubtful = unit.not_before is not None and unit.not_before.match(text, end) is not None
    if not _HANGUL.match(text, end) or not _HANGUL.match(unit.form[-1]):
        return not doubtful
    if not doubtful and word_endings.ends(text, end):
        certain = unit.kind in (Kind.DURATION, Kind.MONEY)  # 7년후, 2만원대
        if certain or len(unit.form) > 1 or text[end] not in _DOUBTFUL:
            return True
    found = morphology.following(text, position)
    return (
        bool(found)
        and found[0].tag[0] not in "VJE"
        and found[0].tag != "NP"
        and any(morpheme.end == end for morpheme in found)
    )


def noun(text: str, position: int, *, bound: bool = False) -> Unit | None:
    """The noun at `position` as a counter (or as the unit that it is), if it is no word of bounds (이상).

    Only a `bound` one, where that is asked for; one that is not bound must end its word.

    >>> noun("16스레드를", 2).unit, noun("1번타자", 1).unit, noun("50 초과면", 3)
    ('스레드', '번', None)
    """
    if not _HANGUL.match(text, position):
        return None
    found = morphology.following(text, position)[:2]
    if not found or not found[0].tag.startswith("NNB" if bound else "NN"):
        return None
    end = found[0].end
    if not word_endings.ends(text, end) and found[-1].tag == "XSN":
        end = found[-1].end
    form = text[position:end]
    ended = word_endings.ends(text, end) or found[0].tag == "NNB"
    if not ended or patterns.pattern("<no counter>").match(form):
        return None
    return table().get(form) or Unit(form, Kind.COUNT, form, Decimal(1), frozenset())
