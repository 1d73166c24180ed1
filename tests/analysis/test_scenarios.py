"""Scenarios: bounds that hold, directions that economics gives, and inputs that may be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pytest

from chipbrief.analysis import scenarios, simulation
from chipbrief.analysis.exposure import exposure, trade
from chipbrief.analysis.tables import Entities, Result, cited, stated
from chipbrief.errors import InputError
from chipbrief.model import Assumption, Estimate

Ends = tuple[float, float]
DEFAULT: dict[str, Ends] = {
    "baseline": (30, 40),
    "addressable": (10, 30),
    "redirected": (20, 50),
    "hbm": (30, 60),
    "china-accelerators": (10, 20),
    "hbm-redirected": (50, 90),
    "target-70": (70, 70),
    "target-90": (90, 90),
    "target-100": (100, 100),
    "target-chosen": (80, 80),
    "horizon": (2028, 2028),
    "break-even": (5, 5),
    "draws": (2000, 2000),
    "seed": (1, 1),
}
Run = Callable[..., tuple[Result, dict[str, Estimate]]]


def assumptions(**changed: Ends) -> list[Assumption]:
    given = DEFAULT | {name.replace("_", "-"): ends for name, ends in changed.items()}
    return [Assumption(f"a-{name}", name, name, *ends, "%", "이유", "reason") for name, ends in given.items()]


@pytest.fixture(scope="module")
def run(gold: pd.DataFrame, trade_references: pd.DataFrame, entities: Entities) -> Run:
    def made(**changed: Ends) -> tuple[Result, dict[str, Estimate]]:
        known = trade(gold, entities)
        exposed = exposure(known, entities).estimates
        given = assumptions(**changed)
        setting = scenarios.setting(known, exposed, given)
        assert setting is not None
        forecast = scenarios.localisation(trade_references, setting.start, setting.horizon)
        facts = [*stated(gold), *cited(trade_references)]
        result = scenarios.scenarios(setting, forecast, facts)
        book = simulation.book(facts, exposed, map(Estimate.of, given), result.estimates)
        return result, book

    return made


def loss(run: Run, **changed: Ends) -> Estimate:
    return run(**changed)[1]["e-loss-chosen"]


def test_the_loss_by_hand(run: Run) -> None:
    exact = {name: (ends[0], ends[0]) for name, ends in DEFAULT.items()}
    _, book = run(**{name.replace("-", "_"): ends for name, ends in exact.items()})
    displaced = 1 - (100 - 80) / (100 - 30)
    general = 141.9e9 * 0.512 * 0.10 * displaced * 0.8
    hbm = 141.9e9 * 0.152 * 0.30 * 0.10 * displaced * 0.5
    assert book["e-displaced-chosen"].low == pytest.approx(100 * displaced)
    assert book["e-loss-general-chosen"].low == pytest.approx(general)
    assert book["e-loss-hbm-chosen"].high == pytest.approx(hbm)
    assert book["e-loss-chosen"].low == pytest.approx(general + hbm)
    assert book["e-loss-share-chosen"].low == pytest.approx(100 * (general + hbm) / 141.9e9)
    assert book["e-loss-krw-chosen"].low == pytest.approx((general + hbm) * 197e12 / 141.9e9)
    assert book["e-loss-chosen-2026"].low == pytest.approx((general + hbm) / 2)
    assert book["e-domestic-share-chosen-2025"].low == pytest.approx(30 + 50 / 4)


@pytest.mark.parametrize(
    ("name", "ends", "sign"),
    [
        ("target_chosen", (90, 90), +1),
        ("baseline", (45, 50), -1),
        ("addressable", (40, 50), +1),
        ("redirected", (60, 70), -1),
        ("hbm", (70, 80), +1),
        ("china_accelerators", (30, 40), +1),
        ("hbm_redirected", (95, 100), -1),
    ],
)
def test_each_assumption_moves_the_loss_as_economics_says(run: Run, name: str, ends: Ends, sign: int) -> None:
    before, after = loss(run), loss(run, **{name: ends})
    assert sign * (after.low - before.low) >= 0
    assert sign * (after.middle - before.middle) > 0


def test_loss_grows_with_the_target_and_the_years(run: Run) -> None:
    result, book = run()
    assert book["e-loss-70"].low < book["e-loss-90"].low < book["e-loss-100"].low
    path = result.frame.query("scenario == '90' and measure == 'loss'")["low"]
    assert list(path) == sorted(path) and len(path) == 4


def test_a_target_at_the_baseline_costs_nothing_and_one_below_is_a_gain(run: Run) -> None:
    assert loss(run, baseline=(70, 70), target_chosen=(70, 70)).high == pytest.approx(0)
    assert loss(run, baseline=(70, 70), target_chosen=(60, 60)).high < 0


def test_draws_lie_within_the_analytic_interval_and_near_its_middle(run: Run) -> None:
    result, book = run()
    for row in result.frame.query("measure == 'loss'").itertuples():
        sample = simulation.draws(book[str(row.estimate)], book, 2000, 1)
        item = book[str(row.estimate)]
        slack = 1e-9 * item.high
        assert item.low - slack <= sample.min() and sample.max() <= item.high + slack
        assert row.central_low < row.median_value < row.central_high
    reached = simulation.draws(book["e-loss-forecast"], book, 2000, 1)
    assert np.ptp(reached) > book["e-loss-forecast"].width / 3


def test_draws_repeat_and_follow_the_seed(run: Run) -> None:
    _, book = run()
    first, again, other = (simulation.draws(book["e-loss-90"], book, 500, seed) for seed in (7, 7, 8))
    assert np.array_equal(first, again) and not np.array_equal(first, other)


def test_changing_one_assumption_leaves_the_draws_of_the_others(run: Run) -> None:
    _, book = run()
    _, changed = run(hbm=(0, 0))
    one, other = (simulation.draws(b["e-loss-general-90"], b, 500, 7) for b in (book, changed))
    assert np.array_equal(one, other)


def test_a_hundred_thousand_draws_are_vectorised(run: Run) -> None:
    _, book = run()
    assert simulation.draws(book["e-loss-90"], book, 100_000, 7).shape == (100_000,)


def test_the_tornado_has_every_uncertain_assumption_once_greatest_first(run: Run) -> None:
    _, book = run()
    result = scenarios.tornado(book["e-loss-chosen"], book)
    assert list(result.frame["swing"]) == sorted(result.frame["swing"], reverse=True)
    assert set(result.frame["assumption"]) == {
        "a-baseline", "a-addressable", "a-redirected", "a-hbm", "a-china-accelerators", "a-hbm-redirected",
    }  # fmt: skip
    ends = result.frame.set_index("assumption").loc["a-redirected"]
    assert ends["at_low"] > ends["at_high"]
    moved = {item.id: item for item in result.estimates}["e-swing-redirected"]
    assert moved.inputs == ("e-loss-chosen", "a-redirected") and moved.width == pytest.approx(ends["swing"])


def test_at_the_break_even_the_general_channel_loses_just_the_threshold(
    run: Run, gold: pd.DataFrame, entities: Entities
) -> None:
    exact = {"baseline": (30.0, 30.0), "redirected": (20.0, 20.0)}
    known = trade(gold, entities)
    setting = scenarios.setting(known, exposure(known, entities).estimates, assumptions(**exact))
    assert setting is not None
    found = {item.id: item for item in scenarios.break_even(setting, run(**exact)[1]).estimates}
    needed = found["e-break-even-chosen"].low
    _, book = run(**exact, addressable=(needed, needed))
    assert book["e-loss-general-chosen"].low == pytest.approx(0.05 * 141.9e9)


def test_nothing_displaced_or_all_redirected_has_no_break_even(
    run: Run, gold: pd.DataFrame, entities: Entities
) -> None:
    known = trade(gold, entities)
    for changed in ({"redirected": (50.0, 100.0)}, {"baseline": (95.0, 95.0)}):
        setting = scenarios.setting(known, exposure(known, entities).estimates, assumptions(**changed))
        assert setting is not None
        found = scenarios.break_even(setting, run(**changed)[1]).frame
        assert "chosen" not in set(found["scenario"])


def test_forecasts_up_to_the_horizon_make_the_range(trade_references: pd.DataFrame) -> None:
    item = scenarios.localisation(trade_references, 2024, 2028)
    assert item is not None
    assert (item.low, item.high, item.inputs) == (55, 93, ("t-share-2027", "t-share-2028"))
    assert scenarios.localisation(trade_references, 2024, 2026) is None


def test_a_missing_input_leaves_out_what_needs_it(gold: pd.DataFrame, entities: Entities) -> None:
    def made(frame: pd.DataFrame) -> tuple[scenarios.Setting | None, Iterable[str]]:
        known = trade(frame, entities)
        setting = scenarios.setting(known, exposure(known, entities).estimates, assumptions())
        assert (setting is None) == scenarios.scenarios(setting, None, stated(frame)).frame.empty
        return setting, scenarios.scenarios(setting, None, stated(frame)).frame["measure"]

    assert made(gold[gold["metric"] != "exports"])[0] is None
    assert made(gold[gold["metric"] != "export-share"])[0] is None
    without = set(made(gold[(gold["subject"] != "taiwan") & (gold["unit"] != "KRW")])[1])
    assert without == {"domestic-share", "displaced", "loss-general", "loss", "loss-share"}


def test_settings_that_make_no_sense_are_refused(gold: pd.DataFrame, entities: Entities) -> None:
    known = trade(gold, entities)
    for changed, message in (({"horizon": (2024.0, 2024.0)}, "horizon"), ({"baseline": (50.0, 100.0)}, "baseline")):
        with pytest.raises(InputError, match=message):
            scenarios.setting(known, exposure(known, entities).estimates, assumptions(**changed))


def test_lineage_ends_in_facts_and_never_loops(run: Run) -> None:
    result, book = run()

    def ends(id_: str, above: tuple[str, ...] = ()) -> set[str]:
        assert id_ not in above
        inputs = book[id_].inputs
        return {id_} if not inputs else set().union(*(ends(part, (*above, id_)) for part in inputs))

    for item in result.estimates:
        assert all(book[end].kind in {"figure", "reference", "assumption"} for end in ends(item.id))
