"""A person's decisions on the relations that the rules read: they count, whatever the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.reviewed import ADDED, CONFIRMED, CORRECTED
from chipbrief.model import Relation, Source
from chipbrief.model.relation import Span
from chipbrief.sources.reviews import REJECTED, TOLD, Review
from chipbrief.sources.sentences import sentence

_SAID = TOLD[:3]


def decided(read: Sequence[Relation], source: Source, reviews: Iterable[Review]) -> list[Relation]:
    """The relations of a source after the decisions on it, in order; each of these is certain (confidence 1).

    A decision meets what the rules read of the same things in the sentence at its place, by whichever word: a later
    version of the rules may see another one. One that meets nothing adds its relation; it corrects what was rejected
    in its sentence, if anything was.
    """
    lines = [one for one in reviews if one.source == source.name and one.of_relation]
    kept = list(read)
    rejected: list[Relation] = []
    for line in lines:
        if line.field == REJECTED:
            rejected += [one for one in kept if _meets(line, one)]
            kept = [one for one in kept if not _meets(line, one)]
    made = []
    for line in lines:
        if line.field != REJECTED:
            same = [one for one in kept if _meets(line, one)]
            kept = [one for one in kept if one not in same]
            made.append(_corrected(same[0], line) if same else _added(line, source, rejected))
    return sorted([*kept, *made], key=lambda one: (one.verb, one.id))


def is_needed(review: Review, read: Iterable[Relation]) -> bool:
    """Whether a decision still changes what the rules read at its place; a whole relation is always needed."""
    return review.field != REJECTED or any(_meets(review, relation) for relation in read)


def _meets(line: Review, relation: Relation) -> bool:
    same = all(line.values[name] == (getattr(relation, name) or "") for name in _SAID)
    return same and line.source == relation.source and line.start < relation.end and relation.start < line.end


def _corrected(read: Relation, line: Review) -> Relation:
    changed = _changes(read, line)
    review = CORRECTED if changed else CONFIRMED
    return replace(read, **_typed(line), confidence=1.0, review=review, was=_was(changed))


def _added(line: Review, source: Source, rejected: list[Relation]) -> Relation:
    """What a decision tells of a word; in place of what was rejected in its sentence, of the same word or kind."""
    here = [earlier for earlier in rejected if line.start < earlier.end and earlier.start < line.end]
    kind, verb = line.values["relation"], (line.start, line.end)
    here = [earlier for earlier in here if earlier.relation == kind or earlier.verb == verb]
    before = min(here, key=lambda earlier: (earlier.verb[0] != line.start, earlier.start), default=None)
    if before is not None:
        rejected.remove(before)
    values, (start, end) = _typed(line), sentence(source.text, line.start, line.end)
    marks = tuple(_mark(values[name], source.text, (start, end)) for name in ("subject", "object"))
    return Relation(
        line.source, start, end, rule="added by a person", verb=(line.start, line.end), marks=(marks[0], marks[1]),
        review=CORRECTED if before else ADDED, was=_was(_changes(before, line)) if before else None, **values,
    )  # fmt: skip


def _mark(thing: str | None, text: str, within: Span) -> Span | None:
    """Where a sentence names a thing: by its words, or as the gazetteer knows it; None where it does not."""
    start, end = within
    if thing is None:
        return None
    at = text.find(thing, start, end)
    if at >= 0:
        return at, at + len(thing)
    named = (found for found in gazetteer.find(text[start:end]) if found.id == thing)
    return next(((start + found.start, start + found.end) for found in named), None)


def _typed(line: Review) -> dict[str, Any]:
    return {name: value or None for name, value in line.values.items()}


def _changes(read: Relation, line: Review) -> dict[str, object]:
    """What the rules had read otherwise, by field."""
    return {name: getattr(read, name) for name, value in _typed(line).items() if getattr(read, name) != value}


def _was(changed: dict[str, object]) -> str | None:
    return " | ".join(f"{name}={'' if value is None else value}" for name, value in changed.items()) or None
