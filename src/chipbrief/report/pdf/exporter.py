"""nbconvert exporter: the executed 05-brief as an A4 handout (`jupyter nbconvert --to chipbrief-pdf`).

The content goes to `templates/brief.typ` as JSON data and is never markup. The file is tagged PDF/UA-1 and
PDF/A-2a, and the same bytes each time: its date is that of the newest source.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import typst

from chipbrief.errors import BuildError
from chipbrief.report import fonts
from chipbrief.report.exporter import BriefExporter
from chipbrief.report.pdf.data import handout

_TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"


class PdfExporter(BriefExporter):
    """The brief as a handout."""

    export_from_notebook = "Brief (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def rendered(self, front: dict[str, Any], sections: list[dict[str, Any]]) -> bytes:
        return pdf(front, sections)


def pdf(front: dict[str, Any], sections: list[dict[str, Any]]) -> bytes:
    """The brief as PDF. Raises BuildError with Typst's reason, e.g. where PDF/UA-1 cannot be kept."""
    data = handout(front, sections)
    year, month, day = data["date"]
    folders = [path.parent for path in fonts.paths()]
    try:
        return typst.compile(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders),
            sys_inputs={"brief": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime.datetime(year, month, day, tzinfo=datetime.UTC),
        )
    except typst.TypstError as error:
        raise BuildError(f"brief.{front['language']}.pdf: {' '.join([error.message, *error.hints])}") from error
