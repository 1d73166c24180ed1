"""Sliders over the assumptions of the channel, for people in JupyterLab.

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
from chipbrief.analysis.scenarios import LOSSES, MARKET, STATES, Setting
from chipbrief.errors import InputError
from chipbrief.language import number_format
from chipbrief.model import Estimate
from chipbrief.report.charts import style

MOVED = (
    "horizon", "final-china", "chinese-buyers", "home-start",
    *(f"{what}-{state}" for what in ("home-end", "redirect", "discount") for state in STATES),
    "weight-shortage", "weight-balance",
)  # fmt: skip
"""The assumptions that have a slider; draws, seed and threshold change nothing that one would ask for here."""
_SHOWN = ("displaced", *LOSSES)
_YEARS = 10  # how far the horizon can go beyond the base year
_STEP = 0.5  # per cent
_WIDE = "40em"


class Controls:
    """The sliders of a setting, a reset, the results with their formulas, and the volume lost by year.

    `facts` are what the exports rest on, as `scenarios.scenarios` takes them.
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
        return scenarios.checked(replace(self._first, given=given, horizon=int(given["horizon"].low)))

    def frame(self) -> pd.DataFrame:
        """The rows of every state and of their mixture, as `scenarios.scenarios` has them."""
        return self._result()[0]

    def command(self) -> str:
        """`chipbrief build` with the parameters that are not as the notebook has them."""
        changed = [name for name, slider in self.sliders.items() if slider.value != self._given[name]]
        options = (option for name in changed for option in _options(name, self.sliders[name].value))
        return " ".join(["chipbrief build", *options])

    def _result(self) -> tuple[pd.DataFrame, simulation.Book]:
        setting = self.setting
        result = scenarios.scenarios(setting, self._facts)
        return result.frame, simulation.index_by_id(self._facts, setting.given.values(), result.estimates)

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
        try:
            frame, by_id = self._result()
        except InputError as error:  # sliders that contradict each other
            self.numbers.value = f"<p>{escape(str(error))}</p>"
            return
        self.numbers.value = _table(by_id) + f"<p>In the brief: <code>{escape(self.command())}</code></p>"
        whole = (frame["measure"] == "loss-volume") & (frame["scenario"] == MARKET)
        self.chart.value = _chart(frame[whole])


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
    if name.startswith("weight-"):
        return widgets.FloatSlider(value=given.low, **common)
    if name == "home-start":
        common["max"] = max(100.0 - _STEP, given.high)
    return widgets.FloatRangeSlider(value=(given.low, given.high), **common)


def _ends(value: float | tuple[float, float]) -> tuple[float, float]:
    low, high = value if isinstance(value, tuple) else (value, value)
    return float(low), float(high)


def _options(name: str, value: float | tuple[float, float]) -> Iterator[str]:
    """The options that set the notebook's parameters: `redirect_glut_low` and `redirect_glut_high`, `horizon`."""
    parameter = name.replace("-", "_")
    if not isinstance(value, tuple):
        yield f"-p {parameter} {value:g}"
        return
    for end, number in zip(("low", "high"), value, strict=True):
        yield f"-p {parameter}_{end} {number:g}"


def _table(by_id: simulation.Book) -> str:
    """The results at the horizon, each with its formula, the numbers in place of the letters."""
    lines = []
    for measure in _SHOWN:
        for state in (*STATES, MARKET):
            if found := by_id.get(f"e-{measure}-{state}"):
                formula = found.written(lambda id_: number_format.number(by_id[id_], "en"))
                cells = [number_format.number(found, "en"), f"= {formula}"]
                if central := by_id.get(f"{found.id}-central"):
                    cells.append(f"nine draws in ten: {number_format.number(central, 'en')}")
                lines.append(f"<th>{escape(found.label_en)}</th>" + "".join(f"<td>{escape(c)}</td>" for c in cells))
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table style="text-align:left;border-spacing:1em 0">{rows}</table>'


def _chart(path: pd.DataFrame) -> str:
    """The volume lost by year over all states: what arithmetic allows, the central range of the draws, their median."""
    with style.drawing():
        figure = style.sheet(190)
        axes = figure.add_axes((0.1, 0.12, 0.86, 0.72))
        parts = path[["low", "high", "central_low", "central_high", "median_value"]]
        axes.fill_between(path["year"], parts["low"], parts["high"], facecolor=style.SCENARIO_WASH)
        inner = (parts["central_low"], parts["central_high"])
        axes.fill_between(path["year"], *inner, facecolor=style.SCENARIO_PALE)
        axes.plot(path["year"], parts["median_value"], "o-", color=style.SCENARIO)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_title("Volume lost, % of memory exports: whole range, central range, median", loc="left")
        picture = style.svg(figure)
    ends = zip(path["year"], parts["low"], parts["high"], strict=True)
    words = "; ".join(f"{year}: {low:.1f} to {high:.1f}" for year, low, high in ends)
    said = escape(f"Volume of memory exports lost by year, %: {words}", quote=True)
    return f'<div role="img" aria-label="{said}">{picture[picture.index("<svg") :]}</div>'
