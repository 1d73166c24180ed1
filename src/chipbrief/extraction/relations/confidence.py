"""How likely a relation is read right: a logistic model over its signs (`data/reference/relation_confidence.csv`).

As for statements, the weights are fitted to annotated texts by `make calibrate`. A sign that was seen too seldom there
has no weight of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from chipbrief.extraction.relations.found import Found
from chipbrief.extraction.relations.naming import Thing
from chipbrief.extraction.statements.clauses import Line
from chipbrief.sources.reference_tables import per_lexicon, rows

_LONG = 90  # characters of a sentence
_MANY = 4  # relations of a sentence
_STEP = 0.1  # of the strength of a reading


def of(signs: Iterable[str]) -> float:
    """The probability that relation, subject and object are right, to two decimals."""
    return score(signs, _weights())


def score(signs: Iterable[str], weights: Mapping[str, float]) -> float:
    """The same by other weights than those of the table."""
    return round(1 / (1 + math.exp(-sum(weights.get(sign, 0.0) for sign in signs))), 2)


def signs(line: Line, hit: Found, among: int) -> Iterator[str]:
    """What tells how sure a reading is: its rule, how its roles were filled, and what else the sentence says.

    `among` is the number of relations of its sentence.
    """
    yield "always"
    yield f"relation {hit.relation}"
    rule, _, filled = hit.rule.partition(": ")
    yield f"rule {rule.split()[0]}"
    how = filled.split(", ")
    if len(how) == 2:
        yield f"subject by {how[0]}"
        yield f"object by {how[1]}"
    yield f"strength {max(hit.strength // _STEP, 3) * _STEP:.1f}"
    yield f"subject {_sort(hit.subject)} & object {_sort(hit.object)}"
    yield "fact" if hit.modality == "fact" else "no fact"
    if hit.date:
        yield "dated"
    if len(line.text) > _LONG:
        yield "long sentence"
    yield f"relations {min(among, _MANY)}"


def _sort(thing: Thing | None) -> str:
    if thing is None:
        return "missing"
    return "known" if thing.known else "named" if thing.named else "phrase"


@per_lexicon
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in rows("relation_confidence")}
