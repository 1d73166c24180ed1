"""The sliders give what the parameters give."""

from __future__ import annotations

import json

import korea
import pytest
from pandas.testing import assert_frame_equal

from chipbrief.analysis import scenarios
from chipbrief.analysis.scenarios import Setting
from chipbrief.analysis.tables import cited
from chipbrief.model import Estimate
from chipbrief.report import notebook
from chipbrief.report.widgets import MOVED, Controls


def facts() -> list[Estimate]:
    base = korea.start()
    assert base is not None
    return [*cited(korea.references()), *base.result.estimates]


def made(**changed: korea.Ends) -> Setting:
    """The setting as the notebook makes it from its parameters, with few draws."""
    return korea.setting(draws=(500, 500), **changed)


def test_what_the_sliders_start_from_is_what_the_parameters_say() -> None:
    setting = made()
    assert Controls(setting, facts()).setting == setting


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("horizon", (2030, 2030)), ("final-china", (20, 30)), ("chinese-buyers", (85, 90)), ("home-start", (5, 8)),
        ("home-end-shortage", (40, 45)), ("home-end-balance", (50, 55)), ("home-end-glut", (70, 90)),
        ("redirect-shortage", (50, 60)), ("redirect-balance", (5, 10)), ("redirect-glut", (70, 80)),
        ("discount-shortage", (20, 30)), ("discount-balance", (30, 40)), ("discount-glut", (60, 70)),
        ("weight-shortage", (5, 5)), ("weight-balance", (5, 5)),
    ],
)  # fmt: skip
def test_a_slider_gives_what_the_parameter_gives(name: str, ends: korea.Ends) -> None:
    controls = Controls(made(), facts())
    numbers = controls.numbers.value
    controls.sliders[name].value = ends[0] if ends[0] == ends[1] else ends
    expected = scenarios.scenarios(made(**{name.replace("-", "_"): ends}), facts()).frame
    assert_frame_equal(controls.frame(), expected, check_exact=True)
    assert controls.numbers.value != numbers


def test_every_slider_is_tried_above() -> None:
    marks = test_a_slider_gives_what_the_parameter_gives.pytestmark  # type: ignore[attr-defined]
    assert {name for name, _ in marks[0].args[1]} == set(MOVED)


def test_the_loss_stands_beside_its_formula_with_the_numbers_in_it() -> None:
    """By hand: 40 % × 50 % × (1 − (100 − 40) ÷ (100 − 20)) × (100 − 30) %."""
    one = {"final_china": (40, 40), "chinese_buyers": (50, 50), "home_start": (20, 20), "home_end_glut": (40, 40)}
    one |= {"redirect_glut": (30, 30), "home_end_shortage": (20, 30), "home_end_balance": (25, 40)}
    controls = Controls(made(**one), facts())
    row = controls.frame().query("measure == 'loss-volume' and scenario == 'glut' and year == 2028").iloc[0]
    assert row["low"] == row["high"] == pytest.approx(40 * 0.5 * 0.25 * 0.7)
    displaced = "(100 − (100 − 40%) ÷ (100 − 20%) × 100)"
    assert f"<td>3.5%</td><td>= 40% × 50% ÷ 100 × {displaced} ÷ 100 × (100 − 30%) ÷ 100</td>" in controls.numbers.value


def test_the_command_names_what_was_moved_and_reset_takes_it_back() -> None:
    controls = Controls(made(), facts())
    before = controls.numbers.value, controls.chart.value
    controls.sliders["redirect-glut"].value = (12.5, 40)
    controls.sliders["weight-balance"].value = 35
    said = "chipbrief build -p redirect_glut_low 12.5 -p redirect_glut_high 40 -p weight_balance 35"
    assert controls.command() == said
    assert said in controls.numbers.value
    controls.reset.click()
    assert (controls.numbers.value, controls.chart.value) == before
    assert controls.command() == "chipbrief build"


def test_sliders_that_contradict_each_other_say_so() -> None:
    controls = Controls(made(), facts())
    controls.sliders["weight-balance"].value = 90
    assert "more than 100 % together" in controls.numbers.value


def test_nothing_is_shown_where_nobody_can_move_it(monkeypatch: pytest.MonkeyPatch) -> None:
    setting = made()
    assert notebook.controls(setting, facts()) is None
    monkeypatch.setattr(notebook, "interactive", lambda: True)
    assert notebook.controls(None, facts()) is None
    shown = notebook.controls(setting, facts())
    assert "application/vnd.jupyter.widget-view+json" in json.dumps(shown._repr_mimebundle_())  # type: ignore[attr-defined]
