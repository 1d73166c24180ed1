"""Numbers that share a unit: ranges (60~80%, 2~3억원), neighbours (8, 9명), limits (20에서 30 사이)."""

from __future__ import annotations

import re
from decimal import Decimal

from chipbrief.extraction.lexicon.units import Unit
from chipbrief.extraction.quantities import numerals
from chipbrief.extraction.quantities.amounts import Amount, Number, amount, number
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.model import Kind

_TO = re.compile(r" ?[~∼～〜] ?| ?[–—-] ?(?=\d)")
_OR = re.compile(r" ?[,·] ?(?=\d)")
_BETWEEN = re.compile(r" ?(?:에서|부터|과|와) (?=\d)")
_WAVE = re.compile(r" ?[~∼～〜] ?(?=\d)")
_BETWEEN_END = re.compile(r" ?(?:이하|사이)")
_SCALE_END = re.compile(r"[만억조경천백萬億兆千百]{1,8}$")  # a numeral ends in three: 백만조
_FEW = 90  # numbers in a row are small ones
_NO_UNIT = Unit("", Kind.COUNT, "", Decimal(1), frozenset())


def ranged(text: str, found: Number) -> Amount | None:
    """Two numbers joined by a dash, with the unit of the last: 60~80%, 2~3억원, 10만원~20만원.

    Also joined by 에서 … 사이, and neighbours by a comma (8, 9명). What is from 이상 to 미만 has two figures.
    """
    neighbours = _OR.match(text, found.end)
    if neighbours:
        return _neighbours(text, found, neighbours.end())
    first = amount(text, found)
    between = _BETWEEN.match(text, first.end if first else found.end)
    dash = between or _TO.match(text, first.end if first else found.end)
    digits = dash is not None and text[dash.end() : dash.end() + 1].isdigit()
    following = number(text, dash.end()) if dash and (digits or found.words) else None
    last = amount(text, following) if following else None
    if last is None or following is None or (first is not None and first.unit.unit != last.unit.unit):
        return None
    if between and not _BETWEEN_END.match(text, last.end):
        return None
    low = first.value.low if first else _inherit(text, found, following).low * last.unit.factor
    high = last.value.high
    if low > high and first is None:
        high = _tail(text, found, following) * last.unit.factor
    if low > high:
        return None
    return last._replace(start=found.start, value=Interval(low, high), closed=between is not None)


def _tail(text: str, found: Number, following: Number) -> Decimal:
    """The last number of a range with what it shares with the first: the 7 of 26~7살 is 27."""
    whole, tail = text[found.start : found.end], text[following.start : following.end]
    shared = whole[: len(whole) - len(tail)] if whole.isdecimal() and tail.isdecimal() else ""
    return Decimal(shared + tail) if shared else following.value.high


def _neighbours(text: str, found: Number, position: int) -> Amount | None:
    """Numbers one step apart that share a unit: 8, 9명, 20·30대, 1·2·3위."""
    following = number(text, position)
    step = following.value.low - found.value.low if following else Decimal(0)
    if following is None or not 0 < step == numerals.last_place(found.value.low) or found.value.low > _FEW:
        return None
    again = _OR.match(text, following.end)
    last = _neighbours(text, following, again.end()) if again else amount(text, following)
    if last is None:
        return None
    return last._replace(start=found.start, value=Interval(found.value.low * last.unit.factor, last.value.high))


def between(text: str, found: Number) -> Amount | None:
    """Two numbers without unit: 3000~3500, 5조~6조, 20에서 30 사이."""
    joint = _BETWEEN.match(text, found.end) or _WAVE.match(text, found.end)
    last = number(text, joint.end()) if joint else None
    if joint is None or last is None or (joint.re is _BETWEEN and not _BETWEEN_END.match(text, last.end)):
        return None
    low = _inherit(text, found, last).low
    if low > last.value.high:
        return None
    return Amount(found.start, last.end, Interval(low, last.value.high), _NO_UNIT, found, closed=True)


def _inherit(text: str, first: Number, last: Number) -> Interval:
    """The first number of a range with the scale of the last: the 2 of 2~3억 is 2억."""
    scale = _SCALE_END.search(text, last.start, last.end)
    if scale is None or _SCALE_END.search(text, first.start, first.end):
        return first.value
    factor = numerals.parse(scale[0])
    scaled = first.value.times(factor.low) if factor else first.value
    return scaled if scaled.low <= last.value.high else first.value
