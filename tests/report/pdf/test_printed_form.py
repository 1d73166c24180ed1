"""The handout as it lies on a table: type that can be read, pages that are full, what is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from handouts import PARAGRAPH, brief, entry, number, render

from chipbrief.document.nodes import Chart, Column, Entry, Evidence, Front, Heading, Paragraph, Section, Table, Text
from chipbrief.report.notebook import show
from chipbrief.report.pdf import selection

TOP, BOTTOM = 19 / 25.4 * 72, 15 / 25.4 * 72  # points: the margins above and below the text
SMALLEST = 7.5  # points


def table(name: str, rows: int) -> Table:
    body = [[[Text(f"{chr(0xAC00 + row)} 행")], [number("figure", 1)]] for row in range(rows)]
    return Table(name, [Text("표의 제목")], [Column([Text("칩")]), Column([Text("성능, %")], "number")], body, [])


def as_printed() -> tuple[Front, list[Section]]:
    """A brief of many pages: paragraphs, charts of different heights and tables, in turn."""
    front, sections = brief()
    chart = next(block for block in sections[0].blocks if isinstance(block, Chart))
    body = sections[1].blocks
    for turn in range(8):
        body.append(Heading([Text("부분")], f"h-{turn}", 3))
        body += [Paragraph([Text(PARAGRAPH * (3 + turn % 3))])] * (1 + turn % 2)
        drawn = chart.svg.replace('"0 0 300 120"', f'"0 0 300 {60 + 9 * turn}"')
        body.append(replace(chart, name=f"chart-{turn}", svg=drawn))
        body += [table(f"table-{turn}-{place}", 6 + 2 * turn) for place in range(3)]
    return front, sections


@cache
def printed() -> bytes:
    return render(*as_printed())


def characters(content: bytes) -> Iterator[tuple[int, float, float, str]]:
    """Page, size in points, height above the page's lower end, and character."""
    with pypdfium2.PdfDocument(content) as document:
        for index, page in enumerate(document):
            text = page.get_textpage()
            for place in range(text.count_chars()):
                sign = chr(pypdfium2.raw.FPDFText_GetUnicode(text, place))
                size = pypdfium2.raw.FPDFText_GetFontSize(text, place)
                if not sign.isspace():
                    yield index, size, text.get_charbox(place)[1], sign


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_nothing_is_too_small_to_read() -> None:
    assert min(size for _, size, _, _ in characters(printed())) >= SMALLEST - 0.01


def test_no_page_but_the_last_is_less_than_two_thirds_full() -> None:
    lowest: dict[int, float] = {}
    for index, _, bottom, _ in characters(printed()):
        if bottom > BOTTOM:
            lowest[index] = min(bottom, lowest.get(index, bottom))
    assert len(lowest) > 4
    height = 297 / 25.4 * 72
    for index in range(len(lowest) - 1):
        assert (height - TOP - lowest[index]) / (height - TOP - BOTTOM) > 2 / 3, f"page {index + 1}"


def test_a_table_stands_on_one_page() -> None:
    heads = [text.count("성능, %") for text in pages(printed())]
    assert sum(heads) == 25, "one a table: none goes on under a repeated head"


def test_a_heading_is_never_the_last_of_a_page() -> None:
    for text in pages(printed())[:-1]:
        assert not text.split("날짜")[0].rstrip().endswith("부분")


def test_a_long_table_is_cut_to_what_the_text_names_and_says_so() -> None:
    front, sections = brief()
    rows = [[[Text("행")], [number("figure", index)]] for index in (2, *[1] * 20, 2)]
    evidence = sections[-1].blocks[-1]
    assert isinstance(evidence, Evidence)
    long = replace(table("long", 0), rows=[[[Text("행")], [number("estimate", 2)]], *rows])
    evidence.entries.append(Entry("estimate", "estimate-2.가", "5", [Text("남는 값")], [], []))
    data = [show(node)._repr_mimebundle_()["application/vnd.chipbrief+json"] for node in [front, *sections]]
    block = show(Section("x", [long]))._repr_mimebundle_()["application/vnd.chipbrief+json"]
    cut = selection.shortened([*data[1:], block], "{}/{}")[-1]["blocks"][0]
    assert len(cut["rows"]) == 5
    assert [number["id"] for number in selection.nodes(cut["rows"], "number")][:2] == ["figure-2.가", "figure-1.가"]
    assert cut["notes"][-1][0]["text"] == "5/23"


def test_what_a_chart_shows_is_not_printed_again() -> None:
    front, sections = brief()
    chart = next(block for block in sections[0].blocks if isinstance(block, Chart))
    shown = replace(chart, svg=chart.svg.replace("비런 ", "비런 60~80 "))
    sections[0].blocks[sections[0].blocks.index(chart)] = shown
    sections[1].blocks[2:2] = [replace(shown, name="again"), Heading([Text("빈 부분")], "h-empty", 3)]
    sections.insert(
        2, Section("method", [Heading([Text("방법")], "h-method"), table("kept", 3), Paragraph([Text("글")])])
    )
    data = [show(node)._repr_mimebundle_()["application/vnd.chipbrief+json"] for node in [front, *sections]]
    _, body, method, _ = selection.shortened(data[1:], "{}/{}")
    kinds = [block["type"] for block in body["blocks"]]
    assert "chart" not in kinds, "a chart whose numbers an earlier one shows"
    assert "table" not in kinds, "a table whose numbers a chart shows"
    assert "h-empty" not in [block.get("anchor") for block in body["blocks"]], "a heading of nothing"
    assert [block["type"] for block in method["blocks"]] == ["heading", "paragraph"]


def test_what_is_not_printed_is_counted() -> None:
    front, sections = brief()
    sections[-1].blocks[-1].entries.extend(entry("assumption", index) for index in range(2, 40))  # type: ignore[union-attr]
    text = "".join(pages(render(front, sections)))
    assert "근거 44건 가운데 본문에 쓰인 것부터 6건" in text


@pytest.mark.parametrize("articles", [2, 26])
def test_the_evidence_takes_at_most_four_pages(articles: int) -> None:
    front, sections = brief()
    evidence = sections[-1].blocks[-1]
    assert isinstance(evidence, Evidence)
    count = 60 * articles
    new = [entry("reference", index, url=f"https://example.org/{index}") for index in range(3, count)]
    evidence.entries[5:5] = new
    sections[1].blocks.append(
        replace(table("many", 0), rows=[[[Text("행")], [number("reference", index)]] for index in range(3, 17)])
    )
    chart = next(block for block in sections[0].blocks if isinstance(block, Chart))
    data = replace(chart.data, rows=[[[Text("행")], [number("reference", index)]] for index in range(3, count)])
    sections[0].blocks[sections[0].blocks.index(chart)] = replace(chart, data=data)
    found = pages(render(front, sections))
    first = next(index for index, text in enumerate(found) if "수치: 신문" in text and index > 0)
    assert len(found) - first <= 5, "four, and the one on which they begin"
    assert all(f"R{place}" in "".join(found[first:]) for place in range(1, 16)), "what a table leads to is there"
