"""Tables, and numbers whose sentence says only afterwards what they are."""

from __future__ import annotations

import pytest

from chipbrief.extraction.figures import extract
from chipbrief.extraction.statements import pieces

BY_COLUMN = "국가 | 수출액 | 증가율\n---|---|---\n베트남 | 31억 달러 | 5.2%\n인도 | 12억 달러 | -3%"
BY_ROW = "항목 | 독일 | 프랑스\n실업률 | 3.7% | 7.4%\n성장률 | 0.2% | 0.8%"
DATED = "파운드리 점유율\n회사 | 2분기 | 3분기\nTSMC | 70.2% | 71%\n삼성전자 | 7.3% | 6.8%"


def told(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {f.text: (f.subject, f.metric, f.period) for f in extract(text, published="2025-11-20") if f.metric}


def test_columns_of_measures_are_about_their_rows() -> None:
    assert told(BY_COLUMN) == {
        "31억 달러": ("vietnam", "exports", None), "5.2%": ("vietnam", "exports-growth", None),
        "12억 달러": ("india", "exports", None), "-3%": ("india", "exports-growth", None),
    }  # fmt: skip


def test_rows_of_measures_are_about_their_columns() -> None:
    assert told(BY_ROW) == {
        "3.7%": ("germany", "unemployment", None), "7.4%": ("france", "unemployment", None),
        "0.2%": ("germany", "economic-growth", None), "0.8%": ("france", "economic-growth", None),
    }  # fmt: skip


def test_dates_in_the_head_are_periods_and_the_line_above_tells_the_measure() -> None:
    assert told(DATED)["70.2%"] == ("tsmc", "market-share", "2025-04/2025-06")
    assert told(DATED)["6.8%"] == ("samsung", "market-share", "2025-07/2025-09")


def test_tabs_part_columns_as_bars_do() -> None:
    assert told(BY_COLUMN.replace(" | ", "\t").replace("---|---|---\n", "")) == told(BY_COLUMN)


@pytest.mark.parametrize("text", ["매출은 3억 달러 | 기자", "가 | 나\n다 | 라 | 마", "한 줄\t두 칸", ""])
def test_a_bar_alone_makes_no_table(text: str) -> None:
    assert pieces.tables(text) == []


def test_a_number_may_come_before_what_it_is() -> None:
    assert told("1년 새 35%. 인도의 스마트폰 수출 증가율이다.")["35%"] == ("india", "exports-growth", None)
    assert told("35%. 눈이 많이 왔다.") == {}
