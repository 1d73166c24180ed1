"""What a number rests on, as a notebook shows it: the quotation with its mark, or the tree of a formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from chipbrief.document.nodes import Entry
from chipbrief.evidence.entries import entries
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.report.html.page import plain, trail

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trail:
    """The way from the entry `id` of a ledger back to where it comes from, as text or as HTML."""

    ledger: Ledger
    names: Names
    id: str
    language: str

    def tree(self) -> Data:
        """The entry as JSON data with `below`, the trees of what it rests on; what stood before has none."""
        found = entries(self.ledger, self.names, self.language, [self.id])
        return self._node(self.id, found, set())

    def _node(self, id_: str, found: dict[str, Entry], shown: set[str]) -> Data:
        again = id_ in shown
        shown.add(id_)
        used = [used for used in self.ledger.inputs(id_) if not used.startswith("s-")]  # the quotation names its source
        below = [] if again else [self._node(used, found, shown) for used in used]
        return asdict(found[id_]) | {"below": below, "again": again}

    def __str__(self) -> str:
        return "\n".join(_lines(self.tree(), ""))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return {"text/plain": str(self), "text/html": trail(self.tree(), self.language)}


def _lines(node: Data, indent: str) -> Iterator[str]:
    """A node and what is below it, each below the number that rests on it and further in."""
    formula = f" = {plain(node['formula'])}" if node["formula"] else ""
    yield f"{indent}{node['value']} · {plain(node['label'])}{formula}"
    if node["again"]:
        return
    if node["quote"]:
        yield f"{indent}  {_quoted(node['quote'], node['id'])}"
    for name, content in node["facts"]:
        yield f"{indent}  {name}: {plain(content)}"
    if node["url"]:
        yield f"{indent}  {node['url']}"
    for child in node["below"]:
        yield from _lines(child, indent + "  ")


def _quoted(quote: Data, figure: str) -> str:
    """A quotation with its figure between » and «; a repaired word stands in square brackets behind the stored one."""
    text = ""
    for run in quote["runs"]:
        words = run["text"] + (f" [{run['repair']}]" if run["repair"] else "")
        text += f"»{words}«" if run["figure"] == figure else words
    return text.replace("«»", "")
