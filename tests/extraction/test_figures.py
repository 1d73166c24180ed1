"""Figures of a document: spans of the stored text, conversions, brackets, site furniture."""

from __future__ import annotations

import growth
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.extraction import figures
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Block, Figure, Role, Source
from chipbrief.sources.offset_map import View


def extract(text: str) -> list[Figure]:
    found = figures.extract(text, source="a.txt", published="2025-09-25")
    assert all(text[f.start : f.end] == f.text for f in found)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "매출 28억 8000만 위안(약 5608억원)을 기록했다.",
        "160억 달러(약 22조 원)를 투자한다.",
        "100만 달러, 우리 돈 약 13억원을 냈다.",
        "100만 달러(한화 약 13억원)를 냈다.",
    ],
)
def test_an_amount_in_brackets_restates_the_one_before(text: str) -> None:
    first, second = extract(text)
    assert second.restates == first.id
    assert (second.subject, second.metric, second.period) == (first.subject, first.metric, first.period)
    assert figures.implied_rates([first, second]) == [(first, second)]


@pytest.mark.parametrize(
    "text", ["100만 달러와 13억원을 냈다.", "매출 100억원(영업이익 10억원)이다.", "10달러(전년 대비 3% 증가)다."]
)
def test_other_amounts_restate_nothing(text: str) -> None:
    assert [f.restates for f in extract(text)] == [None] * len(extract(text))


def test_brackets_are_about_the_name_or_the_figure_before_them() -> None:
    h20, h100 = extract("H20의 메모리 용량은 96GB로 H100(80GB)보다 크다.")
    assert (h20.subject, h100.subject, h100.metric) == ("h20", "h100", "memory")
    *_, growth = extract("엔비디아의 매출은 467억 달러(+56%)였다.")
    assert (growth.subject, growth.metric) == ("nvidia", "revenue-growth")


def test_spans_are_those_of_the_stored_text_where_words_were_repaired() -> None:
    stored = "광고 문구은 칩 50% 이상을, 광고 문구은 2곳을"
    view = View(stored, [(0, 5, "중국"), (17, 22, "중국")])
    found = figures.extract(stored, view=view)
    assert [f.text for f in found] == ["50%", "2곳"]
    assert all(stored[f.start : f.end] == f.text for f in found)


def test_figures_of_site_furniture_are_left_out() -> None:
    text = "공장 2곳을 짓는다.\n조회 5건"
    chrome = Block("a.txt", text.index("조회"), len(text), Role.CHROME)
    assert [f.text for f in figures.extract(text, blocks=[chrome])] == ["2곳"]


def test_a_text_of_numbers_only_is_no_furniture() -> None:
    assert [f.text for f in extract_source(Source("n", "2016년 11월 16일", "", "2025-09")).figures] == [
        "2016년 11월 16일"
    ]


@given(st.text(alphabet="가나다 은는이가을를의(),.%0123456789억만원H·\n“”", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    for figure in figures.extract(text, source="x", published="2025-09"):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    "piece",
    [
        "매출은 5%, ",
        "H100 80GB 매출 5% ",
        "중국(中國) ",
        "각각 1%, 2%, ",
        "(",
        "이동(中國移動)",
        "“5%”고 ",
        "1\n",
        "5% 늘었다. ",
    ],
)
def test_no_document_makes_it_slow(piece: str) -> None:
    def read(length: int) -> None:
        extract_source(Source("a.txt", piece * (length // len(piece)), "", "2025-09-25"))

    assert growth.linear(read, 500)


@pytest.mark.parametrize("sign", ["!", ".", "。", '?"', "가 "])
def test_no_run_of_signs_makes_it_slow(sign: str) -> None:
    def read(length: int) -> None:
        text = f"화웨이의 매출은 3조원이다. {sign * length}가 올해 4조원이다."
        assert len(extract_source(Source("a.txt", text, "", "2025-09-25")).figures) == 3

    assert growth.linear(read, 2_000)


def test_what_has_no_end_is_read_in_pieces() -> None:
    found = extract("엔비디아 매출 5억원 " * 300)
    assert len(found) == 300
    assert all(figure.text == "5억원" for figure in found)
