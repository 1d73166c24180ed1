"""Imported before nbformat: keeps a library out that nobody here asks for.

nbformat brings jsonschema, and that, for its check of a format named "iri", rfc3987_syntax, which compiles
0.75 s of grammars in every process. jsonschema does without where it is not installed.
"""

import sys

_UNUSED = "rfc3987_syntax"

if "jsonschema" not in sys.modules and _UNUSED not in sys.modules:
    sys.modules[_UNUSED] = None  # type: ignore[assignment]  # so the import system says: there is none
    try:
        import nbformat  # noqa: F401
    finally:
        del sys.modules[_UNUSED]
