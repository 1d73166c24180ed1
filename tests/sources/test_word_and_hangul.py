"""What a reader of a Word or Hangul document sees is its text: no more, no less."""

import documents
import docx
import pytest

from chipbrief.errors import InputError
from chipbrief.sources.readers.read import decode

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
HH = 'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'


def word(body: str, **parts: str) -> str:
    """The text of a Word document with this body."""
    content = documents.parts(documents.saved(docx.Document()))
    content["word/document.xml"] = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>".encode()
    content |= {f"word/{name}.xml": part.encode() for name, part in parts.items()}
    return decode(documents.packed(content), "a.docx")


def hangul(body: str, header: str = "", **parts: bytes) -> bytes:
    """A Hangul document with this section."""
    section = f"<hs:sec xmlns:hs='a' {HP}>{body}</hs:sec>".encode()
    head = f"<hh:head {HH}>{header}</hh:head>".encode()
    more = {name.replace("_", "/"): part for name, part in parts.items()}
    return documents.packed({"Contents/header.xml": head, "Contents/section0.xml": section} | more)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*texts: str) -> str:
    return f"<w:tc>{''.join(f'<w:p>{run(text)}</w:p>' for text in texts)}</w:tc>"


UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
MOVED = '<w:position w:val="{}"/><w:sz w:val="19"/>'
SHOWN = '<w:vanish w:val="0"/>'
BOX = "<w:pict><w:txbxContent><w:p><w:r><w:t>상자 5%</w:t></w:r></w:p></w:txbxContent></w:pict>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('매출 ')}<w:ins>{run('3조')}</w:ins><w:del>{run('2조')}</w:del>{run('원')}</w:p>", "매출 3조원"),
        (f"<w:p><w:moveTo>{run('60')}</w:moveTo><w:moveFrom>{run('50')}</w:moveFrom>{run('만개')}</w:p>", "60만개"),
        (f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('3조원')}</w:sdtContent></w:sdt></w:p>", "3조원"),
        (f"<w:sdt><w:sdtContent><w:p>{run('3조원')}</w:p></w:sdtContent></w:sdt>", "3조원"),
        (f"<w:p><w:smartTag><w:smartTag>{run('3조원')}</w:smartTag></w:smartTag></w:p>", "3조원"),
        (f"<w:p><w:hyperlink>{run('3조원')}</w:hyperlink><w:fldSimple>{run(' 4')}</w:fldSimple></w:p>", "3조원 4"),
        (f"<w:p>{run('3조', '<w:vanish/>')}{run('4조원', SHOWN)}</w:p>", "4조원"),
        (f"<w:p>{run('10')}{run('3', UP)}{run('배')}</w:p>", "10³배"),
        (f"<w:p>{run('CO')}{run('2', DOWN)}</w:p>", "CO₂"),
        (f"<w:p>{run('10')}{run('3', MOVED.format(8))}{run('배 CO')}{run('2', MOVED.format(-6))}</w:p>", "10³배 CO₂"),
        (f"<w:p>{run('10')}{run('3', MOVED.format(2))}{run('4', MOVED.format('x'))}</w:p>", "1034"),
        ("<w:p><w:r><w:t>가</w:t><w:tab/><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r></w:p>", "가\t2-3"),
        (f"<w:p><w:r><w:instrText>PAGE 7</w:instrText></w:r>{run('끝')}</w:p>", "끝"),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('1,')}</w:p><w:p>{run('234억')}</w:p>", "1,234억"),
        (f"<w:p>{run('앞')}<w:r>{BOX}</w:r>{run('뒤')}</w:p>", "앞뒤\n상자 5%"),
        (
            f"<w:p>{run('앞')}<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "앞\n상자 5%",
        ),
        (f"<w:tbl><w:tr>{cell('매출')}{cell('3조원', '4조원')}</w:tr></w:tbl>", "매출\t3조원 4조원"),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('제목')}</w:p><w:tbl><w:tr>{cell('매출')}{cell('3조원')}</w:tr></w:tbl>"
            f"<w:p>{run('끝')}</w:p></w:tc></w:tr></w:tbl>",
            "제목\n매출\t3조원\n끝",
        ),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('1')}{cell('2')}</w:tr></w:tbl><w:p>{run('끝')}</w:p>", "끝"),
    ],
)  # fmt: skip
def test_what_a_word_document_shows_is_read(body: str, text: str) -> None:
    assert word(body) == text


def test_notes_of_a_word_document_follow_their_paragraph() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{run("주석 7%")}</w:p></w:footnote></w:footnotes>'
    ends = f'<w:endnotes {W}><w:endnote w:id="2"><w:p>{run("미주 8%")}</w:p></w:endnote></w:endnotes>'
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{run('앞')}{refers}</w:p><w:p>{run('뒤')}</w:p>"
    assert word(body, footnotes=notes, endnotes=ends).split("\n") == ["앞", "주석 7%", "미주 8%", "뒤"]


def test_text_that_a_style_hides_is_not_read() -> None:
    style = f'<w:styles {W}><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    shown = run("4조원", '<w:rStyle w:val="H"/><w:vanish w:val="false"/>')
    hidden = run("3조원", '<w:rStyle w:val="H"/>')
    assert word(f"<w:p>{hidden}{shown}</w:p>", styles=style) == "4조원"


HANGUL = [
    ("<hp:p><hp:run><hp:t>매출은 </hp:t></hp:run><hp:run><hp:t>3조원</hp:t></hp:run></hp:p>", "매출은 3조원"),
    ("<hp:p><hp:run><hp:t>1,<hp:fwSpace/>2<hp:tab/>3<hp:lineBreak/>4</hp:t></hp:run></hp:p>", "1, 2\t3 4"),
    ("<hp:p><hp:run><hp:t>매출 <hp:deleteBegin/>2조<hp:deleteEnd/>3조원</hp:t></hp:run></hp:p>", "매출 3조원"),
    ('<hp:p><hp:run><hp:t>10</hp:t></hp:run><hp:run charPrIDRef="7"><hp:t>3</hp:t></hp:run></hp:p>', "10³"),
    (
        "<hp:p><hp:run><hp:t>앞</hp:t><hp:ctrl><hp:footNote><hp:subList><hp:p><hp:run><hp:t>주석</hp:t></hp:run></hp:p>"
        "</hp:subList></hp:footNote></hp:ctrl></hp:run></hp:p>",
        "앞\n주석",
    ),
    (
        "<hp:p><hp:run><hp:rect><hp:drawText><hp:subList><hp:p><hp:run><hp:t>상자</hp:t></hp:run></hp:p></hp:subList>"
        "</hp:drawText></hp:rect></hp:run></hp:p>",
        "상자",
    ),
    (
        "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList><hp:p><hp:run><hp:t>매출(억원)</hp:t></hp:run></hp:p></hp:subList>"
        "</hp:tc><hp:tc><hp:subList><hp:p><hp:run><hp:t>1,234</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl>"
        "</hp:run></hp:p>",
        "매출(억원)\t1,234",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), HANGUL)
def test_what_a_hangul_document_shows_is_read(body: str, text: str) -> None:
    shape = '<hh:charPr id="7"><hh:supscript/></hh:charPr>'
    assert decode(hangul(body, shape), "a.hwpx") == text


def test_a_hangul_document_that_is_locked_and_one_that_is_none() -> None:
    manifest = b"<m><file-entry><encryption-data/></file-entry></m>"
    with pytest.raises(InputError, match=r"a\.hwpx: locked by a password"):
        decode(documents.packed({"META-INF/manifest.xml": manifest}), "a.hwpx")
    with pytest.raises(InputError, match=r"a\.hwpx: no Hangul document"):
        decode(documents.packed({"a.xml": b"<a/>"}), "a.hwpx")
    with pytest.raises(InputError, match=r"a\.hwpx: an older format, or locked by a password"):
        decode(b"\xd0\xcf\x11\xe0" + bytes(600), "a.hwpx")
