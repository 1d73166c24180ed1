"""The confidence of a relation: a probability by its signs, told of how its roles were filled."""

from pathlib import Path

import pytest

from chipbrief.extraction.extract import extract_source
from chipbrief.extraction.relations import confidence, find
from chipbrief.model import Source
from chipbrief.sources.reference_tables import rows

TABLE = Path(__file__).parents[3] / "data/reference/relation_confidence.csv"


def signed(text: str) -> list[find.Signed]:
    read = extract_source(Source("a.txt", text, "", "2025-09-25"))
    return find.signed(read.source, read.view, read.blocks)


def test_the_signs_tell_how_the_roles_were_filled() -> None:
    [(relation, signs)] = signed("바이두는 지난달 8일 화웨이의 어센드를 도입했다.")
    assert (relation.subject, relation.object) == ("baidu", "ascend")
    wanted = {"always", "relation adopts", "rule verb", "subject by topic", "object by object", "fact", "dated"}
    assert wanted <= set(signs)
    assert "subject known & object known" in signs
    assert "relations 1" in signs


def test_the_confidence_is_the_logistic_of_their_weights() -> None:
    [(relation, signs)] = signed("바이두는 화웨이의 어센드를 도입했다.")
    weights = {row["sign"]: float(row["weight"]) for row in rows("relation_confidence")}
    assert relation.confidence == confidence.score(signs, weights) == confidence.of(signs)
    assert confidence.score(["a", "b"], {"a": 1.0, "b": -1.0, "c": 9.0}) == 0.5
    assert confidence.score(["c"], {"c": 2.0}) == pytest.approx(0.88)


def test_an_elided_subject_is_less_sure_than_one_that_is_stated() -> None:
    stated, elided = (
        relation for relation, _ in signed("바이두는 어센드를 도입했다. 또 H20을 폐기하고 MLU590을 채택했다.")
    )
    assert stated.confidence > elided.confidence


def test_what_the_fit_to_texts_at_hand_took_up_is_not_in_the_table() -> None:
    assert "at hand" not in {row["sign"] for row in rows("relation_confidence")}
