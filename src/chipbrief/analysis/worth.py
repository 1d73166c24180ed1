"""What is worth checking first: readings that nobody has decided on, by what rests on them and how unsure they are.

The worth of a check is the expected number of conclusions that it puts right: what rests on a reading (or would, if it
were sure) and the reading itself, times the probability that it is wrong. On a statement rest Estimates, on a relation
the parts of the landscape that show it. A person reads a sentence at a time, so its readings stand together, by what
they are worth together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from chipbrief.analysis.companies import companies
from chipbrief.analysis.exposure import exposure, trade
from chipbrief.analysis.landscape import shown
from chipbrief.analysis.pairs import pairs
from chipbrief.analysis.performance import statements
from chipbrief.analysis.ratios import graph
from chipbrief.analysis.relations import relations
from chipbrief.analysis.tables import Entities, figures, records, split
from chipbrief.analysis.targets import levels, targets
from chipbrief.model import Estimate, Figure, Kind, Relation
from chipbrief.sources.sentences import Sentences


class Worth(NamedTuple):
    """A reading, and what rests on it or would: the ids of Estimates, or the names of parts of the landscape."""

    fact: Figure | Relation
    conclusions: tuple[str, ...]

    @property
    def value(self) -> float:
        return (1 + len(self.conclusions)) * (1 - self.fact.confidence)

    @property
    def place(self) -> tuple[str, int, int]:
        """Source, start and end of the figure, or of the word that states the relation."""
        at = self.fact.verb if isinstance(self.fact, Relation) else (self.fact.start, self.fact.end)
        return (self.fact.source, *at)


def ordered(items: Iterable[Worth], texts: Mapping[str, str]) -> list[Worth]:
    """The readings sentence by sentence, those worth most first, then in the order of the texts; texts by name."""
    found = list(items)
    sentences = {name: Sentences(text) for name, text in texts.items()}
    at = {item.place: (item.place[0], *sentences[item.place[0]].around(*item.place[1:])) for item in found}
    together: dict[tuple[str, int, int], float] = defaultdict(float)
    for item in found:
        together[at[item.place]] += item.value
    return sorted(
        found, key=lambda item: (-round(together[at[item.place]], 9), at[item.place], item.place, item.fact.id)
    )


def worth(
    stated: pd.DataFrame,
    taken: pd.DataFrame,
    texts: Mapping[str, str],
    entities: Entities,
    made: Iterable[Estimate] = (),
) -> list[Worth]:
    """The statements that nobody has decided on, dates aside.

    `stated` is the table `figures`, `taken` those of it that lead a claim (`claims.leading`), `texts` the articles by
    name; `made` are Estimates that there are besides those of a comparison, such as the scenarios.
    """
    resting = _resting([*_comparison(taken, texts, entities), *made])
    open_ = [f for f in figures(stated) if f.review is None and f.kind not in (Kind.DATE, Kind.TIME)]
    return [Worth(figure, tuple(resting.get(figure.id, ()))) for figure in open_]


def of_relations(stated: pd.DataFrame, claimed: pd.DataFrame, entities: Entities) -> list[Worth]:
    """The relations that nobody has decided on. Takes the tables `relations` and `relation_claims`."""
    parts = shown(records(claimed), entities)
    resting = {id_: parts.get(row["leader"], ()) for row in records(claimed) for id_ in split(row["relations"])}
    return [
        Worth(relation, tuple(resting.get(relation.id, ())))
        for relation in relations(stated)
        if relation.review is None
    ]


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
        waiting, visited = list(direct), {id_}
        while waiting:
            used = waiting.pop()
            if used not in visited:
                visited.add(used)
                resting[used][id_] = None
                waiting += inputs.get(used, ())
    return {used: list(ids) for used, ids in resting.items()}
