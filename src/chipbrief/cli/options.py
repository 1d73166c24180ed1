"""What several commands ask for, and how it is read."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chipbrief.errors import InputError
from chipbrief.language.labels import LANGUAGES

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Data folder whose reference/ holds units and names.",
        show_default="the package's own",
    ),
]


Language = StrEnum("Language", [(code, code) for code in LANGUAGES])  # type: ignore[misc]  # those of report/prose
"""A language that the brief is written in."""
KOREAN, ENGLISH = Language("ko"), Language("en")

Languages = Annotated[
    list[Language] | None,
    typer.Option("--language", help="Build only this language; repeatable.", show_default=" and ".join(LANGUAGES)),
]
Sources = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", help="Folder of the articles.", show_default="seeds/ of the project"),
]
Derived = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder of the derived tables (and of reference/, if present).",
        show_default="data/",
    ),
]
Reports = Annotated[
    Path | None,
    typer.Option("--reports", metavar="DIR", help="Output folder of the reports.", show_default="reports/"),
]


def shown(text: str) -> str:
    r"""Text of an article as a terminal may print it: what is no visible character is named, and does nothing.

    >>> shown("a\x1b[31mb\u202ec")
    'aU+001B[31mbU+202Ec'
    """
    return "".join(sign if _harmless(sign) else f"U+{ord(sign):04X}" for sign in text)


def shown_json(text: str) -> str:
    r"""JSON, of any number of lines, in which such characters are escaped: the same to a machine.

    >>> shown_json('{"a": "\x9b31m\u202e"}')
    '{"a": "\\u009b31m\\u202e"}'
    """
    if text.isprintable():  # nearly every line of `chipbrief extract`
        return text
    return "".join(sign if _harmless(sign) or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)


def _harmless(sign: str) -> bool:
    return sign.isprintable() or unicodedata.category(sign) == "Zs"  # a wide space moves nothing but the line


def published_date(text: str) -> str:
    """A day or a month, ISO 8601, or nothing."""
    try:
        if text:
            date.fromisoformat(text if len(text) > len("2025-10") else f"{text}-01")
    except ValueError as error:
        raise InputError(f"--published {text}: not a date; write 2025-10-02, or 2025-10 for a month") from error
    return text
