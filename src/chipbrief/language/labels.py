"""Words in each language: `prose/{ko,en}/labels.toml` for the renderers and units, `charts.toml` for pictures.

Both languages' files have the same tables and keys; a missing twin is a BuildError that names file and key.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from chipbrief.errors import BuildError

LANGUAGES = ("ko", "en")
PROSE = Path(__file__).parents[1] / "report" / "prose"

Words = str | list[str]


@cache
def labels(language: str, file: str = "labels") -> dict[str, dict[str, Words]]:
    """All labels of a language by table and key. Raises BuildError for a key without its twin, or twice there."""
    tables = {code: _table(f"{code}/{file}.toml") for code in LANGUAGES}
    keys = {code: {(name, key) for name, table in tables[code].items() for key in table} for code in LANGUAGES}
    for code in LANGUAGES:
        for other in LANGUAGES:
            for name, key in sorted(keys[other] - keys[code]):
                raise BuildError(f"prose/{code}/{file}.toml: [{name}]: no {key!r}, which prose/{other} has; add it")
    return tables[language]


def label(language: str, table: str, key: str, file: str = "labels") -> str:
    """One label. Raises BuildError when there is none."""
    words = labels(language, file).get(table, {}).get(key)
    if not isinstance(words, str):
        raise BuildError(f"prose/{language}/{file}.toml: [{table}]: no {key!r}; add it in both languages")
    return words


def _table(path: str) -> dict[str, dict[str, Words]]:
    try:
        return tomllib.loads((PROSE / path).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"prose/{path}: {error}; each key stands once in its table") from error
