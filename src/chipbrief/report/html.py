"""nbconvert exporter: the executed 05-brief as one offline HTML page (`jupyter nbconvert --to chipbrief-html`)."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from chipbrief.report.notebook import collect
from chipbrief.report.render import page


class HtmlExporter(Exporter):
    """Renders the Front and the Sections that the notebook shows; its code and other outputs stay out."""

    export_from_notebook = "Brief (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The page, and nbconvert's resources. Raises BuildError if the notebook shows no brief."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return page(*collect(notebook)), resources
