"""The graph of ratios: ranges, derived pairs, consistency, and published peaks beside them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.pairs import pairs
from chipbrief.analysis.performance import statements
from chipbrief.analysis.ratios import closure, gap, graph
from chipbrief.analysis.specifications import confidence, facts, specifications
from chipbrief.analysis.tables import Entities, Result
from chipbrief.model import Estimate

Rows = Callable[..., pd.DataFrame]

STATED = {"kind": "percent", "metric": "performance"}


@pytest.fixture(scope="module")
def found(gold: pd.DataFrame, texts: dict[str, str], chips: pd.DataFrame, entities: Entities) -> Result:
    specified = specifications(chips, entities)
    sure = confidence(specified, "peak-fp16")
    peaks = facts(chips, specified, "peak-fp16")
    return pairs(graph(statements(gold, texts), entities), peaks, sure, entities)


def by_id(result: Result) -> dict[str, Estimate]:
    return {item.id: item for item in result.estimates}


def test_the_910c_statements_imply_h100_to_a100(found: Result) -> None:
    implied = by_id(found)["e-h100-a100-implied"]
    assert (implied.low, implied.high) == (pytest.approx(2.5 / 0.8), pytest.approx(2.5 / 0.6))
    assert (round(implied.low, 1), round(implied.high, 1)) == (3.1, 4.2)
    assert implied.inputs == ("e-ascend-910c-a100-stated", "e-ascend-910c-h100-stated")
    published = by_id(found)["e-h100-a100-published"]
    assert (published.low, published.high) == (pytest.approx(989 / 312), pytest.approx(1000 / 312))
    assert round(published.low, 1) == round(published.high, 1) == 3.2


def test_what_no_source_states_is_derived(found: Result) -> None:
    frame = found.frame.set_index(["subject", "versus"])
    assert set(frame.index[frame["origin"] == "derived"]) == {
        ("ascend-910c", "mlu590"), ("h100", "a100"), ("mlu590", "h100"),
    }  # fmt: skip
    mlu = by_id(found)["e-mlu590-h100-implied"]
    assert (mlu.low, mlu.high) == (pytest.approx(0.8 * 0.6 / 2.5), pytest.approx(0.8 * 0.8 / 2.5))
    assert frame.loc[("mlu590", "h100"), "confidence"] == "low"


def test_the_second_reading_is_carried_along(found: Result) -> None:
    estimates = by_id(found)
    assert estimates["e-ascend-910c-a100-stated-if-more"].low == 3.5
    assert estimates["e-h100-a100-implied-if-more"].low == pytest.approx(3.5 / 0.8)
    assert "e-ascend-910c-h100-stated-if-more" not in estimates


def test_a_class_of_chips_passes_nothing_on(rows: Rows, entities: Entities) -> None:
    frame = rows(
        STATED | {"subject": "china-ai-chips", "versus": "h100", "low": 60, "high": 80},
        STATED | {"subject": "mlu590", "versus": "h100", "low": 20, "high": 20},
    )
    result = pairs(graph(statements(frame, {}), entities), {}, {}, entities)
    assert list(result.frame["origin"]) == ["stated", "stated"]


def test_a_chip_that_no_source_rates_stands_beside_the_rivals_by_its_peak(rows: Rows, entities: Entities) -> None:
    frame = rows(STATED | {"subject": "mlu590", "versus": "h100", "low": 20, "high": 20})
    peaks = {c: Estimate(f"c-{c}", 100, 100, "TFLOPS", "reference") for c in ("h100", "c500", "a100")}
    result = pairs(graph(statements(frame, {}), entities), peaks, dict.fromkeys(peaks, "low"), entities)
    (row,) = result.frame[result.frame["origin"] == "published"].to_dict("records")
    assert (row["subject"], row["versus"], row["estimate"]) == ("c500", "h100", "e-c500-h100-published")


def test_the_same_pair_the_other_way_round_is_one_pair(rows: Rows, entities: Entities) -> None:
    frame = rows(
        STATED | {"subject": "ascend-910c", "versus": "h100", "low": 50, "high": 50},
        STATED | {"subject": "h100", "versus": "ascend-910c", "low": 160, "high": 160},
    )
    (row,) = pairs(graph(statements(frame, {}), entities), {}, {}, entities).frame.to_dict("records")
    assert (row["low"], row["high"]) == (0.5, pytest.approx(100 / 160))


def test_statements_that_cannot_all_hold_have_no_consistent_ratio(rows: Rows, entities: Entities) -> None:
    frame = rows(
        STATED | {"subject": "ascend-910c", "versus": "h100", "low": 60, "high": 60},
        STATED | {"subject": "ascend-910c", "versus": "h100", "low": 80, "high": 90},
        STATED | {"subject": "mlu590", "versus": "a100", "low": 80, "high": 80},
    )
    bounds = closure(graph(statements(frame, {}), entities))
    assert ("ascend-910c", "h100") not in bounds
    assert bounds["mlu590", "a100"] == (pytest.approx(0.8), pytest.approx(0.8))


def test_all_statements_at_once_narrow_the_range(found: Result) -> None:
    row = found.frame.set_index(["subject", "versus"]).loc[("h100", "a100")]
    assert (row["consistent_low"], row["consistent_high"]) == (pytest.approx(2.5 / 0.6), pytest.approx(2.5 / 0.6))


def test_every_input_of_every_estimate_is_known(found: Result, gold: pd.DataFrame, chips: pd.DataFrame) -> None:
    known = set(by_id(found)) | set(chips["id"]) | {"e-h100-peak-fp16", "e-ascend-910c-peak-fp16"}
    figures = {f"f-{row.source}-{row.start}" for row in gold.itertuples()}
    assert {id_ for item in found.estimates for id_ in item.inputs} <= known | figures


def test_no_statements_give_an_empty_table(rows: Rows, entities: Entities) -> None:
    result = pairs(graph([], entities), {}, {}, entities)
    assert result.frame.empty and "published_low" in result.frame and result.estimates == []


def test_the_gap_is_the_factor_between_disjoint_intervals() -> None:
    def ratio(low: float, high: float) -> Estimate:
        return Estimate("f-x", low, high, "x", "figure")

    assert gap(ratio(1, 2), ratio(3, 4)) == gap(ratio(3, 4), ratio(1, 2)) == 1.5
    assert gap(ratio(1, 2), ratio(1.5, 4)) == 1


def test_disagreeing_pages_become_a_range_and_doubtful_ones_stay_out(chips: pd.DataFrame, entities: Entities) -> None:
    result = specifications(chips, entities)
    row = result.frame.set_index("chip").loc["h100"]
    assert (row["fact"], row["low"], row["high"]) == ("e-h100-peak-fp16", 989, 1000)
    assert (row["used"], row["others"], bool(row["disagree"])) == ("c-0;c-1", "c-2", True)
    assert result.frame.set_index("chip").loc["mlu590", "fact"] == "c-6"
