"""Results drawn from the formulas themselves: the same expression that gives an interval gives a distribution.

Every leaf (figure, reference, assumption) is drawn uniformly from its interval, independently of the others:
nothing is known of its shape. A range over disagreeing statements is drawn between the least and the greatest
of them. Each leaf has a generator of its own, seeded by the seed and its id, so that adding or changing one
leaves the others' draws as they are. Leaves open at one end stand at the other.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from chipbrief.model import Estimate
from chipbrief.model.formula import Constant, Expression, Input, Operation, evaluate, inputs, lettered

Array = npt.NDArray[np.float64]
Book = Mapping[str, Estimate]


def index_by_id(*groups: Iterable[Estimate]) -> dict[str, Estimate]:
    """Estimates by id, for looking up what a formula mentions."""
    return {item.id: item for group in groups for item in group}


def leaves(estimate: Estimate, book: Book) -> list[str]:
    """The ids of the facts and assumptions that an estimate rests on in the end, in order of first need."""
    if estimate.expression is None:
        return [estimate.id]
    found = [leaf for id_ in estimate.inputs for leaf in leaves(book[id_], book)]
    return list(dict.fromkeys(found))


def draws(estimate: Estimate, book: Book, number: int, seed: int) -> Array:
    """`number` draws of an estimate, in its unit. Raises KeyError for an input that `book` does not have."""
    cache: dict[str, Array] = {}

    def leaf(item: Estimate) -> Array:
        if math.isinf(item.width):
            return np.full(number, item.middle)
        return item.low + item.width * _uniform(seed, item.id, number)

    def value(id_: str) -> Array:
        if id_ not in cache:
            item = book[id_]
            cache[id_] = of(item.expression) if item.expression else leaf(item)
        return cache[id_]

    def of(expression: Expression) -> Array:
        def between(*parts: Array | float) -> Array:
            ends = np.array(np.broadcast_arrays(*parts))
            low, high = ends.min(axis=0), ends.max(axis=0)
            own = lettered(expression) + " ".join(inputs(expression))
            return np.asarray(low + (high - low) * _uniform(seed, own, number))

        return np.broadcast_to(np.asarray(evaluate(expression, value, {"range": between})), (number,))

    return of(estimate.expression) if estimate.expression else leaf(book[estimate.id])


def mixture(samples: Sequence[Array], weights: Sequence[float], seed: int) -> Array:
    """Samples of equal length mixed: each draw from one of them, by `weights` (parts of one; the last has the rest).

    The choice has a generator of its own, so that it is the same for every quantity of one run.
    """
    chosen = np.searchsorted(np.cumsum(weights), _uniform(seed, "state", len(samples[0])), side="right")
    return np.choose(chosen, samples)


def at(estimate: Estimate, book: Book, fixed: Mapping[str, float]) -> float:
    """The estimate with what is in `fixed` at those values and all other leaves in the middle of their intervals."""

    def value(id_: str) -> float:
        item = book[id_]
        if item.expression is None or id_ in fixed:
            return fixed.get(id_, item.middle)
        return at(item, book, fixed)

    def middle(*parts: float) -> float:
        return (min(parts) + max(parts)) / 2

    if estimate.expression is None:
        return value(estimate.id)
    return evaluate(estimate.expression, value, {"range": middle})


def summary(estimate: Estimate, sample: Array, percent: int, run: tuple[str, ...]) -> tuple[Estimate, Estimate]:
    """The central interval that holds `percent` of a sample, and its median, as Estimates still to be named.

    All three are rounded to the second digit of the greatest, for no assumption is known better than that: the ends
    outwards, so that the interval holds no less, and none beyond the estimate. `run` are the ids of the assumptions
    that the sample depends on besides: draws and seed.
    """
    tail = (100 - percent) / 2
    low, middle, high = _rounded([float(value) for value in np.percentile(sample, [tail, 50, 100 - tail])], estimate)
    rest: tuple[Expression, ...] = tuple(Input(id_) for id_ in run)
    central = Operation("central", (Input(estimate.id), Constant(percent), *rest))
    median = Operation("median", (Input(estimate.id), *rest))
    return (
        Estimate("", low, high, estimate.unit, expression=central),
        Estimate("", middle, middle, estimate.unit, expression=median),
    )


def swinging(estimate: Estimate, ends: tuple[float, float], leaf: str) -> Estimate:
    """What `swing` found, as an Estimate still to be named: the interval while only `leaf` moves."""
    expression = Operation("swing", (Input(estimate.id), Input(leaf)))
    return Estimate("", min(ends), max(ends), estimate.unit, expression=expression)


def _rounded(values: list[float], within: Estimate) -> list[float]:
    greatest = max(abs(value) for value in values)
    digits = 1 - math.floor(math.log10(greatest)) if greatest else 0
    step = 10.0**-digits
    low, middle, high = values
    ends = (math.floor(low / step) * step, round(middle / step) * step, math.ceil(high / step) * step)
    return [min(max(round(end, max(digits, 0)), within.low), within.high) for end in ends]


def coverage(central: Estimate, sample: Array, run: tuple[str, ...]) -> Estimate:
    """How much of a sample lies within an interval, in whole per cent, as an Estimate still to be named."""
    share = float(round(100 * float(np.mean((sample >= central.low) & (sample <= central.high)))))
    parts: tuple[Expression, ...] = (Input(central.id), *(Input(id_) for id_ in run))
    return Estimate("", share, share, "%", expression=Operation("coverage", parts))


@lru_cache(maxsize=16)  # as many as a scenario has leaves: it is asked for them again for each year
def _uniform(seed: int, key: str, number: int) -> Array:
    """Draws between 0 and 1, the same for a key whenever they are asked for."""
    drawn = np.random.default_rng([seed, zlib.crc32(key.encode())]).random(number)
    drawn.flags.writeable = False
    return drawn
