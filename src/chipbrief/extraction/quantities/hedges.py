"""How firmly a figure is stated: the words before and after it."""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import patterns
from chipbrief.model import Approx, Kind

_NO_RECORD = "(?<!사상 )(?<!역대 )(?<!이래 )"  # 사상 최대 22조원: a record, no bound
_ADVERB = (
    "(?:훌쩍|훨씬|크게|이미|처음|처음으로|사상|다시|또|또다시|재차|가볍게|가뿐히|거뜬히|잠시|장중|한때|첫|모두|잇따라)"
)
_BEFORE = (
    (Approx.AT_MOST, rf"{_NO_RECORD}(?:최대(?:한|로)?|최고)|많아야|많게는|길어야|기껏해야"),
    (Approx.AT_LEAST, rf"{_NO_RECORD}(?:최소(?:한|로)?|최저)|적어도|적게는|못해도|짧아도"),
    (Approx.AT_LEAST, r"[≥≧]|>="),
    (Approx.AT_MOST, r"[≤≦]|<="),
    (Approx.ABOVE, r"(?<![^\s(])>"),
    (Approx.BELOW, r"(?<![^\s(])<"),
    (Approx.ABOUT, r"약|대략|줄잡아|어림잡아|거의|얼추|대체로|한(?= \d)|≈|~|∼"),
)
_AFTER = (
    (Approx.AT_LEAST, r"이상|부터(?= 시작)|\+(?![\d+])"),
    (Approx.AT_MOST, r"이하|이내|[을를]? ?(?:넘지|넘기지|웃돌지) ?(?:않|못|말)|[을를]? ?(?:다 )?못 ?넘"),
    (
        Approx.BELOW,
        r"미만|(?:에도?|에는|에조차)? ?(?:채 |크게 |한참 )?(?:못 ?(?:미[치쳐친칠쳤침]|이르|이른|이를)"
        r"|(?:미치지|이르지|닿지) ?(?:못|않))|에? ?미달|[을를]? ?(?:밑돈|밑도|밑돌|밑돎|하회)"
        r"|(?:에|도|이|가)? ?채 (?:안|못|되지)|[도이가]? ?(?:안 ?[되돼된될됐됩]|되지 ?(?:않|못))"
        r"|[을를]? ?못 ?채[우웠운울워]"
        r"|(?:선)? ?(?:밑|아래)(?:로|까지) ?(?:떨어|내려|추락)",
    ),
    (
        Approx.ABOVE,
        rf"초과|(?: ?선)?[을를] 뚫[었고은는]|(?: ?선)?[을를이가]? ?(?:{_ADVERB} ){{0,2}}"
        r"(?:넘[는은을게어긴기겨었겼고으자길습]|돌파|웃도|웃돈|웃돌|상회|초과|뛰어넘|넘어서|넘어선|넘어섰)",
    ),
    (Approx.ABOUT, r"가량|정도|쯤|안팎|내외|전후|남짓|수준|가까[이운]|에? ?육박|에 가[까깝]|언저리|상당"),
)
_GLOSS = r"(?:\([^()\d]{1,30}\))?"  # 3TB(테라바이트) 이상
_PREFIXES = [(approx, re.compile(rf"(?:^|(?<![가-힣]))(?:{pattern}) ?$")) for approx, pattern in _BEFORE]
_SUFFIXES = [(approx, re.compile(rf"{_GLOSS} ?(?:{pattern})")) for approx, pattern in _AFTER]
_UP_TO = re.compile(r"까지(?:만|는|도)?(?![가-힣])(?: [가-힣]{1,6}){0,2}")
_RANGE = re.compile(r"(?:부터|에서) ?(?:약 )?$")  # 3개부터 6개까지
_BELOW_ZERO = ("영하", "-", "−", "–")  # 영하 12도까지 is the least
_LIMITS = ("미만", "초과")  # always of the figure itself
_STRICT = (Approx.ABOVE, Approx.BELOW)
_LONGEST = 8  # characters that a word before the figure may take
_FARTHEST = 20  # and what it is compared with
_YARDSTICK = re.compile(
    r"(?:예상치?|전망치?|추정치?|컨센서스|기대치?|목표치|평균|기준치|예측치?|기록|최고치|최대치|최저치|종전|직전)"
    r"(?:[인은는의]|였던|이던)?(?: [가-힣]{1,3})? ?\(?$"
    r"|(?:[년월일해달주]|분기|반기|기간|동기|전년|작년|전날)의 (?:약 |총 |평균 )?$"
)
_OF = re.compile(r"(?<![전체])의 (?:약 |총 |평균 )?$")
_OF_A_RIVAL = (Kind.MONEY, Kind.COUNT, Kind.MEASURE)  # 경쟁사의 3조원; of a share it is the whole: 매출의 50%


def around(text: str, start: int, end: int, kind: Kind = Kind.PERCENT) -> Approx:
    """The approximator that stands right before or after the figure `[start, end)`.

    What something else surpasses or misses (예상치 1.01달러, 지난해의 27만 대를 넘었다) is itself exact.

    >>> around("약 60만개", 2, 6), around("50% 이상을", 0, 3), around("70%를 넘기는", 0, 3), around("80%", 0, 3)
    (<Approx.ABOUT: '~'>, <Approx.AT_LEAST: '>='>, <Approx.ABOVE: '>'>, <Approx.EXACT: '='>)
    """
    before = text[max(0, start - _FARTHEST) : start]
    for approx, pattern in _SUFFIXES:
        match = pattern.match(text, end)
        if match and not (approx in _STRICT and not match[0].endswith(_LIMITS) and _is_yardstick(before, kind)):
            return approx
    if (
        kind is not Kind.ORDINAL
        and _is_limit(text, end, kind, below_zero=text.startswith(_BELOW_ZERO, start))
        and not _RANGE.search(before)
    ):
        return Approx.AT_MOST
    for approx, pattern in _PREFIXES:
        if pattern.search(before[-_LONGEST:]):
            return approx
    return Approx.EXACT


def _is_yardstick(before: str, kind: Kind) -> bool:
    return bool(_YARDSTICK.search(before) or (kind in _OF_A_RIVAL and _OF.search(before)))


def _is_limit(text: str, end: int, kind: Kind, *, below_zero: bool) -> bool:
    """Whether 까지 tells the most that may be (6개까지 쓴다), and not what was reached (80%까지 올랐다)."""
    match = _UP_TO.match(text, end)
    if match is None or below_zero or patterns.pattern("(?:까지| )<reaches>").search(match[0]):
        return False
    return kind not in (Kind.PERCENT, Kind.MULTIPLE) or bool(patterns.pattern(" <allows>").search(match[0]))
