"""Imported before nbformat: keeps libraries out that nobody here asks for.

nbformat brings jsonschema, and that, for its checks of formats that no notebook uses, rfc3987_syntax, which
compiles 0.75 s of grammars in every process, and isoduration. It does without where these are not installed.
"""

import sys

from chipbrief.pipeline.preload.hiding import without

if "jsonschema" not in sys.modules:
    with without("rfc3987_syntax", "isoduration"):
        import nbformat  # noqa: F401
