"""ISO 8601 dates, months, years and intervals of them, compared by the days that they cover."""

from __future__ import annotations

import calendar
import re
from datetime import date

_PRECISIONS = {4: "year", 7: "month", 10: "day"}  # by the length of an ISO 8601 date
_ISO = r"\d{4}(-\d{2}(-\d{2})?)?"
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def days(period: str | None) -> tuple[str, str] | None:
    """The first and the last day that a period covers, or None when it is not ISO 8601.

    >>> days("2024"), days("2025-01/2025-06"), days("soon")
    (('2024-01-01', '2024-12-31'), ('2025-01-01', '2025-06-30'), None)
    """
    first, _, last = (period or "").partition("/")
    start, end = _PART.fullmatch(first), _PART.fullmatch(last or first)
    if not start or not end:
        return None
    year, month, day = int(end[1]), int(end[2] or 12), end[3]
    return (
        f"{start[1]}-{start[2] or '01'}-{start[3] or '01'}",
        f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]}",
    )


def is_date(text: str) -> bool:
    """Whether a text is an ISO 8601 date, month, year or interval of two such.

    >>> is_date("2025"), is_date("2025-01/2025-06"), is_date("3분기")
    (True, True, False)
    """
    return re.fullmatch(f"(?:{_ISO})(?:/(?:{_ISO}))?", text) is not None


def precision(published: str) -> str | None:
    """`day`, `month` or `year` of an ISO 8601 date; None when it is not one.

    >>> precision("2025-09"), precision("2025-02-30"), precision("25.9.2025")
    ('month', None, None)
    """
    if not re.fullmatch(_ISO, published):
        return None
    try:
        first_day(published)
    except ValueError:
        return None
    return _PRECISIONS[len(published)]


def first_day(published: str) -> date:
    """The first day of an ISO 8601 day, month or year. Raises ValueError where it is none.

    >>> first_day("2025-09")
    datetime.date(2025, 9, 1)
    """
    return date.fromisoformat(f"{published}-01-01"[: len("2025-09-01")])


def overlap(first: str | None, second: str | None) -> bool:
    """Whether two periods have a day in common; one that is unknown may be any."""
    left, right = days(first), days(second)
    return left is None or right is None or (left[0] <= right[1] and right[0] <= left[1])


def year(period: str | None) -> int | None:
    """The year in which a period ends."""
    covered = days(period)
    return int(covered[1][:4]) if covered else None


def after(period: str | None, moment: str | None) -> bool:
    """Whether a period ends later than the moment (a publication date) does: is it still to come?

    >>> after("2027", "2025-09"), after("2025", "2025-09"), after("2025-08", "2025-09")
    (True, True, False)
    """
    covered, now = days(period), days(moment)
    return bool(covered and now and covered[1] > now[1])


def year_before(period: str | None) -> str | None:
    """The same part of the year before.

    >>> year_before("2025-01/2025-06")
    '2024-01/2024-06'
    """
    return re.sub(r"\d{4}", lambda found: f"{int(found[0]) - 1:04}", period) if days(period) and period else None
