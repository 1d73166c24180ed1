"""Reading one document: its text as stored, or one line that says why not."""

import hashlib
from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.sources.readers.read import decode, read


@pytest.mark.parametrize("text", ["글", "\ufeff글\r\n둘째 줄\r", "가\u1100\u1161 👍🏽\n\n", " \n글"])
def test_the_text_is_as_stored(tmp_path: Path, text: str) -> None:
    path = tmp_path / "기사 하나.txt"
    path.write_bytes(text.encode())
    assert read(path) == (text, hashlib.sha256(text.encode()).hexdigest())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "euc-kr"])
@pytest.mark.parametrize(
    "text", ["매출 3조원\n", "글 하나", "칩 60만개를 뷁(똠방각하) 수출했다고 밝혔다. 中國 비중은 20%였다.\r\n" * 9]
)
def test_a_korean_text_is_read_in_each_encoding(text: str, encoding: str) -> None:
    if encoding == "euc-kr":
        text = text.replace("뷁", "").replace("똠", "")  # only CP949 has all syllables
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "holds no text"),
        (b" \r\n\t\n", "holds no text"),
        ("\ufeff\n".encode(), "holds no text"),
        (b"a\0b", "byte 1: NUL"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "byte 0: not UTF-8"),
        ("글자".encode()[:-1], "byte 3: not UTF-8"),
        ("글".encode("utf-16") + b"\0", "not UTF-16, though its mark says so"),
        ("华为的芯片产量增长了百分之二十".encode("gbk"), r"byte 0: not UTF-8 nor Korean CP949 \(perhaps gb"),
        ("日本の半導体は強いです。".encode("shift_jis"), "byte 0: not UTF-8 nor Korean CP949"),
        (
            "매출은 3조원이다. ".encode() + "매출은 3조원이다.".encode("cp949"),
            "byte 25: not UTF-8 as what is before it",
        ),
        ("매출은 3조원이다. ".encode("cp949") + "매출은 3조원이다. 칩 60만개".encode(), "byte 0: not UTF-8"),
        ("café déjà vu, naïve".encode("latin-1"), "byte 3: not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=told) as error:
        read(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.txt")
