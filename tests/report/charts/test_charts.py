"""Charts: the same each time, readable, traced, quiet about what is not there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain, combinations, pairwise
from typing import Any

import matplotlib as mpl
import pandas as pd
import pictures
import pytest
from matplotlib.backends.backend_svg import RendererSVG

from chipbrief.document.nodes import Chart, Text, numbers
from chipbrief.report.charts import style
from chipbrief.report.charts.performance import _within
from chipbrief.report.registry import CHARTS, function

Frames = Mapping[str, pd.DataFrame]
DRAWN = [name for name, maker in CHARTS.items() if set(maker.takes.split()) <= pictures.frames().keys()]
_TEXT = re.compile(r'<text style="([^"]*)" x="([\d.e-]+)" y="([\d.e-]+)"[^>]*>([^<]*)<')


def drawn_from(data: Frames, name: str, language: str) -> Chart:
    chart: Chart = draw(data, name, language)
    assert chart is not None
    return chart


def draw(data: Frames, name: str, language: str) -> Any:
    return function("chart", name)(*(data[frame] for frame in CHARTS[name].takes.split()), pictures.prose(language))


@cache
def drawn(name: str, language: str) -> Chart:
    return drawn_from(pictures.frames(), name, language)


def texts(svg: str) -> list[tuple[float, float, float, float, str]]:
    """Left, right, baseline, size and words of every text of a chart."""
    found = []
    for css, x, y, words in _TEXT.findall(svg):
        size = float(re.findall(r"font-size: ([\d.]+)px", css)[0])
        width = style.text_width(words, size, bold="font-weight: 700" in css)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[re.findall(r"text-anchor: (\w+)", css)[0]]
        left = float(x) - shift * width
        found.append((left, left + width, float(y), size, words))
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_traced_and_says_what_it_shows(name: str, language: str) -> None:
    chart = drawn(name, language)
    assert chart.name == name
    assert chart.data.rows
    for inlines in (chart.title, chart.note, chart.data.title, *chart.data.notes, *chain(*chart.data.rows)):
        assert not any(isinstance(inline, Text) and re.search(r"\d", inline.text) for inline in inlines)
    for number in numbers([chart.title, chart.note, chart.data]):
        assert pictures.LEDGER.kind(number.id) == number.kind
    assert re.search(r"\d", chart.alt)
    assert chart.alt.endswith(".")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_readable_in_print(name: str, language: str) -> None:
    svg = drawn(name, language).svg
    found = texts(svg)
    assert found
    height = float(re.findall(r'height="([\d.]+)pt"', svg)[0])
    for left, right, baseline, size, words in found:
        assert size >= 7.5, words
        assert left > -1, words
        assert right < style.WIDTH + 1, words
        assert 0 < baseline < height, words


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_no_words_of_a_chart_stand_on_others(name: str, language: str) -> None:
    for one, other in combinations(texts(drawn(name, language).svg), 2):
        beside = one[1] < other[0] + 0.5 or other[1] < one[0] + 0.5
        assert beside or abs(one[2] - other[2]) > 0.75 * max(one[3], other[3]), (one, other)


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_the_same_each_time_and_changes_no_settings(name: str) -> None:
    before = dict(mpl.rcParams)
    again = drawn_from(pictures.frames(), name, "ko")
    assert dict(mpl.rcParams) == before
    assert again == drawn(name, "ko")
    assert "<dc:date>" not in drawn(name, "ko").svg


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_the_same_whatever_matplotlib_calls_its_parts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its names are hashes of floats to the last digit, and that differs from one Python to the next."""
    make = RendererSVG._make_id
    monkeypatch.setattr(RendererSVG, "_make_id", lambda self, type_, content: make(self, type_, f"{content} "))
    assert drawn_from(pictures.frames(), name, "ko").svg == drawn(name, "ko").svg


def test_no_two_parts_of_charts_have_one_name() -> None:
    names = [re.findall(r'\bid="(c[0-9a-f]{8}-\d+)"', drawn(name, "ko").svg) for name in DRAWN]
    assert all(names)
    assert len(set(chain(*names))) == len([*chain(*names)])


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_to_draw_gives_no_chart(name: str) -> None:
    empty = {key: frame.iloc[:0] for key, frame in pictures.frames().items()}
    assert draw(empty, name, "ko") is None


@pytest.mark.parametrize(("name", "column"), [("specifications", "chip"), ("targets", "place")])
def test_many_rows_are_cut_and_counted(name: str, column: str) -> None:
    data = pictures.frames()
    rows = [data[name].assign(**{column: f"이름이 아주 긴 것 {n} 그리고 그 뒤에 오는 말"}).iloc[:1] for n in range(40)]
    chart = drawn_from({**data, name: pd.concat(rows, ignore_index=True)}, name, "ko")
    assert float(re.findall(r'height="([\d.]+)pt"', chart.svg)[0]) < 300
    assert len(chart.data.rows) == 40
    words = [found[4] for found in texts(chart.svg)]
    shown = sum(text.startswith("이름이") for text in words)
    assert [text for text in words if "나머지" in text and str(40 - shown) in text]


def test_words_wrap_and_what_does_not_fit_is_cut() -> None:
    lines = style.wrap("아주 길어서 한 줄에 다 들어가지 않는 이름", 60, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(style.text_width(line) <= 60 for line in lines)


def test_an_axis_leaves_its_labels_room() -> None:
    width = 200.0
    most = style.room([(1.0, "label"), (0.2, "a much longer label")], width)
    for end, words in ((1.0, "label"), (0.2, "a much longer label")):
        assert end / most * width + 6 + style.text_width(words) <= width


def test_labels_spread_no_further_than_they_must() -> None:
    assert style.spread([1, 5, 9], 2) == [1, 5, 9]
    moved = style.spread([1.0, 1.0, 1.0], 2)
    assert all(second - first > 1.9 for first, second in pairwise(moved))


def test_dollars_are_money_and_no_formula() -> None:
    with style.drawing():
        figure = style.sheet(40)
        style.write(style.panel(figure, 0, 0, 200, 40), 5, 20, "Revenue $24.9 billion, profit $840 million")
        assert "$24.9 billion, profit $840 million" in style.svg(figure)


def test_a_value_far_above_the_others_does_not_squeeze_them() -> None:
    assert _within([0.6, 0.8, 1.1, 2.5, 3.5]) == 3.5
    assert _within([0.6, 0.8, 1.1, 1.2, 6.0, 6.7]) == 1.2
    assert _within([6.0]) == 6.0
