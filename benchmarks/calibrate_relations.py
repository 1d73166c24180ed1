"""Fits the confidence of relations to the annotated texts, and writes `data/reference/relation_confidence.csv`.

The model is that of `calibrate.py`, over the signs of `relations.confidence`. The texts set aside are few, so the fit
takes those at hand as well; there the rules are better than elsewhere, which one sign more (`at hand`) takes up: it has
a weight in the fit and none in the table. What is printed is told of texts set aside that the fit has not seen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import annotated_relations as annotated  # noqa: E402
import calibrate  # noqa: E402

from chipbrief.extraction.extract import extract_source  # noqa: E402
from chipbrief.extraction.relations import confidence, find  # noqa: E402
from chipbrief.model import Source  # noqa: E402

AT_HAND = "at hand"
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Reading(NamedTuple):
    """A relation found: its text, its signs, the confidence told, and whether it is right."""

    text: str
    signs: tuple[str, ...]
    told: float
    right: bool


def readings(texts: Sequence[tuple[Source, list[annotated.Row]]], *more: str) -> list[Reading]:
    """What is found in annotated texts, with signs besides its own."""
    found = []
    for source, rows in texts:
        read = extract_source(source)
        for relation, signs in find.signed(source, read.view, read.blocks):
            right = any(annotated.says(relation, row) for row in rows)
            found.append(Reading(source.name, (*signs, *more), relation.confidence, right))
    return found


def material() -> tuple[list[Reading], list[Reading]]:
    """What is found in the texts at hand, and in those set aside."""
    at_hand = [*annotated.seeds(), *annotated.articles(held=False)]
    return readings(at_hand, AT_HAND), readings(annotated.articles(held=True))


def fitted(rows: Sequence[Reading]) -> dict[str, float]:
    """The weights of the signs."""
    found = calibrate.solved([(one.signs, one.right) for one in rows])
    return {sign: weight for sign, weight in found.items() if sign != AT_HAND}


def unseen(apart: Sequence[Reading], others: Sequence[Reading]) -> list[Reading]:
    """Readings of texts set aside with the confidence that a fit to other texts gives: `others`, and those apart."""
    names = sorted({one.text for one in apart})
    told = []
    for fold in range(calibrate.FOLDS):
        mine = {name for place, name in enumerate(names) if place % calibrate.FOLDS == fold}
        weights = fitted([*others, *(one for one in apart if one.text not in mine)])
        told += [one._replace(told=confidence.score(one.signs, weights)) for one in apart if one.text in mine]
    return told


def reliability(rows: Sequence[Reading]) -> Iterator[str]:
    """The confidence told and the part that is right, by bins of what is told."""
    for low, high in pairwise(EDGES):
        found = [one for one in rows if low <= one.told < high]
        if found:
            mean, right = sum(one.told for one in found) / len(found), sum(one.right for one in found)
            part = f"{right / len(found):.3f} ({right} of {len(found)})"
            yield f"told {low:.1f}-{min(high, 1):.1f}  mean {mean:.3f}  right {part}"


def main() -> None:
    at_hand, apart = material()
    sys.stdout.write("\n".join(reliability(unseen(apart, at_hand))) + "\n")
    lines = [f"{sign},{weight}" for sign, weight in fitted([*at_hand, *apart]).items()]
    path = ROOT / "data/reference/relation_confidence.csv"
    path.write_text("sign,weight\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
