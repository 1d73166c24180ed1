"""`proposals.csv`: what another tool says of figures. It counts as nothing until a person puts it into `reviews.csv`.

It has the columns of `reviews.csv`; the build does not read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.model import Source
from chipbrief.sources import reviews
from chipbrief.sources.reviews import ABOUT, STATEMENT, Review

NAME = "proposals.csv"
MOST = 100_000_000
"""Bytes of the largest file of proposals: a thousand to each of a thousand articles have a quarter of them."""
_FORM = '{"id": "article.txt", "figures": [{"start": 3, "end": 6, "text": "70%", "subject": "huawei", ...}]}'


def proposed(path: Path, sources: Iterable[Source], by: str) -> tuple[list[Review], list[str]]:
    """The proposals of a file of JSON lines, as `chipbrief extract` prints them, and why others were refused.

    Each is a whole statement by the tool `by`. What does not equal the text at its span is refused, and so is what
    is no statement: a line names its place. Raises InputError for a file that cannot be read.
    """
    texts = {source.name: source.text for source in sources}
    content = files.read(path, MOST, "give a file of JSON lines").decode("utf-8", "replace")
    taken: dict[tuple[str, int, int], Review] = {}
    refused = []
    for number, line in enumerate(content.splitlines(), 1):
        for place, row in _rows(line, f"{path}: line {number}"):
            try:
                review = _proposal(row, place, by)
                if said := reviews.refusal(review, texts):
                    raise InputError(f"{place}: {said}")
                taken[review.source, review.start, review.end] = review
            except InputError as error:
                refused.append(str(error))
    return list(taken.values()), refused


def waiting(folder: Path, sources: Iterable[Source]) -> dict[tuple[str, int, int], Review]:
    """The proposals of a folder by source, start and end; those whose text has changed since have lapsed."""
    texts = {source.name: source.text for source in sources}
    found = reviews.load(folder, name=NAME)
    return _by_place(proposal for proposal in found if not reviews.refusal(proposal, texts))


def add(folder: Path, proposals: Iterable[Review]) -> Path:
    """Put proposals to those of a folder, in place of earlier ones on the same figures; the file."""
    kept = _by_place([*reviews.load(folder, name=NAME), *proposals])
    return reviews.write(folder, (kept[place] for place in sorted(kept)), name=NAME)


def _by_place(proposals: Iterable[Review]) -> dict[tuple[str, int, int], Review]:
    """The proposals by source, start and end; of several on one figure the last."""
    return {(proposal.source, proposal.start, proposal.end): proposal for proposal in proposals}


def _rows(line: str, place: str) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    if not line.strip():
        return
    try:
        document = json.loads(line)
        for number, figure in enumerate(document["figures"], 1):
            yield f"{place}, figure {number}", {**figure, "source": str(document["id"])}
    except (ValueError, KeyError, TypeError, RecursionError):
        yield place, None


def _proposal(row: Mapping[str, Any] | None, place: str, by: str) -> Review:
    if row is None or not all(isinstance(row.get(name), int) for name in ("start", "end")) or "text" not in row:
        raise InputError(f"{place}: no statement; write {_FORM}")
    about = {name: str(row.get(name) or "").replace("|", " ") for name in ABOUT}
    about["modality"] = about["modality"] or "fact"
    value = " | ".join(" ".join(about[name].split()) for name in ABOUT).strip()
    review = Review(row["source"], row["start"], row["end"], str(row["text"]), STATEMENT, value, by)
    return reviews.checked(review, place)
