"""The outside view: how fast Korea lost ground to Chinese makers before, beside what the channel gives.

Columns of `cases`: name, label_ko, label_en, kind (`value`, `share` or `price`), start, end (references),
start_period, end_period, fall, fall_low, fall_high (% of the start, below zero: a rise), yearly, yearly_low,
yearly_high (the fall over the years between, in equal parts). The last row, `model`, is the central range of the
volume lost at the horizon.
Estimates: `e-fall-NAME`, `e-yearly-NAME`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from chipbrief.analysis.scenarios import Setting
from chipbrief.analysis.tables import Result, leaf, name, records, table
from chipbrief.model import Estimate, periods

COLUMNS = (
    "name", "label_ko", "label_en", "kind", "start", "end", "start_period", "end_period", "fall", "fall_low",
    "fall_high", "yearly", "yearly_low", "yearly_high",
)  # fmt: skip
MODEL = "model"
_LABELS = ("이 분석의 메모리 수출 물량 손실률", "Volume of memory exports lost, this analysis")


def cases(
    rows: Iterable[Mapping[str, str]], references: pd.DataFrame, setting: Setting | None, central: Estimate | None
) -> Result:
    """The curated cases (`cases.csv`) both ends of which are among the references, and the model's own range.

    A case's `times` makes its end comparable with its start: twelve for a month beside a year.
    """
    by_id = {row["id"]: row for row in records(references)}
    found, made = [], []
    for row in rows:
        start, end = by_id.get(row["start"]), by_id.get(row["end"])
        first, last = (leaf(each) if each else None for each in (start, end))
        if not (start and end and first and last):
            continue
        labels = (row["label_ko"], row["label_en"])
        fall = (
            last.scaled(int(row["times"]))
            .share_of(first)
            .complement()
            .named(name("fall", row["name"]), *_of(_FALL, labels))
        )
        yearly = fall.scaled(12, _months(start["period"], end["period"])).named(
            name("yearly", row["name"]), *_of(_YEARLY, labels)
        )
        made += [fall, yearly]
        cells = {"name": row["name"], "label_ko": labels[0], "label_en": labels[1], "kind": row["kind"]}
        cells |= {"start": first.id, "end": last.id, "start_period": start["period"], "end_period": end["period"]}
        found.append(cells | _cells("fall", fall) | _cells("yearly", yearly))
    if setting and central:
        yearly = central.scaled(1, setting.steps).named(name("yearly", MODEL), *_of(_YEARLY, _LABELS))
        made.append(yearly)
        cells = {"name": MODEL, "label_ko": _LABELS[0], "label_en": _LABELS[1], "kind": "value"}
        cells |= {"start_period": str(setting.start), "end_period": str(setting.horizon)}
        found.append(cells | _cells("fall", central) | _cells("yearly", yearly))
    return Result(table(found, COLUMNS), made)


def _months(start: str, end: str) -> int:
    """Months from the end of one period to the end of another."""
    first, last = (periods.days(period) for period in (start, end))
    assert first and last  # noqa: S101 - the tables' schema has it
    (first_year, first_month), (last_year, last_month) = (map(int, day[1].split("-")[:2]) for day in (first, last))
    return 12 * (last_year - first_year) + last_month - first_month


def _cells(column: str, item: Estimate) -> dict[str, object]:
    return {column: item.id, f"{column}_low": item.low, f"{column}_high": item.high}


def _of(what: tuple[str, str], labels: tuple[str, str]) -> tuple[str, str]:
    return f"{labels[0]}: {what[0]}", f"{labels[1]}: {what[1]}"


_FALL, _YEARLY = ("감소율", "fall"), ("한 해 평균 감소율", "average fall in a year")
