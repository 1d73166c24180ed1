"""Documents that would take all of a machine: each ends in one line, and nothing of it is left running."""

from __future__ import annotations

import zlib

import documents
import pytest

from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Source
from chipbrief.sources.near_duplicates import duplicates
from chipbrief.sources.readers import confined, reading
from chipbrief.sources.readers.read import decode

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
MIXED = b"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n"
TEXT = b"BT /F1 9 Tf 1 0 0 1 50 50 Tm (a1) Tj ET\n"


def stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode() + packed + b"\nendstream"


def pdf(resources: str, content: bytes, *more: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>".encode(),
        stream(content),
        *more,
    ]
    numbered = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.5\n" + numbered + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def doubling(times: int) -> bytes:
    """A drawing that shows another one twice, and so on: two to the power of `times` texts in a few bytes."""
    forms = []
    for number in range(times):
        last = number == times - 1
        inner = FONT if last else f"/XObject<</X {6 + number} 0 R>>"
        shape = f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<{inner}>>"
        forms.append(stream(TEXT if last else b"/X Do /X Do", shape))
    return pdf("/XObject<</X 5 0 R>>", b"/X Do", *forms)


def word(body: str, before: str = "") -> bytes:
    content = documents.parts(documents.word())
    content["word/document.xml"] = f"{before}<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    return documents.packed(content)


@pytest.mark.parametrize(
    "data",
    [pdf(FONT, TEXT * 1_000_000), doubling(24), doubling(30)],
    ids=["a stream of 40 MB", "drawings in drawings", "and more"],
)
def test_a_pdf_that_takes_too_much_ends_its_own_process_only(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(confined, "MEMORY", 250_000_000)
    with pytest.raises(InputError, match=r"a\.pdf: takes more than \d+ seconds or 250 MB to read") as error:
        decode(data, "a.pdf")
    assert "\n" not in str(error.value)


def test_a_document_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 1)
    with pytest.raises(InputError, match=r"a\.docx: takes more than 1 seconds"):
        decode(word("<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 400_000), "a.docx")


LAUGHS = "<!DOCTYPE d [<!ENTITY a0 'aaaaaaaaaa'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ("<w:sdt>" * 50_000 + "<w:p/>" + "</w:sdt>" * 50_000, ""),
        ("<w:tbl><w:tr><w:tc>" * 500 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 500, ""),
        ("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", LAUGHS),
        ("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
    ],
    ids=["deep", "tables in tables", "a billion laughs", "a file of the machine"],
)
def test_a_word_document_of_a_stranger(body: str, before: str) -> None:
    with pytest.raises(InputError, match=r"a\.docx: ") as error:
        decode(word(body, before), "a.docx")
    assert "root:" not in str(error.value)


def test_a_hundred_thousand_empty_paragraphs_are_no_text() -> None:
    assert decode(word("<w:p/>" * 100_000 + "<w:p><w:r><w:t>3조원</w:t></w:r></w:p>"), "a.docx") == "3조원"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.html", b"<html><body>" + "<p>가".encode() * 60_000, "more than 25,000 elements"),
        ("a.html", b"<html><table>" + b"<td>1</td>" * 150_000, "more than 25,000 elements"),
        ("a.html", b"<html><meta charset=punycode><body>" + b"a-b1" * 600_000, "the most; split it into articles"),
        ("a.txt", "가나\n".encode() * 60_000, "60,000 lines; 50,000 are the most"),
        ("a.txt", "매출 3조 1% ".encode() * 6_000, "12,000 numbers; 5,000 are the most"),
        ("a.eml", MIXED + b"--b\n\n1\n" * 300, "more than 200 parts"),
    ],
)  # fmt: skip
def test_more_than_articles_have_is_refused(name: str, data: bytes, told: str) -> None:
    with pytest.raises(InputError) as error:
        decode(data, name)
    assert told in str(error.value)


def test_a_storm_of_marks_is_read_in_proportion_to_its_length() -> None:
    text = "칩 3만개를 팔았다. e" + "\u0301\u0323\u0300\u0327" * 50_000
    assert [figure.text for figure in extract_source(Source("a.txt", text, "", "2025-09-25")).figures] == ["3만개"]
    assert [one.of for one in duplicates([("a", text), ("b", text)])] == ["a"]


def test_limits_are_as_told() -> None:
    assert (reading.CHARACTERS, reading.LINES, reading.NUMBERS) == (500_000, 50_000, 5_000)
    assert (confined.MEMORY, confined.SECONDS) == (1_200_000_000, 8)
