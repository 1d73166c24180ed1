"""The brief's nodes in a notebook: how a cell shows one, and how a renderer finds them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chipbrief.document.nodes import MIMETYPE, Front, Section, to_json
from chipbrief.errors import BuildError, naming_extras
from chipbrief.project import interactive
from chipbrief.report.html.page import fragment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd
    from nbformat import NotebookNode  # costs a second, which no cell of a brief needs

    from chipbrief.analysis.scenarios import Setting
    from chipbrief.model import Estimate


@dataclass(frozen=True, slots=True)
class Shown:
    """A Front or a Section as a notebook cell displays it: as HTML for people, as JSON for the renderers."""

    node: Front | Section

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        data = to_json(self.node)
        name = self.node.id if isinstance(self.node, Section) else "front"
        return {"text/plain": f"<{name}>", "text/html": fragment(data), MIMETYPE: data}


@naming_extras()
def sortable(frame: pd.DataFrame) -> object:
    """The frame to end a cell with: before a person one that sorts and filters, without network; else as it is."""
    if not interactive():
        return frame
    import itables
    import pandas as pd
    from IPython.display import HTML
    from itables.javascript import generate_init_offline_itables_html

    # The script comes with each table, so that a cell runs without those before it.
    script = generate_init_offline_itables_html(itables.options.dt_bundle)
    with pd.option_context("display.float_format", "{:,.12g}".format):
        return HTML(script + itables.to_html_datatable(frame, connected=False))


@naming_extras()
def controls(setting: Setting | None, facts: Iterable[Estimate]) -> object:
    """Sliders over the chosen scenario to end a cell with (see `report.widgets`), before a person only; else None."""
    if setting is None or not interactive():
        return None
    from chipbrief.report.widgets import Controls

    return Controls(setting, facts).box


@naming_extras()
def reviewer(folder: Path, derived: Path) -> object:
    """The readings worth checking, to be decided by keyboard (`report.reviewer`), before a person only; else None.

    `folder` has the articles and takes `reviews.csv`; `derived` has the tables that `02-figures` wrote.
    """
    if not interactive():
        return None
    from chipbrief import frames
    from chipbrief.analysis.claims import leading
    from chipbrief.analysis.tables import Entities
    from chipbrief.analysis.worth import of_relations, ordered, worth
    from chipbrief.report.reviewer import Reviewer
    from chipbrief.sources import proposals, reference_tables

    sources = frames.sources(derived, folder)
    stated, claimed, relations, related = (
        frames.read(name, derived) for name in ("figures", "claims", "relations", "relation_claims")
    )
    tables = {name: reference_tables.rows(name) for name in ("entities", "metrics", "specifications")}
    taken = leading(stated, claimed, frames.read("duplicates", derived))
    texts = {source.name: source.text for source in sources}
    entities = Entities.of(*tables.values())
    items = ordered([*worth(stated, taken, texts, entities), *of_relations(relations, related, entities)], texts)
    names = [f"{field}={row['id']}" for field, table in (("metric", "metrics"), ("subject", "entities"),
             ("versus", "entities")) for row in tables[table]]  # fmt: skip
    by_name = {source.name: source for source in sources}
    return Reviewer(folder, items, by_name, proposals.waiting(derived.parent, sources), names).box


def show(node: Front | Section) -> Shown:
    """The value to end a cell of 05-brief with."""
    return Shown(node)


def collect(notebook: NotebookNode) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The Front and the Sections, as JSON data, from the outputs of an executed notebook, in their order.

    Raises BuildError unless there is exactly one Front and at least one Section, each id once.
    """
    found = [
        output["data"][MIMETYPE]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIMETYPE in output.get("data", {})
    ]
    fronts = [data for data in found if "blocks" not in data]
    sections = [data for data in found if "blocks" in data]
    ids = [section["id"] for section in sections]
    if len(fronts) != 1 or not sections or len(set(ids)) < len(ids):
        raise BuildError(
            f"the notebook shows {len(fronts)} fronts and the sections {', '.join(ids) or 'none'}; "
            "one front and each section once are wanted: execute 05-brief before converting it"
        )
    return fronts[0], sections
