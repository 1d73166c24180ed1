"""Bytes as text: the encodings that Korean articles come in, told apart without guessing.

UTF-8 proves itself: other encodings hardly ever keep to its pattern. UTF-16 says so by its mark, or shows by zero
bytes. CP949 (EUC-KR and Microsoft's extension of it) accepts a good deal of what is none, so its text must also look
Korean: the 2,350 syllables of KS X 1001 are nearly all of any real text, and rare in what is misread.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

from chipbrief.errors import InputError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO_2022_KR = b"\x1b$)C"  # its mark, at the beginning of a line (RFC 1557)
_KOREAN = 0.8  # of the characters beyond ASCII, at least so many in Korean text
_READABLE = 0.95  # of all characters of UTF-16, at least so many
_SAMPLE = 100_000  # characters that tell what a text is
_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"
_RANGES = (
    (" ", "~"),
    ("가", "힣"),
    ("一", "鿿"),
    ("\u3000", "\u303f"),
    ("\u2010", "\u2044"),
)  # ASCII, Hangul, Hanja, signs of both
_SAVE = "save the article as UTF-8 text"


def text_of(data: bytes, name: str) -> str:
    """The text in UTF-8 (its byte order mark kept), UTF-16, UTF-32, CP949 or ISO-2022-KR.

    Raises InputError, of one line that begins with `name` and tells the byte, for anything else.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if _ISO_2022_KR in data[:_SAMPLE]:
        return _strict(data, "iso2022_kr", name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = _utf16(data) if b"\0" in data else _cp949(data)
        if found is None:
            raise InputError(f"{name}: byte {error.start}: not UTF-8{_guess(data, error.start)}; {_SAVE}") from error
        return found
    place = data.find(b"\0")
    if place < 0:
        return text
    found = _utf16(data)
    if found is None:
        raise InputError(f"{name}: byte {place}: NUL, so this is no text file; {_SAVE}")
    return found


def _strict(data: bytes, encoding: str, name: str) -> str:
    """What a byte order mark promises."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        promised = encoding.upper()
        raise InputError(f"{name}: byte {error.start}: not {promised}, though its mark says so; {_SAVE}") from error


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark, in the byte order that gives readable text; None when neither does."""
    return _first(data, ("utf-16-le", "utf-16-be"), lambda text: _share(text, _readable) >= _READABLE)


def _cp949(data: bytes) -> str | None:
    return _first(data, ("cp949",), _looks_korean)


def _first(data: bytes, encodings: tuple[str, ...], good: Callable[[str], bool]) -> str | None:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if good(text[:_SAMPLE]):
            return text
    return None


def _looks_korean(text: str) -> bool:
    """Whether what is not ASCII is common syllables and signs, and nothing controls a device."""
    beyond = "".join(character for character in text if not character.isascii())
    controls = any(character < " " and character not in _BLANKS for character in text)
    return not controls and _share(beyond, _common) >= _KOREAN


def _readable(character: str) -> bool:
    return character in _BLANKS or any(first <= character <= last for first, last in _RANGES)


def _common(character: str) -> bool:
    """A syllable of KS X 1001, or one of its signs."""
    try:
        first, second = character.encode("euc_kr")
    except ValueError:  # none of KS X 1001, or not of two bytes
        return False
    return second > 0xA0 and first < 0xCA  # where its Hanja begin


def _share(text: str, good: Callable[[str], bool]) -> float:
    return sum(map(good, text)) / len(text) if text else 0.0


def _guess(data: bytes, place: int) -> str:
    """What else is told of bytes that are not UTF-8 from `place` on: what charset-normalizer takes them for."""
    if place > 3 and not data[:place].isascii():
        return " as what is before it, so it mixes encodings"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return f" nor Korean CP949 (perhaps {best.encoding})" if best else " nor Korean CP949"
