"""The errors a user can cause, and what the command line makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_EXTRAS = {
    **dict.fromkeys(("pyarrow", "dask", "distributed", "fsspec", "backports"), "corpus"),
    **dict.fromkeys(("jupyterlab", "ipywidgets", "itables"), "lab"),
}


class ChipbriefError(Exception):
    """Root of our errors: its text is one line that names the file, the place and the remedy."""

    exit_code = 1

    def _render_traceback_(self) -> list[str]:
        """The error in a notebook's cell: its line. IPython asks an exception for this instead of its traceback."""
        return [f"{type(self).__name__}: {self}"]


class InputError(ChipbriefError):
    """The user gave something that cannot be used: a file, an option, a parameter, a table row."""

    exit_code = 2


class UnitError(ChipbriefError):
    """Arithmetic over quantities whose units do not go together."""


class BuildError(ChipbriefError):
    """A notebook or a rendering failed; what was built before is untouched."""


@contextmanager
def naming_extras() -> Iterator[None]:
    """A library that is missing because an extra was not installed is an InputError that names the extra."""
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _EXTRAS:
            raise
        remedy = f"run pip install 'chipbrief[{_EXTRAS[library]}]'"
        raise InputError(f"{library}: this needs it, and it is not installed; {remedy}") from error
