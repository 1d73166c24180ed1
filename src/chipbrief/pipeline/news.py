"""What a build has that the last one of which a person was told had not.

What was told is kept in the derived folder, so that a build that failed or was killed after it made its tables takes
nothing away from the news of the next one.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chipbrief import files
from chipbrief.document.nodes import MIMETYPE
from chipbrief.errors import InputError
from chipbrief.evidence.diff import Row, row
from chipbrief.evidence.editions import KINDS, Comparison, Edition
from chipbrief.project import Paths

_KEPT = "told"
_EVIDENCE = "evidence.json"
_TABLES = ("claims", "relation_claims", "conflicts")
_CLAIM = (
    "topic", "subject", "metric", "scope", "versus", "period", "modality", "kind", "low", "high", "unit", "approx",
    "attribution",
)  # fmt: skip
_RELATION = ("relation", "subject", "object", "modality", "status", "date", "attribution")
_DISAGREEMENT = (
    "scope", "metric", "subject", "versus", "period", "first_low", "first_high", "second_low", "second_high",
)  # fmt: skip
"""What makes a row of `claims`, and of `conflicts`, another one: ids move with every edit of an article before them."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What came and went, and of figures also what changed: ids of figures, else rows as {column: text}."""

    added: Sequence[Any]
    removed: Sequence[Any]
    changed: Sequence[Any] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class News:
    """What is new; `first` when nothing was told before. `moved`: assumptions, and numbers that the summary states."""

    first: bool
    figures: Changed
    claims: Changed
    relations: Changed
    disagreements: Changed
    moved: Sequence[Row]


def news(paths: Paths, languages: Sequence[str]) -> News:
    """What the build in the derived folder has that what was told had not, in English."""
    kept = paths.derived / _KEPT
    previous = _edition(kept / _EVIDENCE)
    nothing = Edition(json.dumps({f"{kind}s": {} for kind in KINDS}).encode(), _EVIDENCE)
    comparison = Comparison(previous or nothing, Edition(_evidence(paths).read_bytes(), _EVIDENCE))
    figures = {state: [c.id for c in comparison.of("figure") if c.state == state] for state in Changed.__slots__}
    stated = set(_summary(paths.executed / f"05-brief.{languages[0]}.ipynb"))
    moved = [c for c in comparison.changes if c.moved and (c.kind == "assumption" or c.id in stated)]
    return News(
        previous is None,
        Changed(**figures),
        _rows("claims", _CLAIM, paths.derived, kept),
        _rows("relation_claims", _RELATION, paths.derived, kept),
        _rows("conflicts", _DISAGREEMENT, paths.derived, kept),
        [row(change, comparison, "en") for change in moved],
    )


def keep(paths: Paths) -> None:
    """Note that the build in the derived folder was told."""
    for path in (_evidence(paths), *(paths.derived / f"{table}.csv" for table in _TABLES)):
        files.write(paths.derived / _KEPT / path.name, path.read_bytes())


def _evidence(paths: Paths) -> Path:
    return paths.derived / "rendered" / _EVIDENCE


def _edition(path: Path) -> Edition | None:
    """What was told; None where nothing was, or another version of this package wrote it."""
    try:
        return Edition(path.read_bytes(), path.name)
    except (OSError, InputError):
        return None


def _rows(table: str, columns: Sequence[str], derived: Path, kept: Path) -> Changed:
    before, after = (_counted(folder / f"{table}.csv", columns) for folder in (kept, derived))
    added, removed = (
        [dict(zip(columns, values, strict=True)) for values in some.elements()]
        for some in (after - before, before - after)
    )
    return Changed(added, removed)


def _counted(path: Path, columns: Sequence[str]) -> Counter[tuple[str, ...]]:
    """The rows of a table by what makes them; what public data confirm is no disagreement."""
    if not path.is_file():
        return Counter()
    lines = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    return Counter(
        tuple(line.get(column) or "" for column in columns) for line in lines if line.get("grade") != "confirmed"
    )


def _summary(executed: Path) -> Iterator[str]:
    """The ids of the numbers that the summary of an executed brief states."""
    for cell in json.loads(executed.read_bytes())["cells"]:
        for output in cell.get("outputs", ()):
            section = output.get("data", {}).get(MIMETYPE, {})
            if any(block.get("anchor") == "summary" for block in section.get("blocks", ())[:1]):
                yield from _ids(section)


def _ids(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("kind") in KINDS:
            yield node["id"]
        for value in node.values():
            yield from _ids(value)
    elif isinstance(node, list):
        for value in node:
            yield from _ids(value)
