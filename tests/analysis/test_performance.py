"""Statements about performance: what is one, how it is worded, for which pair."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.performance import performance, statements
from chipbrief.analysis.tables import Entities

Rows = Callable[..., pd.DataFrame]

CHIP = {"subject": "ascend-910c", "versus": "h100", "metric": "performance"}


def test_the_articles_state_five_ratios(gold: pd.DataFrame, texts: dict[str, str], entities: Entities) -> None:
    found = performance(statements(gold, texts), entities).set_index(["subject", "versus", "low", "high"])
    assert list(found.index) == [
        ("china-ai-chips", "nvidia", 0.6, 0.8),
        ("ascend-910c", "h100", 0.6, 0.6),
        ("ascend-910c", "a100", 2.5, 2.5),
        ("ascend-910c", "h100", 0.6, 0.8),
        ("mlu590", "a100", 0.8, 0.8),
    ]
    assert list(found["reading"]) == ["as stated", "as stated", "ambiguous", "as stated", "as stated"]
    assert list(found["level"]) == ["chip-family", "chip", "chip", "chip", "chip"]
    assert found["alternative_low"].dropna().to_dict() == {("ascend-910c", "a100", 2.5, 2.5): 3.5}


@pytest.mark.parametrize(
    ("stated", "text", "reading", "ratio"),
    [
        ("80%", "80% 수준에 도달", "as stated", 0.8),
        ("80%", "80%의 높은 성능", "as stated", 0.8),
        ("30%", "30% 높은 성능", "more", 1.3),
        ("30%", "30%가량 더 빠르다", "more", 1.3),
        ("30%", "30% 낮은 성능", "less", 0.7),
        ("30%", "30% faster than", "more", 1.3),
        ("2x", "2배 수준", "as stated", 2),
        ("2x", "2배 이상 빠른", "ambiguous", 2),
        ("2x", "2배에 이른다", "as stated", 2),
        ("2x", "2배 느리다", "less", 0.5),
    ],
)
def test_a_comparative_after_the_figure_changes_its_reading(
    rows: Rows, stated: str, text: str, reading: str, ratio: float
) -> None:
    value, unit = float(stated[:-1]), stated[-1]
    kind = "percent" if unit == "%" else "multiple"
    frame = rows(CHIP | {"kind": kind, "low": value, "high": value, "unit": unit, "text": text[: len(stated)]})
    (item,) = statements(frame, {"a.txt": text})
    assert (item.reading, item.ratio.low) == (reading, pytest.approx(ratio))
    assert (item.alternative is not None) == (reading == "ambiguous")


def test_other_metrics_and_kinds_are_no_statement(rows: Rows) -> None:
    frame = rows(
        CHIP | {"low": 60, "high": 60, "metric": "stake"},
        CHIP | {"low": 60, "high": 60, "metric": "inference-performance", "kind": "count", "unit": "개"},
        CHIP | {"low": 60, "high": 60, "versus": None},
    )
    assert statements(frame, {}) == []


@pytest.mark.parametrize(
    ("subject", "versus", "level"),
    [
        ("ascend-910c", "h100", "chip"),
        ("ascend-910c", "nvidia", "chip-to-other"),
        ("huawei", "h100", "company"),
        ("새 칩", "h100", "unknown"),
    ],
)
def test_levels_keep_single_chips_apart(rows: Rows, entities: Entities, subject: str, versus: str, level: str) -> None:
    frame = rows(CHIP | {"low": 60, "high": 60, "subject": subject, "versus": versus})
    assert list(performance(statements(frame, {}), entities)["level"]) == [level]


def test_several_subjects_are_several_statements(rows: Rows) -> None:
    frame = rows(CHIP | {"low": 60, "high": 60, "subject": "mlu590;ascend-910c"})
    assert [item.subject for item in statements(frame, {})] == ["mlu590", "ascend-910c"]
