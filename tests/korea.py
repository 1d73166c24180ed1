"""A made-up base and assumptions for the analysis of Korea's exports, and public series as a frame."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from chipbrief.analysis import exposure, scenarios
from chipbrief.analysis.base import Base, base
from chipbrief.analysis.scenarios import Setting
from chipbrief.analysis.series import Series
from chipbrief.frames.schemas import REFERENCE
from chipbrief.model import Assumption

Ends = tuple[float, float]
GIVEN: dict[str, Ends] = {
    "final-china": (38, 52), "chinese-buyers": (40, 80), "home-start": (10, 20),
    "home-end-shortage": (20, 30), "home-end-balance": (25, 40), "home-end-glut": (30, 50),
    "redirect-shortage": (80, 100), "redirect-balance": (40, 80), "redirect-glut": (0, 40),
    "discount-shortage": (0, 5), "discount-balance": (5, 15), "discount-glut": (15, 40),
    "weight-shortage": (40, 40), "weight-balance": (30, 30), "threshold": (5, 5), "horizon": (2028, 2028),
    "draws": (2000, 2000), "seed": (7, 7),
}  # fmt: skip
SERIES = [
    ("kr-chip-exports-motie", "2024", 140e9), ("kr-chip-exports-motie", "2025", 170e9),
    ("kr-chip-exports-motie-month", "2025-01", 10e9), ("kr-chip-exports-motie-month", "2025-05", 14e9),
    ("kr-chip-exports-motie-month", "2026-01", 20e9), ("kr-chip-exports-motie-month", "2026-05", 40e9),
    ("kr-chip-exports-ict", "2025", 170e9), ("kr-memory-exports-ict", "2025", 119e9),
    ("kr-chip-export-volume-growth-kdi", "2025-12", 4.0), ("kr-chip-export-price-growth-kdi", "2025-12", 40.0),
    ("kr-chip-export-share-china", "2024", 33.0), ("kr-chip-export-share-hong-kong", "2024", 18.0),
    ("hk-reexport-share-korean-goods", "2018", 90.0), ("hk-reexport-to-china-share", "2018", 80.0),
    ("nvidia-h20-revenue", "2025-08/2025-10", 0.05e9),
]  # fmt: skip


def references(rows: Iterable[tuple[str, str, float]] = SERIES) -> pd.DataFrame:
    """Rows of series, period and value as the curated table has them, published on the last day of their year."""
    found = [
        dict.fromkeys(REFERENCE["trade"].columns)
        | {"id": f"r-trade-{series}-{period.replace('/', '-to-')}", "series": series, "label_ko": "계열"}
        | {"label_en": series, "period": period, "low": value, "high": value, "unit": "USD" if value > 1e6 else "%"}
        | {"published": f"{period[-7:][:4]}-12-31", "confidence": "high", "title": "쪽", "url": "https://example.org/"}
        for series, period, value in rows
    ]
    return pd.DataFrame(found, columns=list(REFERENCE["trade"].columns))


def start(rows: Iterable[tuple[str, str, float]] = SERIES, trade: exposure.Trade | None = None) -> Base | None:
    """The base of these series, and of what articles state."""
    return base(trade or exposure.Trade("korea", None, None), Series(references(rows)))


def given(**changed: Ends) -> list[Assumption]:
    """The assumptions, some of them changed; `_` in a name stands for `-`."""
    ends = GIVEN | {name.replace("_", "-"): value for name, value in changed.items()}
    return [Assumption(f"a-{name}", name, name, *value, "%", "이유", "reason") for name, value in ends.items()]


def setting(**changed: Ends) -> Setting:
    """The setting of the made-up base with assumptions, some of them changed."""
    made = scenarios.setting(start(), given(**changed))
    assert made is not None
    return made
