"""What the words on Korea may say: no sentence outlives its numbers, and no missing figure stops the section."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pictures
import pytest

from chipbrief.document.nodes import Paragraph, numbers
from chipbrief.evidence.ledger import Ledger
from chipbrief.frames.schemas import DERIVED
from chipbrief.model import Estimate, Reference, constant
from chipbrief.report.korea_context import korea_context
from chipbrief.report.prose.captions import said
from chipbrief.report.prose.render import Prose

EMPTY = pd.DataFrame(columns=list(DERIVED["claims"].columns))


def context(ledger: Ledger = pictures.LEDGER, **changed: pd.DataFrame) -> dict[str, object]:
    return korea_context(
        pictures.frames() | {"break_even": pd.DataFrame(), "claims": EMPTY} | changed, ledger, pictures.SOURCE
    )


def test_exports_with_shares_are_named_with_what_dates_them() -> None:
    found = context()
    assert (found["exports"], found["china_share"]) == (pictures.FIGURES[8].id, pictures.FIGURES[6].id)
    assert found["exported"] == found["stated"] == pictures.FIGURES[8].id
    assert found["newest"] == pictures.SOURCE.id


def test_nothing_known_gives_empty_names_and_no_findings() -> None:
    empty = {name: frame.iloc[:0] for name, frame in pictures.frames().items()}
    found = korea_context(
        empty | {"break_even": pd.DataFrame(), "claims": EMPTY}, Ledger([pictures.SOURCE]), pictures.SOURCE
    )
    for name in ("exports", "exported", "china_share", "newer", "stated", "public", "base", "cards", "then"):
        assert found[name] == "", name
    assert found["findings"] == set()
    assert not any(found["series"].values())  # type: ignore[attr-defined]


@pytest.mark.parametrize(("yearly", "fast"), [(12.0, True), (1.0, False)])
def test_earlier_cases_are_called_faster_only_where_most_are(yearly: float, fast: bool) -> None:
    cases = pictures.frames()["cases"]
    model = cases["name"] == "model"
    cases.loc[~model, ["yearly_low", "yearly_high"]] = yearly
    cases.loc[model, "yearly_high"] = 3.0
    assert ("fast" in context(cases=cases)["findings"]) == fast  # type: ignore[operator]


@pytest.mark.parametrize(("first", "last", "falling"), [(60.0, 40.0, True), (40.0, 60.0, False)])
def test_chinas_share_is_said_to_fall_only_where_it_did(first: float, last: float, falling: bool) -> None:
    rows = [
        {"measure": "china", "period": period, "fact": pictures.SHARES[0].id, "low": low, "high": low, "unit": "%"}
        for period, low in (("2020", first), ("2024", last))
    ]
    assert ("falling" in context(base=pd.DataFrame(rows))["findings"]) == falling  # type: ignore[operator]


def test_a_share_on_another_basis_is_told() -> None:
    ict = Reference("r-trade-x-ict-2025", "trade", "가", "X", 42.0, 42.0, "%", "", period="2025")
    rows = [
        {"measure": "china", "period": "2025", "fact": fact, "low": 42.0, "high": 42.0, "unit": "%"}
        for fact in (pictures.SHARES[0].id, ict.id)
    ]
    ledger = pictures.LEDGER.extended([ict])
    assert "mixed" in context(ledger, base=pd.DataFrame(rows))["findings"]  # type: ignore[operator]
    assert "mixed" not in context(ledger, base=pd.DataFrame(rows[:1] * 2))["findings"]  # type: ignore[operator]


@pytest.mark.parametrize(("year", "included"), [("2025", True), ("2024", False)])
def test_the_control_is_in_the_base_only_of_a_year_that_begins_after_it(year: str, included: bool) -> None:
    base = Reference("r-trade-base", "trade", "수출", "Exports", 1.0, 1.0, "USD", "", period=year)
    control = Reference("r-events-32", "events", "통제", "Control", None, None, "", "", period="2024-12-02")
    memory = (Estimate.of(base) * constant(70, "%")).named("e-memory-exports", "메모리", "Memory")
    assert ("included" in context(pictures.LEDGER.extended([base, control, memory]))["findings"]) == included  # type: ignore[operator]


def test_the_state_of_the_market_is_named_only_where_it_leads() -> None:
    leading = pictures.frames()["sensitivity"].assign(input="state")
    assert "state" in context(sensitivity=leading)["findings"]  # type: ignore[operator]
    assert "state" not in context()["findings"]  # type: ignore[operator]


def test_a_source_without_a_date_has_no_year_after() -> None:
    undated = replace(pictures.SOURCE, published="")
    frames = pictures.frames() | {"break_even": pd.DataFrame(), "claims": EMPTY}
    assert korea_context(frames, pictures.LEDGER, undated)["then"] == ""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_without_exports_and_public_data_the_section_says_so_and_stays(language: str) -> None:
    day = Reference("r-as-of", "as of", "기준일", "As of", None, None, "", "", period="2026-06-30")
    ledger = Ledger([pictures.SOURCE, day])
    empty = {name: frame.iloc[:0] for name, frame in pictures.frames().items()}
    empty |= {"break_even": pd.DataFrame(), "claims": EMPTY}
    prose = Prose(language, ledger, pictures.NAMES)
    korea = prose.section("korea", **korea_context(empty, ledger, pictures.SOURCE))
    outcomes = prose.section("outcomes", verdicts=[])
    words = [
        said(block.content) for section in (korea, outcomes) for block in section.blocks if isinstance(block, Paragraph)
    ]
    assert len(words) >= 3 and all(words)
    assert [number.id for number in numbers(korea)] == ["r-as-of"]
