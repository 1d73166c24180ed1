"""Sliders over the assumptions of the chosen scenario, for people in JupyterLab.

They do what the parameters of 04-korea-impact do: a slider gives the same assumption, `scenarios` makes the same
Estimates of it, and the line below the result names the options of `chipbrief build` that put it into the brief.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape

import ipywidgets as widgets  # type: ignore[import-untyped]
import pandas as pd
from matplotlib.ticker import MaxNLocator

from chipbrief.analysis import scenarios, simulation
from chipbrief.analysis.scenarios import Setting
from chipbrief.language import number_format
from chipbrief.model import Estimate
from chipbrief.report.charts import style

MOVED = (
    "target-chosen", "horizon", "baseline", "addressable", "redirected", "hbm", "china-accelerators", "hbm-redirected",
)  # fmt: skip
"""The assumptions that have a slider; draws, seed and the fixed targets change nothing that one would ask for."""
_SHOWN = ("displaced", "loss-general", "loss-hbm", "loss", "loss-share", "loss-krw")
_YEARS = 10  # how far the horizon can go beyond the exports' year
_STEP = 0.5  # per cent
_WIDE = "40em"


class Controls:
    """The sliders of a setting, a reset, the results with their formulas, and the loss by year.

    `facts` are the figures and references on which the exports rest, as `scenarios.scenarios` takes them.
    """

    def __init__(self, setting: Setting, facts: Iterable[Estimate]) -> None:
        self._first = setting
        self._facts = list(facts)
        self.sliders = {name: _slider(setting, name) for name in MOVED}
        self._given = {name: slider.value for name, slider in self.sliders.items()}
        self.reset = widgets.Button(description="Reset", tooltip="Back to the parameters of the notebook")
        self.numbers, self.chart = widgets.HTML(), widgets.HTML()
        self.box = widgets.VBox([*self.sliders.values(), self.reset, self.numbers, self.chart])
        self.reset.on_click(lambda _: self._restore())
        self._watch()
        self._show()

    @property
    def setting(self) -> Setting:
        """The setting with the assumptions as the sliders stand."""
        given = dict(self._first.given)
        for name, slider in self.sliders.items():
            low, high = _ends(slider.value)
            given[name] = replace(given[name], low=low, high=high)
        return replace(self._first, given=given, horizon=int(given["horizon"].low))

    def frame(self) -> pd.DataFrame:
        """The rows of the chosen scenario, as `scenarios.scenarios` has them."""
        return self._result()[0]

    def command(self) -> str:
        """`chipbrief build` with the parameters that are not as the notebook has them."""
        changed = [name for name, slider in self.sliders.items() if slider.value != self._given[name]]
        options = (option for name in changed for option in _options(name, self.sliders[name].value))
        return " ".join(["chipbrief build", *options])

    def _result(self) -> tuple[pd.DataFrame, simulation.Book]:
        setting = self.setting
        result = scenarios.scenarios(setting, None, self._facts, ["chosen"])
        known = simulation.book(self._facts, setting.given.values(), setting.exports.values(), result.estimates)
        return result.frame, known | simulation.book(setting.shares.values(), [setting.rate] if setting.rate else [])

    def _watch(self) -> None:
        for slider in self.sliders.values():
            slider.observe(self._moved, "value")

    def _moved(self, _: object) -> None:
        self._show()

    def _restore(self) -> None:
        for name, slider in self.sliders.items():
            slider.unobserve(self._moved, "value")  # computed once, when all are back
            slider.value = self._given[name]
        self._watch()
        self._show()

    def _show(self) -> None:
        frame, known = self._result()
        self.numbers.value = _table(known) + f"<p>In the brief: <code>{escape(self.command())}</code></p>"
        self.chart.value = _chart(frame[frame["measure"] == "loss"])


def _slider(setting: Setting, name: str) -> widgets.Widget:
    """A slider for one assumption, between the ends that `scenarios.setting` accepts."""
    given = setting.given[name]
    common = {
        "description": given.label_en,
        "continuous_update": False,
        "style": {"description_width": _WIDE},
        "layout": {"width": "70em", "max_width": "100%"},
    }
    if name == "horizon":
        most = max(setting.start + _YEARS, setting.horizon)
        return widgets.IntSlider(value=setting.horizon, min=setting.start + 1, max=most, **common)
    common |= {"min": 0.0, "max": 100.0, "step": _STEP, "readout_format": ".1f"}
    if name == "target-chosen":
        return widgets.FloatSlider(value=given.low, **common)
    if name == "baseline":
        common["max"] = max(100.0 - _STEP, given.high)
    return widgets.FloatRangeSlider(value=(given.low, given.high), **common)


def _ends(value: float | tuple[float, float]) -> tuple[float, float]:
    low, high = value if isinstance(value, tuple) else (value, value)
    return float(low), float(high)


def _options(name: str, value: float | tuple[float, float]) -> Iterator[str]:
    """The options that set the notebook's parameters: `addressable_low` and `addressable_high`, `target`, `horizon`."""
    parameter = name.removesuffix("-chosen").replace("-", "_")
    if not isinstance(value, tuple):
        yield f"-p {parameter} {value:g}"
        return
    for end, number in zip(("low", "high"), value, strict=True):
        yield f"-p {parameter}_{end} {number:g}"


def _table(known: simulation.Book) -> str:
    """The results at the horizon, each with its formula, the numbers in place of the letters."""
    lines = []
    for measure in _SHOWN:
        found = known.get(f"e-{measure}-chosen")
        if found:
            formula = found.written(lambda id_: number_format.number(known[id_], "en"))
            cells = (number_format.number(found, "en"), f"= {formula}")
            lines.append(f"<th>{escape(found.label_en)}</th>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells))
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table style="text-align:left;border-spacing:1em 0">{rows}</table>'


def _chart(path: pd.DataFrame) -> str:
    """The loss by year: what arithmetic allows, the central range of the draws, and their median."""
    with style.drawing():
        figure = style.sheet(190)
        axes = figure.add_axes((0.1, 0.12, 0.86, 0.72))
        billions = path[["low", "high", "central_low", "central_high", "median_value"]] / 1e9
        axes.fill_between(path["year"], billions["low"], billions["high"], facecolor=style.SCENARIO_WASH)
        inner = (billions["central_low"], billions["central_high"])
        axes.fill_between(path["year"], *inner, facecolor=style.SCENARIO_PALE)
        axes.plot(path["year"], billions["median_value"], "o-", color=style.SCENARIO)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_title("Loss of exports, US$ billion: whole range, central range, median", loc="left")
        picture = style.svg(figure)
    ends = zip(path["year"], billions["low"], billions["high"], strict=True)
    words = "; ".join(f"{year}: {low:.1f} to {high:.1f}" for year, low, high in ends)
    said = escape(f"Loss of exports by year, US$ billion: {words}", quote=True)
    return f'<div role="img" aria-label="{said}">{picture[picture.index("<svg") :]}</div>'
