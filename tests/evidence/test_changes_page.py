"""The page of changes: conclusions with what moved them, what each article says, and what stayed as it was."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from editions import EVIDENCE, Data, edited, figure

from chipbrief.evidence.changes_page import ChangesPage
from chipbrief.evidence.editions import Comparison, Edition
from chipbrief.language.names import Names

RELATION: dict[str, Any] = {"source": "a.txt", "start": 3, "end": 9, "relation": "supplies", "subject": "토끼"}
RELATION |= {"object": "h20", "modality": "fact", "status": None, "date": None, "attribution": None}


def page(edit, language: str = "en", before=lambda data: None) -> str:  # type: ignore[no-untyped-def]
    comparison = Comparison(Edition(edited(before), "old"), Edition(edited(edit), "new"))
    return "\n".join("  " * line.indent + line.text for line in ChangesPage(comparison, NAMES, language).lines())


NAMES = Names.load()


def article(name: str) -> dict[str, Any]:
    return {"label": {"ko": name, "en": name}, "low": None, "high": None, "unit": "", "url": "", "period": "2025"}


def two_articles(data: Data) -> None:
    data["references"] |= {f"s-{name}": article(name) for name in ("a.txt", "b.txt")}


def correct(data: Data) -> None:
    two_articles(data)
    data["figures"]["f-a.txt-49"] |= {"text": "50.0%", "low": 50, "high": 50}
    for id_, value in (("e-china", 70.95e9), ("e-won", 98.5e12)):
        data["estimates"][id_] |= {"low": value, "high": value}


def test_nothing_changed_is_no_page() -> None:
    assert page(lambda data: None) == ""


def test_a_conclusion_stands_with_its_values_and_what_moved_it_and_steps_are_counted() -> None:
    text = page(correct, before=two_articles)
    assert (
        "Conclusions that changed, and why\n  In won\n    before: about 101 trillion won\n    now: 98.5 trillion won"
        in text
    )
    assert "    because: changed: 감자, Share of exports: 51.2% → 50.0%" in text
    assert "Steps on the way to these that changed with them: 1." in text


def test_of_a_changed_statement_what_differs_is_said() -> None:
    assert "      * 감자, Share of exports: 50.0%: 51.2% → 50.0%" in page(correct, before=two_articles)
    text = page(lambda data: data["figures"]["f-a.txt-49"].update(modality="estimate", period="2024"))
    said = "* 감자, Share of exports (2024; Estimate): 51.2%: Period: – → 2024; Type of statement: – → Estimate"
    assert said in text


def test_an_untouched_article_is_counted_and_not_named() -> None:
    text = page(correct, before=two_articles)
    assert "  Articles: 1 changed, 1 unchanged" in text
    assert "b.txt" not in text


def test_articles_and_statements_that_are_new_or_were_removed() -> None:
    def edit(data: Data) -> None:
        two_articles(data)
        about = {"subject": "huawei", "metric": "revenue", "period": "2025", "modality": "forecast"}
        data["figures"]["f-b.txt-0"] = figure("51.2%", 51.2, "%", "percent", **about) | {"source": "b.txt"}
        del data["figures"]["f-a.txt-17"]

    text = page(edit)
    assert "  Articles: 2 added" in text
    assert "  b.txt\n    added:\n      + Huawei, Revenue (2025; Forecast): 51.2%" in text
    assert "    removed, dates and numbers without a subject: 1" in text


def test_relations_are_added_removed_and_changed_and_a_moved_place_is_none() -> None:
    def with_(**changes: Any):  # type: ignore[no-untyped-def]
        return lambda data: data.update(relations={"l-a.txt-3-1": copy.deepcopy(RELATION) | changes})

    assert "      + 토끼 supplies H20" in page(with_())
    assert "      - 토끼 supplies H20" in page(lambda data: None, before=with_())
    assert "Type of statement: Fact → Plan" in page(with_(modality="plan"), before=with_())
    later = {"l-a.txt-8-1": RELATION | {"start": 8, "end": 14}}
    assert page(lambda data: data.update(relations=later), before=with_()) == ""


@pytest.mark.parametrize(("language", "name"), [("en", "Part"), ("ko", "Part(한글)")])
def test_an_assumption_s_values_in_either_language(language: str, name: str) -> None:
    text = page(lambda data: data["assumptions"]["a-part"].update(high=40), language)
    assert f"Assumptions\n  changed:\n    * {name}: 10" in text
    assert "relations" not in EVIDENCE, "an edition from before relations"


def test_many_causes_are_counted() -> None:
    def edit(data: Data) -> None:
        two_articles(data)
        for number in range(9):
            data["references"][f"r-{number}"] = article(f"R{number}") | {"low": 1, "high": 1}
        data["estimates"]["e-won"] |= {"inputs": [f"r-{number}" for number in range(9)], "low": 9.0, "high": 9.0}

    assert "    because: of its inputs 9 added, 3 removed" in page(edit)
