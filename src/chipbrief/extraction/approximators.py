"""How firmly a figure is stated: the words before and after it."""

from __future__ import annotations

import re

from chipbrief.model import Approx

_BEFORE = (
    (Approx.AT_MOST, r"최대(?:한|로)?|최고|많아야|길어야|기껏해야"),
    (Approx.AT_LEAST, r"최소(?:한|로)?|최저|적어도|못해도|짧아도"),
    (Approx.ABOUT, r"약|대략|줄잡아|어림잡아|거의|얼추|대체로|한(?= \d)|≈|~|∼"),
)
_AFTER = (
    (Approx.AT_LEAST, r"이상|부터(?= 시작)|\+"),
    (Approx.AT_MOST, r"이하|이내"),
    (Approx.BELOW, r"미만|에? ?못 ?미[치쳐친칠]|[을를] ?(?:밑도|밑돌|하회|약간 밑)|에? ?채 (?:안|못)"),
    (Approx.ABOVE, r"초과|[을를이가]? ?(?:훌쩍 |훨씬 |크게 |이미 )?(?:넘[는은을게어긴기겨었겼]|돌파|웃도|웃돌|상회|초과|뛰어넘)|남짓"),
    (Approx.ABOUT, r"가량|정도|쯤|안팎|내외|전후|남짓|가까[이운]|에? ?육박|에 가까|언저리|상당"),
)
_BEFORE_FIGURE = re.compile("|".join(f"(?P<b{i}>(?<![가-힣])(?:{p}))" for i, (_, p) in enumerate(_BEFORE)) + "")
_PREFIXES = [(approx, re.compile(rf"(?:^|(?<![가-힣]))(?:{pattern}) ?$")) for approx, pattern in _BEFORE]
_SUFFIXES = [(approx, re.compile(rf" ?(?:{pattern})")) for approx, pattern in _AFTER]
_LONGEST = 8


def around(text: str, start: int, end: int) -> Approx:
    """The approximator that stands right before or after the figure `[start, end)`.

    >>> around("약 60만개", 2, 6), around("50% 이상을", 0, 3), around("70%를 넘기는", 0, 3), around("80%", 0, 3)
    (<Approx.ABOUT: '~'>, <Approx.AT_LEAST: '>='>, <Approx.ABOVE: '>'>, <Approx.EXACT: '='>)
    """
    for approx, pattern in _SUFFIXES:
        if pattern.match(text, end):
            return approx
    before = text[max(0, start - _LONGEST) : start]
    for approx, pattern in _PREFIXES:
        if pattern.search(before):
            return approx
    return Approx.EXACT
