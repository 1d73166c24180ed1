"""The table of units, and the longest unit at a place."""

import pytest

from chipbrief.extraction.lexicon import units
from chipbrief.model import Kind


def test_every_form_is_there_once_and_reads_back() -> None:
    for form, unit in units.table().items():
        found = units.at(f"1{form}", 1)
        assert found is not None, form
        assert found.form == form
        assert unit.factor > 0
        assert unit.unit or unit.kind == Kind.COUNT


def test_money_is_in_iso_4217_and_multiples_in_x() -> None:
    for unit in units.table().values():
        if unit.kind == Kind.MONEY:
            assert len(unit.unit) == 3
            assert unit.unit.isupper()
        if unit.kind == Kind.MULTIPLE:
            assert unit.unit == "x"


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("달러를", "USD", Kind.MONEY),
        ("대만달러", "TWD", Kind.MONEY),
        ("홍콩 달러", "HKD", Kind.MONEY),
        ("%포인트", "%p", Kind.PERCENT),
        ("퍼센트", "%", Kind.PERCENT),
        ("배로", "x", Kind.MULTIPLE),
        ("나노급", "nm", Kind.MEASURE),
        ("TB/s", "TB/s", Kind.MEASURE),
        ("페타플롭스", "PFLOPS", Kind.MEASURE),
        ("개월", "mo", Kind.DURATION),
        ("개국", "개국", Kind.COUNT),
        ("개의", "개", Kind.COUNT),
        ("번째", "번째", Kind.ORDINAL),
        ("번", "번", Kind.COUNT),
        ("세대", "세대", Kind.ORDINAL),
        ("살", "세", Kind.MEASURE),
    ],
)
def test_the_longest_unit_wins(text: str, unit: str, kind: Kind) -> None:
    found = units.at(text, 0)
    assert found is not None
    assert (found.unit, found.kind) == (unit, kind)


@pytest.mark.parametrize(
    "text", ["GBx", "Wifi", "m2k", "인데", "부터", "회사", "배터리", "대통령", "", "장관은", "위안을"]
)
def test_what_only_begins_like_a_unit(text: str) -> None:
    found = units.at(text, 0)
    assert found is None or found.form not in {"GB", "W", "m", "인", "부", "회", "배", "대", "장", "위"}


@pytest.mark.parametrize(
    ("text", "words", "fits"),
    [
        ("개", "one", True),
        ("남자", "one", False),
        ("남자", "native", True),
        ("회사", "digit", False),
        ("년", "digit", True),
        ("원", "scale", True),
        ("장", "scale", True),
        ("퍼센트", "sino", True),
        ("국", "one", False),
    ],
)
def test_number_words_go_with_some_units_only(text: str, words: str, fits: bool) -> None:
    assert (units.at(text, 0, words) is not None) is fits
