"""The report uses the terms of `docs/glossary.md`, and none that the glossary rules out."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from chipbrief.language.labels import LANGUAGES, PROSE

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| (?!한국어|---)([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TERMS = [tuple(cell.strip() for cell in row) for row in _ROW.findall((ROOT / "docs/glossary.md").read_text("utf-8"))]
_ENTITIES = (ROOT / "data/reference/entities.csv").read_text("utf-8").splitlines()
NAMES = {row["ko"] for row in csv.DictReader(_ENTITIES)}


def words(language: str) -> str:
    """What the templates of a language say, without the code in them."""
    texts = [path.read_text("utf-8") for path in sorted((PROSE / language).iterdir())]
    return re.sub(r"\{[{%].*?[%}]\}", " ", "\n".join(texts), flags=re.DOTALL)


def test_the_glossary_has_terms() -> None:
    assert len(TERMS) > 20
    assert len({term for term, *_ in TERMS}) == len(TERMS), "a term stands once"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", TERMS, ids=lambda row: row[1])
def test_the_report_uses_no_term_that_the_glossary_rules_out(row: tuple[str, ...], language: str) -> None:
    text = words(language).casefold()
    for unused in row[3].split(", "):
        if bool(re.search("[가-힣]", unused)) == (language == "ko"):
            assert unused.casefold() not in text, f"{unused}: write {row[0] if language == 'ko' else row[1]}"


def test_names_are_those_of_the_glossary() -> None:
    assert "캠브리콘" in NAMES
    assert "캄브리콘" not in NAMES
