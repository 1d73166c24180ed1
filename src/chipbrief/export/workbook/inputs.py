"""What the workbook is made of, from the files of a build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from chipbrief import frames
from chipbrief.analysis.tables import records
from chipbrief.document.quotes import quote
from chipbrief.evidence.load import repair
from chipbrief.export.workbook.writer import Material
from chipbrief.extraction.lexicon import gazetteer
from chipbrief.language.names import Names
from chipbrief.model import Source
from chipbrief.sources.repair import Repair
from chipbrief.sources.sentences import Sentences

_TABLES = ("sources", "pairs", "conflicts", "scenarios")
_ANCHOR = re.compile(r'\bid="([^"]+)"')


def gathered(
    evidence: Mapping[str, Any], articles: Iterable[Source], derived: Path, reference: Path, pages: Mapping[str, str]
) -> Material:
    """The material of the workbook: `evidence.json`, the articles, tables of both folders, and pages by language."""
    tables = {name: records(frames.read(name, derived)) for name in _TABLES}
    repairs = [repair(row) for row in records(frames.read("repairs", derived))]
    names = Names.load(reference, gazetteer.find)
    anchors = {language: frozenset(_ANCHOR.findall(page)) for language, page in pages.items()}
    sentences = _sentences(evidence["figures"] | evidence.get("relations", {}), articles, repairs)
    return Material(evidence, tables, sentences, partial(_both, names), anchors)


def _sentences(entries: Mapping[str, Any], articles: Iterable[Source], repairs: list[Repair]) -> dict[str, str]:
    """The sentence around each figure and relation, repaired words in square brackets as in the handout."""
    found: dict[str, str] = {}
    for article in articles:
        sentences = Sentences(article.text)
        for id_, entry in entries.items():
            if entry["source"] == article.name:
                said = quote(article, *sentences.around(entry["start"], entry["end"]), (), repairs)
                found[id_] = "".join(f"[{run.repair}]" if run.repair else run.text for run in said.runs)
    return found


def _both(names: Names, words: str) -> str:
    """The name of an id, or words of an article, in Korean and, where that is another, in English."""
    ko, en = (names.words(words, language) for language in ("ko", "en"))
    return ko if ko == en else f"{ko} ({en})"
