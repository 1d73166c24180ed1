"""nbconvert exporter: the executed 05-brief as one offline HTML page (`jupyter nbconvert --to chipbrief-html`)."""

from __future__ import annotations

from typing import Any

from chipbrief.report.exporter import BriefExporter
from chipbrief.report.html.page import page


class HtmlExporter(BriefExporter):
    """The brief as a page."""

    export_from_notebook = "Brief (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def rendered(self, front: dict[str, Any], sections: list[dict[str, Any]]) -> str:
        return page(front, sections)
