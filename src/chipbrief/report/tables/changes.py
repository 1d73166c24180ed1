"""Tables of what changed since an earlier edition."""

from __future__ import annotations

from collections.abc import Iterable

from chipbrief.document.nodes import Table, Text
from chipbrief.evidence.editions import WAS, Cause, Change
from chipbrief.model import Figure, Kind
from chipbrief.report.prose.captions import word
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import cells
from chipbrief.report.tables.cells import Cell, Head

_CAUSES = 3  # that a cell names


def moved(changes: Iterable[Change], prose: Prose) -> Table | None:
    """Estimates with what they were, what they are, and what moved them."""
    heads = [Head("what", width=1.6), Head("before", "number"), Head("after", "number"), Head("because", width=1.4)]
    rows = [
        [
            cells.titled(prose, change.id),
            cells.value(prose, f"{WAS}-{change.id}"),
            cells.value(prose, change.id),
            _because(change, prose),
        ]
        for change in changes
    ]
    return cells.table(prose, "moved", heads, rows)


def added(ids: Iterable[str], prose: Prose) -> Table | None:
    """Figures that an earlier edition did not have; dates say little by themselves and are left out."""
    heads = [Head("about"), Head("metric"), Head("value", "number"), Head("by")]
    rows = []
    for id_ in ids:
        figure = prose.ledger[id_]
        if isinstance(figure, Figure) and figure.kind is not Kind.DATE:
            about = [cells.about(prose, words, id_) for words in (figure.subject, figure.metric)]
            rows.append([*about, cells.value(prose, id_), cells.by(prose, figure.attribution, figure.source, id_)])
    return cells.table(prose, "came", heads, rows)


def _because(change: Change, prose: Prose) -> Cell:
    named = [_cause(cause, prose) for cause in change.because[:_CAUSES]]
    rest: list[Cell] = [[Text(word(prose, "table-moved", "more"))]] if len(change.because) > _CAUSES else []
    return cells.joined([*named, *rest])


def _cause(cause: Cause, prose: Prose) -> Cell:
    """What became of an input, and its number where this edition has it."""
    said = Text(word(prose, "table-moved", cause.state))
    return [said, *cells.value(prose, cause.id)] if cause.state in ("added", "changed") else [said]
