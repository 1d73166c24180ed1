"""Every number of a Korean text with its span, kind, value, unit and date: `find`.

The text is scanned once. Names with digits are passed over; at a digit, a currency sign, or a word that may begin a
figure, the rules for that character are tried in order, and the first that reads something wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from chipbrief.extraction import amounts, approximators, dates, names, numerals, units
from chipbrief.extraction.calendar import WORDS, Clock, Span
from chipbrief.extraction.numerals import Interval
from chipbrief.model import Approx, Kind, plain
from chipbrief.sources import tables


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure without what it is about: `text[start:end]` is its own text.

    `low` and `high` are in `unit`, None for an open end and for dates; `date` is ISO 8601 (`T09:30` for a time of
    day); `rule` names what found it.
    """

    start: int
    end: int
    kind: Kind
    low: float | None
    high: float | None
    unit: str
    approx: Approx
    date: str | None
    rule: str


class Rule(NamedTuple):
    """A way to read a figure at a place: what characters it can begin with, and how it reads."""

    name: str
    first: str
    read: Callable[[str, int, Clock], "Found | None"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule read, before the words around it are looked at."""

    start: int
    end: int
    kind: Kind
    value: Interval | None = None
    unit: str = ""
    date: str | None = None
    approx: Approx | None = None


_DIGITS = "0123456789"
_SYMBOLS = {"$": "USD", "¥": "CNY", "￥": "CNY", "₩": "KRW", "￦": "KRW", "€": "EUR", "£": "GBP"}
_DOLLARS = {"US": "USD", "NT": "TWD", "HK": "HKD", "A": "AUD", "C": "CAD", "S": "SGD", "R": "BRL"}
_CODES = "USD|KRW|CNY|RMB|JPY|EUR|GBP|HKD|TWD"
_DAYPART = r"오전|오후|새벽|아침|저녁|정오|자정|한낮|대낮|낮|한밤|밤"
_CLOCK = re.compile(
    rf"(?:(?P<part>{_DAYPART}) ?)?(?P<h>2[0-4]|1\d|0?\d)(?: ?시(?!간|즌|장|리|험|드)(?: ?(?P<m>[0-5]?\d) ?분| ?(?P<half>반)(?![가-힣])|(?P<sharp> ?정각))?(?: ?\d\d? ?초)?|:(?P<m2>[0-5]\d)(?!\d))"
)
_HOURS = re.compile(rf"(?:(?:{_DAYPART}) ?)?\d\d?(?: ?시(?: ?\d\d?분)?)?[~∼～–-](?=(?:(?:{_DAYPART}) ?)?\d\d? ?시)")
_FRACTION = re.compile(rf"(?P<whole>{numerals.MIXED}|{numerals.SINO}|{numerals.NATIVE}) ?분의 ?")
_RATIO = re.compile(r"(?P<a>\d++(?:\.\d++)?+) ?대 ?(?P<b>\d++(?:\.\d++)?+)(?![\d가-힣]*(?:년|월|일|시))")
_PLACES = re.compile(r"(?P<n>한|두|세|네|[1-9]) ?자릿수")
_AGO = re.compile(r" ?(?P<back>전|뒤|후)(?![가-힣])| ?(?P<back2>전|뒤|후)(?=[에의부까인])")
_LASTING = re.compile(r" ?(?:동안|간|째)(?![가-힣])| ?(?:동안|간|째)(?=[의은을에이로만])")
_DECADE = re.compile(r"대(?![가-힣])|대(?=[에의로를은가이 ])")
_HOLDER = re.compile(r" ?(?:주주|대통령|회장|부회장|사장|총리|왕|국왕|교황|황제|총재|대표|의장|이사장|감독|총장|청장|장관|국회)")


def find(text: str, published: str) -> list[Quantity]:
    """The figures of `text`, sorted and disjoint; dates are resolved against `published` (ISO, day or month, or "")."""
    clock, found = Clock(published), []
    explained = names.find(text)
    position = 0
    for anchor in _anchors().finditer(text):
        start = anchor.start()
        while explained and explained[0].end <= start:
            explained.pop(0)
        if start < position or (explained and explained[0].start <= start):
            continue
        for rule in _rules()[text[start]]:
            read = rule.read(text, start, clock)
            if read is not None:
                found.append(_quantity(text, read, rule.name))
                position = read.end
                break
        else:
            if text[start].isdigit():
                position = _digits_end(text, start)
    return found


def _digits_end(text: str, start: int) -> int:
    match = re.compile(numerals.DIGITS).match(text, start)
    return match.end() if match else start + 1


def _quantity(text: str, read: Found, rule: str) -> Quantity:
    """The figure with its approximator, and the ends that it leaves open."""
    approx = read.approx or approximators.around(text, read.start, read.end)
    if read.kind in (Kind.DATE, Kind.TIME) or read.value is None:
        return Quantity(read.start, read.end, read.kind, None, None, "", Approx.EXACT, read.date, rule)
    low: float | None = plain(read.value.low)
    high: float | None = plain(read.value.high)
    if low == high and approx in (Approx.ABOVE, Approx.AT_LEAST):
        high = None
    if low == high and approx in (Approx.BELOW, Approx.AT_MOST):
        low = None
    return Quantity(read.start, read.end, read.kind, low, high, read.unit, approx, read.date, rule)


# dates and times


def _date(text: str, at: int, clock: Clock) -> Found | None:
    chain = dates.chain(text, at)
    if chain is None:
        return None
    then = dates.period(text, chain)
    resolved = clock.resolve(chain.parts, then.parts if then else None)
    return Found(at, then.end if then else chain.end, Kind.DATE, date=_iso(resolved))


def _iso(span: Span | None) -> str | None:
    return span.iso if span else None


def _clock(text: str, at: int, _: Clock) -> Found | None:
    hours = _HOURS.match(text, at)
    match = _CLOCK.match(text, hours.end() if hours else at)
    if match is None:
        return None
    hour, minute = int(match["h"]), int(match["m"] or match["m2"] or (30 if match["half"] else 0))
    part = match["part"] or (hours and re.match(_DAYPART, hours[0]) or [""])[0]
    if part in ("오후", "저녁", "밤", "낮") and hour < 12 and not (part == "밤" and hour < 5):
        hour += 12
    if part in ("오전", "새벽", "밤") and hour == 12:
        hour = 0
    return Found(at, match.end(), Kind.TIME, date=f"T{hour % 24:02d}:{minute:02d}")


def _daypart(text: str, at: int, _: Clock) -> Found | None:
    match = re.compile(rf"(?:{_DAYPART})(?=[ ,에의까부]|$)").match(text, at)
    return Found(at, match.end(), Kind.TIME) if match else None


# numbers


def _amount(text: str, at: int, clock: Clock) -> Found | None:
    number = amounts.number(text, at)
    if number is None:
        return None
    number = amounts.signed(text, number)
    read = amounts.ranged(text, number) or amounts.amount(text, number)
    if read is None:
        return None
    read = amounts.compound(text, read)
    approx = Approx.ABOUT if number.more else None
    end, value = read.end, read.value
    if read.kind == Kind.DURATION:
        return _duration(text, read, clock)
    if read.unit.unit == "대" and _HOLDER.match(text, end):
        return Found(read.start, end, Kind.ORDINAL, value, read.unit.unit)
    decade = _DECADE.match(text, end)
    if decade and read.unit.unit != "대" and value.low == value.high and read.kind in (Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.MULTIPLE):
        end, value = end + 1, Interval(value.low, value.low + numerals.last_place(number.value.low) * read.unit.factor)
    return Found(read.start, end, read.kind, value, read.unit.unit, approx=approx)


def _duration(text: str, read: amounts.Amount, clock: Clock) -> Found:
    """A length of time, or with 전, 뒤, 후 a date that far from publication."""
    ago = _AGO.match(text, read.end)
    count = read.value.low
    if ago and read.unit.unit in ("y", "mo", "wk", "d") and read.value.low == read.value.high and count == int(count):
        word = ago["back"] or ago["back2"]
        away = clock.away(int(count), read.unit.unit, -1 if word == "전" else 1)
        return Found(read.start, ago.end(), Kind.DATE, date=_iso(away))
    lasting = _LASTING.match(text, read.end)
    approx = Approx.ABOUT if read.number.more else None
    return Found(read.start, lasting.end() if lasting else read.end, Kind.DURATION, read.value, read.unit.unit, approx=approx)


def _ordinal(text: str, at: int, clock: Clock) -> Found | None:
    """제4차, 제3조: 제 and a number."""
    match = re.compile(r"제 ?(?=\d)").match(text, at)
    read = _amount(text, match.end(), clock) if match else None
    if read is None or read.kind not in (Kind.COUNT, Kind.ORDINAL, Kind.MEASURE):
        return None
    return Found(at, read.end, Kind.ORDINAL, read.value, read.unit)


def _fraction(text: str, at: int, _: Clock) -> Found | None:
    match = _FRACTION.match(text, at)
    part = amounts.number(text, match.end()) if match else None
    whole = numerals.parse(match["whole"]) if match else None
    if part is None or whole is None or not whole.low:
        return None
    share = Interval(part.value.low / whole.low, part.value.high / whole.low)
    return Found(at, part.end, Kind.MULTIPLE, share, "x")


def _ratio(text: str, at: int, _: Clock) -> Found | None:
    match = _RATIO.match(text, at)
    if match is None or not Decimal(match["b"]):
        return None
    value = Decimal(match["a"]) / Decimal(match["b"])
    return Found(at, match.end(), Kind.MULTIPLE, Interval(value, value), "x")


def _places(text: str, at: int, _: Clock) -> Found | None:
    match = _PLACES.match(text, at)
    if match is None:
        return None
    places = amounts.number(text, at)
    n = int(places.value.low) if places else 1
    growth = re.compile(r" ?(?:%|퍼센트|성장|증가|감소|상승|하락|이익률|영업이익률|비율)").match(text, match.end())
    return Found(at, match.end(), Kind.PERCENT if growth else Kind.COUNT, Interval(Decimal(10 ** (n - 1)), Decimal(10**n - 1)), "%" if growth else "")


def _symbol(text: str, at: int, _: Clock) -> Found | None:
    match = re.compile(rf"(?:(?P<dollar>US|NT|HK|[ACSR])?(?P<sign>[$¥￥₩￦€£])|(?P<code>{_CODES})) ?(?=\d)").match(text, at)
    number = amounts.number(text, match.end()) if match else None
    if match is None or number is None:
        return None
    code = match["code"] or _DOLLARS.get(match["dollar"] or "") or _SYMBOLS[match["sign"]]
    return Found(at, number.end, Kind.MONEY, number.value, "CNY" if code == "RMB" else code)


def _word(text: str, at: int, clock: Clock) -> Found | None:
    """사흘, 절반: a word that is a quantity by itself."""
    for form, row in _words().get(text[at], ()):
        if not text.startswith(form, at) or not amounts._EDGE.match(text, at + len(form)):
            continue
        value = Interval(Decimal(row["low"]), Decimal(row["high"]))
        unit = units.Unit(form, Kind(row["kind"]), row["unit"], Decimal(1), frozenset())
        number = amounts.Number(at, at + len(form), value)
        if unit.kind == Kind.DURATION:
            return _duration(text, amounts.Amount(at, at + len(form), value, unit, number), clock)
        return Found(at, at + len(form), unit.kind, value, unit.unit)
    return None


def _several(text: str, at: int, clock: Clock) -> Found | None:
    """수년간, 수차례: 수 for 2 to 9 before a counter."""
    if not re.compile(r"수 ?(?:년|개월|차례|시간|일간|주간|배)(?![가-힣]{3})").match(text, at):
        return None
    after = at + 1 + (text[at + 1] == " ")
    unit = units.at(text, after)
    if unit is None:
        return None
    value = Interval(Decimal(2), Decimal(9))
    read = amounts.Amount(at, after + len(unit.form), value, unit, amounts.Number(at, at + 1, value))
    return _duration(text, read, clock) if unit.kind == Kind.DURATION else Found(at, read.end, unit.kind, value, unit.unit)


@cache
def _words() -> dict[str, list[tuple[str, dict[str, str]]]]:
    found: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for row in sorted(tables.rows("quantity_words"), key=lambda row: -len(row["form"])):
        found.setdefault(row["form"][0], []).append((row["form"], row))
    return found


@cache
def _rules() -> dict[str, list[Rule]]:
    """The rules by the character at which they can begin, in the order in which they are tried."""
    dates_ = "".join({form[0] for form in WORDS()}) + "지오다돌올상하전후동같봄여가이'’‘"
    sino, native = "일이삼사오육칠팔구십백천만억조경", "한두세석네넉다여일아열스서마쉰예흔너대엿"
    rules = (
        Rule("date", dates_ + _DIGITS, _date),
        Rule("clock", "오새아저정자한대낮밤" + _DIGITS, _clock),
        Rule("part of the day", "오새아저정자한대낮밤", _daypart),
        Rule("fraction", _DIGITS + sino + native, _fraction),
        Rule("ratio", _DIGITS, _ratio),
        Rule("places", "한두세네" + _DIGITS, _places),
        Rule("ordinal", "제", _ordinal),
        Rule("currency sign", "".join(_SYMBOLS) + "UNHACSRKCJEGT", _symbol),
        Rule("word", "".join(_words()), _word),
        Rule("number and unit", _DIGITS + sino + native + "수몇", _amount),
        Rule("several", "수", _several),
    )
    table: dict[str, list[Rule]] = {}
    for rule in rules:
        for character in dict.fromkeys(rule.first):
            table.setdefault(character, []).append(rule)
    return table


@cache
def _anchors() -> re.Pattern[str]:
    words = "".join(c for c in _rules() if not c.isdigit())
    return re.compile(rf"[{_DIGITS}]|(?<![가-힣A-Za-z])[{re.escape(words)}]")
