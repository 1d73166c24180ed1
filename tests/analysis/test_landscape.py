"""Relations counted once, and the landscape that they draw."""

from typing import Any

import pandas as pd

from chipbrief import frames
from chipbrief.analysis import landscape, relations
from chipbrief.analysis.tables import Entities, records
from chipbrief.model import Relation
from chipbrief.sources.reference_tables import rows

ENTITIES = Entities.of(rows("entities"))


def said(relation: str, subject: str | None, object_: str | None, place: int = 0, **more: Any) -> Relation:
    told = {"source": "a.txt", "modality": "fact", "rule": "verb", "confidence": 0.8} | more
    return Relation(
        start=0, end=400, relation=relation, subject=subject, object=object_, verb=(place, place + 2), **told
    )


def claimed(*found: Relation) -> pd.DataFrame:
    table = frames.frame("relations", relations.rows(found))
    return relations.claims(table, {"a.txt": "2025-09-01", "b.txt": "2025-09-02"})


def test_what_two_articles_say_alike_is_one_claim() -> None:
    one, other = said("adopts", "baidu", "huawei"), said("adopts", "baidu", "huawei", source="b.txt", date="2025-08")
    [claim] = records(claimed(one, other))
    assert (claim["count"], claim["date"], claim["leader"]) == (2, "2025-08", other.id)


def test_a_plan_is_not_the_fact_and_another_date_another_act() -> None:
    plan, fact = said("adopts", "baidu", "huawei", modality="plan"), said("adopts", "baidu", "huawei")
    acts = [said("restricts", "us-commerce", "h20", 10 * n, date=day) for n, day in enumerate(("2025-04", "2025-07"))]
    assert len(claimed(plan, fact, *acts)) == 4


def test_a_table_comes_back_as_relations() -> None:
    one = said("develops", None, "h20", status="shipping", marks=((4, 7), None))
    [back] = relations.relations(frames.frame("relations", relations.rows([one])))
    assert back == one


def test_an_act_is_told_once_by_its_authority_and_the_most_told_first() -> None:
    frame = claimed(
        said("restricts", "china", "h20"), said("restricts", "china-government", "h20", 10),
        said("requires", "china-government", "a100", 20), said("requires", "china-government", "a100", 30),
        said("restricts", "china-government", "반도체", 40), said("warns-of", "jensen-huang", "h20", 50),
    )  # fmt: skip
    told = [(row["subject"], row["object"]) for row in landscape.acts(landscape.likely(frame), ENTITIES)]
    assert told == [("china-government", "a100"), ("china-government", "h20"), ("china-government", "반도체")]


def test_an_unnamed_chip_is_that_of_the_maker_said_nearest_to_develop_it() -> None:
    frame = claimed(
        said("develops", "alibaba", "신형 칩", 10), said("used-for", "신형 칩", "추론", 20),
        said("develops", "metax", "신형 칩", 100), said("replaces", "신형 칩", "h20", 110),
    )  # fmt: skip
    made = {maker.id: maker for maker in landscape.makers(landscape.likely(frame), ENTITIES)}
    assert [row["object"] for row in made["alibaba"].purposes] == ["추론"]
    assert [row["object"] for row in made["metax"].replaces] == ["h20"]
    assert not made["alibaba"].replaces


def test_a_phrase_for_a_whole_class_is_no_chip_of_one_maker() -> None:
    frame = claimed(
        said("develops", "alibaba", "인공지능 반도체", 10), said("adopts", "tencent", "인공지능 반도체", 20),
        said("develops", "alibaba", "새 칩", 30), said("adopts", "baidu", "새 칩", 40),
    )  # fmt: skip
    [maker] = landscape.makers(landscape.likely(frame), ENTITIES)
    assert [row["subject"] for row in maker.customers] == ["baidu"]


def test_customers_are_those_supplied_and_those_who_adopt() -> None:
    frame = claimed(
        said("develops", "cambricon", "mlu590"), said("supplies", "cambricon", "alibaba", 10),
        said("adopts", "tencent", "mlu590", 20), said("adopts", "baidu", "mlu590", 30, modality="denied"),
    )  # fmt: skip
    [(supplier, found)] = landscape.adoptions(landscape.likely(frame), ENTITIES)
    assert (supplier, [row[landscape.customer_side(row)] for row in found]) == ("cambricon", ["alibaba", "tencent"])
    [maker] = landscape.makers(landscape.likely(frame), ENTITIES)
    assert len(maker.customers) == 2


def test_acts_stand_in_order_of_time_undated_ones_last() -> None:
    frame = claimed(
        said("discourages", "china-government", "h20"), said("permits", "us-commerce", "h20", 10, date="2025-08-08"),
        said("restricts", "us-government", "h20", 20, date="2025-04"), said("restricts", "huawei", "h20", 30),
    )  # fmt: skip
    assert [row["relation"] for row in landscape.acts(landscape.likely(frame), ENTITIES)] == [
        "restricts", "permits", "discourages",
    ]  # fmt: skip


def test_nothing_said_draws_nothing() -> None:
    assert landscape.makers(landscape.likely(claimed()), ENTITIES) == []


def test_an_act_is_that_of_the_public_record_on_the_same_thing_by_the_same_state_at_the_same_time() -> None:
    events = [
        {"fact": "r-1", "date": "2025-04-09", "entities": "nvidia;h20;us-commerce;china"},
        {"fact": "r-2", "date": "2025-07-31", "entities": "nvidia;h20;cac"},
        {"fact": "r-3", "date": "2024-12-02", "entities": "hbm;united-states"},
    ]

    def record(subject: str, object_: str, date: str | None) -> str | None:
        found = landscape.recorded({"subject": subject, "object": object_, "date": date}, events, ENTITIES)
        return found and found["fact"]

    assert record("us-government", "h20", "2025-04") == "r-1"
    assert record("china-government", "h20", "2025-07") == "r-2"
    assert record("united-states", "hbm", "2024") == "r-3"
    assert record("china-government", "h20", "2025-04") is None  # an act against China is not China's
    assert record("us-government", "h100", "2025-04") is None
    assert record("us-government", "h20", "2025-06") is None
    assert record("us-government", "h20", None) is None
