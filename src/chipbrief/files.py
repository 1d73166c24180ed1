"""How a file is read: what it is and how large before anything of it; and how one is written: beside its place, then
put there whole, so that nobody ever sees half of it.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from chipbrief.errors import InputError

REMEDY = "make room, or see who may write there"
REFUSALS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM})
"""What a system answers where a disk is full, or may not be written to."""


def read(path: Path, most: int, remedy: str) -> bytes:
    """The bytes of a file, or of a pipe that the shell made (`<(zcat a.gz)`).

    Raises InputError, which ends with `remedy`, for what is missing, no file, or larger than `most` bytes.
    """
    try:
        status = path.stat()
        kind, size = status.st_mode, status.st_size
        if stat.S_ISDIR(kind):
            raise InputError(f"{path}: is a folder, not a file; {remedy}")
        if not (stat.S_ISREG(kind) or (stat.S_ISFIFO(kind) and str(path).startswith(("/dev/fd/", "/proc/")))):
            raise InputError(f"{path}: no file but a pipe or a device; {remedy}")
        if size > most:
            raise too_large(path, most)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); {remedy}") from error
    except (ValueError, RuntimeError) as error:  # a name with NUL, a loop of links
        raise InputError(f"{path}: no name of a file ({error}); {remedy}") from error
    if len(data) > most:
        raise too_large(path, most)
    return data


def is_there(path: Path) -> bool:
    """Whether anything has this name, a pipe or a link that leads nowhere too: what is there is not passed over."""
    return os.path.lexists(path)


def too_large(place: Path | str, most: int) -> InputError:
    """The line for a file of more bytes than is read."""
    return InputError(f"{place}: more than {most // 1_000_000} MB; save the article itself, split what holds many")


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
