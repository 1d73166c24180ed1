"""Each layer of the package imports only from those below it (the contract is in pyproject.toml)."""

import os
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]


def test_layers() -> None:
    os.chdir(ROOT)  # a build that an earlier test interrupted may only now have left its folder
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
