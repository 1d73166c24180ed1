"""How firmly a figure is stated: the words before and after it."""

from __future__ import annotations

import re

from chipbrief.model import Approx

_NO_RECORD = "(?<!사상 )(?<!역대 )(?<!이래 )"  # 사상 최대 22조원: a record, no bound
_ADVERB = (
    "(?:훌쩍|훨씬|크게|이미|처음|처음으로|사상|다시|또|또다시|재차|가볍게|가뿐히|거뜬히|잠시|장중|한때|첫|모두|잇따라)"
)
_BEFORE = (
    (Approx.AT_MOST, rf"{_NO_RECORD}(?:최대(?:한|로)?|최고)|많아야|많게는|길어야|기껏해야"),
    (Approx.AT_LEAST, rf"{_NO_RECORD}(?:최소(?:한|로)?|최저)|적어도|적게는|못해도|짧아도"),
    (Approx.ABOUT, r"약|대략|줄잡아|어림잡아|거의|얼추|대체로|한(?= \d)|≈|~|∼"),
)
_AFTER = (
    (Approx.AT_LEAST, r"이상|부터(?= 시작)|\+"),
    (Approx.AT_MOST, r"이하|이내|[을를]? ?넘지 ?(?:않|못|말)"),
    (
        Approx.BELOW,
        r"미만|(?:에도?|에는)? ?못 ?미[치쳐친칠]|에? ?미달|[을를]? ?(?:밑돈|밑도|밑돌|밑돎|하회)"
        r"|(?:에|도)? ?채 (?:안|못)|도 안 ?[되돼된될]|(?:선)? ?(?:밑|아래)(?:로|까지) ?(?:떨어|내려|추락)",
    ),
    (
        Approx.ABOVE,
        rf"초과|(?: ?선)?[을를이가]? ?(?:{_ADVERB} ){{0,2}}"
        r"(?:넘[는은을게어긴기겨었겼고으자길습]|돌파|웃도|웃돈|웃돌|상회|초과|뛰어넘|넘어서|넘어선|넘어섰)",
    ),
    (Approx.ABOUT, r"가량|정도|쯤|안팎|내외|전후|남짓|가까[이운]|에? ?육박|에 가까|언저리|상당"),
)
_PREFIXES = [(approx, re.compile(rf"(?:^|(?<![가-힣]))(?:{pattern}) ?$")) for approx, pattern in _BEFORE]
_SUFFIXES = [(approx, re.compile(rf" ?(?:{pattern})")) for approx, pattern in _AFTER]
_STRICT = (Approx.ABOVE, Approx.BELOW)
_LONGEST = 8  # characters that a word before the figure may take
_YARDSTICK = re.compile(
    r"(?:예상치?|전망치?|추정치?|컨센서스|기대치?|목표치|평균|기준치|예측치?)(?:[인은는의])?(?: [가-힣]{1,3})? ?\(?$"
)


def around(text: str, start: int, end: int) -> Approx:
    """The approximator that stands right before or after the figure `[start, end)`.

    What something else surpasses or misses (예상치 1.01달러를 웃돌았다) is itself exact.

    >>> around("약 60만개", 2, 6), around("50% 이상을", 0, 3), around("70%를 넘기는", 0, 3), around("80%", 0, 3)
    (<Approx.ABOUT: '~'>, <Approx.AT_LEAST: '>='>, <Approx.ABOVE: '>'>, <Approx.EXACT: '='>)
    """
    before = text[max(0, start - _LONGEST) : start]
    for approx, pattern in _SUFFIXES:
        if pattern.match(text, end) and not (approx in _STRICT and _YARDSTICK.search(before)):
            return approx
    for approx, pattern in _PREFIXES:
        if pattern.search(before):
            return approx
    return Approx.EXACT
