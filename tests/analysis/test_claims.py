"""Claims: what statements say alike counts once, and the most exact statement leads."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief import frames
from chipbrief.analysis.claims import claims, leading, left_out, of_topic, unconfirmed
from chipbrief.analysis.tables import Entities
from chipbrief.sources import reference_tables

Rows = Callable[..., pd.DataFrame]
Stated = dict[str, object]
REVENUE: Stated = {"subject": "metax", "metric": "revenue", "kind": "money", "unit": "CNY", "period": "2025"}
COPIES = frames.frame("duplicates", [])


def value(low: float, high: float | None = None, **more: object) -> Stated:
    return REVENUE | {"low": low, "high": low if high is None else high, "text": f"{low / 1e8:g}억"} | more


def claimed(frame: pd.DataFrame, entities: Entities, **published: str) -> pd.DataFrame:
    dates = {"a.txt": "2026-01-02", "b.txt": "2026-01-01"} | published
    return claims(frame, reference_tables.rows("topics"), entities, dates)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (value(141.9e9), value(141.9e9), 1),
        (value(141.9e9), value(142e9), 1),  # as rounded
        (value(141.9e9), value(140e9, approx="~"), 1),
        (value(141.9e9), value(143e9), 2),
        (value(141.9e9), value(140e9), 2),
        (value(60e8, 80e8), value(60e8), 2),
        (value(60e8, 80e8), value(60e8, 80e8), 1),
        (value(70e8), value(70e8) | {"high": None, "approx": ">="}, 1),
        (value(70e8), value(60e8) | {"high": None, "approx": ">="}, 2),
        (value(70e8), value(70e8, scope="칩"), 1),  # left out by one
        (value(70e8, scope="서버"), value(70e8, scope="칩"), 2),
        (value(70e8), value(70e8, period="2024"), 2),
        (value(70e8), value(70e8, period=None), 1),
        (value(70e8), value(70e8, modality="forecast"), 2),
        (value(70e8), value(70e8, subject="biren"), 2),
        (value(70e8), value(70e8, metric="net-profit"), 2),
        (value(70e8), value(70e8, unit="USD"), 2),
    ],
)
def test_what_says_alike(rows: Rows, entities: Entities, one: Stated, other: Stated, count: int) -> None:
    for first, second in ((one, other), (other, one)):
        assert len(claimed(rows(first, second | {"source": "b.txt"}), entities)) == count


def test_the_most_exact_statement_leads_and_a_vaguer_one_never_widens_it(rows: Rows, entities: Entities) -> None:
    frame = rows(value(140e9, approx="~"), value(142e9, source="b.txt"), value(141.9e9, confidence=0.5))
    (row,) = claimed(frame, entities).to_dict("records")
    assert (row["low"], row["high"], row["approx"]) == (141.9e9, 141.9e9, "=")
    assert (row["count"], row["sources"], row["confidence"]) == (2, "a.txt;b.txt", 1.0)
    assert len(row["figures"].split(";")) == 3


def test_of_equally_exact_statements_the_earliest_leads(rows: Rows, entities: Entities) -> None:
    (row,) = claimed(rows(value(70e8), value(70e8, source="b.txt")), entities).to_dict("records")
    assert row["figure"].startswith("f-b.txt"), "published a day before"


def test_what_one_statement_leaves_out_another_may_say(rows: Rows, entities: Entities) -> None:
    frame = rows(value(70e8), value(70e8, scope="서버", attribution="idc", approx="~", source="b.txt"))
    (row,) = claimed(frame, entities).to_dict("records")
    assert (row["scope"], row["attribution"]) == ("서버", "idc")


@pytest.mark.parametrize(
    ("stated", "topic"),
    [
        ({}, "company"),
        ({"metric": "revenue-growth"}, "company"),
        ({"modality": "forecast"}, "forecast"),
        ({"modality": "plan"}, "forecast"),
        ({"modality": "denied"}, "denied"),
        ({"metric": "domestic-share", "modality": "target"}, "target"),
        ({"metric": "domestic-share", "modality": "estimate"}, "localisation"),
        ({"metric": "domestic-share", "modality": "forecast"}, "forecast"),
        ({"metric": "market-share"}, "market"),
        ({"metric": "exports"}, "trade"),
        ({"metric": "memory", "subject": "h20"}, "chip"),
        ({"metric": "age", "subject": "h20"}, "chip"),
        ({"metric": "age"}, "other"),
    ],
)
def test_topics(rows: Rows, entities: Entities, stated: Stated, topic: str) -> None:
    assert list(claimed(rows(value(70e8) | stated), entities)["topic"]) == [topic]


def test_leaders_stay_and_what_is_denied_or_unsure_goes(rows: Rows, entities: Entities) -> None:
    frame = rows(
        value(70e8),
        value(70e8, source="b.txt"),
        value(80e8, modality="denied", period="2024"),
        value(90e8, confidence=0.4, period="2023"),
        {"kind": "date", "date": "2025", "low": None, "high": None},
    )
    found = claimed(frame, entities)
    assert len(leading(frame, found, COPIES)) == 3
    assert len(leading(frame, found, COPIES, least=0.8)) == 2, "a date is in no claim, and stays"
    assert of_topic(found, "denied") == {"f-a.txt-200"}


def test_a_figure_is_unconfirmed_unless_a_surer_one_says_the_same(rows: Rows, entities: Entities) -> None:
    frame = rows(
        value(70e8, confidence=0.4),
        value(70e8, source="b.txt", confidence=1.0),
        value(90e8, confidence=0.4, period="2023"),
        value(90e8, confidence=0.9, metric=None),
        {"kind": "date", "date": "2025", "low": None, "high": None, "confidence": 0},
    )
    found = claimed(frame, entities)
    assert unconfirmed(frame, found, 0.9) == {"f-a.txt-200"}
    assert unconfirmed(frame, found, 0.0) == set()


def test_what_no_table_takes_is_listed_with_its_reason(rows: Rows, entities: Entities) -> None:
    frame = rows(value(1), value(2, subject=None), value(3, metric=None, subject=None), value(4, metric="age"))
    reasons = left_out(frame, claimed(frame, entities))
    assert list(reasons["reason"]) == ["no subject known", "no subject and no metric known", "no table for this metric"]


def test_every_topic_is_of_a_known_metric() -> None:
    metrics = {row["id"] for row in reference_tables.rows("metrics")}
    assert {row["metric"] for row in reference_tables.rows("topics")} <= metrics
