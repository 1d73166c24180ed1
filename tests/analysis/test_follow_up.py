"""Which statements look forward, and which outcome is theirs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chipbrief.analysis.follow_up import ANNOUNCED, COLUMNS, announced, follow_up
from chipbrief.analysis.tables import Entities
from chipbrief.frames.schemas import DERIVED, REFERENCE

PUBLISHED = {"a.txt": "2025-09-25"}


def figure(start: int, **cells: Any) -> dict[str, Any]:
    row = dict.fromkeys(DERIVED["figures"].columns) | {"id": f"f-a.txt-{start}", "source": "a.txt", "start": start}
    row |= {"end": start + 2, "text": "수치", "kind": "percent", "low": 70.0, "high": 70.0, "unit": "%", "approx": "="}
    return row | {"rule": "made-up", "modality": "fact", "confidence": 1.0} | cells


def dated(start: int, entities: str, *, planned: bool = True) -> dict[str, Any]:
    row = dict.fromkeys(DERIVED["timeline"].columns) | {"date": "2026", "planned": planned, "kind": "figure"}
    return row | {
        "fact": f"f-a.txt-{start}",
        "source": "a.txt",
        "start": start,
        "end": start + 50,
        "entities": entities,
    }


def outcome(name: str, **cells: Any) -> dict[str, Any]:
    row = dict.fromkeys(REFERENCE["outcomes"].columns) | {"id": f"r-outcomes-{name}", "verdict": "met"}
    return row | {"date": "2026-01-01"} | cells


def found(
    figures: list[dict[str, Any]],
    outcomes: list[dict[str, Any]],
    dates: list[dict[str, Any]] | None = None,
    aims: tuple[str, ...] = (),
) -> pd.DataFrame:
    return follow_up(
        pd.DataFrame(figures, columns=list(DERIVED["figures"].columns)),
        pd.DataFrame({"figure": list(aims)}),
        pd.DataFrame(dates or [], columns=list(DERIVED["timeline"].columns)),
        PUBLISHED,
        pd.DataFrame(outcomes, columns=list(REFERENCE["outcomes"].columns)),
    )


def test_targets_plans_and_later_times_look_forward_and_facts_do_not() -> None:
    rows = [
        figure(0, metric="share", subject="x", modality="plan"),
        figure(100, metric="share", subject="x", period="2027"),
        figure(200, metric="share", subject="x", period="2024"),
        figure(300, metric="share", subject="x"),
        figure(400, modality="forecast"),  # of what, nobody knows
    ]
    assert list(found(rows, [])["figure"]) == ["f-a.txt-0", "f-a.txt-100"]
    assert list(found(rows, [], aims=("f-a.txt-300",))["figure"]) == ["f-a.txt-0", "f-a.txt-100", "f-a.txt-300"]


def test_a_later_date_counts_where_no_such_figure_stands_in_its_sentence() -> None:
    date = {"kind": "date", "low": None, "high": None, "unit": "", "date": "2026"}
    alone, beside = figure(0, **date), figure(100, **date)
    plan = figure(110, metric="factories", subject="x", modality="plan")
    table = found([alone, beside, plan], [outcome("x", subject="x")], [dated(0, "x;y"), dated(100, "x")])
    assert list(table["figure"]) == ["f-a.txt-0", "f-a.txt-110"]
    assert list(table["verdict"]) == ["met", "open"]  # an outcome without a metric is for dates alone


def test_the_most_particular_outcome_counts_and_times_must_meet() -> None:
    plan = figure(0, metric="share", subject="x;y", period="2027", modality="plan")
    known = [
        outcome("any", metric="share", verdict="unknown"),
        outcome("x", subject="x", metric="share", period="2027"),
    ]
    assert found([plan], known).loc[0, "outcome"] == "r-outcomes-x"
    assert found([plan], [outcome("x", subject="x", metric="share", period="2026")]).loc[0, "verdict"] == "open"
    assert found([plan], [outcome("z", subject="z", metric="share")]).loc[0, "verdict"] == "open"
    assert found([plan], [outcome("x", subject="x", metric="other")]).loc[0, "verdict"] == "open"


def test_statements_of_other_articles_find_the_same_outcome() -> None:
    other = figure(0, metric="factories", subject="huawei", period="2026", modality="target") | {"source": "b.txt"}
    from chipbrief import frames

    table = follow_up(
        pd.DataFrame([other]), pd.DataFrame({"figure": []}), pd.DataFrame(columns=list(DERIVED["timeline"].columns)),
        {"b.txt": "2025-12-01"}, frames.reference("outcomes"),
    )  # fmt: skip
    assert table.loc[0, "outcome"] == "r-outcomes-huawei-factories-2026"
    assert table.loc[0, "verdict"] == "unknown"


def test_open_ones_come_last_and_nothing_gives_an_empty_table() -> None:
    rows = [figure(0, metric="a", subject="x", modality="plan"), figure(9, metric="b", subject="x", modality="plan")]
    assert list(found(rows, [outcome("b", metric="b")])["verdict"]) == ["met", "open"]
    assert list(found([], []).columns) == list(COLUMNS)


def relation(start: int, **cells: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A relation of a sentence of fifty characters, and the claim that it alone makes."""
    row = dict.fromkeys(DERIVED["relations"].columns) | {"id": f"l-a.txt-{start}", "source": "a.txt", "start": start}
    row |= {
        "end": start + 50,
        "relation": "listed-on",
        "subject": "biren",
        "object": "hkex",
        "modality": "plan",
    } | cells
    claim = {name: row.get(name) for name in DERIVED["relation_claims"].columns} | {"leader": row["id"]}
    return row, claim | {"confidence": 1.0}


def promised(*told: tuple[dict[str, Any], dict[str, Any]], figures: Any = (), outcomes: Any = ()) -> pd.DataFrame:
    return announced(
        pd.DataFrame([claim for _, claim in told], columns=list(DERIVED["relation_claims"].columns)),
        pd.DataFrame([row for row, _ in told], columns=list(DERIVED["relations"].columns)),
        pd.DataFrame(figures, columns=list(DERIVED["figures"].columns)),
        pd.DataFrame(outcomes, columns=list(REFERENCE["outcomes"].columns)),
        Entities.of([{"id": id_, "ko": id_, "en": id_} for id_ in ("biren", "huawei")]),
    )


def test_relations_that_look_forward_have_their_outcomes_and_facts_have_none() -> None:
    told = relation(0), relation(100, modality="fact"), relation(200, subject="huawei"), relation(300, subject="회사")
    table = promised(*told, outcomes=[outcome("biren", subject="biren"), outcome("any"), outcome("x", subject="x")])
    assert list(table["leader"]) == ["l-a.txt-0", "l-a.txt-200"], "neither a fact nor a phrase"
    assert list(table["verdict"]) == ["met", "open"], "an outcome of nobody goes with no relation"
    assert list(promised().columns) == list(ANNOUNCED)


def test_a_relation_in_whose_sentence_a_followed_figure_stands_is_told_once() -> None:
    number = figure(10, metric="factories", subject="biren", modality="plan")
    assert promised(relation(0), figures=[number]).empty
    assert len(promised(relation(60), figures=[number])) == 1
