"""The words of the calendar: 지난해, 이달, 다음 주, 그제, 성탄절 (`data/reference/calendar.csv`)."""

from __future__ import annotations

from typing import NamedTuple

from chipbrief.sources import reference_tables
from chipbrief.sources.reference_tables import per_lexicon


class Word(NamedTuple):
    """A word of the calendar: its level, how far from now (of the date before if `context`), and what must follow."""

    form: str
    level: str
    shift: int
    context: bool
    followed_by: str


@per_lexicon
def WORDS() -> dict[str, Word]:  # noqa: N802 - a table, read when first needed
    """The words of `data/reference/calendar.csv` by form."""
    return {
        row["form"]: Word(row["form"], row["level"], int(row["shift"]), row["kind"] == "context", row["followed_by"])
        for row in reference_tables.rows("calendar")
    }
