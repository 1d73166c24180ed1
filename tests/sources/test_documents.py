"""The text of every format: all of it, in reading order, and places in it that evidence can be checked by."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from email.message import EmailMessage
from pathlib import Path

import documents
import docx
import pytest

from chipbrief.evidence.ledger import Ledger
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Source
from chipbrief.sources import catalogue
from chipbrief.sources.blocks import blocks
from chipbrief.sources.readers.read import decode, read
from chipbrief.sources.repair import repair

SEEDS = Path(__file__).parents[2] / "seeds"
FORMATS = ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_headline_and_paragraphs_and_their_figures(name: str) -> None:
    text = decode(documents.every()[name], name)
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines == [f"# {documents.TITLE}" if name == "a.md" else documents.TITLE, *documents.PARAGRAPHS]
    found = extract_source(Source(name, text, "", "2025-09-25")).figures
    assert set(documents.FIGURES) <= {figure.text for figure in found}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_page_is_read_in_its_encoding_without_menu_and_footer(encoding: str) -> None:
    text = decode(documents.page().encode(encoding), "a.html")
    assert text.splitlines() == [documents.TITLE, *documents.PARAGRAPHS]


def test_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    paragraphs = [f"{number} {text * 3}" for number, text in enumerate(documents.PARAGRAPHS)]
    text = decode(documents.pdf(paragraphs, columns=2), "a.pdf")
    assert text.startswith(documents.TITLE)
    places = [text.index(f"{number} {part[:6]}") for number, part in enumerate(documents.PARAGRAPHS)]
    assert places == sorted(places)
    assert all(text.count(figure) >= 3 for figure in ("60만개", "28억 8000만 위안", "3조원"))


def test_a_word_that_a_hyphen_cuts_is_whole() -> None:
    sentence = "Manufacturing capacity of semiconductor accelerators increased substantially by 20% internationally. "
    text = decode(documents.pdf([sentence * 6], columns=2, title="Chips"), "a.pdf")
    words = text.split()
    assert words.count("semiconductor") == words.count("substantially") == words.count("internationally.") == 6


def test_a_table_of_a_word_document_stands_in_its_place() -> None:
    document = docx.Document()
    document.add_paragraph("앞")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "매출", "3조원"
    document.add_paragraph("뒤")
    assert decode(documents.saved(document), "a.docx") == "앞\n매출\t3조원\n뒤"


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "cp949"])
def test_a_mail_of_any_charset_and_one_of_html_only(charset: str) -> None:
    text = decode(documents.mail(charset=charset), "a.eml")
    assert text.split("\n\n") == [documents.TITLE, *documents.PARAGRAPHS[:-1], documents.PARAGRAPHS[-1] + "\n"]
    message = EmailMessage()
    message["Subject"] = documents.TITLE
    message.set_content(documents.page(), subtype="html", charset=charset)
    assert documents.PARAGRAPHS[2] in decode(message.as_bytes(), "a.eml")


def test_hangul_stored_in_parts_gives_the_same_figures_repairs_and_paragraphs() -> None:
    def whole(text: str | None) -> str:
        return unicodedata.normalize("NFC", text or "")

    for source in catalogue.load(SEEDS):
        parts = Source(source.name, unicodedata.normalize("NFD", source.text), "", source.published)
        for one, other in zip(extract_source(source).figures, extract_source(parts).figures, strict=True):
            assert parts.text[other.start : other.end] == other.text
            assert (one.text, one.low, one.unit, one.date) == (whole(other.text), other.low, other.unit, other.date)
            assert (one.subject, one.metric) == (other.subject and whole(other.subject), other.metric)
        assert len(repair(source)[1]) == len(repair(parts)[1])
        assert [block.role for block in blocks(source.text)] == [block.role for block in blocks(parts.text)]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "b.txt"])
def test_evidence_carries_the_text_that_is_not_simply_the_file(tmp_path: Path, name: str) -> None:
    data = documents.every()[name] if name != "b.txt" else documents.PARAGRAPHS[0].encode("cp949")
    path = tmp_path / name
    path.write_bytes(data)
    text, sha256 = read(path)
    source = Source(name, text, sha256, "2025-09-25")
    told = json.loads(Ledger([source, *extract_source(source).figures]).to_json())
    entry = told["references"][source.id]
    stored = data.decode() if name == "a.txt" else entry["extracted"]["text"]
    assert ("extracted" in entry) is (name != "a.txt")
    if name != "a.txt":
        assert (entry["file"], entry["sha256"]) == (name, hashlib.sha256(data).hexdigest())
        assert entry["extracted"]["sha256"] == hashlib.sha256(stored.encode()).hexdigest()
    for figure in told["figures"].values():
        assert stored[figure["start"] : figure["end"]] == figure["text"]


def test_a_cell_that_claims_to_span_millions_of_columns_is_read_at_once() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "3조원", "4조원"
    content = documents.parts(documents.saved(document))
    span = b'<w:tcPr><w:gridSpan w:val="50000000"/>'
    content["word/document.xml"] = content["word/document.xml"].replace(b"<w:tcPr>", span)
    assert span in content["word/document.xml"]
    assert decode(documents.packed(content), "a.docx") == "3조원\t4조원"
