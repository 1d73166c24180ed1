"""Numbers and dates as a native writes them: Korean by myriads, every other language by thousands, as English does.

Figures, references and assumptions keep every digit that their source states. Estimates are rounded:
one value to three significant digits, an interval to a power of ten of at most half its width (and to two
digits of its smaller end at least), so that rounding moves no end by more than a quarter of the width, but never to
more digits than one value has: an interval narrower than these show is "about" one value. Both ends have as many
decimals. An estimate that rounding has changed is "about" its value; an interval needs no such hedge.
"""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

from chipbrief.errors import BuildError
from chipbrief.language import fractions
from chipbrief.language.labels import label, labels
from chipbrief.model import Assumption, Estimate, Figure, Kind, Reference
from chipbrief.model.periods import is_date
from chipbrief.sources.reference_tables import per_lexicon, rows

_MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))
_SCALES = {10**12: "trillion", 10**9: "billion", 10**6: "million"}  # the keys of [scales] in labels.toml
_HEADED = _SCALES | {10**8: "hundred-million"}
_SKELETONS = {4: "y", 7: "yMMMM", 10: "yMMMMd"}  # by the length of the ISO text
_SIGNS = {"~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}
_DIGITS = 3
_EXACT_BELOW = 10_000
_BARE = ("year", "seed")  # numbers that are names: never grouped, scaled or rounded
_COUNTED = (
    "article",
    "figure",
    "place",
    "estimate",
    "statement",
)  # units of our own counts, which are worded in every language

Numeric = Estimate | Figure | Reference | Assumption


@dataclass(frozen=True, slots=True)
class Rounded:
    """An interval ready to print: ends (None if open), unit and approximator; `step` is what it was rounded to."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    approx: str
    step: Decimal | None = None

    @property
    def ends(self) -> list[Decimal]:
        """The bounded ends, one of them when they print alike."""
        found = [end for end in (self.low, self.high) if end is not None]
        return found[:1] if len(found) == 2 and found[0] == found[1] else found

    def digits(self, language: str, size: Decimal | int = 1) -> list[str]:
        """The ends divided by `size`, in digits; those of an estimate with as many decimals as it was rounded to."""
        ends = [end / size for end in self.ends]
        if self.unit in _BARE:
            return [f"{end:.0f}" for end in ends]
        if self.step is None:
            return [_digits(end, language) for end in ends]
        decimals = max([_decimals(end) for end in ends] + ([_decimals(self.step / size)] if len(ends) == 1 else []))
        return [_digits(end, language, decimals) for end in ends]


def number(value: Numeric, language: str, *, unit: bool = True, scale: float = 1, hedge: bool = True) -> str:
    """A number in words for a sentence, or, with `unit=False`, for a table cell whose head has the unit.

    A cell is divided by `scale` (`1e9` under "billion dollars") and hedged by a sign (`≈`, `≥`).
    Without `hedge` the approximator is left out. Raises ValueError for a fact without a number.

    >>> from chipbrief.model import Estimate
    >>> rate = Estimate("e-rate", 3.125, 4.1667, "x")
    >>> number(rate, "ko"), number(rate, "en"), number(rate, "en", unit=False)
    ('3.1~4.2배', '3.1–4.2 times', '3.1–4.2')
    """
    rounded = _rounded(value if isinstance(value, Estimate) else Estimate.of(value))
    exact = rounded.unit == "x" and rounded.step is None and len(rounded.ends) == 1
    fraction = fractions.written(rounded.ends[0], language) if exact else None
    if not unit:
        text = fraction or _range(language, rounded.digits(language, Decimal(str(scale))))
        return _SIGNS.get(rounded.approx, "") + text if hedge else text
    ranked = isinstance(value, Figure) and value.kind is Kind.ORDINAL
    text = fraction or _with_unit(rounded, language, ranked=ranked)
    if not hedge or rounded.approx == "=":
        return text
    return label(language, "hedges", rounded.approx).format(text)


def unit_name(unit: str, language: str, scale: float = 1) -> str:
    """The unit as a table head says it: `억 달러`, `$ billion`, `trillion won`, `%`, `TFLOPS`."""
    name = _pattern(unit, language, plural=True).format("").strip()
    key = _HEADED.get(round(scale))
    word = label(language, "scales", key) if key else ""
    parts = [word, name] if name[-1:].isalpha() else [name, word]  # a sign of money stands first
    return " ".join(part for part in parts if part)


def money_scale(language: str) -> float:
    """In how many dollars tables and charts of a language count: hundreds of millions (억) in Korean, else billions."""
    wanted = label(language, "scales", "table")
    return float(next(size for size, name in _HEADED.items() if name == wanted))


def date(iso: str, language: str) -> str:
    """An ISO 8601 date, month, year or interval in words; anything else as it is.

    >>> date("2025-09-25", "ko"), date("2025-09-25", "en")
    ('2025년 9월 25일', '25 September 2025')
    >>> date("2025-01/2025-06", "ko"), date("2025-07/2025-09", "en"), date("2025/2028", "en")
    ('2025년 상반기', 'third quarter of 2025', '2025–2028')
    """
    if not is_date(iso):
        return iso
    first, _, last = iso.partition("/")
    if not last or first == last:
        return _day(first, language)
    spans = labels(language)["spans"]
    if first[:4] == last[:4] and (word := spans.get(f"{first[4:]}/{last[4:]}")):
        return str(word).format(_day(first[:4], language))
    if len(first) != len(last):
        return label(language, "dates", "range").format(_day(first, language), _day(last, language))
    words = str(format_interval(_calendar(first), _calendar(last), _SKELETONS[len(first)], locale=locale(language)))
    words = words.replace("\u2009", "").replace(" ~ ", "~")
    return words.replace("년~", "~") if len(first) == len("2025") else words


def span(start: int, end: int, language: str) -> str:
    """The place of a span in its source, counted in characters."""
    return label(language, "words", "characters").format(f"{start}–{end}")


@cache
def locale(language: str) -> Locale:
    """The locale of Babel that `labels.toml` names for a language. Raises BuildError for one that Babel has not."""
    code = label(language, "language", "locale")
    try:
        return Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        place = f"prose/{language}/labels.toml: [language]: locale {code!r}"
        raise BuildError(f"{place}: Babel has none such; write one as en-GB") from error


def _day(iso: str, language: str) -> str:
    if len(iso) == len("2025-09-25"):
        return str(format_date(_calendar(iso), "long", locale=locale(language)))
    return str(format_skeleton(_SKELETONS[len(iso)], _calendar(iso), locale=locale(language)))


def _calendar(iso: str) -> datetime.date:
    """The first day of a year, month or day."""
    year, month, day = [*map(int, iso.split("-")), 1, 1][:3]
    return datetime.date(year, month, day)


def _rounded(value: Estimate) -> Rounded:
    low, high = (None if math.isinf(end) else Decimal(str(end)) for end in (value.low, value.high))
    approx, step = value.approx, None
    if value.kind == "estimate":
        quantum = Decimal(1) if value.unit in _BARE else _quantum(low, high)
        ends = tuple(None if end is None else _round(end, quantum) for end in (low, high))
        step = quantum if ends != (low, high) else None
        if approx == "=" and ends != (low, high) and (ends[0] == ends[1] or None in ends):
            approx = "~"
        low, high = ends
    if approx in ("=", "~") and (low is None or high is None):
        approx = "<=" if low is None else ">="
    return Rounded(low, high, value.unit, approx, step)


def _quantum(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """The step to which an estimate is rounded; None keeps it as it is."""
    sizes = [abs(end) for end in (low, high) if end]
    whole = all(end is None or (end == end.to_integral_value() and abs(end) < _EXACT_BELOW) for end in (low, high))
    if not sizes or whole:
        return None
    finest = Decimal(1).scaleb(max(sizes).adjusted() - _DIGITS + 1)
    if low is None or high is None or low == high:
        return finest
    return max(finest, Decimal(1).scaleb(min(((high - low) / 2).adjusted(), min(sizes).adjusted() - 1)))


def _round(value: Decimal, quantum: Decimal | None) -> Decimal:
    return value if quantum is None else (value / quantum).quantize(Decimal(1), ROUND_HALF_UP) * quantum


def _digits(value: Decimal, language: str, decimals: int = 0) -> str:
    """Grouped digits with as many decimals as the value has, and with `decimals` at least unless it is nought."""
    least = "0" * decimals if value else ""
    pattern = f"#,##0.{least}{'#' * (12 - len(least))}"
    return str(format_decimal(value.normalize(), format=pattern, locale=locale(language))).replace("-", "−")


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _range(language: str, ends: list[str]) -> str:
    """One end, or both with what stands between them; in English "to" where a dash would meet a minus."""
    if len(ends) == 1:
        return ends[0]
    negative = any("−" in end for end in ends)
    return label(language, "dates", "range-of-negatives" if negative else "range").format(*ends)


def _with_unit(rounded: Rounded, language: str, *, ranked: bool) -> str:
    if language != "ko" and (ranked or _counter(rounded.unit, "count") is None):
        pattern = _counter(rounded.unit, "ordinal", plural=rounded.ends[1:] != [])
        if ranked or pattern:
            return _rank(pattern or "{th}", rounded)
    if not _may_scale(rounded.unit):
        return _plain(rounded, language)
    return (_korean if language == "ko" else _short_scale)(rounded, language)


def _may_scale(unit: str) -> bool:
    """Amounts of money and counted things are written with 만·억·조, million …; measures are not."""
    return unit in _COUNTED or bool(re.fullmatch(r"[A-Z]{3}|[가-힣 ]+|", unit))


def _plain(rounded: Rounded, language: str) -> str:
    return _join(_range(language, rounded.digits(language)), rounded, language)


def _rank(pattern: str, rounded: Rounded) -> str:
    """English ranks, terms and generations: `No. 1`, `2nd`, `3rd–4th generation`."""
    cardinal = _range("en", [_digits(end, "en") for end in rounded.ends])
    return pattern.format(cardinal, th=_range("en", [ordinal(int(end)) for end in rounded.ends]))


def _korean(rounded: Rounded, language: str) -> str:
    """Myriads: `1,419억`, `28억 8,000만`; both ends of a range share the word where they can (`100~110조`)."""
    parts = [_myriads(end, language) for end in rounded.ends]
    words = {tuple(word for _, word in end) for end in parts}
    if len(parts) == 2 and len(words) == 1 and len(parts[0]) == 1:
        word = parts[0][0][1]
        text = _range(language, rounded.digits(language, next(size for size, name in _MYRIADS if name == word))) + word
    else:
        text = _range(language, [" ".join(digits + word for digits, word in end) for end in parts])
    return _join(text, rounded, language)


def _myriads(value: Decimal, language: str) -> list[tuple[str, str]]:
    """A value as digits and myriad words, greatest first; the last part keeps the decimals."""
    if abs(value) < 10**4:
        return [(_digits(value, language), "")]
    rest, parts = abs(value), []
    for size, word in _MYRIADS:
        amount = rest // size if size > 1 else rest
        if amount:
            parts.append((_digits(amount, language), word))
        rest -= amount * size
    return [("−" + parts[0][0] if value < 0 else parts[0][0], parts[0][1]), *parts[1:]]


def _short_scale(rounded: Rounded, language: str) -> str:
    """`141.9 billion`; both ends of a range share the word, or have "to" between them."""
    sizes = {_short(end) for end in rounded.ends}
    if len(sizes) > 1:
        each = [replace(rounded, low=end, high=end, step=None) for end in rounded.ends]
        ends = (_short_scale(end, language) for end in each)
        return label(language, "dates", "range-of-negatives").format(*ends)
    size = sizes.pop()
    word = label(language, "scales", _SCALES[size]) if size > 1 else ""
    return _join(f"{_range(language, rounded.digits(language, size))} {word}".strip(), rounded, language)


def _short(value: Decimal) -> int:
    """The million, billion or trillion in which a value is written; 1 for none of them."""
    return next((size for size in _SCALES if abs(value / size) >= 1 and _decimals(value / size) <= 4), 1)


def _join(text: str, rounded: Rounded, language: str) -> str:
    """The number with its unit; a Korean counter stands off after 만, 억, 조."""
    plural = rounded.ends != [1]
    pattern = _pattern(rounded.unit, language, plural)
    if re.search(r"[만억조]$", text) and re.match(r"\{\}[가-힣]", pattern):
        text += " "
    sign = "−" if text.startswith("−") and not pattern.startswith("{}") else ""
    return sign + pattern.format(text.removeprefix(sign))


def _pattern(unit: str, language: str, plural: bool) -> str:
    words = labels(language)["units"].get(unit)
    if words is not None:
        return words if isinstance(words, str) else words[plural]
    upper, slash, lower = unit.partition("/")
    per = labels(language)["per"].get(lower)
    if slash and upper in labels(language)["units"] and isinstance(per, str):
        whole = _pattern(upper, language, plural)
        return label(language, "per", "rate").format(whole.replace("{}", "{{}}"), per).replace("{{}}", "{}")
    if re.search(r"[가-힣]", unit):
        return "{}" + unit if language == "ko" else _counter(unit, "count", plural) or "{}"
    return "{} " + unit


def _counter(unit: str, kind: str, plural: bool = False) -> str | None:
    """The English pattern of a Korean counter (`data/reference/counters.csv`), None where there is no natural word."""
    return _counters().get((unit, kind), (None, None))[plural]


@per_lexicon
def _counters() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["unit"], row["kind"]): (row["one"], row["many"]) for row in rows("counters")}


def ordinal(value: int) -> str:
    """`2nd`, as English writes ranks, terms and generations that have no word of their own."""
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
