"""Tables and facts across files: the same out as in, and one line for what does not fit."""

import json
import math
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipbrief import frames
from chipbrief.errors import BuildError, InputError
from chipbrief.frames.schemas import DERIVED
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind
from chipbrief.pipeline.steps import STEPS
from chipbrief.sources.catalogue import load

ROOT = Path(__file__).parents[1]
MONEY = Figure("a.txt", 3, 9, "28억 위안", Kind.MONEY, 2.88e9, 2.88e9, "CNY", Approx.EXACT, "money")
AT_LEAST = Figure("a.txt", 20, 23, "70%", Kind.PERCENT, 70, None, "%", Approx.AT_LEAST, "number and unit")


def table(*figures: Figure) -> pd.DataFrame:
    return frames.frame("figures", ({"id": figure.id} | asdict(figure) for figure in figures))


def file(folder: Path, *lines: str) -> Path:
    """A table `tornado` with these lines."""
    head = "assumption,estimate,low,high,at_low,at_high,swing"
    (folder / "tornado.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return folder


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    written = table(MONEY, AT_LEAST)
    frames.write(written, "figures", tmp_path)
    read = frames.read("figures", tmp_path)
    pd.testing.assert_frame_equal(read, written)
    assert read["low"].tolist() == [2.88e9, 70]
    assert math.isnan(read["high"][1])
    assert read["subject"].isna().all()
    assert (str(read["start"].dtype), str(read["low"].dtype), str(read["id"].dtype)) == ("int64", "float64", "str")


def test_the_file_is_plain_and_the_same_each_time(tmp_path: Path) -> None:
    first = frames.write(table(MONEY, AT_LEAST), "figures", tmp_path).read_bytes()
    assert frames.write(table(MONEY, AT_LEAST), "figures", tmp_path).read_bytes() == first
    lines = first.decode().splitlines()
    assert first.endswith(b"\n")
    assert b"\r" not in first
    assert lines[1].startswith("f-a.txt-3,a.txt,3,9,28억 위안,money,2880000000,2880000000,CNY,=,money,")
    assert ",70,,%,>=," in lines[2]
    assert [path.name for path in tmp_path.iterdir()] == ["figures.csv"]


def test_columns_may_come_in_another_order_and_as_objects(tmp_path: Path) -> None:
    odd = table(MONEY)[::-1].astype(object)[list(reversed(DERIVED["figures"].columns))]
    frames.write(odd, "figures", tmp_path)
    pd.testing.assert_frame_equal(frames.read("figures", tmp_path), table(MONEY))


def test_a_table_may_have_no_rows(tmp_path: Path) -> None:
    for name in DERIVED:
        frames.write(frames.frame(name, []), name, tmp_path)
        assert frames.read(name, tmp_path).empty


NUMBERS = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=50)
PRINTABLE = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
WORDS = st.lists(st.text(PRINTABLE, min_size=1), min_size=1)


@settings(max_examples=20, deadline=None)
@given(NUMBERS, WORDS)
def test_cells_come_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[float], words: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    rows = [{"scenario": words[n % len(words)], "estimate": "NA", "low": x, "high": x} for n, x in enumerate(numbers)]
    frames.write(pd.DataFrame(rows), "break_even", folder)
    read = frames.read("break_even", folder)
    assert read["low"].tolist() == numbers
    assert read[["scenario", "estimate"]].to_numpy().tolist() == [[row["scenario"], "NA"] for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|'/c'!A1", "-x", "\t=1", "\r=1", "'=1", "''@a"])
def test_a_text_never_is_a_formula_and_comes_back(tmp_path: Path, text: str) -> None:
    rows = [{"source": "a.txt", "start": 0, "text": text}]
    path = frames.write(frames.frame("excerpts", rows), "excerpts", tmp_path)
    assert path.read_bytes().decode().partition("0,")[2].strip('"').startswith("'")
    assert list(frames.read("excerpts", tmp_path)["text"]) == [text]


@pytest.mark.parametrize("text", ["=", "-5%", "+3.2%p", "'15년", "3조원", "가=1"])
def test_a_text_that_is_no_formula_is_written_as_it_is(tmp_path: Path, text: str) -> None:
    path = frames.write(frames.frame("excerpts", [{"source": "a", "start": 0, "text": text}]), "excerpts", tmp_path)
    assert path.read_text(encoding="utf-8") == f"source,start,text\na,0,{text}\n"
    assert list(frames.read("excerpts", tmp_path)["text"]) == [text]


def test_flags_are_yes_and_no(tmp_path: Path) -> None:
    articles = load(ROOT / "seeds")
    rows = (
        {
            "id": item.id,
            "file": item.name,
            "characters": len(item.text),
            "text_sha256": item.text_sha256,
        }
        | asdict(item)
        for item in articles
    )
    path = frames.write(frames.frame("sources", rows), "sources", tmp_path)
    assert ",month,yes,," in path.read_text(encoding="utf-8")
    assert frames.read("sources", tmp_path)["inferred"].tolist() == [True, True]
    assert frames.sources(tmp_path, ROOT / "seeds") == articles


def test_an_article_that_changed_after_its_ingestion_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("글", encoding="utf-8")
    (article,) = load(tmp_path, "2025")
    row = {"id": article.id, "file": article.name, "characters": 1, "text_sha256": article.text_sha256} | asdict(
        article
    )
    frames.write(frames.frame("sources", [row]), "sources", tmp_path)
    (tmp_path / "a.txt").write_text("다른 글", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.txt: has changed"):
        frames.sources(tmp_path, tmp_path)


def test_every_table_that_the_notebooks_write_has_a_schema() -> None:
    written = {Path(name).stem for step in STEPS for name in step.writes if name.endswith(".csv")}
    assert written <= set(DERIVED)


def test_a_table_without_a_schema_is_an_error(tmp_path: Path) -> None:
    for call in (lambda: frames.write(pd.DataFrame(), "mine", tmp_path), lambda: frames.read("mine", tmp_path)):
        with pytest.raises(BuildError, match="table mine: no schema; add it to DERIVED"):
            call()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "weight"}, "row 2, column kind: weight is none of"),
        ({"low": 3e9}, "row 2, low is above high"),
        ({"id": ""}, "row 2, column id: must not be empty"),
        ({"date": "next year"}, "row 2, column date: next year is not of the form"),
        ({"start": -1}, "row 2, column start: -1 is below zero"),
        ({"start": None}, "column start: int"),
        ({"low": "viel"}, "column low: could not convert string to float"),
    ],
)
def test_a_frame_that_does_not_fit_is_not_written(tmp_path: Path, change: dict[str, object], told: str) -> None:
    frames.write(table(AT_LEAST), "figures", tmp_path)
    bad = table(MONEY).astype(object).assign(**{key: [value] for key, value in change.items()})
    with pytest.raises(BuildError, match=told):
        frames.write(bad, "figures", tmp_path)
    assert frames.read("figures", tmp_path)["id"].tolist() == [AT_LEAST.id], "what was there stays"


def test_columns_are_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no column rule, unknown column rool"):
        frames.write(table(MONEY).rename(columns={"rule": "rool"}), "figures", tmp_path)


def test_two_rows_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"column id: f-a\.txt-3 is there twice"):
        frames.write(table(MONEY, MONEY), "figures", tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a-x,e-x,1,2,3,4,much", "row 2, column swing: much is no number"),
        ("a-x,e-x,1,2,3,4", "row 2: 6 cells for 7 columns"),
        (",e-x,1,2,3,4,5", "row 2, column assumption: must not be empty"),
        ("a-x,e-x,2,1,3,4,5", "row 2, low is above high"),
        ('a-x,"e"x,1,2,3,4,5', "row 2"),
    ],
)
def test_a_damaged_file_is_told_with_row_and_column(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as error:
        frames.read("tornado", file(tmp_path, line))
    assert str(tmp_path / "tornado.csv") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="chipbrief build"):
        frames.read("figures", tmp_path)
    with pytest.raises(InputError, match="chipbrief build"):
        frames.read_facts(tmp_path, "korea")


def facts() -> tuple[list[Estimate], list[Assumption]]:
    share = Assumption("a-share", "비중", "Share", 10, 30, "%", "까닭", "Reason")
    exports = Estimate.of(MONEY)
    loss = (exports * Estimate.of(share)).named("e-loss", "손실", "Loss")
    rest = (exports - loss).named("e-rest", "나머지", "Rest")
    opened = Estimate("e-open", 70, math.inf, "%", label_ko="열린", label_en="Open", approx=">=")
    return [loss, rest, opened], [share]


def test_facts_come_back_as_they_were(tmp_path: Path) -> None:
    estimates, assumptions = facts()
    path = frames.write_facts(tmp_path, "korea", estimates, assumptions)
    read = frames.read_facts(tmp_path, "korea")
    assert list(read.estimates.values()) == estimates
    assert list(read.assumptions.values()) == assumptions
    assert read.estimates["e-rest"].formula == estimates[1].formula
    assert read.estimates["e-loss"].inputs == ("f-a.txt-3", "a-share")
    assert path.read_bytes() == frames.write_facts(tmp_path, "korea", estimates, assumptions).read_bytes()
    assert json.loads(path.read_text(encoding="utf-8"))["estimates"][2]["high"] is None


def test_facts_need_ids_of_their_own(tmp_path: Path) -> None:
    estimates, assumptions = facts()
    twin = Estimate("e-loss", 1, 2, "%")
    with pytest.raises(BuildError, match="e-loss: two have this id"):
        frames.write_facts(tmp_path, "korea", [*estimates, twin], assumptions)
    with pytest.raises(BuildError, match="no id"):
        frames.write_facts(tmp_path, "korea", [estimates[0] + estimates[0]], [])


@pytest.mark.parametrize("content", ["", "[]", '{"estimates": [{"id": 1}], "assumptions": []}'])
def test_damaged_facts_are_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "korea.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"korea\.json: damaged"):
        frames.read_facts(tmp_path, "korea")
