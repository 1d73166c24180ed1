"""Targets, companies and the timeline."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.companies import companies
from chipbrief.analysis.tables import Entities, figures
from chipbrief.analysis.targets import targets
from chipbrief.analysis.timeline import timeline
from chipbrief.model import Source, periods
from chipbrief.sources.sentences import sentence

Rows = Callable[..., pd.DataFrame]


def test_each_place_has_its_target_with_its_own_denominator(gold: pd.DataFrame) -> None:
    found = targets(gold)
    dated = found[found["period"] == "2027"]
    assert list(dated["place"]) == ["beijing", "beijing", "china", "shanghai", "주요 지방자치단체"]
    assert list(dated["bound"]) == ["minimum", "aim", "aim", "minimum", "minimum"]
    assert dated["of"].isna().sum() == 1
    assert list(found["period"].isna()) == [False] * 6 + [True] * 3


def test_growth_implies_the_value_before(gold: pd.DataFrame, entities: Entities) -> None:
    result = companies(gold, entities)
    (before,) = result.estimates
    assert before.id == "e-revenue-before-cambricon"
    assert before.low == pytest.approx(2_880_000_000 / (1 + 43.48)) and round(before.low / 1e6, 1) == 64.7
    implied = result.frame[result.frame["origin"] == "implied"].iloc[0]
    assert (implied["period"], implied["unit"]) == ("2024-01/2024-06", "CNY")
    assert not set(result.frame["subject"]) & {"china", "korea", "ascend-910c"}, "places and chips are none"


def test_what_nobody_is_sure_of_implies_nothing(gold: pd.DataFrame, entities: Entities) -> None:
    growth = [figure.id for figure in figures(gold) if figure.metric == "revenue-growth"]
    result = companies(gold, entities, unconfirmed=growth)
    assert result.estimates == []
    assert set(growth) <= set(result.frame["figure"]), "the table has it all the same"


def test_growth_of_another_period_implies_nothing(rows: Rows, entities: Entities) -> None:
    revenue = {"kind": "money", "unit": "CNY", "low": 100, "high": 100, "subject": "metax", "metric": "revenue"}
    growth = {"low": 25, "high": 25, "subject": "metax", "metric": "revenue-growth"}
    assert companies(rows(revenue | {"period": "2025"}, growth | {"period": "2024"}), entities).estimates == []
    both = rows(
        *(each | {"period": year} for year in ("2023", "2024") for each in (revenue, growth)),
    )
    assert [(item.id, item.low) for item in companies(both, entities).estimates] == [
        ("e-revenue-before-metax", 80),
        ("e-revenue-before-metax-2023", 80),
    ]


def test_the_value_before_is_that_of_the_period_which_growth_is_against(rows: Rows, entities: Entities) -> None:
    about = {"subject": "metax", "period": "2025-04/2025-06"}
    revenue = about | {"kind": "money", "unit": "CNY", "low": 100, "high": 100, "metric": "revenue"}
    growth = about | {"low": 25, "high": 25, "metric": "revenue-growth"}
    for versus, earlier in (
        ("2025-01/2025-03", "2025-01/2025-03"), (None, "2024-04/2024-06"), ("amd", "2024-04/2024-06")
    ):  # fmt: skip
        found = companies(rows(revenue, growth | {"versus": versus}), entities).frame
        assert list(found[found["origin"] == "implied"]["period"]) == [earlier], versus


def test_an_amount_far_from_a_growth_is_not_the_one_that_has_grown(rows: Rows, entities: Entities) -> None:
    about = {"subject": "metax", "period": "2025"}
    revenue = about | {"kind": "money", "unit": "CNY", "low": 100, "high": 100, "metric": "revenue"}
    frame = rows(revenue, about | {"low": 25, "high": 25, "metric": "revenue-growth"})
    for gap, count in ((120, 1), (121, 0)):
        frame["start"], frame["end"] = [0, gap], [len(frame["text"][0]), gap + len(frame["text"][1])]
        assert len(companies(frame, entities).estimates) == count, gap


def test_growth_belongs_to_the_amount_that_is_stated_with_it(rows: Rows, entities: Entities) -> None:
    about = {"subject": "metax", "period": "2026", "modality": "forecast"}
    revenue = about | {"kind": "money", "unit": "CNY", "metric": "revenue"}
    growth = about | {"low": 400, "high": 400, "metric": "revenue-growth"}
    frame = rows(revenue | {"low": 200, "high": 200}, revenue | {"low": 60, "high": 60}, growth)
    assert [item.low for item in companies(frame, entities).estimates] == [12]
    assert companies(rows(revenue | {"low": 60, "high": 60}, growth | {"source": "b.txt"}), entities).estimates == []
    assert [item.low for item in companies(frame.assign(modality=["fact", "plan", "fact"]), entities).estimates] == [12]


def test_the_timeline_tells_plans_and_periods_from_events(gold: pd.DataFrame, sources: dict[str, Source]) -> None:
    events = pd.DataFrame([{"id": "r-1", "date": "2025-08-26", "entities": "cambricon", "what_en": "report"}])
    found = timeline(gold, events, sources, sentence=sentence, find=lambda text: ["h20"] if "H20" in text else [])
    assert set(found.loc[found["planned"], "date"]) == {"2026", "2027", "2028", "2030", "2035"}
    assert set(found.loc[found["role"] == "period", "date"]) == {"2024", "2024-01/2024-06", "2025-01/2025-06"}
    assert list(found["date"]) == sorted(found["date"], key=lambda date: periods.days(date) or ("", ""))
    approval = found[found["date"] == "2025-08-08"].iloc[0]
    assert approval["entities"] == "h20"
    text = sources[approval["source"]].text[int(approval["start"]) : int(approval["end"])]
    assert text.startswith("미 상무부가 지난달 8일") and text.endswith("지시했다.")


def test_periods() -> None:
    assert periods.overlap("2024", "2024-01/2024-11") and not periods.overlap("2024", "2025-01")
    assert periods.overlap(None, "2024") and periods.overlap("about then", "2024")
    assert (periods.year("2024-01/2024-11"), periods.year("2028"), periods.year(None)) == (2024, 2028, None)
    assert periods.year_before("soon") is None
