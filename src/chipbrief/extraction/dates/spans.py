"""Periods of whole days with their ISO 8601 spelling: a year, a month, a day, or from one to another."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


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
