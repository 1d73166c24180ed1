"""papermill as a build uses it: what it runs is settled before it is written.

Equal runs must give equal files, so the random id of the injected cell, run times and paths are taken out.
"""

from __future__ import annotations

from typing import Any

from chipbrief.pipeline.preload import lean  # noqa: F401 - before nbformat
from chipbrief.pipeline.preload.hiding import without

with without("pyarrow"):  # papermill would read notebooks from Hadoop with it
    from papermill.engines import NBClientEngine, papermill_engines

from nbformat import NotebookNode

NAME = "settled"


class Settled(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """papermill's own engine; a notebook that failed keeps what papermill noted in it."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options: Any) -> NotebookNode:
        executed: NotebookNode = super().execute_notebook(nb, kernel_name, **options)
        if not executed.metadata.papermill.exception:
            _drop_run_marks(executed)
        return executed


papermill_engines.register(NAME, Settled)


def _drop_run_marks(notebook: NotebookNode) -> None:
    """Give the injected cell a readable id and drop run times and paths."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
