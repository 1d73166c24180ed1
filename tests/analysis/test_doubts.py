"""Claims that no table takes: each rule on a statement that it catches, and on one like it that it leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.claims import claims, left_out
from chipbrief.analysis.tables import Entities
from chipbrief.sources import reference_tables

Rows = Callable[..., pd.DataFrame]
Stated = dict[str, object]
BASE: Stated = {"kind": "money", "unit": "USD", "low": 5.0, "high": 5.0, "period": "2025", "confidence": 0.8}


def of(subject: str, metric: str, **more: object) -> Stated:
    return BASE | {"subject": subject, "metric": metric} | more


@pytest.mark.parametrize(
    ("stated", "topics"),
    [
        ([of("japan", "imports", scope="japan"), of("japan", "imports", scope="장비")], ["partner", "trade"]),
        ([of("china", "revenue", scope="china"), of("metax", "revenue", scope="china")], ["partner", "company"]),
        ([of("휴대전화", "exports"), of("korea", "exports")], ["trader", "trade"]),
        ([of("metax", "revenue"), of("metax", "revenue", low=7.0, high=7.0)], ["several", "several"]),
        ([of("metax", "revenue"), of("metax", "revenue", low=7.0, high=7.0, scope="서버")], ["company", "company"]),
        ([of("metax", "revenue"), of("metax", "revenue", low=7.0, high=7.0, source="b.txt")], ["company", "company"]),
        ([of("metax", "revenue", confidence=1.0), of("metax", "revenue", low=7.0, high=7.0)], ["company", "company"]),
    ],
    ids=["partner", "part of a place", "trader", "several", "scopes", "two articles", "reviewed"],
)
def test_what_cannot_be_read_rightly_is_in_no_table(
    rows: Rows, entities: Entities, stated: list[Stated], topics: list[str]
) -> None:
    frame = rows(*stated)
    dates = {"a.txt": "2026-01-02", "b.txt": "2026-01-01"}
    found = claims(frame, reference_tables.rows("topics"), entities, dates)
    assert list(found["topic"]) == topics
    reasons = left_out(frame, found)["reason"]
    doubted = [topic for topic in topics if topic not in ("company", "trade")]
    assert len(reasons) == len(doubted)
    assert all("not known" in reason or "several" in reason for reason in reasons)


def test_what_is_still_to_come_is_a_forecast_whatever_its_verb(rows: Rows, entities: Entities) -> None:
    share = {"kind": "percent", "unit": "%"}
    frame = rows(of("china", "domestic-share", **share | {"period": "2027"}), of("china", "domestic-share", **share))
    found = claims(frame, reference_tables.rows("topics"), entities, {"a.txt": "2025-09"})
    assert list(found["topic"]) == ["forecast", "localisation"], "2025 has begun"
