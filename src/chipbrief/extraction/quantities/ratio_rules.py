"""Rules that read shares, ratios, results and orders of magnitude."""

from __future__ import annotations

import re
from decimal import Decimal

from chipbrief.extraction.dates.resolve import Clock
from chipbrief.extraction.lexicon import units, word_endings
from chipbrief.extraction.quantities import amounts, numerals
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.extraction.quantities.rule import DIGITS, NATIVE, SINO, Found, Rule
from chipbrief.model import Kind

_SLASH = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])")
_FRACTION = re.compile(rf"(?<!\d)(?P<whole>{numerals.MIXED}|{numerals.SINO}|{numerals.NATIVE}) ?분의 ?")
_PART = re.compile(
    r"(?P<digits>\d{1,9}(?:\.\d{1,9})?(?!\d))"
    r"|(?:[일이삼사오육칠팔구]?십)?[일이삼사오육칠팔구]|[일이삼사오육칠팔구]?십"
)
_RATIO = re.compile(
    rf"(?<!\d)(?<!\d,)(?P<a>{numerals.DIGITS}) ?(?:대|[:：]) ?"
    rf"(?P<b>{numerals.DIGITS})(?!\d|[ ]?(?:년|월|일|시|만|억|%))"
)
_SCORE = re.compile(r"(?<![\d-])(?P<a>\d{1,3})[-–](?P<b>\d{1,3})(?![\d-]|[A-Za-z])")
_PLACES = re.compile(r"(?:한|두|세|네|[1-9]) ?자릿수")
_RATE = re.compile(
    r"(?:[률율]|이익률|물가|성장|증가|상승|신장|하락|감소)(?:[은는이가도을를의]|에서)?(?: [가-힣]{1,6}){0,2}"
    r" (?:연속 )?$"
)
_GROWTH = re.compile(r" ?(?:%|퍼센트|성장|증가|감소|상승|하락|늘|줄|이익률|영업이익률|비율|점유율)")


_NEAR = 24


def _fraction(text: str, at: int, _: Clock) -> Found | None:
    slash = _SLASH.match(text, at)
    if slash and int(slash["b"]):
        share = Decimal(slash["a"]) / Decimal(slash["b"])
        return Found(at, slash.end(), Kind.MULTIPLE, Interval(share, share), "x")
    match = _FRACTION.match(text, at)
    whole = numerals.parse(match["whole"]) if match else None
    part = _part(text, match.end(), whole) if match and whole else None
    if part is None or whole is None or not whole.low:
        return None
    value = Interval(part.value.low / whole.high, part.value.high / whole.low)
    unit = units.at(text, part.end)
    if unit is not None and unit.kind in (Kind.MEASURE, Kind.DURATION):
        return Found(at, part.end + len(unit.form), unit.kind, value.times(unit.factor), unit.unit)
    return Found(at, part.end, Kind.MULTIPLE, value, "x")


def _part(text: str, at: int, whole: Interval) -> amounts.Number | None:
    """What is above the line: less than what is below, so that 칠분의 이조차 and 3분의 1조각 have no trillion."""
    match = _PART.match(text, at)
    value = numerals.parse(match[0]) if match else None
    if match and value and value.high <= whole.high and (match["digits"] or word_endings.ends(text, match.end())):
        return amounts.Number(at, match.end(), value)
    return amounts.number(text, at)


def _ratio(text: str, at: int, _: Clock) -> Found | None:
    match = _RATIO.match(text, at)
    if match is None or _counted(text, match.end()):
        return None
    a, b = (Decimal(match[side].replace(",", "")) for side in "ab")
    if not b:  # a result: 2 대 0
        return Found(at, match.end(), Kind.COUNT, Interval(b, a))
    return Found(at, match.end(), Kind.MULTIPLE, Interval(a / b, a / b), "x")


def _counted(text: str, end: int) -> bool:
    """Whether the number that ends here has a unit: 버스 3대 40명 is no ratio."""
    for at in (end, end + 1) if text[end : end + 1] == " " else (end,):
        unit = units.at(text, at)
        if unit and word_endings.ends(text, at + len(unit.form)):
            return True
    return False


def _score(text: str, at: int, _: Clock) -> Found | None:
    """The two sides of a result: 2-1."""
    match = _SCORE.match(text, at)
    if match is None:
        return None
    low, high = sorted((Decimal(match["a"]), Decimal(match["b"])))
    return Found(at, match.end(), Kind.COUNT, Interval(low, high))


def _places(text: str, at: int, _: Clock) -> Found | None:
    """두 자릿수: 10 to 99, of growth in per cent."""
    match = _PLACES.match(text, at)
    places = amounts.number(text, at) if match else None
    if match is None or places is None:
        return None
    n = int(places.value.low)
    value = Interval(Decimal(10 ** (n - 1)), Decimal(10**n - 1))
    growth = _GROWTH.match(text, match.end()) or _RATE.search(text, max(0, at - _NEAR), at)
    return Found(at, match.end(), Kind.PERCENT if growth else Kind.COUNT, value, "%" if growth else "")


FRACTION = Rule("fraction", DIGITS + SINO + NATIVE, _fraction)
RATIO = Rule("ratio", DIGITS, _ratio)
SCORE = Rule("score", DIGITS, _score)
PLACES = Rule("places", "한두세네" + DIGITS, _places)
