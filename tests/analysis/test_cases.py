"""The outside view and the indicators: by hand, and only with what is public."""

from __future__ import annotations

import korea
import pytest

from chipbrief import frames
from chipbrief.analysis.cases import MODEL, cases
from chipbrief.analysis.indicators import indicators
from chipbrief.analysis.series import Series
from chipbrief.model import Estimate
from chipbrief.sources.reference_tables import rows

CENTRAL = Estimate("e-loss-volume-market-central", 0, 9, "%")


def test_every_case_by_hand() -> None:
    found = cases(rows("cases"), frames.reference("trade"), korea.setting(), CENTRAL).frame.set_index("name")
    assert found.loc["lcd", "fall_low"] == pytest.approx(100 - 100 * 0.27 * 12 / 13.66)
    assert found.loc["displays", "yearly_low"] == pytest.approx((100 - 100 * 19.1 / 27.76) / 7)
    assert found.loc["batteries", "yearly_low"] == pytest.approx((100 - 100 * 18.4 / 34.7) / 4)
    assert found.loc["chips-share", "fall_low"] == pytest.approx(100 - 100 * 33.3 / 39.5)
    assert found.loc["ddr4", "fall_low"] == pytest.approx(100 - 100 * 1.35 / 2.1)
    assert (found.loc[MODEL, "yearly_low"], found.loc[MODEL, "yearly_high"]) == (0, 3)


def test_a_case_that_was_not_yet_public_is_left_out() -> None:
    found = cases(rows("cases"), frames.reference("trade", as_of="2025-09-25"), None, None).frame
    assert "displays" not in set(found["name"])
    assert MODEL not in set(found["name"])
    assert "chips-share" in set(found["name"])


def test_an_indicator_has_its_newest_value_and_tells_whether_it_is_crossed() -> None:
    base = korea.start()
    one = {"name": "volume", "label_ko": "물량", "label_en": "Volume", "series": "kr-chip-export-volume-growth-kdi"}
    one |= {"threshold": "0", "unit": "%", "side": "below", "next": "2027-02", "reason_ko": "까닭", "reason_en": "Why"}
    other = one | {"name": "china", "series": "china-share", "threshold": "60"}
    nothing = one | {"name": "none", "series": "no-such-series"}
    table, marks = indicators([one, other, nothing], Series(korea.references()), base)
    assert list(table["name"]) == ["volume", "china"]
    assert list(table["crossed"]) == [False, True]
    assert [(mark.id, mark.low) for mark in marks] == [("a-watch-volume", 0), ("a-watch-china", 60)]


def test_there_are_four_to_six_indicators_and_each_has_a_value() -> None:
    references = frames.reference("trade")
    from chipbrief.analysis.base import base
    from chipbrief.analysis.exposure import Trade

    series = Series(references)
    table, _ = indicators(rows("indicators"), series, base(Trade("korea", None, None), series))
    assert 4 <= len(table) <= 6
    assert len(table) == len(rows("indicators"))
    assert not table["crossed"].any()
