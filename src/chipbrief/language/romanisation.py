"""Korean names of persons in Latin letters, for bylines in an English brief.

Given names follow the Revised Romanisation of Korean (Ministry of Culture and Tourism, notice 2000-8), syllable by
syllable as it lays down for names; common surnames are written as their bearers do.
"""

from __future__ import annotations

import re

from chipbrief.language.labels import labels

_INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_FINALS = [
    "-",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]
_FIRST, _PER_INITIAL, _PER_VOWEL = 0xAC00, 588, 28
_BYLINE = re.compile(r"([가-힣])([가-힣]{1,3})(?: ([가-힣]{2,8}))?")


def romanised(text: str) -> str:
    """Hangul syllables in Latin letters, anything else as it is.

    >>> romanised("규환"), romanised("용원")
    ('gyuhwan', 'yongwon')
    """
    return "".join(_syllable(character) if "가" <= character <= "힣" else character for character in text)


def byline(text: str, language: str) -> str:
    """An author with a title, in English as `Kim Gyuhwan, Reporter`; in Korean, or if it is no such line, as it is.

    >>> byline("김규환 국제에디터", "en"), byline("Reuters", "en")
    ('Kim Gyuhwan, International Editor', 'Reuters')
    """
    found = _BYLINE.fullmatch(text)
    titles, surnames = labels(language)["bylines"], labels(language)["surnames"]
    if language == "ko" or not found or (found[3] and found[3] not in titles):
        return text
    surname = str(surnames.get(found[1], romanised(found[1]).capitalize()))
    name = f"{surname} {romanised(found[2]).capitalize()}"
    return f"{name}, {titles[found[3]]}" if found[3] else name


def _syllable(character: str) -> str:
    place = ord(character) - _FIRST
    initial, rest = divmod(place, _PER_INITIAL)
    vowel, final = divmod(rest, _PER_VOWEL)
    return (_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]).replace("-", "")
