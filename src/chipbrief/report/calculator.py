"""What the page computes by itself: the formulas of the channel over assumptions that a reader moves.

The trees are those of the Estimates, so that the page and the build cannot disagree; interval arithmetic over them is a
few lines of the page's own script. Medians and ranges of draws stay the build's: they need the simulation.
"""

from __future__ import annotations

from chipbrief.analysis.scenarios import LOSSES, STATES
from chipbrief.analysis.tables import name
from chipbrief.document.nodes import Calculator, Moved, Result
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.labels import label, worded
from chipbrief.language.number_format import money_scale
from chipbrief.model import Assumption, Estimate
from chipbrief.model.formula import Constant, Expression, Input
from chipbrief.report.prose.render import Prose

_MEASURES = ("displaced", *LOSSES)
_NAME = "calculator"
_WORDS = ("title", "note", "state", "reset", "command", "money")


def calculator(prose: Prose) -> Calculator | None:
    """The losses at the horizon by state of the market; None where the brief has none."""
    ledger = prose.ledger
    wanted = {state: [id_ for m in _MEASURES if (id_ := name(m, state)) in ledger] for state in STATES}
    if not all(wanted.values()):
        return None
    below = ledger.closure([id_ for ids in wanted.values() for id_ in ids])
    assumed = [fact for id_ in below if isinstance(fact := ledger[id_], Assumption) and fact.unit == "%"]
    moved = [Moved(a.id, getattr(a, f"label_{worded(prose.language)}"), a.low, a.high) for a in assumed]
    depends = {fact.id for fact in assumed}
    fixed: dict[str, list[float]] = {}
    results = []
    for state, ids in wanted.items():
        for id_ in ids:
            fact = ledger[id_]
            if isinstance(fact, Estimate) and fact.expression is not None:
                measure = id_.removeprefix("e-").removesuffix(f"-{state}")
                said = label(prose.language, _NAME, measure, "charts")
                tree = _tree(fact.expression, ledger, depends, fixed)
                results.append(Result(id_, state, said, fact.unit, fact.low, fact.high, tree))
                depends.add(id_)
    words = {key: label(prose.language, _NAME, key, "charts") for key in _WORDS}
    size = money_scale(prose.language)
    words["size"] = f"{size:.0f}"
    states = [(state, label(prose.language, "scenarios", f"scenario-{state}", "charts")) for state in STATES]
    return Calculator(moved, results, fixed, words, states)


def _tree(expression: Expression, ledger: Ledger, depends: set[str], fixed: dict[str, list[float]]) -> object:
    """An expression as JSON: an id, a number, or a sign before its parts. What does not move goes to `fixed`."""
    if isinstance(expression, Constant):
        return expression.value
    if isinstance(expression, Input):
        fact = ledger[expression.id]
        if expression.id not in depends and isinstance(fact, Estimate) and _moves(fact, ledger, depends):
            assert fact.expression is not None  # noqa: S101 - it rests on something
            return ["round", _tree(fact.expression, ledger, depends, fixed)]  # as `named` does
        if expression.id not in depends:
            low, high = getattr(fact, "low", None), getattr(fact, "high", None)
            assert low is not None and high is not None  # noqa: S101 - a formula over it has a result
            fixed[expression.id] = [float(low), float(high)]
        return expression.id
    return [expression.sign, *(_tree(part, ledger, depends, fixed) for part in expression.parts)]


def _moves(fact: Estimate, ledger: Ledger, depends: set[str]) -> bool:
    """Whether an estimate rests on anything that is moved."""
    return any(id_ in depends for id_ in ledger.closure([fact.id]))
