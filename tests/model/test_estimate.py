"""Intervals: bounds that hold, units that do not mix, lineage that is complete."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.errors import UnitError
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Reference, constant, count, hull, total
from chipbrief.model.formula import evaluate

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
POSITIVE = st.floats(1e-3, 1e6, allow_nan=False)
PLACE = st.floats(0, 1)
OPERATIONS: dict[str, Callable[[Estimate, Estimate], Estimate]] = {
    "+": lambda x, y: x + y,
    "−": lambda x, y: x - y,
    "×": lambda x, y: x * y.share_of(Estimate("f-w", 7, 7, "USD", "figure")),
    "÷": lambda x, y: x / y,
    "share": lambda x, y: x.share_of(y),
    "hull": lambda x, y: hull([x, y]),
    "total": lambda x, y: total([x, y, x]),
    "scaled": lambda x, y: (x + y).scaled(3, 4),
}


def leaf(name: str, low: float, high: float, unit: str = "USD") -> Estimate:
    return Estimate(f"f-{name}", low, high, unit, "figure")


def figure(low: float | None, high: float | None, approx: str = "=", unit: str = "%") -> Figure:
    return Figure("a.txt", 0, 3, "60%", Kind.PERCENT, low, high, unit, Approx(approx), "test")


@st.composite
def intervals(draw: st.DrawFn, name: str, numbers: st.SearchStrategy[float]) -> Estimate:
    ends = sorted([draw(numbers), draw(numbers)])
    return leaf(name, *ends)


@given(st.sampled_from(sorted(OPERATIONS)), intervals("x", NUMBERS), intervals("y", POSITIVE), PLACE, PLACE)
def test_an_interval_encloses_every_point_result(sign: str, x: Estimate, y: Estimate, at_x: float, at_y: float) -> None:
    result = OPERATIONS[sign](x, y)
    points = {"f-x": x.low + at_x * x.width, "f-y": y.low + at_y * y.width, "f-w": 7.0}
    assert result.expression is not None
    point = evaluate(result.expression, points.__getitem__, {"range": lambda *parts: sum(parts) / len(parts)})
    slack = 1e-9 * max(1.0, abs(result.low), abs(result.high), abs(point))
    assert result.low - slack <= point <= result.high + slack


@given(st.sampled_from(sorted(OPERATIONS)), intervals("x", POSITIVE), intervals("y", POSITIVE))
def test_lineage_is_complete_and_follows_names(sign: str, x: Estimate, y: Estimate) -> None:
    result = OPERATIONS[sign](x, y)
    assert {"f-x", "f-y"} <= set(result.inputs)
    named = result.named("e-r", "결과", "result")
    assert (named + named.scaled(2)).inputs == ("e-r",)
    assert not named.id.startswith("f-") and named.label_ko == "결과"


def test_a_leaf_keeps_its_id_and_states_open_ends() -> None:
    at_least = Estimate.of(figure(50, None, ">="))
    assert (at_least.low, at_least.high, at_least.approx, at_least.kind) == (50, math.inf, ">=", "figure")
    assert at_least.middle == 50 and at_least.formula == "" and at_least.inputs == ()
    assert Estimate.of(figure(None, 30, "<=")).middle == 30
    with pytest.raises(ValueError, match="states no number"):
        Estimate.of(figure(None, None))
    with pytest.raises(ValueError, match="keeps its own id"):
        at_least.named("e-other", "", "")


def test_references_and_assumptions_bring_their_labels() -> None:
    reference = Estimate.of(Reference("r-1", "trade", "수출", "exports", 1.0, 2.0, "USD", "https://example.org"))
    assumption = Estimate.of(Assumption("a-x", "가정", "assumption", 1, 2, "%", "이유", "reason"))
    assert (reference.kind, reference.label_en) == ("reference", "exports")
    assert (assumption.kind, assumption.label_ko) == ("assumption", "가정")


@pytest.mark.parametrize(
    ("operate", "formula", "unit", "low", "high"),
    [
        (lambda a, p, k: a * p, "a × b ÷ 100", "USD", 50, 120),
        (lambda a, p, k: k / a, "a ÷ b", "KRW/USD", 5, 10),
        (lambda a, p, k: (k / a) * a, "a ÷ b × b", "KRW", 500, 2000),
        (lambda a, p, k: a / p, "a ÷ b × 100", "USD", 100 / 0.6, 400),
        (lambda a, p, k: a.before_growth(p), "a ÷ (1 + b ÷ 100)", "USD", 62.5, 200 / 1.5),
        (lambda a, p, k: a.after_growth(p), "a × (1 + b ÷ 100)", "USD", 150, 320),
        (lambda a, p, k: p.complement() * a, "(100 − a) × b ÷ 100", "USD", 40, 100),
        (lambda a, p, k: p.as_multiple(), "a ÷ 100", "x", 0.5, 0.6),
        (lambda a, p, k: p.less(), "1 − a ÷ 100", "x", 0.4, 0.5),
        (lambda a, p, k: p - p, "a − a", "%p", -10, 10),
        (lambda a, p, k: p.squared(), "a × a", "", 2500, 3600),
        (lambda a, p, k: constant(100, "%") - p, "100 − a", "%p", 40, 50),
        (lambda a, p, k: a.scaled(3, 4), "a × 3 ÷ 4", "USD", 75, 150),
        (lambda a, p, k: hull([a]), "a", "USD", 100, 200),
    ],
)
def test_formulas_units_and_bounds(
    operate: Callable[..., Estimate], formula: str, unit: str, low: float, high: float
) -> None:
    result = operate(leaf("a", 100, 200), leaf("p", 50, 60, "%"), leaf("k", 1000, 1000, "KRW"))
    assert (result.formula, result.unit) == (formula, unit)
    assert (result.low, result.high) == pytest.approx((low, high))


def test_units_that_do_not_go_together_are_refused() -> None:
    dollars, won, watts, gigabytes = (leaf("x", 1, 2, unit) for unit in ("USD", "KRW", "W", "GB"))
    for operate in (
        lambda: dollars + won,
        lambda: dollars - won,
        lambda: dollars * won,
        lambda: watts * gigabytes,
        lambda: hull([dollars, won]),
        lambda: total([dollars, won]),
        lambda: dollars.share_of(won),
        dollars.complement,
        dollars.as_multiple,
        lambda: (dollars / won) / watts,
    ):
        with pytest.raises(UnitError):
            operate()


def test_division_by_what_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError, match="f-y may be zero"):
        leaf("x", 1, 2) / leaf("y", -1, 1)


def test_counting_rests_on_what_is_counted() -> None:
    counted = count(["f-1", "f-2", "f-1"], "종")
    assert (counted.low, counted.unit, counted.inputs, counted.formula) == (2, "종", ("f-1", "f-2"), "count(a, b)")


def test_an_interval_has_its_ends_in_order() -> None:
    for low, high in ((2.0, 1.0), (math.nan, 1.0)):
        with pytest.raises(ValueError, match="is not an interval"):
            leaf("x", low, high)


def test_open_ends_times_zero_is_zero() -> None:
    product = leaf("x", 0, math.inf) * leaf("p", 0, 100, "%")
    assert (product.low, product.high) == (0, math.inf)
