"""How likely a reading is right: a logistic model over the rules that made it (`data/reference/confidence.csv`).

The weights are fitted to annotated texts by `make calibrate`, which writes the table. A rule that was seen too seldom
there has no weight of its own. Where neither subject nor metric is known the confidence is 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.statements.metric_words import table
from chipbrief.model import Figure, Kind
from chipbrief.sources.reference_tables import per_lexicon, rows


def of(figure: Figure) -> float:
    """The probability that subject, metric and versus of a figure are right, to two decimals."""
    if figure.kind in (Kind.DATE, Kind.TIME) or not (figure.subject or figure.metric):
        return 0.0
    score = sum(_weights().get(feature, 0.0) for feature in features(figure))
    return round(1 / (1 + math.exp(-score)), 2)


def features(figure: Figure) -> Iterator[str]:
    """What of a reading tells how sure it is: its rules, and what it lacks."""
    yield "always"
    _, *rules = figure.rule.split("; ")
    yield from rules
    yield f"kind {figure.kind}"
    if not figure.subject:
        yield "no subject"
    elif not all(map(gazetteer.kind_of, figure.subject.split(";"))):
        yield "subject is a phrase"
    else:
        yield f"subject is a {gazetteer.kind_of(figure.subject.split(';')[0])}"
    if figure.metric is None:
        yield "no metric"
    else:
        yield from _of_metric(figure, figure.metric)


def _of_metric(figure: Figure, metric: str) -> Iterator[str]:
    row = table()[metric]
    if metric in ("growth", "decline", "share"):
        yield "metric without a base"
    if row.direction == "share":
        yield "share of something" if figure.versus else "share of nothing"
    elif row.direction:
        yield "change since a time" if figure.versus else "change since no time"
    elif figure.versus:
        yield "level against something"
    if row.of_chips:
        yield "of a product"
    if figure.attribution:
        yield "somebody says so"
    if figure.scope:
        yield "has a scope"


@per_lexicon
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in rows("confidence")}
