"""A way to import a library without another that it would import as well, and that nobody here needs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Libraries that cannot be imported meanwhile, except those that are already there."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None says: there is no such module
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
