"""Periods of whole days with their ISO 8601 spelling: a year, a month, a day, or from one to another."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """The days `[first, last]`, and the ISO 8601 spelling of the period."""

    first: date
    last: date
    iso: str


def year(y: int) -> Span:
    return Span(date(y, 1, 1), date(y, 12, 31), f"{y:04d}")


def month(y: int, m: int) -> Span:
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return Span(date(y, m, 1), date(y, m, calendar.monthrange(y, m)[1]), f"{y:04d}-{m:02d}")


def day(d: date) -> Span:
    return Span(d, d, d.isoformat())


def months(y: int, first: int, last: int) -> Span:
    """From month `first` of year `y` to month `last`, which may be above 12."""
    return between(month(y, first), month(y, last))


def between(first: Span, last: Span) -> Span:
    if first.iso == last.iso:
        return first
    return Span(first.first, last.last, f"{first.iso.partition('/')[0]}/{last.iso.rpartition('/')[2]}")


WEEKDAYS = "월화수목금토일"
_NTH = {
    "첫": 1, "1": 1, "둘": 2, "두": 2, "2": 2, "셋": 3, "세": 3, "3": 3, "넷": 4, "네": 4, "4": 4, "다": 5, "5": 5,
    "마": -1,
}  # fmt: skip
_THURSDAY = 3


def week(whole: Span, nth: str, weekday: str = "") -> Span:
    """The week of a month or year, from Monday to Sunday, or its day 월 to 일; all of it where it has no such week.

    The first week is that with the first Thursday (KS X ISO 8601), so that every week is of one month.
    """
    days = (whole.first + timedelta(days=n) for n in range((whole.last - whole.first).days + 1))
    thursdays = [d for d in days if d.weekday() == _THURSDAY]
    n = _NTH[nth[0]]
    if n > len(thursdays):
        return whole
    monday = thursdays[n - 1 if n > 0 else n] - timedelta(days=_THURSDAY)
    if weekday:
        return day(monday + timedelta(days=WEEKDAYS.index(weekday)))
    return between(day(monday), day(monday + timedelta(days=6)))


_THIRDS = (
    ("초", "초순", "상순", "초중순", "초반", "연초", "월초"), ("중순", "중반", "초중반"),
    ("하순", "중하순", "후반", "말", "연말", "월말", "세밑"),
)  # fmt: skip
_OF_MONTHS = {
    12: ((1, 3), (5, 8), (10, 12)),
    6: ((1, 2), (3, 4), (5, 6)),
    3: ((1, 1), (2, 2), (3, 3)),
}  # fmt: skip  (of a year its first and last quarter)
_OF_DECADE = ((0, 3), (4, 6), (7, 9))


def third(whole: Span, word: str) -> Span:
    """The first, middle or last part of a month, quarter, half, year or decade (초, 중순, 말); else all of it."""
    n, start = next((n for n, words in enumerate(_THIRDS) if word in words), None), whole.first
    if n is None or start.day != 1:
        return whole
    count = 12 * (whole.last.year - start.year) + whole.last.month - start.month + 1
    if count == 1 and whole.last.day == calendar.monthrange(start.year, start.month)[1]:
        first, last = ((1, 10), (11, 20), (21, whole.last.day))[n]
        return between(day(start.replace(day=first)), day(start.replace(day=last)))
    if count in _OF_MONTHS:
        first, last = _OF_MONTHS[count][n]
        return months(start.year, start.month + first - 1, start.month + last - 1)
    if count == 120:
        first, last = _OF_DECADE[n]
        return between(year(start.year + first), year(start.year + last))
    return whole
