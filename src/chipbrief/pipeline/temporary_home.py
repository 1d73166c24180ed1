"""What kernels find of a user: a home, also where there is none, and no setting that is for windows on a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory


@contextmanager
def usable() -> Iterator[None]:
    """A home to write to, lent where there is none, since each kernel would make its own and say so; no MPLBACKEND."""
    backend = os.environ.pop("MPLBACKEND", None)  # a kernel has its own, and one for Qt or Tk may not be here
    try:
        with _home():
            yield
    finally:
        if backend is not None:
            os.environ["MPLBACKEND"] = backend


@contextmanager
def _home() -> Iterator[None]:
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
