"""Declared parameters are read without running, and a user's values are checked before anything runs."""

import json
from pathlib import Path
from typing import Any

import pytest
from miniature import cell

from chipbrief.errors import InputError
from chipbrief.pipeline.parameters import Notebook, Parameter, check, read

TARGET = Parameter("target", "float", 70.0)
ROUNDS = Parameter("rounds", "int", 3)
SHOWN = Parameter("shown", "bool", True)
MODEL = Parameter("model", "str", "linear")
LANGUAGE = Parameter("language", "str", "ko")
NOTEBOOKS = [
    Notebook("a", {"target": TARGET, "rounds": ROUNDS}, ""),
    Notebook("b", {"shown": SHOWN, "model": MODEL, "language": LANGUAGE}, ""),
]


def written(folder: Path, *cells: dict[str, Any]) -> Path:
    path = folder / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))
    return path


def test_plain_lines_are_read(tmp_path: Path) -> None:
    code = 'target: float = 70.0  # per cent\nrounds: int = -3\nshown: bool = True\nmodel: str = "linear"\n'
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


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError) as refused:
        check([("tarqet", "90")], NOTEBOOKS)
    known = "target: float = 70.0; rounds: int = 3; shown: bool = True; model: str = 'linear'"
    assert str(refused.value) == f"parameter 'tarqet': no notebook has it; known are: {known}"


@pytest.mark.parametrize(("name", "text"), [("target", "many"), ("target", "nan"), ("rounds", "0.5"), ("shown", "2")])
def test_an_ill_typed_value_is_refused(name: str, text: str) -> None:
    with pytest.raises(InputError, match=f"parameter '{name}': '{text}' is not of type"):
        check([(name, text)], NOTEBOOKS)


def test_what_an_option_sets_is_not_a_parameter() -> None:
    with pytest.raises(InputError, match="set it with --language"):
        check([("language", "en")], NOTEBOOKS)
