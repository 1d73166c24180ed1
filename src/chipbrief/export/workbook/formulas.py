"""Formulas of intervals as formulas of a spreadsheet, where the one is the other.

The low and the high end of a result are formulas over the low and high cells of its inputs, by interval arithmetic
(R. E. Moore, *Interval Analysis*, 1966): the ends of a product are the least and greatest product of its factors' ends,
which for factors that cannot be negative are the products of their low and of their high ends. What a factor can be,
whatever is typed into the cells that may be changed, is carried along as `least` and `most`.

A formula is given out only if it makes, from the inputs' values, the very interval that the estimate has; those of the
notebooks' simulations, and those that a notebook knew to be narrower, are not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import NamedTuple

from chipbrief.model.formula import Constant, Expression, Input, Operation, parse

LONGEST = 8000
"""Characters of a formula; Excel takes 8,192."""
_EXACT = 1e-9  # named estimates keep twelve digits of their ends


class End(NamedTuple):
    """One end of an interval: as a formula's text, and as the number that it makes now."""

    text: str
    value: float


class Cells(NamedTuple):
    """An interval as its two ends, and the least and most that they can be."""

    low: End
    high: End
    least: float
    most: float


Find = Callable[[str], Cells | None]


class FormulaError(ValueError):
    """What no formula of cells can say."""


class _Factor(NamedTuple):
    """A factor of a product: `sign` is `*`, or `/` where it divides."""

    sign: str
    cells: Cells

    @property
    def sure(self) -> bool:
        """Whether it cannot be negative, nor a zero that divides."""
        return self.cells.least > 0 or (self.cells.least == 0 and self.sign == "*")


def live(formula: str, inputs: Sequence[str], find: Find, low: float, high: float) -> Cells | None:
    """An estimate `[low, high]` as formulas over the cells that `find` has for its inputs.

    None where there are none: an open end, a function that is no arithmetic, or arithmetic that makes another interval.
    """
    try:
        cells = _cells(parse(formula, tuple(inputs)), find)
    except (FormulaError, ValueError, ZeroDivisionError):
        return None
    ends = zip((cells.low, cells.high), (low, high), strict=True)
    dust = _EXACT * max(abs(low), abs(high))
    exact = all(math.isclose(made.value, end, abs_tol=dust) for made, end in ends)
    return cells if exact and max(len(cells.low.text), len(cells.high.text)) < LONGEST else None


def _cells(expression: Expression, find: Find) -> Cells:
    if isinstance(expression, Input):
        cells = find(expression.id)
        if cells is None:
            raise FormulaError(expression.id)
        return cells
    if isinstance(expression, Constant):
        end = End(repr(expression.value), expression.value)
        return Cells(end, end, expression.value, expression.value)
    if expression.sign in "×÷":
        return _product(_factors(expression, find))
    parts = [_cells(part, find) for part in expression.parts]
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    least, most = [part.least for part in parts], [part.most for part in parts]
    if expression.sign == "+":
        return Cells(_sum(lows), _sum(highs), sum(least), sum(most))
    if expression.sign == "−":
        ends = (_difference(lows[0], highs[1]), _difference(highs[0], lows[1]))
        return Cells(*ends, least[0] - most[1], most[0] - least[1])
    if expression.sign == "range":
        return Cells(_extreme("MIN", lows), _extreme("MAX", highs), min(least), max(most))
    raise FormulaError(expression.sign)


def _sum(ends: Sequence[End]) -> End:
    return End(f"({'+'.join(end.text for end in ends)})", sum(end.value for end in ends))


def _difference(first: End, second: End) -> End:
    return End(f"({first.text}-{second.text})", first.value - second.value)


def _extreme(function: str, ends: Iterable[End]) -> End:
    """The least or the greatest of some ends, each named once."""
    terms = list(dict.fromkeys(ends))
    made = min if function == "MIN" else max
    text = f"{function}({','.join(term.text for term in terms)})" if len(terms) > 1 else terms[0].text
    return End(text, made(term.value for term in terms))


def _factors(expression: Expression, find: Find) -> list[_Factor]:
    """The factors of a chain of × and ÷, however it is bracketed."""
    if not (isinstance(expression, Operation) and expression.sign in "×÷"):
        return [_Factor("*", _cells(expression, find))]
    found = []
    for position, part in enumerate(expression.parts):
        turned = expression.sign == "÷" and position > 0
        found += [_Factor("*/"[(sign == "/") != turned], cells) for sign, cells in _factors(part, find)]
    return found


def _product(factors: Sequence[_Factor]) -> Cells:
    """The ends of a product: of the sure factors together, and over the combinations of the others' ends."""
    sure, others = [f for f in factors if f.sure], [f for f in factors if not f.sure]
    if any(f.sign == "/" and f.cells.low.value * f.cells.high.value <= 0 for f in others):
        raise ZeroDivisionError
    low = [(f.sign, f.cells.low if f.sign == "*" else f.cells.high) for f in sure]
    high = [(f.sign, f.cells.high if f.sign == "*" else f.cells.low) for f in sure]
    choices = product(*([(f.sign, f.cells.low), (f.sign, f.cells.high)] for f in others))
    corners = [_multiplied([*ends, *more]) for more in choices for ends in ((low, high) if others else (low,))]
    ends = _extreme("MIN", corners), _extreme("MAX", corners if others else [_multiplied(high)])
    guards = [f"{f.cells.low.text}*{f.cells.high.text}>0" for f in others if f.sign == "/"]
    if guards:
        lowest, highest = (End(f"IF(AND({','.join(guards)}),{end.text},NA())", end.value) for end in ends)
        ends = lowest, highest
    return Cells(*ends, *_bounds(factors))


def _multiplied(ends: Iterable[tuple[str, End]]) -> End:
    """The product of some ends, those that divide last."""
    text, value = "", 1.0
    for sign, end in sorted(ends, key=lambda item: item[0]):
        text += f"{sign}{end.text}" if text else end.text if sign == "*" else f"1/{end.text}"
        value = value * end.value if sign == "*" else value / end.value
    return End(text, value)


def _bounds(factors: Sequence[_Factor]) -> tuple[float, float]:
    """The least and most that a product can be."""
    least, most = 1.0, 1.0
    for sign, cells in factors:
        if sign == "/" and cells.least <= 0 <= cells.most:
            return -math.inf, math.inf
        ends = (cells.least, cells.most) if sign == "*" else (1 / cells.most, 1 / cells.least)
        corners = [x * y if x and y else 0.0 for x in (least, most) for y in ends]
        least, most = min(corners), max(corners)
    return least, most
