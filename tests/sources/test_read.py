"""Reading one document: its text as stored, or one line that says why not."""

import hashlib
from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.sources.read import read


@pytest.mark.parametrize("text", ["글", "\ufeff글\r\n둘째 줄\r", "가\u1100\u1161 👍🏽\n\n", " \n글"])
def test_the_text_is_as_stored(tmp_path: Path, text: str) -> None:
    path = tmp_path / "기사 하나.txt"
    path.write_bytes(text.encode())
    assert read(path) == (text, hashlib.sha256(text.encode()).hexdigest())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "holds no text"),
        (b" \r\n\t\n", "holds no text"),
        ("\ufeff\n".encode(), "holds no text"),
        (b"a\0b", "byte 1: NUL"),
        ("글".encode("cp949"), "byte 0: not UTF-8"),
        ("글자".encode()[:-1], "byte 3: not UTF-8"),
        ("글".encode("utf-16"), "NUL"),
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
