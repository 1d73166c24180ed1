"""The only place that knows Kiwi: a sentence's morphemes with their places, loaded when first asked for."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple


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
    return [Morpheme(token.start, token.end, token.form, str(token.tag)) for token in _kiwi().tokenize(sentence)]
