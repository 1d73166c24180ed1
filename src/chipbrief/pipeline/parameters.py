"""The parameters that notebooks declare, read without running anything, and a user's values for them.

A declaration is a plain line `name: type = value` in the cell tagged `parameters`. Papermill itself does not
see annotations other than plain ones and only warns of unknown names, so both are checked here first.
"""

from __future__ import annotations

import ast
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chipbrief import files
from chipbrief.errors import InputError

Value = str | int | float | bool

TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
MOST = 50_000_000
"""Bytes of the largest notebook; one without outputs has a thousandth of them."""
OPTIONS = {
    "sources": "--sources",
    "reference": "--data",
    "derived": "--data",
    "language": "--language",
    "published": "--published",
    "since": "--since",
}
"""Parameters that an option of `chipbrief build` sets."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter: its name, type (`str`, `int`, `float`, `bool`) and default."""

    name: str
    type: str
    default: Value

    def __str__(self) -> str:
        return f"{self.name}: {self.type} = {self.default!r}"


@dataclass(frozen=True, slots=True)
class Notebook:
    """What a build needs to know of a notebook: its parameters, and a digest of its code cells."""

    name: str
    parameters: Mapping[str, Parameter]
    code: str


def read(path: Path) -> Notebook:
    """A notebook's parameters and the digest of its code. Raises InputError for what is not plain."""
    data = files.read(path, MOST, "restore it from the repository")
    try:
        cells: list[dict[str, Any]] = json.loads(data)["cells"]
        code = [(_tags(cell), _source(cell)) for cell in cells if cell["cell_type"] == "code"]
        digest = hashlib.sha256("\0".join(source for _, source in code).encode()).hexdigest()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = " ".join(str(error).split())
        raise InputError(f"{path}: not a readable notebook ({told}); restore it from the repository") from error
    declared: dict[str, Parameter] = {}
    for tags, source in code:
        if "parameters" in tags:
            declared |= {p.name: p for p in _declarations(source, path.name)}
    return Notebook(path.stem, declared, digest)


def check(wanted: Iterable[tuple[str, str]], notebooks: Iterable[Notebook]) -> dict[str, Value]:
    """A user's (name, text) pairs as values of the declared types.

    Raises InputError that lists the known parameters when a name is unknown, names the type when a text
    does not fit it, and names the option where the parameter has one.
    """
    known = {name: parameter for notebook in notebooks for name, parameter in notebook.parameters.items()}
    values: dict[str, Value] = {}
    for name, text in wanted:
        if name in OPTIONS:
            raise InputError(f"parameter {name!r}: set it with {OPTIONS[name]}")
        if name not in known:
            listed = "; ".join(str(p) for p in known.values() if p.name not in OPTIONS)
            raise InputError(f"parameter {name!r}: no notebook has it; known are: {listed or 'none'}")
        values[name] = _value(text, known[name])
    return values


def _tags(cell: dict[str, Any]) -> list[str]:
    return list(cell.get("metadata", {}).get("tags", []))


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _declarations(code: str, notebook: str) -> Iterable[Parameter]:
    try:
        body = ast.parse(code).body
    except SyntaxError as error:
        raise InputError(f"{notebook}: parameters, line {error.lineno}: {error.msg}; correct it there") from error
    except (ValueError, RecursionError, MemoryError) as error:  # NUL, or brackets and signs without end
        raise InputError(
            f"{notebook}: parameters: no plain Python; write `name: type = value`, type {_names()}"
        ) from error
    for node in body:
        if not (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.annotation, ast.Name)
            and node.annotation.id in TYPES
            and node.value is not None
        ):
            raise InputError(f"{notebook}: parameters, line {node.lineno}: write `name: type = value`, type {_names()}")
        kind = node.annotation.id
        try:
            default = ast.literal_eval(node.value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            default = None
        if not isinstance(default, str | int | float | bool) or type(default) is not TYPES[kind]:
            raise InputError(f"{notebook}: parameters, line {node.lineno}: {node.target.id} needs a plain {kind} value")
        yield Parameter(node.target.id, kind, default)


def _names() -> str:
    return ", ".join(TYPES)


def _value(text: str, parameter: Parameter) -> Value:
    try:
        value: Value = _TRUTH[text.lower()] if parameter.type == "bool" else TYPES[parameter.type](text)
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(text)
    except (KeyError, ValueError) as error:
        wanted = f"{parameter.type}, as its default {parameter.default!r}"
        raise InputError(f"parameter {parameter.name!r}: {text!r} is not of type {wanted}") from error
    return value
