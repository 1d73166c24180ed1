"""What a country's memory exports lose as China makes more of its own memory, by state of the market and year.

The channel is commodity memory. Of the exports a part ends in China (`final-china`), and of that a part is bought by
Chinese firms (`chinese-buyers`). Chinese makers' share of China's demand goes from `home-start` to `home-end` in
equal yearly steps; foreign makers lose in proportion to the fall of their share,
`displaced = 1 − (100 − home-end) ÷ (100 − home-start)`. A part of what is displaced finds other buyers
(`redirect`), at a price that is lower by `discount`. The loss is counted in volume first, in per cent of the memory
that would be exported otherwise, so that neither prices nor the growth of demand enter it; its value is given at the
price levels of `base`.

`home-end`, `redirect` and `discount` belong to a state of the market (`shortage`, `balance`, `glut`) and move
together: a draw of the simulation is in one state for its whole path. `market` is the mixture of the states by their
weights; its interval is the hull over them, all that the assumptions allow.

Columns of `scenarios`, long: scenario (a state, or `market`), year, measure (`home-share`, `displaced`,
`loss-volume`, `loss-value`: % of memory exports; `loss-year`, `loss-now`: US$ a year at that price level), estimate,
low, high, unit, and of losses median, median_value, central, central_low, central_high. Columns of `thresholds`:
scenario, estimate, low, high (%: the home share at which `loss-volume` is `a-threshold`; above 100: never).

Estimates: `e-MEASURE-STATE` at the horizon and `e-MEASURE-STATE-YEAR` before it, `…-median`, `…-central`,
`…-coverage` (of the range as printed);
`e-threshold-STATE`. `mark` is put before them where a second setting is computed (`e-then-loss-volume-…`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chipbrief.analysis import simulation
from chipbrief.analysis.base import Base
from chipbrief.analysis.simulation import Array
from chipbrief.analysis.tables import Result, name, table
from chipbrief.errors import InputError
from chipbrief.model import Assumption, Estimate, hull

COLUMNS = (
    "scenario", "year", "measure", "estimate", "low", "high", "unit", "median", "median_value", "central",
    "central_low", "central_high",
)  # fmt: skip
THRESHOLDS = ("scenario", "estimate", "low", "high")
STATES = ("shortage", "balance", "glut")
MARKET = "market"
CENTRAL = 90  # per cent of the draws inside the interval shown
LOSSES = {"loss-volume": "", "loss-value": "", "loss-year": "year", "loss-now": "now"}
"""Measures of loss and the price level that gives them in US$."""
Given = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Setting:
    """Memory exports by price level (US$), the assumptions by name, the base year and the horizon."""

    memory: Mapping[str, Estimate]
    given: Given
    start: int
    horizon: int
    mark: str = ""

    @property
    def steps(self) -> int:
        return self.horizon - self.start

    @property
    def measures(self) -> list[str]:
        """The losses that can be given: those in US$ where the exports at that price level are known."""
        return [measure for measure, level in LOSSES.items() if not level or level in self.memory]


def setting(base: Base | None, assumptions: Iterable[Assumption], mark: str = "") -> Setting | None:
    """The setting, or None without a base.

    Raises InputError when the horizon is not after the base year, the home share at the start is the whole market
    or above that at the end, or the weights of two states are more than a hundred per cent.
    """
    given = {item.id.removeprefix("a-"): Estimate.of(item) for item in assumptions}
    return checked(Setting(base.memory, given, base.year, int(given["horizon"].low), mark)) if base else None


def checked(setting: Setting) -> Setting:
    """The setting, if its assumptions go together. Raises InputError as `setting` does."""
    given, horizon = setting.given, setting.horizon
    if horizon <= setting.start:
        raise _error(f"horizon: {horizon} is not after {setting.start}, the base year; give a later one")
    if given["home-start"].high >= 100:
        raise _error("home_start_high: must be below 100 %, there is nothing left to displace")
    for state in STATES:
        if given[f"home-end-{state}"].low < given["home-start"].high:
            raise _error(f"home_end_{state}_low: is below home_start_high; give a higher one")
    if given["weight-shortage"].high + given["weight-balance"].high > 100:
        raise _error("weight_shortage, weight_balance: more than 100 % together; lower one")
    return setting


def _error(what: str) -> InputError:
    return InputError(f"04-korea-impact: {what}")


def scenarios(setting: Setting | None, facts: Iterable[Estimate]) -> Result:
    """Every state and their mixture in every year after the base, with simulated quantiles (see the docstring above).

    `facts` are the figures, references and Estimates that the exports rest on. No setting, no scenario.
    """
    if setting is None:
        return Result(table([], COLUMNS), [])
    rows, made = [], []
    for year in range(setting.start + 1, setting.horizon + 1):
        by_state = {state: dict(_measures(setting, state, year)) for state in STATES}
        for measure in list(by_state[STATES[0]]):
            whole = hull(by_state[state][measure] for state in STATES)
            by_state.setdefault(MARKET, {})[measure] = _named(setting, whole, measure, MARKET, year)
        made += [item for found in by_state.values() for item in found.values() if item.kind == "estimate"]
        book = simulation.index_by_id(setting.given.values(), facts, made)
        for state, found in by_state.items():
            for measure, item in found.items():
                row = {"scenario": state, "year": year, "measure": measure, "unit": item.unit}
                row |= {"estimate": item.id, "low": item.low, "high": item.high}
                if measure in LOSSES:
                    mixed = {each: by_state[each][measure] for each in STATES} if state == MARKET else {}
                    central, median, held = _simulated(setting, item, mixed, book)
                    made += [central, median, held]
                    row |= {"median": median.id, "median_value": median.low}
                    row |= {"central": central.id, "central_low": central.low, "central_high": central.high}
                rows.append(row)
    return Result(table(rows, COLUMNS), made)


def draws(setting: Setting, losses: Mapping[str, Estimate], book: simulation.Book) -> Array:
    """Draws of the mixture of a loss over the states (`losses` by state); each draw is in one of them."""
    number, seed = (int(setting.given[key].low) for key in ("draws", "seed"))
    weights = [setting.given["weight-shortage"].low, setting.given["weight-balance"].low]
    samples = [simulation.draws(losses[state], book, number, seed) for state in STATES]
    return simulation.mixture(samples, [weight / 100 for weight in weights], seed)


def thresholds(setting: Setting | None) -> Result:
    """The home share of memory at which the volume lost is `a-threshold` per cent of memory exports, by state.

    A state in which everything may find other buyers has no row: no home share is then enough.
    """
    if setting is None:
        return Result(table([], THRESHOLDS), [])
    given, rows, made = setting.given, [], []
    for state in STATES:
        kept = given[f"redirect-{state}"].complement()
        if kept.low <= 0:
            continue
        exposed = given["final-china"] * given["chinese-buyers"] * kept
        gone = given["threshold"].share_of(exposed)
        share = (given["home-start"].complement() * gone.complement()).complement()
        item = _named(setting, share, "threshold", state, setting.horizon)
        made.append(item)
        rows.append({"scenario": state, "estimate": item.id, "low": item.low, "high": item.high})
    return Result(table(rows, THRESHOLDS), made)


def loss(setting: Setting, state: str, year: int) -> tuple[Estimate, Estimate, Estimate]:
    """Displaced part, volume lost and value lost (% of memory exports) in one state and year, unnamed."""
    given, passed = setting.given, year - setting.start
    ends = [given[f"{what}-{state}"] for what in ("home-end", "redirect", "discount")]
    return channel(given, ends, passed, setting.steps)


def channel(given: Given, ends: Sequence[Estimate], passed: int, steps: int) -> tuple[Estimate, Estimate, Estimate]:
    """The same for any home share at the end, part redirected and discount (`ends`, %), after `passed` of `steps`."""
    home_end, redirect, discount = ends
    gone = home_end.complement().share_of(given["home-start"].complement()).complement()
    displaced = gone if passed == steps else gone.scaled(passed, steps)
    touched = given["final-china"] * given["chinese-buyers"] * displaced
    volume = touched * redirect.complement()
    value = touched * (redirect * discount.complement()).complement()  # what is sold elsewhere loses its discount
    return displaced, volume, value


def _measures(setting: Setting, state: str, year: int) -> Iterator[tuple[str, Estimate]]:
    """The measures of one state in one year, each named."""

    def named(measure: str, item: Estimate) -> tuple[str, Estimate]:
        return measure, _named(setting, item, measure, state, year)

    start, end = setting.given["home-start"], setting.given[f"home-end-{state}"]
    passed, steps = year - setting.start, setting.steps
    if passed < steps:
        yield named("home-share", (start.scaled(steps - passed) + end.scaled(passed)).scaled(1, steps))
    else:
        yield "home-share", end
    for measure, item in zip(("displaced", "loss-volume", "loss-value"), loss(setting, state, year), strict=True):
        yield (found := named(measure, item))
    for level, memory in setting.memory.items():
        yield named(f"loss-{level}", memory * found[1])


def _simulated(
    setting: Setting, item: Estimate, losses: Mapping[str, Estimate], book: simulation.Book
) -> tuple[Estimate, Estimate, Estimate]:
    """Central range, median and coverage of a loss; `losses` has it by state where it is that of the mixture."""
    run = [setting.given[key].id for key in ("draws", "seed")]
    if losses:
        sample = draws(setting, losses, book)
        run = [*(setting.given[f"weight-{each}"].id for each in STATES[:2]), *run]
    else:
        sample = simulation.draws(item, book, *(int(book[id_].low) for id_ in run))
    central, median = simulation.summary(item, sample, CENTRAL, tuple(run))
    ko, en = item.label_ko, item.label_en
    central = central.named(f"{item.id}-central", f"{ko}: 모의실험 중앙 구간", f"{en}: central range of draws")
    held = simulation.coverage(central, sample, tuple(run))
    return (
        central,
        median.named(f"{item.id}-median", f"{ko}: 모의실험 중앙값", f"{en}: median of draws"),
        held.named(
            f"{item.id}-coverage", f"{ko}: 중앙 구간의 포함 비율", f"{en}: part of the draws in the central range"
        ),
    )


def _named(setting: Setting, item: Estimate, measure: str, state: str, year: int) -> Estimate:
    suffix = "" if year == setting.horizon else str(year)
    (ko, en), (state_ko, state_en) = _LABELS[measure], _STATES[state]
    when = f" ({state_ko}, {year})", f" ({state_en}, {year})"
    return item.named(name(setting.mark, measure, state, suffix), ko + when[0], en + when[1])


_STATES = {
    "shortage": ("공급 부족", "shortage"),
    "balance": ("수급 균형", "balance"),
    "glut": ("공급 과잉", "glut"),
    MARKET: ("전체", "all states"),
}
_LABELS = {
    "home-share": ("중국 메모리 수요의 국산 비중", "Domestic share of China's memory demand"),
    "displaced": ("해외 공급자의 판매 감소율", "Foreign suppliers' sales displaced"),
    "loss-volume": ("메모리 수출 물량 손실률", "Volume of memory exports lost"),
    "loss-value": ("메모리 수출액 손실률", "Value of memory exports lost"),
    "loss-year": ("메모리 수출액 손실, 기준 연도 가격", "Memory exports lost, at the prices of the base year"),
    "loss-now": ("메모리 수출액 손실, 최근 월 가격", "Memory exports lost, at the prices of the latest month"),
    "threshold": ("손실이 문턱값에 이르는 중국의 국산 비중", "Domestic share at which the loss reaches the threshold"),
}
