"""A story that several papers print says each thing once."""

from __future__ import annotations

import pandas as pd

SAME = ["kind", "low", "high", "unit", "subject", "metric", "versus", "period", "date"]
"""The columns in which two figures of one story are the same."""


def repeated(figures: pd.DataFrame, duplicates: pd.DataFrame) -> set[str]:
    """The ids of figures that a copy repeats from the story that it copies (columns `source`, `of` of `duplicates`).

    What a copy adds is not among them: its editors had it from somewhere else.
    """
    of = dict(zip(duplicates["source"], duplicates["of"], strict=True))
    keys = list(zip(figures["source"].map(lambda name: of.get(name, name)), *_cells(figures), strict=True))
    first = {key for key, source in zip(keys, figures["source"], strict=True) if source not in of}
    rows = zip(figures["id"], keys, figures["source"], strict=True)
    return {id_ for id_, key, source in rows if source in of and key in first}


def _cells(figures: pd.DataFrame) -> list[list[str]]:
    """The columns that must agree, as text: a missing cell equals a missing cell."""
    return [figures[column].astype(object).where(figures[column].notna(), "").astype(str).tolist() for column in SAME]
