"""What the last build was asked for is read from what it left."""

import json
from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.pipeline import last_build
from chipbrief.pipeline.steps import STEPS
from chipbrief.project import Paths

TOLD = {
    "01-ingest": 'sources = "seeds"\npublished = "2025-10-02"',
    "04-korea-impact": 'derived = "data/derived"\ntarget = -5.5\nhorizon = 2030\nquiet = True',
    "05-brief": 'language = "en"\nsince = "data/derived/editions/0a.json"',
}


def built(root: Path, **more: str) -> Paths:
    """The remains of a build in English, its notebooks told as TOLD and `more` say."""
    paths = Paths.of(root)
    paths.executed.mkdir(parents=True)
    paths.reports.mkdir()
    (paths.reports / "manifest.json").write_text('{"outputs": {"brief.en.html": "00"}}')
    edition = paths.derived / "editions/0a.json"
    edition.parent.mkdir()
    edition.write_text("{}")
    for step in STEPS:
        for name, _ in step.runs(("en",)):
            code = (TOLD | {key.replace("_", "-"): value for key, value in more.items()}).get(step.notebook, "")
            cells = [
                {"metadata": {"tags": ["parameters"]}, "source": ["target: float = 70.0"]},
                {"metadata": {"tags": ["injected-parameters"]}, "source": f"# Parameters\n{code}".splitlines(True)},
                {"metadata": {}, "source": ["horizon = 1"]},
            ]
            (paths.executed / f"{name}.ipynb").write_text(json.dumps({"cells": cells}))
    return paths


def test_options_and_parameters_are_told_apart(tmp_path: Path) -> None:
    order = last_build.order_of(built(tmp_path))
    assert (order.languages, order.published, order.since) == (("en",), "2025-10-02", b"{}")
    assert order.parameters == [("target", "-5.5"), ("horizon", "2030"), ("quiet", "True")]


def test_the_command_says_all_of_it(tmp_path: Path) -> None:
    command = "chipbrief build --language en --published 2025-10-02 --since evidence/since.json"
    said = f"{command} -p target -5.5 -p horizon 2030 -p quiet True"
    assert " ".join(last_build.command(last_build.order_of(built(tmp_path)))) == said


def test_the_brief_on_a_figure_set_is_refused(tmp_path: Path) -> None:
    paths = built(tmp_path, **{"02_figures": 'figures = "set"'})
    with pytest.raises(InputError, match="on a figure set"):
        last_build.order_of(paths)


@pytest.mark.parametrize("broken", ["{", "[]", '{"outputs": {"brief.en.html": ""}, "x": '])
def test_a_damaged_manifest_names_the_remedy(tmp_path: Path, broken: str) -> None:
    paths = built(tmp_path)
    (paths.reports / "manifest.json").write_text(broken)
    with pytest.raises(InputError, match=r"manifest\.json: not as a build left it .*; run `chipbrief build` first"):
        last_build.order_of(paths)
