"""The words of the calendar: 지난해, 이달, 다음 주, 그제, 성탄절 (`data/reference/calendar.csv`)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from chipbrief.sources import reference_tables
from chipbrief.sources.reference_tables import per_lexicon

_NEAR = timedelta(days=120)


class Word(NamedTuple):
    """A word of the calendar: its level, how far from now (of the date before if `context`), and what must follow."""

    form: str
    level: str
    shift: int
    context: bool
    followed_by: str
    days: tuple[date, ...]  # of a feast that moves from year to year

    def feast(self, today: date, year: int | None) -> date | None:
        """The day of a feast (1225 is the 25th of December) in a year, else in the year of today.

        Of one that moves, without a year, the nearest within a third of a year; None where it is not known.
        """
        if self.shift:
            return date(year or today.year, self.shift // 100, self.shift % 100)
        near = (d for d in self.days if (d.year == year if year else abs(d - today) < _NEAR))
        return next(near, None)


@per_lexicon
def WORDS() -> dict[str, Word]:  # noqa: N802 - a table, read when first needed
    """The words of `data/reference/calendar.csv` by form."""
    return {
        row["form"]: Word(
            row["form"],
            row["level"],
            int(row["shift"]),
            row["kind"] == "context",
            row["followed_by"],
            tuple(map(date.fromisoformat, filter(None, row.get("days", "").split("|")))),
        )
        for row in reference_tables.rows("calendar")
    }
