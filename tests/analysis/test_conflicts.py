"""Contradictions by rule, graded."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.conflicts import comparable, conflicts
from chipbrief.analysis.pairs import graph, pairs
from chipbrief.analysis.performance import statements
from chipbrief.analysis.specifications import facts, specifications
from chipbrief.analysis.tables import Entities

Rows = Callable[..., pd.DataFrame]

SHARE = {"subject": "beijing", "metric": "domestic-share", "period": "2027"}
NONE = pd.DataFrame()


@pytest.fixture(scope="module")
def found(
    gold: pd.DataFrame, texts: dict[str, str], chips: pd.DataFrame, trade_references: pd.DataFrame, entities: Entities
) -> pd.DataFrame:
    specified = specifications(chips, entities)
    confidence = dict(zip(specified.frame["chip"], specified.frame["confidence"], strict=True))
    peaks = facts(chips, specified, "peak-fp16")
    ratios = pairs(graph(statements(gold, texts), entities), peaks, confidence, entities)
    return conflicts(gold, trade_references, ratios.frame)


def test_the_articles_disagree_about_beijing_shanghai_and_the_910c(found: pd.DataFrame) -> None:
    within = found[found["scope"] == "within"]
    assert list(zip(within["subject"], within["grade"], strict=True)) == [
        ("beijing", "different"), ("shanghai", "different"), ("ascend-910c", "different"),
    ]  # fmt: skip


def test_articles_are_held_against_references(found: pd.DataFrame) -> None:
    rows = found[found["scope"] == "reference"].set_index(["subject", "versus"])
    share = rows.loc[("china", "korea")]
    assert (share["grade"], share["first_low"], share["second_low"], share["second"]) == (
        "disjoint", 51.2, 51.7, "t-china-2024",
    )  # fmt: skip
    assert rows.loc[("mlu590", "a100"), "gap"] == pytest.approx(345 / 312 / 0.8)
    implied = rows.loc[("h100", "a100")]
    assert implied["grade"] == "implied" and pd.isna(implied["gap"])


@pytest.mark.parametrize(
    ("one", "other", "grades"),
    [
        ({"low": 70, "high": 70}, {"low": 70, "high": 70}, []),
        ({"low": 70, "high": 70}, {"low": 100, "high": 100}, ["disjoint"]),
        ({"low": 70, "approx": ">="}, {"low": 100, "high": 100}, ["different"]),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "period": "2030"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "period": None}, ["disjoint"]),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "subject": "shanghai"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "metric": "penetration"}, []),
        ({"low": 70, "high": 70, "versus": "데이터센터 칩"}, {"low": 90, "high": 90, "versus": "스마트폰"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "restates": "f-a.txt-0"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "unit": "개", "kind": "count"}, []),
    ],
)
def test_grades(rows: Rows, one: dict[str, object], other: dict[str, object], grades: list[str]) -> None:
    assert list(conflicts(rows(SHARE | one, SHARE | other), NONE, NONE)["grade"]) == grades


def test_between_two_sources(rows: Rows) -> None:
    frame = rows(SHARE | {"low": 70, "high": 70}, SHARE | {"low": 90, "high": 90, "source": "b.txt"})
    (row,) = conflicts(frame, NONE, NONE).to_dict("records")
    assert (row["scope"], row["certain"], row["gap"]) == ("between", True, pytest.approx(90 / 70))


def test_figures_that_all_say_the_same_are_no_conflict(rows: Rows) -> None:
    assert conflicts(rows(*[SHARE | {"low": 70, "high": 70}] * 4), NONE, NONE).empty


def test_denominators() -> None:
    assert comparable("데이터센터 컴퓨팅·스토리지 칩", "데이터센터용 반도체") == "perhaps"
    assert comparable("공공 데이터센터", "스마트 단말기") == "different"
    assert comparable("h100", "h100") == "same"
