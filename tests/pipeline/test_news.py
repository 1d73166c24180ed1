"""What a build has that was not told before, from small tables and editions of the evidence."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import editions
import pytest
from editions import Data, edited, entry, figure

from chipbrief.document.nodes import MIMETYPE
from chipbrief.pipeline.news import News, keep, news
from chipbrief.project import Paths

CLAIM = {"id": "c-1", "topic": "trade", "subject": "토끼", "metric": "revenue", "low": "1", "high": "1", "count": "1"}
RELATION = {
    "id": "k-1",
    "count": "1",
    "relation": "develops",
    "subject": "토끼",
    "object": "당근 칩",
    "modality": "fact",
}
DISAGREEMENT = {"grade": "disjoint", "scope": "within", "metric": "revenue", "first": "f-1", "first_low": "1"}


def tables(
    paths: Paths,
    claims: list[dict[str, str]],
    conflicts: list[dict[str, str]],
    relations: Sequence[dict[str, str]] = (),
) -> None:
    for name, rows in (("claims", claims), ("conflicts", conflicts), ("relation_claims", relations)):
        with (paths.derived / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else ["id"])
            writer.writeheader()
            writer.writerows(rows)


def evidence(paths: Paths, content: bytes) -> None:
    (paths.derived / "rendered/evidence.json").write_bytes(content)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A build whose summary states `e-won` and the article's 51.2%."""
    found = Paths.of(tmp_path)
    for folder in (found.executed, found.derived / "rendered"):
        folder.mkdir(parents=True)
    numbers = [{"kind": "estimate", "id": "e-won"}, {"kind": "figure", "id": "f-a.txt-49"}]
    sections = [
        {"blocks": [{"anchor": "summary"}, {"content": numbers}]},
        {"blocks": [{"anchor": "korea"}, {"content": [{"kind": "estimate", "id": "e-loss"}]}]},
    ]
    cells = [{"outputs": [{"data": {MIMETYPE: section}}]} for section in sections] + [{"source": "Words."}]
    (found.executed / "05-brief.ko.ipynb").write_text(json.dumps({"cells": cells}))
    tables(found, [CLAIM], [DISAGREEMENT])
    evidence(found, edited(lambda data: None))
    return found


def told(paths: Paths) -> News:
    """The news, after which they are no news."""
    found = news(paths, ("ko",))
    keep(paths)
    return found


def test_at_first_all_is_new_and_then_nothing(paths: Paths) -> None:
    first = told(paths)
    assert first.first
    assert first.figures.added == list(editions.EVIDENCE["figures"])
    assert [len(rows.added) for rows in (first.claims, first.disagreements)] == [1, 1]
    assert not first.moved
    again = told(paths)
    assert not again.first
    assert not (again.figures or again.claims or again.disagreements or again.moved)


def test_news_last_until_they_are_told(paths: Paths) -> None:
    told(paths)
    tables(paths, [CLAIM, CLAIM | {"low": "2", "high": "2"}], [])
    before = news(paths, ("ko",))
    assert news(paths, ("ko",)) == before
    assert [row["low"] for row in before.claims.added] == ["2"]
    assert [row["first_low"] for row in before.disagreements.removed] == ["1"]


def test_ids_and_what_public_data_confirm_are_no_news(paths: Paths) -> None:
    told(paths)
    moved = [CLAIM | {"id": "c-9", "count": "2"}]
    tables(paths, moved, [DISAGREEMENT | {"first": "f-9"}, DISAGREEMENT | {"grade": "confirmed", "first_low": "7"}])
    found = told(paths)
    assert not found.claims
    assert not found.disagreements


def test_relations_come_and_go(paths: Paths) -> None:
    told(paths)
    tables(paths, [CLAIM], [DISAGREEMENT], [RELATION])
    assert [row["object"] for row in told(paths).relations.added] == ["당근 칩"]
    tables(paths, [CLAIM], [DISAGREEMENT], [RELATION | {"id": "k-9", "count": "2"}])
    assert not told(paths).relations
    tables(paths, [CLAIM], [DISAGREEMENT])
    assert [row["relation"] for row in told(paths).relations.removed] == ["develops"]


def test_figures_come_go_and_change(paths: Paths) -> None:
    told(paths)

    def edit(data: Data) -> None:
        data["figures"]["f-a.txt-30"] |= {"low": 150e9, "high": 150e9, "text": "1500억 달러"}
        data["figures"]["f-b.txt-30"] = figure("1419억 달러", 141.9e9, "USD", "money") | {"source": "b.txt"}

    evidence(paths, edited(edit))
    found = told(paths).figures
    assert (found.added, found.removed, found.changed) == (["f-b.txt-30"], [], ["f-a.txt-30"])
    evidence(paths, edited(lambda data: data["figures"].pop("f-a.txt-17")))
    assert "f-a.txt-17" in told(paths).figures.removed


def test_assumptions_and_numbers_of_the_summary_move(paths: Paths) -> None:
    told(paths)

    def edit(data: Data) -> None:
        data["assumptions"]["a-part"]["high"] = 40
        data["estimates"]["e-loss"]["high"] = 29e9
        data["estimates"]["e-won"]["high"] = 110e12
        data["estimates"]["e-new"] = entry("New", 1, 1, "x", formula="a", inputs=["a-part"])

    evidence(paths, edited(edit))
    assert [(row.id, row.before, row.after) for row in told(paths).moved] == [
        ("a-part", "10–30%", "10–40%"),
        ("e-won", "about 101 trillion won", "101–110 trillion won"),
    ]


def test_what_was_told_and_cannot_be_read_is_a_first_build(paths: Paths) -> None:
    told(paths)
    (paths.derived / "told/evidence.json").write_text("{")
    assert told(paths).first
