"""The words of the renderers, tables and units in each language: `prose/{ko,en}/labels.toml`.

Both files have the same tables and keys; a missing twin is a BuildError that names file and key.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from chipbrief.errors import BuildError

LANGUAGES = ("ko", "en")
PROSE = Path(__file__).parent / "prose"

Words = str | list[str]


@cache
def labels(language: str) -> dict[str, dict[str, Words]]:
    """All labels of a language by table and key. Raises BuildError for a key without its twin."""
    tables = {code: tomllib.loads((PROSE / code / "labels.toml").read_text("utf-8")) for code in LANGUAGES}
    keys = {code: {(name, key) for name, table in tables[code].items() for key in table} for code in LANGUAGES}
    for code in LANGUAGES:
        for other in LANGUAGES:
            for name, key in sorted(keys[other] - keys[code]):
                raise BuildError(f"prose/{code}/labels.toml: [{name}]: no {key!r}, which prose/{other} has; add it")
    return tables[language]


def label(language: str, table: str, key: str) -> str:
    """One label. Raises BuildError when there is none."""
    words = labels(language).get(table, {}).get(key)
    if not isinstance(words, str):
        raise BuildError(f"prose/{language}/labels.toml: [{table}]: no {key!r}; add it in both languages")
    return words
