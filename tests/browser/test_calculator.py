"""The sliders of the page give what the build gives, to the last digit, at their start and wherever they are moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import korea
import pytest
import showcase
from playwright.sync_api import Page as Tab

from chipbrief.analysis import scenarios
from chipbrief.analysis.scenarios import LOSSES, STATES
from chipbrief.analysis.tables import cited
from chipbrief.document.nodes import Front, Heading, Section, Text, to_json
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.model import Estimate, Reference
from chipbrief.report.html.page import page
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables.korea import assumptions

_SHOWN = """() => Object.fromEntries([...document.querySelectorAll(".calculator output")].map(
  (output) => [output.dataset.estimate, [Number(output.dataset.low), Number(output.dataset.high)]]))"""
_MOVE = """([id, n, value]) => {
  const row = document.querySelector(`.calculator [data-assumption="${id}"]`).closest(".moved");
  const input = row.querySelectorAll("input")[n];
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def computed(**changed: korea.Ends) -> dict[str, Estimate]:
    """What the build computes at the horizon, by id."""
    base = korea.start()
    assert base is not None
    facts = [*cited(korea.references()), *base.result.estimates]
    found = scenarios.scenarios(korea.setting(**changed), facts).estimates
    wanted = {f"e-{measure}-{state}" for measure in ("displaced", *LOSSES) for state in STATES}
    return {item.id: item for item in found if item.id in wanted}


@pytest.fixture(params=["ko", "en"])
def brief(request: pytest.FixtureRequest, tmp_path: Path) -> showcase.Page:
    base = korea.start()
    assert base is not None
    known = [
        Reference(item.id, "trade", "값", "Value", item.low, item.high, item.unit, "https://example.org/")
        for item in cited(korea.references())
    ]
    made = scenarios.scenarios(korea.setting(), [*cited(korea.references()), *base.result.estimates]).estimates
    given = korea.given()
    ledger = Ledger([*known, *given, *base.result.estimates, *made])
    table = assumptions(given, Prose(request.param, ledger, Names({})))
    assert table is not None
    front = Front(request.param, [Text("한")], [Text("국")], [Text("은")], "2025-09-25")
    plain = replace(table, rows=[], columns=[])  # the page alone, without the evidence that its rows lead to
    section = Section("korea", [Heading([Text("계산")], "korea"), plain])
    path = tmp_path / "brief.html"
    path.write_text(page(to_json(front), [to_json(section)]), encoding="utf-8")
    return showcase.Page(path, request.param, {}, {})


def assert_equal(tab: Tab, expected: dict[str, Estimate]) -> None:
    shown: dict[str, list[float]] = tab.evaluate(_SHOWN)
    assert {id_: tuple(ends) for id_, ends in shown.items()} == {
        id_: (item.low, item.high) for id_, item in expected.items()
    }


def test_at_the_start_the_page_has_the_numbers_of_the_build(brief: showcase.Page, open_: Any) -> None:
    assert_equal(open_(brief), computed())


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("final-china", (33.5, 47)), ("chinese-buyers", (12.5, 95.5)), ("home-start", (3.5, 17.5)),
        ("home-end-glut", (41, 66.5)), ("redirect-balance", (7.5, 91)), ("discount-shortage", (2.5, 71.5)),
    ],
)  # fmt: skip
def test_moved_they_are_those_of_a_build_with_these_parameters(
    brief: showcase.Page, open_: Any, name: str, ends: korea.Ends
) -> None:
    tab = open_(brief)
    for end, value in enumerate(ends):
        tab.evaluate(_MOVE, [f"a-{name}", end, value])
    parameter = name.replace("-", "_")
    assert_equal(tab, computed(**{parameter: ends}))
    said = f"chipbrief build -p {parameter}_low {ends[0]:g} -p {parameter}_high {ends[1]:g}"
    assert tab.locator(".calculator code").text_content() == said
    tab.locator(".calculator button").click()
    assert_equal(tab, computed())
    assert tab.locator(".calculator code").text_content() == "chipbrief build"


def test_the_ends_of_an_interval_never_cross(brief: showcase.Page, open_: Any) -> None:
    tab = open_(brief)
    tab.evaluate(_MOVE, ["a-final-china", 0, 60])
    assert_equal(tab, computed(final_china=(60, 60)))


def test_a_state_is_chosen_and_the_others_are_hidden(brief: showcase.Page, open_: Any) -> None:
    tab = open_(brief)
    tab.locator(".calculator select").select_option("glut")
    assert tab.locator(".calculator .moved:visible").count() == 6
    assert tab.locator(".calculator output:visible").count() == 1 + len(LOSSES)


def test_without_a_script_nothing_is_shown_of_it(brief: showcase.Page, open_: Any) -> None:
    tab = open_(brief, java_script_enabled=False)
    assert not tab.locator(".calculator").is_visible()
