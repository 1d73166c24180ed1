"""How a file is written: beside its place, then put there whole, so that nobody ever sees half of one."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from chipbrief.errors import InputError

REMEDY = "make room, or see who may write there"
REFUSALS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM})
"""What a system answers where a disk is full, or may not be written to."""


def write(path: Path, content: bytes, remedy: str = REMEDY) -> Path:
    """Write a file, its folder too where there is none; the file.

    Raises InputError, which ends with `remedy`, where that cannot be; an earlier file is then as it was.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        return beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise unwritable(path, error, remedy) from error


def unwritable(path: Path, error: OSError, remedy: str = REMEDY) -> InputError:
    """The line for a file that a system would not write."""
    return InputError(f"{path}: cannot be written ({error.strerror or error}); {remedy}")
