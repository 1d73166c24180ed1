"""Contradictions by rule, graded."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.conflicts import comparable, conflicts
from chipbrief.analysis.exposure import exposure, trade
from chipbrief.analysis.pairs import pairs
from chipbrief.analysis.performance import statements
from chipbrief.analysis.ratios import graph
from chipbrief.analysis.specifications import confidence, facts, specifications
from chipbrief.analysis.tables import Entities, figures
from chipbrief.model import Estimate

Rows = Callable[..., pd.DataFrame]

SHARE = {"subject": "beijing", "metric": "domestic-share", "period": "2027", "modality": "target"}
NONE = pd.DataFrame()


@pytest.fixture(scope="module")
def found(
    gold: pd.DataFrame, texts: dict[str, str], chips: pd.DataFrame, trade_references: pd.DataFrame, entities: Entities
) -> pd.DataFrame:
    specified = specifications(chips, entities)
    sure = confidence(specified, "peak-fp16")
    peaks = facts(chips, specified, "peak-fp16")
    ratios = pairs(graph(statements(gold, texts), entities), peaks, sure, entities)
    return conflicts(gold, trade_references, ratios.frame, NONE)


def test_the_articles_disagree_about_beijing_and_the_910c(found: pd.DataFrame) -> None:
    within = found[found["scope"] == "within"]
    assert list(zip(within["subject"], within["grade"], strict=True)) == [
        ("beijing", "different"), ("ascend-910c", "different"),
    ]  # fmt: skip
    assert not within["certain"].any(), "one leaves the denominator out, the other the measure"


def test_articles_are_held_against_references(found: pd.DataFrame) -> None:
    rows = found[found["scope"] == "reference"].set_index(["subject", "versus"])
    assert ("china", "korea") not in rows.index, "January to November is another time than the year"
    assert rows.loc[("mlu590", "a100"), "gap"] == pytest.approx(345 / 312 / 0.8)
    implied = rows.loc[("h100", "a100")]
    assert implied["grade"] == "implied" and pd.isna(implied["gap"])


def test_a_reference_confirms_or_contradicts_and_only_of_the_same_time(rows: Rows) -> None:
    share = {"subject": "china", "metric": "export-share", "versus": "korea", "period": "2024"}
    stated = rows(share | {"low": 51.2, "high": 51.2, "text": "51.2%"})
    public = [{"id": f"r-{n}", "unit": "%", "low": n, "high": n} | share for n in (51.16, 51.7, 40)]
    for others, grade, second in (
        (public, "confirmed", "r-51.16"),
        (public[1:], "close", "r-51.7"),
        (public[2:], "disjoint", "r-40"),
    ):
        (row,) = conflicts(stated, pd.DataFrame(others), NONE, NONE).to_dict("records")
        assert (row["grade"], row["second"], row["scope"]) == (grade, second, "reference")
    for change in ({"period": "2024-01/2024-11"}, {"scope": "메모리"}, {"unit": "x"}, {"subject": "taiwan"}):
        assert conflicts(stated, pd.DataFrame([public[2] | change]), NONE, NONE).empty


def test_values_that_one_article_does_not_tell_apart_disagree_with_nothing(rows: Rows) -> None:
    exports = {"subject": "korea", "metric": "exports", "kind": "money", "unit": "USD", "period": "2025-08"}
    listed = [exports | {"low": low, "high": low} for low in (10e9, 5e9)]
    other = exports | {"low": 20e9, "high": 20e9, "source": "b.txt"}
    assert conflicts(rows(*listed, other), NONE, NONE, NONE).empty
    assert list(conflicts(rows(listed[0], other), NONE, NONE, NONE)["grade"]) == ["disjoint"]
    public = pd.DataFrame([{"id": "r-1", "low": 30e9, "high": 30e9} | exports])
    assert conflicts(rows(*listed), public, NONE, NONE).empty


def test_what_most_rests_on_ranks_first(rows: Rows) -> None:
    pair = [SHARE | {"low": 70, "high": 70}, SHARE | {"low": 90, "high": 90}]
    frame = rows(*pair, *(row | {"subject": "shanghai"} for row in pair))
    leaf = Estimate.of(figures(frame)[2])
    resting = [(leaf / leaf).named("e-a", "가", "a")]
    assert list(conflicts(frame, NONE, NONE, NONE)["subject"]) == ["beijing", "shanghai"]
    assert list(conflicts(frame, NONE, NONE, NONE, resting)["subject"]) == ["shanghai", "beijing"]


@pytest.mark.parametrize(
    ("one", "other", "grades"),
    [
        ({"low": 70, "high": 70}, {"low": 70, "high": 70}, []),
        ({"low": 70, "high": 70}, {"low": 100, "high": 100}, ["disjoint"]),
        ({"low": 100, "high": 100}, {"low": 101.9, "high": 101.9}, ["close"]),
        ({"low": 100, "high": 100}, {"low": 102.1, "high": 102.1}, ["disjoint"]),
        ({"low": 70, "approx": ">="}, {"low": 100, "high": 100}, ["different"]),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "period": "2030"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "period": None}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "modality": "forecast"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "scope": "장비"}, []),
        ({"low": 70, "high": 70, "text": "70%"}, {"low": 70.4, "high": 70.4, "text": "70.4%"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "subject": "shanghai"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "metric": "penetration"}, []),
        ({"low": 70, "high": 70, "versus": "데이터센터 칩"}, {"low": 90, "high": 90, "versus": "스마트폰"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "restates": "f-a.txt-0"}, []),
        ({"low": 70, "high": 70}, {"low": 90, "high": 90, "unit": "개", "kind": "count"}, []),
    ],
)
def test_grades(rows: Rows, one: dict[str, object], other: dict[str, object], grades: list[str]) -> None:
    assert list(conflicts(rows(SHARE | one, SHARE | other), NONE, NONE, NONE)["grade"]) == grades


def test_between_two_sources(rows: Rows) -> None:
    frame = rows(SHARE | {"low": 70, "high": 70}, SHARE | {"low": 90, "high": 90, "source": "b.txt"})
    (row,) = conflicts(frame, NONE, NONE, NONE).to_dict("records")
    assert (row["scope"], row["certain"], row["gap"]) == ("between", True, pytest.approx(90 / 70))


def test_figures_that_all_say_the_same_are_no_conflict(rows: Rows) -> None:
    assert conflicts(rows(*[SHARE | {"low": 70, "high": 70}] * 4), NONE, NONE, NONE).empty


def test_a_cycle_of_statements_that_do_not_close(rows: Rows, entities: Entities) -> None:
    stated = {"kind": "percent", "metric": "performance"}
    frame = rows(
        stated | {"subject": "mlu590", "versus": "h100", "low": 50, "high": 50},
        stated | {"subject": "mlu590", "versus": "a100", "low": 80, "high": 80},
        stated | {"subject": "h100", "versus": "a100", "low": 320, "high": 320},
    )
    ratios = pairs(graph(statements(frame, {}), entities), {}, {}, entities)
    found = conflicts(frame, NONE, ratios.frame, NONE)
    assert set(found["grade"]) == {"implied"} and set(found["gap"].round(6)) == {2.0}
    assert set(found["second"]) == {"e-mlu590-h100-implied", "e-mlu590-a100-implied", "e-h100-a100-implied"}


def test_exports_to_a_destination_stated_twice(rows: Rows, entities: Entities) -> None:
    exports = {"subject": "korea", "metric": "exports", "kind": "money", "period": "2024", "unit": "USD"}
    frame = rows(
        exports | {"low": 141.9e9, "high": 141.9e9},
        exports | {"low": 46.6e9, "high": 46.6e9, "versus": "china"},
        {"subject": "china", "metric": "export-share", "versus": "korea", "period": "2024", "low": 51.2, "high": 51.2},
    )
    exposed = exposure(trade(frame, entities), entities).frame
    (row,) = conflicts(frame, NONE, NONE, exposed).to_dict("records")
    assert (row["grade"], row["first"], row["second"]) == ("implied", "e-exports-to-china", "f-a.txt-100")
    assert row["gap"] == pytest.approx(141.9 * 0.512 / 46.6)


def test_denominators() -> None:
    assert comparable("데이터센터 컴퓨팅·스토리지 칩", "데이터센터용 반도체") == "perhaps"
    assert comparable("공공 데이터센터", "스마트 단말기") == "different"
    assert comparable("h100", "h100") == "same"
