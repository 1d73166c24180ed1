"""Rules that read dates, times of day, lengths of time, and dates counted from today (사흘 뒤, 3년 전)."""

from __future__ import annotations

import re

from chipbrief.extraction.dates import grammar
from chipbrief.extraction.dates.resolve import Clock, Parts
from chipbrief.extraction.dates.spans import Span, months
from chipbrief.extraction.lexicon import patterns, word_endings
from chipbrief.extraction.quantities import amounts, numerals
from chipbrief.extraction.quantities.rule import DIGITS, NATIVE, Found, Rule
from chipbrief.model import Approx, Kind

_PART = r"(?:오전|오후|새벽|이른 아침|아침|저녁|정오|자정|한낮|대낮|낮|한밤중|밤|어젯밤|오늘밤)"
_HOURS = r"열두|열한|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열"
_NO_HOUR = rf"(?!간|즌|장|리|험|드|중|민|도|내|군|대|점|스|선)(?=[반경발정출쯤께]|{word_endings.TAIL})"
_HALF_DAY = r"[AaPp]\.?[Mm](?![A-Za-z])\.?"
_DIGITAL = (
    rf":(?P<m2>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?: ?(?P<half_day>{_HALF_DAY}))?"
    rf"| ?(?P<half_day2>{_HALF_DAY})(?![가-힣A-Za-z]{{3}})"
)
_MINUTES = r"(?: ?(?P<m>[0-5]?\d) ?분(?!기)| ?(?P<half>반)(?![가-힣])| ?정각)?(?: ?\d\d? ?초)?"
_CLOCK = re.compile(
    rf"(?:(?P<part>{_PART}) ?)?"
    rf"(?:(?P<h>2[0-4]|1\d|0?\d)(?: ?시{_NO_HOUR}|{_DIGITAL})|(?P<word>{_HOURS}) ?시{_NO_HOUR})(?:(?<=시){_MINUTES})?"
)
_FROM = re.compile(
    rf"(?:{_PART} ?)?(?P<h>\d\d?)(?: ?시(?: ?(?P<m>\d\d?)분)?|:(?P<m2>[0-5]\d))? ?[~∼～–-] ?"
    rf"(?=(?:{_PART} ?)?\d\d?(?: ?시|:[0-5]\d))"
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_ALONE = re.compile(rf"(?!낮[은다지았게])(?!한밤의){_PART}(?:{word_endings.TAIL})")
_PART_ONLY = re.compile(_PART)
_AGO = re.compile(r"(?P<more>여)? ?(?P<word>전(?![하했한해할함합])|뒤|후)")
_AFTER_DAYS = re.compile(r" ?(?:전|뒤|후|간|동안|째|만에|이내|이상|안에|내에)")  # 삼일 후; 오일 is oil, too
_LASTING = re.compile(r" ?(?:동안|간|째)")
_AFTERNOON = {"오후", "저녁", "밤", "낮", "대낮", "한낮", "어젯밤", "오늘밤", "pm"}
_SINCE = re.compile(r"(?:[그이]로부터|(?<![가-힣])그) ?$")
_DAYS_OF = re.compile(r"(?:(?<![가-힣])(?:주|월|연|연간|한 달|일주일|주당)|[가-힣] 지) ?$")
_MORE_DAYS = re.compile(
    r" (?:더 )?(?:많[았은다아]|적[었은다]|길[었다어]|긴(?![가-힣])|짧|빠[르른]|빨[리랐]|앞당|줄[었어인]"
    r"|늘[었어린]|늦[어춰춘]|모자라|남[았은]|걸[리렸린]|단축|연장|차이)"
)
_ONE_DAY = re.compile(
    r"1일 (?:평균 |최대 |최소 |약 )?\d[\d.,]{0,9}[만천백]? ?(?:시간|분(?!기)|회|번|차례|잔|알|정|끼|교대)"
)
_LENGTH = (
    r"(?:<length of time>[은는이가도을를]?(?:\([^()]{0,4})? ?\(?(?:약 |총 |모두 |최대 |최소 )?$"
    r"|(?:지난해|작년|전년|[가-힣])보다 ?$)"
)
_SAID = re.compile(
    r" (?:[가-힣]{1,8} ){0,2}?(?:전했|전해|밝혔|발표했|말했|보도했|열렸|열린(?!다)|확인됐|알려졌|공개했)"
)  # no day to come
_JOINT = re.compile(r"(?:과|와|이나|및|또는|하고)? ?(?:및 |또는 )?|[·,] ?")
_LOOKS_BACK = re.compile(r" ?(?:=|이후|이래|대비|보다|에 비|과 비교|와 비교)")
_ABOUT = re.compile(r"(?:께|쯤|경(?![가-힣]{2})| ?무렵| ?안팎)")
_CLOSED = re.compile(r"(?:에|까지)? ?(?:종료|마감|끝|기준|결산)?\)")
_CLOSING = re.compile(r"(?:에|로|자로)? ?(?:닫|끝|마감|종료|마치|마친|결산)[가-힣]{0,4} (?:[가-힣]{1,8}의? )?")
_DAYS = frozenset({"day", "day_"})
_MONTHS_ONLY = frozenset({"month", "month_", "month_from", "day", "day_", "quarter", "quarter_", "quarter_from"})
_COMPARED = re.compile(
    r"(?:보다|에 비|과 비교|와 비교| ?대비| 같은|의 (?:약 )?(?:[\d.]{1,5}|[가-힣]{1,3}) ?배|의 절반)"
)
_DAY_ONLY = frozenset({"day", "day_", "day_from", "listed_day", "listed_d", "weekday", "weekday_", "weekday_mark"})
_YEARS = range(1800, 2200)  # 이천이십오년 is a year, not two thousand of them
_NIGHT_ENDS = 5  # o'clock: 밤 3시 is three in the morning


def _date(text: str, at: int, clock: Clock) -> Found | None:
    chain = grammar.chain(text, at)
    if chain is None or (_DAYS.issuperset(chain.parts) and _counts(text, at, chain.end)):
        return None
    then = grammar.period(text, chain)
    if _SENTENCE_END.search(text, clock.read_to, at):
        clock.end_sentence()
    end = then.end if then else chain.end
    parts = _placed(text, at, end, chain.parts, clock)
    clock.month_named = not parts.keys().isdisjoint(("month_", "word_month", "iso"))
    defined = _defined(text, at, end, chain.parts, clock)
    looks_back = _LOOKS_BACK.match(text, end) is not None
    resolved = defined or clock.resolve(parts, then.parts if then else None, looks_back=looks_back)
    clock.read_to, clock.last_read = end, resolved
    vague = "part" in parts or "year_part_" in parts or _ABOUT.match(text, end)
    return Found(at, end, Kind.DATE, date=_iso(resolved), approx=Approx.ABOUT if vague else None)


def _placed(text: str, at: int, end: int, parts: Parts, clock: Clock) -> Parts:
    """The parts with what the date right before them lends: 7월 4일과 9일, 24일부터 28일까지, 지난해(1∼11월)."""
    joint = text[clock.read_to : at]
    last = clock.last_read
    if _DAY_ONLY.issuperset(parts):
        one = last is not None and last.first == last.last
        listed = one and (joint == "인 " or (clock.month_named and _JOINT.fullmatch(joint)))
        if listed or text.endswith(("부터 ", "부터"), 0, at):
            return clock.same_month(parts)
        return {**parts, "said": ""} if _SAID.match(text, end) else parts
    if last is not None and joint == "(" and _MONTHS_ONLY.issuperset(parts):
        return {"year_": str(last.last.year), **parts}
    return parts


def _defined(text: str, at: int, end: int, parts: Parts, clock: Clock) -> Span | None:
    """The months that a quarter or half is said to be: 2분기(7~9월), 9월 28일에 끝나는 2분기."""
    length = 3 if "quarter_" in parts else 6 if "half_" in parts else 0
    if not length:
        return None
    given = {} if "fiscal" in parts or "year_" not in parts else {"year_": parts["year_"]}
    named = grammar.chain(text, end + 1) if text.startswith("(", end) else None
    if named and "month_" in named.parts and _CLOSED.match(text, named.end):
        found = clock.resolve({**given, **named.parts})
        if found and ("day_" in named.parts or "month_from" not in named.parts):
            return months(found.last.year, found.last.month - length + 1, found.last.month)
        return found
    last = clock.last_read
    if last and _CLOSING.fullmatch(text[clock.read_to : at]):
        return months(last.last.year, last.last.month - length + 1, last.last.month)
    return None


def _counts(text: str, start: int, end: int) -> bool:
    """Whether these days are counted (14일 전, 주 7일, 4일 많다) and name no day of the month."""
    before = text[max(0, start - 14) : start]
    if _DAYS_OF.search(before) or _MORE_DAYS.match(text, end) or patterns.pattern(_LENGTH).search(before):
        return True
    if _ONE_DAY.match(text, start):
        return True
    if patterns.pattern("(?:의|짜리)? ?<length of time>").match(text, end):
        return True
    ago = _AGO.match(text, end)
    return ago is not None and word_endings.ends(text, ago.end())


def _iso(span: Span | None) -> str | None:
    return span.iso if span else None


def _clock(text: str, at: int, clock: Clock) -> Found | None:
    """오전 9시 30분, 오후 세 시, 14:30, 오후 2~4시."""
    first = _FROM.match(text, at)
    match = _CLOCK.match(text, first.end() if first else at)
    if match is None:
        return None
    named = _PART_ONLY.match(text, at)
    part = match["part"] or match["half_day"] or match["half_day2"] or (named[0] if named else "")
    if not part and text.endswith(("부터 ", "에서 "), 0, at):
        part = clock.part_of_day
    clock.part_of_day = part
    parsed = numerals.parse(match["word"]) if match["word"] else None
    hour = int(parsed.low) if parsed else int(match["h"])
    time = _iso_time(hour, int(match["m"] or match["m2"] or (30 if match["half"] else 0)), part)
    if first:
        time = _iso_time(int(first["h"]), int(first["m"] or first["m2"] or 0), named[0] if named else "") + "/" + time
    return Found(at, match.end(), Kind.TIME, date=time)


def _iso_time(hour: int, minute: int, part: str) -> str:
    return f"T{_hour(hour, part):02d}:{minute:02d}"


def _hour(hour: int, part: str) -> int:
    part = part.replace(".", "").lower()
    if part in _AFTERNOON and hour < 12 and not (part.endswith("밤") and hour < _NIGHT_ENDS):
        return hour + 12
    if part in ("오전", "새벽", "밤", "am") and hour == 12:
        return 0
    return hour % 24


def _part_of_day(text: str, at: int, _: Clock) -> Found | None:
    match = _ALONE.match(text, at)
    if match is None:
        return None
    part = _PART_ONLY.match(text, at)
    end = part.end() if part else match.end()
    return Found(at, end, Kind.TIME, date={"정오": "T12:00", "자정": "T00:00"}.get(text[at:end]))


def lasting(text: str, read: amounts.Amount, clock: Clock) -> Found | None:
    """A length of time with its 간 or 동안, or with 전, 뒤, 후 the date that far from publication."""
    if read.number.words == "sino" and read.unit.form == "년" and read.value.low in _YEARS:
        return Found(read.start, read.end, Kind.DATE, date=str(int(read.value.low)))
    if read.unit.form == "일" and read.number.words and not _AFTER_DAYS.match(text, read.end):
        return None
    approx = Approx.ABOUT if read.number.more else None
    ago = _AGO.match(text, read.end)
    if ago and word_endings.ends(text, ago.end()) and read.unit.unit != "s":
        return _away(text, read, ago, clock)
    end = read.end
    suffix = _LASTING.match(text, end)
    if suffix and word_endings.ends(text, suffix.end()):
        end = suffix.end()
    return Found(read.start, end, Kind.DURATION, read.value, read.unit.unit, approx=approx)


def _away(text: str, read: amounts.Amount, ago: re.Match[str], clock: Clock) -> Found:
    """A date counted from publication or what was told (그로부터 1년 뒤), or the one beside it (1년 뒤인 2023년)."""
    named = grammar.chain(text, ago.end() + 2) if text.startswith("인 ", ago.end()) else None
    if named:
        return Found(read.start, ago.end(), Kind.DATE, date=_iso(clock.resolve(named.parts)))
    low, high = read.value
    direction = -1 if ago["word"] == "전" else 1
    if read.unit.unit in ("h", "min"):
        return Found(read.start, ago.end(), Kind.TIME)
    exact = low == high and low == int(low) and not read.number.more and not ago["more"]
    since = _SINCE.search(text, max(0, read.start - 5), read.start) is not None
    away = None
    if exact and direction < 0 and _COMPARED.match(text, ago.end()):
        away = clock.earlier(int(low), read.unit.unit, direction)
        clock.mentioned = away or clock.mentioned  # 1년 전 같은 달
    if exact and away is None:
        away = clock.away(int(low), read.unit.unit, direction, told=since)
    return Found(read.start, ago.end(), Kind.DATE, date=_iso(away))


_PARTS = "오새이아저정자한대낮밤어"
# of the calendar's words and of the parts of `dates`
_DATES = (
    "재그지작거매올금이내명후전직다같동당엊어오낼모글익크성광개한제현식삼"
    "스근국설추춘주저신돌상하여가월화수목토일'’‘사유칠팔구시십연세FQ"
)

CLOCK = Rule("clock", _PARTS + NATIVE + DIGITS, _clock)
DATE = Rule("date", _DATES + DIGITS, _date)
PART_OF_DAY = Rule("part of the day", _PARTS, _part_of_day)
