"""Documents of every format, made from a headline and paragraphs; the texts are our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

import docx
import typst

from chipbrief.report import fonts

TITLE = "화웨이, 칩 60만개 출하"
PARAGRAPHS = (
    "중국 화웨이는 지난달 8일 인공지능 칩 60만개를 출하했다고 밝혔다. "
    "매출은 28억 8000만 위안으로 지난해 같은 기간보다 40% 늘었다.",
    "업계는 올해 하반기에도 수요가 이어질 것으로 본다. 엔비디아 H20의 중국 점유율은 20% 아래로 떨어졌다고 한다.",
    "정부는 2027년까지 공공 데이터센터의 국산 칩 비중을 50% 이상으로 높이려 한다. 예산은 약 3조원이다.",
)
FIGURES = ["지난달 8일", "60만개", "28억 8000만 위안", "40%", "올해 하반기", "20%", "2027년", "50%", "3조원"]
"""Some of what the paragraphs state."""


def page(paragraphs: Sequence[str] = PARAGRAPHS, head: str = "", title: str = TITLE) -> str:
    """A web page with a menu, buttons and a footer around the article."""
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    return f"""<!DOCTYPE html><html lang="ko"><head><title>{title} - 가나일보</title>
<meta property="og:title" content="{title}">{head}</head><body><nav><a href="/">홈</a> <a href="/1">경제 1</a></nav>
<article><h1>{title}</h1>{body}</article>
<aside>많이 본 기사 1 2 3 4 5</aside><footer>Copyright 2025</footer></body></html>"""


def pdf(paragraphs: Sequence[str] = PARAGRAPHS, *, columns: int = 1, title: str = TITLE) -> bytes:
    """A PDF with a text layer, justified, words cut at the end of lines."""
    body = "\n\n".join(text.replace("#", "\\#") for text in paragraphs)
    markup = f"""#set page(width: 420pt, height: 560pt, margin: 40pt)
#set text(font: "Noto Sans CJK JP", size: 10pt, hyphenate: true)
#set par(justify: true, spacing: 2em)
#text(size: 16pt)[{title}]\n\n#columns({columns})[\n{body}\n]"""
    made = typst.compile(markup.encode(), font_paths=[path.parent for path in fonts.paths()], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def word(paragraphs: Sequence[str] = PARAGRAPHS, title: str = TITLE) -> bytes:
    """A Word document with a heading."""
    document = docx.Document()
    document.add_heading(title)
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a document of python-docx."""
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def parts(word: bytes) -> dict[str, bytes]:
    """The parts of a Word document, by their names."""
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    """A Word document of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def mail(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str = TITLE, charset: str = "utf-8") -> bytes:
    """A mail with the article as plain text."""
    message = EmailMessage()
    message["Subject"], message["From"] = title, "가나일보 <news@example.com>"
    message["Date"] = "Thu, 25 Sep 2025 10:31:00 +0900"
    message.set_content("\n\n".join(paragraphs), charset=charset)
    return message.as_bytes()


def every() -> dict[str, bytes]:
    """One document of each format, by its name."""
    text = "\n\n".join((TITLE, *PARAGRAPHS))
    return {
        "a.txt": text.encode(),
        "a.md": f"# {text}".encode(),
        "a.html": page().encode(),
        "a.pdf": pdf(),
        "a.docx": word(),
        "a.eml": mail(),
    }
