"""What is asked often imports nothing heavy: the help, and a build with nothing to do."""

import subprocess
import sys
from pathlib import Path

import miniature
import pytest

HEAVY = {
    "pandas", "numpy", "matplotlib", "seaborn", "pandera", "kiwipiepy", "papermill", "nbformat", "nbclient",
    "nbconvert", "jupyter_client", "ipykernel", "IPython", "zmq", "typst", "fontTools", "jsonschema", "dask", "pyarrow",
}  # fmt: skip
TOLD = """
import sys
from chipbrief.cli import main
try:
    main({words!r})
finally:
    print("imported:", *sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


def imported(folder: Path, *words: str) -> set[str]:
    """The libraries that a command has imported when it ends."""
    command = [sys.executable, "-c", TOLD.format(words=list(words))]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"]])
def test_the_help_imports_neither_libraries_nor_doit(tmp_path: Path, words: list[str]) -> None:
    assert not (HEAVY | {"doit"}) & imported(tmp_path, *words)


def test_a_build_with_nothing_to_do_imports_nothing_heavy(tmp_path: Path) -> None:
    root = miniature.project(tmp_path / "project")
    assert HEAVY & imported(root, "build", "--language", "ko")
    assert not HEAVY & imported(root, "build", "--language", "ko")
    assert not HEAVY & imported(root, "build", "--language", "ko", "--dry-run")


def test_a_notebook_kernel_is_spared_the_grammars_that_nobody_asks_for() -> None:
    code = "import sys\nfrom chipbrief.pipeline.preload import lean\nassert 'jsonschema' in sys.modules\n"
    code += "assert 'lark' not in sys.modules\nimport rfc3987_syntax"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_notebook_kernel_has_a_seaborn_without_scipy() -> None:
    code = "import sys\nfrom chipbrief.pipeline.preload import plots\nimport matplotlib\nmatplotlib.use('agg')\n"
    code += "import pandas as pd, seaborn as sns\nsns.heatmap(pd.DataFrame({'a': [1.0, 2, 4], 'b': [3.0, 1, 1]}))\n"
    code += "assert 'scipy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
