"""What to watch: for each indicator its newest value, the value that would change the conclusion, and its next date.

Columns of `indicators`: name, label_ko, label_en, fact (the newest value), low, high, unit, period, threshold (an
assumption, `a-watch-NAME`), threshold_value, side (`above` or `below`), crossed, next (ISO 8601).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from chipbrief.analysis.base import Base
from chipbrief.analysis.series import Series
from chipbrief.analysis.tables import records, table
from chipbrief.model import Assumption, Estimate

COLUMNS = (
    "name", "label_ko", "label_en", "fact", "low", "high", "unit", "period", "threshold", "threshold_value", "side",
    "crossed", "next",
)  # fmt: skip


def indicators(
    rows: Iterable[Mapping[str, str]], series: Series, base: Base | None
) -> tuple[pd.DataFrame, list[Assumption]]:
    """The curated indicators (`indicators.csv`) that have a value, and their thresholds as Assumptions.

    The value is the newest that was observed, of a public series or of a measure of the base: forecasts do not count.
    """
    found, made = [], []
    for row in rows:
        newest = series.observed(row["series"]) or _of_base(base, row["series"])
        if newest is None:
            continue
        period, item = newest
        limit = float(row["threshold"])
        mark = Assumption(
            f"a-watch-{row['name']}", f"{row['label_ko']}, 경계값", f"{row['label_en']}, value to watch for",
            limit, limit, row["unit"], row["reason_ko"], row["reason_en"],
        )  # fmt: skip
        made.append(mark)
        crossed = item.high > limit if row["side"] == "above" else item.low < limit
        cells: dict[str, object] = {key: row[key] for key in ("name", "label_ko", "label_en", "side", "next")}
        cells |= {"fact": item.id, "low": item.low, "high": item.high, "unit": item.unit, "period": period}
        found.append(cells | {"threshold": mark.id, "threshold_value": limit, "crossed": crossed})
    return table(found, COLUMNS), made


def _of_base(base: Base | None, measure: str) -> tuple[str, Estimate] | None:
    """The newest value of a measure of the base, such as the share of China."""
    if base is None:
        return None
    by_id = {item.id: item for item in base.result.estimates}
    rows = [row for row in records(base.result.frame) if f"{row['measure']}-share" == measure and row["fact"] in by_id]
    return max(((row["period"], by_id[row["fact"]]) for row in rows), key=lambda found: found[0], default=None)
