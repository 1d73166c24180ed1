"""What a metric is within, who tells it, and which time goes on from the figure before."""

from __future__ import annotations

import pytest

from chipbrief.extraction.extract import extract_source
from chipbrief.model import Figure, Kind, Source


def figures(text: str) -> list[Figure]:
    found = extract_source(Source("a", text, "", "2025-11-03")).figures
    return [figure for figure in found if figure.kind not in (Kind.DATE, Kind.TIME)]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("지난달 화장품 수출은 11억 달러로 8% 늘었다.", ["화장품", "화장품"]),
        (
            "한국의 수출은 580억 달러였다. 품목별로는 자동차(60억 달러), 철강(30억 달러) 순이었다.",
            [None, "자동차", "철강"],
        ),
        ("삼성전자 DS부문이 매출 25조원, 영업이익 6조원을 거뒀다.", ["DS부문", "DS부문"]),
        ("소니의 부문별 매출은 음악 900억엔(4%↑), 영화 700억엔(2%↓)이었다.", ["음악", "음악", "영화", "영화"]),
        ("엔비디아의 중국 매출은 50억 달러다.", ["china"]),
        ("삼성전자의 연결 기준 매출은 79조원이다.", [None]),
        ("삼성전자는 매출이 79조원, 영업이익이 10조원이라고 밝혔다.", [None, None]),
    ],
)
def test_goods_segment_or_place_within_the_metric(text: str, scopes: list[str | None]) -> None:
    assert [figure.scope for figure in figures(text)] == scopes


@pytest.mark.parametrize(
    ("text", "tellers"),
    [
        ("ASML의 수주액은 54억 유로로, 블룸버그가 집계한 시장 전망치(49억 유로)를 넘었다.", [None, "bloomberg"]),
        ("업계 추산으로 올해 국내 데이터센터 투자액은 7조원이다.", ["업계"]),
        ('최수연 부장은 "매출이 30% 늘 것"이라며 설비투자로 5억 달러를 제시했다.', ["최수연 부장"] * 2),
    ],
)
def test_who_says_a_figure(text: str, tellers: list[str | None]) -> None:
    assert [figure.attribution for figure in figures(text)] == tellers


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("소니의 지난해 수주액은 90억 달러다. 이 가운데 센서가 30억 달러다.", ["2024", "2024"]),
        ("7일 코스피는 3900.1로 마쳤다. 코스닥은 889.1을 기록했다.", ["2025-11-07"] * 2),
    ],
)
def test_the_period_of_a_total_and_of_a_market_goes_on(text: str, periods: list[str]) -> None:
    found = extract_source(Source("a", text, "", "2025-11-08")).figures
    assert [one.period for one in found if one.kind not in (Kind.DATE, Kind.TIME)] == periods


def test_changes_of_a_row_are_since_the_same_time() -> None:
    found = figures("10월 수출은 1년 전보다 8% 늘었다. 품목별로는 선박이 12%, 가전이 3% 증가했다.")
    assert [figure.versus for figure in found] == ["2024-10"] * 3


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("산업부는 10월 대미 자동차 수출이 26억 달러라고 밝혔다.", ["자동차"]),
        ("캐나다산 목재 수입은 2억 달러였다.", ["목재"]),
        ("지난달 수출은 중국(130억 달러)과 미국(90억 달러)에서 갈렸다.", ["china", "united-states"]),
        ("네이버의 매출은 3조원이다. 커머스가 9800억원, 핀테크가 4300억원이다.", [None, "커머스", "핀테크"]),
    ],
)
def test_the_partner_of_trade_is_no_goods_and_a_part_needs_no_breakdown(text: str, scopes: list[str | None]) -> None:
    assert [figure.scope for figure in figures(text)] == scopes


def test_a_beaten_figure_is_its_owners_and_levels_are_dealt_out() -> None:
    found = figures("AMD의 매출은 43억 달러로 인텔의 41억 달러를 앞질렀다.")
    assert [figure.subject for figure in found] == ["amd", "intel"]
    found = figures("인텔의 매출과 영업이익은 각각 129억 달러, 29억 달러로 나타났다.")
    assert [figure.metric for figure in found] == ["revenue", "operating-profit"]
