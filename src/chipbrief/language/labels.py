"""The languages of the brief, and the words of each: `prose/CODE/labels.toml`, and `charts.toml` for pictures.

A folder of `report/prose` with a `labels.toml` is a language, its name the language's code: nothing else lists them.
The files of all languages have the same tables and keys; a missing one is a BuildError that names file and key.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from chipbrief.errors import BuildError

PROSE = Path(__file__).parents[1] / "report" / "prose"
_WORDED = ("ko", "en")  # the languages in which tables and notebooks word what they name

Words = str | list[str]


def _languages(folder: Path = PROSE) -> tuple[str, ...]:
    """The codes of the languages: Korean, English, then the others by code."""
    codes = sorted(path.parent.name for path in folder.glob("*/labels.toml"))
    return tuple(sorted(codes, key=lambda code: _WORDED.index(code) if code in _WORDED else len(_WORDED)))


LANGUAGES = _languages()


def worded(language: str) -> str:
    """The language whose words of a table (`label_ko`, `label_en`) a brief takes: its own, or English.

    >>> worded("ko"), worded("de")
    ('ko', 'en')
    """
    return language if language in _WORDED else "en"


@cache
def labels(language: str, file: str = "labels") -> dict[str, dict[str, Words]]:
    """All labels of a language by table and key. Raises BuildError for a key without its twin, or twice there."""
    tables = {code: _table(f"{code}/{file}.toml") for code in LANGUAGES}
    keys = {code: {(name, key) for name, table in tables[code].items() for key in table} for code in LANGUAGES}
    for code in LANGUAGES:
        for twin in LANGUAGES:
            for name, key in sorted(keys[twin] - keys[code]):
                raise BuildError(f"prose/{code}/{file}.toml: [{name}]: no {key!r}, which prose/{twin} has; add it")
    return tables[language]


def label(language: str, table: str, key: str, file: str = "labels") -> str:
    """One label. Raises BuildError when there is none."""
    words = labels(language, file).get(table, {}).get(key)
    if not isinstance(words, str):
        raise BuildError(f"prose/{language}/{file}.toml: [{table}]: no {key!r}; add it in every language")
    return words


def _table(path: str) -> dict[str, dict[str, Words]]:
    try:
        return tomllib.loads((PROSE / path).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"prose/{path}: {error}; each key stands once in its table") from error
