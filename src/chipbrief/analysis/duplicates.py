"""A story that several papers print is one statement of it."""

from __future__ import annotations

import pandas as pd

SAME = ["kind", "low", "high", "unit", "subject", "metric", "scope", "versus", "period", "date"]
"""The columns in which two figures of one story are the same."""


def once(figures: pd.DataFrame, duplicates: pd.DataFrame) -> pd.DataFrame:
    """The figures without those that a duplicate repeats from the story that it copies (columns `source`, `of`).

    What a copy adds stays: its editors had it from somewhere else.
    """
    of = dict(zip(duplicates["source"], duplicates["of"], strict=True))
    keys = list(zip(figures["source"].map(lambda name: of.get(name, name)), *_cells(figures), strict=True))
    first = {key for key, source in zip(keys, figures["source"], strict=True) if source not in of}
    repeated = [source in of and key in first for key, source in zip(keys, figures["source"], strict=True)]
    gone = set(figures["id"][repeated])
    kept = figures[~pd.Series(repeated, index=figures.index, dtype=bool)].copy()
    kept["restates"] = kept["restates"].where(~kept["restates"].isin(gone))
    return kept


def _cells(figures: pd.DataFrame) -> list[list[str]]:
    """The columns that must agree, as text: a missing cell equals a missing cell."""
    return [figures[column].astype(object).where(figures[column].notna(), "").astype(str).tolist() for column in SAME]
