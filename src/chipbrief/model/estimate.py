"""Intervals that remember where they came from.

An Estimate is a leaf (a Figure, a Reference or an Assumption) or arithmetic over Estimates. Arithmetic
on a named Estimate refers to it by its id; arithmetic on an unnamed one takes over its expression. Bounds
follow interval arithmetic (R. E. Moore, *Interval Analysis*, 1966): every result of operands within their
intervals lies within the result's interval.

A formula is written over letters that stand for the inputs in order: `a × b ÷ 100`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from chipbrief.errors import UnitError
from chipbrief.model.records import Assumption, Figure, Reference

_PERCENT = "%"
_MULTIPLE = "x"


@dataclass(frozen=True, slots=True)
class Estimate:
    """An interval `[low, high]` in `unit`, and its lineage.

    `kind` is `figure`, `reference`, `assumption` or `estimate`; only the last has a formula.
    An open end is an infinity. `id` is empty while it is an intermediate result; give it one with `named`.
    """

    id: str
    low: float
    high: float
    unit: str
    kind: str = "estimate"
    formula: str = ""
    inputs: tuple[str, ...] = ()
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
        labels = {} if isinstance(fact, Figure) else {"label_ko": fact.label_ko, "label_en": fact.label_en}
        approx = str(fact.approx) if isinstance(fact, Figure) else "="
        return cls(fact.id, low, high, fact.unit, kind, approx=approx, **labels)

    def named(self, id: str, ko: str, en: str) -> Estimate:  # noqa: A002 - the field's own name
        """This result under an id of its own, with its label in Korean and English."""
        if self.kind != "estimate":
            raise ValueError(f"{self.id} is a {self.kind}: it keeps its own id")
        return replace(self, id=id, label_ko=ko, label_en=en)

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
        unit = _same_unit("+", self, other)
        return _combine("{} + {}", [self, other], self.low + other.low, self.high + other.high, unit, 1)

    def __sub__(self, other: Estimate) -> Estimate:
        unit = "%p" if _same_unit("−", self, other) == _PERCENT else self.unit
        return _combine("{} − {}", [self, other], self.low - other.high, self.high - other.low, unit, 1)

    def __mul__(self, other: Estimate) -> Estimate:
        unit, percents = _product_unit(self, other)
        low, high = _corners(self, other, lambda x, y: x * y)
        scale = 100**percents
        pattern = "{} × {}" + " ÷ 100" * percents
        return _combine(pattern, [self, other], low / scale, high / scale, unit, 2)

    def __truediv__(self, other: Estimate) -> Estimate:
        """The ratio. Of like units a multiple (`x`); of two currencies a rate (`KRW/USD`); by `%` the whole."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError(f"{other.id or other.formula} may be zero")
        unit, percents = _quotient_unit(self, other)
        low, high = _corners(self, other, lambda x, y: x / y)
        scale = 100**percents
        pattern = "{} ÷ {}" + " × 100" * percents
        return _combine(pattern, [self, other], low * scale, high * scale, unit, 2)

    def share_of(self, whole: Estimate) -> Estimate:
        """This as a percentage of `whole`, which has the same unit."""
        _same_unit("÷", self, whole)
        ratio = self / whole
        return replace(ratio, low=ratio.low * 100, high=ratio.high * 100, unit=_PERCENT, formula=f"{ratio.formula} × 100")

    def before_growth(self, growth: Estimate) -> Estimate:
        """The earlier value that has since grown by `growth` per cent to this: `a ÷ (1 + b ÷ 100)`."""
        return self / _plus_one(growth, +1)

    def after_growth(self, growth: Estimate) -> Estimate:
        """This value grown by `growth` per cent: `a × (1 + b ÷ 100)`."""
        return self * _plus_one(growth, +1)

    def complement(self) -> Estimate:
        """What is left of a hundred per cent."""
        _need(self, _PERCENT)
        return _combine("100 − {}", [self], 100 - self.high, 100 - self.low, _PERCENT, 1)


def hull(estimates: Iterable[Estimate]) -> Estimate:
    """The smallest interval that holds all of them: the range over several statements."""
    items = list(estimates)
    unit = items[0].unit
    for item in items[1:]:
        _same_unit("range", items[0], item)
    low, high = min(i.low for i in items), max(i.high for i in items)
    pattern = "range(" + ", ".join("{}" for _ in items) + ")"
    return _combine(pattern, items, low, high, unit, 3)


def total(estimates: Iterable[Estimate]) -> Estimate:
    """The sum of one or more Estimates of one unit."""
    items = list(estimates)
    for item in items[1:]:
        _same_unit("+", items[0], item)
    low, high = sum(i.low for i in items), sum(i.high for i in items)
    return _combine(" + ".join("{}" for _ in items), items, low, high, items[0].unit, 1)


def count(ids: Iterable[str], unit: str = "") -> Estimate:
    """How many facts there are; the inputs are the facts themselves."""
    inputs = tuple(dict.fromkeys(ids))
    return Estimate("", len(inputs), len(inputs), unit, formula="count(inputs)", inputs=inputs)


def _plus_one(growth: Estimate, sign: int) -> Estimate:
    _need(growth, _PERCENT)
    ends = sorted((1 + sign * growth.low / 100, 1 + sign * growth.high / 100))
    return _combine("1 + {} ÷ 100", [growth], ends[0], ends[1], _MULTIPLE, 1)


def _need(estimate: Estimate, unit: str) -> None:
    if estimate.unit != unit:
        raise UnitError(f"{estimate.id or estimate.formula} is in {estimate.unit!r}, not {unit!r}")


def _same_unit(sign: str, left: Estimate, right: Estimate) -> str:
    if left.unit != right.unit:
        raise UnitError(f"{left.id or left.formula} {sign} {right.id or right.formula}: {left.unit!r} and {right.unit!r} do not mix")
    return left.unit


def _product_unit(left: Estimate, right: Estimate) -> tuple[str, int]:
    """Unit of a product, and how often it is divided by a hundred."""
    units = {left.unit, right.unit}
    if _PERCENT in units:
        return (left.unit if right.unit == _PERCENT else right.unit), 1
    if _MULTIPLE in units:
        return (left.unit if right.unit == _MULTIPLE else right.unit), 0
    for amount, rate in ((left, right), (right, left)):
        upper, _, lower = rate.unit.partition("/")
        if lower and amount.unit == lower:
            return upper, 0
    raise UnitError(f"{left.unit!r} × {right.unit!r} has no unit here")


def _quotient_unit(left: Estimate, right: Estimate) -> tuple[str, int]:
    if left.unit == right.unit:
        return _MULTIPLE, 0
    if right.unit == _PERCENT:
        return left.unit, 1
    if right.unit == _MULTIPLE:
        return left.unit, 0
    upper, _, lower = right.unit.partition("/")
    if lower and left.unit == upper:
        return lower, 0
    if "/" not in left.unit + right.unit:
        return f"{left.unit}/{right.unit}", 0
    raise UnitError(f"{left.unit!r} ÷ {right.unit!r} has no unit here")


def _corners(left: Estimate, right: Estimate, operate: Callable[[float, float], float]) -> tuple[float, float]:
    """Least and greatest result over the four corners; an end times an open end of zero is zero."""
    results = [operate(x, y) for x in (left.low, left.high) for y in (right.low, right.high)]
    finite = [0.0 if math.isnan(r) else r for r in results]
    return min(finite), max(finite)


_BINDING = (("range(", 3), ("count(", 3), (" + ", 1), (" − ", 1), (" × ", 2), (" ÷ ", 2))


def _combine(pattern: str, parts: list[Estimate], low: float, high: float, unit: str, strength: int) -> Estimate:
    """A result whose formula is `pattern` over the parts' letters or, of unnamed parts, their formulas."""
    inputs: dict[str, str] = {}

    def letter(id_: str) -> str:
        return inputs.setdefault(id_, _letter(len(inputs)))

    written = []
    for position, part in enumerate(parts):
        if part.id:
            written.append(letter(part.id))
            continue
        own = {_letter(i): letter(id_) for i, id_ in enumerate(part.inputs)}
        text = re.sub(r"(?<![\w(])[a-z]{1,2}(?![\w(])|(?<=\()[a-z]{1,2}(?![\w(])", lambda m: own.get(m[0], m[0]), part.formula)
        weak = _strength(text) < strength or (position > 0 and _strength(text) == strength)
        written.append(f"({text})" if weak else text)
    return Estimate("", low, high, unit, formula=pattern.format(*written), inputs=tuple(inputs))


def _strength(formula: str) -> int:
    """How tightly a formula's loosest operator outside brackets binds."""
    flat = formula
    while (shorter := re.sub(r"\([^()]*\)", "", flat)) != flat:
        flat = shorter
    return min((s for sign, s in _BINDING if sign in flat), default=3)


def _letter(index: int) -> str:
    """`a` … `z`, then `aa`, `ab` …"""
    first, last = divmod(index, 26)
    return (chr(96 + first) if first else "") + chr(97 + last)
