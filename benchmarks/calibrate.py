"""Fits the confidence of readings to the annotated texts, and writes `data/reference/confidence.csv`.

A logistic regression with a ridge penalty over the signs of `statements.confidence`, by Newton's method (Hastie,
Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., section 4.4.1). It is fitted to the texts that
were set aside while the rules were made, for on the others the rules are better than elsewhere. What it prints is told
of texts that the fit has not seen: of each fifth of them by a fit to the others.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import annotated  # noqa: E402
from annotated import Judged  # noqa: E402

from chipbrief.extraction.quantities import scan  # noqa: E402
from chipbrief.extraction.statements import document  # noqa: E402

RIDGE = 4.0  # so that a rule seen ten times cannot be trusted blindly
SELDOM = 6  # figures: below, a feature has no weight of its own
FOLDS = 5


def fit(readings: list[Judged]) -> dict[str, float]:
    """The weights of the features of readings."""
    return solved([(_features(one), bool(one.statement)) for one in readings])


def solved(rows: Sequence[tuple[Sequence[str], bool]]) -> dict[str, float]:
    """The weights of features that best tell what is right; of each row its features, and whether it is."""
    seen = Counter(feature for features, _ in rows for feature in features)
    names = sorted(feature for feature, count in seen.items() if count >= SELDOM)
    places = {name: place for place, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for row, (features, _) in enumerate(rows):
        for feature in features:
            if feature in places:
                x[row, places[feature]] = 1
    y = np.array([right for _, right in rows], dtype=float)
    penalty = RIDGE * np.eye(len(names))
    penalty[places["always"], places["always"]] = 0
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty @ weights
        hessian = (x.T * (p * (1 - p))) @ x + penalty
        weights += np.linalg.solve(hessian, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _features(one: Judged) -> tuple[str, ...]:
    return _signs(one.text.article, one.text.published).get(one.figure.start, ()) if one.figure else ()


@cache
def _signs(article: str, published: str) -> dict[int, tuple[str, ...]]:
    """The signs of each figure of a text, by its place."""
    told = document.attributes_of(article, scan.find(article, published))
    return {figure.start: about.signs for figure, about in told.items()}


def told(one: Judged, weights: dict[str, float]) -> Judged:
    """A reading with the confidence that weights give it."""
    if one.figure is None or not (one.figure.subject or one.figure.metric):
        return one
    score = sum(weights.get(feature, 0.0) for feature in _features(one))
    return replace(one, figure=replace(one.figure, confidence=round(float(1 / (1 + np.exp(-score))), 2)))


def main() -> None:
    texts = [text for text in annotated.texts() if text.held]
    readings = {text.name: annotated.judged(text) for text in texts}
    known = {name: [one for one in found if one.figure] for name, found in readings.items()}
    checked = []
    for fold in range(FOLDS):
        apart = {text.name for place, text in enumerate(texts) if place % FOLDS == fold}
        weights = fit([one for name, found in known.items() if name not in apart for one in found])
        checked += [told(one, weights) for name in sorted(apart) for one in readings[name]]
    sys.stdout.write("\n".join([*annotated.report(checked), *annotated.reliability(checked)]) + "\n")
    weights = fit([one for found in known.values() for one in found])
    lines = [f"{name},{weight}" for name, weight in weights.items()]
    (ROOT / "data/reference/confidence.csv").write_text("sign,weight\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
