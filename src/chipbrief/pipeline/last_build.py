"""The order of the last build, read from what it left: its manifest and its executed notebooks."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chipbrief.errors import InputError
from chipbrief.language.labels import LANGUAGES
from chipbrief.pipeline import lock
from chipbrief.pipeline.jobs import LOCK, Build, Order
from chipbrief.pipeline.parameters import OPTIONS, Value
from chipbrief.pipeline.steps import STEPS
from chipbrief.project import Paths

REMEDY = "run `chipbrief build` first"
SINCE = "evidence/since.json"
"""Where an archive keeps the earlier edition that its brief compares itself with."""


def order_of(paths: Paths) -> Order:
    """What would make the reports again, its parameters in the order in which they were given.

    Raises InputError where there are none, or those of a figure set.
    """
    manifest = paths.reports / "manifest.json"
    try:
        outputs = json.loads(manifest.read_bytes())["outputs"]
        languages = tuple(name for name in LANGUAGES if f"brief.{name}.html" in outputs)
        given: dict[str, Value] = {}
        for step in STEPS:
            for name, _ in step.runs(languages):
                given |= _injected(json.loads((paths.executed / f"{name}.ipynb").read_bytes()))
        since = (paths.root / str(given["since"])).read_bytes() if given.get("since") else b""
    except OSError as error:
        raise InputError(f"{error.filename}: not there, so no build is; {REMEDY}") from error
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise InputError(f"{manifest}: not as a build left it ({error}); {REMEDY}") from error
    if given.get("figures"):
        raise InputError(f"{manifest}: of a brief on a figure set, whose texts are elsewhere; {REMEDY}, of seeds/")
    chosen = [(name, str(value)) for name, value in given.items() if name not in (*OPTIONS, "figures")]
    return Order(paths, languages, chosen, str(given.get("published", "")), since)


@contextmanager
def up_to_date(paths: Paths) -> Iterator[tuple[Build, Order]]:
    """The last build, while no other may begin. Raises InputError where there is none, or one that is stale."""
    order = order_of(paths)
    build = Build.of(order)
    with lock.lock(paths.derived / LOCK):
        if stale := build.plan():
            name, reason = next(iter(stale.items()))
            raise InputError(f"{paths.reports}: not up to date ({name}: {reason}); {REMEDY}")
        yield build, order


def _injected(executed: dict[str, Any]) -> dict[str, Value]:
    """What a notebook was told: the plain lines `name = value` that papermill wrote into it."""
    given: dict[str, Value] = {}
    for cell in executed["cells"]:
        if "injected-parameters" in cell["metadata"].get("tags", []):
            for line in ast.parse("".join(cell["source"])).body:
                if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                    given[line.targets[0].id] = ast.literal_eval(line.value)
    return given


def command(order: Order) -> list[str]:
    """The command that gives this order, in a project that has the earlier edition, if any, as `SINCE`."""
    words = ["chipbrief", "build"]
    if tuple(order.languages) != tuple(LANGUAGES):
        words += [word for language in order.languages for word in ("--language", language)]
    if order.published:
        words += ["--published", order.published]
    if order.since:
        words += ["--since", SINCE]
    return words + [word for name, value in order.parameters for word in ("-p", name, value)]
