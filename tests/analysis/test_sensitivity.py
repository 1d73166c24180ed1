"""What the loss depends on: indices against a function whose own are known, and every input present."""

from __future__ import annotations

import korea
import numpy as np
import pytest

from chipbrief.analysis import scenarios, sensitivity, simulation
from chipbrief.analysis.scenarios import STATES
from chipbrief.model import Estimate


def test_the_indices_of_the_ishigami_function() -> None:
    """Ishigami and Homma (1990), a = 7, b = 0.1: first 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437."""

    def ishigami(points: np.ndarray) -> np.ndarray:
        x, y, z = (2 * points.T - 1) * np.pi
        return np.asarray(np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x))

    first, total = sensitivity.indices(ishigami, 3, 1 << 15, 1)
    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def test_the_vectorised_loss_is_that_of_the_scenarios() -> None:
    """The same points through the formulas of the Estimates, which the brief prints."""
    setting = korea.setting()
    generator = np.random.default_rng(3)
    for point in generator.random((20, 7)):
        state = int(np.searchsorted([0.4, 0.7], point[3], side="right"))
        unit = dict(zip(("final-china", "chinese-buyers", "home-start"), point[:3], strict=True))
        unit |= {
            f"{what}-{STATES[state]}": at
            for what, at in zip(("home-end", "redirect", "discount"), point[4:], strict=True)
        }
        exact = {
            name: (low + (high - low) * unit[name],) * 2 for name, (low, high) in korea.GIVEN.items() if name in unit
        }
        given = {item.id.removeprefix("a-"): Estimate.of(item) for item in korea.given(**exact)}
        *_, value = scenarios.channel(
            given, [given[f"{w}-{STATES[state]}"] for w in ("home-end", "redirect", "discount")], 3, 3
        )
        assert sensitivity.value_lost(setting, point[None, :])[0] == pytest.approx(value.low)


def test_every_input_is_in_both_and_the_path_of_chinese_supply_among_them() -> None:
    setting = korea.setting()
    tornado = sensitivity.tornado(setting)
    assert set(tornado.frame["assumption"]) == {
        "a-final-china", "a-chinese-buyers", "a-home-start", "e-over-home-end", "e-over-redirect", "e-over-discount",
    }  # fmt: skip
    assert list(tornado.frame["swing"]) == sorted(tornado.frame["swing"], reverse=True)
    ends = tornado.frame.set_index("assumption")
    assert ends.loc["e-over-redirect", "at_low"] > ends.loc["e-over-redirect", "at_high"]
    loss = Estimate("e-loss-value-market", 0, 20, "%")
    explained = sensitivity.sobol(setting, loss).frame.set_index("input")
    assert set(explained.index) == {
        "state",
        "final-china",
        "chinese-buyers",
        "home-start",
        "home-end",
        "redirect",
        "discount",
    }
    assert (explained["first_value"] <= explained["total_value"] + 2).all()
    assert explained["first_value"].sum() <= 103


def test_an_input_that_is_known_explains_nothing() -> None:
    fixed = {f"home_end_{state}": (40, 40) for state in STATES} | {"final_china": (45, 45)}
    setting = korea.setting(**fixed)
    explained = sensitivity.sobol(setting, Estimate("e-loss", 0, 1, "%")).frame.set_index("input")
    assert explained.loc["final-china", "total_value"] == 0
    assert "a-final-china" not in set(sensitivity.tornado(setting).frame["assumption"])


def test_a_swing_by_hand() -> None:
    """All others in the middle: 45 % × 60 % × (1 − 65 ÷ 85) × (1 − 50 % × (1 − 20 %)), and the ends of the buyers."""
    found = {item.id: item for item in sensitivity.tornado(korea.setting()).estimates}["e-swing-chinese-buyers"]
    per_buyer = 0.45 * (1 - 65 / 85) * (1 - 0.5 * 0.8)
    assert (found.low, found.high) == (pytest.approx(40 * per_buyer), pytest.approx(80 * per_buyer))


def test_nothing_to_vary_gives_nothing() -> None:
    assert sensitivity.tornado(None).frame.empty
    assert sensitivity.sobol(None, None).frame.empty


def test_the_same_each_time() -> None:
    loss = Estimate("e-loss", 0, 1, "%")
    one, other = (sensitivity.sobol(korea.setting(), loss).frame for _ in range(2))
    assert one.equals(other)
    assert simulation.index_by_id([loss]) == {"e-loss": loss}
