"""Every run of digits is explained, or says that it is not."""

from __future__ import annotations

from pathlib import Path

from chipbrief.extraction import audit
from chipbrief.extraction.extract import extract_source
from chipbrief.sources import catalogue

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_two_articles_are_explained_to_the_last_digit() -> None:
    explained: dict[str, int] = {}
    for source in catalogue.load(SEEDS):
        rows = extract_source(source).audit()
        assert audit.unexplained(rows) == []
        assert all(source.text[row.start : row.end] == row.text for row in rows)
        for row in rows:
            explained[row.explanation] = explained.get(row.explanation, 0) + 1
    assert explained["chrome"] == 2
    assert explained["name"] >= 30


def test_names_are_explained_by_entity_or_by_shape() -> None:
    rows = audit.audit("H20과 TX900", [])
    assert [(row.text, row.explanation, row.detail) for row in rows] == [
        ("20", "name", "h20"),
        ("900", "name", "latin"),
    ]


def test_what_nothing_explains_is_told() -> None:
    rows = audit.audit("코드 (7731)", [])
    assert [(row.text, row.explanation) for row in audit.unexplained(rows)] == [("7731", "unexplained")]
