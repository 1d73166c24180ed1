"""Shares that no decimal number writes: 3분의 1 is printed as it was said, not as 0.333333333333."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from chipbrief.language.labels import label

_MOST = 99  # the largest number below the line that articles use
_EXACT = Fraction(1, 10**12)  # what a float and twelve decimals keep of a third


def written(value: Decimal, language: str) -> str | None:
    """A value that is a fraction of small numbers and has no end in decimals; None for any other.

    >>> written(Decimal("0.333333333333333"), "ko"), written(Decimal("0.25"), "en"), written(Decimal("0.3333"), "en")
    ('3분의 1', None, None)
    """
    exact = Fraction(value)
    near = exact.limit_denominator(_MOST)
    ends = 10**6 % near.denominator == 0  # in decimals
    if ends or abs(near - exact) > _EXACT * max(abs(near), Fraction(1)):
        return None
    return label(language, "fractions", "fraction").format(near.numerator, near.denominator)
