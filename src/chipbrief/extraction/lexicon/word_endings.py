"""Where a Korean word may end: the suffixes, particles and endings that follow a counter or a word of time."""

from __future__ import annotations

import re

_SUFFIXES = (
    "씩|당|짜리|배기|꼴|급|치|분|어치|들|전|후|뒤|동안|이후|이전|이내|이래|내|간|째|반|초|말|중|대|여|께|안|별|가량|정도|안팎"
    "|내외|쯤|경|남짓|이상|이하|미만|초과|규모|수준|상당|기준|현재|대비|가까이|넘|선"
)
_PARTICLES = (
    "은|는|이|가|을|를|의|에게서|에게|에서|에선|에|엔|께서|한테|으로써|으로서|으로|로써|로서|로|과|와|도|만|뿐|까지|부터"
    "|보다|마다|밖에|조차|마저|이나마|나마|커녕|이나|나|이든지|이든|든지|든|이라도|라도|처럼|만큼|대로|이랑|랑|하고"
)
_ENDINGS = (
    "인데|인지|인가|인즉|인들|인|일지|일까|일수록|일|임|란|라는|라고|라며|라면|라지만|라|다는|다고|다며|다만|다면|다|며|고|지만|지"
    "|면서|면|자|서|던|요|예요|야|네|제|죠|냐|니|거나|므로|할|했|답|셈|기"
)
# with these the copula begins; whatever follows is its ending
_COPULA = (
    "이었|었|였|이던|이라|이다|이며|이고|이지|이므"
    "|이니|이면|이자|이기|이에|이야|이냐|이거|이란|이여|입니|이죠|이요|이네"
)
_WORDS = "|".join(sorted(f"{_SUFFIXES}|{_PARTICLES}|{_ENDINGS}".split("|"), key=len, reverse=True))
# long words before what they begin with, so that what is possessive takes 이었 and not 이
_PIECES = rf"(?:{_COPULA})[가-힣]{{0,6}}+|{_WORDS}"
TAIL = rf"(?:{_PIECES}){{0,9}}+(?![가-힣])"  # 까지였다고는 has five
_TAIL = re.compile(TAIL)
_STEM_ENDS = re.compile(
    r"(?:이?었던|이?었다|이?라는|이?라고|이?며|이다|입니다|에서는|에서도|에서|에게|으로는|으로|로는|부터|까지|보다|처럼|들의|들은|들이|들을|들도|들에게|들과|들"
    r"|은|는|이|가|을|를|의|에|로|과|와|도|만)$"
)


def ends(text: str, position: int) -> bool:
    """Whether only particles and endings stand between `position` and the end of the word.

    >>> ends("3명이서", 2), ends("한편집", 2), ends("한 번", 3), ends("50억 위안이었다", 6)
    (True, False, True, True)
    """
    return _TAIL.match(text, position) is not None


def stem(word: str) -> str:
    """A noun without the particle at its end; of two syllables at least one is left.

    >>> stem("회사는"), stem("나라"), stem("딸들도")
    ('회사', '나라', '딸')
    """
    match = _STEM_ENDS.search(word)
    return word[: match.start()] if match and match.start() else word
