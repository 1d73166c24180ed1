"""Every number of a Korean text with its span, kind, value, unit and date: `find`.

The text is scanned once. Names with digits are passed over; at a digit, a currency sign, or a word that may begin a
figure, the rules for that character are tried in order, and the first that reads something wins.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chipbrief.extraction.dates.resolve import Clock
from chipbrief.extraction.lexicon import morphology
from chipbrief.extraction.quantities import (
    alphanumeric_names,
    amount_rules,
    date_rules,
    hedges,
    number_word_rules,
    powers,
    ratio_rules,
)
from chipbrief.extraction.quantities.rule import Found, Rule
from chipbrief.model import Approx, Kind, plain
from chipbrief.sources.reference_tables import per_lexicon


class Quantity(NamedTuple):
    """A figure without what it is about: `text[start:end]` is its own text.

    `low` and `high` are in `unit`, None for an open end and for dates; `date` is ISO 8601 (`T09:30` for a time of
    day); `rule` names what found it.
    """

    start: int
    end: int
    kind: Kind
    low: float | None
    high: float | None
    unit: str
    approx: Approx
    date: str | None
    rule: str


RULES: tuple[Rule, ...] = (  # in the order in which they are tried
    powers.POWER,
    date_rules.CLOCK,
    date_rules.DATE,
    date_rules.PART_OF_DAY,
    amount_rules.AGE,
    ratio_rules.FRACTION,
    ratio_rules.RATIO,
    ratio_rules.PLACES,
    number_word_rules.THE_NTH,
    amount_rules.SYMBOL,
    number_word_rules.WORD,
    amount_rules.SCALED,
    amount_rules.AMOUNT,
    ratio_rules.SCORE,
    number_word_rules.SEVERAL,
    number_word_rules.NOUN,
    number_word_rules.ALONE,
    number_word_rules.FIRST,
    number_word_rules.ONLY_ONE,
    number_word_rules.GRADE,
    number_word_rules.SERIES,
    amount_rules.BARE,
)


_DIGIT = re.compile(r"\d")
_CERTAIN = re.compile("(?:한|두|세|석|서너|다섯|여섯|일곱|여덟|아홉|열|스무) ")  # before a unit nothing else


def find(text: str, published: str) -> list[Quantity]:
    """The figures of `text`, sorted and disjoint; dates are resolved against `published` (ISO, day or month, or "")."""
    clock = Clock(published)
    explained = alphanumeric_names.find(text)
    found: list[Quantity] = []
    rules, position = _rules(), 0
    for anchor in _anchors().finditer(text):
        start = anchor.start()
        while explained and explained[0].end <= start:
            position = max(position, explained.pop(0).end)
        if start < position or (explained and explained[0].start <= start):
            continue
        for rule in rules[text[start]]:
            read = rule.read(text, start, clock)
            if read is not None and not (rule.asks and _is_another_word(text, read, rule)):
                found.append(_quantity(text, read, rule.name))
                position = read.end
                break
    return found


def _is_another_word(text: str, read: Found, rule: Rule) -> bool:
    """Whether what was read as a number word is a noun, a pronoun or a verb; 일주일 and 한마디 are both."""
    if _DIGIT.search(text, read.start, read.end) or (rule is amount_rules.AMOUNT and _CERTAIN.match(text, read.start)):
        return False
    if morphology.numeral(text, read.start):
        return False
    both = read.kind is Kind.DURATION or text[read.start] == "한"
    return not both or morphology.noun(text, read.start) != read.end


def _quantity(text: str, read: Found, rule: str) -> Quantity:
    """The figure with its approximator, and the ends that it leaves open."""
    if read.value is None:
        approx = read.approx or Approx.EXACT
        return Quantity(read.start, read.end, read.kind, None, None, "", approx, read.date, rule)
    approx = read.approx or hedges.around(text, read.start, read.end, read.kind)
    low: float | None = plain(read.value.low)
    high: float | None = plain(read.value.high)
    if approx in (Approx.ABOVE, Approx.AT_LEAST):
        high = None
    if low == high and approx in (Approx.BELOW, Approx.AT_MOST):
        low = None
    return Quantity(read.start, read.end, read.kind, low, high, read.unit, approx, read.date, rule)


@per_lexicon
def _rules() -> dict[str, list[Rule]]:
    """The rules by the character at which they can begin, in the order in which they are tried."""
    table: dict[str, list[Rule]] = {}
    for rule in RULES:
        for character in dict.fromkeys(rule.first):
            table.setdefault(character, []).append(rule)
    return table


@per_lexicon
def _anchors() -> re.Pattern[str]:
    """Where a figure may begin: at a digit, or at the first character of a word."""
    letters = "".join(character for character in _rules() if not character.isdigit())
    return re.compile(rf"[0-9]|(?<![가-힣A-Za-z])[{re.escape(letters)}]")
