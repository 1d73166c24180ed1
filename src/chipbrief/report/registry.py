"""The charts and tables of the brief, by the name with which a template places them: one line each.

A chart `NAME` is the function `NAME` of a module of `report/charts`, a table that of one of `report/tables`. Nothing
heavy is imported here, so that the steps of a build can name the charts' data files without drawing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from chipbrief.document.nodes import Chart, Table
    from chipbrief.report.prose.render import Prose


class Maker(NamedTuple):
    """The module of the function, and what it takes before the words of a language, its `Prose`.

    `takes` are names of derived frames, or `sources` or `assumptions`, with blanks between.
    """

    module: str
    takes: str


CHARTS = {
    "landscape": Maker("landscape", "relation_claims"),
    "performance": Maker("performance", "performance pairs"),
    "peaks": Maker("performance", "performance pairs"),
    "specifications": Maker("specifications", "specifications"),
    "targets": Maker("targets", "targets"),
    "timeline": Maker("timeline", "timeline"),
    "base": Maker("base", "base"),
    "exposure": Maker("exposure", "exposure shares"),
    "scenarios": Maker("scenarios", "scenarios"),
    "tornado": Maker("tornado", "tornado sensitivity"),
    "cases": Maker("cases", "cases"),
}
TABLES = {
    "makers": Maker("landscape", "relation_claims"),
    "policy": Maker("landscape", "relation_claims timeline"),
    "performance": Maker("comparison", "performance pairs"),
    "implied": Maker("comparison", "pairs"),
    "specifications": Maker("comparison", "specifications"),
    "targets": Maker("comparison", "targets"),
    "companies": Maker("comparison", "companies"),
    "timeline": Maker("method", "timeline"),
    "conflicts": Maker("comparison", "conflicts"),
    "confirmed": Maker("comparison", "conflicts"),
    "chip_facts": Maker("claims", "claims"),
    "market": Maker("claims", "claims"),
    "traded": Maker("claims", "claims"),
    "localisation": Maker("claims", "claims"),
    "forecasts": Maker("claims", "claims"),
    "follow_up": Maker("korea", "follow_up"),
    "announced": Maker("landscape", "announced"),
    "exposure": Maker("korea", "exposure shares"),
    "assumptions": Maker("korea", "assumptions"),
    "scenarios": Maker("korea", "scenarios"),
    "indicators": Maker("korea", "indicators"),
    "sources": Maker("method", "sources"),
    "duplicates": Maker("method", "duplicates"),
    "characters": Maker("method", "sources"),
    "repairs": Maker("method", "repaired"),
    "audit": Maker("method", "digits"),
}
REGISTRY = {"chart": CHARTS, "table": TABLES}
NAMES = {"chart": frozenset(CHARTS), "table": frozenset(TABLES) | {"moved", "came"}}
"""By the kind of a picture, the names that a template may place; the tables of changes are made with their section."""


def function(kind: str, name: str) -> Callable[..., Any]:
    """What makes a registered `chart` or `table`: of frames and a `Prose`, None where there is nothing to show."""
    module = import_module(f"chipbrief.report.{kind}s.{REGISTRY[kind][name].module}")
    found: Callable[..., Any] = getattr(module, name)
    return found


def pictures(take: Callable[[str], Any], prose: Prose) -> Iterator[Chart | Table]:
    """Every chart and table that has something to show, in words of `prose`; `take` gives a frame by its name.

    A chart shows no figure or relation that is unconfirmed; a table marks it.
    """
    from chipbrief.report.sourced import framed

    for kind, registered in REGISTRY.items():
        for name, maker in registered.items():
            taken = [take(each) for each in maker.takes.split()]
            if kind == "chart":
                taken = [_confirmed(frame, prose.ledger.unconfirmed) for frame in taken]
            made = function(kind, name)(*taken, prose)
            if made is not None:
                yield framed(made, prose)


def _confirmed(frame: Any, unconfirmed: Collection[str]) -> Any:
    column = next((name for name in ("figure", "leader") if name in frame), None)
    return frame[~frame[column].isin(unconfirmed)] if column else frame
