"""Korean particles after inserted names and numbers: 화웨이가, 한우지는, H20을, 70%로.

The form follows the final sound of the word before: Hangul by its final consonant, digits and Latin
letters as they are read aloud in Korean.
"""

from __future__ import annotations

import re

# With a final consonant, without one. Longer particles first; what follows the pair stays (은커녕, 으로부터).
_PAIRS = (
    ("이었", "였"), ("이라", "라"), ("이나", "나"), ("이며", "며"), ("이고", "고"), ("이다", "다"), ("이란", "란"),
    ("이든", "든"), ("이랑", "랑"), ("이지", "지"), ("으로", "로"), ("은", "는"), ("이", "가"), ("을", "를"),
    ("과", "와"), ("아", "야"),
)  # fmt: skip
_DIGITS = dict(zip("0123456789", ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"), strict=True))
_CAPITALS = {"L": "엘", "M": "엠", "N": "엔", "R": "알"}  # every other letter's name ends in a vowel
_READ = {
    "%": "퍼센트",
    "%p": "퍼센트포인트",
    "nm": "나노미터",
    "mm": "밀리미터",
    "km": "킬로미터",
    "℃": "도",
    "+": "플러스",
}


def attach(word: str, particle: str) -> str:
    """The form of a particle that fits a word; either form may be given, and some without pair (도, 의, 에).

    >>> [attach(word, "은") for word in ("화웨이", "중국", "H20", "TSMC", "Cambricon", "70%")]
    ['는', '은', '은', '는', '은', '는']
    >>> attach("서울", "으로"), attach("10", "으로"), attach("1,388원", "이다")
    ('로', '으로', '이다')
    """
    sound = _final(word)
    for closed, open_ in _PAIRS:
        for form in (closed, open_):
            if particle.startswith(form):
                needs = bool(sound) and not (closed == "으로" and sound == "ㄹ")
                return (closed if needs else open_) + particle[len(form) :]
    return particle


def _final(word: str) -> str:
    """The final consonant of a word as read: "" for a vowel, `ㄹ`, or `ㄱ` for any other."""
    word = re.sub(r"(?:(?<!\s)\s++)?\([^()]*\)$", "", word).rstrip("'\"’”〉》」』) ")
    unit = re.search(r"(%p|%|[a-z]m|℃|\+)$", word)
    if unit and unit[1] in _READ and not re.search(r"[a-z]{3}$", word):
        word = _READ[unit[1]]
    last = word[-1:]
    if last == "0":
        return "ㄱ"  # 영, 십, 백, 천, 만 all end in a consonant
    if "가" <= (last := _DIGITS.get(last, last)) <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "" if not final else "ㄹ" if final == 8 else "ㄱ"
    return _latin(word)


def _latin(word: str) -> str:
    """Capitals by the letter's name (TSMC 씨, HBM 엠), words by their last letters (Cambricon, chip)."""
    last = word[-1:]
    if last in _CAPITALS:
        return "ㄹ" if last in "LR" else "ㄱ"
    if last == "l":
        return "ㄹ"
    return "ㄱ" if re.search(r"([mn]|ng|ck|[^aeiou][aeiou][pktb])$", word) else ""
