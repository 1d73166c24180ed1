"""What the loss depends on: one input at a time (`tornado`), and all at once (`sobol`).

Inputs are the parts of the channel, with `home-end`, `redirect` and `discount` over all states of the market, so
that the path of Chinese supply is among them. The tornado moves one from end to end of its interval while the others
stay in the middle. Sobol indices share out the variance of the simulated loss: `first` is what an input explains
alone, `total` what would go if it were known, with all that it does together with others. The market's state is an
input of its own there, and the three that belong to it are drawn within it.

Indices by the estimators of Saltelli et al. (first, Computer Physics Communications 181, 2010, table 2 b) and Jansen
(total, Computer Physics Communications 117, 1999). They are a few lines of NumPy; SALib has the same and would bring
SciPy along.

Columns of `tornado`: assumption (an assumption's or Estimate's id), estimate, low, high (%), at_low, at_high, swing;
greatest first. Columns of `sensitivity`: input, label_ko, label_en, first, first_value, total, total_value (%).
Estimates: `e-over-INPUT` (the range over the states), `e-swing-INPUT`, `e-first-INPUT`, `e-total-INPUT`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from chipbrief.analysis import scenarios, simulation
from chipbrief.analysis.scenarios import MARKET, STATES, Setting
from chipbrief.analysis.simulation import Array
from chipbrief.analysis.tables import Result, name, table
from chipbrief.model import Estimate, hull
from chipbrief.model.formula import Input, Operation

TORNADO = ("assumption", "estimate", "low", "high", "at_low", "at_high", "swing")
SENSITIVITY = ("input", "label_ko", "label_en", "first", "first_value", "total", "total_value")
_COMMON = ("final-china", "chinese-buyers", "home-start")
_BY_STATE = ("home-end", "redirect", "discount")
_INPUTS = (*_COMMON, "state", *_BY_STATE)
_SAMPLE = 1 << 14
"""Points of each of the two samples; with seven inputs nine times as many evaluations."""


def tornado(setting: Setting | None) -> Result:
    """How far each input alone moves the value lost at the horizon, the others in the middle of their intervals."""
    if setting is None:
        return Result(table([], TORNADO), [])
    over = {what: _over(setting, what) for what in _BY_STATE}
    inputs = {what: setting.given[what] for what in _COMMON} | over
    steps = setting.steps
    *_, value = scenarios.channel(setting.given, list(over.values()), steps, steps)
    loss = value.named(
        "e-loss-value-any", "메모리 수출액 손실률, 모든 가정의 범위", "Value of memory exports lost, over all states"
    )
    book = simulation.index_by_id(setting.given.values(), over.values(), [loss])
    middles = {item.id: item.middle for item in inputs.values()}
    rows, made = [], [*over.values(), loss]
    for what, item in inputs.items():
        if not item.width:
            continue
        ends = [simulation.at(loss, book, middles | {item.id: end}) for end in (item.low, item.high)]
        ko, en = f"{item.label_ko}만 움직일 때의 손실률", f"Loss while only this moves: {item.label_en}"
        moved = simulation.swinging(loss, (ends[0], ends[1]), item.id).named(name("swing", what), ko, en)
        made.append(moved)
        row = {"assumption": item.id, "estimate": moved.id, "low": moved.low, "high": moved.high}
        rows.append(row | {"at_low": ends[0], "at_high": ends[1], "swing": moved.width})
    return Result(table(sorted(rows, key=lambda row: -float(str(row["swing"]))), TORNADO), made)


def sobol(setting: Setting | None, loss: Estimate | None) -> Result:
    """Sobol indices of the value lost at the horizon (`loss`: the mixture's Estimate), greatest total first."""
    if setting is None or loss is None:
        return Result(table([], SENSITIVITY), [])
    seed = setting.given["seed"]
    found = indices(lambda points: value_lost(setting, points), len(_INPUTS), _SAMPLE, int(seed.low))
    rows, made = [], []
    for what, first, total in zip(_INPUTS, *found, strict=True):
        ko, en = _labels(setting, what)
        row: dict[str, object] = {"input": what, "label_ko": ko, "label_en": en}
        for kind, number in (("first", first), ("total", total)):
            share = float(round(100 * max(number, 0.0)))  # to the per cent: the sample knows no more
            expression = Operation("sobol", (Input(loss.id), Input(seed.id)))
            item = Estimate("", share, share, "%", expression=expression)
            label = _KINDS[kind]
            item = item.named(name(kind, what), f"{label[0]}: {ko}", f"{label[1]}: {en}")
            made.append(item)
            row |= {kind: item.id, f"{kind}_value": item.low}
        rows.append(row)
    return Result(table(sorted(rows, key=lambda row: -float(str(row["total_value"]))), SENSITIVITY), made)


def value_lost(setting: Setting, points: Array) -> Array:
    """The value lost (% of memory exports) at points of the unit cube, a column an input, in the order of `_INPUTS`."""
    given = setting.given
    unit = dict(zip(_INPUTS, points.T, strict=True))
    common = {what: _between(given[what], unit[what]) for what in _COMMON}
    edges = np.cumsum([given["weight-shortage"].low, given["weight-balance"].low]) / 100
    state = np.searchsorted(edges, unit["state"], side="right")

    def of(what: str) -> Array:
        chosen: Array = np.choose(state, [_between(given[f"{what}-{each}"], unit[what]) for each in STATES])
        return chosen

    displaced = 1 - (100 - of("home-end")) / (100 - common["home-start"])
    kept = 1 - of("redirect") / 100 * (1 - of("discount") / 100)
    lost: Array = common["final-china"] * common["chinese-buyers"] / 100 * displaced * kept
    return lost


def indices(model: Callable[[Array], Array], dimensions: int, points: int, seed: int) -> tuple[Array, Array]:
    """First-order and total Sobol indices of a model of points in the unit cube (rows of `dimensions` columns)."""
    generator = np.random.default_rng([seed, dimensions])
    sample, resample = generator.random((points, dimensions)), generator.random((points, dimensions))
    at_sample, at_resample = model(sample), model(resample)
    variance = np.concatenate([at_sample, at_resample]).var()
    first, total = np.empty(dimensions), np.empty(dimensions)
    for column in range(dimensions):
        mixed = sample.copy()
        mixed[:, column] = resample[:, column]
        changed = model(mixed)
        first[column] = (at_resample * (changed - at_sample)).mean() / variance
        total[column] = ((at_sample - changed) ** 2).mean() / 2 / variance
    return first, total


def _over(setting: Setting, what: str) -> Estimate:
    """What belongs to a state, over all of them."""
    parts = [setting.given[f"{what}-{state}"] for state in STATES]
    return hull(parts).named(name("over", what), *_OVER[what])


def _between(item: Estimate, at: Array) -> Array:
    return item.low + item.width * at


def _labels(setting: Setting, what: str) -> tuple[str, str]:
    given: Mapping[str, Estimate] = setting.given
    return (given[what].label_ko, given[what].label_en) if what in given else _OVER[what]


_OVER = {
    "state": ("시장 상태", "Market state"),
    "home-end": ("중국 메모리 수요의 국산 비중, 목표 연도", "Domestic share of China's memory demand at the horizon"),
    "redirect": ("대체된 물량 중 다른 시장에 판매되는 비중", "Share of displaced volume sold elsewhere"),
    "discount": ("다른 시장 판매 시 가격 하락률", "Discount on sales diverted elsewhere"),
}
_KINDS = {"first": ("단독 기여", "Alone"), "total": ("총 기여", "In total")}
__all__ = ["MARKET", "SENSITIVITY", "TORNADO", "indices", "sobol", "tornado", "value_lost"]
