"""What became of it: the forward-looking statements of the articles, each with its outcome.

A statement looks forward when its figure is a target of somebody's, is stated as a target, a plan or a forecast, or
holds for a time after its article appeared, unless its time was over by then; a date after it counts where no such
figure stands in its sentence and the sentence names somebody or something.
An outcome (`outcomes.csv`) belongs to a statement when all its subjects are among the statement's, its metric is the
statement's, and their times have a day in common. An outcome without subject or time goes with any; a statement that
is only a date takes outcomes without a metric. Of several the most particular counts.

Columns of `follow_up`: figure, source, subject (entities or a phrase), metric, period, outcome (a reference),
verdict (`open` where there is no outcome), date (of the outcome). Open ones last, else in the articles' order.
Columns of `announced`, the same for claims about relations that are stated as targets, plans or forecasts, of which no
number tells already: leader (the relation), source, relation, subject, object, status, period, outcome, verdict, date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from chipbrief.analysis.tables import Entities, Row, figures, join, records, split, table
from chipbrief.model import Figure, Kind, periods

COLUMNS = ("figure", "source", "subject", "metric", "period", "outcome", "verdict", "date")
ANNOUNCED = (
    "leader", "source", "relation", "subject", "object", "status", "period", "outcome", "verdict", "date",
)  # fmt: skip
OPEN = "open"
_FORWARD = ("target", "plan", "forecast")


@dataclass(frozen=True, slots=True)
class _Statement:
    figure: Figure
    about: frozenset[str]
    subject: str
    metric: str
    period: str


def follow_up(
    frame: pd.DataFrame,
    targets: pd.DataFrame,
    timeline: pd.DataFrame,
    published: Mapping[str, str],
    outcomes: pd.DataFrame,
) -> pd.DataFrame:
    """The forward-looking statements of the figures, with their outcomes.

    Takes the tables figures, targets and timeline, the articles' dates of publication by file name, and the curated
    outcomes.
    """
    recorded = records(outcomes)
    rows = []
    for statement in _statements(figures(frame), targets, timeline, published):
        outcome = _best(recorded, statement.about, statement.metric, statement.period)
        row = {"figure": statement.figure.id, "source": statement.figure.source, "subject": statement.subject}
        rows.append(row | {"metric": statement.metric, "period": statement.period} | _verdict(outcome))
    return table(sorted(rows, key=lambda row: row["verdict"] == OPEN), COLUMNS)


def announced(
    claimed: pd.DataFrame,
    relations: pd.DataFrame,
    followed: pd.DataFrame,
    outcomes: pd.DataFrame,
    entities: Entities,
) -> pd.DataFrame:
    """The claims about relations that look forward, with their outcomes.

    Takes the tables relation_claims and relations, the figures that `follow_up` has, and the curated outcomes. A
    relation counts whose subject is in the gazetteer and in whose sentence no such figure stands.
    """
    places = {row["id"]: row for row in records(relations)}
    told = figures(followed)
    recorded = [row for row in records(outcomes) if row["subject"] and not row["metric"]]
    rows = []
    for row in records(claimed):
        place = places[row["leader"]]
        named = row["subject"] in entities and row["object"]
        if row["modality"] not in _FORWARD or not named or any(_within(figure, place) for figure in told):
            continue
        about = frozenset([row["subject"], row["object"]])
        outcome = _best(recorded, about, "", row["date"] or "")
        rows.append({**row, "source": place["source"], "period": row["date"], "date": None, **_verdict(outcome)})
    return table(sorted(rows, key=lambda row: row["verdict"] == OPEN), ANNOUNCED)


def _verdict(outcome: Row | None) -> dict[str, object]:
    if outcome is None:
        return {"verdict": OPEN}
    return {"outcome": outcome["id"], "verdict": outcome["verdict"], "date": outcome["date"]}


def _statements(
    stated: Sequence[Figure], targets: pd.DataFrame, timeline: pd.DataFrame, published: Mapping[str, str]
) -> Iterator[_Statement]:
    aims = {row["figure"] for row in records(targets)}
    forward = [f for f in stated if f.kind is not Kind.DATE and f.metric and _forward(f, aims, published)]
    by_id = {figure.id: figure for figure in stated}
    dates = [row for row in records(timeline) if row["kind"] == "figure" and row["planned"] and row["entities"]]
    lone = [row for row in dates if not any(_within(figure, row) for figure in forward)]
    found = [_of_figure(figure) for figure in forward] + [_of_date(by_id[row["fact"]], row) for row in lone]
    yield from sorted(found, key=lambda statement: (statement.figure.source, statement.figure.start))


def _forward(figure: Figure, aims: set[str], published: Mapping[str, str]) -> bool:
    to_come = periods.after(figure.period, published.get(figure.source))
    timeless = periods.days(figure.period) is None
    return to_come or (timeless and (figure.id in aims or figure.modality in _FORWARD))


def _within(figure: Figure, row: Row) -> bool:
    """Whether a figure stands in the sentence of a dated row."""
    return bool(figure.source == row["source"] and row["start"] <= figure.start < row["end"])


def _of_figure(figure: Figure) -> _Statement:
    about = frozenset([*split(figure.subject), *split(figure.versus)])
    return _Statement(figure, about, figure.subject or "", figure.metric or "", figure.period or "")


def _of_date(figure: Figure, row: Row) -> _Statement:
    named = split(row["entities"])
    return _Statement(figure, frozenset(named), join(named), "", figure.date or "")


def _best(outcomes: Sequence[Row], about: frozenset[str], metric: str, period: str) -> Row | None:
    """The most particular outcome that fits what a statement is about."""
    fitting = [row for row in outcomes if _fits(row, about, metric, period)]
    return max(fitting, key=lambda row: (len(split(row["subject"])), bool(row["period"])), default=None)


def _fits(row: Row, about: frozenset[str], metric: str, period: str) -> bool:
    if (row["metric"] or "") != metric or not set(split(row["subject"])) <= about:
        return False
    return not row["period"] or not period or periods.overlap(str(row["period"]), period)
