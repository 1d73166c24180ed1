"""Files are written whole or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from chipbrief import files
from chipbrief.errors import InputError


@pytest.fixture
def limited() -> Iterator[None]:
    """No file may be longer than 4096 bytes: as on a full disk, the first part of a write succeeds."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("limited")
def test_half_of_a_file_is_never_seen(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.txt"
    assert files.write(path, b"old") == path
    with pytest.raises(InputError, match=r"a\.txt: cannot be written \(File too large\); make room, or see who"):
        files.write(path, bytes(5000))
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_in_the_way_is_named_with_the_remedy_given(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written \(Is a directory\); take another$"):
        files.write(tmp_path, b"", "take another")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match=r"file/a: cannot be written \(File exists\); make room"):
        files.write(tmp_path / "file" / "a", b"")
