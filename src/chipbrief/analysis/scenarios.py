"""What China's targets would put at risk of a country's chip exports, year by year, under stated assumptions.

Static arithmetic at the value of the exports' own year, not a forecast. China's domestic share goes from a
baseline to a target in equal yearly steps until the horizon. What foreign suppliers sold is displaced in
proportion to the fall of their share: `displaced = 1 − (100 − target) ÷ (100 − baseline)`. Two channels:

- general: memory and logic exported to China; an `addressable` part of it is touched, and of that a
  `redirected` part finds buyers elsewhere.
- hbm: accelerators' memory, which may not be exported to China and reaches it inside foreign accelerators
  built in Taiwan: `hbm` part of exports to Taiwan, `china-accelerators` part of these accelerators sold to
  China, `hbm-redirected` part finding other buyers.

Columns of `scenarios`, long: scenario (`70`, `90`, `100`, `chosen`, `forecast`), year, measure
(`domestic-share`, `displaced`, `loss-general`, `loss-hbm`, `loss`, `loss-share`, `loss-krw`), estimate, low,
high, unit, and from the simulation, for `loss` and `loss-share`: median, median_value, central,
central_low, central_high. Columns of `tornado`: assumption, estimate, low, high (loss with the assumption at
its low and high end), at_low, at_high, swing; greatest first.

Estimates: `e-MEASURE-SCENARIO` at the horizon and `e-MEASURE-SCENARIO-YEAR` before it; `…-median`, `…-central`;
`e-swing-ASSUMPTION`; `e-localisation-forecast`; `e-break-even-SCENARIO` (the addressable part at which the
general channel alone loses `a-break-even` per cent of all exports). A missing input leaves out what needs it.
Columns of `break_even`: scenario, estimate, low, high (%; above 100 means: cannot be reached).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from chipbrief.analysis import simulation
from chipbrief.analysis.exposure import Trade
from chipbrief.analysis.tables import Result, leaf, name, records, table
from chipbrief.errors import InputError
from chipbrief.model import Assumption, Estimate, hull, periods, total

COLUMNS = (
    "scenario", "year", "measure", "estimate", "low", "high", "unit", "median", "median_value", "central",
    "central_low", "central_high",
)  # fmt: skip
TORNADO = ("assumption", "estimate", "low", "high", "at_low", "at_high", "swing")
BREAK_EVEN = ("scenario", "estimate", "low", "high")
TARGETS = ("70", "90", "100", "chosen")
FORECAST = "forecast"
CENTRAL = 90  # per cent of the draws inside the interval shown
_SIMULATED = ("loss", "loss-share")
Given = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a scenario starts from.

    Destinations' shares of all exports (%), the exports by id of Estimate, won per dollar, the assumptions by
    name, the exports' year and the year in which the target is reached.
    """

    shares: Mapping[str, Estimate]
    exports: Mapping[str, Estimate]
    rate: Estimate | None
    given: Given
    start: int
    horizon: int

    @property
    def steps(self) -> int:
        return self.horizon - self.start


def setting(trade: Trade, exposed: Iterable[Estimate], assumptions: Iterable[Assumption]) -> Setting | None:
    """The setting, or None when no source states the exports to China or their year.

    Raises InputError when the horizon is not after the exports' year, or the baseline is the whole market.
    """
    given = {item.id.removeprefix("a-"): Estimate.of(item) for item in assumptions}
    exports = {item.id: item for item in exposed}
    start = periods.year(trade.period)
    if start is None or "e-exports-to-china" not in exports:
        return None
    horizon = int(given["horizon"].low)
    if horizon <= start:
        raise InputError(
            f"04-korea-impact: horizon: {horizon} is not after {start}, the exports' year; give a later one"
        )
    if given["baseline"].high >= 100:
        raise InputError("04-korea-impact: baseline_high: must be below 100 %, there is nothing left to displace")
    return Setting(trade.shares, exports, trade.rate("KRW", "USD"), given, start, horizon)


def localisation(references: pd.DataFrame, start: int, horizon: int) -> Estimate | None:
    """The range of published forecasts of China's domestic share; None when there are none.

    Those count whose year is not after the horizon, and nearer to it than to the start.
    """
    shares = [row for row in records(references) if row.get("metric") == "domestic-share"]
    years = [(periods.year(row.get("period")) or start, leaf(row)) for row in shares]
    found = [item for year, item in years if item and year <= horizon and year - start > horizon - year]
    if not found:
        return None
    ko, en = "중국 AI 칩 국산 비중 전망의 범위", "Range of forecasts of the domestic share of China's AI chips"
    return hull(found).named("e-localisation-forecast", ko, en)


def scenarios(
    setting: Setting | None, forecast: Estimate | None, facts: Iterable[Estimate], keys: Iterable[str] = TARGETS
) -> Result:
    """Every scenario in every year after the start, with simulated quantiles (see the module's docstring).

    `facts` are the figures and references that the exports and the forecast rest on; `keys` the scenarios wanted
    besides that of the forecast, all of them else. No setting, no scenario.
    """
    if setting is None:
        return Result(table([], COLUMNS), [])
    targets = {key: setting.given[f"target-{key}"] for key in keys} | ({FORECAST: forecast} if forecast else {})
    named = [forecast] if forecast else []
    measured: list[tuple[str, int, str, Estimate]] = []
    for key, target in targets.items():
        for year in range(setting.start + 1, setting.horizon + 1):
            measured += [(key, year, measure, item) for measure, item in _measures(setting, key, target, year)]
    named += [item for *_, item in measured if item.kind == "estimate" and item is not forecast]
    known = simulation.book(setting.given.values(), setting.exports.values(), named, facts)
    rows = []
    for key, year, measure, item in measured:
        row = {"scenario": key, "year": year, "measure": measure, "unit": item.unit}
        row |= {"estimate": item.id, "low": item.low, "high": item.high}
        if measure in _SIMULATED:
            central, median = _simulated(item, known, setting.given)
            named += [central, median]
            row |= {"median": median.id, "median_value": median.low}
            row |= {"central": central.id, "central_low": central.low, "central_high": central.high}
        rows.append(row)
    return Result(table(rows, COLUMNS), named)


def tornado(loss: Estimate | None, known: simulation.Book) -> Result:
    """How far each uncertain assumption alone moves `loss`, the others in the middle of their intervals."""
    if loss is None:
        return Result(table([], TORNADO), [])
    rows, named = [], []
    for id_ in simulation.leaves(loss, known):
        item = known[id_]
        if item.kind != "assumption" or not item.width:
            continue
        ends = simulation.swing(loss, known, id_)
        ko, en = f"{item.label_ko}만 움직일 때의 손실", f"Loss while only this moves: {item.label_en}"
        moved = simulation.swinging(loss, ends, id_).named(name("swing", id_.removeprefix("a-")), ko, en)
        named.append(moved)
        row = {"assumption": id_, "estimate": moved.id, "low": moved.low, "high": moved.high}
        rows.append(row | {"at_low": ends[0], "at_high": ends[1], "swing": moved.width})
    return Result(table(sorted(rows, key=lambda row: -float(str(row["swing"]))), TORNADO), named)


def break_even(setting: Setting | None, known: simulation.Book) -> Result:
    """For each scenario the addressable part at which the general channel loses `a-break-even` per cent of exports.

    A scenario in which nothing may be displaced, or everything finds other buyers, has no row.
    """
    if setting is None:
        return Result(table([], BREAK_EVEN), [])
    found = []
    for key in (*TARGETS, FORECAST):
        displaced, kept = known.get(name("displaced", key)), setting.given["redirected"].complement()
        if displaced is None or displaced.low <= 0 or kept.low <= 0:
            continue
        needed = setting.given["break-even"].share_of(setting.shares["china"] * displaced * kept)
        found.append((key, _of_scenario(needed, "break-even", key, "", _LABELS["break-even"])))
    rows = [{"scenario": key, "estimate": item.id, "low": item.low, "high": item.high} for key, item in found]
    return Result(table(rows, BREAK_EVEN), [item for _, item in found])


def _measures(setting: Setting, key: str, target: Estimate, year: int) -> Iterator[tuple[str, Estimate]]:
    """The measures of one scenario in one year, each named."""
    passed, steps = year - setting.start, setting.steps
    suffix = "" if year == setting.horizon else str(year)
    given, exports = setting.given, setting.exports

    def named(measure: str, item: Estimate) -> tuple[str, Estimate]:
        return measure, _of_scenario(item, measure, key, suffix, _LABELS[measure])

    if passed < steps:
        yield named("domestic-share", _between(given["baseline"], target, passed, steps))
    else:
        yield "domestic-share", target
    displaced = named("displaced", _displaced(given["baseline"], target, passed, steps))
    yield displaced
    channels = [named("loss-general", _general(exports["e-exports-to-china"], given, displaced[1]))]
    parts = [_general(setting.shares["china"], given, displaced[1])]
    if "e-exports-to-taiwan" in exports:
        channels.append(named("loss-hbm", _hbm(exports["e-exports-to-taiwan"], given, displaced[1])))
        parts.append(_hbm(setting.shares["taiwan"], given, displaced[1]))
    yield from channels
    loss = named("loss", total(item for _, item in channels))
    yield loss
    yield named("loss-share", total(parts))
    if setting.rate:
        yield named("loss-krw", loss[1] * setting.rate)


def _general(to_china: Estimate, given: Given, displaced: Estimate) -> Estimate:
    """What the general channel loses of exports to China, or of their share."""
    return to_china * given["addressable"] * displaced * given["redirected"].complement()


def _hbm(to_taiwan: Estimate, given: Given, displaced: Estimate) -> Estimate:
    """What the channel of accelerators' memory loses of exports to Taiwan, or of their share."""
    sold = to_taiwan * given["hbm"] * given["china-accelerators"]
    return sold * displaced * given["hbm-redirected"].complement()


def _of_scenario(item: Estimate, measure: str, key: str, suffix: str, labels: tuple[str, str]) -> Estimate:
    ko, en = _SCENARIOS[key]
    return item.named(name(measure, key, suffix), f"{labels[0]} ({ko})", f"{labels[1]} ({en})")


def _between(baseline: Estimate, target: Estimate, passed: int, steps: int) -> Estimate:
    """The domestic share after `passed` of `steps` equal steps; each end enters once, so the bounds are tight."""
    return (baseline.scaled(steps - passed) + target.scaled(passed)).scaled(1, steps)


def _displaced(baseline: Estimate, target: Estimate, passed: int, steps: int) -> Estimate:
    """The part of foreign suppliers' sales that is gone after `passed` of `steps` steps."""
    gone = target.complement().share_of(baseline.complement()).complement()
    return gone if passed == steps else gone.scaled(passed, steps)


def _simulated(item: Estimate, known: simulation.Book, given: Given) -> tuple[Estimate, Estimate]:
    sample = simulation.draws(item, known, int(given["draws"].low), int(given["seed"].low))
    central, median = simulation.summary(item, sample, CENTRAL, (given["draws"].id, given["seed"].id))
    return (
        central.named(
            f"{item.id}-central", f"{item.label_ko}: 모의실험 중앙 구간", f"{item.label_en}: central range of draws"
        ),
        median.named(f"{item.id}-median", f"{item.label_ko}: 모의실험 중앙값", f"{item.label_en}: median of draws"),
    )


_SCENARIOS = {
    "70": ("낮은 목표", "lower target"),
    "90": ("높은 목표", "higher target"),
    "100": ("전면 국산화", "complete localisation"),
    "chosen": ("선택한 목표", "chosen target"),
    FORECAST: ("전망의 범위", "range of forecasts"),
}
_LABELS = {
    "domestic-share": ("중국 AI 칩 국산 비중", "Domestic share of China's AI chips"),
    "displaced": ("대체되는 해외 공급 비중", "Displaced part of foreign suppliers' sales"),
    "loss-general": ("일반 메모리·로직 수출 손실", "Loss of general memory and logic exports"),
    "loss-hbm": ("가속기용 메모리 수출 손실", "Loss of accelerator memory exports"),
    "loss": ("수출 손실 합계", "Loss of exports, both channels"),
    "loss-share": ("수출 손실이 전체 반도체 수출에서 차지하는 비중", "Loss as a share of all chip exports"),
    "break-even": ("손실이 기준에 이르는 접근 가능 비중", "Addressable part at which the loss reaches the threshold"),
    "loss-krw": ("수출 손실 합계(원화)", "Loss of exports in won, both channels"),
}
