"""`chipbrief parameters`: what a build can be told, and what it is told today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipbrief.cli.options import shown, shown_json
from chipbrief.errors import ChipbriefError

if TYPE_CHECKING:
    from chipbrief.pipeline.parameters import Notebook, Value

_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter: the notebooks that have it, what it means, and its value with where that comes from."""

    notebooks: tuple[str, ...]
    name: str
    type: str
    meaning: str
    unit: str
    range: str
    default: Value
    value: Value
    origin: str


def parameters(
    json_: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List the parameters of the notebooks: the value of a build today and where it is from, range, unit and meaning.

    All of them:   [bold]chipbrief parameters[/bold]

    One for a single build:   [bold]chipbrief build -p horizon 2030[/bold]

    Below a line "parameters" in square brackets in chipbrief.toml, for all builds:   [bold]horizon = 2030[/bold]
    """
    from chipbrief.project import find

    found = rows(find())
    if json_:
        import json

        typer.echo(shown_json(json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=1)))
        return
    widths = [max((len(word) for word in column), default=0) for column in zip(*map(_words, found), strict=True)]
    group: tuple[str, ...] = ()
    for row in found:
        if row.notebooks != group:
            group = row.notebooks
            typer.echo(", ".join(group))
        cells = (word.ljust(width) for word, width in zip(_words(row), widths, strict=True))
        origin = "" if row.origin == _DEFAULT else f" ({row.origin}; default {_as_text(row.default)})"
        typer.echo(shown(f"  {'  '.join(cells)}  {row.meaning}{origin}".rstrip()))


def _words(row: Row) -> tuple[str, str, str]:
    """The columns of a line: name, value, and range with unit."""
    return row.name, _as_text(row.value), f"{row.range} {row.unit}".strip()


def rows(root: Path) -> list[Row]:
    """The parameters of a project in the order of its notebooks. Raises InputError for what a build would refuse."""
    from chipbrief.pipeline.lasting import Lasting
    from chipbrief.pipeline.parameters import check, settable

    notebooks = list(_notebooks(root))
    lasting = Lasting.of(root).parameters
    values = check(lasting, notebooks)
    places = {given.name: given.place.rstrip(": ") for given in lasting}
    return [
        Row(
            tuple(notebook.name for notebook in notebooks if name in notebook.parameters),
            name,
            parameter.type,
            parameter.meaning,
            parameter.unit,
            parameter.range,
            parameter.default,
            values.get(name, parameter.default),
            places.get(name, _DEFAULT),
        )
        for name, parameter in settable(notebooks).items()
    ]


def names(incomplete: str) -> list[tuple[str, str]]:
    """The parameters whose names begin so, with their meanings, for the shell's completion."""
    from chipbrief.pipeline.parameters import settable
    from chipbrief.project import find

    try:
        parameters = settable(_notebooks(find()))
    except ChipbriefError:
        return []  # nothing can be said while a line is being typed
    return [(name, parameter.meaning) for name, parameter in parameters.items() if name.startswith(incomplete)]


Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter",
        "-p",
        metavar="NAME VALUE",
        help="Set a notebook's parameter; repeatable. chipbrief.toml keeps one.",
        autocompletion=names,
    ),
]
"""What a command takes to set parameters for once."""


def _notebooks(root: Path) -> Iterator[Notebook]:
    from chipbrief.pipeline.parameters import read
    from chipbrief.pipeline.steps import STEPS

    return (read(root / "notebooks" / f"{step.notebook}.ipynb") for step in STEPS)


def _as_text(value: Value) -> str:
    return str(value) if value != "" else '""'
