"""The PDF handout: what its text, links, tags and properties are, in both languages and with hostile text."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import nbformat.v4
import pypdf
import pypdfium2
import pytest

from chipbrief.errors import BuildError
from chipbrief.report.document import (
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
from chipbrief.report.handout import handout
from chipbrief.report.notebook import show
from chipbrief.report.pdf import PdfExporter
from chipbrief.report.typesetting import KEPT, printable, words

HOSTILE = ["#import", "$x$", "*a*", "_b_", "@ref", "<label>", "= H", "\\u{41}", "#sys.inputs", "//c", "`r`", "~", "---"]
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


def links(reader: pypdf.PdfReader) -> list[Any]:
    return [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]


def structure(reader: pypdf.PdfReader) -> list[Any]:
    """The structure's elements in reading order."""

    def below(node: Any) -> list[Any]:
        node = node.get_object()
        if isinstance(node, list):
            return [element for part in node for element in below(part)]
        if not isinstance(node, dict):
            return []
        return ([node] if "/S" in node else []) + (below(node["/K"]) if "/K" in node else [])

    return below(reader.trailer["/Root"]["/StructTreeRoot"])


def test_same_bytes_each_time() -> None:
    assert render(*brief()) == rendered()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_properties(language: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(rendered(language)))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"제목 {language}"
    assert reader.metadata.author == "chipbrief"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.strftime("%Y-%m-%d") == "2025-09-01"
    assert root["/Lang"].startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1<" in xmp
    assert "<pdfaid:part>2<" in xmp
    assert "<pdfaid:conformance>A<" in xmp
    assert reader.page_labels == [str(index + 1) for index in range(len(reader.pages))]


def test_each_page_says_its_number_and_how_many_there_are() -> None:
    with pypdfium2.PdfDocument(rendered()) as document:
        for index, page in enumerate(document, start=1):
            assert f"{index} / {len(document)}" in page.get_textpage().get_text_range()


def test_hangul_and_hanja_can_be_copied() -> None:
    text = text_of(rendered())
    for copied in (
        "굴기(崛起·우뚝 섬)가 현실화하고 있다고",
        "비런 壁仞科技",
        "[중국]이 밝혔다",
        "그림 1",
        "표 1",
    ):
        assert copied in text
    assert re.search("60~80% ?F1", text)
    assert "Chart 1" in text_of(rendered("en"))


def test_only_the_bundled_fonts() -> None:
    reader = pypdf.PdfReader(io.BytesIO(rendered()))
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(re.search(r"\+NotoSansCJKjp-(Regular|Bold)", font) for font in fonts)


def test_every_link_leads_to_a_page_or_an_address() -> None:
    reader = pypdf.PdfReader(io.BytesIO(rendered()))
    pages = {page.indirect_reference.idnum for page in reader.pages if page.indirect_reference}
    inside = 0
    for link in links(reader):
        if "/A" in link and link["/A"]["/S"] == "/URI":
            assert link["/A"]["/URI"].startswith("https://example.org/")
            continue
        target = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
        if isinstance(target, str):
            target = reader.named_destinations[target].dest_array
        assert target[0].idnum in pages
        inside += 1
    assert inside > 60


def test_tags() -> None:
    elements = structure(pypdf.PdfReader(io.BytesIO(rendered())))
    tags = [element["/S"] for element in elements]
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/Figure", "/Link", "/L", "/BlockQuote", "/TOC"} <= set(tags)
    assert tags.count("/TH") == 2, "a repeated head is read once"
    assert [element.get("/Alt") for element in elements if element["/S"] == "/Figure"] == ["대체 글: 60에서 80"]


def test_bookmarks() -> None:
    outline = pypdf.PdfReader(io.BytesIO(rendered())).outline
    titles = [[part["/Title"] for part in item] if isinstance(item, list) else item["/Title"] for item in outline]
    assert titles == ["1 요약", "2 비교 2.5배", ["부분"], "3 근거", ["수치: 신문, 2025년 9월"]]


def test_the_head_of_a_long_table_is_repeated() -> None:
    assert text_of(rendered()).count("성능, %") >= 2


def test_hostile_text_stays_text() -> None:
    text = text_of(rendered(text="가 " + " 나 ".join(HOSTILE) + " \u202e뒤집힘 \U0001f600 끝 "))
    for hostile in [*HOSTILE, "U+202E뒤집힘", "U+1F600"]:
        assert hostile in text


def test_a_long_first_page_goes_on() -> None:
    assert "단위" in text_of(rendered(text=PARAGRAPH * 25))


def test_a_number_without_evidence_is_refused() -> None:
    front, sections = brief()
    with pytest.raises(BuildError, match=r"estimate-1\.가: '약 3배' is in the text but not in the evidence"):
        render(front, sections[:2])


def as_data(front: Front, sections: list[Section]) -> dict[str, Any]:
    """The template's data for a brief."""
    nodes = [show(node)._repr_mimebundle_()["application/vnd.chipbrief+json"] for node in [front, *sections]]
    return handout(nodes[0], nodes[1:])


def notes(data: dict[str, Any]) -> list[list[str]]:
    """The marks of each paragraph of the evidence."""
    return [[member["code"] for member in note["members"]] for note in data["sections"][-1]["blocks"][-1]["notes"]]


def test_entries_of_one_sentence_stand_under_one_quotation() -> None:
    data = as_data(*brief())
    assert notes(data) == [["F1", "F2"], ["E1"], ["A1"], ["R1"], ["R2"]]
    assert [bool(note["quote"]) for note in data["sections"][-1]["blocks"][-1]["notes"]] == [True] + [False] * 4


@pytest.mark.parametrize("length", [20, 90])
def test_the_evidence_ends_on_the_last_page_and_not_below_it(length: int) -> None:
    front, sections = brief()
    evidence = sections[-1].blocks[-1]
    assert isinstance(evidence, Evidence)
    for index in range(3, 43):
        quote = Quote("가.txt", index, index + 1, [Run("가나다 " * (length + index), "", f"figure-{index}.가")])
        evidence.entries.append(entry("figure", index, quote))
        sections[0].blocks.append(Paragraph([number("figure", index)]))
    content = render(front, sections)
    assert "F42 42%" in text_of(content)
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            footer = 16 / 25.4 * 72  # points
            assert sum(bottom < top < footer - 4 for _, bottom, _, top in boxes) < 40, "only the footer stands there"


def test_references_to_one_page_stand_together_and_repeat_nothing() -> None:
    front, sections = brief()
    page = {"url": "https://www.example.org/a"}
    labels = ["A, memory", "B, memory", "B, power"]
    new = [Entry("reference", f"r-{i}", f"{i}", [Text(label)], [], [], **page) for i, label in enumerate(labels)]
    evidence = sections[-1].blocks[-1]
    assert isinstance(evidence, Evidence)
    evidence.entries[4:5] += [new[0], entry("assumption", 2), *new[1:]]
    sections[0].blocks.append(Paragraph([Number("1", "reference", f"r-{i}") for i in range(3)]))
    sections[0].blocks.append(Paragraph([number("assumption", 2), number("reference", 1)]))
    data = as_data(front, sections)
    assert ["R2", "R3", "R4"] in notes(data)
    text = text_of(render(front, sections))
    assert re.search(r"R2 0 A, memory ?; ?R3 1 B ?; ?R4 2 power · example.org", text)


def test_an_estimate_that_only_a_chart_draws_is_left_to_the_page() -> None:
    front, sections = brief()
    evidence, chart = sections[-1].blocks[-1], sections[0].blocks[-1]
    assert isinstance(evidence, Evidence)
    assert isinstance(chart, Chart)
    evidence.entries.extend([Entry("estimate", "estimate-2.가", "5", [Text("그린 값")], [], [])])
    drawn = replace(chart.data, rows=[[[number("estimate", 2)], [number("figure", 2)]]])
    sections[0].blocks[-1] = replace(chart, data=drawn)
    assert all("E2" not in codes for codes in notes(as_data(front, sections)))
    sections[0].blocks.append(Paragraph([number("estimate", 2)]))
    assert ["E2"] in notes(as_data(front, sections))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["성능은 ", "약 60%!", "로 추정"], ["성능은", " 약 60%로", " 추정"]),
        (["plain words"], ["plain", " words"]),
        (["매출은 28억8000만위안(약5608억원)으로"], ["매출은", " 28억8000만위안", "(약5608억원)으로"]),
        (["가" * (KEPT + 1)], [" " * 0 + "가" * 8, "가" * 8, "가" * 8, "가" * 7]),
        ([" 앞과  뒤 "], [" 앞과", " 뒤"]),
    ],
)
def test_words(pieces: list[str], expected: list[str]) -> None:
    """A piece that ends with `!` stands for a whole one."""
    given = [{"text": piece.rstrip("!"), "whole": piece.endswith("!")} for piece in pieces]
    found = [" " * word["space"] + "".join(piece["text"] for piece in word["pieces"]) for word in words(given)]
    assert found == expected


def test_words_with_hangul_or_a_digit_are_kept() -> None:
    assert [word["keep"] for word in words([{"text": "가나 AI A100 (對)"}])] == [True, False, True, False]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("崛起 壁仞科技 寒武紀", "崛起 壁仞科技 寒武紀"),
        ("\U0001f600", "U+1F600"),
        ("a\u202eb", "aU+202Eb"),
        ("a\u200b\ufeff\u00adb", "ab"),
        ("a\tb\nc\u2009d", "a b c d"),
        ("a\x00b\x1bc", "aU+0000bU+001Bc"),
        ("\ue000", "U+E000"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown
