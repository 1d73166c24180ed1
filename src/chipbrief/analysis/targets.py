"""Policy targets: who aims at what share, of what, by when.

Columns of `targets`, one row for each place that a figure is about: figure, source, place, metric, of (the
denominator in the source's words or an entity id: shares of different things do not compare), period (empty
when the source gives none), low, high, bound (`minimum`, `maximum` or `aim`), approx, attribution.
Sorted by period (unknown last), then place.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from chipbrief.analysis.tables import figures, records, split, table
from chipbrief.model import Approx, Estimate, Figure, Kind
from chipbrief.model.formula import Input, Operation

COLUMNS = (
    "figure", "source", "place", "metric", "of", "period", "low", "high", "bound", "approx", "attribution",
)  # fmt: skip
METRICS = ("domestic-share", "penetration")  # ids of metrics.csv that only plans are stated in
_BOUNDS = {
    Approx.ABOVE: "minimum",
    Approx.AT_LEAST: "minimum",
    Approx.BELOW: "maximum",
    Approx.AT_MOST: "maximum",
}


def targets(frame: pd.DataFrame) -> pd.DataFrame:
    """The targets that a figures table states."""
    found = [figure for figure in figures(frame) if figure.kind is Kind.PERCENT and figure.metric in METRICS]
    rows = [_row(figure, place) for figure in found for place in split(figure.subject) or [""]]
    return table(sorted(rows, key=_order), COLUMNS)


def levels(frame: pd.DataFrame) -> Estimate | None:
    """The range of the domestic shares that a targets table names, `e-target-levels`; a minimum counts as its level."""
    stated = {row["figure"]: row for row in records(frame) if row["metric"] == METRICS[0]}
    ends = [end for row in stated.values() for end in (row["low"], row["high"]) if end is not None]
    if not ends:
        return None
    named = Operation("levels", tuple(Input(id_) for id_ in stated))
    ko, en = "목표로 제시된 칩 국산 비중의 범위", "Range of the domestic shares named as targets"
    return Estimate("", min(ends), max(ends), "%", expression=named).named("e-target-levels", ko, en)


def _row(figure: Figure, place: str) -> dict[str, object]:
    return {
        "figure": figure.id,
        "source": figure.source,
        "place": place,
        "metric": figure.metric,
        "of": figure.versus,
        "period": figure.period,
        "low": figure.low,
        "high": figure.high,
        "bound": _BOUNDS.get(figure.approx, "aim"),
        "approx": str(figure.approx),
        "attribution": figure.attribution,
    }


def _order(row: Mapping[str, object]) -> tuple[str, ...]:
    return (str(row["period"] or "9999"), str(row["place"] or ""), str(row["source"]), str(row["figure"]))
