"""Chips against chips: what sources state, what that implies for other pairs, what pages publish.

Columns of `pairs`: subject, versus, origin (`stated`, `derived`, or `published` for a chip that no source rates,
beside each rival that sources use), estimate, low, high (the range over what is stated, or over the shortest ways
to derive it, or the published ratio), alternative, alternative_low, alternative_high (the same if ambiguous
wordings have their second reading), implied, implied_low, implied_high (of a stated pair: what statements about
other pairs say of it), consistent_low, consistent_high (if every statement holds at once; empty when they
cannot), published, published_low, published_high, confidence (ratio of published peaks, its weaker side's
confidence), facts (figures), metrics.
Estimates: `e-A-B-stated`, `e-A-B-implied`, `e-A-B-published`, and `…-if-more` for the second reading.
"""

from __future__ import annotations

from collections.abc import Mapping

from chipbrief.analysis.ratios import Graph, Pair, closure, implied, implied_if_more, named
from chipbrief.analysis.tables import Entities, Result, join, table
from chipbrief.model import Estimate

COLUMNS = (
    "subject", "versus", "origin", "estimate", "low", "high", "alternative", "alternative_low", "alternative_high",
    "implied", "implied_low", "implied_high", "consistent_low", "consistent_high", "published", "published_low",
    "published_high", "confidence", "facts", "metrics",
)  # fmt: skip
Cells = dict[str, Estimate | None]


def pairs(ratios: Graph, peaks: Mapping[str, Estimate], confidence: Mapping[str, str], entities: Entities) -> Result:
    """Every stated pair and every pair that stated ones imply, beside the ratio of published `peaks` by chip."""
    bounds = closure(ratios)
    cells: dict[Pair, tuple[str, Cells]] = {}
    for pair, value in ratios.stated.items():
        others = implied(ratios, pair, entities)
        cells[pair] = "stated", {"estimate": value, "alternative": ratios.second.get(pair), "implied": others}
    for pair in ratios.unstated():
        second = implied_if_more(ratios, pair, entities)
        cells[pair] = "derived", {"estimate": implied(ratios, pair, entities), "alternative": second}
    for pair in [*cells, *_unrated(ratios, peaks, entities)]:
        published = _published(pair, peaks, entities)
        cells.setdefault(pair, ("published", {"estimate": published}))[1]["published"] = published
    rows = [
        {"subject": pair[0], "versus": pair[1], "origin": origin, **_written(found)}
        | dict(zip(("consistent_low", "consistent_high"), bounds.get(pair, (None, None)), strict=True))
        | _basis(ratios, pair, confidence, published=found["published"] is not None)
        for pair, (origin, found) in cells.items()
    ]
    estimates = {item.id: item for _, found in cells.values() for item in found.values() if item}
    return Result(table(rows, COLUMNS), list(estimates.values()))


def _published(pair: Pair, peaks: Mapping[str, Estimate], entities: Entities) -> Estimate | None:
    if not all(chip in peaks for chip in pair):
        return None
    return named(peaks[pair[0]] / peaks[pair[1]], pair, "published", entities)


def _unrated(ratios: Graph, peaks: Mapping[str, Estimate], entities: Entities) -> list[Pair]:
    """Chips with a published peak that no source rates, against each rival of another country that sources use."""
    rivals = [node for node in ratios.nodes if node in peaks and any(node == versus for _, versus in ratios.chips)]
    return [
        (chip, rival)
        for rival in rivals
        for chip in peaks
        if chip not in ratios.nodes and entities.place(chip) and entities.place(chip) != entities.place(rival)
    ]


def _basis(ratios: Graph, pair: Pair, confidence: Mapping[str, str], *, published: bool) -> dict[str, object]:
    used = ratios.rests_on(pair)
    ranks = ("high", "medium", "low")
    weaker = max((confidence[chip] for chip in pair), key=ranks.index) if published else None
    facts, metrics = join(item.figure.id for item in used), join(item.figure.metric for item in used)
    return {"confidence": weaker, "facts": facts, "metrics": metrics}


def _written(found: Cells) -> dict[str, object]:
    """Each Estimate as its id and its ends; those of the first have no prefix."""
    cells: dict[str, object] = {}
    for column, item in found.items():
        if item:
            prefix = "" if column == "estimate" else f"{column}_"
            cells |= {column: item.id, f"{prefix}low": item.low, f"{prefix}high": item.high}
    return cells
