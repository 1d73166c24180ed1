"""From the executed brief to its files, through nbconvert's exporters, and the picture of its first page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from chipbrief.errors import BuildError
from chipbrief.files import write
from chipbrief.pipeline.steps import EXPORTERS

_RESOLUTION = 110.0
"""Dots per inch of the first page's picture: readable on a project page, and under 200 kB."""


def render(notebook: Path, output: Path) -> None:
    """Write the executed `notebook` as `output`, whose suffix chooses the exporter."""
    import chipbrief.pipeline.preload.lean  # noqa: F401, I001 - before nbconvert
    from nbconvert.exporters import get_exporter

    exporter = get_exporter(EXPORTERS[output.suffix.removeprefix(".")])()
    body, _ = exporter.from_filename(str(notebook))
    write(output, body if isinstance(body, bytes) else str(body).encode())


def notebook(source: Path, executed: Path, output: Path, names: Sequence[str]) -> None:
    """Write a notebook as a page to read: the words of `source`, what the cells of `executed` show.

    `names` are the notebooks whose pages lie beside it.
    """
    import chipbrief.pipeline.preload.lean  # noqa: F401, I001 - before nbformat
    import nbformat

    from chipbrief.report.html.notebook_page import notebook_page

    written, run = (nbformat.read(path, as_version=4) for path in (source, executed))
    write(output, notebook_page(written, run, source.stem, names).encode())


def front(pdf: Path, output: Path) -> None:
    """Write page one of `pdf` as a PNG. Typst draws it: the same pixels wherever its version is the same."""
    import typst

    source = output.with_suffix(".typ")
    source.write_text(f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{pdf.name}", page: 1)\n')
    try:
        picture = typst.compile(source, root=pdf.parent, format="png", ppi=_RESOLUTION, ignore_system_fonts=True)
    finally:
        source.unlink()
    if not isinstance(picture, bytes):
        raise BuildError(f"{pdf}: one page was asked for, {len(picture or ())} were drawn")
    write(output, picture)


def evidence(written: Sequence[Path], output: Path) -> None:
    """Publish the one evidence that the brief has in every language.

    Raises BuildError when the languages disagree.
    """
    first, *others = written
    for later in others:
        if json.loads(later.read_bytes()) != json.loads(first.read_bytes()):
            raise BuildError(f"{later}: differs from {first.name}: a brief's language must not change its evidence")
    write(output, first.read_bytes())
