"""Figures of Korean text: corpora of what is one, with its value, and of what is none."""

import re
from itertools import pairwise

import growth
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.extraction.quantities import scan
from chipbrief.extraction.quantities.number_word_rules import WORD
from chipbrief.extraction.quantities.scan import RULES, Quantity
from chipbrief.sources import reference_tables

PUBLISHED = "2025-09-25"
Row = tuple[str, str, float | None, float | None, str, str]


def find(text: str) -> list[Quantity]:
    """The figures, checked: in order, disjoint, and slices of the text."""
    found = scan.find(text, PUBLISHED)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(text[f.start : f.end].strip() == text[f.start : f.end] for f in found)
    return found


def rows(text: str) -> list[Row]:
    return [(text[f.start : f.end], str(f.kind), f.low, f.high, f.unit, str(f.approx)) for f in find(text)]


MONEY = [
    ("60억달러를 썼다.", ("60억달러", "money", 6e9, 6e9, "USD", "=")),
    ("1조2000억원을 투자한다.", ("1조2000억원", "money", 1.2e12, 1.2e12, "KRW", "=")),
    ("656억4천만 달러 흑자", ("656억4천만 달러", "money", 65_640_000_000, 65_640_000_000, "USD", "=")),
    ("3천 5백만 원이다.", ("3천 5백만 원", "money", 35_000_000, 35_000_000, "KRW", "=")),
    ("약 22조 원을 냈다.", ("22조 원", "money", 22e12, 22e12, "KRW", "~")),
    ("17조원대 투자", ("17조원대", "money", 17e12, 18e12, "KRW", "=")),
    ("1400원대 환율", ("1400원대", "money", 1400, 1500, "KRW", "=")),
    ("수십억 달러 규모", ("수십억 달러", "money", 2e9, 9.9e9, "USD", "=")),
    ("2~3억원을 준다.", ("2~3억원", "money", 2e8, 3e8, "KRW", "=")),
    ("10만원~20만원 사이", ("10만원~20만원", "money", 1e5, 2e5, "KRW", "=")),
    ("US$1.5 billion 규모", ("US$1.5 billion", "money", 1.5e9, 1.5e9, "USD", "=")),
    ("$45억을 번다.", ("$45억", "money", 4.5e9, 4.5e9, "USD", "=")),
    ("¥300억 투자", ("¥300억", "money", 3e10, 3e10, "CNY", "=")),
    ("13달러 45센트다.", ("13달러 45센트", "money", 13.45, 13.45, "USD", "=")),
    ("3357억7000만 대만달러", ("3357억7000만 대만달러", "money", 335_770_000_000, 335_770_000_000, "TWD", "=")),
    ("58.45홍콩달러로 마감", ("58.45홍콩달러", "money", 58.45, 58.45, "HKD", "=")),
    ("이천 원을 받는다.", ("이천 원", "money", 2000, 2000, "KRW", "=")),
    ("10兆원을 쓴다.", ("10兆원", "money", 1e13, 1e13, "KRW", "=")),
    ("영업이익 5조~6조 전망", ("5조~6조", "money", 5e12, 6e12, "KRW", "=")),
    ("이익 5000억을 냈다.", ("5000억", "money", 5e11, 5e11, "KRW", "=")),
    ("2조원여를 쏟는다.", ("2조원여", "money", 2e12, 2.2e12, "KRW", "~")),
]
SHARES = [
    ("60~80% 수준", ("60~80%", "percent", 60, 80, "%", "~")),
    ("50% 이상을 쓴다.", ("50%", "percent", 50, None, "%", ">=")),
    ("70%를 넘긴다.", ("70%", "percent", 70, None, "%", ">")),
    ("70%를 밑돈다.", ("70%", "percent", None, 70, "%", "<")),
    ("최대 30%까지 준다.", ("30%", "percent", None, 30, "%", "<=")),
    ("최소 70% 달성", ("70%", "percent", 70, None, "%", ">=")),
    ("90% 정도가 나온다.", ("90%", "percent", 90, 90, "%", "~")),
    ("40%에 육박한다.", ("40%", "percent", 40, 40, "%", "~")),
    ("−29.3% 줄었다.", ("−29.3%", "percent", -29.3, -29.3, "%", "=")),
    ("수출 29.3%↓", ("29.3%", "percent", -29.3, -29.3, "%", "=")),
    ("수출 5.2%↑", ("5.2%", "percent", 5.2, 5.2, "%", "=")),
    ("오차는 ±2%다.", ("±2%", "percent", -2, 2, "%", "=")),
    ("10.8%p 낮다.", ("10.8%p", "percent", 10.8, 10.8, "%p", "=")),
    ("50%포인트 넘게 비싸다.", ("50%포인트", "percent", 50, None, "%p", ">")),
    ("이십 퍼센트 할인", ("이십 퍼센트", "percent", 20, 20, "%", "=")),
    ("20프로 늘었다.", ("20프로", "percent", 20, 20, "%", "=")),
    ("두 자릿수 성장", ("두 자릿수", "percent", 10, 99, "%", "=")),
    ("50%에서 60% 사이", ("50%에서 60%", "percent", 50, 60, "%", "=")),
    ("2.5배 높다.", ("2.5배", "multiple", 2.5, 2.5, "x", "=")),
    ("두 배로 뛰었다.", ("두 배", "multiple", 2, 2, "x", "=")),
    ("절반을 차지한다.", ("절반", "multiple", 0.5, 0.5, "x", "=")),
    ("10분의 1 가격", ("10분의 1", "multiple", 0.1, 0.1, "x", "=")),
    ("4분의 3을 넘는다.", ("4분의 3", "multiple", 0.75, None, "x", ">")),
    ("경쟁률은 3대 1이다.", ("3대 1", "multiple", 3, 3, "x", "=")),
]
COUNTS = [
    ("약 60만개를 만든다.", ("60만개", "count", 600_000, 600_000, "개", "~")),
    ("2곳 더 짓는다.", ("2곳", "count", 2, 2, "곳", "=")),
    ("100여명이 모였다.", ("100여명", "count", 100, 110, "명", "~")),
    ("10여 개국이 낸다.", ("10여 개국", "count", 10, 20, "개국", "~")),
    ("수십만 장을 산다.", ("수십만 장", "count", 200_000, 990_000, "장", "=")),
    ("월 3만~5만장 규모", ("3만~5만장", "count", 30_000, 50_000, "장", "=")),
    ("20∼30명이 왔다.", ("20∼30명", "count", 20, 30, "명", "=")),
    ("8, 9명이 왔다.", ("8, 9명", "count", 8, 9, "명", "=")),
    ("5000에서 6000 사이", ("5000에서 6000", "count", 5000, 6000, "", "=")),
    ("스물세 명이다.", ("스물세 명", "count", 23, 23, "명", "=")),
    ("한두 곳뿐이다.", ("한두 곳", "count", 1, 2, "곳", "=")),
    ("1·2·3위를 지킨다.", ("1·2·3위", "ordinal", 1, 3, "위", "=")),
    ("천여 곳에 깔았다.", ("천여 곳", "count", 1000, 1100, "곳", "~")),
    ("자사주 500만 주를 없앤다.", ("500만 주", "count", 5_000_000, 5_000_000, "주", "=")),
    ("스무 개~서른 개를 산다.", ("스무 개~서른 개", "count", 20, 30, "개", "=")),
    ("토큰 14조로 익혔다.", ("14조", "count", 14e12, 14e12, "", "=")),
    ("비중은 30~50% 이하다.", ("30~50%", "percent", 30, 50, "%", "<=")),
    ("비중은 30~50% 미만이다.", ("30~50%", "percent", 30, 50, "%", "<")),
    ("2~3배 이상 는다.", ("2~3배", "multiple", 2, None, "x", ">=")),
    ("두 회사는 손잡았다.", ("두 회사", "count", 2, 2, "회사", "=")),
    ("세 나라가 맞섰다.", ("세 나라", "count", 3, 3, "나라", "=")),
    ("수차례 밝혔다.", ("수차례", "count", 2, 9, "차례", "=")),
    ("100만 대 이상 팔린다.", ("100만 대", "count", 1_000_000, None, "대", ">=")),
    ("20만 개 미만이다.", ("20만 개", "count", None, 200_000, "개", "<")),
    ("671B 파라미터 규모", ("671B", "count", 671e9, 671e9, "", "=")),
    ("지수는 3,413.40에 마감", ("3,413.40", "count", 3413.4, 3413.4, "", "=")),
    ("7.24포인트 내렸다.", ("7.24포인트", "count", 7.24, 7.24, "포인트", "=")),
]
MEASURES = [
    ("7나노 공정", ("7나노", "measure", 7, 7, "nm", "=")),
    ("3.35TB/s를 낸다.", ("3.35TB/s", "measure", 3.35, 3.35, "TB/s", "=")),
    ("초당 1.6TB다.", ("1.6TB", "measure", 1.6, 1.6, "TB/s", "=")),
    ("989테라플롭스", ("989테라플롭스", "measure", 989, 989, "TFLOPS", "=")),
    ("1페타플롭스(PFLOPS)", ("1페타플롭스", "measure", 1, 1, "PFLOPS", "=")),
    ("최대 700W를 쓴다.", ("700W", "measure", None, 700, "W", "<=")),
    ("영하 12도까지 견딘다.", ("영하 12도", "measure", -12, -12, "℃", "=")),
    ("814㎟ 크기", ("814㎟", "measure", 814, 814, "mm²", "=")),
    ("8Gb 제품", ("8Gb", "measure", 8, 8, "Gbit", "=")),
    ("45세에 맡았다.", ("45세", "measure", 45, 45, "세", "=")),
    ("김모(33)씨는", ("33", "measure", 33, 33, "세", "=")),
    ("20대 청년이 산다.", ("20대", "measure", 20, 29, "세", "=")),
    ("30~40대가 산다.", ("30~40대", "measure", 30, 49, "세", "=")),
]
ORDINALS = [
    ("1위 업체", ("1위", "ordinal", 1, 1, "위", "=")),
    ("2대 주주다.", ("2대", "ordinal", 2, 2, "대", "=")),
    ("세 번째 행사", ("세 번째", "ordinal", 3, 3, "번째", "=")),
    ("백스물다섯 번째", ("백스물다섯 번째", "ordinal", 125, 125, "번째", "=")),
    ("제4차 회의", ("제4차", "ordinal", 4, 4, "차", "=")),
    ("제20조 3항을 고쳤다.", ("제20조 3항", "ordinal", 20, 20, "조", "=")),
    ("무역확장법 232조 조사", ("232조", "ordinal", 232, 232, "조", "=")),
    ("6세대 제품", ("6세대", "ordinal", 6, 6, "세대", "=")),
    ("트럼프 2기 행정부", ("2기", "ordinal", 2, 2, "기", "=")),
    ("첫 번째 사례", ("첫 번째", "ordinal", 1, 1, "번째", "=")),
]
DURATIONS = [
    ("5년간 키운다.", ("5년간", "duration", 5, 5, "y", "=")),
    ("수년간 개발했다.", ("수년간", "duration", 2, 9, "y", "=")),
    ("3~5년 안에 따라잡는다.", ("3~5년", "duration", 3, 5, "y", "=")),
    ("6개월 만에 최고다.", ("6개월", "duration", 6, 6, "mo", "=")),
    ("사흘간 진행됐다.", ("사흘간", "duration", 3, 3, "d", "=")),
    ("보름 만에 끝냈다.", ("보름", "duration", 15, 15, "d", "=")),
    ("1시간 30분 동안 말했다.", ("1시간 30분 동안", "duration", 1.5, 1.5, "h", "=")),
    ("1년 반으로 줄었다.", ("1년 반", "duration", 1.5, 1.5, "y", "=")),
    ("2년 6개월이 걸린다.", ("2년 6개월", "duration", 2.5, 2.5, "y", "=")),
    ("2박3일 묵었다.", ("2박3일", "duration", 3, 3, "d", "=")),
    ("한 달이 지났다.", ("한 달", "duration", 1, 1, "mo", "=")),
    ("30여년을 이끌었다.", ("30여년", "duration", 30, 40, "y", "~")),
]


@pytest.mark.parametrize(("text", "row"), [*MONEY, *SHARES, *COUNTS, *MEASURES, *ORDINALS, *DURATIONS])
def test_a_figure_and_its_value(text: str, row: Row) -> None:
    assert rows(text) == [row]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("28억 8000만 위안(약 5608억원)을 벌었다.", ["28억 8000만 위안", "5608억원"]),
        ("대만 15.2%, 베트남 12.7%, 미국 7.6%", ["15.2%", "12.7%", "7.6%"]),
        ("2027년 70%, 2030년 90%로 올린다.", ["2027년", "70%", "2030년", "90%"]),
        ("5명 중 1명꼴이다.", ["5명", "1명"]),
        ("매출은 2023년 17%→2024년 30%로", ["2023년", "17%", "2024년", "30%"]),
        ("15만 대에서 18만 대로 늘었다.", ["15만 대", "18만 대"]),
        ("버스 3대 40명이 왔다.", ["3대", "40명"]),
        ("H20 3000개와 910C 512장", ["3000개", "512장"]),
    ],
)
def test_how_figures_part(text: str, spans: list[str]) -> None:
    assert [row[0] for row in rows(text)] == spans


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("시장 예상치 1.01달러를 웃돌았다.", "="),
        ("전망치 413억달러에는 못 미쳤다.", "="),
        ("6000억위안을 넘어섰다.", ">"),
        ("1조개를 넘고", ">"),
        ("사상 최대 22조원을 벌었다.", "="),
        ("5%도 안 된다.", "<"),
        ("많게는 3배 뛴다.", "<="),
        ("20만개를 넘지 못한다.", "<="),
        ("100억달러에 가까운 금액", "~"),
        ("3만 달러 안팎이다.", "~"),
        ("500억원 남짓 든다.", "~"),
        ("2주 이내에 답한다.", "<="),
        ("대략 500명이 왔다.", "~"),
        ("무려 500명이 왔다.", "="),
    ],
)
def test_approximators(text: str, approx: str) -> None:
    assert [row[5] for row in rows(text)] == [approx]


NONE = """\
구조대가 떠나자 두통을 앓았다.
이 회사는 이 개발을 이번에 마쳤다.|사회가 조사를 한다.|한국과 한편이다.|한층 더 한심하다.|만일 천장이 새면
일본 사람이 오인했다.|세단과 석사 과정|열심히 구입한다.|그 백 대표가 말했다.|경영대학과 경기장|이 프로를 본다.
네, 맞습니다.|다시 한번 말한다.|수도와 수명과 수건|구체적으로 영향을 준다.|두고 보자.|한강과 한화|첫 수출통제
억지로 만들었다.|둘러싸고 셋방을|현재 최근 당시 지금|삼성과 육군과 구글|열량이 높다.|이유로 들었다.|천안과 백제
H20에 한해 푼다.|한 배를 탔다.|세 부담을 던다."""


@pytest.mark.parametrize("text", re.split(r"[|\n]", NONE))
def test_what_is_no_figure(text: str) -> None:
    assert rows(text) == []


@pytest.mark.xfail(reason="whether 한 사람 counts or means someone is not told", strict=True)
def test_a_certain_person() -> None:
    assert rows("한 사람이 말했다.") == []


UNITS = st.sampled_from(["달러", " 위안", "원", "개", " 명", "%", "배", "GB", "W", "나노", "위", "곳", "장", "년간"])


@given(
    st.integers(0, 10**15),
    UNITS,
    st.sampled_from(["약 ", "총 ", "", "(", "H20은 "]),
    st.sampled_from(["", "를", "의 ", "로"]),
)
def test_a_number_with_its_unit_reads_back(number: int, unit: str, before: str, after: str) -> None:
    written = f"{number:,}"
    text = f"{before}{written}{unit}{after}"
    assert [(row[0], row[2], row[3]) for row in rows(text)] == [(written + unit, number, number)]


@given(st.integers(1, 9998), st.integers(1, 9998), st.sampled_from(["~", "∼", "～", "-"]), UNITS)
def test_a_range_reads_back(first: int, second: int, dash: str, unit: str) -> None:
    low, high = min(first, second), max(first, second) + 1  # from a number to itself is no range but a code
    text = f"모두 {low}{dash}{high}{unit}"
    assert [row[2:4] for row in rows(text)] == [(low, high)]


ALPHABET = "0123456789,. -~%$가한두이천만억조년월일개원달러약여간전후중HAG()\n'"


@given(st.text(ALPHABET, max_size=80))
def test_spans_are_slices_of_any_text(text: str) -> None:
    for figure in find(text):
        assert figure.low is None or figure.high is None or figure.low <= figure.high


PIECES = """\
1|1,|1,111,|1 |1천|1천 |만 |만|A |A1|A1-|9~|1년 |1년~|두 |가|은|1은|수|(|1.|H100 |950, |$|a@|www.|1월1일~|'24|1·
-1|1) |◆1. |구 가로 1 |가나(다) 1|단위: 억, |1→|10 억 |1/|1대|1분의|오전 |12시 |지난 |제1|제1조 |1조~"""


@pytest.mark.parametrize("piece", re.split(r"[|\n]", PIECES))
def test_no_input_makes_it_slow(piece: str) -> None:
    assert growth.linear(lambda times: scan.find(piece * times, PUBLISHED), 400)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_rule_is_tried_at_every_word_that_is_a_quantity() -> None:
    assert {row["form"][0] for row in reference_tables.rows("quantity_words")} <= set(WORD.first)


def test_a_dash_at_the_end_of_a_line_is_no_minus() -> None:
    assert [(figure.start, figure.low) for figure in find("참석자 -\n64명과 -3명")] == [(6, 64), (11, -3)]
