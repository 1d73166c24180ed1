"""The package for those who program: what `import chipbrief` gives, and that it is fast to import and typed."""

import datetime
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import chipbrief
from chipbrief.errors import BuildError, InputError

TEXT = "회사는 지난 8일 칩 60만개를 팔았다고 밝혔다. 매출은 28억 8000만 위안(약 5608억원)으로 20% 늘었다."


def test_importing_loads_nothing_heavy() -> None:
    code = "import chipbrief, sys; print(*sorted({'pandas', 'kiwipiepy', 'babel', 'IPython'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_every_public_name_is_there_and_documented() -> None:
    assert set(chipbrief.__all__) < set(dir(chipbrief))
    for name in chipbrief.__all__:
        assert getattr(chipbrief, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'figuers'"):
        chipbrief.figuers  # noqa: B018


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(chipbrief.__file__).with_name("py.typed").is_file()


@pytest.mark.parametrize("published", ["2025-09-25", datetime.date(2025, 9, 25), pd.Timestamp("2025-09-25 08:30")])
def test_relative_dates_count_from_the_publication(published: str | datetime.date) -> None:
    first = chipbrief.extract(TEXT, published=published)[0]
    assert (first.text, first.date) == ("지난 8일", "2025-09-08")


def test_spans_are_those_of_the_text() -> None:
    found = chipbrief.extract(TEXT, source="a.txt")
    assert len(found) == 5
    for figure in found:
        assert TEXT[figure.start : figure.end] == figure.text
        assert figure.id == f"f-a.txt-{figure.start}"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="yesterday: not a date"):
        chipbrief.extract(TEXT, published="yesterday")


def test_a_frame_gives_a_row_for_each_figure() -> None:
    news = pd.DataFrame({"text": [TEXT, "아무 수도 없다."], "published": ["2025-09-25", None]}, index=["a", "b"])
    found = chipbrief.figures(news)
    assert set(found["source"]) == {"a"}
    assert found["text"].tolist() == [figure.text for figure in chipbrief.extract(TEXT)]
    assert found.loc[0, "date"] == "2025-09-08"
    assert found.merge(news, left_on="source", right_index=True).shape[0] == 5
    none = chipbrief.figures(news.loc[["b"]])
    assert none.empty
    assert none.dtypes.equals(found.dtypes)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ({"body": ["글"]}, "no column text; it has body"),
        ({"id": ["a", "a"], "text": ["글", "글"]}, "document a: two have this id"),
        ({"id": ["a"], "text": [None]}, "document a: no text"),
        ({"id": ["a"], "text": ["글"], "published": ["soon"]}, "soon: not a date"),
    ],
)
def test_a_frame_that_cannot_be_read_is_refused(frame: dict[str, list[str | None]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        chipbrief.figures(pd.DataFrame(frame))


def test_show_marks_a_figure_in_its_sentence() -> None:
    found = chipbrief.extract(TEXT, published="2025-09-25")
    trail = chipbrief.show(found[1], TEXT)
    assert "칩 »60만개«를 팔았다고" in str(trail)
    html = trail._repr_mimebundle_()["text/html"]
    assert f'<mark data-figure="{found[1].id}">60만개</mark>' in html
    assert "href=" not in html


def test_show_takes_a_row_of_a_frame() -> None:
    source = chipbrief.Source("a", TEXT, "", "2025-09-25")
    row = chipbrief.figures(pd.DataFrame({"id": ["a"], "text": [TEXT], "published": ["2025-09-25"]})).loc[2]
    trail = chipbrief.show(row, source, *chipbrief.extract(TEXT, source="a"))
    assert "매출은 »28억 8000만 위안«(약 5608억원)으로" in str(trail)


def test_an_estimate_shows_its_formula_and_below_it_its_inputs() -> None:
    found = chipbrief.extract(TEXT, source="a")
    amount, growth = chipbrief.Estimate.of(found[2]), chipbrief.Estimate.of(found[4])
    before = amount.before_growth(growth).named("e-before", "이전 매출", "Revenue before")
    again = (before + before).named("e-twice", "두 배", "Twice")
    trail = chipbrief.show(again, before, *found, chipbrief.Source("a", TEXT, "", ""))
    lines = str(trail).splitlines()
    assert lines[0] == "4.8 billion yuan · Twice = 2.4 billion yuan + 2.4 billion yuan"
    assert lines[1] == "  2.4 billion yuan · Revenue before = 2.88 billion yuan ÷ (1 + 20% ÷ 100)"
    assert lines[2].startswith("    2.88 billion yuan · ")
    korean = chipbrief.show("e-before", before, *found, chipbrief.Source("a", TEXT, "", ""), language="ko")
    assert str(korean).startswith("24억 위안 · 이전 매출 = 28억 8,000만 위안")


def test_show_says_what_is_missing() -> None:
    found = chipbrief.extract(TEXT)
    amount = chipbrief.Estimate.of(found[2])
    twice = (amount + amount).named("e-twice", "두 배", "Twice")
    with pytest.raises(BuildError, match="e-twice: rests on f-text-"):
        chipbrief.show(twice, chipbrief.Source("text", TEXT, "", ""))
    with pytest.raises(InputError, match="a text goes with a figure"):
        chipbrief.show(twice, TEXT)
