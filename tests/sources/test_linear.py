"""No text makes reading slow: what repeats the beginning of a pattern costs time in proportion to its length."""

from collections.abc import Callable
from contextlib import suppress

import growth
import pytest

from chipbrief.errors import InputError
from chipbrief.sources.blocks import blocks
from chipbrief.sources.metadata import origin
from chipbrief.sources.offset_map import View
from chipbrief.sources.readers import eml, pdf
from chipbrief.sources.readers.html import opened
from chipbrief.sources.readers.reading_order import Line

PRINTED = [
    "2025-",
    "입력 : ",
    "2025.09.2 ",
    "2025.09.25 ",
    "2025년 9월 ",
    "(",
    "[",
    "ⓒ ",
    "\n",
    "가나 기자 ",
    "a@b",
    "각",
    "e\u0301",
]
MARKUP = ["<a", "<a ", "<", "<meta ", "<!-- saved from url=(", "<div>", "</div>", "<p>", "&", "<script>"]
LONG = 200_000  # characters


def linear(function: Callable[[str], object], piece: str) -> bool:
    """Whether reading a piece over and over costs in proportion to the length of the text."""

    def read(length: int) -> None:
        with suppress(InputError):
            function(piece * (length // len(piece)))

    return growth.linear(read, LONG // 8)


@pytest.mark.parametrize("piece", PRINTED)
def test_a_text(piece: str) -> None:
    for function in (View, blocks, lambda text: origin(b"", "a.txt", text)):
        assert linear(function, piece)


@pytest.mark.parametrize("piece", MARKUP)
def test_a_page(piece: str) -> None:
    assert linear(lambda text: opened(text.encode(), "a.html"), piece)


def drawn(pieces: int, pages: int) -> bytes:
    """A PDF whose pages all show the same drawing: one short text after another, each in a place of its own."""
    places = "".join(f"1 0 0 1 {number % 50 * 12} {800 - number // 50 * 6} Tm (a1) Tj\n" for number in range(pieces))
    content = f"BT /F1 4 Tf\n{places}ET"
    font = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    kids = " ".join(f"{number + 4} 0 R" for number in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        *[f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 810]/Contents 3 0 R{font}>>"] * pages,
    ]
    numbered = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{numbered}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


def test_a_pdf_that_costs_more_than_an_article_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf.read(drawn(100, 2), "a.pdf").text.count("a1") == 200
    with pytest.raises(InputError, match=r"a\.pdf: page 1: 5,\d\d\d pieces of text: .* save its text as \.txt"):
        pdf.read(drawn(5_500, 1), "a.pdf")
    monkeypatch.setattr(pdf, "CHARACTERS", 600)
    with pytest.raises(InputError, match=r"a\.pdf: page \d: more than 600 characters up to here; split it"):
        pdf.read(drawn(100, 9), "a.pdf")


def test_lines_are_joined_in_proportion_to_their_number() -> None:
    def joined(text: str) -> None:
        lines = [Line(0, -step, 1, 1 - step, "가") for step in range(len(text) // 10)]
        assert "".join(pdf._paragraphs(lines)).count("가") == len(lines)

    assert linear(joined, "1")


@pytest.mark.parametrize("end", [">3조원</p>", ""])
def test_an_element_of_many_attributes_is_refused(end: str) -> None:
    attributes = " ".join(f"a{number}" for number in range(100_000))
    with pytest.raises(InputError, match="an element of more than 10000 attributes; save its text as"):
        opened(f"<html><body><p {attributes}{end}".encode(), "a.html")


def test_a_mail_of_endless_headers_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.eml: more than 100,000 bytes of headers"):
        eml.opened(b"Subject: " + b"=?utf-8?B?7ZmU?= " * 50_000 + b"\n\n1", "a.eml")
