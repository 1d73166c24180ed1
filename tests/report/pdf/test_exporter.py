"""The PDF handout: what its text, links, tags and properties are, in both languages and with hostile text."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf
import pypdfium2
import pytest
from handouts import PARAGRAPH, brief, render, rendered, text_of

from chipbrief.errors import BuildError
from chipbrief.report.pdf.typesetting import KEPT, printable, words

HOSTILE = ["#import", "$x$", "*a*", "_b_", "@ref", "<label>", "= H", "\\u{41}", "#sys.inputs", "//c", "`r`", "~", "---"]


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
    assert reader.metadata.subject  # the dateline: how far articles and public data reach
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
    assert re.search("60~80% F1", text), "a row ends with the codes of its entries"
    assert "약 3배로" in text, "the text has no codes"
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
    assert inside > 30


def test_tags() -> None:
    elements = structure(pypdf.PdfReader(io.BytesIO(rendered())))
    tags = [element["/S"] for element in elements]
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/Figure", "/Link", "/L", "/BlockQuote", "/TOC"} <= set(tags)
    assert tags.count("/TH") == 3, "two columns and that of the codes"
    assert [element.get("/Alt") for element in elements if element["/S"] == "/Figure"] == ["대체 글: 60에서 80"]


def test_bookmarks() -> None:
    outline = pypdf.PdfReader(io.BytesIO(rendered())).outline
    titles = [[part["/Title"] for part in item] if isinstance(item, list) else item["/Title"] for item in outline]
    assert titles == ["1 요약", "2 비교 2.5배", ["부분"], "3 근거", ["수치: 신문, 2025년 9월"]]


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
