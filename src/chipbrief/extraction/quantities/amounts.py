"""A number and its unit: read from a place in the text, alone, as a compound (13달러 45센트) or as a range (60~80%)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from chipbrief.extraction.lexicon import units, word_endings
from chipbrief.extraction.lexicon.units import Unit
from chipbrief.extraction.quantities import numerals
from chipbrief.extraction.quantities.numerals import Interval
from chipbrief.model import Kind

_MIXED = re.compile(numerals.MIXED)
_DIGITS = re.compile(numerals.DIGITS)  # where the scales after them make no number: 1만2조
_NATIVE = re.compile(numerals.NATIVE)
_HUNDREDS = re.compile(rf"[일이삼사오육칠팔구]?[백천]{numerals.NATIVE}")
_SINO = re.compile(numerals.SINO)
_MORE = re.compile(r" ?여(?P<scale>[십백천만억조]*+)(?= ?[가-힣㎞㎡%])(?![성자객권부동파행론러])")
_TO = re.compile(r" ?[~∼～〜] ?| ?[–—-] ?(?=\d)")
_OR = re.compile(r" ?[,·] ?(?=\d)")
_AND_MORE = re.compile(r"여(?:간|동안)?(?=[^가-힣]|$|만에|의|에|가|를)")
_BETWEEN = re.compile(r" ?(?:이상|초과|에서|부터|과|와) (?=\d)")
_WAVE = re.compile(r" ?[~∼～〜] ?(?=\d)")
_BETWEEN_END = re.compile(r" ?(?:이하|미만|사이)")
_NIGHTS = re.compile(r" ?\d{1,2} ?일(?![가-힣])| ?\d{1,2} ?일(?=[의로간]|동안)")
_HALF = re.compile(r" ?반(?= ?동안|[^가-힣]|[의에을은이만쯤으도가안내]|$)")
_SIGN = re.compile(r"(?:(?<![\w.%)~∼～〜])[-−–+△▽▼]|±|(?:마이너스|플러스|영하|영상) ?)$")
_SCALE_END = re.compile(r"[만억조경천백萬億兆千百]{1,8}$")  # a numeral ends in three: 백만조


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral at `[start, end)`; `words` is empty for digits, else as `units.at` has it."""

    start: int
    end: int
    value: Interval
    words: str = ""
    more: bool = False  # followed by 여


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit at `[start, end)`; the value is in the canonical unit."""

    start: int
    end: int
    value: Interval
    unit: Unit
    number: Number
    closed: bool = False  # both ends are stated (50% 이상 60% 미만): no word around it opens one

    @property
    def kind(self) -> Kind:
        return self.unit.kind


def number(text: str, position: int) -> Number | None:
    """The numeral that starts at `position`, in digits or in words, with the 여 after it."""
    for pattern, words in ((_MIXED, ""), (_DIGITS, ""), (_HUNDREDS, "native"), (_NATIVE, "native"), (_SINO, "sino")):
        match = pattern.match(text, position)
        if match is None:
            continue
        value, length = numerals.longest(match[0])
        if value is not None:
            kind = _single(text[position], words) if length == 1 and words else words
            return _more(text, Number(position, position + length, value, kind))
    return None


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
    return replace(found, end=match.end(), value=value.times(scale.low) if scale else value, words=words, more=True)


def signed(text: str, found: Number) -> Number:
    """The number with the minus, plus or 영하 before it."""
    match = _SIGN.search(text, max(0, found.start - 6), found.start)
    if match is None:
        return found
    sign = match[0].strip()
    low, high = found.value
    if sign == "±":
        return replace(found, start=match.start(), value=Interval(-high, high))
    negative = sign not in ("+", "플러스", "영상")
    return replace(found, start=match.start(), value=Interval(-high, -low) if negative else found.value)


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
            return Amount(found.start, end + 1, value, unit, replace(found, more=True))
        return Amount(found.start, end, found.value.times(unit.factor), unit, found)
    return None


def _may_end(text: str, end: int, unit: Unit, *, glued_digits: bool) -> bool:
    """Whether a unit may end here; one glued to digits is trusted more than one after a blank or a number word."""
    if not _HANGUL.match(unit.form[-1]):
        return True
    if glued_digits:
        return unit.unit not in _SHORT or word_endings.loosens(text, end)
    return word_endings.ends(text, end) and not _NO_ONE.search(text, max(0, end - 6), end)


def compound(text: str, first: Amount) -> Amount:
    """The amount with smaller ones of the same kind after it: 3시간 30분, 13달러 45센트, 2년 6개월."""
    if first.kind in (Kind.DURATION, Kind.MULTIPLE) and (half := _HALF.match(text, first.end)):
        value = Interval(first.value.low + first.unit.factor / 2, first.value.high + first.unit.factor / 2)
        return replace(first, end=half.end(), value=value)
    if first.unit.form == "박" and (days := _NIGHTS.match(text, first.end)):
        count = Decimal(re.sub(r"\D", "", days[0]))
        return replace(first, end=days.end(), value=Interval(count, count))
    while first.kind in (Kind.DURATION, Kind.MONEY):
        at = first.end + (text[first.end : first.end + 1] == " ")
        following = number(text, at) if text[at : at + 1].isdigit() else None
        second = amount(text, following) if following else None
        if second is None or second.kind != first.kind or not _smaller(second.unit, first.unit):
            break
        total = Interval(*(a + b for a, b in zip(first.value, _convert(second, first.unit), strict=True)))
        first = replace(first, end=second.end, value=total)
    return first


_NO_ONE = re.compile(
    r"(?:한편|세종|한 ?걸음|한 ?자리|두통|한 ?배|한판|한팀|에 한해|(?:다시|또) ?한 ?번)$"
)  # meanwhile; a city; one step; together; headache; in one boat; only; once again
_FEW = 90  # numbers in a row are small ones
_NO_UNIT = Unit("", Kind.COUNT, "", Decimal(1), frozenset())
_CENTS = {"EUR", "AUD", "CAD", "HKD", "SGD", "NZD"}  # money besides US$ that has a hundred cents
_SHORT = {"s", "min", "h", "d", "wk"}  # of which the form begins many a longer counter: 박자, 주택, 분위
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
    if unit.kind == Kind.MONEY:
        if unit.form == "센트" and than.unit in _CENTS:
            return than.factor == 1
        return unit.unit == than.unit and unit.factor < than.factor
    lengths = _SECONDS.get(unit.unit, 0), _SECONDS.get(than.unit, 0)
    return 0 < lengths[0] < lengths[1] and unit.form != "분기"


def _convert(part: Amount, to: Unit) -> Interval:
    if part.kind == Kind.MONEY:
        return part.value
    ratio = Decimal(_SECONDS[part.unit.unit]) / _SECONDS[to.unit]
    return Interval(*(round(value * ratio, 6) for value in part.value))


def ranged(text: str, found: Number) -> Amount | None:
    """Two numbers joined by a dash, with the unit of the last: 60~80%, 2~3억원, 10만원~20만원.

    Also joined by 에서 … 사이 or 이상 … 미만, and neighbours by a comma (8, 9명).
    """
    neighbours = _OR.match(text, found.end)
    if neighbours:
        return _neighbours(text, found, neighbours.end())
    first = amount(text, found)
    between = _BETWEEN.match(text, first.end if first else found.end)
    dash = between or _TO.match(text, first.end if first else found.end)
    digits = dash is not None and text[dash.end() : dash.end() + 1].isdigit()
    following = number(text, dash.end()) if dash and (digits or found.words) else None
    last = amount(text, following) if following else None
    if last is None or following is None or (first is not None and first.unit.unit != last.unit.unit):
        return None
    if between and not _BETWEEN_END.match(text, last.end):
        return None
    low = first.value.low if first else _inherit(text, found, following).low * last.unit.factor
    if low > last.value.high:
        return None
    return replace(last, start=found.start, value=Interval(low, last.value.high), closed=between is not None)


def _neighbours(text: str, found: Number, position: int) -> Amount | None:
    """Numbers one step apart that share a unit: 8, 9명, 20·30대, 1·2·3위."""
    following = number(text, position)
    step = following.value.low - found.value.low if following else Decimal(0)
    if following is None or not 0 < step == numerals.last_place(found.value.low) or found.value.low > _FEW:
        return None
    again = _OR.match(text, following.end)
    last = _neighbours(text, following, again.end()) if again else amount(text, following)
    if last is None:
        return None
    return replace(last, start=found.start, value=Interval(found.value.low * last.unit.factor, last.value.high))


def between(text: str, found: Number) -> Amount | None:
    """Two numbers without unit: 3000~3500, 5조~6조, 20에서 30 사이, 5000 이상 6000 미만."""
    joint = _BETWEEN.match(text, found.end) or _WAVE.match(text, found.end)
    last = number(text, joint.end()) if joint else None
    if joint is None or last is None or (joint.re is _BETWEEN and not _BETWEEN_END.match(text, last.end)):
        return None
    low = _inherit(text, found, last).low
    if low > last.value.high:
        return None
    return Amount(found.start, last.end, Interval(low, last.value.high), _NO_UNIT, found, closed=True)


def _inherit(text: str, first: Number, last: Number) -> Interval:
    """The first number of a range with the scale of the last: the 2 of 2~3억 is 2억."""
    scale = _SCALE_END.search(text, last.start, last.end)
    if scale is None or _SCALE_END.search(text, first.start, first.end):
        return first.value
    factor = numerals.parse(scale[0])
    scaled = first.value.times(factor.low) if factor else first.value
    return scaled if scaled.low <= last.value.high else first.value
