"""What public pages say of each chip, disagreements kept.

Columns of `specifications`: chip, metric, unit, fact (the reference, or the Estimate of the range when the
rows used disagree), low, high, used (references in the range), others (references left out: those of low
confidence where better ones exist, and plans where the product ships), confidence (the best one there is),
status (of the product), disagree.
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from chipbrief.analysis.tables import Entities, Result, Row, cited, join, leaf, name, records, table
from chipbrief.frames.schemas import STATUS
from chipbrief.model import Estimate, hull

COLUMNS = ("chip", "metric", "unit", "fact", "low", "high", "used", "others", "confidence", "status", "disagree")
CONFIDENCE = ("high", "medium", "low")


def specifications(chips: pd.DataFrame, entities: Entities) -> Result:
    """One row for each chip and metric, from the long table of references (`data/reference/chips.csv`)."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in records(chips):
        if leaf(row) is not None:
            groups[row["chip"], row["metric"], row["unit"] or ""].append(row)
    rows, ranges = [], []
    for (chip, metric, unit), found in groups.items():
        used = best(found)
        fact = _range(used, chip, metric, entities)
        if fact.kind == "estimate":
            ranges.append(fact)
        values = {(row["low"], row["high"]) for row in found}
        rows.append(
            {
                "chip": chip,
                "metric": metric,
                "unit": unit,
                "fact": fact.id,
                "low": fact.low,
                "high": fact.high,
                "used": join(row["id"] for row in used),
                "others": join(row["id"] for row in found if row not in used),
                "confidence": _confidence(used[0]),
                "status": used[0].get("status") or STATUS[0],
                "disagree": len(values) > 1,
            }
        )
    return Result(table(rows, COLUMNS), ranges)


def facts(chips: pd.DataFrame, specified: Result, metric: str) -> dict[str, Estimate]:
    """The Estimate or reference that stands for the `metric` of each chip that ships, by chip."""
    by_id = {item.id: item for item in [*specified.estimates, *cited(chips)]}
    found = [row for row in records(specified.frame) if row["metric"] == metric and row["status"] == STATUS[0]]
    return {row["chip"]: by_id[row["fact"]] for row in found}


def confidence(specified: Result, metric: str) -> dict[str, str]:
    """How far each chip's `metric` can be relied on (high, medium or low), by chip."""
    return {row["chip"]: row["confidence"] for row in records(specified.frame) if row["metric"] == metric}


def best(rows: list[Row]) -> list[Row]:
    """The rows to rely on: of the product as it ships before any plan of it, and of these all but the least sure ones.

    Rows of low confidence stand where there is nothing better.
    """
    nearest = min((STATUS.index(row.get("status") or STATUS[0]) for row in rows), default=0)
    rows = [row for row in rows if STATUS.index(row.get("status") or STATUS[0]) == nearest]
    firm = [row for row in rows if _confidence(row) != CONFIDENCE[-1]]
    return sorted(firm or rows, key=lambda row: CONFIDENCE.index(_confidence(row)))


def _confidence(row: Row) -> str:
    return row["confidence"] if row.get("confidence") in CONFIDENCE else CONFIDENCE[-1]


def _range(rows: list[Row], chip: str, metric: str, entities: Entities) -> Estimate:
    """The one value that the rows agree on, as its first reference, or the range over all of them."""
    items = [item for row in rows if (item := leaf(row)) is not None]
    if len({(item.low, item.high) for item in items}) == 1:
        return items[0]
    ko, en = (
        f"{entities.ko(chip)} {entities.ko(metric)}, 공개 자료의 범위",
        (f"{entities.en(chip)} {entities.en(metric)}, range of published values"),
    )
    return hull(items).named(name(chip, metric), ko, en)
