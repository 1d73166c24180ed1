"""How many decisions of a person raise the share of right statements to 0.95 on the annotated texts.

In the order of `chipbrief review` (what rests on a statement times how unsure it is), in the order of how unsure alone,
and in a random order (the mean of many). A decision makes its statement right. Confidences are told of texts that their
fit has not seen, as `calibrate.py` does.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import annotated  # noqa: E402
import calibrate  # noqa: E402
from annotated import Judged, Text  # noqa: E402

from chipbrief import frames  # noqa: E402
from chipbrief.analysis.claims import claims, leading  # noqa: E402
from chipbrief.analysis.tables import Entities  # noqa: E402
from chipbrief.analysis.worth import worth  # noqa: E402
from chipbrief.sources import reference_tables  # noqa: E402

AIM = 0.95
SHUFFLES = 200


def decisions(order: Iterable[Judged], every: int) -> int:
    """How many decisions in this order it takes until `AIM` of all statements are right."""
    found = list(order)
    right, taken = sum(one.statement for one in found), 0
    for one in found:
        if right >= AIM * every:
            break
        taken += 1
        right += not one.statement
    return taken


def resting(text: Text, readings: list[Judged], entities: Entities) -> dict[int, int]:
    """How many conclusions rest on the figure at each place of a text."""
    found = [one.figure for one in readings if one.figure]
    rows = {figure.start: {"id": figure.id} | asdict(figure) for figure in found}
    stated = frames.frame("figures", rows.values())
    claimed = claims(stated, reference_tables.rows("topics"), entities, {text.name: text.published})
    taken = leading(stated, claimed, frames.frame("duplicates", []))
    items = worth(stated, taken, {text.name: text.article}, entities)
    return {item.fact.start: len(item.conclusions) for item in items}


def main() -> None:
    """Print the three numbers."""
    texts = annotated.texts()
    readings = {text.name: annotated.judged(text) for text in texts}
    known = {name: [one for one in found if one.figure] for name, found in readings.items()}
    entities = Entities.of(*(reference_tables.rows(name) for name in ("entities", "metrics", "specifications")))
    checked: list[tuple[Judged, int]] = []
    for fold in range(calibrate.FOLDS):
        apart = [text for place, text in enumerate(texts) if place % calibrate.FOLDS == fold]
        names = {text.name for text in apart}
        weights = calibrate.fit([one for name, found in known.items() if name not in names for one in found])
        for text in apart:
            told = [calibrate.told(one, weights) for one in known[text.name]]
            weight = resting(text, told, entities)
            checked += [(one, weight.get(one.figure.start, 0)) for one in told if one.figure]
    every = len(checked)
    unsure = sorted(checked, key=lambda item: item[0].told)
    valued = sorted(checked, key=lambda item: -(1 + item[1]) * (1 - item[0].told))
    shuffled = []
    for seed in range(SHUFFLES):
        order = [one for one, _ in checked]
        random.Random(seed).shuffle(order)  # noqa: S311 - no secret
        shuffled.append(decisions(order, every))
    right = sum(one.statement for one, _ in checked)
    least = max(0, math.ceil(AIM * every) - right)  # were each of them on a wrong one
    sys.stdout.write(
        f"statements {every}, right {right / every:.3f}; decisions until {AIM} are right:\n"
        f"  order of worth  {decisions((one for one, _ in valued), every)}\n"
        f"  least sure      {decisions((one for one, _ in unsure), every)}\n"
        f"  random order    {sum(shuffled) / SHUFFLES:.0f}\n"
        f"  at the least    {least}\n"
    )


if __name__ == "__main__":
    main()
