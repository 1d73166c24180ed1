"""Intervals that remember where they came from.

An Estimate is a leaf (a Figure, a Reference or an Assumption) or arithmetic over Estimates. Arithmetic
on a named Estimate refers to it by its id; arithmetic on an unnamed one takes over its expression. Bounds
follow interval arithmetic (R. E. Moore, *Interval Analysis*, 1966): every result of operands within their
intervals lies within the result's interval.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from chipbrief.errors import UnitError
from chipbrief.model import formula as ex
from chipbrief.model.display import Displayed, Property, interval
from chipbrief.model.formula import Constant, Expression, Input, Operation, operation
from chipbrief.model.records import Assumption, Figure, Reference

_PERCENT = "%"
_MULTIPLE = "x"
_HUNDRED = Constant(100)


@dataclass(frozen=True, slots=True)
class Estimate(Displayed):
    """An interval `[low, high]` in `unit`, and its lineage.

    `kind` is `figure`, `reference`, `assumption` or `estimate`; only the last has an expression.
    An open end is an infinity. `id` is empty while it is an intermediate result; give it one with `named`.
    Raises ValueError for ends that are not numbers or in the wrong order.
    """

    id: str
    low: float
    high: float
    unit: str
    kind: str = "estimate"
    expression: Expression | None = None
    label_ko: str = ""
    label_en: str = ""
    approx: str = "="

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise ValueError(f"{self.id or self.formula}: [{self.low}, {self.high}] is not an interval")

    @classmethod
    def of(cls, fact: Figure | Reference | Assumption) -> Estimate:
        """The fact as an Estimate, under the fact's own id. Raises ValueError for a fact without number."""
        low = -math.inf if fact.low is None else float(fact.low)
        high = math.inf if fact.high is None else float(fact.high)
        if math.isinf(low) and math.isinf(high):
            raise ValueError(f"{fact.id} states no number")
        kind = type(fact).__name__.lower()
        if isinstance(fact, Figure):
            return cls(fact.id, low, high, fact.unit, kind, approx=str(fact.approx))
        return cls(fact.id, low, high, fact.unit, kind, label_ko=fact.label_ko, label_en=fact.label_en)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The ids of what this rests on directly, in the order of the formula; none for a leaf."""
        return ex.inputs(self.expression) if self.expression else ()

    @property
    def formula(self) -> str:
        """How it was made, over letters that stand for the inputs in order: `a × b ÷ 100`; empty for a leaf."""
        return ex.lettered(self.expression) if self.expression else ""

    def written(self, write: Callable[[str], str]) -> str:
        """The formula with `write(id)` in place of each input; empty for a leaf."""
        return ex.written(self.expression, write) if self.expression else ""

    def named(self, id: str, ko: str, en: str) -> Estimate:  # noqa: A002 - the field's own name
        """The same result under an id of its own, with its label in Korean and English.

        Its ends are kept to twelve significant digits: beyond is the dust of binary arithmetic.
        """
        if self.kind != "estimate":
            raise ValueError(f"{self.id} is a {self.kind}: it keeps its own id")
        low, high = (float(f"{end:.12g}") for end in (self.low, self.high))
        expression = Input(self.id) if self.id else self.expression
        return replace(self, id=id, low=low, high=high, label_ko=ko, label_en=en, expression=expression)

    def card(self) -> tuple[str, Iterable[Property]]:
        return self.label_en or self.id or self.formula, (
            ("value", interval(self.low, self.high, self.unit, self.approx)),
            ("formula", self.formula),
            *((ex.letter(position), id_) for position, id_ in enumerate(self.inputs)),
            ("id", self.id),
        )

    @property
    def middle(self) -> float:
        """The centre of the interval; the bounded end where the other is open."""
        if math.isinf(self.low):
            return self.high
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2

    @property
    def width(self) -> float:
        return self.high - self.low

    def __add__(self, other: Estimate) -> Estimate:
        ends = (self.low + other.low, self.high + other.high)
        return _result("+", self, other, ends, _same_unit("+", self, other))

    def __sub__(self, other: Estimate) -> Estimate:
        unit = "%p" if _same_unit("−", self, other) == _PERCENT else self.unit
        return _result("−", self, other, (self.low - other.high, self.high - other.low), unit)

    def __mul__(self, other: Estimate) -> Estimate:
        """The product; a percentage takes its part of the other (`× b ÷ 100`), a rate converts it."""
        unit, percent = _product_unit(self, other)
        product = _result("×", self, other, _corners(self, other, lambda x, y: x * y), unit)
        return _by_hundred(product, "÷", unit) if percent else product

    def __truediv__(self, other: Estimate) -> Estimate:
        """The ratio. Of like units a multiple (`x`); of two currencies a rate (`KRW/USD`); by `%` the whole.

        Raises ZeroDivisionError when `other` may be zero.
        """
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError(f"{_name(other)} may be zero")
        unit, percent = _quotient_unit(self, other)
        ratio = _result("÷", self, other, _corners(self, other, lambda x, y: x / y), unit)
        return _by_hundred(ratio, "×", unit) if percent else ratio

    def share_of(self, whole: Estimate) -> Estimate:
        """The part that it is `whole`, which has the same unit, in per cent."""
        _same_unit("÷", self, whole)
        return _by_hundred(self / whole, "×", _PERCENT)

    def before_growth(self, growth: Estimate) -> Estimate:
        """The earlier value that has since grown by `growth` per cent to this: `a ÷ (1 + b ÷ 100)`."""
        return self / growth.more()

    def after_growth(self, growth: Estimate) -> Estimate:
        """The value grown by `growth` per cent: `a × (1 + b ÷ 100)`."""
        return self * growth.more()

    def as_multiple(self) -> Estimate:
        """A percentage as a multiple: `a ÷ 100`; a multiple as it is."""
        if self.unit == _MULTIPLE:
            return self
        _need(self, _PERCENT)
        return _by_hundred(self, "÷", _MULTIPLE)

    def more(self) -> Estimate:
        """How many times the other something is that is this *more*: `1 + a ÷ 100`, of a multiple `1 + a`."""
        return constant(1, _MULTIPLE) + self.as_multiple()

    def less(self) -> Estimate:
        """How many times the other something is that is this *less*: `1 − a ÷ 100`."""
        return constant(1, _MULTIPLE) - self.as_multiple()

    def scaled(self, up: int, down: int = 1) -> Estimate:
        """The same times `up` and divided by `down`, both above zero, in its own unit: `a × 3 ÷ 4`."""
        steps = [(sign, number) for sign, number in (("×", up), ("÷", down)) if number != 1]
        expression = _written(self)
        for sign, number in steps:
            expression = operation(sign, expression, Constant(number))
        return Estimate("", self.low * up / down, self.high * up / down, self.unit, expression=expression)

    def complement(self) -> Estimate:
        """What is left of a hundred per cent."""
        _need(self, _PERCENT)
        return replace(constant(100, _PERCENT) - self, unit=_PERCENT)

    def squared(self) -> Estimate:
        """The square of a share in points, as concentration is counted (100 % alone gives 10,000)."""
        _need(self, _PERCENT)
        ends = sorted((self.low**2, self.high**2))
        low = 0.0 if self.low <= 0 <= self.high else ends[0]
        return Estimate("", low, ends[1], "", expression=Operation("×", (_written(self), _written(self))))


def constant(value: float, unit: str) -> Estimate:
    """A number that needs no evidence, as an Estimate."""
    return Estimate("", value, value, unit, expression=Constant(value))


def hull(estimates: Iterable[Estimate]) -> Estimate:
    """The smallest interval that holds all of them: the range over several statements."""
    items = list(estimates)
    low, high = min(i.low for i in items), max(i.high for i in items)
    return _over("range", items, low, high)


def total(estimates: Iterable[Estimate]) -> Estimate:
    """The sum of one or more Estimates of one unit."""
    items = list(estimates)
    return _over("+", items, sum(i.low for i in items), sum(i.high for i in items))


def count(ids: Iterable[str], unit: str = "") -> Estimate:
    """How many facts there are; the inputs are the facts themselves."""
    parts = tuple(Input(id_) for id_ in dict.fromkeys(ids))
    return Estimate("", len(parts), len(parts), unit, expression=Operation("count", parts))


def _result(sign: str, left: Estimate, right: Estimate, ends: tuple[float, float], unit: str) -> Estimate:
    return Estimate("", *ends, unit, expression=operation(sign, _written(left), _written(right)))


def _over(sign: str, items: list[Estimate], low: float, high: float) -> Estimate:
    """An operation over any number of Estimates of one unit; over a single one it is that one."""
    for item in items[1:]:
        _same_unit(sign, items[0], item)
    if len(items) == 1:
        return Estimate("", low, high, items[0].unit, expression=_written(items[0]))
    return Estimate("", low, high, items[0].unit, expression=operation(sign, *map(_written, items)))


def _written(estimate: Estimate) -> Expression:
    """The estimate inside another's formula: by its id, or its own expression while it has none."""
    if estimate.id:
        return Input(estimate.id)
    if estimate.expression is None:
        raise ValueError("an estimate without id and formula cannot be traced")
    return estimate.expression


def _by_hundred(estimate: Estimate, sign: str, unit: str) -> Estimate:
    """The estimate times or divided by a hundred, in `unit`."""
    low, high = (end * 100 if sign == "×" else end / 100 for end in (estimate.low, estimate.high))
    return Estimate("", low, high, unit, expression=operation(sign, _written(estimate), _HUNDRED))


def _name(estimate: Estimate) -> str:
    return estimate.id or estimate.formula


def _need(estimate: Estimate, unit: str) -> None:
    if estimate.unit != unit:
        raise UnitError(f"{_name(estimate)} is in {estimate.unit!r}, not {unit!r}")


def _same_unit(sign: str, left: Estimate, right: Estimate) -> str:
    if left.unit != right.unit:
        raise UnitError(f"{_name(left)} {sign} {_name(right)}: {left.unit!r} and {right.unit!r} do not mix")
    return left.unit


def _product_unit(left: Estimate, right: Estimate) -> tuple[str, bool]:
    """Unit of a product, and whether it is divided by a hundred."""
    units = {left.unit, right.unit}
    if _PERCENT in units:
        return (left.unit if right.unit == _PERCENT else right.unit), True
    if _MULTIPLE in units:
        return (left.unit if right.unit == _MULTIPLE else right.unit), False
    for amount, rate in ((left, right), (right, left)):
        upper, _, lower = rate.unit.partition("/")
        if lower and amount.unit == lower:
            return upper, False
    raise UnitError(f"{left.unit!r} × {right.unit!r} has no unit here")


def _quotient_unit(left: Estimate, right: Estimate) -> tuple[str, bool]:
    """Unit of a quotient, and whether it is multiplied by a hundred."""
    if left.unit == right.unit:
        return _MULTIPLE, False
    if right.unit == _PERCENT:
        return left.unit, True
    if right.unit == _MULTIPLE:
        return left.unit, False
    upper, _, lower = right.unit.partition("/")
    if lower and left.unit == upper:
        return lower, False
    if "/" not in left.unit + right.unit:
        return f"{left.unit}/{right.unit}", False
    raise UnitError(f"{left.unit!r} ÷ {right.unit!r} has no unit here")


def _corners(left: Estimate, right: Estimate, operate: Callable[[float, float], float]) -> tuple[float, float]:
    """Least and greatest result over the four corners; an open end times zero is zero."""
    results = [operate(x, y) for x in (left.low, left.high) for y in (right.low, right.high)]
    defined = [0.0 if math.isnan(result) else result for result in results]
    return min(defined), max(defined)
