"""Statements that do not agree, and those that public data confirm, found by rule.

Like is held against like. Two facts are about the same when subject, metric, unit and scope are the same, both are
of the same time (what is measured of a chip has none), and both say what is, what is expected, or what is aimed at.
`performance` may be any performance metric. Their intervals then decide the grade:

- `confirmed`: a reference has the value of a statement, as rounded;
- `disjoint`: no value satisfies both;
- `close`: neither does any here, but they miss each other by less than two per cent, as when one statistic is revised;
- `different`: they overlap, and are not equal;
- `implied`: what figures imply together differs from what is published or stated: the ratio of two chips, or the
  exports to a destination.

A statement that one reference confirms disagrees with no other one: statistics of different definitions differ.

Columns of `conflicts`: grade, scope (`within` one source, `between` sources, `reference`), metric, subject,
versus, period, certain (whether metric and denominator are stated as the same, not merely possible),
first, first_low, first_high, second, second_low, second_high (ids of figures, references or Estimates, and their
numbers), gap (the factor, for disjoint ones, by which they miss each other: to sort by, not to print), rank (1 for
what most Estimates rest on).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from chipbrief.analysis.claims import compatible_values, is_statement
from chipbrief.analysis.performance import is_performance
from chipbrief.analysis.ratios import gap
from chipbrief.analysis.tables import Row, figures, leaf, records, split, table
from chipbrief.analysis.targets import METRICS as AIMED
from chipbrief.model import Estimate, Figure, Modality, periods

COLUMNS = (
    "grade", "scope", "metric", "subject", "versus", "period", "certain", "first", "first_low", "first_high",
    "second", "second_low", "second_high", "gap", "rank",
)  # fmt: skip
_GRADES = ("disjoint", "different", "implied", "close", "confirmed")
_CLOSE = 1.02
"""The factor below which two values are called close: a threshold for the reader's eye, with no theory behind it."""
_STANCE = {Modality.FACT: "is", Modality.ESTIMATE: "is", Modality.FORECAST: "expected"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement or a reference with what it is about; `source` is empty for a reference."""

    value: Estimate
    subject: str
    metric: str
    scope: str | None
    versus: str | None
    period: str | None
    stance: str = "is"
    source: str = ""
    restates: str | None = None
    figure: Figure | None = None


def conflicts(
    frame: pd.DataFrame,
    references: pd.DataFrame,
    pairs: pd.DataFrame,
    exposed: pd.DataFrame,
    estimates: Iterable[Estimate] = (),
) -> pd.DataFrame:
    """All disagreements and confirmations: among figures that lead claims, with references, and of what figures
    imply (tables `pairs` and `exposure`).

    `references` are rows with subject, metric, versus, period, and perhaps scope, beside id, low, high, unit (others
    are passed over). `estimates` are what rests on figures: the more do, the higher a row ranks.
    """
    stated = without_confused(facts(frame))
    rows = [
        row for first, second in combinations(stated, 2) if first.value.id != second.value.id
        for row in _compared(first, second)
    ]  # fmt: skip
    published = list(_referenced(references))
    rows += [row for first in stated for row in _against(first, published)]
    rows += [*_ratios(pairs), *_destinations(exposed)]
    used = _uses(estimates)
    rows.sort(key=lambda row: _order(row, used))
    return table((row | {"rank": place} for place, row in enumerate(rows, start=1)), COLUMNS)


def without_confused(stated: Iterable[Fact]) -> list[Fact]:
    """The facts without those of which one article gives several values that are alike in all that is known of them.

    An article seldom contradicts itself: two values of one thing are most often of two things that the reading did not
    tell apart (the rows of a list, the products of a firm). Of performance and of targets, where articles do give
    several, they are kept.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in stated:
        key = (
            fact.source,
            fact.subject,
            fact.metric,
            fact.value.unit,
            fact.scope,
            fact.versus,
            fact.period,
            fact.stance,
        )
        groups.setdefault(key, []).append(fact)
    kept = (group for group in groups.values() if len(group) == 1 or _may_have_several(group[0]))
    return [fact for group in kept for fact in group]


def _may_have_several(fact: Fact) -> bool:
    return is_performance(fact.metric) or fact.metric in AIMED


def facts(frame: pd.DataFrame) -> Iterator[Fact]:
    """What the figures state, one fact for each subject of a figure."""
    for figure in figures(frame):
        if not is_statement(figure):
            continue
        stance = _STANCE.get(figure.modality, "aim")
        for subject in split(figure.subject):
            about = (subject, str(figure.metric), figure.scope, figure.versus, figure.period, stance)
            yield Fact(Estimate.of(figure), *about, figure.source, figure.restates, figure)


def comparable(first: str | None, second: str | None) -> str:
    """Whether two denominators are the `same`, `perhaps` the same, or `different`.

    Phrases of the text may mean the same when they have a word in common or one is left out; entities may not.

    >>> comparable("h100", "a100"), comparable("데이터센터용 반도체", "데이터센터 칩"), comparable("nvidia", None)
    ('different', 'perhaps', 'different')
    """
    if first == second:
        return "same"
    if any(re.fullmatch(r"[a-z0-9.;-]+", phrase) for phrase in (first, second) if phrase):
        return "different"  # an id
    if not first or not second:
        return "perhaps"
    words = [re.split(r"[\s·,/]+", phrase) for phrase in (first, second)]
    shared = any(a.startswith(b) or b.startswith(a) for a in words[0] for b in words[1] if min(len(a), len(b)) > 1)
    return "perhaps" if shared else "different"


def grade(first: Estimate, second: Estimate) -> str | None:
    """`disjoint`, `close`, `different`, or None for equal intervals."""
    if (first.low, first.high) == (second.low, second.high):
        return None
    if first.low <= second.high and second.low <= first.high:
        return "different"
    distance = _distance(first, second)
    return "close" if distance is not None and distance < _CLOSE else "disjoint"


def _compared(first: Fact, second: Fact) -> Iterator[dict[str, object]]:
    """A row when two statements are about the same and disagree."""
    versus = comparable(first.versus, second.versus)
    if not _same_thing(first, second) or versus == "different":
        return
    found = grade(first.value, second.value)
    if found is None or (first.figure and second.figure and compatible_values(first.figure, second.figure)):
        return
    if first.source == second.source and not _may_have_several(first):
        return
    certain = versus == "same" and first.metric == second.metric
    yield {
        "grade": found,
        "scope": "within" if first.source == second.source else "between",
        "versus": first.versus or second.versus,
        "period": first.period or second.period,
        "certain": certain,
        **_pair(first, second),
    }


def _against(fact: Fact, published: Iterable[Fact]) -> Iterator[dict[str, object]]:
    """The reference that confirms a statement, else the nearest that does not agree with it."""
    same = [public for public in published if _same_thing(fact, public) and fact.versus == public.versus]
    for public in same:
        if fact.figure and _confirms(public.value, fact.figure):
            yield _pair(fact, public) | {"grade": "confirmed", "scope": "reference", "certain": True}
            return
    apart = [public for public in same if grade(fact.value, public.value) in ("disjoint", "close")]
    if apart and len(apart) == len(same):
        nearest = min(apart, key=lambda public: _distance(fact.value, public.value) or math.inf)
        found = grade(fact.value, nearest.value)
        yield _pair(fact, nearest) | {"grade": found, "scope": "reference", "certain": True}


def _confirms(reference: Estimate, figure: Figure) -> bool:
    """Whether a reference has the value of a figure as its text rounds it, or lies in its range."""
    value = Estimate.of(figure)
    return (value.low <= reference.low and reference.high <= value.high) or compatible_values(figure, reference)


def _same_thing(first: Fact, second: Fact) -> bool:
    """Whether two facts share subject, unit, metric, scope, stance and time, and neither restates the other."""
    metrics = (first.metric, second.metric)
    metric = first.metric == second.metric or (all(map(is_performance, metrics)) and "performance" in metrics)
    linked = first.restates == second.value.id or second.restates == first.value.id
    about = [(fact.subject, fact.value.unit, fact.stance) for fact in (first, second)]
    return about[0] == about[1] and metric and not linked and _same_scope(first, second) and _same_time(first, second)


def _same_scope(first: Fact, second: Fact) -> bool:
    return first.scope == second.scope or (
        bool(first.scope and second.scope) and comparable(first.scope, second.scope) == "same"
    )


def _same_time(first: Fact, second: Fact) -> bool:
    """Whether two facts are of the same days; what is measured of a chip is of no time."""
    days = [periods.days(fact.period) for fact in (first, second)]
    if days[0] is None or days[1] is None:
        return days[0] == days[1] and is_performance(first.metric)
    return days[0] == days[1]


def _pair(first: Fact, second: Fact) -> dict[str, object]:
    about = {name: getattr(first, name) for name in ("subject", "metric", "versus", "period")}
    return about | _values(first.value, second.value) | {"gap": _distance(first.value, second.value)}


def _uses(estimates: Iterable[Estimate]) -> Mapping[str, int]:
    """How many Estimates rest on an id, at any remove."""
    inputs = {item.id: item.inputs for item in estimates}
    count: dict[str, int] = {}
    for start in inputs:
        reached, waiting = {start}, [start]
        while waiting:
            for id_ in inputs.get(waiting.pop(), ()):
                if id_ not in reached:
                    reached.add(id_)
                    waiting.append(id_)
        for id_ in reached:
            count[id_] = count.get(id_, 0) + 1
    return count


def _order(row: Row, used: Mapping[str, int]) -> tuple[object, ...]:
    """Disagreements before confirmations; those first on which most rests, then the sure, then by how far apart."""
    rests = used.get(str(row["first"]), 0) + used.get(str(row["second"]), 0)
    confirmed, far = row["grade"] == "confirmed", float(str(row["gap"] or 1))
    return confirmed, -rests, not row["certain"], _GRADES.index(str(row["grade"])), -far, str(row["first"])


def _distance(first: Estimate, second: Estimate) -> float | None:
    """The factor between disjoint intervals above zero."""
    if min(first.low, second.low) <= 0 or gap(first, second) == 1:
        return None
    return float(f"{gap(first, second):.12g}")


def _values(first: Estimate, second: Estimate) -> dict[str, object]:
    return {
        "first": first.id,
        "first_low": first.low,
        "first_high": first.high,
        "second": second.id,
        "second_low": second.low,
        "second_high": second.high,
    }


def _referenced(references: pd.DataFrame) -> Iterator[Fact]:
    for row in records(references):
        value = leaf(row)
        if value and row.get("subject") and row.get("metric"):
            about = (row.get("scope"), row.get("versus"), row.get("period"))
            yield Fact(value, str(row["subject"]), str(row["metric"]), *about)


def _ratios(pairs: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Ratios of chips: derived ones against published ones, stated ones against published and implied ones.

    A stated range that a published one meets agrees with it; a derived one is shown beside it in any case.
    """
    for row in records(pairs):
        value = _interval(row, "estimate", "")
        for column, scope in (("implied", "within"), ("published", "reference")):
            interval = _interval(row, column, f"{column}_")
            if value is None or interval is None or value.id == interval.id:
                continue
            found = grade(value, interval)
            if found and (found != "different" or row["origin"] == "derived"):
                about = {"metric": "performance", "subject": row["subject"], "versus": row["versus"]}
                third = row["origin"] == "derived" or column == "implied"
                judged = {"grade": "implied" if third else found, "scope": scope, "gap": _distance(value, interval)}
                yield about | judged | {"certain": len(split(row["metrics"])) == 1} | _values(value, interval)


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
