"""Rules that read words which are numbers by themselves, before a noun, or with a word of series before them."""

from __future__ import annotations

import re
from decimal import Decimal

from chipbrief.extraction.dates.resolve import Clock
from chipbrief.extraction.lexicon import units, word_endings
from chipbrief.extraction.quantities import amount_rules, amounts, date_rules, numerals
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.extraction.quantities.rule import Found, Rule
from chipbrief.model import Kind
from chipbrief.sources import reference_tables
from chipbrief.sources.reference_tables import per_lexicon

_THE = re.compile(r"제 ?(?=\d)")
_ARTICLE = re.compile(r"제 ?(?P<n>\d+) ?조(?!원|달러|위안|엔|유로| ?\d+억)(?: ?제? ?\d+ ?항)?(?: ?제? ?\d+ ?호)?")
_SEVERAL = re.compile(r"(?:수|몇) ?(?=(?:년|달|개월|차례|시간|일간|주간|배)(?![가-힣]{3}))")
_TAX = "부담|감면|혜택|수입|제도|율|인하|인상|공제|폭탄|부과|징수|납부|신고"  # what 세 is before when it is tax
_NOUN = re.compile(rf"(?P<number>두|세(?! (?:{_TAX}))|네|다섯|여섯|일곱|여덟|아홉) (?P<noun>[가-힣]{{2,}})")
_GRADE = re.compile(r"[초중고](?P<n>[1-6])(?![\d.,]|[가-힣]{0,2}[세살명])")
_ONLY_ONE = re.compile(r"(?:(?<=단 )|(?<=단))하나(?![가-힣]{3})|하나(?=하나|도(?![가-힣])|만(?![가-힣]))|(?<=하나)하나")
_FIRST = re.compile(r"첫 ?번째|첫째")
_ONE = re.compile(r"(?:둘|셋|넷)(?:째|은|이|을|의|다|만|도|로|,|\.| |$)")
_AGES = re.compile(rf"(?:서른|마흔|쉰|예순|일흔|여든|아흔)(?P<ones>하나|둘|셋|넷)?(?={word_endings.TAIL})")
_SEASON = re.compile(r"(?:시즌|파트|세션|챕터|에피소드|스테이지|페이즈|톱|베스트) ?(?P<n>\d{1,3})(?!\d)")


def _the(text: str, at: int, clock: Clock) -> Found | None:
    """제4차, 제3조, 제2의: 제 and a number."""
    article = _ARTICLE.match(text, at)
    if article:
        return Found(at, article.end(), Kind.ORDINAL, Interval(Decimal(article["n"]), Decimal(article["n"])), "조")
    match = _THE.match(text, at)
    if match is None:
        return None
    read = amount_rules.amount(text, match.end(), clock)
    if read is not None and word_endings.ends(text, read.end) and read.kind in (Kind.COUNT, Kind.ORDINAL):
        return Found(at, read.end, Kind.ORDINAL, read.value, read.unit)
    number = amounts.number(text, match.end())
    return Found(at, number.end, Kind.ORDINAL, number.value) if number else None


def _word(text: str, at: int, clock: Clock) -> Found | None:
    """사흘, 절반: a word that is a quantity by itself."""
    for form, row in _words().get(text[at], ()):
        end = at + len(form)
        if not text.startswith(form, at) or not word_endings.ends(text, end):
            continue
        value = Interval(Decimal(row["low"]), Decimal(row["high"]))
        unit = units.Unit(form, Kind(row["kind"]), row["unit"], Decimal(1), frozenset())
        if unit.kind == Kind.DURATION:
            read = amounts.compound(text, amounts.Amount(at, end, value, unit, amounts.Number(at, end, value)))
            return date_rules.lasting(text, read, clock)
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
    if unit.kind == Kind.DURATION:
        return date_rules.lasting(text, read, clock)
    return Found(at, read.end, unit.kind, value, unit.unit)


def _noun(text: str, at: int, _: Clock) -> Found | None:
    """두 회사, 세 정상: a number word before a noun that is no counter."""
    match = _NOUN.match(text, at)
    value = numerals.parse(match["number"]) if match else None
    if match is None or value is None:
        return None
    noun = word_endings.stem(match["noun"])
    unit = units.table().get(noun) or units.Unit(noun, Kind.COUNT, noun, Decimal(1), frozenset())
    return Found(at, match.start("noun") + len(noun), unit.kind, value.times(unit.factor), unit.unit)


def _alone(text: str, at: int, _: Clock) -> Found | None:
    """둘, 셋, 넷 and 서른, 마흔둘 as nouns, and 둘째."""
    if tens := _AGES.match(text, at):
        return Found(at, tens.end(), Kind.COUNT, numerals.parse(tens[0]))
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


@per_lexicon
def _words() -> dict[str, list[tuple[str, dict[str, str]]]]:
    """The words of `data/reference/quantity_words.csv` by first character, long before their prefixes."""
    found: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for row in sorted(reference_tables.rows("quantity_words"), key=lambda row: -len(row["form"])):
        found.setdefault(row["form"][0], []).append((row["form"], row))
    return found


THE_NTH = Rule("the nth", "제", _the)
WORD = Rule("word", "하이사나닷엿여아열보반한절갑곱", _word)
SEVERAL = Rule("several", "수몇", _several)
NOUN = Rule("number word and noun", "두세네다여일아", _noun, asks=True)
ALONE = Rule("number word", "둘셋넷서마쉰예일여아", _alone, asks=True)
FIRST = Rule("first", "첫", _first)
ONLY_ONE = Rule("only one", "하", _only_one)
GRADE = Rule("year at school", "초중고", _grade)
SERIES = Rule("series", "시파세챕에스페톱베", _numbered)
