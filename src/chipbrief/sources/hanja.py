"""Hanja read in Korean.

`hanja.csv` has the Hanja of KS X 1001:2004, which that standard arranges by their Korean reading and repeats
under each further one: `characters` has those whose usual reading it is, `also` those that have it besides.
"""

from __future__ import annotations

from collections import defaultdict
from unicodedata import normalize

from chipbrief.sources.reference_tables import per_lexicon, rows

_BASE, _PER_INITIAL, _PER_VOWEL = 0xAC00, 588, 28
_N, _R, _SILENT = 2, 5, 11  # initials ㄴ, ㄹ and ㅇ in the order of Unicode
_PALATAL = {2, 3, 6, 7, 12, 17, 20}  # the vowels ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ


def readings(character: str) -> tuple[str, ...]:
    """The readings of one Hanja, its usual one first; none when it is not in the table.

    >>> readings("國"), readings("北"), readings("x")
    (('국',), ('북', '배'), ())
    """
    return _table().get(normalize("NFC", character), ())


def word(hanja: str, *, initial: bool = True) -> str:
    """Hanja in their usual readings; at the beginning of a word by the initial-sound law (두음 법칙).

    Raises KeyError for a character without a known reading.

    >>> word("中國"), word("旅行"), word("旅行", initial=False)
    ('중국', '여행', '려행')
    """
    table = _table()
    read = [table[normalize("NFC", character)][0] for character in hanja]
    return _initial(read[0]) + "".join(read[1:]) if initial else "".join(read)


def _initial(syllable: str) -> str:
    """The syllable as Korean says it at the beginning of a word: 려 → 여, 로 → 노, 녀 → 여."""
    first, rest = divmod(ord(syllable) - _BASE, _PER_INITIAL)
    if first in (_N, _R):
        palatal = rest // _PER_VOWEL in _PALATAL
        first = _SILENT if palatal else _N
    return chr(_BASE + first * _PER_INITIAL + rest)


@per_lexicon
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for column in ("characters", "also"):
        for row in rows("hanja"):
            for character in row[column]:
                found[character].append(row["reading"])
    return {character: tuple(read) for character, read in found.items()}
