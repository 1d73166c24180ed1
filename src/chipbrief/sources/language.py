"""Which language a text is written in, by its letters: only Korean is read for figures."""

from __future__ import annotations

import re

KOREAN = 0.2
"""Of the letters, at least so many are Hangul in Korean text; names and terms in Latin letters are many in some."""
_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile(r"[가-힣\u1100-\u11ff\u3131-\u318e]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SAMPLE = 100_000  # characters that tell it


def language(text: str) -> str:
    """The ISO 639-1 code of Korean, Japanese, Chinese or else English; nothing for a text without letters."""
    letters = len(_LETTER.findall(text[:_SAMPLE]))
    if not letters:
        return ""
    shares = [len(pattern.findall(text[:_SAMPLE])) / letters for pattern in (_HANGUL, _KANA, _HAN)]
    found = [code for code, share in zip(("ko", "ja", "zh"), shares, strict=True) if share >= KOREAN]
    return found[0] if found else "en"


def is_read(text: str) -> bool:
    """Whether the numbers of a text are read: of Korean, or where no letter tells that it is something else."""
    return language(text) in ("ko", "")
