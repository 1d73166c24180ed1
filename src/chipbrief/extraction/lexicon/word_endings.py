"""Where a Korean word may end: the particles, suffixes and endings that follow a counter or a word of time."""

from __future__ import annotations

import re

_PIECES = (
    "은|는|이|가|을|를|의|에게|에서|에|으로|로|과|와|도|만|씩|당|까지|부터|보다|마다|뿐|밖에|중|내|이상|이하|미만|초과|엔|에선|가량|정도|안팎|쯤|짜리|배기|꼴"
    "|인|였|이었|다|대|급|치|분|어치|들|전|후|뒤|동안|이후|이내|규모|수준|상당|넘|라|란|요|예|입니다|임|죠|이나|나|든|며|고|지만|면|서|던|여|께"
    "|네|야|제|이랑|랑|조차|처럼|만큼|간|째|반|할|께서|했|말|초|이자|안에|안|이던|기준|현재|대비|별|께|답|셈"
)
TAIL = rf"(?:{_PIECES}){{0,9}}+(?![가-힣])"  # 까지였다고는 has five
_TAIL = re.compile(TAIL)
_PARTICLES = re.compile(
    r"(?:이?었던|이?었다|이?라는|이?라고|이?며|이다|입니다|에서는|에서도|에서|에게|으로는|으로|로는|부터|까지|보다|처럼|들의|들은|들이|들을|들도|들에게|들과|들"
    r"|은|는|이|가|을|를|의|에|로|과|와|도|만)$"
)


_PIECE = re.compile(rf"(?![가-힣])|{_PIECES}")


def ends(text: str, position: int) -> bool:
    """Whether only particles and endings stand between `position` and the end of the word.

    >>> ends("3명이서", 2), ends("한편집", 2), ends("한 번", 3)
    (True, False, True)
    """
    return _TAIL.match(text, position) is not None


def loosens(text: str, position: int) -> bool:
    """Whether the word ends at `position` or goes on with a particle or ending, whatever comes after it."""
    return _PIECE.match(text, position) is not None


def stem(word: str) -> str:
    """A noun without the particle at its end; of two syllables at least one is left.

    >>> stem("회사는"), stem("나라"), stem("딸들도")
    ('회사', '나라', '딸')
    """
    match = _PARTICLES.search(word)
    return word[: match.start()] if match and match.start() else word
