"""One build at a time in a folder: a lock of the operating system, which ends with the process that holds it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from chipbrief.errors import InputError


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path`. Raises InputError at once when another process holds it.

    The file stays; it is the lock on it that counts, and that goes even when its holder is killed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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
