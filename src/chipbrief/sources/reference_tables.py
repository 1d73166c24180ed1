"""The curated tables of `data/reference/`: where they are, their rows as they stand, and what is compiled from them.

A `Lexicon` is a folder of such tables. One is in force at a time: the package's own, unless a process or a call
names another. What is compiled from tables (patterns, automata) is held by the lexicon that it was compiled from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.sources.readers.encodings import text_of

MOST = 50_000_000
"""Bytes of the largest table; the largest that there is has a hundredth of them."""
FORMULA = "=+-@"
"""What a spreadsheet takes for a formula when a text in a table begins with it (OWASP, *CSV Injection*)."""

P = ParamSpec("P")
T = TypeVar("T")
Rows = tuple[dict[str, str], ...]


class Lexicon:
    """The tables of one folder, each read once, and what is compiled from them.

    To pickle one is to name its folder, or that it is the package's own: another process reads its own copy, once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.compiled: dict[Hashable, Any] = {}

    @staticmethod
    def of(folder: Path | str | None = None) -> Lexicon:
        """The lexicon of a folder, the same one each time in this process; the package's own without a folder."""
        return _lexicon(Path(folder).resolve()) if folder else _own()

    @contextmanager
    def active(self) -> Iterator[None]:
        """In force within the `with`, for this thread (or task) alone."""
        token = _ACTIVE.set(self)
        try:
            yield
        finally:
            _ACTIVE.reset(token)

    def run(self, function: Callable[..., T], *arguments: object) -> T:
        """What a function returns with these tables in force."""
        with self.active():
            return function(*arguments)

    def use(self) -> None:
        """In force from now on wherever no other is: for a process that has one task, such as a notebook's kernel."""
        _PROCESS[:] = [self]

    def __reduce__(self) -> tuple[Callable[..., Lexicon], tuple[Path | None]]:
        return Lexicon.of, (None if self is Lexicon.of() else self.folder,)


_ACTIVE: ContextVar[Lexicon | None] = ContextVar("lexicon", default=None)
_PROCESS: list[Lexicon] = []


@cache
def _lexicon(folder: Path) -> Lexicon:
    return Lexicon(folder)


@cache
def _own() -> Lexicon:
    """The package's own: asked for with every unit that is looked up, so its folder is looked for once."""
    return _lexicon(reference_folder().resolve())


def lexicon() -> Lexicon:
    """The lexicon in force."""
    return _ACTIVE.get() or (_PROCESS[0] if _PROCESS else _own())


def per_lexicon(function: Callable[P, T]) -> Callable[P, T]:
    """What a function makes of the tables in force, made once for each lexicon (and arguments)."""

    @wraps(function)
    def held(*arguments: P.args, **named: P.kwargs) -> T:
        # as `lexicon` has it, without another call: this is asked for a hundred times a sentence
        compiled = (_ACTIVE.get() or (_PROCESS[0] if _PROCESS else _own())).compiled
        key = (function, arguments, *named.items()) if named else (function, arguments)
        try:
            found: T = compiled[key]
        except KeyError:
            made = function(*arguments, **named)
            found = compiled.setdefault(key, made)  # that of the first of two threads
        return found

    return held


def reference_folder() -> Path:
    """The tables that belong to the package: inside it when installed, else those of the checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "reference"
    return inside if inside.is_dir() else package.parents[1] / "data" / "reference"


def forget() -> None:
    """Read every table anew from now on: for a process that stays while they change."""
    for known in (_of_folder, _lexicon, _own):
        known.cache_clear()


def rows(table: str, folder: Path | None = None) -> Rows:
    """All rows of `TABLE.csv` of a folder, else of the lexicon in force, as text; read once.

    Raises InputError when it is missing, no text, or has a row of other length.
    """
    return _of_lexicon(table) if folder is None else _of_folder(folder / f"{table}.csv")


@per_lexicon
def _of_lexicon(table: str) -> Rows:
    return _read(lexicon().folder / f"{table}.csv")


@cache
def _of_folder(path: Path) -> Rows:
    return _read(path)


def _read(path: Path) -> Rows:
    reader = csv.DictReader(io.StringIO(text(path), newline=""), strict=True)
    found: list[dict[str, str]] = []
    try:
        for row in reader:
            if None in row or None in row.values():
                width = len(reader.fieldnames or ())
                raise InputError(f"{path}: line {reader.line_num}: not {width} cells; quote a cell that holds a comma")
            found.append(row)
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}: {error}; double each quote inside a quoted cell") from error
    return tuple(found)


def text(path: Path) -> str:
    """The text of a table, without a byte order mark: UTF-8, or what Excel saves in Korea (CP949, UTF-16).

    Raises InputError when it cannot be read, or is no text.
    """
    data = files.read(path, MOST, "restore the table, or check its name")
    return text_of(data, str(path)).removeprefix("\ufeff")
