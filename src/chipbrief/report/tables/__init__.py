"""The brief's tables: each takes derived frames and the language's `Prose`, and gives a Table, or None if empty."""

from chipbrief.report.tables.changes import added, moved
from chipbrief.report.tables.claims import chip_facts, forecasts, localisation, market, traded
from chipbrief.report.tables.comparison import (
    METRICS,
    PERCENT,
    companies,
    confirmed,
    conflicts,
    implied,
    performance,
    specifications,
    targets,
)
from chipbrief.report.tables.korea import (
    assumptions,
    base,
    cases,
    exposure,
    follow_up,
    indicators,
    scenarios,
    tornado,
)
from chipbrief.report.tables.landscape import makers, policy
from chipbrief.report.tables.method import audit, characters, duplicates, repairs, sources, timeline

__all__ = [
    "METRICS",
    "PERCENT",
    "added",
    "assumptions",
    "audit",
    "base",
    "cases",
    "characters",
    "chip_facts",
    "companies",
    "confirmed",
    "conflicts",
    "duplicates",
    "exposure",
    "follow_up",
    "forecasts",
    "implied",
    "indicators",
    "localisation",
    "makers",
    "market",
    "moved",
    "performance",
    "policy",
    "repairs",
    "scenarios",
    "sources",
    "specifications",
    "targets",
    "timeline",
    "tornado",
    "traded",
]
