"""Whatever bytes a document has, it is read or refused in one line; what is read is found at its place."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

import documents
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Source
from chipbrief.sources.blocks import blocks
from chipbrief.sources.catalogue import precision
from chipbrief.sources.metadata import origin
from chipbrief.sources.readers.read import READERS, decode
from chipbrief.sources.repair import repair

ENDINGS = st.sampled_from(sorted(READERS))
PIECES = [
    "중국",
    "中國",
    "슬롯 꽁 머니",
    "이동(中國移動)",
    "3조원",
    " ",
    "\n",
    "은 ",
    "를 ",
    "(",
    ")",
    "전신(中國電信)",
    "e\u0301",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@cache
def every() -> dict[str, bytes]:
    return documents.every()


def read(data: bytes, name: str) -> str:
    """The text, or nothing where the document was refused in one line that names it."""
    try:
        text = decode(data, name)
    except InputError as error:
        assert str(error).startswith(f"{name}: ")
        assert "\n" not in str(error)
        return ""
    text.encode()
    assert decode(data, name) == text
    published = origin(data, name, text).published
    assert not published or precision(published)
    return text


@settings(deadline=None)
@given(st.binary(max_size=300), ENDINGS)
def test_any_bytes(data: bytes, ending: str) -> None:
    read(data, f"a{ending}")


@st.composite
def damaged(draw: st.DrawFn, whole: bytes = b"") -> tuple[bytes, str]:
    """A good document (`whole`, or any) with stretches of it removed, overwritten or doubled."""
    name, data = ("", whole) if whole else draw(st.sampled_from(sorted(every().items())))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 64)))
        data = data[:start] + draw(st.binary(max_size=16) | st.just(data[start:end] * 2)) + data[end:]
    return data, name


@settings(deadline=None)
@given(damaged())
def test_a_damaged_document(document: tuple[bytes, str]) -> None:
    read(*document)


@settings(deadline=None)
@given(st.data())
def test_a_word_document_with_a_damaged_part(data: st.DataObject) -> None:
    """Inside the archive: damage to the archive itself is noticed by its checksums, and goes no further."""
    content = documents.parts(every()["a.docx"])
    hurt = data.draw(st.sampled_from(sorted(content)))
    content[hurt] = data.draw(damaged(content[hurt]))[0]
    read(documents.packed(content), "a.docx")


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["NFC", "NFD"]))
def test_blocks_and_repairs_lie_in_the_stored_text(text: str, form: str) -> None:
    stored = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    source = Source("a.txt", stored, "", "2025-09-25")
    view, made = repair(source)
    parts = blocks(stored)
    for items in (made, parts):
        assert all(0 <= item.start < item.end <= len(stored) for item in items)
        assert all(one.end <= other.start for one, other in pairwise(items))
    assert all(stored[item.start : item.end] == item.found for item in made)
    start, end = view.span(0, len(view.text))
    assert (start, end) == (0, len(stored))
    for figure in extract_source(source).figures:
        assert stored[figure.start : figure.end] == figure.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
@given(st.text(st.sampled_from("가나다라마바사아자차카타파하 반도체칩조억만원0123456789.%\n"), min_size=2))
def test_korean_text_comes_back_from_each_encoding(encoding: str, text: str) -> None:
    text = f"매출 {text}"
    assert decode(text.encode(encoding), "a.txt").removeprefix("\ufeff") == text
