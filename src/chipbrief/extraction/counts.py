"""Rules that read amounts, counts, ranks, shares and ratios."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from chipbrief.extraction import amounts, edges, moments, names, numerals, units
from chipbrief.extraction.calendar import Clock
from chipbrief.extraction.moments import DIGITS
from chipbrief.extraction.numerals import Interval
from chipbrief.extraction.reading import Found, Rule
from chipbrief.model import Approx, Kind
from chipbrief.sources import tables

_SYMBOLS = {"$": "USD", "¥": "CNY", "￥": "CNY", "₩": "KRW", "￦": "KRW", "€": "EUR", "£": "GBP"}
_DOLLARS = {"US": "USD", "NT": "TWD", "HK": "HKD", "A": "AUD", "C": "CAD", "S": "SGD", "R": "BRL"}
_SIGN = re.compile(r"(?:(?P<dollar>US|NT|HK|[ACSR])?(?P<sign>[$¥￥₩￦€£])|(?P<code>USD|KRW|CNY|RMB|JPY|EUR|GBP|HKD|TWD)) ?(?=\d)")
_SLASH = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])")
_DEGREES = re.compile(r"(?:섭씨|영하|영상|기온|체온|온도)[^.]{0,8}$")
_FRACTION = re.compile(rf"(?P<whole>{numerals.MIXED}|{numerals.SINO}|{numerals.NATIVE}) ?분의 ?")
_RATIO = re.compile(r"(?P<a>\d++(?:\.\d++)?+) ?(?:대|[:：]) ?(?P<b>\d++(?:\.\d++)?+)(?!\d|[ ]?(?:년|월|일|시|만|억|%))")
_SCORE = re.compile(r"(?<![\d-])(?P<a>\d{1,3})[-–](?P<b>\d{1,3})(?![\d-])(?!\w)|(?<![\d-])(?P<c>\d{1,2})[-–](?P<d>\d{1,2})(?![\d-])(?=[가-힣])")
_PLACES = re.compile(r"(?:한|두|세|네|[1-9]) ?자릿수")
_GROWTH = re.compile(r" ?(?:%|퍼센트|성장|증가|감소|상승|하락|늘|줄|이익률|영업이익률|비율|점유율)")
_THE = re.compile(r"제 ?(?=\d)")
_ARTICLE = re.compile(r"제 ?(?P<n>\d+) ?조(?!원|달러|위안|엔|유로| ?\d+억)(?: ?제? ?\d+ ?항)?(?: ?제? ?\d+ ?호)?")
_SCALED = re.compile(names.SCALED)
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_ENGLISH = re.compile(r" ?(?:(?P<trillion>trillion|tn)|(?P<billion>billion|bn)|(?P<million>million|mn))\b")
_ENGLISH_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_DECADE = re.compile(r"대")
_HOLDER = re.compile(r" ?(?:주주|대통령|회장|부회장|사장|총리|왕|국왕|교황|황제|총재|대표|의장|이사장|감독|총장|청장|장관|국회)")
_AGE_OF = re.compile(r" ?(?:[초중후]반|남|여|청년|직장인|대학생|부부|미혼|주부|아들|딸|젊은|노인|노동자|근로자|회사원|가장|취업|고객|이상|이하|[는은가도의])|[,·∼~] ?\d0대")
_SEVERAL = re.compile(r"(?:수|몇) ?(?=(?:년|달|개월|차례|시간|일간|주간|배)(?![가-힣]{3}))")
_NOUN = re.compile(r"(?P<number>두|세|네|다섯|여섯|일곱|여덟|아홉) (?P<noun>[가-힣]{2,})")
_GRADE = re.compile(r"[초중고](?P<n>[1-6])(?![\d.,]|[가-힣]{0,2}[세살명])")
_ONLY_ONE = re.compile(r"(?:(?<=단 )|(?<=단))하나(?![가-힣]{3})|하나(?=하나|도(?![가-힣])|만(?![가-힣]))|(?<=하나)하나")
_FIRST = re.compile(r"첫 ?번째|첫째")
_ONE = re.compile(r"(?:둘|셋|넷)(?:째|은|이|을|의|다|만|도|로|,|\.| |$)")
_AGE = re.compile(r"(?P<n>1[01]\d|[1-9]?\d)(?=\)|·[가-힣]|, ?[가-힣])")
_SEASON = re.compile(r"(?:시즌|파트|세션|챕터|에피소드|스테이지|페이즈|톱|베스트) ?(?P<n>\d{1,3})(?!\d)")
_WHOLE = re.compile(numerals.MIXED)


def _amount(text: str, at: int, clock: Clock) -> Found | None:
    number = amounts.number(text, at)
    if number is None:
        return None
    number = amounts.signed(text, number)
    read = amounts.ranged(text, number) or amounts.amount(text, number)
    if read is None:
        return None
    read = amounts.compound(text, read)
    if text.startswith("↓", read.end) and read.value.low > 0:
        read = replace(read, value=Interval(-read.value.high, -read.value.low))
    if read.kind == Kind.DURATION:
        return moments.lasting(text, read, clock)
    if read.unit.unit == "대" and (found := _dae(text, read)):
        return found
    approx = _approx(read)
    if read.kind == Kind.COUNT and text.startswith("째", read.end) and edges.ends(text, read.end + 1):
        return Found(read.start, read.end + 1, Kind.ORDINAL, read.value, read.unit.unit)
    unit = "℃" if read.unit.unit == "°" and _DEGREES.search(text, max(0, at - 12), at) else read.unit.unit
    decade = _DECADE.match(text, read.end)
    if decade and edges.ends(text, decade.end()) and read.kind in (Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.MULTIPLE):
        high = read.value.high + numerals.last_place(number.value.high) * read.unit.factor
        return Found(read.start, decade.end(), read.kind, Interval(read.value.low, high), unit, approx=approx)
    return Found(read.start, read.end, read.kind, read.value, unit, approx=approx)


def _approx(read: amounts.Amount) -> Approx | None:
    if read.closed:
        return Approx.EXACT
    return Approx.ABOUT if read.number.more else None


def _dae(text: str, read: amounts.Amount) -> Found | None:
    """The counter 대 that is no machine: 2대 주주 (a rank), 20대 남성 (an age)."""
    if _HOLDER.match(text, read.end):
        return Found(read.start, read.end, Kind.ORDINAL, read.value, read.unit.unit)
    low, high = read.value
    if low % 10 == 0 and 10 <= low <= 90 and high % 10 == 0 and (high > low or _AGE_OF.match(text, read.end)):
        return Found(read.start, read.end, Kind.MEASURE, Interval(low, high + 9), "세")
    return None


def _the(text: str, at: int, clock: Clock) -> Found | None:
    """제4차, 제3조, 제2의: 제 and a number."""
    article = _ARTICLE.match(text, at)
    if article:
        return Found(at, article.end(), Kind.ORDINAL, Interval(Decimal(article["n"]), Decimal(article["n"])), "조")
    match = _THE.match(text, at)
    if match is None:
        return None
    read = _amount(text, match.end(), clock)
    if read is not None and edges.ends(text, read.end) and read.kind in (Kind.COUNT, Kind.ORDINAL):
        return Found(at, read.end, Kind.ORDINAL, read.value, read.unit)
    number = amounts.number(text, match.end())
    return Found(at, number.end, Kind.ORDINAL, number.value) if number else None


def _fraction(text: str, at: int, _: Clock) -> Found | None:
    slash = _SLASH.match(text, at)
    if slash and int(slash["b"]):
        share = Decimal(slash["a"]) / Decimal(slash["b"])
        return Found(at, slash.end(), Kind.MULTIPLE, Interval(share, share), "x")
    match = _FRACTION.match(text, at)
    part = amounts.number(text, match.end()) if match else None
    whole = numerals.parse(match["whole"]) if match else None
    if part is None or whole is None or not whole.low:
        return None
    return Found(at, part.end, Kind.MULTIPLE, Interval(part.value.low / whole.high, part.value.high / whole.low), "x")


def _ratio(text: str, at: int, _: Clock) -> Found | None:
    match = _RATIO.match(text, at)
    if match is None or not Decimal(match["b"]):
        return None
    value = Decimal(match["a"]) / Decimal(match["b"])
    return Found(at, match.end(), Kind.MULTIPLE, Interval(value, value), "x")


def _score(text: str, at: int, _: Clock) -> Found | None:
    """The two sides of a result: 2-1."""
    match = _SCORE.match(text, at)
    if match is None:
        return None
    low, high = sorted((Decimal(match["a"] or match["c"]), Decimal(match["b"] or match["d"])))
    return Found(at, match.end(), Kind.COUNT, Interval(low, high))


def _places(text: str, at: int, _: Clock) -> Found | None:
    """두 자릿수: 10 to 99, of growth in per cent."""
    match, places = _PLACES.match(text, at), amounts.number(text, at)
    if match is None or places is None:
        return None
    n = int(places.value.low)
    value = Interval(Decimal(10 ** (n - 1)), Decimal(10**n - 1))
    growth = _GROWTH.match(text, match.end())
    return Found(at, match.end(), Kind.PERCENT if growth else Kind.COUNT, value, "%" if growth else "")


def _symbol(text: str, at: int, _: Clock) -> Found | None:
    match = _SIGN.match(text, at)
    number = amounts.number(text, match.end()) if match else None
    if match is None or number is None:
        return None
    code = match["code"] or _DOLLARS.get(match["dollar"] or "") or _SYMBOLS[match["sign"]]
    approx = Approx.ABOUT if number.more else None
    scale = _ENGLISH.match(text, number.end)
    end, value = number.end, number.value
    if scale:
        end, value = scale.end(), value.times(_ENGLISH_SCALES[str(scale.lastgroup)])
    return Found(at, end, Kind.MONEY, value, "CNY" if code == "RMB" else code, approx=approx)


def _scaled(text: str, at: int, _: Clock) -> Found | None:
    """128K 토큰, 671B 파라미터: the number and its letter."""
    match = _SCALED.match(text, at)
    if match is None:
        return None
    value = Decimal(match["n"]) * _LETTERS[match["letter"]]
    return Found(at, match.end(), Kind.COUNT, Interval(value, value))


def _word(text: str, at: int, clock: Clock) -> Found | None:
    """사흘, 절반: a word that is a quantity by itself."""
    for form, row in _words().get(text[at], ()):
        end = at + len(form)
        if not text.startswith(form, at) or not edges.ends(text, end):
            continue
        value = Interval(Decimal(row["low"]), Decimal(row["high"]))
        unit = units.Unit(form, Kind(row["kind"]), row["unit"], Decimal(1), frozenset())
        if unit.kind == Kind.DURATION:
            read = amounts.compound(text, amounts.Amount(at, end, value, unit, amounts.Number(at, end, value)))
            return moments.lasting(text, read, clock)
        return Found(at, end, unit.kind, value, unit.unit)
    return None


def _several(text: str, at: int, clock: Clock) -> Found | None:
    """수년간, 수차례: 수 for 2 to 9 before a counter."""
    match = _SEVERAL.match(text, at)
    unit = units.at(text, match.end()) if match else None
    if match is None or unit is None:
        return None
    value = Interval(Decimal(2), Decimal(9))
    read = amounts.Amount(at, match.end() + len(unit.form), value, unit, amounts.Number(at, at + 1, value))
    return moments.lasting(text, read, clock) if unit.kind == Kind.DURATION else Found(at, read.end, unit.kind, value, unit.unit)


def _noun(text: str, at: int, _: Clock) -> Found | None:
    """두 회사, 세 정상: a number word before a noun that is no counter."""
    match = _NOUN.match(text, at)
    value = numerals.parse(match["number"]) if match else None
    if match is None or value is None:
        return None
    noun = edges.stem(match["noun"])
    return Found(at, match.start("noun") + len(noun), Kind.COUNT, value, noun)


def _alone(text: str, at: int, _: Clock) -> Found | None:
    """둘, 셋, 넷 as nouns, and 둘째."""
    if _ONE.match(text, at) is None:
        return None
    value = numerals.parse(text[at])
    second = text[at + 1 : at + 2] == "째"
    return Found(at, at + 1 + second, Kind.ORDINAL if second else Kind.COUNT, value, "째" if second else "")


def _first(text: str, at: int, _: Clock) -> Found | None:
    match = _FIRST.match(text, at)
    return Found(at, match.end(), Kind.ORDINAL, Interval(Decimal(1), Decimal(1)), "번째") if match else None


def _only_one(text: str, at: int, _: Clock) -> Found | None:
    """단 하나, 하나도: 하나 where it counts, and does not only name one of several."""
    match = _ONLY_ONE.match(text, at)
    return Found(at, match.end(), Kind.COUNT, Interval(Decimal(1), Decimal(1))) if match else None


def _grade(text: str, at: int, _: Clock) -> Found | None:
    """중3, 고1: the year at school."""
    match = _GRADE.match(text, at)
    value = Decimal(match["n"]) if match else Decimal(0)
    return Found(at, match.end(), Kind.ORDINAL, Interval(value, value), "학년") if match else None


def _numbered(text: str, at: int, _: Clock) -> Found | None:
    """시즌 2, 톱10: a word of series before the number."""
    match = _SEASON.match(text, at)
    if match is None or units.at(text, match.end()):
        return None
    value = Decimal(match["n"])
    return Found(at, match.end(), Kind.ORDINAL, Interval(value, value), text[at : match.start("n")].strip())


def _age(text: str, at: int, _: Clock) -> Found | None:
    """김모(33)씨: the age in brackets after a name."""
    match = _AGE.match(text, at)
    before = text[:at].rstrip("· ")
    if match is None or not (before.endswith("(") or re.search(r"\([가-힣 ]{1,12}·? ?$", text[max(0, at - 16) : at])):
        return None
    value = Decimal(match["n"])
    return Found(at, match.end(), Kind.MEASURE, Interval(value, value), "세")


def _bare(text: str, at: int, _: Clock) -> Found | None:
    """A number without unit."""
    match = _WHOLE.match(text, at)
    number = amounts.number(text, at) if match else None
    if number is None:
        return None
    if between := amounts.between(text, number):
        return Found(at, between.end, Kind.COUNT, between.value, approx=Approx.EXACT)
    number = amounts.signed(text, number)
    approx = Approx.ABOUT if number.more else None
    if re.fullmatch(r"(?:19|20)\d\d", text[number.start : number.end]):
        return Found(number.start, number.end, Kind.DATE, date=text[number.start : number.end])
    if text[number.end - 1] in "억조":  # of amounts without unit, Korean money is meant
        return Found(number.start, number.end, Kind.MONEY, number.value, "KRW", approx=approx)
    return Found(number.start, number.end, Kind.COUNT, number.value, approx=approx)


@cache
def _words() -> dict[str, list[tuple[str, dict[str, str]]]]:
    """The words of `data/reference/quantity_words.csv` by first character, long before their prefixes."""
    found: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for row in sorted(tables.rows("quantity_words"), key=lambda row: -len(row["form"])):
        found.setdefault(row["form"][0], []).append((row["form"], row))
    return found


_SINO = "일이삼사오육칠팔구십백천만억수몇"
_NATIVE = "한두세석네넉다여일아열스서마쉰예흔너대엿"


def rules() -> tuple[Rule, ...]:
    """The rules of this module, in the order in which they are tried."""
    return (
        Rule("age in brackets", DIGITS, _age),
        Rule("fraction", DIGITS + _SINO + _NATIVE, _fraction),
        Rule("ratio", DIGITS, _ratio),
        Rule("places", "한두세네" + DIGITS, _places),
        Rule("the nth", "제", _the),
        Rule("currency sign", "".join(_SYMBOLS) + "UNHACSRKCJEGT", _symbol),
        Rule("word", "".join(_words()), _word),
        Rule("letter for thousands", DIGITS, _scaled),
        Rule("number and unit", DIGITS + _SINO + _NATIVE, _amount),
        Rule("score", DIGITS, _score),
        Rule("several", "수몇", _several),
        Rule("number word and noun", "두세네다여일아열", _noun),
        Rule("number word", "둘셋넷", _alone),
        Rule("first", "첫", _first),
        Rule("only one", "하", _only_one),
        Rule("year at school", "초중고", _grade),
        Rule("series", "시파세챕에스페톱베", _numbered),
        Rule("bare number", DIGITS, _bare),
    )
