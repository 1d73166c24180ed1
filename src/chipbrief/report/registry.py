"""The charts and tables of the brief, by the name with which a template places them: one line each.

A chart `NAME` is the function `NAME` of `report.charts`, a table that of `report.tables`. The words after the name are
what the function takes before the language's `Prose`: derived frames, or `sources` and `assumptions`. Nothing heavy is
imported here, so that the steps of a build can name the charts' data files without drawing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chipbrief.document.nodes import Chart, Table
    from chipbrief.report.prose.render import Prose

CHARTS = {
    "landscape": "relation_claims",
    "performance": "performance pairs",
    "peaks": "performance pairs",
    "specifications": "specifications",
    "targets": "targets",
    "timeline": "timeline",
    "base": "base",
    "exposure": "exposure shares",
    "scenarios": "scenarios",
    "tornado": "tornado sensitivity",
    "cases": "cases",
}
TABLES = {
    "makers": "relation_claims",
    "policy": "relation_claims",
    "performance": "performance pairs",
    "implied": "pairs",
    "specifications": "specifications",
    "targets": "targets",
    "companies": "companies",
    "timeline": "timeline",
    "conflicts": "conflicts",
    "confirmed": "conflicts",
    "chip_facts": "claims",
    "market": "claims",
    "traded": "claims",
    "localisation": "claims",
    "forecasts": "claims",
    "follow_up": "follow_up",
    "exposure": "exposure shares",
    "assumptions": "assumptions",
    "scenarios": "scenarios",
    "indicators": "indicators",
    "sources": "sources",
    "duplicates": "duplicates",
    "characters": "sources",
    "repairs": "repaired",
    "audit": "digits",
}
REGISTERED = {"chart": CHARTS, "table": TABLES | {"moved": "", "came": ""}}
"""By the kind of a picture, the names that a template may place; the tables of changes are made with their section."""


def pictures(take: Callable[[str], Any], prose: Prose) -> Iterator[Chart | Table]:
    """Every chart and table that has something to show, in words of `prose`; `take` gives a frame by its name.

    A chart shows no figure that is unconfirmed; a table marks it.
    """
    from chipbrief.report.sourced import framed

    for package, registered in (("charts", CHARTS), ("tables", TABLES)):
        functions = import_module(f"chipbrief.report.{package}")
        for name, inputs in registered.items():
            taken = [take(each) for each in inputs.split()]
            if package == "charts":
                taken = [_confirmed(frame, prose.ledger.unconfirmed) for frame in taken]
            made = getattr(functions, name)(*taken, prose)
            if made is not None:
                yield framed(made, prose)


def _confirmed(frame: Any, unconfirmed: Collection[str]) -> Any:
    return frame[~frame["figure"].isin(unconfirmed)] if "figure" in frame else frame
