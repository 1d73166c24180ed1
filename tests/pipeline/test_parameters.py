"""Declared parameters are read without running, and a user's values are checked before anything runs."""

import json
from pathlib import Path
from typing import Any

import pytest
from miniature import cell

from chipbrief.errors import InputError
from chipbrief.pipeline.parameters import Given, Notebook, Parameter, check, read

TARGET = Parameter("target", "float", 70.0, "share", "%", (0.0, 100.0))
LOW, HIGH = Parameter("part_low", "float", 10.0), Parameter("part_high", "float", 20.0)
DAY = Parameter("day", "str", "", "up to", "", ("2000-01-01", "2099-12-31"))
ROUNDS = Parameter("rounds", "int", 3)
SHOWN = Parameter("shown", "bool", True)
MODEL = Parameter("model", "str", "linear")
LANGUAGE = Parameter("language", "str", "ko")
NOTEBOOKS = [
    Notebook("a", {"target": TARGET, "rounds": ROUNDS}, ""),
    Notebook("b", {"shown": SHOWN, "model": MODEL, "language": LANGUAGE}, ""),
    Notebook("c", {"part_low": LOW, "part_high": HIGH, "day": DAY}, ""),
]


def written(folder: Path, *cells: dict[str, Any]) -> Path:
    path = folder / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))
    return path


def test_plain_lines_are_read(tmp_path: Path) -> None:
    code = 'target: float = 70.0  # share, %  [0, 100]\nrounds: int = -3\nshown: bool = True\nmodel: str = "linear"\n'
    notebook = read(written(tmp_path, cell("p", code, "parameters"), cell("x", "y: int = 1")))
    assert list(notebook.parameters.values()) == [TARGET, Parameter("rounds", "int", -3), SHOWN, MODEL]


@pytest.mark.parametrize(
    "code",
    ["target = 70.0", "target: float | None = None", "target: float = 70", "target: int = len('a')", "print(1)"],
)
def test_anything_else_is_refused_with_its_line(tmp_path: Path, code: str) -> None:
    with pytest.raises(InputError, match=r"a\.ipynb: parameters, line 1: "):
        read(written(tmp_path, cell("p", code, "parameters")))


def test_the_digest_is_that_of_code_cells(tmp_path: Path) -> None:
    code = cell("x", "1 + 1")
    text = {"cell_type": "markdown", "id": "t", "metadata": {}, "source": "Words."}
    before = read(written(tmp_path, code)).code
    assert read(written(tmp_path, text, code)).code == before
    assert read(written(tmp_path, cell("x", "1 + 2"))).code != before


def test_a_broken_notebook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text("{")
    with pytest.raises(InputError, match=r"a\.ipynb: not a readable notebook"):
        read(path)


def test_texts_become_values_of_the_declared_types() -> None:
    texts = [("target", "90"), ("rounds", "-2"), ("shown", "no"), ("model", "log")]
    assert check(texts, NOTEBOOKS) == {"target": 90.0, "rounds": -2, "shown": False, "model": "log"}


@pytest.mark.parametrize(
    ("name", "remedy"), [("tarqet", "did you mean target?"), ("x", "`chipbrief parameters` lists what there is")]
)
def test_an_unknown_name_is_refused_with_its_near_miss(name: str, remedy: str) -> None:
    with pytest.raises(InputError) as refused:
        check([(name, "90")], NOTEBOOKS)
    assert str(refused.value) == f"parameter {name!r}: no notebook has it; {remedy}"


@pytest.mark.parametrize(
    ("remark", "meaning", "unit", "within"),
    [
        ("", "", "", None),
        ("# share, not whole", "share, not whole", "", None),
        ("# share  [0, 100]", "share", "", (0.0, 100.0)),
        ("# share, of all, % of exports [-1.5, 1e2]", "share, of all", "% of exports", (-1.5, 100.0)),
        ("# [0, 100]", "", "", (0.0, 100.0)),
    ],
)
def test_a_comment_says_meaning_unit_and_range(
    tmp_path: Path, remark: str, meaning: str, unit: str, within: tuple[float, float] | None
) -> None:
    notebook = read(written(tmp_path, cell("p", f"target: float = 70.0  {remark}", "parameters")))
    assert notebook.parameters["target"] == Parameter("target", "float", 70.0, meaning, unit, within)


def test_an_upper_end_says_what_its_lower_end_says(tmp_path: Path) -> None:
    code = "a_low: int = 1  # share, %  [0, 9]\na_high: int = 2\nb_low: int = 1\nb_high: int = 2  # whole"
    found = read(written(tmp_path, cell("p", code, "parameters"))).parameters
    assert found["a_high"] == Parameter("a_high", "int", 2, "share", "%", (0, 9))
    assert found["b_high"] == Parameter("b_high", "int", 2, "whole")


@pytest.mark.parametrize("range_", ["[0]", "[0, 1, 2]", "[9, 0]", "[a, b]", "[80, 90]"])
def test_a_range_that_is_none_or_leaves_out_the_default_is_refused(tmp_path: Path, range_: str) -> None:
    with pytest.raises(InputError, match=r"a\.ipynb: parameters, line 2: "):
        read(written(tmp_path, cell("p", f"x: int = 1\ntarget: float = 70.0  # share  {range_}", "parameters")))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("target", "900", "900.0 is not within 0 to 100 %"),
        ("target", "-0.1", "-0.1 is not within 0 to 100 %"),
        ("day", "yesterday", "yesterday is not a day, written as 2025-09-25, from 2000-01-01 to 2099-12-31"),
        ("day", "20250925", "20250925 is not a day"),
        ("day", "1999-12-31", "1999-12-31 is not a day"),
        ("part_low", "30", "30.0 is above part_high, 20.0; give both"),
    ],
)
def test_a_value_out_of_its_range_or_above_its_upper_end_is_refused(name: str, text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        check([(name, text)], NOTEBOOKS)
    assert str(refused.value).startswith(f"parameter {name!r}: {said}")


def test_the_ends_of_a_range_and_an_interval_given_whole_are_taken() -> None:
    texts = [("target", "100"), ("day", ""), ("part_low", "30"), ("part_high", "30")]
    assert check(texts, NOTEBOOKS) == {"target": 100.0, "day": "", "part_low": 30.0, "part_high": 30.0}


def test_the_last_value_counts_and_a_message_names_the_place() -> None:
    kept = Given("target", "80", "chipbrief.toml, line 2: ")
    assert check([kept, ("target", "90")], NOTEBOOKS) == {"target": 90.0}
    for wrong in (Given("target", "900", kept.place), Given("part_high", "1", kept.place)):
        with pytest.raises(InputError, match=r"^chipbrief\.toml, line 2: parameter "):
            check([wrong], NOTEBOOKS)


@pytest.mark.parametrize(("name", "text"), [("target", "many"), ("target", "nan"), ("rounds", "0.5"), ("shown", "2")])
def test_an_ill_typed_value_is_refused(name: str, text: str) -> None:
    with pytest.raises(InputError, match=f"parameter '{name}': '{text}' is not of type"):
        check([(name, text)], NOTEBOOKS)


def test_what_an_option_sets_is_not_a_parameter() -> None:
    with pytest.raises(InputError, match="set it with --language"):
        check([("language", "en")], NOTEBOOKS)
