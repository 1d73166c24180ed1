"""The sliders give what the parameters give."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from chipbrief.analysis import scenarios
from chipbrief.analysis.exposure import exposure, trade
from chipbrief.analysis.scenarios import Setting
from chipbrief.analysis.tables import Entities, stated
from chipbrief.model import Assumption, Estimate
from chipbrief.report import notebook
from chipbrief.report.widgets import MOVED, Controls
from chipbrief.sources import reference_tables

Ends = tuple[float, float]
GIVEN: dict[str, Ends] = {
    "baseline": (29, 37), "addressable": (10, 30), "redirected": (20, 50), "hbm": (30, 60),
    "china-accelerators": (10, 20), "hbm-redirected": (50, 100), "target-70": (70, 70), "target-90": (90, 90),
    "target-100": (100, 100), "target-chosen": (70, 70), "horizon": (2028, 2028), "break-even": (5, 5),
    "draws": (500, 500), "seed": (7, 7),
}  # fmt: skip


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    """Two sentences' worth of figures: exports, and the shares of two destinations."""
    common = {"source": "a.txt", "approx": "=", "date": None, "versus": None, "attribution": None}
    common |= {"scope": None, "modality": "fact", "rule": "made-up"}
    rows = [
        ("1419억 달러", "money", 141.9e9, "USD", "korea", "exports", None),
        ("197조원", "money", 197e12, "KRW", "korea", "exports", None),
        ("51.2%", "percent", 51.2, "%", "china", "export-share", "korea"),
        ("14.5%", "percent", 14.5, "%", "taiwan", "export-share", "korea"),
    ]
    return pd.DataFrame(
        common
        | {"id": f"f-a.txt-{n}", "start": n, "end": n + len(text), "text": text, "kind": kind, "low": value}
        | {"high": value, "unit": unit, "subject": subject, "metric": metric, "versus": versus}
        | {"period": "2024", "restates": None, "confidence": 1.0}
        for n, (text, kind, value, unit, subject, metric, versus) in enumerate(rows)
    )


def made(figures: pd.DataFrame, **changed: Ends) -> Setting:
    """The setting as the notebook makes it from its parameters."""
    entities = Entities.of(reference_tables.rows("entities"), reference_tables.rows("metrics"))
    found = trade(figures, entities)
    given = GIVEN | {name.replace("_", "-"): ends for name, ends in changed.items()}
    items = [Assumption(f"a-{name}", name, name, *ends, "%", "이유", "reason") for name, ends in given.items()]
    setting = scenarios.setting(found, exposure(found, entities).estimates, items)
    assert setting is not None
    return setting


def test_what_the_sliders_start_from_is_what_the_parameters_say(figures: pd.DataFrame) -> None:
    setting = made(figures)
    assert Controls(setting, stated(figures)).setting == setting


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("target-chosen", (85, 85)), ("horizon", (2030, 2030)), ("baseline", (40, 45)), ("addressable", (20, 80)),
        ("redirected", (0, 10)), ("hbm", (70, 90)), ("china-accelerators", (0, 5)), ("hbm-redirected", (10, 20)),
    ],
)  # fmt: skip
def test_a_slider_gives_what_the_parameter_gives(figures: pd.DataFrame, name: str, ends: Ends) -> None:
    controls = Controls(made(figures), stated(figures))
    numbers, chart = controls.numbers.value, controls.chart.value
    controls.sliders[name].value = ends[0] if ends[0] == ends[1] else ends
    every = scenarios.scenarios(made(figures, **{name: ends}), None, stated(figures)).frame
    chosen = every[every["scenario"] == "chosen"].reset_index(drop=True)
    assert_frame_equal(controls.frame(), chosen, check_exact=True)
    assert controls.chart.value != chart
    assert controls.numbers.value != numbers


def test_every_slider_is_tried_above() -> None:
    marks = test_a_slider_gives_what_the_parameter_gives.pytestmark  # type: ignore[attr-defined]
    assert {name for name, _ in marks[0].args[1]} == set(MOVED)


def test_the_loss_stands_beside_its_formula_with_the_numbers_in_it(figures: pd.DataFrame) -> None:
    """By hand: 141.9 bn × 51.2 % × 20 % × (1 − (100 − 85) ÷ (100 − 40)) × (100 − 50) %."""
    one = {"baseline": (40, 40), "addressable": (20, 20), "redirected": (50, 50), "target_chosen": (85, 85)}
    controls = Controls(made(figures, **one), stated(figures))
    row = controls.frame().query("measure == 'loss-general' and year == 2028").iloc[0]
    assert row["low"] == row["high"] == pytest.approx(141.9e9 * 0.512 * 0.2 * 0.75 * 0.5)
    assert (
        "<td>about $5.449 billion</td><td>= about $72.65 billion × 20% ÷ 100 × 75% ÷ 100 × " in controls.numbers.value
    )


def test_the_command_names_what_was_moved_and_reset_takes_it_back(figures: pd.DataFrame) -> None:
    controls = Controls(made(figures), stated(figures))
    before = controls.numbers.value, controls.chart.value
    controls.sliders["addressable"].value = (12.5, 40)
    controls.sliders["target-chosen"].value = 85
    said = "chipbrief build -p target 85 -p addressable_low 12.5 -p addressable_high 40"
    assert controls.command() == said
    assert said in controls.numbers.value
    controls.reset.click()
    assert (controls.numbers.value, controls.chart.value) == before
    assert controls.command() == "chipbrief build"


def test_the_ends_of_the_sliders_are_never_refused(figures: pd.DataFrame) -> None:
    controls = Controls(made(figures), stated(figures))
    for end in ("min", "max"):
        for slider in controls.sliders.values():
            edge = getattr(slider, end)
            slider.value = (edge, edge) if isinstance(slider.value, tuple) else edge
        assert np.isfinite(controls.frame()["low"]).all()


def test_nothing_is_shown_where_nobody_can_move_it(figures: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    setting = made(figures)
    facts: list[Estimate] = stated(figures)
    assert notebook.controls(setting, facts) is None
    monkeypatch.setattr(notebook, "interactive", lambda: True)
    assert notebook.controls(None, facts) is None
    shown = notebook.controls(setting, facts)
    assert "application/vnd.jupyter.widget-view+json" in json.dumps(shown._repr_mimebundle_())  # type: ignore[attr-defined]
