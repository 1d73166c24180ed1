"""Units and counters: what a number may be followed by, from `data/reference/units.csv`.

Columns of the table: `form` as written, `kind` of the figure, canonical `unit` and `factor` to it; `words`, which
number words besides digits may stand before it; and `not_before`, what would make another word of it (as a pattern).
The number words are `native` (한, 두), `several` (두, but not 한, which before 남자 means a certain one), `sino`
(이십), `scale` (a single 백, 천 or 만: 천원, but 천장 is the ceiling), and `digit` (one other Sino-Korean syllable,
the 일 of 일년; of most units 이 회사 is this company).
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from chipbrief.model import Kind
from chipbrief.sources import reference_tables
from chipbrief.sources.reference_tables import per_lexicon

_ADMITTED = {
    "one": {"native"},
    "native": {"native", "several"},
    "sino": {"sino"},
    "scale": {"scale", "digit"},
    "digit": {"digit"},
}
_LATIN = re.compile(r"[A-Za-z0-9]")


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
    """All units by their written form."""
    return {
        row["form"]: Unit(
            row["form"],
            Kind(row["kind"]),
            row["unit"],
            Decimal(row["factor"]),
            frozenset(row["words"].split()),
            re.compile(row["not_before"]) if row["not_before"] else None,
        )
        for row in reference_tables.rows("units")
    }


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
        end = position + len(unit.form)
        if _LATIN.match(unit.form[-1]) and _LATIN.match(text, end):
            continue
        if unit.not_before and unit.not_before.match(text, end):
            continue
        return unit
    return None
