"""`chipbrief.toml`: what a project sets for all of its builds.

    languages = ["ko"]

    [parameters]
    as_of = 2025-09-25
    confidence = 0.85

Nothing has to be there. What the command line gives counts before it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.language.labels import LANGUAGES
from chipbrief.pipeline.parameters import Given

NAME = "chipbrief.toml"
_MOST = 1_000_000
_KEYS = ("languages", "parameters")
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Lasting:
    """What `chipbrief.toml` sets: languages (none: all of them) and parameters."""

    languages: tuple[str, ...] = ()
    parameters: tuple[Given, ...] = ()

    @classmethod
    def of(cls, root: Path) -> Lasting:
        """That of the project at `root`; empty without the file. Raises InputError with the line of what is wrong."""
        path = root / NAME
        if not files.is_there(path):
            return cls()
        data = files.read(path, _MOST, "write it anew")
        try:
            text = data.decode("utf-8-sig")
            content = tomllib.loads(text)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(f"{NAME}, line {line}: not UTF-8; save it so") from error
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            said = str(error)
            line = int(at[1]) if (at := _LINE.search(said)) else text.count("\n") + 1
            reason = said.partition(" (at ")[0]
            raise InputError(f"{NAME}, line {line}: not TOML ({reason}); write `name = value`") from error
        for key in content:
            if key not in _KEYS:
                raise InputError(
                    f"{_place(text, key)}{key!r} is no setting; there are `languages`, and [parameters] "
                    "with all others below it"
                )
        return cls(_languages(content, text), tuple(_parameters(content, text)))


def _languages(content: dict[str, Any], text: str) -> tuple[str, ...]:
    chosen = content.get("languages", list(LANGUAGES))
    if not (isinstance(chosen, list) and chosen and all(language in LANGUAGES for language in chosen)):
        allowed = ", ".join(f'"{language}"' for language in LANGUAGES)
        raise InputError(f"{_place(text, 'languages')}languages is a list of some of {allowed}; write [{allowed}]")
    return tuple(chosen)


def _parameters(content: dict[str, Any], text: str) -> Iterator[Given]:
    table = content.get("parameters", {})
    if not isinstance(table, dict):
        raise InputError(f"{_place(text, 'parameters')}parameters is a table; write a line [parameters] above them")
    for name, value in table.items():
        place = _place(text, name, "parameters")
        if not isinstance(value, str | int | float | date) or isinstance(value, datetime):
            raise InputError(f"{place}parameter {name!r}: a text, a number, true, false or a day is one; write such")
        yield Given(name, value.isoformat() if isinstance(value, date) else str(value), place)


def _place(text: str, *keys: str) -> str:
    """The beginning of a message: file, and the line of the first key that stands on one plainly."""
    lines = [line.partition("=")[0].strip().strip("[]").strip() for line in text.splitlines()]
    written = [line.removeprefix("parameters.").strip(" \"'") for line in lines]
    numbers = [written.index(key) + 1 for key in keys if key in written]
    return f"{NAME}, line {numbers[0]}: " if numbers else f"{NAME}: "
