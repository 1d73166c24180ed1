"""Own plants in China: the way back and what the plants sell, by hand and where the series are missing."""

from __future__ import annotations

import pytest

from chipbrief import frames
from chipbrief.analysis.own_plants import own_plants
from chipbrief.analysis.series import Series


def test_the_channel_by_hand() -> None:
    """May 2022: 2.4 bn × 12 over 129.2 bn; 2024: 11.18 and 5.61 over 30.07 and 13.01 trillion won."""
    found = {item.id: item for item in own_plants(Series(frames.reference("trade")))}
    assert found["e-plants-back"].low == pytest.approx(28.8e9)
    assert found["e-plants-back-share"].low == pytest.approx(100 * 28.8 / 129.2, rel=1e-3)
    assert found["e-plants-sales"].low == pytest.approx(16.7929e12)
    assert found["e-plants-sales-share"].low == pytest.approx(100 * 16.7929 / 43.0788, rel=1e-4)


def test_before_the_pages_appeared_nothing_is_known() -> None:
    assert own_plants(Series(frames.reference("trade", as_of="2022-06-01"))) == []


def test_without_a_year_that_all_have_only_the_way_back_is_told() -> None:
    references = frames.reference("trade")
    some = references[references["series"] != "sk-hynix-wuxi-plant-sales"]
    assert [item.id for item in own_plants(Series(some))] == ["e-plants-back", "e-plants-back-share"]
