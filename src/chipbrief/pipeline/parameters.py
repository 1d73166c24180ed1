"""The parameters that notebooks declare, read without running anything, and a user's values for them.

A declaration is a plain line `name: type = value  # meaning, unit  [low, high]` in the cell tagged `parameters`; each
part of the comment may be missing, and the range of a `str` holds days. `X_low` and `X_high` are the ends of one
interval, and the second says only what is different. Papermill itself does not see annotations other than plain ones
and only warns of unknown names, so both are checked here first.
"""

from __future__ import annotations

import ast
import hashlib
import io
import json
import math
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from chipbrief import files, project
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
    """A declared parameter: its name, type (`str`, `int`, `float`, `bool`), default, and what its comment says.

    `within` holds the least and the greatest value, both allowed; days, ISO 8601, where the type is `str`.
    """

    name: str
    type: str
    default: Value
    meaning: str = ""
    unit: str = ""
    within: tuple[Value, Value] | None = None

    @property
    def range(self) -> str:
        """The range in words, empty for none."""
        return " to ".join(f"{end:g}" if isinstance(end, float) else str(end) for end in self.within or ())

    def admits(self, value: Value) -> bool:
        """Whether a value of its type is in its range; the default `""` of a day stands for none."""
        if self.within is None or (self.type == "str" and value == ""):
            return True
        if self.type == "str" and not _is_day(value):
            return False
        least, most = self.within
        return least <= value <= most  # type: ignore[operator]  # all three are of one type


class Given(NamedTuple):
    """A value that a user gave, as text, and where: the beginning of a message, empty for the command line."""

    name: str
    text: str
    place: str = ""


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
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: not a readable notebook ({reason}); restore it from the repository") from error
    declared: dict[str, Parameter] = {}
    for tags, source in code:
        if "parameters" in tags:
            declared |= {p.name: p for p in _declarations(source, path.name)}
    return Notebook(path.stem, declared, digest)


def check(wanted: Iterable[Given | tuple[str, str]], notebooks: Iterable[Notebook]) -> dict[str, Value]:
    """What a user gave as values of the declared types; the last one given counts.

    Raises InputError that names the nearest parameter when a name is unknown, the type or the range when a text does
    not fit it, the option where the parameter has one, and both ends of an interval that is reversed.
    """
    parameters = settable(notebooks)
    values: dict[str, Value] = {}
    places: dict[str, str] = {}
    for name, text, place in (Given(*given) for given in wanted):
        if name in OPTIONS:
            raise InputError(f"{place}parameter {name!r}: set it with {OPTIONS[name]}")
        if name not in parameters:
            near = get_close_matches(name, parameters, n=1)
            remedy = f"did you mean {near[0]}?" if near else "`chipbrief parameters` lists what there is"
            raise InputError(f"{place}parameter {name!r}: no notebook has it; {remedy}")
        values[name], places[name] = _value(text, parameters[name], place), place
    _refuse_reversed({name: parameter.default for name, parameter in parameters.items()} | values, places)
    return values


def settable(notebooks: Iterable[Notebook]) -> dict[str, Parameter]:
    """The parameters by name, without those that an option sets."""
    every = (item for notebook in notebooks for item in notebook.parameters.items())
    return {name: parameter for name, parameter in every if name not in OPTIONS}


def within(values: Mapping[str, object], notebook: str) -> None:
    """Check what a notebook that a person opened, and perhaps changed, is about to compute with.

    `values` are its variables, `notebook` is its name. Raises InputError as `check` does.
    """
    declared = read(project.find() / "notebooks" / f"{notebook}.ipynb").parameters
    found: dict[str, Value] = {}
    for name, parameter in declared.items():
        value = values.get(name, parameter.default)
        exact = TYPES[parameter.type]
        if parameter.type == "float" and type(value) is int:
            value = float(value)
        if not isinstance(value, str | int | float | bool) or type(value) is not exact:
            raise InputError(f"parameter {name!r}: {value!r} is not of type {_wanted(parameter)}")
        _refuse(value, parameter)
        found[name] = value
    _refuse_reversed(found)


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
    remarks = _remarks(code)
    declared: dict[str, Parameter] = {}
    for node in body:
        place = f"{notebook}: parameters, line {node.lineno}: "
        if not (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.annotation, ast.Name)
            and node.annotation.id in TYPES
            and node.value is not None
        ):
            raise InputError(f"{place}write `name: type = value`, type {_names()}")
        name, kind = node.target.id, node.annotation.id
        try:
            default = ast.literal_eval(node.value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            default = None
        if not isinstance(default, str | int | float | bool) or type(default) is not TYPES[kind]:
            raise InputError(f"{place}{name} needs a plain {kind} value")
        parameter = _described(Parameter(name, kind, default), remarks.get(node.lineno, ""), place)
        lower = declared.get(f"{name.removesuffix('_high')}_low") if name.endswith("_high") else None
        if lower:
            meaning, unit = parameter.meaning or lower.meaning, parameter.unit or lower.unit
            parameter = replace(parameter, meaning=meaning, unit=unit, within=parameter.within or lower.within)
        _refuse(default, parameter, place)
        declared[name] = parameter
    return declared.values()


def _remarks(code: str) -> dict[int, str]:
    """The comment on each line that has one."""
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def _described(parameter: Parameter, remark: str, place: str) -> Parameter:
    """The parameter with what its comment says: its meaning and, where a range follows, its unit after a comma."""
    words, bracket, range_ = remark.rstrip().rpartition("[")
    if not (bracket and range_.endswith("]")):
        return replace(parameter, meaning=remark.strip())
    meaning, comma, unit = words.rpartition(", ")
    if not comma:
        meaning, unit = words, ""
    try:
        low, high = (_bound(end.strip(), parameter.type) for end in range_[:-1].split(","))
        if not low <= high:  # type: ignore[operator]  # both are of one type
            raise ValueError(range_)
    except (KeyError, ValueError) as error:
        raise InputError(
            f"{place}[{range_} is no range of a {parameter.type}; write [low, high], of a str two days"
        ) from error
    return replace(parameter, meaning=meaning.strip(), unit=unit.strip(), within=(low, high))


def _bound(text: str, kind: str) -> Value:
    if kind == "str":
        return date.fromisoformat(text).isoformat()
    bound: Value = {"int": int, "float": float}[kind](text)
    return bound


def _names() -> str:
    return ", ".join(TYPES)


def _value(text: str, parameter: Parameter, place: str) -> Value:
    try:
        value: Value = _TRUTH[text.lower()] if parameter.type == "bool" else TYPES[parameter.type](text)
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(text)
    except (KeyError, ValueError) as error:
        raise InputError(
            f"{place}parameter {parameter.name!r}: {text!r} is not of type {_wanted(parameter)}"
        ) from error
    _refuse(value, parameter, place)
    return value


def _wanted(parameter: Parameter) -> str:
    return f"{parameter.type}, as its default {parameter.default!r}"


def _refuse(value: Value, parameter: Parameter, place: str = "") -> None:
    if not parameter.admits(value):
        unit = f" {parameter.unit}" if parameter.unit else ""
        kind = "a day, written as 2025-09-25, from" if parameter.type == "str" else "within"
        raise InputError(
            f"{place}parameter {parameter.name!r}: {value} is not {kind} {parameter.range}{unit}; choose one"
        )


def _refuse_reversed(values: Mapping[str, Value], places: Mapping[str, str] | None = None) -> None:
    """Raise InputError for an interval whose lower end is above the upper one."""
    for name, low in values.items():
        upper = f"{name.removesuffix('_low')}_high"
        if name.endswith("_low") and upper in values and low > values[upper]:  # type: ignore[operator]  # of one type
            place = next((place for end in (name, upper) if (place := (places or {}).get(end))), "")
            reason = f"{low} is above {upper}, {values[upper]}"
            raise InputError(f"{place}parameter {name!r}: {reason}; give both, the lower one first")


def _is_day(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False
