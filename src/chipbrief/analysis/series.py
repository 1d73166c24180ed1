"""Public series: of each period the value to rely on.

A value is one reference; of several for one period the surest counts, then the one published last. What is of low
confidence counts nowhere: it never stands alone under a result.
"""

from __future__ import annotations

import pandas as pd

from chipbrief.analysis.specifications import CONFIDENCE
from chipbrief.analysis.tables import Row, leaf, records
from chipbrief.model import Estimate, periods


class Series:
    """The curated series by name, each a mapping of periods (ISO 8601) to rows."""

    def __init__(self, references: pd.DataFrame) -> None:
        self._rows: dict[str, dict[str, Row]] = {}
        rows = [row for row in records(references) if row.get("confidence") != CONFIDENCE[-1]]
        rows.sort(key=lambda row: (-CONFIDENCE.index(row["confidence"]), str(row["published"] or "")))
        for row in rows:
            self._rows.setdefault(row["series"], {})[row["period"]] = row

    def values(self, name: str, length: int = 0) -> dict[str, Estimate]:
        """The values of a series by period in order of time; only periods of `length` characters, if it is given.

        A year has four characters, a month seven.
        """
        rows = sorted(self._rows.get(name, {}).items())
        found = {period: leaf(row) for period, row in rows if not length or len(period) == length}
        return {period: item for period, item in found.items() if item}

    def newest(self, name: str, length: int = 0) -> tuple[str, Estimate] | None:
        """The last period of a series and its value, or None where there is none."""
        return next(reversed(self.values(name, length).items()), None)

    def observed(self, name: str) -> tuple[str, Estimate] | None:
        """The last period of a series that was over when its page appeared, and its value: no forecasts."""
        rows = self._rows.get(name, {})
        over = {period for period, row in rows.items() if not periods.after(period, row["published"])}
        found = {period: item for period, item in self.values(name).items() if period in over}
        return next(reversed(found.items()), None)

    def at(self, name: str, period: str) -> Estimate | None:
        """The value of a series for one period."""
        return self.values(name).get(period)
