"""An executed notebook as a page that is read without running it: prose, tables and pictures; its code is folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from nbformat import NotebookNode
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from chipbrief.report import fonts

Data = dict[str, Any]
FOLDERS = ("sources", "reference", "derived", "figures")
"""Parameters that tell where this machine has its files; no page prints them."""

_STYLE = re.compile(r"<style( scoped)?>((?:(?!</?style).)*+)</style>", re.DOTALL)
_HEAD = re.compile(r"<thead>(?:(?!</?thead).)*+</thead>", re.DOTALL)
_PICTURE = re.compile(r"data:image/png;base64,[^\"]+")
_INJECTED = "injected-parameters"


def notebook_page(written: NotebookNode, run: NotebookNode, name: str, names: Sequence[str]) -> str:
    """The page of the notebook `name` as `written` and as it was `run`, with links to those of `names` and the brief.

    Words may have changed since the run, code has not: prose comes from `written`, all else from `run`. One file that
    loads nothing and runs nothing; the same bytes for the same notebooks. A picture's text alternative is the `alt` of
    its output's metadata, as nbconvert reads it.
    """
    merged = list(_merged(written, run))
    cells = [cell for cell in map(_cell, merged) if cell["html"] or cell["code"]]
    styles = dict.fromkeys(style for cell in cells for style in cell.pop("styles"))
    page = _environment().get_template("notebook.html.j2").render(
        title=next((_title(cell.source) for cell in merged if cell.source.startswith("# ")), name),
        name=name,
        names=names,
        cells=cells,
        styles=[Markup(style) for style in styles],  # noqa: S704 - of what the package shows in a cell
    )  # fmt: skip
    face = f'@font-face {{ font-family: "Brief"; src: url({fonts.data_uri(_PICTURE.sub("", page))}) format("woff"); }}'
    return page.replace("/*FONT*/", face)


def _merged(written: NotebookNode, run: NotebookNode) -> Iterator[NotebookNode]:
    executed = {cell.id: cell for cell in run.cells}
    for cell in written.cells:
        yield cell if cell.cell_type == "markdown" else executed.get(cell.id, cell)
        if "parameters" in cell.metadata.get("tags", ()):
            yield from (each for each in run.cells if _INJECTED in each.metadata.get("tags", ()))


def _title(source: str) -> str:
    return str(source).splitlines()[0].removeprefix("# ")


def _cell(cell: NotebookNode) -> Data:
    if cell.cell_type == "markdown":
        return {"html": Markup(_markdown().render(cell.source)), "code": "", "styles": [], "open": False}  # noqa: S704
    tags = cell.metadata.get("tags", ())
    source = _without_folders(cell.source) if _INJECTED in tags else cell.source
    shown = [part for output in cell.get("outputs", ()) for part in _output(output)]
    return {
        "html": Markup("").join(Markup(html) for html, _ in shown),  # noqa: S704
        "code": Markup(highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))) if source else "",  # noqa: S704
        "styles": [style for _, styles in shown for style in styles],
        "open": "parameters" in tags,
    }


def _without_folders(source: str) -> str:
    """The parameters that were set, without those that name folders; empty where there are no others."""
    lines = [line for line in source.splitlines() if not line.startswith(FOLDERS)]
    return "\n".join(lines) if any("=" in line for line in lines) else ""


def _output(output: NotebookNode) -> Iterator[tuple[str, list[str]]]:
    """What a cell shows, as markup, and the style that belongs to it."""
    data = output.get("data", {})
    if "image/png" in data:
        metadata = output.metadata.get("image/png", {})
        picture = Markup('<img src="data:image/png;base64,{}" alt="{}"{}>')
        width = Markup(' width="{}"').format(metadata["width"]) if "width" in metadata else ""
        yield picture.format(data["image/png"].replace("\n", ""), metadata.get("alt", ""), width), []
    elif "text/html" in data:
        yield _table(data["text/html"])
    elif text := data.get("text/plain") or output.get("text"):
        yield Markup("<pre>{}</pre>").format(text), []


def _table(html: str) -> tuple[str, list[str]]:
    """HTML that a cell shows: a table's heads say what they head, pandas' own style is left out."""
    styles = [style for scoped, style in _STYLE.findall(html) if not scoped]
    html = _STYLE.sub("", html).replace(' border="1" class="dataframe"', "")
    html = _HEAD.sub(lambda head: head[0].replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">'), html)
    html = html.replace("<th>", '<th scope="row">').replace(' style="text-align: right;"', "")
    return f'<div class="scroll" role="group" aria-label="Output" tabindex="0">{html}</div>', styles


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("chipbrief.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
