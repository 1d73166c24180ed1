"""One document: the text that is in its bytes, nothing trimmed, nothing repaired.

A plain text in UTF-8 is its bytes decoded, so that a place in it is a place in the file. Any other document (a web
page, a PDF, a text in CP949) has a text that was extracted: `evidence.json` carries that one beside the file's hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePath

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.sources.readers import confined, eml, foreign, html
from chipbrief.sources.readers.encodings import text_of
from chipbrief.sources.readers.reading import check_size

BYTES = 50_000_000
"""The largest document: a newspaper's whole issue as a PDF has half of it."""


def _plain(data: bytes, name: str) -> str:
    """A plain text. Raises InputError for what is none, or was read wrongly before it was saved."""
    foreign.check(data, name)
    return text_of(data, name)


READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": _plain,
    ".md": _plain,
    ".html": html.text_of,
    ".htm": html.text_of,
    ".pdf": confined.text_of,
    ".docx": confined.text_of,
    ".hwpx": confined.text_of,
    ".eml": eml.text_of,
    ".mhtml": eml.page_of,
    ".mht": eml.page_of,
}
"""What reads a document, by its name's ending: bytes and name to text. Other endings are read as plain text."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = "\ufeff\u200b\u2060"


def read(path: Path) -> tuple[str, str]:
    """The text of a document and the SHA-256 of its bytes.

    Raises InputError for what is missing, a folder, too large, or cannot be read as `decode` tells.
    """
    data = contents(path)
    return decode(data, str(path)), hashlib.sha256(data).hexdigest()


def decode(data: bytes, name: str) -> str:
    """The text of a document of `READERS`, from its bytes; `name` tells the format, and errors begin with it.

    Raises InputError for what is empty, damaged, locked, no document of its format, or too long.
    """
    if len(data) > BYTES:
        raise files.too_large(name, BYTES)
    reader = READERS.get(PurePath(name).suffix.lower(), _plain)
    try:
        text = reader(data, name)
    except InputError:
        raise
    except RecursionError as error:
        raise InputError(f"{name}: nested too deep to be an article; save its text as .txt") from error
    except Exception as error:  # whatever a library makes of what somebody sent
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        problem = f"damaged, or not what its ending says ({reason})"
        raise InputError(f"{name}: {problem}; save it anew, or as .txt") from error
    if reader is not _plain:
        text = _SURROGATE.sub("\ufffd", text)  # half a character of UTF-16, as careless writers of PDF leave it
    if not text.strip().strip(_BLANK).strip():
        raise InputError(f"{name}: holds no text; save the article into it, or remove it")
    check_size(text, name)
    foreign.check_letters(text, name)
    return text


def contents(path: Path) -> bytes:
    """The bytes of a file. Raises InputError for what is no file, cannot be read, or is larger than `BYTES`."""
    if path.is_dir():
        raise InputError(f"{path}: is a folder, not an article; name the files in it, or move them up")
    return files.read(path, BYTES, "check its name and permissions")
