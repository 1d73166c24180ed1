"""Formulas of intervals as formulas of cells: the same interval whatever the cells hold, or no formula at all."""

import math
import re
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.export.workbook.formulas import Cells, End, live
from chipbrief.model import Estimate
from chipbrief.model.formula import evaluate, parse

NAMES = ("a", "b", "c", "d")
Values = Mapping[str, tuple[float, float]]


def cells(values: Values, least: float = -math.inf, most: float = math.inf) -> dict[str, Cells]:
    """Each input as two names, `a_low` and `a_high`."""
    return {
        name: Cells(End(f"{name}_low", low), End(f"{name}_high", high), least, most)
        for name, (low, high) in values.items()
    }


def computed(text: str, values: Values) -> float:
    """What a spreadsheet makes of a formula."""
    names = {f"{name}_low": np.float64(low) for name, (low, _) in values.items()}
    names |= {f"{name}_high": np.float64(high) for name, (_, high) in values.items()}
    functions = {"MIN": min, "MAX": max, "NA": lambda: math.nan, "AND": lambda *all_: all(all_), "IF": _either}
    with np.errstate(all="ignore"):  # the branch that is not taken may divide by zero
        return float(eval(text, {"__builtins__": {}}, names | functions))  # noqa: S307 - our own formula


def _either(condition: bool, one: float, other: float) -> float:
    return one if condition else other


def by_hand(formula: str, values: Values) -> tuple[float, float]:
    """The interval that the model's arithmetic makes, units aside."""
    made = evaluate(
        parse(formula, NAMES),
        lambda name: Interval(*values[name]),
        {"range": _hull},
    )
    return made.low, made.high


def _hull(*parts: "Interval | float") -> "Interval":
    found = [Interval.of(part) for part in parts]
    return Interval(min(part.low for part in found), max(part.high for part in found))


class Interval:
    """Interval arithmetic as Moore has it, for comparison."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    @staticmethod
    def of(other: "Interval | float") -> "Interval":
        return other if isinstance(other, Interval) else Interval(other, other)

    def __add__(self, other: "Interval | float") -> "Interval":
        right = self.of(other)
        return Interval(self.low + right.low, self.high + right.high)

    __radd__ = __add__

    def __sub__(self, other: "Interval | float") -> "Interval":
        right = self.of(other)
        return Interval(self.low - right.high, self.high - right.low)

    def __rsub__(self, other: float) -> "Interval":
        return self.of(other) - self

    def __mul__(self, other: "Interval | float") -> "Interval":
        right = self.of(other)
        corners = [x * y for x in (self.low, self.high) for y in (right.low, right.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: "Interval | float") -> "Interval":
        right = self.of(other)
        return self * Interval(1 / right.high, 1 / right.low)


FORMULAS = (
    "a × b ÷ 100",
    "a ÷ b",
    "a − b + c",
    "100 − (100 − b) ÷ (100 − c) × 100",
    "a × b ÷ 100 × c ÷ 100 × (100 − d) ÷ 100",
    "a × b ÷ 100 + c × d × (100 − a) ÷ 100",
    "range(a × b, c, d ÷ 2)",
    "a + range(0, b × c)",
    "a ÷ (b × c ÷ 100 × (100 − d) ÷ 100) × 100",
    "a ÷ (1 + b ÷ 100)",
)


def interval(low: float, high: float) -> st.SearchStrategy[tuple[float, float]]:
    numbers = st.floats(low, high, allow_subnormal=False).map(lambda number: round(number, 3))
    return st.tuples(numbers, numbers).map(lambda ends: (min(ends), max(ends)))


def given_values(low: float, high: float) -> st.SearchStrategy[dict[str, tuple[float, float]]]:
    return st.fixed_dictionaries({name: interval(low, high) for name in "abcd"})


@pytest.mark.parametrize("formula", FORMULAS)
@given(now=given_values(1, 60), later=given_values(0, 99))
def test_the_cells_follow_what_is_typed_into_them(formula: str, now: Values, later: Values) -> None:
    ends = by_hand(formula, now)
    made = live(formula, NAMES, cells(now, 0, 100).get, *ends)
    if made is None:
        assert max(map(abs, ends)) < 1e-9, "nothing but dust"
        return
    try:
        low, high = by_hand(formula, later)
    except ZeroDivisionError:
        return
    found = [computed(end.text, later) for end in (made.low, made.high)]
    if not any(map(math.isnan, found)):
        assert found == pytest.approx([low, high], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("formula", FORMULAS[:6])
@given(values=given_values(-50, 50))
def test_signs_are_minded_where_they_are_not_sure(formula: str, values: Values) -> None:
    divisors = {"a ÷ b": "b"}
    name = divisors.get(formula)
    if name and values[name][0] <= 0 <= values[name][1]:
        assert live(formula, NAMES, cells(values).get, 0, 0) is None
        return
    low, high = by_hand(formula, values)
    made = live(formula, NAMES, cells(values).get, low, high)
    if made is not None:
        found = [computed(end.text, values) for end in (made.low, made.high)]
        assert found == pytest.approx([low, high], rel=1e-9, abs=1e-9)


def test_factors_that_cannot_be_negative_need_no_corners() -> None:
    made = live("a × b ÷ 100", ("a", "b"), cells({"a": (2, 3), "b": (10, 20)}, 0, 100).get, 0.2, 0.6)
    assert made
    assert (made.low.text, made.high.text) == ("a_low*b_low/100", "a_high*b_high/100")
    assert (made.least, made.most) == (0, 100)


def test_a_divisor_that_may_become_zero_is_guarded() -> None:
    made = live("a ÷ b", ("a", "b"), cells({"a": (2, 4), "b": (1, 2)}, 0, 100).get, 1, 4)
    assert made
    assert made.low.text.startswith("IF(AND(b_low*b_high>0),MIN(")
    assert math.isnan(computed(made.low.text, {"a": (2, 4), "b": (0, 2)}))


@pytest.mark.parametrize(
    ("formula", "ends"),
    [
        ("median(a, b)", (1, 2)),  # not arithmetic
        ("a − a", (0, 0)),  # narrower than its parts tell: the notebook knew more
        ("a ÷ b", (1, 1)),
        ("a × z", (1, 1)),
        ("", (1, 2)),
    ],
)
def test_what_is_no_arithmetic_of_its_inputs_has_no_formula(formula: str, ends: tuple[float, float]) -> None:
    found = cells({"a": (1, 2), "b": (-1, 1)})
    assert live(formula, ("a", "b"), found.get, *ends) is None
    assert live("a + b", ("a", "b"), {"a": found["a"]}.get, 0, 3) is None  # b is open, or has no row


def test_the_model_agrees() -> None:
    share, whole = Estimate("a", 10, 20, "%"), Estimate("b", 100, 300, "USD")
    part = share * whole
    made = live(part.formula, ("a", "b"), cells({"a": (10, 20), "b": (100, 300)}).get, part.low, part.high)
    assert made
    assert not re.search(r"[×÷−]", made.low.text)
