"""What is worth checking first: statements that nobody has decided on, by what rests on them and how unsure they are.

The worth of a check is the expected number of conclusions that it mends: the Estimates that rest on a statement (or
would, if it were sure) and the statement itself, times the probability that it is read wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from chipbrief.analysis.companies import companies
from chipbrief.analysis.exposure import exposure, trade
from chipbrief.analysis.pairs import pairs
from chipbrief.analysis.performance import statements
from chipbrief.analysis.ratios import graph
from chipbrief.analysis.tables import Entities, figures
from chipbrief.analysis.targets import levels, targets
from chipbrief.model import Estimate, Figure, Kind


class Worth(NamedTuple):
    """A statement, and the ids of the Estimates that rest on it, or would."""

    figure: Figure
    conclusions: tuple[str, ...]

    @property
    def value(self) -> float:
        return (1 + len(self.conclusions)) * (1 - self.figure.confidence)


def worth(
    stated: pd.DataFrame,
    taken: pd.DataFrame,
    texts: Mapping[str, str],
    entities: Entities,
    made: Iterable[Estimate] = (),
) -> list[Worth]:
    """The statements that nobody has decided on, dates aside, what is worth most first, then in the order of the texts.

    `stated` is the table `figures`, `taken` those of it that lead a claim (`claims.leading`), `texts` the articles by
    name; `made` are Estimates that there are besides those of a comparison, such as the scenarios.
    """
    resting = _resting([*_comparison(taken, texts, entities), *made])
    open_ = [f for f in figures(stated) if f.review is None and f.kind not in (Kind.DATE, Kind.TIME)]
    found = [Worth(figure, tuple(resting.get(figure.id, ()))) for figure in open_]
    return sorted(found, key=lambda item: (-round(item.value, 9), item.figure.source, item.figure.start))


def _comparison(taken: pd.DataFrame, texts: Mapping[str, str], entities: Entities) -> list[Estimate]:
    """The Estimates that the comparison would make of all claims, however unsure."""
    aims = levels(targets(taken))
    return [
        *pairs(graph(statements(taken, texts), entities), {}, {}, entities).estimates,
        *companies(taken, entities).estimates,
        *exposure(trade(taken, entities), entities).estimates,
        *([aims] if aims else []),
    ]


def _resting(estimates: Iterable[Estimate]) -> dict[str, list[str]]:
    """The ids of Estimates by each id that they rest on, directly or through others."""
    inputs = {item.id: item.inputs for item in estimates if item.id}
    resting: dict[str, dict[str, None]] = defaultdict(dict)
    for id_, direct in inputs.items():
        waiting, seen = list(direct), {id_}
        while waiting:
            used = waiting.pop()
            if used not in seen:
                seen.add(used)
                resting[used][id_] = None
                waiting += inputs.get(used, ())
    return {used: list(ids) for used, ids in resting.items()}
