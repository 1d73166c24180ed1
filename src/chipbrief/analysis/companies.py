"""Facts about companies and institutions: revenue, growth, funding, stakes, ranks, plants, products.

Columns of `companies`: figure (or, for an implied earlier value, the Estimate), origin (`stated` or
`implied`), source, subject, metric, scope, versus, period, kind, low, high, unit, approx, attribution, restates.
Estimates: `e-METRIC-before-SUBJECT` (e.g. `e-revenue-before-cambricon`), the value before the stated
growth: a metric `M` together with a metric `M-growth` or `M-decline` that is stated with it. Of several periods the
newest has that id; others end in their period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

import pandas as pd

from chipbrief.analysis.tables import Entities, Result, figures, name, split, table
from chipbrief.model import Estimate, Figure, Kind, periods

COLUMNS = (
    "figure", "origin", "source", "subject", "metric", "scope", "versus", "period", "kind", "low", "high", "unit",
    "approx", "attribution", "restates",
)  # fmt: skip
_NOT_COMPANIES = ("place", "chip", "chip-family", "technology")  # types of the gazetteer
_CHANGES = ("growth", "decline")
_Before = tuple[Estimate, Figure, str | None]
_NEAR = 120  # characters: an amount and its growth stand in one sentence, or in two that follow each other


def companies(
    frame: pd.DataFrame,
    entities: Entities,
    taken: Collection[str] | None = None,
    unconfirmed: Collection[str] = (),
) -> Result:
    """What sources state of companies, and the earlier values that stated growth implies.

    Of the figures in `frame` those whose ids are in `taken` count (None: all). The others, such as forecasts, still
    tell to which amount a growth belongs. Those that are `unconfirmed` imply nothing.
    """
    every = [figure for figure in figures(frame) if _is_fact(figure, entities)]
    facts = [figure for figure in every if taken is None or figure.id in taken]
    ids = {figure.id for figure in facts}
    before = _unlike(found for found in _before(every, entities, unconfirmed) if found[1].id in ids)
    rows = [_row(figure, subject) for figure in facts for subject in split(figure.subject)]
    rows += [_implied(item, figure, period) for item, figure, period in before]
    rows.sort(key=lambda row: (str(row["subject"]), str(row["metric"]), str(row["period"] or "")))
    return Result(table(rows, COLUMNS), [item for item, *_ in before])


def _is_fact(figure: Figure, entities: Entities) -> bool:
    """Whether a figure tells something of a company or an institution, in the gazetteer or not."""
    if not figure.metric or not figure.subject or figure.kind in (Kind.DATE, Kind.TIME):
        return False
    return not any(entities.type(subject) in _NOT_COMPANIES for subject in split(figure.subject))


def _before(facts: list[Figure], entities: Entities, unconfirmed: Collection[str]) -> Iterable[_Before]:
    """(Estimate, the amount that has grown, the earlier period): each amount divided by the growth stated with it.

    An amount that restates another is skipped.
    """
    amounts = [f for f in facts if f.kind in (Kind.MONEY, Kind.COUNT) and not f.restates and f.low is not None]
    with_growth = {amount.id: growth for growth in facts if (amount := _stated_with(growth, amounts))}
    named: set[tuple[str | None, ...]] = set()
    for figure in sorted(amounts, key=lambda figure: figure.period or "", reverse=True):
        growth = with_growth.get(figure.id)
        factor = _factor(growth) if growth else None
        if growth is None or factor is None or not {figure.id, growth.id}.isdisjoint(unconfirmed):
            continue
        about = (figure.subject, figure.metric, figure.scope)
        period = figure.period if about in named else None
        parts = [str(figure.metric), "before", str(figure.subject), figure.scope or "", period or ""]
        named.add(about)
        earlier = growth.versus if periods.days(growth.versus) else periods.year_before(figure.period)
        yield _named(Estimate.of(figure) / factor, parts, figure, entities), figure, earlier


def _unlike(found: Iterable[_Before]) -> list[_Before]:
    """Those that have a name of their own: of what the articles do not tell apart, no earlier value is sure."""
    every = list(found)
    times = Counter(item.id for item, *_ in every)
    return [each for each in every if times[each[0].id] == 1]


def _stated_with(growth: Figure, amounts: list[Figure]) -> Figure | None:
    """The amount that a growth is stated with: the nearest of its subject in its article, where that is of its time.

    Its modality may be another: a sentence that goes on about a forecast need not say once more that it is one.
    """
    about = (growth.source, growth.subject, _metric_that_grew(growth))
    near = [a for a in amounts if (a.source, a.subject, a.metric) == about and abs(a.start - growth.start) <= _NEAR]
    nearest = min(near, key=lambda amount: abs(amount.start - growth.start), default=None)
    return nearest if nearest and nearest.period == growth.period else None


def _metric_that_grew(figure: Figure) -> str:
    """The metric whose increase or decrease a percentage is; empty when it is none."""
    base, _, change = str(figure.metric).rpartition("-")
    return base if change in _CHANGES and figure.unit == "%" and figure.low is not None else ""


def _factor(growth: Figure) -> Estimate | None:
    """What the earlier value was multiplied by; None when nothing may be left of it."""
    value = Estimate.of(growth)
    factor = value.more() if str(growth.metric).endswith(_CHANGES[0]) else value.less()
    return factor if factor.low > 0 else None


def _named(estimate: Estimate, parts: list[str], figure: Figure, entities: Entities) -> Estimate:
    subject, metric = str(figure.subject), str(figure.metric)
    ko = f"{entities.ko(subject)} {entities.ko(metric)}, 밝힌 증가율이 뜻하는 그 전 값"
    en = f"{entities.en(subject)} {entities.en(metric)}, the earlier value that the stated growth implies"
    return estimate.named(name(*parts), ko, en)


def _row(figure: Figure, subject: str) -> dict[str, object]:
    return {
        "figure": figure.id,
        "origin": "stated",
        "source": figure.source,
        "subject": subject,
        "metric": figure.metric,
        "scope": figure.scope,
        "versus": figure.versus,
        "period": figure.period,
        "kind": str(figure.kind),
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "approx": str(figure.approx),
        "attribution": figure.attribution,
        "restates": figure.restates,
    }


def _implied(estimate: Estimate, figure: Figure, period: str | None) -> dict[str, object]:
    value = {"figure": estimate.id, "origin": "implied", "low": estimate.low, "high": estimate.high, "approx": "="}
    return _row(figure, str(figure.subject)) | value | {"period": period, "restates": None}
