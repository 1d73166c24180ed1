"""Rules that read a number with its unit: amounts, counts, ages, ranks; and numbers without one."""

from __future__ import annotations

import re
from decimal import Decimal

from chipbrief.extraction.dates.resolve import Clock
from chipbrief.extraction.lexicon import patterns, word_endings
from chipbrief.extraction.quantities import alphanumeric_names, amounts, columns, date_rules, numerals, ranges
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.extraction.quantities.rule import DIGITS, NATIVE, SINO, Found, Rule
from chipbrief.model import Approx, Kind

_SYMBOLS = {"$": "USD", "¥": "CNY", "￥": "CNY", "₩": "KRW", "￦": "KRW", "€": "EUR", "£": "GBP"}
_DOLLARS = {"US": "USD", "NT": "TWD", "HK": "HKD", "A": "AUD", "C": "CAD", "S": "SGD", "R": "BRL"}
_SIGN = re.compile(
    r"(?:(?P<dollar>US|NT|HK|[ACSR])?(?P<sign>[$¥￥₩￦€£])|(?P<code>USD|KRW|CNY|RMB|JPY|EUR|GBP|HKD|TWD)) ?(?=\d)"
)
_WEEKS = 200  # more of 주 are shares of stock
_SHARES = re.compile(r"(?:주당|주식|보통주|우선주|신주|자사주) ?(?:약 |총 )?$")
_GENERATIONS = 99  # more of 세대 are households
_DEGREES = re.compile(r"(?:섭씨|화씨|영하|영상|기온|체온|온도)[^.]{0,8}$")
_SCALED = re.compile(alphanumeric_names.SCALED)
_BECAME = re.compile(r"(?: ?(?:→|⇒|->) ?|(?P<from>에서 ))(?=\d)")
_LISTED = re.compile(r"(?:[,·] ?\d{1,3}(?![\d.])(?=[,·])){0,8}+[,·] ?(?P<last>\d{1,3})(?![\d.,·])")
_INTO = re.compile(r"(?:으로|로)(?![가-힣])")
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_COMPUTING = re.compile(r"연산|컴퓨팅|페타|플롭스|FLOPS")  # 3579P of a data centre; else P are points of an index
_NEAR = 30
_RATE = re.compile(r"(?P<per>초당|초속|시속|분당) ?(?:약 )?$")
_PER = {"초당": "/s", "초속": "/s", "시속": "/h", "분당": "/min"}
_BYTES = frozenset({"B", "kB", "MB", "GB", "TB", "PB", "bit", "kbit", "Mbit", "Gbit", "Tbit"})
_RATES = {"초당": _BYTES, "분당": _BYTES, "초속": frozenset({"m", "km"}), "시속": frozenset({"km", "mi"})}
_PARTNERS = re.compile(r"\d ?인 ?$")  # 2인 1조: teams
_SHIFTS = re.compile(r"당 ?\d{1,3} ?(?:명|인|사람)| ?\d ?교대|[로에](?:는)? (?:나[뉘눠누]|편성|배정|짜|짝)")
_WON_GAMES = re.compile(r" ?\d{1,3}[승무패]")  # 7전 3승
_LAW = re.compile(r"(?:법|법률|슈퍼) ?$")  # 무역법 301조 is an article
_BY_LAW = re.compile(
    r" (?:조사|관세(?!청)|조치)(?![가-힣]{3})|(?:에|를) (?:따라|따른|근거|의거|의한|의해|발동|적용|위반)"
)  # 301조 조사
_ARTICLE = re.compile(r"\d{1,3}조")
_WON = "억조億兆"  # an amount that ends so and has no unit is in Korean money
_COUNTED = re.compile(r"토큰|매개변수|파라미터|트랜지스터|소자|이용자|사용자|가입자|회원|인구|다운로드|조회|연산|방문")
_COUNTS = re.compile(r" ?[회번개]?(?:의 )?(?:부동소수점 ?)?(?:연산|토큰|매개변수|파라미터|트랜지스터|인구|다운로드)")
_WITH_DECADES = (Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.MULTIPLE)
_INSTALLED = re.compile(
    r"(?:팹|공장|라인|원전|원자로|발전소|발전기|위성|미사일|로켓|터빈|장비|설비|충전기|SMR)(?:이|가|을|를|은|는)?"
    r" (?:최소 |최대 |총 |약 |모두 |각각 )?$"
)  # what 기 counts: 팹 4기, but 트럼프 2기
_HOLDER = re.compile(
    r" ?(?:주주|대통령|회장|부회장|사장|총리|왕|국왕|교황|황제|총재|대표|의장|이사장|감독|총장|청장|장관|국회)"
)
_PERSONS = "[초중후]반|남|여|청년|직장인|대학생|부부|미혼|주부|아들|딸|젊은|노인|노동자|근로자|회사원|가장|취업|고객"
_AGE_OF = re.compile(
    rf" ?(?:{_PERSONS}|이상|이하|[는은가도의]|\d{{1,4}}(?:명|%))"
    rf"|[,·∼~] ?\d0대|(?:[와과]|이나| 및| 또는) \d0대 ?(?:{_PERSONS})"
)
_NO_PERSON = re.compile(
    r"(?:지수|기준선?|평균|목표치?|점수|전망치?|예상치?|전월|전년|전기|이전|직전|작년|지난해|올해|분기|매출|이익|수출|수입|가격|\d[월년일위개]?"
    r"|[A-Za-z]{2})\($"
)  # 기준선(100), BSI(96): what brackets add to a value
_CENTURY = 100
_HONOURED = re.compile(r"\) ?(?:씨|옹|여사|할머니|할아버지)")
_BEFORE_AGE = re.compile(r"\((?:[가-힣一-鿿 ]{1,12}· ?)?$")
_AGE = re.compile(r"(?P<n>1[01]\d|[1-9]?\d)(?=\)|·[가-힣]|, ?[가-힣])")
_WHOLE = re.compile(numerals.MIXED)


def amount(text: str, at: int, clock: Clock) -> Found | None:
    """A number and its unit; of time a duration, with 대 an age or a rank."""
    number = amounts.number(text, at)
    if number is None or (number.words and text[at - 1 : at].isnumeric()):  # ٣억원, ①억: of a number that is not read
        return None
    read = _united(text, amounts.signed(text, number))
    if read is None or (number.words and columns.heads(text, at, read.end)):
        return None
    read = amounts.compound(text, read)
    if text.startswith("↓", read.end) and read.value.low > 0:
        read = read._replace(value=Interval(-read.value.high, -read.value.low))
    if _counts_things(text, read):
        count = read.value.times(1 / read.unit.factor) if read.unit.factor < 1 else read.value
        return Found(read.start, read.end, Kind.COUNT, count, read.unit.form, approx=_approx(read))
    if read.kind == Kind.DURATION:
        return date_rules.lasting(text, read, clock)
    return (_dae(text, read) if read.unit.unit == "대" else None) or plain(text, read)


def _united(text: str, number: amounts.Number) -> amounts.Amount | None:
    """The number, or what of it stands before its last blank, with its unit."""
    read = ranges.ranged(text, number) or amounts.amount(text, number)
    shorter = None if read else amounts.shorter(text, number)
    return _united(text, shorter) if shorter else read


def _counts_things(text: str, read: amounts.Amount) -> bool:
    """Whether 주 are shares, 전 games, 세대 households and 기 plants; no weeks, money, generation or term."""
    form = read.unit.form
    if form == "주":
        shares = _SHARES.search(text, max(0, read.start - 8), read.start)
        return read.value.low > _WEEKS or shares is not None or text.startswith("당", read.end)
    if form == "전":
        return _WON_GAMES.match(text, read.end) is not None
    if form == "세대":
        return read.value.low > _GENERATIONS
    return form == "기" and _INSTALLED.search(text, max(0, read.start - 12), read.start) is not None


def plain(text: str, read: amounts.Amount) -> Found:
    """The amount with what may follow its unit: 째 (an ordinal) or 대 (17조원대, an interval)."""
    approx = _approx(read)
    if read.kind == Kind.COUNT and text.startswith("째", read.end) and word_endings.ends(text, read.end + 1):
        return Found(read.start, read.end + 1, Kind.ORDINAL, read.value, read.unit.unit)
    if read.unit.form == "P" and _COMPUTING.search(text, max(0, read.start - _NEAR), read.end + _NEAR):
        return Found(read.start, read.end, Kind.MEASURE, read.value, "PFLOPS", approx=approx)
    rate = _RATE.search(text, max(0, read.start - 4), read.start)
    if rate and read.unit.unit in _RATES[rate["per"]]:
        return Found(read.start, read.end, read.kind, read.value, read.unit.unit + _PER[rate["per"]], approx=approx)
    celsius = read.unit.unit == "°" and _DEGREES.search(text, max(0, read.start - 12), read.start + 3)
    unit = ("℉" if celsius[0].startswith("화씨") else "℃") if celsius else read.unit.unit
    if read.kind in _WITH_DECADES and text.startswith("대", read.end) and word_endings.ends(text, read.end + 1):
        high = read.value.high + numerals.last_place(read.number.value.high) * read.unit.factor
        return Found(read.start, read.end + 1, read.kind, Interval(read.value.low, high), unit, approx=approx)
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


def _symbol(text: str, at: int, _: Clock) -> Found | None:
    match = _SIGN.match(text, at)
    number = amounts.number(text, match.end()) if match else None
    if match is None or number is None:
        return None
    code = match["code"] or _DOLLARS.get(match["dollar"] or "") or _SYMBOLS[match["sign"]]
    approx = Approx.ABOUT if number.more else None
    scaled = amounts.english(text, number)
    return Found(at, scaled.end, Kind.MONEY, scaled.value, "CNY" if code == "RMB" else code, approx=approx)


def _scaled(text: str, at: int, _: Clock) -> Found | None:
    """128K 토큰, 671B 파라미터: the number and its letter."""
    match = _SCALED.match(text, at)
    if match is None:
        return None
    value = Decimal(match["n"]) * _LETTERS[match["letter"]]
    return Found(at, match.end(), Kind.COUNT, Interval(value, value))


def _age(text: str, at: int, _: Clock) -> Found | None:
    """김모(33)씨: the age in brackets after a name."""
    match = _AGE.match(text, at)
    if match is None or not _BEFORE_AGE.search(text, max(0, at - 16), at):
        return None
    value = Decimal(match["n"])
    if _NO_PERSON.search(text, max(0, at - 8), at) or (value >= _CENTURY and not _HONOURED.match(text, match.end())):
        return None
    return Found(at, match.end(), Kind.MEASURE, Interval(value, value), "세")


def _bare(text: str, at: int, _: Clock) -> Found | None:
    """A number without unit."""
    match = _WHOLE.match(text, at)
    number = amounts.number(text, at) if match else None
    if number is None:
        return None
    if between := ranges.between(text, number):
        money = text[between.end - 1] in _WON and not _COUNTED.search(text, max(0, at - 14), at)
        kind, unit = (Kind.MONEY, "KRW") if money else (Kind.COUNT, "")
        return Found(at, between.end, kind, between.value, unit, approx=Approx.EXACT)
    number = amounts.signed(text, number)
    if re.fullmatch(r"(?:19|20)\d\d", text[number.start : number.end]):
        return Found(number.start, number.end, Kind.DATE, date=text[number.start : number.end])
    if head := columns.unit(text, number.start, number.end):
        factor, measured = head
        return Found(
            number.start, number.end, measured.kind, number.value.times(factor * measured.factor), measured.unit
        )
    kind, value, unit = _meaning(text, number)
    return Found(number.start, number.end, kind, value, unit, approx=Approx.ABOUT if number.more else None)


def _meaning(text: str, number: amounts.Number) -> tuple[Kind, Interval, str]:
    """The kind, value and unit of a number without one: that of what it became, an article of law, won, or a count."""
    if changed := _changed(text, number) or _listed(text, number):
        return changed.kind, changed.value, changed.unit.unit
    if _is_article(text, number):
        law = Decimal(re.sub(r"\D", "", text[number.start : number.end]))
        return Kind.ORDINAL, Interval(law, law), "조"
    if _is_team(text, number):
        teams = numerals.parse(text[number.start : number.end - 1]) or number.value
        return Kind.COUNT, teams, "조"
    before = text[max(0, number.start - 14) : number.start]
    if text[number.end - 1] in _WON and not (_COUNTED.search(before) or _COUNTS.match(text, number.end)):
        return Kind.MONEY, number.value, "KRW"
    if text[number.end - 1] == "만" and patterns.pattern("<in money>(?:[이가은는을를]|도)? ?(?:약 )?$").search(before):
        return Kind.MONEY, number.value, "KRW"
    return Kind.COUNT, number.value, ""


def _is_article(text: str, number: amounts.Number) -> bool:
    """Whether 조 is an article of law: 무역법 301조, 232조 관세, 301조에 따라."""
    if text[number.end - 1] != "조":
        return False
    if _LAW.search(text, max(0, number.start - 3), number.start):
        return True
    return (
        _ARTICLE.fullmatch(text, number.start, number.end) is not None and _BY_LAW.match(text, number.end) is not None
    )


def _is_team(text: str, number: amounts.Number) -> bool:
    """Whether 조 is a team or a shift: 2인 1조, 4조 3교대."""
    if text[number.end - 1] != "조" or text[number.end - 2] not in DIGITS:
        return False
    return bool(_PARTNERS.search(text, max(0, number.start - 5), number.start) or _SHIFTS.match(text, number.end))


def _changed(text: str, number: amounts.Number) -> amounts.Amount | None:
    """A number that has the unit of the one it became: 2만1000→2만5000원, 9만에서 11만원으로."""
    became = _BECAME.match(text, number.end)
    after = amounts.number(text, became.end()) if became else None
    later = amounts.amount(text, after) if after else None
    if became is None or later is None or (became["from"] and not _INTO.match(text, later.end)):
        return None
    return later._replace(value=number.value.times(later.unit.factor))


def _listed(text: str, number: amounts.Number) -> amounts.Amount | None:
    """A number that has the unit of the last of its list: 1, 3, 5편."""
    listed = _LISTED.match(text, number.end)
    last = amounts.number(text, listed.start("last")) if listed else None
    read = amounts.amount(text, last) if last else None
    return read._replace(value=number.value.times(read.unit.factor)) if read else None


AGE = Rule("age in brackets", DIGITS, _age)
SYMBOL = Rule("currency sign", "".join(_SYMBOLS) + "UNHACSRKCJEGT", _symbol)
SCALED = Rule("letter for thousands", DIGITS, _scaled)
AMOUNT = Rule("number and unit", DIGITS + SINO + NATIVE, amount, asks=True)
BARE = Rule("bare number", DIGITS, _bare)
