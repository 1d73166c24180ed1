"""Files that can be read as text and are no article are told by what they are, with the way out."""

import json

import documents
import pytest

from chipbrief.errors import InputError
from chipbrief.sources.readers.read import decode

STORY = documents.PARAGRAPHS[0]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.rtf", rb"{\rtf1\ansi 3}", "rich text; save it as .docx or .txt"),
        ("a.txt", rb"{\rtf1\ansi 3}", "rich text; save it as .docx or .txt"),
        ("a.hwp", OLE, "an older Office or Hangul document; save it as .docx, .hwpx or PDF"),
        ("a.hwp", b"HWP Document File V3.00 \x1a", "a Hangul document of the older format; save it as .hwpx"),
        ("a.doc", OLE, "an older Office or Hangul document; save it as .docx"),
        ("a.docx", OLE, "an older format, or locked by a password; save it as .docx"),
        ("a.json", json.dumps({"text": STORY}).encode(), "data; save the article's text as .txt"),
        ("a.json", b"[" * 100_000 + b"]" * 100_000, "data; save the article's text as .txt"),
        ("a.jsonl", json.dumps({"text": STORY}).encode(), "many documents; give it to chipbrief extract --jsonl"),
        ("a.csv", "회사,매출\n하이곤,3조원\n".encode(), "a table; save the article itself"),
        ("a.xlsx", documents.word(), "another format; save the article as .docx"),
        ("a.txt", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "run git lfs pull"),
        ("a.txt", documents.page().encode(), "a web page; give it the ending .html"),
        ("a.txt", STORY.encode().decode("latin-1").encode(), "read in another encoding before it was saved"),
        ("a.txt", STORY.encode("cp949").decode("latin-1").encode(), "read in another encoding before it was saved"),
        ("a.txt", STORY.encode().decode("cp949", "ignore").encode(), "read in another encoding before it was saved"),
        ("a.html", documents.page(["\ufffd\ufffd 60만개" * 20]).encode(), "characters were lost when it was saved"),
        ("a.txt", b"\x1b$)C\n\x0e0", "not ISO2022_KR, though its mark says so"),
    ],
)
def test_it_is_named(name: str, data: bytes, told: str) -> None:
    with pytest.raises(InputError) as error:
        decode(data, name)
    assert str(error.value).startswith(f"{name}: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "中國移動은 3조원을 썼다.",
        "déjà vu, naïve café, Zürich 3",
        f"{STORY * 9} 글자 하나\ufffd",
        "芯片产量增长了",
        "수출·수입 · 반도체··자동차",
    ],
)
def test_text_of_any_language_is_text(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_korean_mail_of_seven_bits_is_read() -> None:
    assert decode(STORY.encode("iso2022_kr"), "a.txt") == STORY
