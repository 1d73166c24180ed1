"""Whatever a text is made of, it is read: pieces of articles in any order, and characters that no article has."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.extraction import audit, figures
from chipbrief.extraction.dates import grammar
from chipbrief.extraction.dates.resolve import Clock
from chipbrief.extraction.extract import extract_source
from chipbrief.extraction.quantities import numerals
from chipbrief.model import Figure, Kind, Source
from chipbrief.sources import reference_tables

PIECES = """
0 1 7 12 910 2027 1,234 1,2 0.5 60~80 1∼11 5000 000 3분의 1조2000 28억 만 수십 몇 두 스물 이십삼 반 - − ± ↑ 여
( ) [ ] “ ” ' · , . ? : / ~ → ◆ = | + % $ ₩ 1) 2.
약 최대 이상 미만 넘는 돌파했다 은 는 이 가 을 의 로 에서 까지 부터 보다 대비 각각 대 시 전 뒤 동안 간 째 여개
엔비디아 H20 910C 어센드 MLU590 중국 매출 영업이익 점유율 성능 늘었다 감소했다 밝혔다 고 것으로 따르면 기자 단위
a@b.kr http://a.kr 02-1234-5678 (005930) RTX PRO 6000D ‘비리 106’ N+2 NXE:3800E 15·5
"""
BLANKS = [" ", " ", "\n", "\n\n", "\t", "\u3000"]
ODD = [
    "３",
    "٣",
    "①",
    "Ⅳ",
    "½",
    "㎚",
    "￥",
    "‑",
    "\u200b",
    "\ufeff",
    "가",
    "\U0001f600",
    "中",
    "İ",
    "ß",
    "\r\n",
    "\x00",
]


@cache
def pieces() -> list[str]:
    """Numbers, units, the calendar's words, names and sentences of the corpora of these tests."""
    units = [row["form"] for row in reference_tables.rows("units")]
    calendar = [row["form"] for row in reference_tables.rows("calendar")]
    news = re.findall(r"\{([^|]+)\|", (Path(__file__).parent / "news.txt").read_text(encoding="utf-8"))
    return [*PIECES.split() * 8, *BLANKS * 40, *ODD, *units, *calendar, *news]


TEXTS = st.builds("".join, st.lists(st.deferred(lambda: st.sampled_from(pieces())) | st.text(max_size=2), max_size=24))
PUBLISHED = st.sampled_from(["2025-09-25", "2025-09", "2025", "", "2024-02-29", "0001-01-01", "9999-12-31"])


def check(text: str, found: list[Figure]) -> None:
    for figure in found:
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        ends = [end for end in (figure.low, figure.high) if end is not None]
        assert all(map(math.isfinite, ends))
        assert ends == sorted(ends)
        assert bool(ends) is (figure.kind not in (Kind.DATE, Kind.TIME))
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS, PUBLISHED)
def test_a_text_of_any_pieces_is_read(text: str, published: str) -> None:
    found = figures.extract(text, source="a.txt", published=published)
    check(text, found)
    assert figures.extract(text, source="a.txt", published=published) == found
    asciis = [row for row in audit.unexplained(audit.audit(text, found, source="a.txt")) if row.text.isascii()]
    assert asciis == []


@given(TEXTS, PUBLISHED)
def test_a_document_of_any_pieces_is_read(text: str, published: str) -> None:
    check(text, extract_source(Source("a.txt", text, "", published)).figures)


@given(TEXTS)
def test_any_numeral_is_a_number_or_none(text: str) -> None:
    value, length = numerals.longest(text)
    assert 0 <= length <= len(text)
    assert (value is None) is (length == 0)
    assert value is None or value.low <= value.high


@given(TEXTS, PUBLISHED)
def test_any_date_has_its_place(text: str, published: str) -> None:
    clock = Clock(published)
    for position in range(len(text)):
        chain = grammar.chain(text, position)
        if chain:
            assert position == chain.start < chain.end <= len(text)
            span = clock.resolve(chain.parts)
            assert span is None or span.first <= span.last


@pytest.mark.parametrize("number", ["9" * 400, "9" * 400 + "만", "0." + "0" * 400 + "1", "1" + ",000" * 40])
def test_a_number_of_any_length_is_read(number: str) -> None:
    check(f"{number}개", figures.extract(f"{number}개", published="2025-09"))
