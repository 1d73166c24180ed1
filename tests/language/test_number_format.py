"""Numbers and dates as a native writes them."""

from __future__ import annotations

import math

import pytest

from chipbrief.language.number_format import date, number, unit_name
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind
from chipbrief.sources.reference_tables import rows

INF = math.inf


def stated(low: float, high: float, unit: str, approx: str = "=") -> Estimate:
    return Estimate("f-x", low, high, unit, "figure", approx=approx)


def computed(low: float, high: float, unit: str) -> Estimate:
    return Estimate("e-x", low, high, unit)


STATED = [
    (stated(141.9e9, 141.9e9, "USD"), "1,419억 달러", "$141.9 billion"),
    (stated(197e12, 197e12, "KRW", "~"), "약 197조 원", "about 197 trillion won"),
    (stated(2.88e9, 2.88e9, "CNY"), "28억 8,000만 위안", "2.88 billion yuan"),
    (stated(1_234_567, 1_234_567, "KRW"), "123만 4,567원", "1,234,567 won"),
    (stated(0.5, 0.5, "USD"), "0.5달러", "$0.5"),
    (stated(60, 80, "%"), "60~80%", "60–80%"),
    (stated(50, INF, "%", ">="), "50% 이상", "at least 50%"),
    (stated(70, INF, "%", ">"), "70% 초과", "more than 70%"),
    (stated(-INF, 100, "개", "<="), "최대 100개", "at most 100"),
    (stated(-INF, 10, "%", "<"), "10% 미만", "less than 10%"),
    (stated(2.5, 2.5, "x"), "2.5배", "2.5 times"),
    (stated(1 / 3, 1 / 3, "x"), "3분의 1", "1/3"),
    (stated(5 / 7, 5 / 7, "x", "~"), "약 7분의 5", "about 5/7"),
    (stated(1 / 8, 1 / 8, "x"), "0.125배", "0.125 times"),
    (stated(0.333, 0.333, "x"), "0.333배", "0.333 times"),
    (stated(4348, 4348, "%"), "4,348%", "4,348%"),
    (stated(1, 1, "%p"), "1%p", "1 percentage point"),
    (stated(5.2, 5.2, "%p"), "5.2%p", "5.2 percentage points"),
    (stated(1388, 1388, "KRW/USD"), "1,388원/달러", "1,388 won per dollar"),
    (stated(989.4, 989.4, "TFLOPS"), "989.4 TFLOPS", "989.4 TFLOPS"),
    (stated(3.2, 3.2, "TB/s"), "3.2 TB/s", "3.2 TB/s"),
    (stated(2, 2, "곳"), "2곳", "2 places"),
    (stated(4, 4, "종"), "4종", "4 kinds"),
    (stated(1, 1, "명"), "1명", "1 person"),
    (stated(3, 3, "세"), "3세", "3 years old"),
    (stated(12_000, 12_000, "명", "~"), "약 1만 2,000명", "about 12,000 people"),
    (stated(2, 2, "article"), "2건", "2 articles"),
    (stated(1, 1, "article"), "1건", "1 article"),
    (stated(55, 55, "figure"), "55개", "55 figures"),
    (stated(3, 3, "place"), "3곳", "3 places"),
    (stated(2028, 2028, "year"), "2028년", "2028"),
    (stated(2027, 2030, "year", "~"), "약 2027~2030년", "about 2027–2030"),
    (stated(600_000, 600_000, "개"), "60만 개", "600,000"),
    (stated(1, 1, "위"), "1위", "No. 1"),
    (stated(2, 9, "y"), "2~9년", "2–9 years"),
    (stated(1, 1, "mo"), "1개월", "1 month"),
    (stated(-5.3, 2.2, "%p"), "−5.3~2.2%p", "−5.3 to 2.2 percentage points"),
    (stated(-2.5e9, -2.5e9, "USD"), "−25억 달러", "−$2.5 billion"),
]
COMPUTED = [
    (computed(3.125, 4.16667, "x"), "3.1~4.2배", "3.1–4.2 times"),
    (computed(3.1699, 3.1712, "x"), "약 3.17배", "about 3.17 times"),
    (computed(0.3487, 0.34884, "x"), "약 0.349배", "about 0.349 times"),
    (computed(3.17115, 3.17115, "x"), "약 3.17배", "about 3.17 times"),
    (computed(72.6528e9, 72.6528e9, "USD"), "약 727억 달러", "about $72.7 billion"),
    (computed(36.3e9, 72.7e9, "USD"), "360~730억 달러", "$36–73 billion"),
    (computed(36.3e12, 152.7e12, "KRW"), "36~153조 원", "36–153 trillion won"),
    (computed(0.9e9, 1.2e9, "USD"), "9~12억 달러", "$900 million to $1.2 billion"),
    (computed(100.2, 103.9, "%"), "100~104%", "100–104%"),
    (computed(0, 12.34, "%"), "0~12%", "0–12%"),
    (computed(0.345, 0.34884, "x"), "0.345~0.349배", "0.345–0.349 times"),
    (computed(2.496, 2.519, "x"), "2.50~2.52배", "2.50–2.52 times"),
    (computed(77.99, 80.86, "%"), "78~81%", "78–81%"),
    (computed(17.9996e9, 17.9996e9, "USD"), "약 180억 달러", "about $18.0 billion"),
    (computed(1.003e9, 1.2e9, "USD"), "10~12억 달러", "$1.0–1.2 billion"),
    (computed(48.8, 48.8, "%"), "48.8%", "48.8%"),
    (computed(43, 43, ""), "43", "43"),
    (computed(1388, 1388, "KRW/USD"), "1,388원/달러", "1,388 won per dollar"),
]


@pytest.mark.parametrize(("value", "korean", "english"), STATED + COMPUTED)
def test_number_in_a_sentence(value: Estimate, korean: str, english: str) -> None:
    assert (number(value, "ko"), number(value, "en")) == (korean, english)


def test_facts_keep_every_digit_and_estimates_do_not() -> None:
    exact = Assumption("a-x", "", "", 3.14159, 3.14159, "x", "", "")
    assert number(exact, "en") == "3.14159 times"
    assert number(computed(3.14159, 3.14159, "x"), "en") == "about 3.14 times"


@pytest.mark.parametrize(
    ("text", "ends", "unit", "english"),
    [
        ("2기", (2, 2), "기", "2nd"),
        ("2대", (2, 2), "대", "2nd"),
        ("1위", (1, 1), "위", "No. 1"),
        ("3차", (3, 3), "차", "3rd"),
        ("4세대", (4, 4), "세대", "4th generation"),
        ("1~2세대", (1, 2), "세대", "1st–2nd generation"),
        ("2단계", (2, 2), "단계", "stage 2"),
        ("3~4단계", (3, 4), "단계", "stages 3–4"),
        ("10위권", (10, 10), "위권", "top 10"),
    ],
)
def test_rank(text: str, ends: tuple[float, float], unit: str, english: str) -> None:
    rank = Figure("a.txt", 0, len(text), text, Kind.ORDINAL, *ends, unit, Approx.EXACT, "r")
    assert number(rank, "en") == english
    assert number(rank, "ko", hedge=False) == text


def test_year_is_not_grouped_in_a_cell_either() -> None:
    horizon = Assumption("a-horizon", "", "", 2028, 2028, "year", "", "")
    assert [number(horizon, language, unit=False) for language in ("ko", "en")] == ["2028", "2028"]
    assert number(computed(2027.4, 2027.4, "year"), "ko") == "약 2027년"


def test_counters_have_a_form_for_one_and_for_many() -> None:
    table = rows("counters")
    assert len({(row["unit"], row["kind"]) for row in table}) == len(table)
    for row in table:
        assert row["kind"] in ("count", "ordinal")
        for form in (row["one"], row["many"]):
            assert form.format(5, th="5th") != form


def test_cell_has_no_unit_and_its_hedge_is_a_sign() -> None:
    assert number(stated(197e12, 197e12, "KRW", "~"), "ko", unit=False, scale=1e12) == "≈197"
    assert number(stated(50, INF, "%", ">="), "en", unit=False) == "≥50"
    assert number(computed(36.3e9, 72.7e9, "USD"), "en", unit=False, scale=1e9) == "36–73"
    assert number(computed(18.0213e9, 18.0213e9, "USD"), "en", unit=False, scale=1e9) == "≈18.0"
    assert number(stated(197e12, 197e12, "KRW", "~"), "ko", hedge=False) == "197조 원"


def test_fact_without_number_is_refused() -> None:
    day = Figure("a.txt", 0, 3, "25일", Kind.DATE, None, None, "", Approx.EXACT, "r", date="2025-09-25")
    with pytest.raises(ValueError, match="states no number"):
        number(day, "ko")


@pytest.mark.parametrize(
    ("unit", "scale", "korean", "english"),
    [
        ("USD", 1e9, "십억 달러", "$ billion"),
        ("USD", 1e8, "억 달러", "$ hundred million"),
        ("KRW", 1e12, "조 원", "trillion won"),
        ("%", 1, "%", "%"),
        ("TFLOPS", 1, "TFLOPS", "TFLOPS"),
        ("x", 1, "배", "times"),
    ],
)
def test_unit_in_a_table_head(unit: str, scale: float, korean: str, english: str) -> None:
    assert (unit_name(unit, "ko", scale), unit_name(unit, "en", scale)) == (korean, english)


@pytest.mark.parametrize(
    ("iso", "korean", "english"),
    [
        ("2025", "2025년", "2025"),
        ("2025-08", "2025년 8월", "August 2025"),
        ("2025-09-25", "2025년 9월 25일", "25 September 2025"),
        ("2025-01/2025-06", "2025년 상반기", "first half of 2025"),
        ("2025-07/2025-09", "2025년 3분기", "third quarter of 2025"),
        ("2025/2028", "2025~2028년", "2025–2028"),
        ("2025-03/2025-04", "2025년 3월~4월", "March–April 2025"),
        ("2025-09-01/2025-09-05", "2025년 9월 1일~5일", "1–5 Sept 2025"),
        ("2025/2026-03", "2025년~2026년 3월", "2025–March 2026"),
        ("FY2024", "FY2024", "FY2024"),
        ("", "", ""),
    ],
)
def test_dates(iso: str, korean: str, english: str) -> None:
    assert (date(iso, "ko"), date(iso, "en")) == (korean, english)
