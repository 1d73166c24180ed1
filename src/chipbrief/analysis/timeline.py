"""Dated events: what sources date, and the curated events of public record.

Columns of `timeline`: date (ISO 8601), planned (it ends after the source was published), kind (`figure` or
`reference`), fact, role (`event`, or `period` when it only says which year or part of a year a
number is about),
source, start, end (the sentence in the stored text), entities, what_ko, what_en (references only).
Sorted by date; the references' texts are their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from chipbrief.analysis.tables import figures, join, records, split, table
from chipbrief.model import Figure, Kind, Source, periods

COLUMNS = (
    "date", "planned", "kind", "fact", "role", "source", "start", "end", "entities", "what_ko", "what_en",
)  # fmt: skip

Sentence = Callable[[str, int, int], tuple[int, int]]
Find = Callable[[str], Iterable[str]]


def timeline(
    frame: pd.DataFrame, events: pd.DataFrame, sources: Mapping[str, Source], *, sentence: Sentence, find: Find
) -> pd.DataFrame:
    """Date figures with their sentences, and reference events, in order of time.

    `sentence(text, start, end)` is the span of the sentence around a span; `find(text)` the entity ids in it.
    """
    stated = figures(frame)
    dated = [figure for figure in stated if figure.kind is Kind.DATE and figure.date]
    rows = [_figure(figure, stated, sources.get(figure.source), sentence, find) for figure in dated]
    rows += [
        {name: row.get(name) for name in ("date", "entities", "what_ko", "what_en")}
        | {"planned": False, "kind": "reference", "fact": row["id"], "role": "event"}
        for row in records(events)
    ]
    return table(sorted(rows, key=lambda row: (periods.days(str(row["date"])) or ("", ""), str(row["fact"]))), COLUMNS)


def _figure(
    figure: Figure, stated: list[Figure], source: Source | None, sentence: Sentence, find: Find
) -> dict[str, object]:
    start, end = sentence(source.text, figure.start, figure.end) if source else (figure.start, figure.end)
    beside = [f for f in stated if f.source == figure.source and start <= f.start < end and f is not figure]
    named = find(source.text[start:end]) if source else []
    return {
        "date": figure.date,
        "planned": after_publication(figure, source),
        "kind": "figure",
        "fact": figure.id,
        "role": "period" if _is_period(figure, beside, source) else "event",
        "source": figure.source,
        "start": start,
        "end": end,
        "entities": join([*split(figure.subject), *named]),
    }


def _is_period(figure: Figure, beside: list[Figure], source: Source | None) -> bool:
    """Whether a date is the time that a number covers: past, longer than a month, and the number's own period."""
    about = any(figure.date in (f.period, f.versus) for f in beside)
    long = "/" in str(figure.date) or len(str(figure.date)) == len("2025")
    return about and long and not after_publication(figure, source)


def after_publication(figure: Figure, source: Source | None) -> bool:
    """Whether a date lies wholly or partly after its source, in a later year if only a year is known."""
    covered = periods.days(figure.date)
    published = periods.days(source.published) if source else None
    return bool(covered and published and covered[0] > published[1])
