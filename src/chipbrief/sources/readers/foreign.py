"""Files that are no article though they can be read as text, and what to do with each."""

from __future__ import annotations

import json
from pathlib import PurePath

from chipbrief.errors import InputError

_OTHER = "save the article as .docx, .hwpx, PDF or .txt"
_ENDINGS = {
    ".hwp": ("a Hangul document of the older format", "save it as .hwpx, .docx or PDF"),
    ".rtf": ("rich text", "save it as .docx or .txt"),
    ".json": ("data", "save the article's text as .txt; JSON lines are for chipbrief extract --jsonl"),
    ".jsonl": ("many documents", "give it to chipbrief extract --jsonl or chipbrief corpus"),
    ".csv": ("a table", "save the article itself; tables with sources belong into data/reference"),
    ".tsv": ("a table", "save the article itself; tables with sources belong into data/reference"),
} | dict.fromkeys(
    (".doc", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".msg", ".epub", ".zip"), ("another format", _OTHER)
)
_BEGINNINGS = {
    b"{\\rtf": _ENDINGS[".rtf"],
    b"HWP Document File": _ENDINGS[".hwp"],
    b"\xd0\xcf\x11\xe0": ("an older Office or Hangul document", "save it as .docx, .hwpx or PDF"),
    b"version https://git-lfs.github.com/spec/v1": ("a pointer of Git LFS, not the file", "run git lfs pull"),
    b"%PDF-": ("a PDF", "save the article as UTF-8 text, or give it the ending .pdf"),
}
_PAGE = (b"<!doctype html", b"<html")
_SHARE = 0.005  # of the characters, more that could not be read are no slip
_LINES = 200  # of a text, so many tell whether it was read wrongly
_LEAST = 6  # characters beyond ASCII that a line must have to tell anything
_WRONG = (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "cp949"), ("cp949", "utf-8"))
"""How Korean was read, and how it should have been."""


def check(data: bytes, name: str) -> None:
    """Raise InputError, which says what it is and the way out, for bytes that are no plain text of an article."""
    start = data[:600].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, (what, remedy) in _BEGINNINGS.items():
        if start.startswith(beginning):
            raise InputError(f"{name}: {what}; {remedy}")
    if start[:20].lower().startswith(_PAGE):
        raise InputError(f"{name}: a web page; give it the ending .html")
    suffix = PurePath(name).suffix.lower()
    if suffix in _ENDINGS and (suffix != ".json" or _is_json(data)):
        what, remedy = _ENDINGS[suffix]
        raise InputError(f"{name}: {what}; {remedy}")


def ending(data: bytes) -> str:
    """What the name of a document without one should end in, by its first bytes; nothing for plain text."""
    start = data[:600].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:20].lower().startswith(_PAGE):
        return ".html"
    if start.startswith(b"PK\3\4"):
        return ".hwpx" if b"application/hwp+zip" in data[:200] else ".docx"
    return ".pdf" if start.startswith(b"%PDF-") else ""


def check_letters(text: str, name: str) -> None:
    """Raise InputError for text whose letters are not those that were written."""
    lost = text.count("\ufffd")
    if lost > _SHARE * len(text):
        damage = f"{lost:,} of {len(text):,} characters were lost when it was saved (U+FFFD)"
        raise InputError(f"{name}: {damage}; save it anew from where it came from")
    lines = [line for line in text.splitlines()[:_LINES] if sum(not sign.isascii() for sign in line) >= _LEAST]
    if lines and 2 * sum(map(_is_misread, lines)) > len(lines):
        raise InputError(f"{name}: Korean that was read in another encoding before it was saved; save it anew as UTF-8")


def _is_misread(line: str) -> bool:
    """Whether a line becomes Korean when it is written as it was read, and read as it should have been."""
    for wrong, right in _WRONG:
        stored = line.encode(wrong, "ignore")
        hangul = "".join(sign for sign in stored.decode(right, "ignore") if "가" <= sign <= "힣")
        beyond, lost = sum(byte > 127 for byte in stored), len(line) - len(stored.decode(wrong))
        most = 2 * lost < sum(not sign.isascii() for sign in line)  # of the line can have been read so
        if most and 2 * len(hangul.encode(right)) > beyond:
            return True
    return False


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True
