"""A number and its unit: read from a place in the text, alone, as a compound (13달러 45센트) or as a range (60~80%)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from chipbrief.extraction.lexicon import morphology, units, word_endings
from chipbrief.extraction.lexicon.units import Unit
from chipbrief.extraction.quantities import numerals
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.model import Kind

_MIXED = re.compile(numerals.MIXED)
_DIGITS = re.compile(numerals.DIGITS)  # where the scales after them make no number: 1만2조
_NATIVE = re.compile(numerals.NATIVE)
_HUNDREDS = re.compile(rf"[일이삼사오육칠팔구]?[백천]{numerals.NATIVE}")
_SINO = re.compile(numerals.SINO)
_MORE = re.compile(r" ?여(?P<scale>[십백천만억조]*+)(?= ?[가-힣㎍-㏊%A-Za-z])(?![성자객권부동파행론러])")
_ENGLISH = re.compile(
    r" ?(?:(?P<t>trillion|tn)|(?P<b>billion|bn)|(?P<m>million|mn))(?![A-Za-z])|(?P<letter>[KMBT])(?![A-Za-z])"
)
_SCALES = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_YEAR = re.compile(r"(?:19|20)\d\d")
_AND_MORE = re.compile(r"여(?:간|동안)?(?=[^가-힣]|$|만에|의|에|가|를)")
_NIGHTS = re.compile(r" ?\d{1,2} ?일(?![가-힣])| ?\d{1,2} ?일(?=[의로간]|동안)")
_HALF = re.compile(r" ?반(?= ?동안|[^가-힣]|[의에을은이만쯤으도가안내]|$)")
_SIGN = re.compile(r"(?:(?<![\w.%)~∼～〜])[-−–+△▽▼]|±|(?:마이너스|플러스|영하|영상) ?)\Z")


class Number(NamedTuple):
    """A numeral at `[start, end)`; `words` is empty for digits, else as `units.at` has it."""

    start: int
    end: int
    value: Interval
    words: str = ""
    more: bool = False  # followed by 여


class Amount(NamedTuple):
    """A number with its unit at `[start, end)`; the value is in the canonical unit."""

    start: int
    end: int
    value: Interval
    unit: Unit
    number: Number
    closed: bool = False  # both ends are stated (20에서 30 사이): no word around it opens one

    @property
    def kind(self) -> Kind:
        return self.unit.kind


def number(text: str, position: int) -> Number | None:
    """The numeral that starts at `position`, in digits or in words, with the 여 after it."""
    for pattern, words in ((_MIXED, ""), (_DIGITS, ""), (_HUNDREDS, "native"), (_NATIVE, "native"), (_SINO, "sino")):
        match = pattern.match(text, position)
        if match is None:
            continue
        if (found := _numeral(text, position, match[0], words)) is not None:
            return found
    return None


def _numeral(text: str, position: int, written: str, words: str) -> Number | None:
    value, length = numerals.longest(written)
    if value is None:  # 십오일 뒤: 십오, and 일 is a day
        days = words == "sino" and written[1:].endswith("일")
        return _numeral(text, position, written[:-1], words) if days else None
    kind = _single(text[position], words) if length == 1 and words else words
    return _more(text, Number(position, position + length, value, kind))


def shorter(text: str, found: Number) -> Number | None:
    """The numeral without what stands after its last blank or is 일 for days: 삼십 일 동안, 십일 후, 3 만 남았다."""
    numeral = text[found.start : found.end]
    written, blank, _ = numeral.rpartition(" ")
    if not blank and found.words == "sino" and numeral.endswith("일"):
        written = numeral[:-1]
    less = _numeral(text, found.start, written, found.words) if written else None
    return less if less and less.end < found.end else None  # not 삼십 여 again


def english(text: str, found: Number) -> Number:
    """The number with the English scale after it: 1.5bn, 250K, 4 trillion."""
    scale = _ENGLISH.match(text, found.end)
    if scale is None:
        return found
    factor = _SCALES[scale["letter"] or str(scale.lastgroup).upper()]
    return found._replace(end=scale.end(), value=found.value.times(factor))


def _single(syllable: str, words: str) -> str:
    """What a number word of one syllable may stand before (`units.at`)."""
    if words == "sino":
        return "scale" if syllable in "십백천만억" else "digit"
    return "one" if syllable == "한" else words


def _more(text: str, found: Number) -> Number:
    match = _MORE.match(text, found.end)
    if match is None:
        return found
    value = numerals.rather_more(found.value.low) if found.value.low == found.value.high else found.value
    scale = numerals.parse(match["scale"]) if match["scale"] else None
    words = "sino" if found.words in ("scale", "digit") else found.words  # 천여 곳 is no longer one syllable
    return found._replace(end=match.end(), value=value.times(scale.low) if scale else value, words=words, more=True)


def signed(text: str, found: Number) -> Number:
    """The number with the minus, plus or 영하 before it."""
    match = _SIGN.search(text, max(0, found.start - 6), found.start)
    if match is None:
        return found
    sign = match[0].strip()
    if sign in _DEGREES and not _OF_DEGREES.match(text, found.end):
        return found  # 영상 4분: of a film
    low, high = found.value
    if sign == "±":
        return found._replace(start=match.start(), value=Interval(-high, high))
    negative = sign not in ("+", "플러스", "영상")
    return found._replace(start=match.start(), value=Interval(-high, -low) if negative else found.value)


def amount(text: str, found: Number) -> Amount | None:
    """The number with the unit after it (with or without a blank), or None when there is no unit."""
    for blank in (0, 1):
        at = found.end + blank
        if blank and text[found.end : at] != " ":
            break
        unit = units.at(text, at, found.words)
        if unit is None or (blank and found.words == "digit" and text[found.start] == "이"):  # 이 프로: this programme
            continue
        end = at + len(unit.form)
        if not _may_end(text, end, unit, glued_digits=not blank and not found.words):
            continue
        if not found.more and text.startswith("여", end) and _AND_MORE.match(text, end):
            value = numerals.rather_more(found.value.low).times(unit.factor)
            return Amount(found.start, end + 1, value, unit, found._replace(more=True))
        return _of_what(text, Amount(found.start, end, found.value.times(unit.factor), unit, found))
    return _scaled(text, found) or _counted(text, found)


def _may_end(text: str, end: int, unit: Unit, *, glued_digits: bool) -> bool:
    """Whether a unit may end here; one glued to digits is trusted more than one after a blank or a number word."""
    if glued_digits or not _HANGUL.match(unit.form[-1]):
        return True
    return word_endings.ends(text, end) and not _NO_ONE.search(text, max(0, end - 6), end)


def _of_what(text: str, read: Amount) -> Amount:
    """The amount with the noun glued to 개: 2개동, 7개면; that is its unit."""
    at = text[read.end : read.end + 1]
    if read.unit.unit != "개" or not _HANGUL.match(at) or (at not in _PLACES and word_endings.ends(text, read.end)):
        return read
    what = units.noun(text, read.end)
    if what is None:
        return read
    form = text[read.end - 1 : read.end + len(what.form)]
    return read._replace(end=read.end + len(what.form), unit=what._replace(form=form, unit=form))


def _scaled(text: str, found: Number) -> Amount | None:
    """The number with an English scale before its unit: 1.5bn달러."""
    scaled = found if found.words else english(text, found)
    at = scaled.end + text.startswith(" ", scaled.end)
    unit = units.at(text, at) if scaled.end > found.end else None
    if unit is None:
        return None
    return Amount(found.start, at + len(unit.form), scaled.value.times(unit.factor), unit, scaled)


def _counted(text: str, found: Number) -> Amount | None:
    """The number with a noun that is in no table: 15세그먼트, 두 뼘; not a year, nor what ends a word (제1)."""
    before = text[found.start - 1 : found.start] if found.start else ""
    if _YEAR.fullmatch(text, found.start, found.end) or (_HANGUL.match(before) and before != "제"):
        return None
    blank = text.startswith(" ", found.end)
    if found.words:
        short = found.words in ("one", "native") and blank and word_endings.ends(text, found.end + 2)  # 두 뼘
        asked = short and _HANGUL.match(text, found.end + 1) and morphology.numeral(text, found.start)
        unit = units.noun(text, found.end + 1, bound=True) if asked else None
    else:
        unit = units.noun(text, found.end + blank, bound=blank or before == "제")
    end = found.end + blank + len(unit.form) if unit else 0
    if unit is None or (found.words and not _may_end(text, end, unit, glued_digits=False)):
        return None
    return Amount(found.start, end, found.value.times(unit.factor), unit, found)


def compound(text: str, first: Amount) -> Amount:
    """The amount with smaller ones of the same kind after it: 3시간 30분, 13달러 45센트, 2년 6개월."""
    if first.kind in (Kind.DURATION, Kind.MULTIPLE) and (half := _HALF.match(text, first.end)):
        value = Interval(first.value.low + first.unit.factor / 2, first.value.high + first.unit.factor / 2)
        return first._replace(end=half.end(), value=value)
    if first.unit.form == "박" and (days := _NIGHTS.match(text, first.end)):
        count = Decimal(re.sub(r"\D", "", days[0]))
        return first._replace(end=days.end(), value=Interval(count, count))
    if (split := _SPLIT.match(text, first.end)) and first.unit.form == "초" and first.value == first.number.value:
        seconds = first.value.low + Decimal(f"0.{split[0]}")
        return first._replace(end=split.end(), value=Interval(seconds, seconds))
    if first.unit.form == "년" and (term := _TERM.match(text, first.end)):  # 징역 1년6월
        months = Decimal(term["months"]) / 12
        return first._replace(end=term.end(), value=Interval(first.value.low + months, first.value.high + months))
    while first.kind in (Kind.DURATION, Kind.MONEY, Kind.PERCENT):
        second = _next(text, first)
        if second is None or second.kind != first.kind or not _goes_with(text, first, second):
            break
        total = Interval(*(a + b for a, b in zip(first.value, _convert(second, first.unit), strict=True)))
        first = first._replace(end=second.end, value=total)
    return first


def _next(text: str, first: Amount) -> Amount | None:
    """The amount that follows at once or after a blank; 리 of 2할8푼4리 is a thousandth."""
    at = first.end + (text[first.end : first.end + 1] == " ")
    following = number(text, at) if text[at : at + 1].isdigit() else None
    if following is None or (first.kind is Kind.PERCENT and first.unit.form not in _TENTHS):
        return None
    if first.kind is Kind.PERCENT and text.startswith("리", following.end):
        return Amount(at, following.end + 1, following.value.times(_THOUSANDTH.factor), _THOUSANDTH, following)
    second = amount(text, following)
    if second and second.unit.form == "초":
        return compound(text, second)
    return second


def _goes_with(text: str, first: Amount, second: Amount) -> bool:
    """Whether the second amount adds to the first; what is done in one day, week or year is a rate (하루 8시간)."""
    if not _smaller(second.unit, first.unit):
        return False
    if first.kind is not Kind.DURATION:
        return True
    if _convert(second, first.unit).low >= first.unit.factor:
        return False
    days_of_years = (first.unit.unit, second.unit.unit) == ("y", "d")
    single = first.value.low == first.unit.factor
    named = text[first.start] in "하한일매" or first.unit.unit in ("d", "wk")
    return not (single and (named or days_of_years))


_NO_ONE = re.compile(
    r"(?:한편|세종|한 ?걸음|한 ?자리|두통|한 ?배|한판|한팀|에 한해|(?:다시|또) ?한 ?번)$"
)  # meanwhile; a city; one step; together; headache; in one boat; only; once again
_CENTS = {"EUR", "AUD", "CAD", "HKD", "SGD", "NZD"}  # money besides US$ that has a hundred cents
_PLACES = "면군도시"  # what is counted, or a particle
_DEGREES = ("영하", "영상")
_OF_DEGREES = re.compile(r"[\d.~∼～-]{0,9}+ ?(?:도|℃|°|˚)")
_TENTHS = ("할", "푼")
_THOUSANDTH = Unit("리", Kind.PERCENT, "%", Decimal("0.1"), frozenset())
_TERM = re.compile(
    r" ?(?P<months>1[01]|[1-9])월(?=형|의? ?(?:선고|징역|금고|집행)|[을에]? ?(?:선고|구형|확정)|[,.)]| ?$)"
)
_SPLIT = re.compile(r"\d{1,3}(?![\d년월일시분초개%]|[.,]\d)")  # 9초87
_HANGUL = re.compile("[가-힣]")
_SECONDS = {
    "s": 1,
    "min": 60,
    "h": 3600,
    "d": 86_400,
    "wk": 604_800,
    "mo": 2_629_800,
    "y": 31_557_600,
}  # fmt: skip  (a month is a twelfth of the Julian year of 365.25 days)


def _smaller(unit: Unit, than: Unit) -> bool:
    if unit.kind == Kind.PERCENT:
        return unit.factor < than.factor
    if unit.kind == Kind.MONEY:
        if unit.form == "센트" and than.unit in _CENTS:
            return than.factor == 1
        return unit.unit == than.unit and unit.factor < than.factor
    lengths = _SECONDS.get(unit.unit, 0), _SECONDS.get(than.unit, 0)
    return 0 < lengths[0] < lengths[1] and unit.form != "분기"


def _convert(part: Amount, to: Unit) -> Interval:
    if part.kind is not Kind.DURATION:
        return part.value
    ratio = Decimal(_SECONDS[part.unit.unit]) / _SECONDS[to.unit]
    return Interval(*(round(value * ratio, 6) for value in part.value))
