"""Dates: what is found, and what it means on the day of publication."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.extraction.dates.resolve import WORDS, Clock
from chipbrief.extraction.quantities import scan
from chipbrief.extraction.quantities.date_rules import DATE
from chipbrief.model import Kind

PUBLISHED = "2025-09-25"  # a Thursday


def dated(text: str, published: str = PUBLISHED) -> list[tuple[str, str | None]]:
    found = scan.find(text, published)
    return [(text[f.start : f.end], f.date) for f in found if f.kind in (Kind.DATE, Kind.TIME)]


DATES = [
    ("2016년 창업했다.", "2016년", "2016"),
    ("2025년 9월 3일에 냈다.", "2025년 9월 3일", "2025-09-03"),
    ("2025.9.25 공시", "2025.9.25", "2025-09-25"),
    ("2025-09-25 기준", "2025-09-25", "2025-09-25"),
    ("'24년 수출", "'24년", "2024"),
    ("지난해 늘었다.", "지난해", "2024"),
    ("내년에 짓는다.", "내년", "2026"),
    ("내후년이면 된다.", "내후년", "2027"),
    ("올 상반기 매출", "올 상반기", "2025-01/2025-06"),
    ("작년 4분기 실적", "작년 4분기", "2024-10/2024-12"),
    ("지난 2분기 실적", "지난 2분기", "2025-04/2025-06"),
    ("3분기 전망", "3분기", "2025-07/2025-09"),
    ("2~3분기 전망", "2~3분기", "2025-04/2025-09"),
    ("직전 분기보다", "직전 분기", "2025-04/2025-06"),
    ("다음 분기 전망", "다음 분기", "2025-10/2025-12"),
    ("내년 1분기 전망", "내년 1분기", "2026-01/2026-03"),
    ("2024년 2분기 실적", "2024년 2분기", "2024-04/2024-06"),
    ("작년 3분기 실적", "작년 3분기", "2024-07/2024-09"),
    ("지난달 8일 승인했다.", "지난달 8일", "2025-08-08"),
    ("지난 30일 보도했다.", "지난 30일", "2025-08-30"),
    ("지난 17일 방문했다.", "지난 17일", "2025-09-17"),
    ("오는 11일 열린다.", "오는 11일", "2025-10-11"),
    ("오는 30일 열린다.", "오는 30일", "2025-09-30"),
    ("지난 4월 막았다.", "지난 4월", "2025-04"),
    ("지난 12월 막았다.", "지난 12월", "2024-12"),
    ("지난 7월 말 지적했다.", "지난 7월 말", "2025-07-21/2025-07-31"),
    ("올 연말까지 짓는다.", "올 연말", "2025-10/2025-12"),
    ("지난해말 기준", "지난해말", "2024-10/2024-12"),
    ("내년 초 양산한다.", "내년 초", "2026-01/2026-03"),
    ("다음 달 1일 시행한다.", "다음 달 1일", "2025-10-01"),
    ("1~8월 누적", "1~8월", "2025-01/2025-08"),
    ("올해 1∼11월 누적", "올해 1∼11월", "2025-01/2025-11"),
    ("2026∼2030년 계획", "2026∼2030년", "2026/2030"),
    ("2024년 10월~2025년 3월 회계", "2024년 10월~2025년 3월", "2024-10/2025-03"),
    ("2024∼25년 두 해", "2024∼25년", "2024/2025"),
    ("9월 3일~12일 휴업", "9월 3일~12일", "2025-09-03/2025-09-12"),
    ("10월 20~23일 개최", "10월 20~23일", "2025-10-20/2025-10-23"),
    ("1990년대 기술", "1990년대", "1990/1999"),
    ("21세기 최대", "21세기", "2001/2100"),
    ("25일(목) 발표", "25일(목)", "2025-09-25"),
    ("7일(화) 개장", "7일(화)", "2025-10-07"),
    ("26日(金) 발표", "26日(金)", "2025-09-26"),
    ("지난 일요일 만났다.", "지난 일요일", "2025-09-21"),
    ("이번주 결정한다.", "이번주", "2025-09-22/2025-09-28"),
    ("어제 말했다.", "어제", "2025-09-24"),
    ("사흘 뒤 시작한다.", "사흘 뒤", "2025-09-28"),
    ("3년 전 세웠다.", "3년 전", "2022"),
    ("6개월 전만 해도", "6개월 전", "2025-03"),
    ("크리스마스에 문을 연다.", "크리스마스", "2025-12-25"),
    ("2026회계연도 매출", "2026회계연도", None),
    ("추석을 앞두고", "추석", "2025-10-06"),
    ("오전 9시 30분에 열린다.", "오전 9시 30분", "T09:30"),
    ("오후 세 시에 만난다.", "오후 세 시", "T15:00"),
    ("오후 2~4시 회의", "오후 2~4시", "T14:00/T16:00"),
    ("밤 12시부터 적용", "밤 12시", "T00:00"),
    ("3PM 마감", "3PM", "T15:00"),
    ("14:30 마감", "14:30", "T14:30"),
    ("3:20pm 발표", "3:20pm", "T15:20"),
    ("정오에 끝난다.", "정오", "T12:00"),
]


@pytest.mark.parametrize(("text", "span", "iso"), DATES)
def test_a_date_and_its_meaning(text: str, span: str, iso: str | None) -> None:
    assert dated(text) == [(span, iso)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("올 상반기 매출이 전년 같은 기간보다 늘었다.", ("전년 같은 기간", "2024-01/2024-06")),
        ("올해 2분기 실적을 24일 공시했다. 지난해 같은 기간보다", ("지난해 같은 기간", "2024-04/2024-06")),
        ("1분기 매출은 전년동기 대비 늘었다.", ("전년동기", "2024-01/2024-03")),
        ("9월 수출은 지난해 같은 달보다 늘었다.", ("지난해 같은 달", "2024-09")),
        ("지난해 4분기 이익은 전 분기보다 늘었다.", ("전 분기", "2024-07/2024-09")),
        ("8월 매출은 전월보다 줄었다.", ("전월", "2025-07")),
        ("2021년 5월 상장했고 이듬해 공장을 지었다.", ("이듬해", "2022")),
        ("지난 3일 발표했다. 이튿날 주가가 올랐다.", ("이튿날", "2025-09-04")),
        ("2026년 1분기 950PR, 4분기 950DT를 낸다.", ("4분기", "2026-10/2026-12")),
        ("10월 1일부터 7일까지 쉰다.", ("7일", "2025-10-07")),
    ],
)
def test_a_date_that_leans_on_the_one_before(text: str, last: tuple[str, str]) -> None:
    assert dated(text)[-1] == last


@pytest.mark.parametrize(
    ("published", "text", "iso"),
    [
        ("2025-09", "지난 30일", "2025-08-30"),
        ("2025-09", "지난달 8일", "2025-08-08"),
        ("2025-09", "30일", "2025-09-30"),
        ("2025-09", "올해", "2025"),
        ("2025-09", "어제", None),
        ("2025-09-02", "30일", "2025-08-30"),
        ("2025-01-03", "12월", "2024-12"),
        ("2025-01-03", "지난 30일", "2024-12-30"),
        ("2024-02-28", "다음 달", "2024-03"),
        ("", "올해", None),
        ("", "2027년 3월", "2027-03"),
        ("", "지난달 8일", None),
    ],
)
def test_what_is_known_of_the_publication(published: str, text: str, iso: str | None) -> None:
    assert dated(f"{text} 발표", published) == [(text, iso)]


NONE = """\
월드컵 예선|2월드컵|30일간 쉬었다|10일 이내|3일 연속|3분기 연속|2000년 동안|최근 늘었다|현재 가격|당시 상황|일본 기업
오늘날 기술|그제야 알았다|이 일|전달 방식|내주었다|2025개|9월드|25일본"""


@pytest.mark.parametrize("text", re.split(r"[|\n]", NONE))
def test_what_is_no_date(text: str) -> None:
    assert dated(text) == []


@pytest.mark.xfail(reason="months spelled in Hangul are not read", strict=True)
def test_spelled_month() -> None:
    assert dated("이천이십오년 삼월") == [("이천이십오년 삼월", "2025-03")]


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["", " "]), st.booleans())
def test_a_full_date_reads_back(day: date, blank: str, padded: bool) -> None:
    month, number = (f"{day.month:02}", f"{day.day:02}") if padded else (str(day.month), str(day.day))
    text = f"{day.year}년{blank}{month}월{blank}{number}일"
    assert dated(f"{text} 시행") == [(text, day.isoformat())]


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.integers(1, 28))
def test_a_day_with_its_lead_is_on_that_side_of_publication(published: date, number: int) -> None:
    (_, past), (_, ahead) = dated(f"지난 {number}일, 오는 {number}일", published.isoformat())
    assert past is not None
    assert ahead is not None
    assert published - timedelta(days=62) <= date.fromisoformat(past) < published <= date.fromisoformat(ahead)


@given(
    st.text("0123456789년월일분기지난올해작~-.() 상반기말초오전시", max_size=40),
    st.sampled_from(["", "2025", "2025-09", PUBLISHED]),
)
def test_no_text_breaks_the_calendar(text: str, published: str) -> None:
    for found in scan.find(text, published):
        assert 0 <= found.start < found.end <= len(text)


def test_the_rule_is_tried_at_every_word_of_the_calendar() -> None:
    assert {form[0] for form in WORDS()} <= set(DATE.first)


def test_a_clock_without_publication_knows_nothing() -> None:
    assert Clock("").resolve({"word_year": "올해"}) is None
