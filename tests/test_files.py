"""Files are written whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chipbrief import files
from chipbrief.errors import InputError

HALF = """
import pathlib, resource, sys
from chipbrief import files
from chipbrief.errors import InputError

resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # as on a full disk, the first part of a write succeeds
path = pathlib.Path(sys.argv[1])
assert files.write(path, b"old") == path
try:
    files.write(path, bytes(5000))
except InputError as error:
    print(error)
"""


def test_half_of_a_file_is_never_seen(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.txt"
    # In a process of its own: what the tests print may go to a file as well.
    run = subprocess.run([sys.executable, "-c", HALF, path], capture_output=True, text=True, check=True)
    assert f"{path}: cannot be written (File too large); make room, or see who" in run.stdout
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_in_the_way_is_named_with_the_remedy_given(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written \(Is a directory\); take another$"):
        files.write(tmp_path, b"", "take another")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match=r"file/a: cannot be written \(File exists\); make room"):
        files.write(tmp_path / "file" / "a", b"")
