"""What each notebook reads and writes: the one place that says so.

`sources/` and `reference/` stand for all files of those folders, `sources/` also for the figure set that a build
takes in their place; every other name is a file in the
derived folder. `{language}` makes a step run once for each language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SOURCES = "sources/"
REFERENCE = "reference/"


TABLES = (
    "pandas",
    "chipbrief.pipeline.preload.tables",
    "chipbrief.pipeline.preload.plots",
    "chipbrief.frames",
    "chipbrief.extraction.lexicon.gazetteer",
)
"""What the notebooks import that make tables, once for all of them."""

WITH_MODEL = (*TABLES, "chipbrief.pipeline.preload.model")
"""The same for the notebook that reads sentences; all this is there when the first notebook has run."""

PRELOAD = (
    *TABLES,
    "chipbrief.pipeline.preload.lean",
    "chipbrief.report.brief",
    "chipbrief.report.html.exporter",
    "chipbrief.report.pdf.exporter",
    "chipbrief.pipeline.preload.brief",
    "chipbrief.export.workbook.inputs",
)
"""The same for the brief and its renderings, whose turn comes later."""


@dataclass(frozen=True, slots=True)
class Step:
    """One notebook, the inputs that it reads, the derived files that it writes.

    `preload` are the modules that its kernel finds imported where it is forked.
    """

    notebook: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    by_language: bool = False
    preload: tuple[str, ...] = TABLES

    def runs(self, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """(name of the run, its language): one for each language, or one without."""
        if not self.by_language:
            yield self.notebook, ""
            return
        for language in languages:
            yield f"{self.notebook}.{language}", language

    def written(self, language: str) -> tuple[str, ...]:
        """The names of the files that the run in `language` writes."""
        return tuple(name.format(language=language) for name in self.writes)


INGESTED = ("sources.csv", "blocks.csv", "repairs.csv", "duplicates.csv", "excerpts.csv")
FIGURES = (
    "figures.csv", "audit.csv", "claims.csv", "left_out.csv", "relations.csv", "relation_claims.csv",
)  # fmt: skip
COMPARISONS = (
    "performance.csv",
    "pairs.csv",
    "specifications.csv",
    "targets.csv",
    "companies.csv",
    "timeline.csv",
    "conflicts.csv",
    "follow_up.csv",
    "announced.csv",
    "comparisons.json",
)
KOREA = (
    "exposure.csv",
    "shares.csv",
    "rates.csv",
    "scenarios.csv",
    "tornado.csv",
    "sensitivity.csv",
    "break_even.csv",
    "base.csv",
    "cases.csv",
    "indicators.csv",
    "korea.json",
)

_ANALYSES = (
    Step("01-ingest", (SOURCES, REFERENCE), INGESTED),
    Step("02-figures", (SOURCES, REFERENCE, "sources.csv", "excerpts.csv"), FIGURES, preload=WITH_MODEL),
    Step("03-comparisons", (SOURCES, REFERENCE, *INGESTED, *FIGURES), COMPARISONS),
    Step("04-korea-impact", (REFERENCE, *INGESTED, *FIGURES), KOREA),
)

_BRIEF = Step(
    "05-brief",
    (SOURCES, REFERENCE, *(file for step in _ANALYSES for file in step.writes)),
    ("evidence.{language}.json",),
    by_language=True,
    preload=PRELOAD,
)

STEPS = (*_ANALYSES, _BRIEF)
"""In the order in which they are named; a step runs when those are done that write what it reads."""

EXPORTERS = {"html": "chipbrief-html", "pdf": "chipbrief-pdf"}

WORKBOOK = ("sources", "excerpts", "repairs", "pairs", "conflicts", "scenarios")
"""The derived tables that the workbook is made from, beside the evidence."""
