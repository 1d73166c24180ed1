"""One document of `seeds/`: its bytes decoded, nothing trimmed, nothing repaired."""

from __future__ import annotations

import hashlib
from pathlib import Path

from chipbrief.errors import InputError


def read(path: Path) -> tuple[str, str]:
    """The text of a UTF-8 file as stored (a byte order mark and its newlines kept) and the SHA-256 of its bytes.

    Raises InputError for what is missing, a folder, empty, binary or not UTF-8.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder, not an article; name the files in it, or move them up") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its name and permissions") from error
    place = data.find(b"\0")
    if place >= 0:
        raise InputError(f"{path}: byte {place}: NUL, so this is no text file; save the article as UTF-8 text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start}: not UTF-8; save the article as UTF-8 text") from error
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(f"{path}: holds no text; save the article into it, or remove it")
    return text, hashlib.sha256(data).hexdigest()
