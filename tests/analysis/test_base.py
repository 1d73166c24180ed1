"""Where the calculation starts: the newest exports, memory's part, two price levels, and what may be missing."""

from __future__ import annotations

import korea
import pytest

from chipbrief import frames
from chipbrief.analysis.base import base
from chipbrief.analysis.closed_channels import accelerators
from chipbrief.analysis.exposure import Trade
from chipbrief.analysis.series import Series
from chipbrief.model import Estimate

ARTICLE = Estimate("f-a.txt-1", 150e9, 150e9, "USD", "figure")


def test_the_headline_base_by_hand() -> None:
    """2025: 173.4 bn × 118.98 ÷ 173.48; May 2026: 37.16 bn × 12 × 15.72 ÷ 20.55."""
    found = base(Trade("korea", None, None), Series(frames.reference("trade")))
    assert found is not None
    assert (found.year, found.stated) == (2025, False)
    assert found.memory["year"].low == pytest.approx(173.4e9 * 118.98 / 173.48)
    assert found.memory["now"].low == pytest.approx(37.16e9 * 12 * 15.72 / 20.55)
    known = {item.id: item for item in found.result.estimates}
    assert known["e-growth-months"].low == pytest.approx((20.54 + 25.16 + 37.16) / (10.131 + 9.648 + 13.8))
    assert known["e-growth-price"].low == pytest.approx(known["e-growth-months"].low / 1.032)
    assert known["e-china-final"].low == pytest.approx(33.3 + 18.4 * 0.94 * 0.826)
    assert known["e-china-share-2025-01-2025-06"].low == pytest.approx(100 * 30.92 / 73.31)


def test_as_of_autumn_2025_the_base_is_that_of_2024() -> None:
    found = base(Trade("korea", None, None), Series(frames.reference("trade", as_of="2025-09-25")))
    assert found is not None
    assert found.year == 2024
    assert found.memory["year"].low == pytest.approx(141.9e9 * 0.621)
    assert found.memory["now"].low == pytest.approx(15.1e9 * 12 * 47.44 / 73.31)


@pytest.mark.parametrize(
    ("period", "year", "exports", "stated"),
    [
        ("2024", 2025, 170e9, False), ("2025", 2025, 150e9, True), ("2026", 2026, 150e9, True),
        ("2026-03", 2025, 170e9, False), ("2031", 2025, 170e9, False),
    ],
)  # fmt: skip
def test_the_newest_year_counts_and_an_article_before_a_series(
    period: str, year: int, exports: float, stated: bool
) -> None:
    found = korea.start(trade=Trade("korea", ARTICLE, period))
    assert found is not None
    assert (found.year, found.exports.low, found.stated) == (year, exports, stated)
    assert found.memory["year"].low == pytest.approx(exports * 0.7)  # memory's newest share where the year has none


def test_without_exports_or_memory_there_is_no_base() -> None:
    assert korea.start([]) is None
    assert korea.start([("kr-chip-exports-motie", "2025", 170e9)]) is None
    only_year = korea.start([row for row in korea.SERIES if "month" not in row[0]])
    assert only_year is not None and set(only_year.memory) == {"year"}


def test_low_confidence_stands_under_no_result() -> None:
    rows = korea.references()
    rows.loc[rows["series"].eq("kr-chip-exports-motie-month") & rows["period"].eq("2026-05"), "confidence"] = "low"
    found = base(Trade("korea", None, None), Series(rows))
    assert found is not None
    assert found.memory["now"].low == pytest.approx(20e9 * 12 * 0.7)


def test_forecasts_are_not_observed() -> None:
    rows = korea.references([("share", "2025", 5.0), ("share", "2027", 20.0)])
    rows["published"] = "2025-12-31"
    newest = Series(rows).observed("share")
    assert newest is not None and newest[0] == "2025"


def test_memory_inside_foreign_cards_is_worth_no_more_than_the_cards() -> None:
    worth, share = accelerators(korea.start(), Series(korea.references()))
    assert (worth.low, worth.high) == (0, pytest.approx(0.2e9))
    assert share.high == pytest.approx(100 * 0.2 / 170)
    assert accelerators(None, Series(korea.references())) == []
