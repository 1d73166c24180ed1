"""Statements that do not agree, found by rule.

Two facts are about the same when subject, metric, unit and what they are measured against can be the same and
their periods overlap; what a source leaves out may be anything. `performance` may be any performance metric.
Their intervals then decide the grade:

- `disjoint`: no value satisfies both;
- `close`: neither does any here, but they miss each other by less than two per cent, as when one statistic is revised;
- `different`: they overlap, and are not equal;
- `implied`: what figures imply together differs from what is published or stated: the ratio of two chips, or the
  exports to a destination.

Columns of `conflicts`: grade, scope (`within` one source, `between` sources, `reference`), metric, subject,
versus, period, certain (whether subject, denominator and period are stated as the same, not merely possible),
first, first_low, first_high, second, second_low, second_high (ids of figures, references or Estimates, and their
numbers), gap (the factor, for disjoint ones, by which they miss each other: to sort by, not to print).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from chipbrief.analysis.performance import is_performance
from chipbrief.analysis.ratios import gap
from chipbrief.analysis.tables import Row, figures, leaf, records, split, table
from chipbrief.model import Estimate, Kind, periods

COLUMNS = (
    "grade", "scope", "metric", "subject", "versus", "period", "certain", "first", "first_low", "first_high",
    "second", "second_low", "second_high", "gap",
)  # fmt: skip
_GRADES = ("disjoint", "different", "implied", "close")
_CLOSE = 1.02
"""The factor below which two values are called close: a threshold for the reader's eye, with no theory behind it."""
_SCOPES = ("within", "between", "reference")
_KINDS = (Kind.MONEY, Kind.PERCENT, Kind.COUNT, Kind.MULTIPLE, Kind.MEASURE, Kind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact with what it is about; `source` is empty for a reference."""

    value: Estimate
    subject: str
    metric: str
    versus: str | None
    period: str | None
    source: str = ""
    restates: str | None = None


def conflicts(
    frame: pd.DataFrame, references: pd.DataFrame, pairs: pd.DataFrame, exposed: pd.DataFrame
) -> pd.DataFrame:
    """All disagreements: among figures, with references, and of what figures imply (tables `pairs` and `exposure`).

    `references` are rows with subject, metric, versus, period beside id, low, high, unit (others are passed over).
    """
    stated = list(claims(frame))
    rows = [
        row for one, other in combinations(stated, 2) if one.value.id != other.value.id
        for row in _compared(one, other)
    ]  # fmt: skip
    published = list(_referenced(references))
    rows += [row for one in stated for other in published for row in _compared(one, other)]
    rows += [*_ratios(pairs), *_destinations(exposed)]
    rows.sort(key=lambda row: (_SCOPES.index(str(row["scope"])), _GRADES.index(str(row["grade"])), str(row["first"])))
    return table(rows, COLUMNS)


def claims(frame: pd.DataFrame) -> Iterator[Claim]:
    """What the figures claim, one claim for each subject of a figure."""
    for figure in figures(frame):
        if figure.kind not in _KINDS or not figure.metric or (figure.low is None and figure.high is None):
            continue
        for subject in split(figure.subject):
            about = (subject, figure.metric, figure.versus, figure.period)
            yield Claim(Estimate.of(figure), *about, figure.source, figure.restates)


def comparable(one: str | None, other: str | None) -> str:
    """Whether two denominators are the `same`, `perhaps` the same, or `different`.

    Phrases of the text may mean the same when they have a word in common or one is left out; entities may not.

    >>> comparable("h100", "a100"), comparable("데이터센터용 반도체", "데이터센터 칩"), comparable("nvidia", None)
    ('different', 'perhaps', 'different')
    """
    if one == other:
        return "same"
    if any(re.fullmatch(r"[a-z0-9.;-]+", phrase) for phrase in (one, other) if phrase):
        return "different"  # an id
    if not one or not other:
        return "perhaps"
    words = [re.split(r"[\s·,/]+", phrase) for phrase in (one, other)]
    shared = any(a.startswith(b) or b.startswith(a) for a in words[0] for b in words[1] if min(len(a), len(b)) > 1)
    return "perhaps" if shared else "different"


def grade(one: Estimate, other: Estimate) -> str | None:
    """`disjoint`, `close`, `different`, or None for equal intervals."""
    if (one.low, one.high) == (other.low, other.high):
        return None
    if one.low <= other.high and other.low <= one.high:
        return "different"
    distance = _distance(one, other)
    return "close" if distance is not None and distance < _CLOSE else "disjoint"


def _compared(one: Claim, other: Claim) -> Iterator[dict[str, object]]:
    """A row when two claims can be about the same and disagree."""
    versus = comparable(one.versus, other.versus)
    enough = ("same", "perhaps") if other.source else ("same",)  # a public series has a denominator of its own
    if not _same_thing(one, other) or versus not in enough or not periods.overlap(one.period, other.period):
        return
    found = grade(one.value, other.value)
    if found is None or (found == "different" and not other.source):
        return  # a reference that a statement's range includes, or the other way about, agrees with it
    certain = versus == "same" and one.period == other.period and one.metric == other.metric
    yield {
        "grade": found,
        "scope": "reference" if not other.source else "within" if one.source == other.source else "between",
        "metric": one.metric,
        "subject": one.subject,
        "versus": one.versus or other.versus,
        "period": one.period or other.period,
        "certain": certain,
        **_values(one.value, other.value),
        "gap": _distance(one.value, other.value),
    }


def _same_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims have subject, unit and metric in common, and neither restates the other."""
    metrics = (one.metric, other.metric)
    metric = one.metric == other.metric or (all(map(is_performance, metrics)) and "performance" in metrics)
    linked = one.restates == other.value.id or other.restates == one.value.id
    return one.subject == other.subject and one.value.unit == other.value.unit and metric and not linked


def _distance(one: Estimate, other: Estimate) -> float | None:
    """The factor between disjoint intervals above zero."""
    if min(one.low, other.low) <= 0 or gap(one, other) == 1:
        return None
    return float(f"{gap(one, other):.12g}")


def _values(one: Estimate, other: Estimate) -> dict[str, object]:
    return {
        "first": one.id,
        "first_low": one.low,
        "first_high": one.high,
        "second": other.id,
        "second_low": other.low,
        "second_high": other.high,
    }


def _referenced(references: pd.DataFrame) -> Iterator[Claim]:
    for row in records(references):
        value = leaf(row)
        if value and row.get("subject") and row.get("metric"):
            yield Claim(value, str(row["subject"]), str(row["metric"]), row.get("versus"), row.get("period"))


def _ratios(pairs: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Ratios of chips: derived ones against published ones, stated ones against published and implied ones.

    A stated range that a published one meets agrees with it; a derived one is shown beside it in any case.
    """
    for row in records(pairs):
        value = _interval(row, "estimate", "")
        for column, scope in (("implied", "within"), ("published", "reference")):
            other = _interval(row, column, f"{column}_")
            if value is None or other is None or value.id == other.id:
                continue
            found = grade(value, other)
            if found and (found != "different" or row["origin"] == "derived"):
                about = {"metric": "performance", "subject": row["subject"], "versus": row["versus"]}
                third = row["origin"] == "derived" or column == "implied"
                judged = {"grade": "implied" if third else found, "scope": scope, "gap": _distance(value, other)}
                yield about | judged | {"certain": len(split(row["metrics"])) == 1} | _values(value, other)


def _destinations(exposed: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Exports to a destination that a source states, against the total times the share that sources state."""
    for row in records(exposed):
        value, stated = _interval(row, "value", "value_"), _interval(row, "stated", "stated_")
        if value and stated and grade(value, stated) == "disjoint":  # a product of rounded shares is never exact
            about = {"metric": "exports", "subject": row["destination"], "scope": "within", "certain": False}
            yield about | {"grade": "implied", "gap": _distance(value, stated)} | _values(value, stated)


def _interval(row: Row, column: str, prefix: str) -> Estimate | None:
    """The Estimate that three cells of a row describe, for comparison only."""
    if row.get(column) is None:
        return None
    low, high = row[f"{prefix}low"], row[f"{prefix}high"]
    return Estimate(row[column], -math.inf if low is None else low, math.inf if high is None else high, "")
