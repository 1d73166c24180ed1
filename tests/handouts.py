"""A small brief with every node of the tree, as a handout, for the tests of its parts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import nbformat.v4
import pypdfium2

from chipbrief.document.nodes import (
    Chart,
    Column,
    Entry,
    Evidence,
    File,
    Front,
    Heading,
    Items,
    Link,
    Name,
    Number,
    Paragraph,
    Quote,
    Run,
    Section,
    Table,
    Text,
)
from chipbrief.report.notebook import show
from chipbrief.report.pdf.exporter import PdfExporter

SVG = (
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300pt" height="120pt">'
    '<rect width="200" height="20" y="20"/><text x="5" y="80" style="font: 12px \'Noto Sans CJK JP\'">'
    "비런 壁仞科技</text></svg>"
)
SENTENCE = ["화웨이 칩은 ", "H100", " 성능의 ", "60~80%", "라며 ", "2.5배", " 높다고 ", "슬롯", "이 밝혔다"]
PARAGRAPH = "중국의 인공지능 반도체 굴기(崛起·우뚝 섬)가 현실화하고 있다고 시장조사기관이 설명했다. "


def entry(kind: str, number: int, quote: Quote | None = None, **more: Any) -> Entry:
    return Entry(
        kind, f"{kind}-{number}.가", f"{number}%", [Text(f"이름 {kind}")], [("지표", [Text("성능")])], [], quote, **more
    )


def number(kind: str, index: int, text: str = "60~80%") -> Number:
    return Number(text, kind, f"{kind}-{index}.가")


def brief(language: str = "ko", text: str = PARAGRAPH) -> tuple[Front, list[Section]]:
    """A small brief with every node of the tree."""
    marks = {3: "figure-1.가", 5: "figure-2.가"}
    runs = [Run(part, "중국" if part == "슬롯" else "", marks.get(index, "")) for index, part in enumerate(SENTENCE)]
    quote = Quote("가.txt", 0, 40, runs)
    table = Table(
        "table",
        [Text("표의 제목")],
        [Column([Text("칩")]), Column([Text("성능, %")], "number")],
        [[[Name("910C", "ascend-910c")], [number("figure", 1)]] for _ in range(60)],
        [[Text("주석")]],
    )
    chart = Chart("chart", [Text("그림의 제목")], SVG, "대체 글: 60에서 80", [Text("단위")], table)
    source = Number("신문, 2025년 9월", "reference", "s-가.txt")
    entries = [
        entry("figure", 1, quote),
        entry("figure", 2, quote),
        Entry(
            "estimate",
            "estimate-1.가",
            "약 3배",
            [Text("비")],
            [],
            [number("figure", 1), Text(" ÷ "), number("figure", 2)],
        ),
        entry("assumption", 1),
        entry("reference", 1, url="https://example.org/a?b=c"),
        Entry("reference", "s-가.txt", "2025년", [File("가.txt", "가.txt")], [("출처", [source])], []),
    ]
    summary = Section(
        "summary",
        [
            Heading([Text("요약")], "h-summary"),
            Paragraph([Text(text), number("estimate", 1, "약 3배"), Text("로")], "lead"),
            Items(
                [[Text(text), number("figure", 1)], [Text("굵게", mark="strong"), number("assumption", 1)]],
                role="findings",
            ),
            chart,
        ],
    )
    body = Section(
        "comparison",
        [
            Heading([Text("비교 "), number("figure", 2, "2.5배")], "h-comparison"),
            Paragraph([Text(text * 6), number("figure", 2, "2.5배"), Text("가 된다")]),
            Heading([Text("부분")], "h-part", 3),
            table,
            quote,
            Items([[Text("하나")], [Link("쪽", "https://example.org/", "reference-1.가")]], ordered=True),
            Paragraph([Text("주", language="ko")], "note"),
        ],
    )
    evidence = Section(
        "evidence", [Heading([Text("근거")], "h-evidence"), Evidence([Text("수치: "), source], "h-figures", entries)]
    )
    front = Front(language, [Text("제목 " + language)], [Text("부제")], [Text("날짜")], "2025-09")
    return front, [summary, body, evidence]


def render(front: Front, sections: list[Section]) -> bytes:
    outputs = [nbformat.v4.new_output("display_data", show(node)._repr_mimebundle_()) for node in [front, *sections]]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=outputs)])
    content, resources = PdfExporter().from_notebook_node(notebook)
    assert resources["output_extension"] == ".pdf"
    assert isinstance(content, bytes)
    return content


@cache
def rendered(language: str = "ko", text: str = PARAGRAPH) -> bytes:
    return render(*brief(language, text))


def text_of(content: bytes) -> str:
    """The text as a reader copies it, with line ends and repeated spaces as one space."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\xa0", " "))
