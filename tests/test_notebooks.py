"""The notebooks as kept: clean, readable, and with plain parameters that agree."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from chipbrief.errors import InputError
from chipbrief.pipeline.parameters import Parameter, read
from chipbrief.pipeline.steps import REFERENCE, SOURCES, STEPS, Step

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = [step.notebook for step in STEPS]
COMMON = {"sources": "seeds", "reference": "", "derived": "data/derived"}


def content(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return loaded


def test_the_notebooks_are_those_of_the_graph() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_kept_clean(name: str) -> None:
    notebook = content(name)
    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    for cell in notebook["cells"]:
        assert re.fullmatch(r"[a-z][a-z-]*[a-z]", cell["id"]), f"cell id {cell['id']}: words, please"
        assert not cell.get("outputs"), cell["id"]
        assert cell.get("execution_count") is None, cell["id"]
        assert set(cell["metadata"]) <= {"tags"}, cell["id"]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert set(notebook["metadata"]) <= {"kernelspec", "language_info"}


@pytest.mark.parametrize("name", NAMES)
def test_code_comes_after_a_sentence(name: str) -> None:
    kinds = [cell["cell_type"] for cell in content(name)["cells"]]
    assert kinds[0] == "markdown"
    assert kinds.count("markdown") >= 0.35 * len(kinds), "about half the cells are prose"


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_plain(name: str) -> None:
    parameters = read(FOLDER / f"{name}.ipynb").parameters
    assert {key: parameters[key].default for key in COMMON if key in parameters}.items() <= COMMON.items()
    assert "derived" in parameters
    assert ("language" in parameters) == next(step for step in STEPS if step.notebook == name).by_language


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.notebook)
def test_a_notebook_reads_and_writes_what_the_graph_declares(step: Step) -> None:
    code = "\n".join("".join(cell["source"]) for cell in content(step.notebook)["cells"] if cell["cell_type"] == "code")
    tables = {f"{name}.csv" for name in re.findall(r'frames\.read\("(\w+)"', code)}
    facts = {f"{name}.json" for name in re.findall(r'frames\.read_facts\(.+?, "(\w+)"', code)}
    assert tables | facts <= set(step.reads)
    if "catalogue.load(" in code:
        assert SOURCES in step.reads
    if "tables.rows(" in code or "reference" in read(FOLDER / f"{step.notebook}.ipynb").parameters:
        assert REFERENCE in step.reads
    for name in (file.removesuffix(".csv") for file in step.writes if file.endswith(".csv")):
        assert f'"{name}"' in code


def test_a_parameter_is_the_same_in_every_notebook() -> None:
    seen: dict[str, Parameter] = {}
    for name in NAMES:
        for key, parameter in read(FOLDER / f"{name}.ipynb").parameters.items():
            assert seen.setdefault(key, parameter) == parameter


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_range_and_every_parameter_a_meaning(name: str) -> None:
    for key, parameter in read(FOLDER / f"{name}.ipynb").parameters.items():
        assert parameter.within or parameter.type not in ("int", "float"), key
        assert parameter.meaning or key in ("sources", "derived"), key


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("01-ingest", "documents = 0", "parameter 'documents': 0 is not within 1 to 1000"),
        ("03-comparisons", "as_of = 'yesterday'", "parameter 'as_of': yesterday is not a day"),
        ("04-korea-impact", "threshold = 900", "parameter 'threshold': 900.0 is not within 0 to 100 %"),
        ("04-korea-impact", "draws = 0", "parameter 'draws': 0 is not within"),
        ("04-korea-impact", "seed = -1", "parameter 'seed': -1 is not within"),
        ("04-korea-impact", "seed = 'a'", "parameter 'seed': 'a' is not of type int"),
        ("04-korea-impact", "horizon = 9999", "parameter 'horizon': 9999 is not within"),
        ("04-korea-impact", "home_start_low = 30", "parameter 'home_start_low': 30.0 is above home_start_high, 20.0"),
        ("05-brief", "confidence = 90", "parameter 'confidence': 90.0 is not within 0 to 1"),
    ],
)
def test_a_person_s_value_is_checked_before_anything_is_read(
    name: str, change: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(FOLDER)
    code = {cell["id"]: "".join(cell["source"]) for cell in content(name)["cells"]}
    variables: dict[str, Any] = {}
    exec(code["parameters"], variables)  # noqa: S102 - our own notebook, as a kernel runs it
    exec(f"derived = {str(tmp_path)!r}\n{change}", variables)  # noqa: S102
    with pytest.raises(InputError) as refused:
        exec(code["setup"], variables)  # noqa: S102
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_shown_with_its_words(name: str) -> None:
    for cell in content(name)["cells"]:
        code = "".join(cell["source"])
        if "plt.figure(" in code or "sns.barplot(" in code or "sns.heatmap(" in code:
            assert re.search(r"^legible\.Picture\((?s:.)*\)$", code, re.MULTILINE), cell["id"]
