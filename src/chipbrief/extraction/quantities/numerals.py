"""Korean numerals: what they look like, and what they are worth.

Digits with commas and decimals, 십/백/천 and 만/억/조/경 mixed with them (`3천 5백만`), Sino-Korean
(이십삼) and native words (스물셋, 두), neighbours (두세, 대여섯) and the vague 수 and 몇.

The scales follow the Standard Korean Dictionary: 만 10⁴, 억 10⁸, 조 10¹², 경 10¹⁶. 수 and 몇 stand for 2 to 9,
and the places after them within their group of four are free: 수십억 is 20억 to 99억, 수백만 200만 to 999만.

Patterns are fragments for larger patterns; they are possessive and bounded, so no input makes them slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,9}+(?!\d)|\d++)(?:\.\d++)?+"
_SCALE = r"(?:[십백천만억조十百千萬億兆]|경(?![기찰제험영계쟁로력인마남북주호우]))"
# 10 억 달러: a blank before the scale, where a number, a blank and a word, or money follows
_GAP = r"(?: (?=[십백천]?[만억조](?: ?\d| [가-힣A-Za-z㎡-㏊]|(?:원|달러|위안|엔|유로)(?![가-힣]{2}))))?+"
_LEAD = r"(?:[십백천만]{1,2} ?(?=[1-9]\d{0,3}[십백천만억조]))?+"  # 천4백억, 만 2천, 백20억
MIXED = rf"{_LEAD}{DIGITS}{_GAP}(?:{_SCALE}{{1,3}}+(?: ?{DIGITS}(?!년|월|일|시(?![가-힣])|%| ?교대))?+){{0,16}}+"
_SINO = "[일이삼사오육륙칠팔구십백천만억조경영공]"
_NO_SINO = "(?!(?<![수몇])[조경]|[백천만][일이삼사오육칠팔구](?![십백천만억조]))"  # 조사, 경영, 만이
SINO = (
    rf"(?:(?:수|몇 ?)(?=[십백천만억조]))?{_NO_SINO}{_SINO}{{1,40}}+(?:(?<=[십백천만억조경]) {_SINO}{{1,40}}+){{0,4}}+"
    r"(?:(?<=십) ?[수몇])?+"
    r"(?:점[일이삼사오육칠팔구영공]{1,20}+)?+"
)

_SINO_DIGITS = {
    "영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9,
}  # fmt: skip
_SMALL = {"십": 10, "백": 100, "천": 1000, "十": 10, "百": 100, "千": 1000}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16, "萬": 10**4, "億": 10**8, "兆": 10**12}
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "댓": 5, "다섯": 5,
    "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_PAIRS = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "네다섯": (4, 5), "네댓": (4, 5), "너댓": (4, 5),
    "두셋": (2, 3), "서넛": (3, 4), "너덧": (4, 5), "너더댓": (4, 5), "두어": (2, 3), "여남은": (10, 13),
    "다섯여섯": (5, 6), "여섯일곱": (6, 7), "일곱여덟": (7, 8),
    "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "일여덟": (7, 8), "여덟아홉": (8, 9), "엿아홉": (8, 9),
}  # fmt: skip
_SEVERAL = {"수": (2, 9), "몇": (2, 9)}


def _either(words: Iterable[str]) -> str:
    """An alternation with long words before their prefixes."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


NATIVE = rf"(?:{_either(_PAIRS)}|{_either(_TENS)} ?{_either(_ONES)}|{_either(_TENS)}|{_either(_ONES)})"
_TOKEN = re.compile(
    rf"(?P<digits>{DIGITS})|(?P<pair>{_either(_PAIRS)})|(?P<tens>{_either(_TENS)})|(?P<ones>{_either(_ONES)})"
    r"|(?P<several>[수몇])|(?P<big>[만억조경萬億兆])|(?P<small>[십백천十百千])|(?P<point>점)"
    r"|(?P<sino>[영공일이삼사오육륙칠팔구])|(?P<blank> )"
)


class Interval(NamedTuple):
    """Least and greatest value of a numeral; equal for a plain one."""

    low: Decimal
    high: Decimal

    def times(self, factor: Decimal | int) -> Interval:
        return Interval(self.low * factor, self.high * factor)


class _Sum:
    """A numeral being read from left to right; every method tells whether the next part may stand there."""

    def __init__(self) -> None:
        self.total = Interval(Decimal(0), Decimal(0))  # groups closed by 만, 억, 조, 경
        self.group = Interval(Decimal(0), Decimal(0))  # the open group of four places
        self.part: Interval | None = None  # what waits for its scale
        self.vague = False  # the part is 수 or 몇
        self.small = 10_000  # the next small scale must be less
        self.big = 10**20  # the next big scale must be less
        self.read = False

    def number(self, low: Decimal, high: Decimal, *, vague: bool = False) -> bool:
        limit = self.small if self.small < 10_000 else self.big
        if self.part is not None or high >= limit:
            return False
        self.part, self.vague, self.read = Interval(low, high), vague, True
        return True

    def tens(self, value: int) -> bool:
        if self.part is not None or self.small <= 10:
            return False
        self.group, self.small, self.read = _plus(self.group, value, value), 10, True
        return True

    def scale(self, value: int) -> bool:
        if value >= self.small:
            return False
        low, high = self.part or (Decimal(1), Decimal(1))
        free = value - 1 if self.vague else 0
        self.group = _plus(self.group, low * value, high * value + free)
        self.part, self.vague, self.small, self.read = None, False, value, True
        return True

    def close(self, value: int) -> bool:
        if value >= self.big:
            return False
        group = _plus(self.group, *(self.part or (Decimal(0), Decimal(0))))
        if group.high == 0:
            group = Interval(Decimal(1), Decimal(1))
        self.total = _plus(self.total, group.low * value, group.high * value)
        self.group, self.part, self.vague = Interval(Decimal(0), Decimal(0)), None, False
        self.small, self.big, self.read = 10_000, value, True
        return True

    def result(self) -> Interval:
        group = _plus(self.group, *(self.part or (Decimal(0), Decimal(0))))
        return _plus(self.total, *group)


def _plus(interval: Interval, low: Decimal | int, high: Decimal | int) -> Interval:
    return Interval(interval.low + low, interval.high + high)


def parse(text: str) -> Interval | None:
    """The value of a whole numeral, or None when its parts do not fit together.

    >>> [int(parse(text).low) for text in ("28억 8000만", "3천 5백만", "이십삼", "스물셋", "1.5조")]
    [2880000000, 35000000, 23, 23, 1500000000000]
    >>> parse("수십억")
    Interval(low=Decimal('2000000000'), high=Decimal('9900000000'))
    >>> parse("두세"), parse("삼점오").low, parse("3천 5천") is None
    (Interval(low=Decimal('2'), high=Decimal('3')), Decimal('3.5'), True)
    """
    value, length = longest(text)
    return value if length == len(text) else None


def longest(text: str) -> tuple[Interval | None, int]:
    """The value of the longest numeral that `text` begins with and that ends at its end or at a blank; its length.

    >>> longest("3천 5천")
    (Interval(low=Decimal('3000'), high=Decimal('3000')), 2)
    """
    reading, position = _Sum(), 0
    last: tuple[Interval | None, int] = (None, 0)
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            return last
        if token.lastgroup == "blank" and reading.read:
            last = reading.result(), position
        position = token.end()
        if token.lastgroup == "point":
            value = _with_decimals(reading, text[position:])
            return (value, len(text)) if value else last
        if not _take(reading, str(token.lastgroup), token[0]):
            return last
    return (reading.result(), position) if reading.read else last


def _take(reading: _Sum, what: str, word: str) -> bool:
    if what == "blank":
        return True
    if what == "digits":
        value = Decimal(word.replace(",", ""))
        return reading.number(value, value)
    if what in ("small", "big"):
        return reading.scale(_SMALL[word]) if what == "small" else reading.close(_BIG[word])
    if what == "tens":
        return reading.tens(_TENS[word])
    if what in ("pair", "several"):
        low, high = _PAIRS.get(word) or _SEVERAL[word]
        if what == "several" and reading.group.high:  # 십수 is eleven and more
            return reading.number(Decimal(1), Decimal(high), vague=True)
    else:
        low = high = _ONES[word] if what == "ones" else _SINO_DIGITS[word]
    return reading.number(Decimal(low), Decimal(high), vague=what == "several")


def _with_decimals(reading: _Sum, places: str) -> Interval | None:
    """A spoken decimal fraction: the digits after 점, one by one (삼점일사)."""
    if not reading.read or not places or any(c not in _SINO_DIGITS for c in places):
        return None
    fraction = Decimal("0." + "".join(str(_SINO_DIGITS[c]) for c in places))
    return _plus(reading.result(), fraction, fraction)


def last_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: ten to its power.

    >>> last_place(Decimal(1400)), last_place(Decimal("2.5")), last_place(Decimal("17E12"))
    (Decimal('1E+2'), Decimal('0.1'), Decimal('1E+12'))
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if value else Decimal(1)


def rather_more(value: Decimal) -> Interval:
    """What 여 makes of a number: up to the next in its last stated place, from 100 up at most a tenth more.

    >>> rather_more(Decimal(10)).high, rather_more(Decimal(100)).high, rather_more(Decimal(1200)).high
    (Decimal('20'), Decimal('110'), Decimal('1300'))
    """
    step = last_place(value)
    return Interval(value, value + (min(step, value / 10) if value >= 100 else step))
