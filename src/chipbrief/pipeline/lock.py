"""One build at a time in a folder: a lock of the operating system, which ends with the process that holds it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from chipbrief import files
from chipbrief.errors import InputError


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path`. Raises InputError at once when another process holds it, or where it is no file.

    The file stays; it is the lock on it that counts, and that goes even when its holder is killed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if files.is_there(path) and not path.is_file():  # to open a pipe is to wait for who reads it
        raise InputError(f"{path}: no file but a folder, a pipe or a device; remove it")
    with path.open("ab") as file:
        try:
            _take(file)
        except OSError:
            folder = path.parent
            raise InputError(
                f"{folder}: another build is writing here; wait for it, or give --data and --reports"
            ) from None
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
