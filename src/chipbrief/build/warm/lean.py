"""Imported before nbformat: keeps libraries out that nobody here asks for.

nbformat brings jsonschema, and that, for its checks of formats that no notebook uses, rfc3987_syntax, which
compiles 0.75 s of grammars in every process, and isoduration. papermill brings pyarrow, to read notebooks from
Hadoop. All do without where these are not installed.
"""

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


if "jsonschema" not in sys.modules:
    with without("rfc3987_syntax", "isoduration"):
        import nbformat  # noqa: F401
