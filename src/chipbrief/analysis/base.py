"""Where an exposure starts from: chip exports by year and month, what part is memory, where it goes, at which price.

Columns of `base`, long: measure (`year`, `month`: chip exports in US$; `memory`: memory's share of a year or month;
`price`, `volume`: growth on a year before, of a month; `china`: share of China with Hong Kong), period, fact (the
reference or Estimate), low, high, unit. In order of measure and time.

Estimates: `e-memory-share-PERIOD` (memory of chip exports), `e-china-share-PERIOD`, `e-memory-exports`
(of the base year), `e-exports-annualised` and `e-memory-exports-now` (the newest month times twelve: the second
price level), `e-growth-months` (the newest year's months over the same months of the year before),
`e-growth-price` (the same without the growth of volume), `e-china-final` (the part of exports that ends in China:
Hong Kong without what it keeps or sends elsewhere).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from chipbrief.analysis.exposure import Trade
from chipbrief.analysis.series import Series
from chipbrief.analysis.tables import Result, name, table
from chipbrief.model import Estimate, total

MEASURES = ("year", "month", "memory", "price", "volume", "china")
COLUMNS = ("measure", "period", "fact", "low", "high", "unit")
_YEAR, _MONTH = 4, 7  # characters of an ISO 8601 year and month
_EXPORTS, _MONTHLY = "kr-chip-exports-motie", "kr-chip-exports-motie-month"
_CHINA = "kr-chip-export-share-china"


@dataclass(frozen=True, slots=True)
class Base:
    """What the channels start from.

    `exports` of all chips in `year` (US$), `memory` of them (US$) by price level (`year`: that of the base year;
    `now`: the newest month's, as a year), `stated` whether an article gives the exports, `result` table and Estimates.
    """

    year: int
    exports: Estimate
    memory: dict[str, Estimate]
    stated: bool
    result: Result


def base(trade: Trade, series: Series) -> Base | None:
    """The base at the newest year for which exports are known, from articles or from public series.

    None where neither knows any, or nobody knows memory's share.
    """
    values: dict[str, tuple[Estimate, bool]] = {
        period: (item, False) for period, item in series.values(_EXPORTS, _YEAR).items()
    }
    if trade.exports and trade.period and _newest_year(trade.period, max(values, default=""), series):
        values[trade.period] = (trade.exports, True)
    shares = dict(_memory_shares(series))
    if not values or not shares:
        return None
    year = max(values)
    exports, stated = values[year]
    memory = {"year": _named(exports * _share_of_year(shares, year), "memory-exports", _MEMORY)}
    estimates = [item for item in shares.values() if item.kind == "estimate"] + [memory["year"]]
    months = series.values(_MONTHLY, _MONTH)
    if months:
        annual = _named(months[max(months)].scaled(12), "exports-annualised", _ANNUAL)
        memory["now"] = _named(annual * shares[max(shares, key=_end)], "memory-exports-now", _NOW)
        estimates += [annual, memory["now"]]
    china = dict(_china_shares(series))
    estimates += [item for item in china.values() if item.kind == "estimate"]
    estimates += [*_growth(months, series), *_final(series)]
    public = {period: item for period, (item, _) in values.items()}
    return Base(int(year), exports, memory, stated, Result(_frame(public, months, shares, china, series), estimates))


def _newest_year(period: str, latest: str, series: Series) -> bool:
    """Whether a period that an article states is a year, not before the `latest`, and not far beyond public data."""
    month = series.newest(_MONTHLY, _MONTH)
    newest = max(latest, month[0][:_YEAR] if month else "")
    return len(period) == _YEAR and period >= latest and (not newest or int(period) <= int(newest) + 1)


def _memory_shares(series: Series) -> Iterator[tuple[str, Estimate]]:
    """Memory in chip exports by period: as published, else the quotient of two series on one basis."""
    published = series.values("kr-memory-share-ict") | series.values("kr-memory-share")
    yield from published.items()
    chips = series.values("kr-chip-exports-ict")
    for period, memory in series.values("kr-memory-exports-ict").items():
        if period in chips and period not in published:
            yield period, _named(memory.share_of(chips[period]), f"memory-share-{period}", _SHARE, period)


def _china_shares(series: Series) -> Iterator[tuple[str, Estimate]]:
    """China with Hong Kong in chip exports by period."""
    both = series.values("kr-chip-export-share-china-and-hong-kong")
    yield from both.items()
    mainland, hong_kong = series.values(_CHINA), series.values("kr-chip-export-share-hong-kong")
    for period in mainland.keys() & hong_kong.keys() - both.keys():
        added = total([mainland[period], hong_kong[period]])
        yield period, _named(added, f"china-share-{period}", _CHINA_SHARE, period)
    chips = series.values("kr-chip-exports-ict")
    for period, value in series.values("kr-chip-exports-to-china-and-hong-kong-ict").items():
        if period in chips:
            yield period, _named(value.share_of(chips[period]), f"china-share-{period}", _CHINA_SHARE, period)


def _growth(months: dict[str, Estimate], series: Series) -> Iterator[Estimate]:
    """The newest year's months over the same ones of the year before, and that without the growth of volume."""
    last = max(months, default="")[:_YEAR]
    pairs = [(item, months.get(f"{int(last) - 1}{month[_YEAR:]}")) for month, item in months.items() if month > last]
    found = [(now, then) for now, then in pairs if then]
    if not found or len(found) < len(pairs):
        return
    grown = _named(total(now for now, _ in found) / total(then for _, then in found), "growth-months", _GROWN)
    yield grown
    if volume := series.newest("kr-chip-export-volume-growth-kdi", _MONTH):
        yield _named(grown / volume[1].more(), "growth-price", _PRICE)


def _final(series: Series) -> Iterator[Estimate]:
    """The part of exports that ends in China: the mainland's, and what Hong Kong sends on to it."""
    parts = (
        series.newest(_CHINA),
        series.newest("kr-chip-export-share-hong-kong"),
        series.newest("hk-reexport-share-korean-goods"),
        series.newest("hk-reexport-to-china-share"),
    )
    mainland, hong_kong, sent, to_china = (part and part[1] for part in parts)
    if mainland and hong_kong and sent and to_china:
        yield _named(total([mainland, hong_kong * sent * to_china]), "china-final", _FINAL)


def _frame(
    years: dict[str, Estimate],
    months: dict[str, Estimate],
    shares: dict[str, Estimate],
    china: dict[str, Estimate],
    series: Series,
) -> pd.DataFrame:
    prices, volumes = (series.values(f"kr-chip-export-{what}-growth-kdi") for what in ("price", "volume"))
    measures = dict(zip(MEASURES, (years, months, shares, prices, volumes, china), strict=True))
    rows = [
        {"measure": measure, "period": period, "fact": item.id, "low": item.low, "high": item.high, "unit": item.unit}
        for measure, found in measures.items()
        for period, item in sorted(found.items())
    ]
    return table(rows, COLUMNS)


def _share_of_year(shares: dict[str, Estimate], year: str) -> Estimate:
    """Memory's share of a year; of the period that ends last where the year has none."""
    return shares.get(year) or shares[max(shares, key=_end)]


def _end(period: str) -> str:
    return period.rpartition("/")[2]


def _named(item: Estimate, id_: str, labels: tuple[str, str], period: str = "") -> Estimate:
    when = f" ({period})" if period else ""
    return item.named(name(id_), labels[0] + when, labels[1] + when)


_SHARE = ("반도체 수출의 메모리 비중", "Memory's share of chip exports")
_MEMORY = ("기준 연도 메모리 수출액", "Memory exports in the base year")
_ANNUAL = ("최근 월 반도체 수출액의 연 환산", "Chip exports of the newest month, as a year")
_NOW = ("최근 월 메모리 수출액의 연 환산", "Memory exports of the latest month, annualised")
_CHINA_SHARE = ("중국·홍콩 수출 비중", "Share of China and Hong Kong in chip exports")
_GROWN = (
    "올해 월 수출의 전년 같은 달 대비 배율",
    "This year's monthly exports over those of the same months a year before",
)
_PRICE = ("그 가운데 물량 증가를 뺀 배율", "The same without the growth of volume")
_FINAL = ("최종 수요지가 중국인 반도체 수출 비중", "Share of chip exports with China as final destination")
