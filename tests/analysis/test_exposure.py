"""Exports by destination: hand calculations of every headline number, and what happens when a part is missing."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.concentration import concentration, since
from chipbrief.analysis.exposure import exposure, rates, shares, trade
from chipbrief.analysis.tables import Entities, Result
from chipbrief.model import Estimate

Rows = Callable[..., pd.DataFrame]

EXPORTS = {"subject": "korea", "metric": "exports", "kind": "money", "period": "2024"}
TOTAL = EXPORTS | {"unit": "USD", "low": 100e9, "high": 100e9}
SHARE = {"metric": "export-share", "versus": "korea", "period": "2024"}


@pytest.fixture(scope="module")
def found(gold: pd.DataFrame, entities: Entities) -> Result:
    known = trade(gold, entities)
    result = exposure(known, entities)
    return Result(result.frame, [*result.estimates, *concentration(known.shares)])


def by_id(result: Result) -> dict[str, Estimate]:
    return {item.id: item for item in result.estimates}


@pytest.mark.parametrize(
    ("id_", "value", "unit"),
    [
        ("e-exports-to-china", 141.9e9 * 0.512, "USD"),
        ("e-exports-to-china-krw", 197e12 * 0.512, "KRW"),
        ("e-exports-to-taiwan", 141.9e9 * 0.152, "USD"),
        ("e-exports-to-other", 141.9e9 * 0.133, "USD"),
        ("e-krw-per-usd", 197e12 / 141.9e9, "KRW/USD"),
        ("e-krw-per-cny", 560.8e9 / 2.88e9, "KRW/CNY"),
        ("e-remainder-share", 100 - 51.2 - 15.2 - 12.7 - 7.6, "%"),
        ("e-hhi-listed", 51.2**2 + 15.2**2 + 12.7**2 + 7.6**2, ""),
    ],
)
def test_headline_numbers_by_hand(found: Result, id_: str, value: float, unit: str) -> None:
    item = by_id(found)[id_]
    assert (item.low, item.high, item.unit) == (pytest.approx(value), pytest.approx(value), unit)


def test_the_numbers_as_a_reader_knows_them(found: Result) -> None:
    items = by_id(found)
    assert round(items["e-exports-to-china"].low / 1e9, 2) == 72.65
    assert round(items["e-krw-per-usd"].low) == 1388
    assert round(items["e-krw-per-cny"].low, 1) == 194.7


def test_concentration_is_bounded_by_what_is_not_listed(found: Result) -> None:
    index = by_id(found)["e-hhi"]
    assert (index.low, index.high) == (pytest.approx(3071.53), pytest.approx(3071.53 + 13.3 * 7.6))


def test_shares_and_concentration_since_the_references(
    gold: pd.DataFrame, trade_references: pd.DataFrame, entities: Entities
) -> None:
    shares = trade(gold, entities).shares
    found = {item.id: item for item in since({"china": shares["china"]}, trade_references, "korea", entities)}
    assert found["e-share-change-china-2020"].low == pytest.approx(51.2 - 61.1)
    assert found["e-share-change-china-2020"].unit == "%p"
    assert found["e-hhi-2020"].low == pytest.approx(61.1**2)
    assert found["e-hhi-2020"].high == pytest.approx(61.1**2 + 38.9**2)
    assert "e-hhi-2020" not in {item.id for item in since(shares, trade_references, "korea", entities)}


def test_shares_that_fill_the_hundred_leave_no_remainder(rows: Rows, entities: Entities) -> None:
    frame = rows(
        SHARE | {"subject": "china", "low": 60, "high": 60}, SHARE | {"subject": "taiwan", "low": 40, "high": 40}
    )
    assert concentration(trade(frame, entities).shares) == []
    assert list(exposure(trade(frame, entities), entities).frame["destination"]) == ["china", "taiwan"]


def test_rows_come_by_size_with_the_remainder_last(found: Result) -> None:
    assert list(found.frame["destination"]) == ["china", "taiwan", "vietnam", "united-states", "other"]
    assert found.frame["value_low"].sum() == pytest.approx(141.9e9)
    assert found.frame["local_low"].sum() == pytest.approx(197e12)


def test_references_stand_beside(gold: pd.DataFrame, trade_references: pd.DataFrame, entities: Entities) -> None:
    known = trade(gold, entities)
    china = shares(gold, trade_references, known).query("destination == 'china'")
    assert list(china["low"]) == [61.1, 51.2, 51.7]
    rate = rates(known, trade_references).query("pair == 'KRW/USD'")
    assert list(rate["fact"]) == ["e-krw-per-usd", "t-rate"]


def test_without_the_total_there_are_shares_and_no_values(rows: Rows, entities: Entities) -> None:
    result = exposure(trade(rows(SHARE | {"subject": "china", "low": 40, "high": 40}), entities), entities)
    assert list(result.frame["destination"]) == ["china", "other"]
    assert result.frame["value"].isna().all()


def test_without_shares_or_anything_there_is_nothing(rows: Rows, entities: Entities) -> None:
    assert exposure(trade(rows(TOTAL), entities), entities).frame.empty
    assert exposure(trade(rows({"low": 1, "high": 1}), entities), entities).estimates == []


def test_sources_that_agree_count_once_and_others_make_a_range(rows: Rows, entities: Entities) -> None:
    def china(value: float) -> dict[str, object]:
        return SHARE | {"subject": "china", "low": value, "high": value}

    same = exposure(trade(rows(TOTAL, TOTAL, china(40), china(40)), entities), entities)
    assert same.frame["value_low"].iloc[0] == 40e9 and "e-exports-stated" not in by_id(same)
    apart = exposure(trade(rows(TOTAL, china(40), china(50)), entities), entities)
    item = by_id(apart)["e-exports-to-china"]
    assert (item.low, item.high) == (40e9, 50e9) and "e-share-china-stated" in item.inputs


def test_the_exports_own_rate_comes_before_that_of_other_amounts(rows: Rows, entities: Entities) -> None:
    won = {"kind": "money", "unit": "KRW", "period": "2024"}
    frame = rows(
        TOTAL,
        EXPORTS | won | {"low": 140e12, "high": 140e12, "restates": "f-a.txt-0"},
        TOTAL | {"subject": "metax", "metric": "revenue", "low": 1e9, "high": 1e9},
        won | {"subject": "metax", "metric": "revenue", "low": 1.2e12, "high": 1.2e12, "restates": "f-a.txt-200"},
    )
    rate = trade(frame, entities).rate("KRW", "USD")
    assert rate is not None and (rate.low, rate.high) == (1400, 1400)
    rest = trade(frame[frame["metric"] == "revenue"], entities).rate("KRW", "USD")
    assert rest is not None and rest.low == 1200


def test_the_newest_year_counts_and_one_destination_is_not_the_whole(rows: Rows, entities: Entities) -> None:
    frame = rows(
        TOTAL,
        EXPORTS | {"unit": "USD", "low": 9e9, "high": 9e9, "period": "2023"},
        EXPORTS | {"unit": "USD", "low": 46e9, "high": 46e9, "versus": "china"},
        SHARE | {"subject": "china", "low": 40, "high": 40},
        SHARE | {"subject": "china", "low": 70, "high": 70, "period": "2023"},
    )
    known = trade(frame, entities)
    assert known.exports is not None and known.exports.low == 100e9
    assert known.shares["china"].low == 40


@pytest.mark.parametrize(
    "newer",
    [
        {"period": "2025"},
        {"period": "2024-09", "low": 16e9, "high": 16e9},
        {"scope": "자동차"},
        {"subject": "japan"},
        {"period": "2026", "modality": "forecast"},
    ],
)
def test_what_is_newer_or_of_other_goods_never_replaces_a_complete_year(
    rows: Rows, entities: Entities, newer: dict[str, object]
) -> None:
    total = {"subject": "korea", "metric": "exports", "kind": "money", "unit": "USD", "low": 141.9e9, "high": 141.9e9}
    share = SHARE | {"subject": "china", "low": 51.2, "high": 51.2, "period": "2024"}
    total |= {"period": "2024"}
    found = trade(rows(total, share, total | {"low": 160e9, "high": 160e9} | newer), entities)
    assert (found.period, list(found.shares)) == ("2024", ["china"])
    assert found.exports is not None and found.exports.low == 141.9e9


def test_a_newer_year_with_shares_of_its_own_is_the_base(rows: Rows, entities: Entities) -> None:
    total = {"subject": "korea", "metric": "exports", "kind": "money", "unit": "USD", "low": 1, "high": 1}
    share = SHARE | {"subject": "china", "low": 50, "high": 50}
    years = [each | {"period": year} for year in ("2024", "2025") for each in (total, share)]
    assert trade(rows(*years), entities).period == "2025"


def test_a_rate_comes_from_closed_amounts_and_else_from_matching_ends(rows: Rows, entities: Entities) -> None:
    dollars = {"kind": "money", "unit": "USD", "metric": "valuation", "subject": "biren"}
    won = dollars | {"unit": "KRW", "restates": "f-a.txt-0"}
    bound = rows(dollars | {"low": 3e9, "approx": ">="}, won | {"low": 4.4e12, "high": 4.4e12})
    assert "KRW/USD" not in trade(bound, entities).rates, "an end that one of them leaves open"
    both = rows(dollars | {"low": 3e9, "approx": ">="}, won | {"low": 4.4e12, "approx": ">="})
    assert trade(both, entities).rates["KRW/USD"].low == pytest.approx(1466.67, abs=0.01)
    ranges = rows(dollars | {"low": 3e8, "high": 4e8}, won | {"low": 4.4e11, "high": 5.9e11})
    rate = trade(ranges, entities).rates["KRW/USD"]
    assert (rate.low, rate.high) == (pytest.approx(1466.67, abs=0.01), 1475)
