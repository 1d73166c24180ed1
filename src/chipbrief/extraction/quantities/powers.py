"""Rule for powers of ten: 10³배, 10^6개, 1.5×10⁶개.

Raised digits after any other number are a mark of a note (2023¹), and no part of it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from chipbrief.extraction.dates.resolve import Clock
from chipbrief.extraction.quantities import amount_rules, amounts, numerals
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.extraction.quantities.rule import DIGITS, Found, Rule
from chipbrief.model import Kind

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
_PLAIN = str.maketrans(_RAISED + "−", "0123456789-+-")
_POWER = re.compile(
    rf"(?:(?<![\d.,])(?P<times>{numerals.DIGITS}) ?[×xX*·] ?)?(?<![\d.,])10"
    r"(?:(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]{1,2}+)|\^(?P<typed>[-−+]?\d{1,2}+))(?![\d⁰¹²³⁴-⁹])"
)


def _power(text: str, at: int, _: Clock) -> Found | None:
    match = _POWER.match(text, at)
    if match is None:
        return None
    times = Decimal(match["times"].replace(",", "")) if match["times"] else Decimal(1)
    value = times.scaleb(int((match["raised"] or match["typed"]).translate(_PLAIN)))
    number = amounts.Number(at, match.end(), Interval(value, value))
    read = amounts.amount(text, number)
    return amount_rules.plain(text, read) if read else Found(at, match.end(), Kind.COUNT, number.value)


POWER = Rule("power of ten", DIGITS, _power)
