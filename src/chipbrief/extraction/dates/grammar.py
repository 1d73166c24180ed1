"""Dates as articles write them: a chain of parts from coarse to fine, `올 3분기`, `지난해 8월 말`, `25일(목)`.

A part is a year, half, quarter, month, week, day or weekday, in digits or as a word of `data/reference/calendar.csv`;
each stands at a level, and a chain goes down the levels. `1~11월` and `2026∼2030년` are one part with two ends;
two chains joined by a dash are one period. What the parts mean is worked out in `chipbrief.extraction.dates.resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from chipbrief.extraction.dates.resolve import Parts
from chipbrief.extraction.dates.words import WORDS
from chipbrief.extraction.lexicon import patterns as cues
from chipbrief.extraction.lexicon import word_endings
from chipbrief.sources.reference_tables import per_lexicon

_TO = r" ?[~∼～〜–—-] ?"
_START = r"(?<!\d)(?<!\d[.,])"
_MONTH, _DAY = "1[0-2]|0?[1-9]", r"3[01]|[12]\d|0?[1-9]"
_YEAR = r"1\d\d\d|2[01]\d\d"
# after 년: 2000년 동안 is a length of time
_LASTING = (
    r"(?! ?(?:동안|만에|간[^가-힣]|간의|간 |간$|여 |여간|넘게|가까이|째|치 |연속|이내|이상|미만|새 |짜리|정도|가량"
    r"|남짓|안팎))"
)
_SHORT_YEAR = (
    rf"(?=년 ?(?:(?:{_MONTH})월|[1-4] ?분기|[상하]반기|도(?! ?(?:더|안|채|넘|못|되))|초|말|생|작))"  # 97년도, 98년 3월
)
_NO_MONTH = "(?!드|별|간|급|세|남|등|풀|광|계)"  # 월드컵, 월세
# after 일: 25일본, 30일간, 3일 연속 are other words or lengths of time
_NO_DAY = (
    r"(?!본|반|부 |선|정|상|대|간|제|류|련|째|치 |당|시|자리|짜|괄|차|품|하|용|여|만에)"
    r"(?! ?안에| ?내에| ?안으로| 만에| 동안| 연속| 이내| 간| 이상| 넘게| 가까이| 내[ 에]| 새 )"
)
# 1·2호선 is no date, 6·3대선 has one
_NO_POINT = r"(?= ?<event of a day>|(?![\d%]|[·.]\d| ?(?:호선|차|대(?![출책선])|기|회|명|개|분기|%))(?=[^가-힣]|$))"
# the years of 2027년까지 and 27년 매출; 20년까지 and 20년에 한 번 are lengths of time
_TWO_DIGITS = r"1[5-9]|2[1-9]|3\d"
_OF_A_YEAR = (
    r"(?=년(?:까지|부터|에는|엔| <of a year>|에 (?!걸|이르|달|불과|한|두|그|가까|육박|처)))"
    r"(?<!(?:최대|최장|임기|만기|수명|징역|지난|으로|향후|무려|거의) ..)(?<!(?:약|만|총) ..)"
)
_SHORT = r"(?:20)?\d\d(?![A-Za-z0-9])"
_AS_DATE = r"(?= ?(?:기준|현재|자(?![가-힣])|부터|까지|마감|종가|발표|공시|오전|오후|[(][월화수목금토일]|[~∼～–-] ?\d))"
_MONTH_WORDS = "일|이|삼|사|오|유|육|칠|팔|구|시|십일|십이"
_DAY_WORDS = "삼십일?|이십[일이삼사오육칠팔구]?|십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]"
_LISTED = r"(?=(?:(?: ?[,·] ?|와 |과 )\d{{1,2}}){{1,11}}+ ?{unit})"  # the 4 of 4, 6, 7월

_NTH_WEEK = "(?:첫|둘|두|셋|세|넷|네|다섯)(?:째| ?번째)|첫|마지막|[1-5] ?(?:째|번째)"

_PATTERNS: tuple[tuple[str, int, str], ...] = (
    ("lead", 0, r"(?:지난|오는|다가오는|돌아오는|이번|다음|저번)(?= ?(?:['’]?\d|[월화수목금토일]요일|연[말초]))"),
    ("decade", 1, r"(?P<decade_>\d{4}|\d0) ?년대"),
    ("century", 1, r"(?P<century_>\d{1,2}) ?세기"),
    (
        "iso",
        2,
        rf"(?P<iso_y>(?:19|20)\d\d)(?P<iso_sep>[.\-/]) ?(?P<iso_m>{_MONTH})(?P=iso_sep) ?(?P<iso_d>{_DAY})(?!\d)",
    ),
    (
        "dotted",  # '25.9.30, 25.9월
        2,
        rf"(?<![A-Za-z] )(?<![A-Za-z])['’‘]?(?P<dot_y>\d\d)\. ?(?P<dot_m>{_MONTH})"
        rf"(?:\. ?(?P<dot_d>{_DAY})(?![\d.]\d|\d)|월{_NO_MONTH})"
        rf"|['’‘](?P<dot_y2>[0-3]\d)\.(?P<dot_m2>{_MONTH})(?=[\s)~,]|$)"
        rf"|(?P<dot_y3>20\d\d)[.\-/] ?(?P<dot_m3>{_MONTH})(?:월{_NO_MONTH}|(?<=\d\d)(?![\d.,%가-힣]|-\d))",
    ),
    (
        "slash",
        2,
        rf"(?<![\d/])(?P<slash_m>{_MONTH})/(?P<slash_d>{_DAY})(?![\d/])"
        rf"(?:(?<=/1[1-9])|(?<=/[23]\d)|{_AS_DATE})(?! ?분기)",
    ),
    (
        "short_quarter",  # 3Q25
        2,
        rf"(?P<short_q>[1-4])Q(?: ?['’]?(?P<short_qy>{_SHORT})|(?![A-Za-z0-9]))"
        rf"|Q(?P<short_q2>[1-4]) ?['’]?(?P<short_qy2>20\d\d)(?![A-Za-z0-9])",
    ),
    ("short_half", 2, rf"(?P<short_h>[12])H ?['’]?(?P<short_hy>{_SHORT})"),
    ("fiscal_year", 2, rf"FY ?['’]?(?P<fy>{_SHORT})"),
    (
        "split_year",
        2,
        r"(?P<split_y>(?:19|20)\d\d)[/–-]\d\d(?= ?(?:회계|시즌|학년|년|[^\d가-힣./-]|$))"
        r"(?: ?(?:회계연도|회계년도|학년도|시즌|년도?))?",
    ),
    (
        "year",
        2,
        rf"(?:(?P<year_from>{_YEAR})년?{_TO})?"
        rf"(?:(?(year_from)(?<=\d[~∼～〜–-])(?P<year_tail>\d\d)(?=년)|(?!))|['’‘](?P<year_short>\d\d)|(?P<year_>{_YEAR})|(?P<year_two>0\d(?=년)|\d\d{_SHORT_YEAR}|(?:{_TWO_DIGITS}){_OF_A_YEAR}))"
        rf" ?(?:년도?|年| ?(?P<fiscal>회계연도|회계년도)| ?학년도| ?시즌)(?!대|여){_LASTING}",
    ),
    ("half", 3, r"(?P<half_>상|하|전|후)반기"),
    (
        "quarter",
        3,
        rf"(?:(?P<quarter_from>[1-4])(?:분기)?{_TO})?(?P<quarter_>[1-4])(?:[·/]4|사)? ?분기(?! ?(?:연속|째|만에|동안))",
    ),
    ("listed_quarter", 3, r"(?P<listed_q>[1-4])(?=(?:, ?[1-4]){1,3}+ ?분기|·[1-3] ?분기)"),
    ("near_quarter", 3, r"(?P<near_quarter_>지난|이번|직전|전|다음|같은|동) ?분기"),
    ("same", 3, r"동기간?|같은 ?기간|같은 ?시기|동월|같은 ?달|같은 ?분기|동분기|이맘때"),
    ("season", 3, r"(?P<season_>봄|여름|가을|겨울)"),
    ("month", 4, rf"(?:(?P<month_from>{_MONTH})월?{_TO})?(?P<month_>{_MONTH}) ?월{_NO_MONTH}"),
    (
        "month_word",
        4,
        rf"(?P<month_w>{_MONTH_WORDS})월"
        rf"(?:(?= (?:{_DAY_WORDS})일)|(?= ?\d\d?일)|(?:(?<=십[일이]월)|(?<![일이육]월))(?={word_endings.TAIL}))",
    ),
    ("listed_month", 4, rf"(?P<listed_m>{_MONTH}){_LISTED.format(unit='월')}"),
    ("week", 5, rf"(?:의 )?(?P<week_>{_NTH_WEEK}|[1-5]) ?주(?:차)?(?={word_endings.TAIL})"),
    (
        "anniversary",  # the names of days: 5·18, 9·11
        6,
        rf"(?P<anniversary_m>{_MONTH})(?:·(?P<anniversary_d>{_DAY}){_NO_POINT}"
        rf"|\.(?:{_DAY})(?= ?(?:[가-힣]{{2,5}} )?<event of a day>))"
        r"|(?:3·1|4·19|5·16|5·18|6·25|8·15|9·11|10·26|12·12)(?!\d)",
    ),
    ("year_part", 5, rf"(?P<year_part_>연말|연초|월말|월초|세밑)(?={word_endings.TAIL})"),
    ("part", 5, rf"(?:초순|상순|초중순|중순|중하순|하순|초중반|초반|중반|후반|초|말(?!고 ))(?={word_endings.TAIL})"),
    (
        "listed_day",
        6,
        rf"(?P<listed_d>{_DAY}){_LISTED.format(unit='일(?!간|동안|이상|정도| 동안| 만| 정도|쯤| 걸| 뒤| 후| 전)')}",
    ),
    ("day_word", 6, rf"(?P<day_w>{_DAY_WORDS})일{_NO_DAY}(?={word_endings.TAIL})"),
    ("day", 6, rf"(?:(?P<day_from>{_DAY})일?{_TO})?(?P<day_>{_DAY}) ?(?:일|日){_NO_DAY}"),
    ("weekday", 7, r"\((?P<weekday_mark>[월화수목금토일月火水木金土日])(?:요일)?\)|(?P<weekday_>[월화수목금토일])요일"),
)
_GLUED_TO_YEARS = r"동기|동월|동분기|상반기|하반기|비 |\d"  # 전년동기
_LEVELS = {name: level for name, level, _ in _PATTERNS} | {"weekend": 5}
_WORD_LEVELS = {"year": 2, "month": 4, "week": 5, "day": 6, "feast": 6}


def _word_patterns() -> str:
    """The calendar's words, long before their prefixes, as one group for each level."""
    groups = []
    for level in _WORD_LEVELS:
        tail = {"feast": "", "year": f"{word_endings.TAIL}|{_GLUED_TO_YEARS}"}.get(level, word_endings.TAIL)
        words = sorted((word for word in WORDS().values() if word.level == level), key=lambda word: -len(word.form))
        forms = [f"{re.escape(word.form)}(?={word.followed_by})" for word in words if word.followed_by]
        others = "|".join(re.escape(word.form) for word in words if not word.followed_by)
        groups.append(f"(?P<word_{level}>{'|'.join([f'(?:{others})(?={tail})', *forms])})")
    return "|".join(groups)


@per_lexicon
def _component() -> re.Pattern[str]:
    patterns = "|".join(f"(?P<{name}>{pattern})" for name, _, pattern in _PATTERNS)
    weekend = r"(?P<weekend>(?P<weekend_>지난|저번|이번|오는|다가오는|돌아오는|다음|다다음) ?주말)"
    for cue in ("event of a day", "of a year"):
        patterns = patterns.replace(f"<{cue}>", cues.either(cue))
    return re.compile(rf"{_START}(?:{weekend}|{_word_patterns()}|{patterns})")


@dataclass(slots=True)
class Chain:
    """The parts of one date and where they stand."""

    start: int
    end: int
    parts: Parts = field(default_factory=dict)


_SHORT_FOR = {
    "slash_m": "month_", "slash_d": "day_", "dot_m": "month_", "dot_m2": "month_", "dot_m3": "month_", "dot_d": "day_",
    "short_q": "quarter_", "short_q2": "quarter_", "listed_q": "quarter_", "listed_m": "month_", "listed_d": "day_",
    "month_w": "month_", "day_w": "day_",
}  # fmt: skip
_WORDS_FOR = {"유": "6", "시": "10"} | {
    f"{tens}{one}": str(10 * number + digit)
    for number, tens in enumerate(("", "십", "이십", "삼십"))
    for digit, one in enumerate(("", *"일이삼사오육칠팔구"))
}
_ALONE = frozenset({"part", "season", "same", "lead", "week", "day_word"})  # mean nothing without something coarser
_AGAIN = re.compile(_TO)


def chain(text: str, position: int) -> Chain | None:
    """The date that starts at `position`, as far as its parts go down the levels."""
    found = Chain(position, position)
    level = -1
    while True:
        at = found.end
        if found.parts and text[at : at + 1] == " ":
            at += 1
        match = _component().match(text, at)
        if match is None:
            if not found.parts:
                return None
            break
        name = str(match.lastgroup)
        next_level = _WORD_LEVELS[name[5:]] if name.startswith("word_") else _LEVELS[name]
        if next_level <= level or (name == "week" and not _of_something(found.parts, match["week_"])):
            break  # 1주 5일 근무
        level, found.end = next_level, match.end()
        found.parts[name] = match[0]
        found.parts.update({key: value for key, value in match.groupdict().items() if value and key != name})
    found.parts = _canonical(found.parts)
    names = set(found.parts) & (set(_LEVELS) | {f"word_{level}" for level in _WORD_LEVELS})
    return found if names - _ALONE else None


def _of_something(parts: Parts, nth: str) -> bool:
    """Whether a week is one of the month before it, or with an ordinal of the year."""
    if not parts.keys().isdisjoint(("month", "word_month", "month_word")):
        return True
    return not parts.keys().isdisjoint(("year", "word_year")) and re.fullmatch(_NTH_WEEK, nth) is not None


def _canonical(parts: Parts) -> Parts:
    """The parts with those of short spellings under the names of the long ones: 3Q25 has a quarter and a year."""
    found = dict(parts)
    for short, long in _SHORT_FOR.items():
        if value := parts.get(short):
            found[long] = _WORDS_FOR.get(value, value) if short in ("month_w", "day_w") else value
    for short in ("dot_y", "dot_y2", "dot_y3", "short_qy", "short_qy2", "short_hy"):
        if value := parts.get(short):
            found["year_"] = value if len(value) > len("25") else f"20{value}"
    if "short_h" in parts:
        found["half_"] = "상" if parts["short_h"] == "1" else "하"
    if "fiscal_year" in parts:
        found["fiscal"] = parts["fy"]
    if "split_y" in parts:
        last = int(parts["split_y"]) + 1
        found |= (
            {"fiscal": ""} if "회계" in parts["split_year"] else {"year_from": parts["split_y"], "year_": str(last)}
        )
    return found


def period(text: str, first: Chain) -> Chain | None:
    """The chain after a dash that ends the period `first` begins, if there is one."""
    dash = _AGAIN.match(text, first.end)
    return chain(text, dash.end()) if dash else None
