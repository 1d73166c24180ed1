"""A person's decisions on the figures that the rules read: they count, whatever the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from chipbrief.errors import InputError
from chipbrief.extraction.quantities import scan
from chipbrief.model import Approx, Figure, Kind, Modality, Source
from chipbrief.sources.reviews import NAME, REJECTED, Review, Values

CONFIRMED, CORRECTED, ADDED = "confirmed", "corrected", "added"
_Place = tuple[int, int]


def decided(read: Sequence[Figure], source: Source, reviews: Iterable[Review]) -> list[Figure]:
    """The figures of a source after the decisions on it, in order; each of these is certain (confidence 1).

    `review` tells what was decided, `was` what the rules had read: `field=value` joined by ` | `. A figure that
    is added takes the place of those that share characters with it. Raises InputError where its text is no number
    and no line says which, and where two that were decided share characters.
    """
    by_place: dict[_Place, list[Review]] = {}
    for review in reviews:
        if review.source == source.name and not review.of_relation:
            by_place.setdefault((review.start, review.end), []).append(review)
    if not by_place:
        return list(read)
    figures = {(figure.start, figure.end): figure for figure in read}
    made: dict[_Place, Figure] = {}
    for place, lines in by_place.items():
        figure = figures.pop(place, None)
        if lines[0].field != REJECTED:
            values = {name: value for line in lines for name, value in line.values.items()}
            made[place] = _applied(figure, values) if figure else _added(source, lines[0], values)
    kept = {place: figure for place, figure in figures.items() if not any(_share(place, added) for added in made)}
    found = [figure for _, figure in sorted((kept | made).items())]
    for first, second in pairwise(found):
        if second.start < first.end:
            where = f"{NAME}: {second.source}:{second.start}-{second.end}"
            raise InputError(f"{where}: shares characters with {first.text}; reject one of the two")
    ids = {figure.id for figure in found}
    return [replace(figure, restates=None) if figure.restates not in ids else figure for figure in found]


def is_needed(review: Review, read: Figure | None) -> bool:
    """Whether a decision still changes what the rules read at its place; a whole statement is always needed."""
    if review.field == REJECTED or read is None:
        return (read is None) != (review.field == REJECTED)
    return len(review.values) > 1 or bool(_changes(read, _typed(review.values)))


def _applied(figure: Figure, values: Values) -> Figure:
    typed = _typed(values)
    changed = _changes(figure, typed)
    if not changed and len(values) == 1:
        return figure  # the rules have come to read it so: the line is no longer needed
    was = " | ".join(f"{name}={'' if value is None else value}" for name, value in changed.items())
    return replace(figure, **typed, confidence=1.0, review=CORRECTED if changed else CONFIRMED, was=was or None)


def _added(source: Source, at: Review, values: Values) -> Figure:
    found = scan.find(at.text, source.published)
    number: dict[str, Any] = {}
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(at.text)):
        number = {name: getattr(found[0], name) for name in ("kind", "low", "high", "unit", "approx", "date")}
        number["approx"] = Approx(number["approx"])
    elif "kind" not in values:
        raise InputError(
            f"{NAME}: {at.source}:{at.start}-{at.end}: {at.text} is read as no number; "
            "add lines for its kind, low, high and unit, or for its kind and date, or remove the line"
        )
    blank = {"kind": Kind.COUNT, "low": None, "high": None, "unit": "", "approx": Approx.EXACT}
    fields = blank | number | _typed(values) | {"rule": "added by a person", "confidence": 1.0, "review": ADDED}
    return Figure(at.source, at.start, at.end, at.text, **fields)


def _typed(values: Values) -> dict[str, Any]:
    types: dict[str, Any] = {"kind": Kind, "approx": Approx, "modality": Modality, "low": float, "high": float}
    return {
        name: types[name](value) if value and name in types else value if name == "unit" else value or None
        for name, value in values.items()
    }


def _changes(figure: Figure, typed: dict[str, Any]) -> dict[str, object]:
    """What the rules had read otherwise, by field."""
    return {name: getattr(figure, name) for name, value in typed.items() if getattr(figure, name) != value}


def _share(first: _Place, second: _Place) -> bool:
    return first[0] < second[1] and second[0] < first[1]
