"""How archived files came to be, for those who describe it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chipbrief.model import Source

Data = dict[str, Any]
Value = str | int | float | bool

MAKERS = "#contributors"
"""The id of the organization that answers for the archive."""


@dataclass(frozen=True, slots=True)
class Run:
    """One job of a build: the file that is its tool, the files that it read, and those that it wrote."""

    name: str
    tool: str
    inputs: Sequence[str]
    outputs: Sequence[str]


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """How the archived files came to be.

    `command` makes them again; `day` (ISO 8601) is that of the newest source; `languages` are those of the reports;
    `sources` are by the name of their file in the archive; `workflow` is the file that says in what order the runs go;
    `engine` is the version of doit.
    """

    command: str
    day: str
    languages: Sequence[str]
    version: str
    engine: str
    workflow: str
    parameters: Mapping[str, Value]
    sources: Mapping[str, Source]
    runs: Sequence[Run]


def refer(ids: Iterable[str]) -> Data | list[Data]:
    """References to entities; one alone stands without a list, as RO-Crate has it."""
    found = [{"@id": id_} for id_ in ids]
    return found[0] if len(found) == 1 else found
