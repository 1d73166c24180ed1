"""Tables: a bare number is in what the head of its column, or of the table, says."""

import pytest
from marks import marked, plain

TABLES = [
    "기업 | 매출(억원) | 직원(명)\n가나 | {1,234|money 123400000000 KRW} | {56|count 56 명}",
    "기업 | 매출(연결, 백만 달러)\n가나 | {12|money 12000000 USD}\n다라 | {-3.5|money -3500000 USD}",
    "| 업체 | 출하(천대) | 증감률 |\n| 가나 | {7|count 7000 대} | {4|count 4} |",
    "(단위: 억원)\n구분 매출 이익\n가나 {1,234|money 123400000000 KRW} {56|money 5600000000 KRW}",
    "실적 (단위: 조원)\n업체 | 매출 | 비중\n가나 | {3|money 3e+12 KRW} | {40|count 40}",
    "매출(억원) | {1,234|money 123400000000 KRW} | {56|money 5600000000 KRW}",
    "구분 | 앞 | 뒤\n매출(연결, 억원) | {7|money 700000000 KRW} | {8|money 800000000 KRW}",
    "직원(명) {1,234|count 1234 명}\n영업이익(억원) {-56|money -5600000000 KRW}",
    "단위: 만 톤\n철강 {250|measure 2500000 t}\n시멘트 {90|measure 900000 t}",
]
NONE = [
    "(단위: 억원, %)\n구분 매출 비중\n가나 {12|count 12} {3|count 3}",
    "(단위: 억원)\n구분 증감률\n가나 {12|count 12}",
    "(단위: 억원)\n\n가나 {12|count 12}",
    "(단위: 억원)\n그가 고른 것은 {12|count 12} 였다.",
    "기업 | 매출(억원)\n가나 | 합계 {50|count 50}",
    "기업 | 매출(억원)\n가나 | {50%|percent 50 %}",
    "가나전자(005930) {50|count 50} 상승",
    "기업 | 설립(연도)\n가나 | {1998|date 1998}",
]


@pytest.mark.parametrize("table", TABLES)
def test_a_number_has_the_unit_of_its_column(table: str) -> None:
    assert marked(plain(table)) == table


@pytest.mark.parametrize("table", NONE)
def test_where_no_unit_is_sure_it_has_none(table: str) -> None:
    assert marked(plain(table)) == table
