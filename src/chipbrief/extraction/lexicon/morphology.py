"""The only place that knows Kiwi: a sentence's morphemes with their places, loaded when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Any, NamedTuple

_BREAK = re.compile(r"\n|(?<=[.!?])[ \"'”’)\]]|(?<=[가-힣][.!?])(?=[가-힣A-Za-z\d])")
_LONGEST = 300  # characters: what goes on without an end is read in pieces
_KEPT = 256  # sentences of which the analysis is kept: a document is read for its figures, then for its relations
_NUMERAL = frozenset({"NR", "MM", "SN", "IC", "XPN"})  # 네 of 네 회사 is told from an interjection by nobody


class Morpheme(NamedTuple):
    """A morpheme at `[start, end)` of its sentence, with its form and its tag of the Sejong set (JX, EC, NNG …)."""

    start: int
    end: int
    form: str
    tag: str


@cache
def _kiwi() -> Any:
    from kiwipiepy import Kiwi  # type: ignore[import-untyped]  # it carries no types

    # The dictionaries of titles and of misspellings take 60 % of the time to load and of no figure change a field.
    return Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)


def morphemes(sentence: str) -> list[Morpheme]:
    """The morphemes of a sentence, in order; contracted ones may share characters or have none.

    >>> [(m.form, m.tag) for m in morphemes("매출이 늘었다")]
    [('매출', 'NNG'), ('이', 'JKS'), ('늘', 'VV'), ('었', 'EP'), ('다', 'EF')]
    """
    return list(_read(sentence))


@lru_cache(maxsize=_KEPT)
def _read(sentence: str) -> tuple[Morpheme, ...]:
    return tuple(Morpheme(token.start, token.end, token.form, str(token.tag)) for token in _kiwi().tokenize(sentence))


def following(text: str, position: int) -> list[Morpheme]:
    """The morphemes from the one that begins at `position` of a text to the end of its word; none if none begins there.

    >>> [m.form for m in following("매출은 15세그먼트로 나뉜다", 6)]
    ['세그먼트', '로']
    """
    starts = _starts(text)
    number = bisect_right(starts, position) - 1
    first = starts[number]
    sentence = text[first : starts[number + 1]].rstrip()  # as who reads its statements has it: it is analysed once
    found: list[Morpheme] = []
    for morpheme in _read(sentence):
        start, end = morpheme.start + first, morpheme.end + first
        if found and start > found[-1].end:
            break
        if start == position or found:
            found.append(Morpheme(start, end, morpheme.form, morpheme.tag))
    return found


def numeral(text: str, position: int) -> bool:
    """Whether the word at `position` begins with a numeral or a determiner, and not with a noun, pronoun or verb.

    >>> numeral("배 세 척", 2), numeral("웨이퍼 세척", 4), numeral("네 생각을 말해라", 0)
    (True, False, False)
    """
    first = next(iter(following(text, position)), None)
    return first is None or first.tag in _NUMERAL


def noun(text: str, position: int) -> int:
    """Where the noun that begins at `position` ends; `position` if none begins there.

    >>> noun("두 회사들은", 2), noun("두 빨간 공", 2)
    (4, 2)
    """
    first = next(iter(following(text, position)), None)
    return first.end if first and first.tag.startswith("NN") else position


@lru_cache(maxsize=4)
def _starts(text: str) -> list[int]:
    """Where the sentences of a text begin, and its end; one that goes on for long is cut at blanks."""
    starts = [0]
    for stop in [*(match.end() for match in _BREAK.finditer(text)), len(text)]:
        while stop - starts[-1] > _LONGEST:
            cut = text.rfind(" ", starts[-1], starts[-1] + _LONGEST)
            starts.append(cut + 1 if cut > starts[-1] else starts[-1] + _LONGEST)
        if stop > starts[-1]:
            starts.append(stop)
    return starts if len(starts) > 1 else [0, len(text)]
