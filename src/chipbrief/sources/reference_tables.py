"""Where the curated tables of `data/reference/` are, and their rows as they stand."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

from chipbrief.errors import InputError
from chipbrief.sources.readers.encodings import text_of

FORMULA = "=+-@"
"""What a spreadsheet takes for a formula when a text in a table begins with it (OWASP, *CSV Injection*)."""


def reference_folder() -> Path:
    """The tables that belong to the package: inside it when installed, else those of the checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "reference"
    return inside if inside.is_dir() else package.parents[1] / "data" / "reference"


@cache
def rows(table: str, folder: Path | None = None) -> tuple[dict[str, str], ...]:
    """All rows of `TABLE.csv`, as text. Raises InputError when it is missing, no text, or has a row of other length."""
    path = (folder or reference_folder()) / f"{table}.csv"
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
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot read the table ({error.strerror}); restore it, or check its name") from error
    return text_of(data, str(path)).removeprefix("\ufeff")
