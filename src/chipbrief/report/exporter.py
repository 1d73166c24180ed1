"""What both of the brief's nbconvert exporters do: find the brief in an executed 05-brief, and hand it on."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from chipbrief.report.notebook import collect


class BriefExporter(Exporter):
    """Renders the Front and the Sections that the notebook shows; its code and other outputs stay out.

    A subclass says in `rendered` what becomes of them, as JSON data.
    """

    def _default_preprocessors_default(self) -> list[str]:
        """Of nbconvert's preprocessors `--execute` alone: what the others change never reaches the brief."""
        return ["nbconvert.preprocessors.ExecutePreprocessor"]

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The rendered brief, and nbconvert's resources. Raises BuildError if the notebook shows no brief."""
        if any(step.enabled for step in self._preprocessors):
            nb, resources = super().from_notebook_node(nb, resources, **kw)
        else:  # nothing will change the notebook: the two copies that nbconvert makes of it take longer than the page
            resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        return self.rendered(*collect(nb)), resources

    def rendered(self, front: dict[str, Any], sections: list[dict[str, Any]]) -> str | bytes:
        raise NotImplementedError
