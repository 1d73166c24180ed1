"""The channel of commodity memory: by hand, by direction, by a second way of counting, and with inputs missing."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import korea
import numpy as np
import pytest

from chipbrief import frames
from chipbrief.analysis import scenarios, simulation
from chipbrief.analysis.scenarios import MARKET, STATES
from chipbrief.analysis.tables import Result, cited, split
from chipbrief.errors import InputError
from chipbrief.model import Estimate
from chipbrief.sources.reference_tables import rows


def run(**changed: korea.Ends) -> tuple[Result, dict[str, Estimate]]:
    base = korea.start()
    assert base is not None
    facts = [*cited(korea.references()), *base.result.estimates]
    result = scenarios.scenarios(korea.setting(**changed), facts)
    return result, simulation.index_by_id(facts, map(Estimate.of, korea.given(**changed)), result.estimates)


def test_every_headline_by_hand() -> None:
    """170 bn × 70 % is memory; of it 40 % × 50 % is exposed; 1 − (100 − 40) ÷ (100 − 20) of that is displaced."""
    exact = {name: (ends[0], ends[0]) for name, ends in korea.GIVEN.items()}
    exact |= {"final-china": (40, 40), "chinese-buyers": (50, 50), "home-start": (20, 20), "home-end-glut": (40, 40)}
    exact |= {"redirect-glut": (30, 30), "discount-glut": (20, 20)}
    _, book = run(**{name.replace("-", "_"): ends for name, ends in exact.items()})
    displaced = 1 - 60 / 80
    volume = 0.4 * 0.5 * displaced * 0.7
    value = 0.4 * 0.5 * displaced * (0.7 + 0.3 * 0.2)
    assert book["e-displaced-glut"].low == pytest.approx(100 * displaced)
    assert book["e-loss-volume-glut"].high == pytest.approx(100 * volume)
    assert book["e-loss-value-glut"].low == pytest.approx(100 * value)
    assert book["e-loss-year-glut"].low == pytest.approx(119e9 * value)
    assert book["e-loss-now-glut"].low == pytest.approx(40e9 * 12 * 0.7 * value)
    assert book["e-loss-volume-glut-2026"].low == pytest.approx(100 * volume / 3)
    assert book["e-home-share-glut-2027"].low == pytest.approx(20 + 20 * 2 / 3)


def test_the_published_headline_by_a_second_way() -> None:
    """The brief's own numbers again without the package: midpoints of a grid over all inputs, mixed by weight."""
    _, book = run(draws=(100_000, 100_000))
    steps = (np.arange(8) + 0.5) / 8

    def at(name: str) -> np.ndarray:
        low, high = korea.GIVEN[name]
        return low + (high - low) * steps

    samples, weights = [], []
    for state, weight in zip(STATES, (0.4, 0.3, 0.3), strict=True):
        names = ("final-china", "chinese-buyers", "home-start", f"home-end-{state}", f"redirect-{state}")
        china, buyers, start, end, redirect = np.meshgrid(*map(at, names), indexing="ij")
        lost = china * buyers / 100 * (end - start) / (100 - start) * (1 - redirect / 100)
        samples.append(lost.ravel())
        weights.append(np.full(lost.size, weight / lost.size))
    lost, weight = np.concatenate(samples), np.concatenate(weights)
    order = np.argsort(lost)
    low, middle, high = np.interp([0.05, 0.5, 0.95], np.cumsum(weight[order]), lost[order])
    central, median = book["e-loss-volume-market-central"], book["e-loss-volume-market-median"]
    assert median.low == pytest.approx(middle, abs=0.1)  # the headline is printed to a tenth
    assert central.low <= low + 0.02 and central.low == pytest.approx(low, abs=0.1)
    assert central.high >= high - 0.1 and central.high == pytest.approx(high, abs=0.2)


@pytest.mark.parametrize(
    ("name", "ends", "sign", "measure"),
    [
        ("final_china", (60, 70), +1, "loss-volume"),
        ("chinese_buyers", (85, 95), +1, "loss-volume"),
        ("home_start", (18, 20), -1, "loss-volume"),
        ("home_end_balance", (45, 60), +1, "loss-volume"),
        ("redirect_balance", (85, 95), -1, "loss-volume"),
        ("discount_balance", (30, 40), +1, "loss-value"),
    ],
)
def test_each_assumption_moves_the_loss_as_economics_says(name: str, ends: korea.Ends, sign: int, measure: str) -> None:
    id_ = f"e-{measure}-balance"
    before, after = run()[1][id_], run(**{name: ends})[1][id_]
    assert sign * (after.middle - before.middle) > 0


def test_a_discount_costs_value_and_no_volume() -> None:
    before, after = run()[1], run(discount_balance=(40, 50))[1]
    assert after["e-loss-volume-balance"] == before["e-loss-volume-balance"]


def test_the_loss_is_proportional_to_what_is_exposed() -> None:
    one = run(final_china=(20, 20))[1]["e-loss-volume-glut"]
    twice = run(final_china=(40, 40))[1]["e-loss-volume-glut"]
    assert (twice.low, twice.high) == (pytest.approx(2 * one.low), pytest.approx(2 * one.high))


def test_the_states_are_in_order_and_the_mixture_spans_them() -> None:
    result, book = run()
    medians = [book[f"e-loss-volume-{state}-median"].low for state in STATES]
    assert medians == sorted(medians)
    assert medians[0] < book["e-loss-volume-market-median"].low < medians[-1]
    whole = book["e-loss-volume-market"]
    assert whole.low == min(book[f"e-loss-volume-{state}"].low for state in STATES)
    assert whole.high == max(book[f"e-loss-volume-{state}"].high for state in STATES)
    for row in result.frame.dropna(subset=["central_low"]).itertuples():
        assert row.low <= row.central_low <= row.median_value <= row.central_high <= row.high


def test_all_weight_on_a_state_gives_that_state() -> None:
    _, book = run(weight_shortage=(0, 0), weight_balance=(100, 100))
    for part in ("median", "central"):
        one, other = book[f"e-loss-volume-market-{part}"], book[f"e-loss-volume-balance-{part}"]
        assert (one.low, one.high) == (other.low, other.high)


def test_more_weight_on_a_glut_raises_the_median() -> None:
    _, even = run()
    _, glut = run(weight_shortage=(10, 10), weight_balance=(20, 20))
    assert glut["e-loss-volume-market-median"].low > even["e-loss-volume-market-median"].low


def test_the_range_printed_holds_nine_draws_in_ten_and_says_how_many() -> None:
    setting, (_, book) = korea.setting(draws=(20_000, 20_000)), run(draws=(20_000, 20_000))
    losses = {state: book[f"e-loss-volume-{state}"] for state in STATES}
    sample = scenarios.draws(setting, losses, book)
    central = book["e-loss-volume-market-central"]
    held = np.mean((sample >= central.low) & (sample <= central.high))
    assert 0.9 <= held <= 0.96
    assert book["e-loss-volume-market-coverage"].low == round(100 * held)


def test_draws_repeat_and_follow_the_seed() -> None:
    losses = {state: run()[1][f"e-loss-volume-{state}"] for state in STATES}
    book = run()[1]
    one, again, other = (scenarios.draws(korea.setting(seed=(seed, seed)), losses, book) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_thresholds_by_hand_and_none_where_all_finds_buyers() -> None:
    """5 % ÷ (40 % × 50 % × 70 %) must be displaced; the home share is then 100 − 80 × (1 − 0.357)."""
    one = {"final_china": (40, 40), "chinese_buyers": (50, 50), "home_start": (20, 20), "redirect_glut": (30, 30)}
    found = scenarios.thresholds(korea.setting(**one)).frame.set_index("scenario")
    assert found.loc["glut", "low"] == pytest.approx(100 - 80 * (1 - 0.05 / 0.14))
    assert "shortage" not in found.index


def test_the_same_as_of_an_earlier_year_for_the_check_against_what_came() -> None:
    """From 2024 the year 2026 is half of the way to 2028."""
    base = korea.start([korea.SERIES[0], ("kr-memory-share", "2024", 60.0)])
    assert base is not None
    setting = scenarios.setting(replace(base, memory={}), korea.given(), mark="then")
    known = {item.id: item for item in scenarios.scenarios(setting, []).estimates}
    assert known["e-then-loss-volume-glut-2026"].high == pytest.approx(known["e-then-loss-volume-glut"].high / 2)
    assert not any("loss-year" in id_ for id_ in known)


@pytest.mark.parametrize(
    ("name", "ends", "told"),
    [
        ("horizon", (2025, 2025), "horizon: 2025 is not after 2025"),
        ("home_start", (10, 100), "home_start_high: must be below 100 %"),
        ("home_end_shortage", (15, 30), "home_end_shortage_low: is below home_start_high"),
        ("weight_balance", (70, 70), "weight_shortage, weight_balance: more than 100 %"),
    ],
)
def test_what_cannot_be_is_refused(name: str, ends: korea.Ends, told: str) -> None:
    with pytest.raises(InputError, match=told):
        korea.setting(**{name: ends})


def test_without_a_base_there_is_no_scenario_and_no_error() -> None:
    assert scenarios.setting(None, korea.given()) is None
    assert scenarios.scenarios(None, []).frame.empty
    assert scenarios.thresholds(None).frame.empty


def test_every_measure_has_every_state_in_every_year() -> None:
    result, _ = run()
    keys = set(zip(result.frame["scenario"], result.frame["year"], result.frame["measure"], strict=True))
    measures = {"home-share", "displaced", *scenarios.LOSSES}
    assert keys == set(product((*STATES, MARKET), (2026, 2027, 2028), measures))


def test_the_assumptions_of_the_notebook_are_those_of_the_table() -> None:
    known = set(frames.references("trade"))
    assert {row["name"] for row in rows("assumptions")} == set(korea.GIVEN)
    assert {id_ for row in rows("assumptions") for id_ in split(row["basis"])} <= known
