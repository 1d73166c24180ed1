"""What sources say of one chip's performance against another's.

A statement is a figure (a percentage or a multiple) with a subject, a rival and a metric that is
`performance` or ends in `-performance`, or is the `-growth` or `-decline` of such a one.
Columns of `performance`: figure, source, subject, versus, metric,
level (`chip` when both are single chips, `chip-to-other` when the rival is none, else the subject's type or
`unknown`: classes and clusters stay apart),
reading, low, high (ratio, subject ÷ versus), alternative_low, alternative_high (the ratio by the second
reading of an ambiguous wording), approx, attribution.

Readings: `as stated` (60% of); `more` (30% faster: 1.3 times); `less`; `ambiguous` (2.5배 높은: in Korean
as in English, 2.5 times as high or 2.5 times higher, that is 3.5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from chipbrief.analysis.tables import Entities, figures, split, table
from chipbrief.model import Estimate, Figure, Kind, constant, periods

COLUMNS = (
    "figure", "source", "subject", "versus", "metric", "level", "reading", "low", "high",
    "alternative_low", "alternative_high", "approx", "attribution",
)  # fmt: skip

_HEDGE = r"\A(?:정도|가량|쯤|이상|이하|이나|까지|나|\s)*+(?:더\s*+)?+"
_MORE = (
    "높|빠르|빠른|빨라|많|크다|큰|커|우수|뛰어|앞서|앞선|향상|개선|강력|상회|늘어|증가|"
    "higher|faster|better|more|greater"
)
_LESS = "낮|느리|느린|적은|적다|적어|작은|작다|떨어|뒤떨어|뒤처|부족|하회|lower|slower|less|worse"
_OTHER = {"": "unknown", "chip": "chip-to-other"}  # no type known; a single chip against a class or a company
_REACH = 24  # characters after a figure in which its comparative must begin


@dataclass(frozen=True, slots=True)
class Statement:
    """One ratio that a source states, as an Estimate in `x` over the figure, and how it was read."""

    figure: Figure
    subject: str
    versus: str
    ratio: Estimate
    reading: str
    alternative: Estimate | None = None


_RATIOS = ("%", "x")  # units in which one thing is so and so much of another; percentage points are a difference


def is_performance(metric: str | None) -> bool:
    """Whether a metric compares performance, of whatever sort, also as an increase or a decrease."""
    return "performance" in str(metric).removesuffix("-growth").removesuffix("-decline").split("-")[-1:]


def statements(frame: pd.DataFrame, texts: Mapping[str, str]) -> list[Statement]:
    """All ratio statements of a figures table; `texts` gives each source's text by its file name.

    A figure about several chips states the ratio for each of them.
    """
    found = []
    for figure in figures(frame):
        if not is_performance(figure.metric) or figure.unit not in _RATIOS or not (figure.low or 0) > 0:
            continue
        ratio, reading, alternative = _read(figure, texts.get(figure.source, "")[figure.end :][:_REACH])
        if ratio.low <= 0:
            continue  # a hundred per cent less: nothing is left to compare
        rivals = [rival for rival in split(figure.versus) if not periods.days(rival)]  # not growth over a year
        pairs = [(subject, rival) for subject in split(figure.subject) for rival in rivals]
        found += [Statement(figure, *pair, ratio, reading, alternative) for pair in pairs]
    return found


def performance(stated: list[Statement], entities: Entities) -> pd.DataFrame:
    """The statements as a table, one row for each (see the module's docstring)."""
    return table((_row(item, entities) for item in stated), COLUMNS)


def _read(figure: Figure, after: str) -> tuple[Estimate, str, Estimate | None]:
    """The ratio that a figure states, in view of its metric and the words after it."""
    value = Estimate.of(figure)
    multiple = value.as_multiple()
    if str(figure.metric).endswith("-growth") or re.match(f"{_HEDGE}(?:{_MORE})", after):
        return (multiple, "ambiguous", value.more()) if figure.kind is Kind.MULTIPLE else (value.more(), "more", None)
    if str(figure.metric).endswith("-decline") or re.match(f"{_HEDGE}(?:{_LESS})", after):
        return (constant(1, "x") / multiple if figure.kind is Kind.MULTIPLE else value.less()), "less", None
    return multiple, "as stated", None


def _row(item: Statement, entities: Entities) -> dict[str, object]:
    types = [entities.type(item.subject), entities.type(item.versus)]
    figure, alternative = item.figure, item.alternative
    return {
        "figure": figure.id,
        "source": figure.source,
        "subject": item.subject,
        "versus": item.versus,
        "metric": figure.metric,
        "level": "chip" if types == ["chip", "chip"] else _OTHER.get(types[0], types[0]),
        "reading": item.reading,
        "low": item.ratio.low,
        "high": item.ratio.high,
        "alternative_low": alternative.low if alternative else None,
        "alternative_high": alternative.high if alternative else None,
        "approx": str(figure.approx),
        "attribution": figure.attribution,
    }
