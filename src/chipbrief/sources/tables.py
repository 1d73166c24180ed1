"""Where the curated tables of `data/reference/` are, and their rows as they stand."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from chipbrief.errors import InputError


def reference_folder() -> Path:
    """The tables that belong to the package: inside it when installed, else those of the checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "reference"
    return inside if inside.is_dir() else package.parents[1] / "data" / "reference"


@cache
def rows(table: str, folder: Path | None = None) -> tuple[dict[str, str], ...]:
    """All rows of `TABLE.csv`, as text. Raises InputError when it is missing or not UTF-8."""
    path = (folder or reference_folder()) / f"{table}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the table ({error}); restore it from the repository") from error
