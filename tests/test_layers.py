"""Each layer of the package imports only from those below it (the contract is in pyproject.toml)."""

from importlinter.cli import lint_imports


def test_layers() -> None:
    assert lint_imports(no_cache=True) == 0
