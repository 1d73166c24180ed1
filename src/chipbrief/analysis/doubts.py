"""Claims that no table takes although their metric has one, by rules with names: what cannot be read rightly.

A row that contradicts its neighbour, or tells trade of nobody that trades, is worse than none. What a reviewer
confirmed is never doubted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from chipbrief.analysis.tables import Entities, split
from chipbrief.model import Figure

REASONS = {
    "several": "the article gives several values for the same thing",
    "partner": "whose it is is not known: the one named is where it goes to or comes from",
    "trader": "whose exports or imports these are is not known",
}
_TRADERS = ("place", "company", "institution", "government", "organisation")
_TRADE = "trade"
_CERTAIN = 1.0
_EXEMPT = "target"  # two targets of one place for one year are a finding


def doubts(leaders: Iterable[tuple[Figure, str]], entities: Entities) -> dict[str, str]:
    """The leading figures of claims that are doubtful, by id, each with the name of a rule, a key of `REASONS`.

    Takes the figures with the topic of each.
    """
    stated = [(figure, topic) for figure, topic in leaders if figure.confidence < _CERTAIN and topic != _EXEMPT]
    times = Counter(_without_value(figure) for figure, _ in stated)
    found = ((figure, _doubt(figure, topic, times[_without_value(figure)], entities)) for figure, topic in stated)
    return {figure.id: doubt for figure, doubt in found if doubt}


def _doubt(figure: Figure, topic: str, times: int, entities: Entities) -> str:
    subjects = split(figure.subject)
    if figure.scope in subjects and (topic == _TRADE or entities.type(figure.scope or "") == "place"):
        return "partner"
    if topic == _TRADE and not any(entities.type(subject) in _TRADERS for subject in subjects):
        return "trader"
    return "several" if times > 1 else ""


def _without_value(figure: Figure) -> tuple[object, ...]:
    """All that a figure says but its value: two claims of one article that agree in it differ in the value alone."""
    about = (figure.source, figure.subject, figure.metric, figure.scope, figure.versus, figure.period)
    return (*about, figure.modality, figure.kind, figure.unit)
