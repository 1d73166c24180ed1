"""The charset that a page or a mail names for itself, as far as it is one that documents are written in."""

from __future__ import annotations

import codecs

from chipbrief.errors import InputError
from chipbrief.sources.readers.encodings import text_of as shown

_KOREAN = {"euc_kr": "cp949", "ks_c_5601-1987": "cp949", "uhc": "cp949", "ms949": "cp949", "x-windows-949": "cp949"}
"""What is called EUC-KR is Microsoft's extension of it (WHATWG, *Encoding Standard*)."""
_EAST_ASIAN = {"cp949", "johab", "iso2022_kr", "gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "shift_jis"}
_DOCUMENTS = _EAST_ASIAN | {"cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16", "utf-16-le", "utf-16-be"}
_WESTERN = {"ascii", "iso8859-1", "iso8859-15", "cp1252", "iso8859-2", "iso8859-5", "cp1250", "cp1251", "koi8-r"}
"""What mailers and servers name for anything: what the bytes show comes first."""


def decoded(data: bytes, named: str, name: str) -> str:
    """The text in the charset that a document names, where that is one of documents and true; else in what it shows.

    Raises InputError, which begins with `name`, for bytes that neither reads.
    """
    charset = _codec(named)
    if charset in _DOCUMENTS:
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            pass
    try:
        return shown(data, name)
    except InputError:
        if charset not in _WESTERN:
            raise
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            pass
        raise


def _codec(named: str) -> str:
    """The codec of a charset's name; nothing for none."""
    codec = _KOREAN.get(named.lower())
    try:
        found = codecs.lookup(codec or named).name
    except (LookupError, ValueError):
        return ""
    return _KOREAN.get(found, found)
