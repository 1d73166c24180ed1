"""A home for what Jupyter, IPython and matplotlib keep there, on a machine where the user has none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory


@contextmanager
def usable() -> Iterator[None]:
    """Where no home may be written to, have a temporary one: each kernel would make its own, and say so."""
    if os.access(os.path.expanduser("~"), os.W_OK):  # noqa: PTH111 - Path.expanduser raises where there is none
        yield
        return
    before = os.environ.get("HOME")
    with TemporaryDirectory(prefix="chipbrief-", ignore_cleanup_errors=True) as folder:
        os.environ["HOME"] = folder
        try:
            yield
        finally:
            os.environ.pop("HOME") if before is None else os.environ.update(HOME=before)
