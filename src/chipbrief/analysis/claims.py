"""Claims: what statements of one or more articles say alike, counted once.

A statement is a figure with subject and metric. Two say alike when subject, metric, unit and modality are the same,
when each of scope, versus and period is the same or left out by one of them, and when their values are compatible:
the same, the same bound, or one the other as rounded. The most exact statement leads, of equally exact ones the
earliest; a vaguer paper never widens what an exacter one says.

Columns of `claims`: id (`c-` and the leading figure's id without its `f-`), topic (which table of the brief takes it,
or why none does),
figure (the statement that leads), figures and sources (all that print it), count (of sources), subject, metric, scope,
versus, period, modality, kind, low, high, unit, approx, attribution, confidence (the highest of its statements').
Columns of `left_out`: figure, source, text, reason, for every figure that is in no claim or whose claim no table takes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from chipbrief.analysis.doubts import REASONS, doubts
from chipbrief.analysis.duplicates import repeated
from chipbrief.analysis.tables import Entities, Row, figures, join, records, split, table
from chipbrief.model import Approx, Estimate, Figure, Kind, Modality, periods

COLUMNS = (
    "id", "topic", "figure", "figures", "sources", "count", "subject", "metric", "scope", "versus", "period",
    "modality", "kind", "low", "high", "unit", "approx", "attribution", "confidence",
)  # fmt: skip
LEFT_OUT = ("figure", "source", "text", "reason")
OTHER = "other"
_REASONS = {OTHER: "no table for this metric", "denied": "denied by those concerned"} | REASONS
_BOUNDS = (Approx.ABOVE, Approx.AT_LEAST, Approx.BELOW, Approx.AT_MOST)
_CHANGES = re.compile(r"-(?:growth|decline)$")
_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_PRINTED = re.compile(r"(\d[\d,]{0,30})(?:\.(\d{1,12}))? ?([십백천만억조경]{0,3})")
_EXACT = 3  # significant digits of a number that is taken as rounded where zeros follow them: 1420억, not 70%
_TOLERANCE = 1 + 1e-9  # for what binary fractions leave
_CHIPS = ("chip", "chip-family")
_AIMS = (Modality.TARGET, Modality.PLAN)


@dataclass(frozen=True, slots=True)
class Claim:
    """What figures say alike; the first leads."""

    figures: tuple[Figure, ...]

    @property
    def leader(self) -> Figure:
        return self.figures[0]

    @property
    def id(self) -> str:
        return "c-" + self.leader.id.removeprefix("f-")


def claims(
    frame: pd.DataFrame, topics: Iterable[Row], entities: Entities, published: Mapping[str, str]
) -> pd.DataFrame:
    """The claims of a figures table in the order of their leaders.

    `topics` are rows metric, topic; `published` gives each source's date, by which the earlier of two equals leads.
    """
    topic_of = {row["metric"]: row["topic"] for row in topics}
    order = {figure.id: place for place, figure in enumerate(figures(frame))}
    found = sorted(merged(figures(frame), published), key=lambda claim: order[claim.leader.id])
    topics_ = [topic(claim, topic_of, entities, published) for claim in found]
    unsure = doubts(((claim.leader, topic_) for claim, topic_ in zip(found, topics_, strict=True)), entities)
    rows = (_row(claim, unsure.get(claim.leader.id, topic_)) for claim, topic_ in zip(found, topics_, strict=True))
    return table(rows, COLUMNS)


def merged(stated: Iterable[Figure], published: Mapping[str, str]) -> list[Claim]:
    """The statements among figures, those that say alike together."""
    groups: dict[tuple[object, ...], list[list[Figure]]] = {}
    found = [figure for figure in stated if is_statement(figure)]
    for figure in sorted(found, key=lambda figure: _exactness(figure, published)):
        key = (figure.subject, figure.metric, figure.unit, figure.modality, figure.kind)
        alike = next((group for group in groups.setdefault(key, []) if says_alike(group[0], figure)), None)
        if alike is None:
            groups[key].append([figure])
        else:
            alike.append(figure)
    return [Claim(tuple(group)) for same in groups.values() for group in same]


def is_statement(figure: Figure) -> bool:
    """Whether a figure says something of a subject and a metric, in numbers."""
    about = figure.subject and figure.metric and figure.kind not in (Kind.DATE, Kind.TIME)
    return bool(about) and not (figure.low is None and figure.high is None)


def says_alike(first: Figure, second: Figure) -> bool:
    """Whether two statements of one subject, metric and unit can be one."""
    left, right = ((f.scope, f.versus) for f in (first, second))
    if not all(a is None or b is None or _phrase(a) == _phrase(b) for a, b in zip(left, right, strict=True)):
        return False
    days = periods.days(first.period), periods.days(second.period)
    return (None in days or days[0] == days[1]) and compatible_values(first, second)


def compatible_values(first: Figure | Estimate, second: Figure | Estimate) -> bool:
    """Whether two values are the same, or one is the other as its text rounds it.

    A bound agrees with the same bound, and with the exact value at its end. An Estimate (a reference) is exact.
    """
    ends = [tuple(_finite(end) for end in (item.low, item.high)) for item in (first, second)]
    if ends[0] == ends[1]:
        return True
    if any(item.approx in _BOUNDS for item in (first, second)):
        return bool({end for end in ends[0] if end is not None} & {end for end in ends[1] if end is not None})
    single = [low for low, high in ends if low is not None and low == high]
    if len(single) < len(ends):
        return False  # a range is only itself
    stated = [item for item in (first, second) if isinstance(item, Figure)]
    rounded = max(rounding(item.text, hedged=item.approx is Approx.ABOUT) for item in stated)
    return abs(single[0] - single[1]) <= rounded / 2 * _TOLERANCE


def leading(frame: pd.DataFrame, claimed: pd.DataFrame, duplicates: pd.DataFrame, least: float = 0.0) -> pd.DataFrame:
    """The figures that lead a claim that nobody denies, with a confidence of at least `least`, and those of no claim
    (dates, numbers of which too little is known), once over the articles that `duplicates` calls copies.
    """
    rows = records(claimed)
    kept = {row["figure"] for row in rows if row["modality"] != Modality.DENIED and row["confidence"] >= least}
    dropped = {id_ for row in rows for id_ in split(row["figures"])} - kept
    copied = dropped | (repeated(frame, duplicates) - kept)
    result = frame[~frame["id"].isin(copied)].copy()
    result["restates"] = result["restates"].where(~result["restates"].isin(copied))
    return result


def unconfirmed(frame: pd.DataFrame, claimed: pd.DataFrame, least: float) -> set[str]:
    """The ids of the figures, dates aside, with a confidence below `least` that no claim shares with a surer one."""
    firm = {id_ for row in records(claimed) if row["confidence"] >= least for id_ in split(row["figures"])}
    unsure = (frame["confidence"].fillna(0) < least) & ~frame["kind"].isin([Kind.DATE, Kind.TIME])
    return set(frame.loc[unsure, "id"]) - firm


def of_topic(claimed: pd.DataFrame, *topics: str) -> set[str]:
    """The ids of the figures that lead a claim of one of these topics."""
    return set(claimed.loc[claimed["topic"].isin(topics), "figure"])


def left_out(frame: pd.DataFrame, claimed: pd.DataFrame) -> pd.DataFrame:
    """The figures that no table of the brief takes, each with the reason."""
    topic_of = {id_: row["topic"] for row in records(claimed) for id_ in split(row["figures"])}
    rows = [(figure, _reason(figure, topic_of.get(figure.id))) for figure in figures(frame)]
    found = ({"figure": f.id, "source": f.source, "text": f.text, "reason": reason} for f, reason in rows if reason)
    return table(found, LEFT_OUT)


def topic(claim: Claim, topics: Mapping[str, str], entities: Entities, published: Mapping[str, str]) -> str:
    """The table that takes a claim: by its modality and time, by its metric in `topics.csv`, else by its subject.

    What begins after its article appeared has not happened yet, whatever the article's verb says.
    """
    figure = claim.leader
    if figure.modality is Modality.DENIED:
        return "denied"
    of_metric = topics.get(_CHANGES.sub("", str(figure.metric)), "")
    if of_metric == "target" and figure.modality in _AIMS:
        return "target"
    if figure.modality in (*_AIMS, Modality.FORECAST) or _to_come(claim, published):
        return "forecast"
    if of_metric:
        return "localisation" if of_metric == "target" else of_metric
    kinds = {entities.type(subject) for subject in split(figure.subject)}
    return "chip" if kinds and kinds <= set(_CHIPS) else OTHER


def _to_come(claim: Claim, published: Mapping[str, str]) -> bool:
    period = periods.days(next((figure.period for figure in claim.figures if figure.period), None))
    appeared = periods.days(published.get(claim.leader.source))
    return bool(period and appeared and period[0] > appeared[1])


def _row(claim: Claim, topic_: str) -> dict[str, object]:
    leader, sources = claim.leader, dict.fromkeys(figure.source for figure in claim.figures)
    about = {
        name: next((value for figure in claim.figures if (value := getattr(figure, name))), None)
        for name in ("scope", "versus", "period", "attribution")
    }
    fields = ("subject", "metric", "kind", "modality", "low", "high", "unit", "approx")
    return {
        "id": claim.id,
        "topic": topic_,
        "figure": leader.id,
        "figures": join(figure.id for figure in claim.figures),
        "sources": join(sources),
        "count": len(sources),
        "confidence": max(figure.confidence for figure in claim.figures),
        **{name: getattr(leader, name) for name in fields},
        **about,
        "approx": str(leader.approx),
    }


def _reason(figure: Figure, topic_: str | None) -> str:
    """Why no table takes a figure; empty where one does."""
    if figure.kind in (Kind.DATE, Kind.TIME):
        return ""  # the timeline has them
    if topic_ is None:
        missing = [name for name in ("subject", "metric") if not getattr(figure, name)]
        return f"no {' and no '.join(missing)} known" if missing else "no number"
    return _REASONS.get(topic_, "")


def _exactness(figure: Figure, published: Mapping[str, str]) -> tuple[object, ...]:
    """A key that sorts exact statements first, then those of an earlier article."""
    firmness = 0 if figure.approx is Approx.EXACT else 2 if figure.approx in _BOUNDS else 1
    missing = sum(value is None for value in (figure.scope, figure.versus, figure.period))
    date = published.get(figure.source, "")
    return firmness, figure.low != figure.high, -_digits(figure), missing, date, figure.source, figure.start


def _digits(figure: Figure) -> int:
    """How many significant digits a value has, without the zeros at its end."""
    value = figure.low if figure.low is not None else figure.high
    return len(f"{abs(value or 0):.12g}".split("e")[0].replace(".", "").strip("0")) or 1


def rounding(text: str, *, hedged: bool = False) -> float:
    """The place value of the last digit of a printed number: what it may be rounded to; zero where none is printed.

    Zeros at its end count as rounded after `about`, and where three digits stand before them.

    >>> rounding("51.2%"), rounding("1419억 달러"), rounding("1420억 달러"), rounding("28억 8000만 위안")
    (0.1, 100000000.0, 1000000000.0, 10000.0)
    >>> rounding("70%"), rounding("60만개"), rounding("60만개", hedged=True), rounding("수십 개")
    (1.0, 10000.0, 100000.0, 0.0)
    """
    numbers = list(_PRINTED.finditer(text))
    if not numbers:
        return 0.0
    whole, decimals, scale = numbers[-1].groups()
    digits = whole.replace(",", "")
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    dropped = zeros if hedged or len(digits) - zeros >= _EXACT else 0
    place = float(f"1e{dropped - len(decimals or '')}")
    for word in scale:
        place *= _SCALES[word]
    return place


def _finite(end: float | None) -> float | None:
    return None if end is None or math.isinf(end) else end


def _phrase(text: str) -> str:
    return re.sub(r"[\s·,.'\"“”‘’()]", "", text).lower()
