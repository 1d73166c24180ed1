"""Where a country's chip exports go, from the figures of the sources: values, remainder, concentration.

Columns of `exposure`, one row for each destination and one for the remainder (`destination` is `other`):
destination, share (figure or Estimate), share_low, share_high (%), value, value_low, value_high (US$),
local, local_low, local_high (home currency; empty when no source gives both currencies), stated, stated_low,
stated_high (the same value where a source gives it in US$).
Columns of `shares`, long: destination, period, fact, kind (`figure` or `reference`), low, high (%), title.
Columns of `rates`: pair (`KRW/USD`), period, fact, kind (`estimate` or `reference`), low, high.

Estimates: `e-exports-to-D`, `e-exports-to-D-krw` for each destination and for `other`, `e-remainder-share`,
`e-krw-per-usd`, `e-krw-per-cny` (in general `e-UPPER-per-LOWER`), `e-exports-stated`, `e-share-D-stated`,
`e-exports-to-D-stated` where sources differ.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import permutations

import pandas as pd

from chipbrief.analysis.concentration import remainder
from chipbrief.analysis.tables import Entities, Result, figures, leaf, name, records, split, table
from chipbrief.model import Estimate, Figure, Kind, Modality, hull, periods
from chipbrief.model.formula import Input, Operation

COLUMNS = (
    "destination", "share", "share_low", "share_high", "value", "value_low", "value_high",
    "local", "local_low", "local_high", "stated", "stated_low", "stated_high",
)  # fmt: skip
SHARES = ("destination", "period", "fact", "kind", "low", "high", "title")
RATES = ("pair", "period", "fact", "kind", "low", "high")
OTHER = "other"
_CHIPS = ("반도체", "칩", "semiconductors")  # as scopes of exports


@dataclass(frozen=True, slots=True)
class Trade:
    """What the sources say of one country's exports.

    The whole in US$ and its year, destinations' shares (%, largest first) and values (US$), exchange rates by unit.
    """

    home: str
    exports: Estimate | None
    period: str | None
    shares: dict[str, Estimate] = field(default_factory=dict)
    values: dict[str, Estimate] = field(default_factory=dict)
    rates: dict[str, Estimate] = field(default_factory=dict)
    estimates: list[Estimate] = field(default_factory=list)

    def rate(self, upper: str, lower: str) -> Estimate | None:
        return self.rates.get(f"{upper}/{lower}")


def trade(frame: pd.DataFrame, entities: Entities, home: str = "korea") -> Trade:
    """The chip exports of `home` in US$ with the shares stated for the same time, and all implied exchange rates.

    The newest set of a total and its shares counts, even where a newer total stands alone. Exports of other goods,
    plans and forecasts never do. Where the exports themselves are stated in two currencies, their own rate stands for
    that pair of currencies.
    """
    stated = [f for f in figures(frame) if f.modality in (Modality.FACT, Modality.ESTIMATE)]
    exports = [f for f in stated if f.metric == "exports" and home in split(f.subject) and _of_chips(f)]
    in_dollars = [f for f in exports if f.unit == "USD"]
    totals = [f for f in in_dollars if not f.versus]
    shared = [f for f in stated if f.metric == "export-share" and home in split(f.versus) and _of_chips(f) and _part(f)]
    period = _base({f.period for f in totals if f.period}, {f.period for f in shared if f.period})
    now = [f for f in stated if periods.overlap(f.period, period)]
    whole = _stated([f for f in totals if f.period == period], name("exports-stated"), "exports", entities)
    shares = [(str(f.subject), f) for f in shared if f.period in (period, None)]
    values = [(str(f.versus), f) for f in now if f in in_dollars and f.versus]
    by_share, by_value = _by_place(shares, "share", entities), _by_place(values, "exports-to", entities)
    by_share = dict(sorted(by_share.items(), key=lambda item: -item[1].middle))
    rates = _rates(stated) | _rates([f for f in now if f in exports])
    parts = (whole, *by_share.values(), *by_value.values())
    named = [item for item in parts if item and item.kind == "estimate"]
    return Trade(home, whole, period, by_share, by_value, rates, [*named, *rates.values()])


def _of_chips(figure: Figure) -> bool:
    """Whether a figure on exports is about chips as a whole: it names no other goods, and no part of them."""
    return figure.scope is None or figure.scope in _CHIPS


def _part(figure: Figure) -> bool:
    """Whether a figure is a part of a whole, in per cent."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return figure.unit == "%" and bool(ends) and all(0 <= end <= 100 for end in ends)


def _base(totals: set[str], shared: set[str]) -> str | None:
    """The time that the exposure is of: of which total and shares are known, else a total, else shares.

    A month or a half-year stands for the exports of a year only where no year is known; of several the newest counts.
    """
    for candidates in (totals & shared, totals, shared):
        if candidates:
            return max(candidates, key=lambda period: (len(period) == len("2024"), period))
    return None


def exposure(found: Trade, entities: Entities, local: str = "KRW") -> Result:
    """The value of exports by destination and of the remainder; empty cells where a part is missing."""
    estimates = list(found.estimates)
    shares = dict(found.shares)
    if rest := remainder(shares):
        shares[OTHER] = rest
        estimates.append(rest)
    rows = []
    for place, share in shares.items():
        value = found.exports * share if found.exports else None
        labels = _other(place) or (f"{entities.ko(place)} 수출액", f"Exports to {entities.en(place)}")
        value = value and value.named(name("exports-to", place), *labels)
        rate = found.rate(local, "USD")
        money = (value * rate).named(
            name("exports-to", place, local), f"{labels[0]}(원화)", f"{labels[1]} in local currency"
        ) if value and rate else None  # fmt: skip
        estimates += [item for item in (value, money) if item]
        cells = _cells("share", share) | _cells("value", value) | _cells("local", money)
        rows.append({"destination": place} | cells | _cells("stated", found.values.get(place)))
    return Result(table(rows, COLUMNS), estimates)


def shares(frame: pd.DataFrame, references: pd.DataFrame, found: Trade) -> pd.DataFrame:
    """Destinations' shares by period: the figures, and what references state of the same destinations.

    Largest destination first, then by period. A place that the sources count with another (Hong Kong with China)
    has no row of its own.
    """
    order = list(found.shares)
    rows: list[dict[str, object]] = [
        {"destination": f.subject, "period": f.period, "fact": f.id, "kind": "figure", "low": f.low, "high": f.high}
        for f in figures(frame)
        if f.metric == "export-share" and found.home in split(f.versus)
    ]
    rows += [
        {name_: row.get(name_) for name_ in ("period", "low", "high")}
        | {"destination": row["subject"], "fact": row["id"], "kind": "reference", "title": row.get("label_en")}
        for row in records(references)
        if row.get("metric") == "export-share" and row.get("versus") == found.home
    ]
    rows = [row for row in rows if row["destination"] in order]
    return table(sorted(rows, key=lambda row: (order.index(str(row["destination"])), str(row["period"]))), SHARES)


def rates(found: Trade, references: pd.DataFrame) -> pd.DataFrame:
    """Exchange rates that restated amounts imply, and the reference rows whose unit is such a rate."""
    rows: list[dict[str, object]] = [
        {"pair": pair, "fact": item.id, "kind": "estimate", "low": item.low, "high": item.high}
        for pair, item in found.rates.items()
    ]
    for row in records(references):
        item = leaf(row)
        if item and item.unit in found.rates:
            rows.append(
                {"pair": item.unit, "period": row.get("period"), "fact": item.id, "kind": "reference"}
                | {"low": item.low, "high": item.high}
            )
    return table(rows, RATES)


def _by_place(found: list[tuple[str, Figure]], what: str, entities: Entities) -> dict[str, Estimate]:
    """What the figures about each place state."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for place, figure in found:
        groups[place].append(figure)
    items = {p: _stated(group, name(what, p, "stated"), p, entities) for p, group in groups.items()}
    return {place: item for place, item in items.items() if item}


def _stated(found: list[Figure], id_: str, subject: str, entities: Entities) -> Estimate | None:
    """What the figures agree on, as the first of them; else the range over them, named."""
    items = [Estimate.of(f) for f in found if f.low is not None or f.high is not None]
    if len({(item.low, item.high) for item in items}) <= 1:
        return items[0] if items else None
    ko, en = f"{entities.ko(subject)}: 기사들이 밝힌 값의 범위", f"{entities.en(subject)}: range of what sources state"
    return hull(items).named(id_, ko, en)


def _rates(stated: list[Figure]) -> dict[str, Estimate]:
    """Rates that amounts stated in two currencies imply, as `e-UPPER-per-LOWER`; over several, their range."""
    single: dict[str, list[Estimate]] = defaultdict(list)
    ends: dict[str, list[Estimate]] = defaultdict(list)
    for first, second in permutations([f for f in stated if f.kind is Kind.MONEY and f.low], 2):
        if not _restates(first, second):
            continue
        if first.low == first.high and second.low == second.high:
            ratio = Estimate.of(first) / Estimate.of(second)
            single[ratio.unit].append(ratio)
        elif ratio_ := _end_by_end(first, second):
            ends[ratio_.unit].append(ratio_)
    ratios = ends | single  # a bound or a range says less of a rate than an amount does
    return {
        unit: hull(items).named(
            name(unit.replace("/", "-per-")),
            f"기사 금액이 뜻하는 환율({unit})",
            f"Exchange rate that amounts imply ({unit})",
        )
        for unit, items in ratios.items()
    }


def _end_by_end(first: Figure, second: Figure) -> Estimate | None:
    """The rate of two ranges, or of two bounds, that are each other's conversion: low end by low end, high by high."""
    pairs = [(first.low, second.low), (first.high, second.high)]
    found = [upper / lower for upper, lower in pairs if upper is not None and lower]
    if not found or any((upper is None) != (lower is None) for upper, lower in pairs):
        return None
    written = Operation("endwise", (Input(first.id), Input(second.id)))
    return Estimate("", min(found), max(found), f"{first.unit}/{second.unit}", expression=written)


def _restates(first: Figure, second: Figure) -> bool:
    """Whether `first` is `second` in a second currency: marked so, or next to it with the same meaning."""
    if first.source != second.source or first.unit == second.unit:
        return False
    if first.restates or second.restates:
        return first.restates == second.id
    same = (first.subject, first.metric, first.period) == (second.subject, second.metric, second.period)
    return bool(same and first.metric and 0 <= first.start - second.end <= _NEAR)


_NEAR = 8  # characters between an amount and its conversion in brackets: ` 위안(한화 약 `


def _other(place: str) -> tuple[str, str] | None:
    return ("그 밖의 지역 수출액", "Exports to destinations not listed") if place == OTHER else None


def _cells(column: str, value: Estimate | None) -> dict[str, object]:
    return {column: value.id, f"{column}_low": value.low, f"{column}_high": value.high} if value else {}
