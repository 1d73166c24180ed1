"""How many decisions of a person raise the share of right statements to 0.95 on the annotated texts.

In the order of `chipbrief review`: sentence by sentence, by what rests on their statements times how unsure these are.
A person reads a sentence once: one decision confirms all of it that is right, and each statement that is wrong needs
one of its own. Beside it: the sentences by how unsure they are alone, and in a random order (the mean of many); single
statements, least sure first and in a random order, each of them a decision, right or wrong; and what the wrong ones
alone would need, if they were known. Confidences are told of texts that their fit has not seen, as `calibrate.py` does.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterable, Sequence
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
from chipbrief.sources.sentences import Sentences  # noqa: E402

AIM = 0.95
SHUFFLES = 200


def decisions(order: Iterable[Sequence[Judged]], every: int) -> int:
    """How many decisions in this order of sentences it takes until `AIM` of all statements are right."""
    found = list(order)
    right, taken = sum(bool(one.statement) for same in found for one in same), 0
    for same in found:
        missing = math.ceil(AIM * every) - right
        if missing <= 0:
            break
        wrong = sum(not one.statement for one in same)
        taken += max(1, min(wrong, missing))
        right += wrong
    return taken


def shuffled(sentences: Sequence[Sequence[Judged]], every: int) -> float:
    """The same in a random order, the mean of many."""
    counts = []
    for seed in range(SHUFFLES):
        order = list(sentences)
        random.Random(seed).shuffle(order)  # noqa: S311 - no secret
        counts.append(decisions(order, every))
    return sum(counts) / SHUFFLES


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
    """Print the numbers."""
    texts = annotated.texts()
    readings = {text.name: annotated.judged(text) for text in texts}
    known = {name: [one for one in found if one.figure] for name, found in readings.items()}
    entities = Entities.of(*(reference_tables.rows(name) for name in ("entities", "metrics", "specifications")))
    sentences: dict[tuple[str, int, int], list[Judged]] = {}
    value: dict[tuple[str, int, int], float] = {}
    for fold in range(calibrate.FOLDS):
        apart = [text for place, text in enumerate(texts) if place % calibrate.FOLDS == fold]
        names = {text.name for text in apart}
        weights = calibrate.fit([one for name, found in known.items() if name not in names for one in found])
        for text in apart:
            told = [calibrate.told(one, weights) for one in known[text.name]]
            weight, around = resting(text, told, entities), Sentences(text.article).around
            for one in told:
                if one.figure is None:
                    continue
                at = (text.name, *around(one.figure.start, one.figure.end))
                sentences.setdefault(at, []).append(one)
                value[at] = value.get(at, 0) + (1 + weight.get(one.figure.start, 0)) * (1 - one.told)
    every = sum(map(len, sentences.values()))
    valued = [sentences[at] for at in sorted(sentences, key=lambda at: -value[at])]
    unsure = sorted(sentences.values(), key=lambda same: -sum(1 - one.told for one in same))
    single = [[one] for same in sentences.values() for one in same]
    right = sum(bool(one.statement) for [one] in single)
    least = max(0, math.ceil(AIM * every) - right)  # were each of them on a wrong one
    sys.stdout.write(
        f"statements {every} in {len(sentences)} sentences, right {right / every:.3f}; "
        f"decisions until {AIM} are right:\n"
        f"  sentences by worth      {decisions(valued, every)}\n"
        f"  sentences, least sure   {decisions(unsure, every)}\n"
        f"  sentences at random     {shuffled(list(sentences.values()), every):.0f}\n"
        f"  statements, least sure  {decisions(sorted(single, key=lambda same: same[0].told), every)}\n"
        f"  statements at random    {shuffled(single, every):.0f}\n"
        f"  the wrong ones alone    {least}\n"
    )


if __name__ == "__main__":
    main()
