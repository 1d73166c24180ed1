"""What is worth checking first: what most rests on, times how unsure it is."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.tables import Entities
from chipbrief.analysis.worth import ordered, worth
from chipbrief.model import Estimate
from chipbrief.model.formula import Input

Rows = Callable[..., pd.DataFrame]
SHARE = {"subject": "metax", "metric": "market-share", "confidence": 0.5}
REVENUE = {"kind": "money", "unit": "CNY", "low": 100, "high": 100, "subject": "metax", "metric": "revenue"}


def test_what_more_rests_on_is_worth_more_than_what_is_equally_unsure(rows: Rows, entities: Entities) -> None:
    frame = rows(SHARE, REVENUE | {"confidence": 0.5}, {"low": 25, "high": 25, "subject": "metax",
                 "metric": "revenue-growth", "confidence": 0.5})  # fmt: skip
    found = worth(frame, frame, {"a.txt": "x" * 400}, entities)
    assert {item.fact.metric: item.conclusions for item in found} == {
        "revenue": ("e-revenue-before-metax",), "revenue-growth": ("e-revenue-before-metax",), "market-share": (),
    }  # fmt: skip
    assert [item.value for item in found] == [0.5, 1.0, 1.0]


def test_of_what_carries_alike_the_least_sure_is_worth_most_and_what_is_decided_nothing(
    rows: Rows, entities: Entities
) -> None:
    frame = rows(
        SHARE | {"confidence": 0.9}, SHARE | {"confidence": 0.2}, SHARE | {"confidence": 1.0, "review": "confirmed"},
        {"kind": "date", "date": "2025", "low": None, "high": None, "confidence": 0},
    )  # fmt: skip
    found = worth(frame, frame, {"a.txt": "x" * 400}, entities)
    assert [item.value for item in found] == pytest.approx([0.1, 0.8])


def test_a_conclusion_counts_for_all_that_it_rests_on_through_others(rows: Rows, entities: Entities) -> None:
    frame = rows(SHARE)
    below = Estimate("", 1, 1, "%", expression=Input("f-a.txt-0")).named("e-below", "아래", "Below")
    above = Estimate("", 1, 1, "%", expression=Input("e-below")).named("e-above", "위", "Above")
    (item,) = worth(frame, frame, {"a.txt": "x" * 400}, entities, [above, below])
    assert set(item.conclusions) == {"e-above", "e-below"}


def test_a_sentence_comes_by_what_its_readings_are_worth_together(rows: Rows, entities: Entities) -> None:
    frame = rows(SHARE | {"confidence": 0.7}, SHARE | {"confidence": 0.6}, SHARE | {"confidence": 0.5})
    first, second, third = frame["start"]
    text = "x" * 400
    parted = text[: third - 2] + ". " + text[third:]
    items = worth(frame, frame, {"a.txt": parted}, entities)
    assert [item.fact.start for item in ordered(items, {"a.txt": parted})] == [first, second, third]
    parted = text[: second - 2] + ". " + text[second:]
    assert [item.fact.start for item in ordered(items, {"a.txt": parted})] == [second, third, first]
