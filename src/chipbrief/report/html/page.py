"""The document tree as HTML: one page for readers, or a fragment for a notebook cell.

Nodes come as JSON data and go through autoescaping Jinja2 templates; only charts enter as markup, and
those are the SVG that matplotlib wrote.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from chipbrief.errors import BuildError
from chipbrief.language.labels import LANGUAGES, label, labels
from chipbrief.report import fonts
from chipbrief.report.html.picture import Marked, svg, without
from chipbrief.report.html.typeface import bold_text

Data = dict[str, Any]
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # controls that turn the direction of what follows
_EARLY = 'for (const face of ["1em Brief", "bold 1em Brief"]) document.fonts.load(face);'
"""Before anything is laid out: else the page is first set in another typeface, and moves when its own is there."""
_SCRIPTS = ("card.js", "contents.js", "filter.js", "tables.js", "calculator.js")


def page(front: Data, sections: list[Data]) -> str:
    """The whole brief as one HTML file that loads nothing from elsewhere.

    Raises BuildError for a section without a heading and for a chart that is no SVG.
    """
    for section in sections:
        if not any(block["type"] == "heading" for block in section["blocks"]):
            raise BuildError(f"section {section['id']}: no heading; begin its template with one")
    entries = [_at_home(entry) for entry in _entries(sections)]
    template = _environment().get_template("brief.html.j2")
    body = template.render(
        front=front,
        sections=sections,
        entries=_marked(entries),
        places=_places(sections),
        choices=_choices(entries, front["language"]),
        language=front["language"],
        title=plain(front["title"]),
        style=Markup(_asset("brief.css")),  # noqa: S704 - our own file
        early=Markup(_EARLY),  # noqa: S704 - our own words
        script=Markup("".join(map(_asset, _SCRIPTS))),  # noqa: S704 - our own files
    )
    return body.replace("/*FONTS*/", _font_faces(body))


def fragment(data: Data) -> str:
    """A Front or a Section as HTML for JupyterLab: the same markup without style, links or fonts."""
    template = _environment().get_template("fragment.html.j2")
    entries = _marked(map(_at_home, _entries([data]))) if "blocks" in data else {}
    return template.render(data=data, language=data.get("language", "ko"), entries=entries, places={})


def trail(tree: Data, language: str) -> str:
    """The tree of an entry and of all below it as HTML for JupyterLab, with a style of its own."""
    return _environment().get_template("trail.html.j2").render(tree=tree, language=language, places={})


def plain(inlines: list[Data]) -> str:
    """The words of inlines without their links, e.g. for the window's title."""
    return "".join(inline["text"] for inline in inlines)


def datetime(iso: str) -> str:
    """What `<time datetime>` may hold of an ISO 8601 date: of an interval its start."""
    return iso.partition("/")[0]


def digest(script: str) -> str:
    """A script as a Content-Security-Policy names it, so that a browser runs this one and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}'"


def _places(sections: list[Data]) -> dict[str, str]:
    """Where in the articles' full texts an entry is: a figure's mark, a source's heading."""
    articles = [block for section in sections for block in section["blocks"] if block["type"] == "article"]
    runs = [run for article in articles for paragraph in article["paragraphs"] for run in paragraph["runs"]]
    headings = {article["source"]: article["anchor"] for article in articles}
    return headings | {run["figure"]: f"at-{run['figure']}" for run in runs if run["figure"]}


def _marked(entries: Iterable[Data]) -> dict[str, Marked]:
    """By the ids of entries, their kinds and what they are called."""
    return {entry["id"]: Marked(entry["kind"], f"{entry['value']} {plain(entry['label'])}") for entry in entries}


def _choices(entries: list[Data], language: str) -> Data:
    """What the evidence can be filtered by: sources, kinds of entries and of figures, names."""
    kinds = {entry["sort"] if entry["sort"] == "source" else entry["kind"] for entry in entries}
    sorts = {entry["sort"] for entry in entries if entry["kind"] == "figure"}
    sources = {source["id"]: source for entry in entries for source in entry["sources"]}
    names = {name["id"]: name for entry in entries for name in entry["entities"]}
    return {
        "sources": [source for _, source in sorted(sources.items())],
        "kinds": [kind for kind in labels(language)["kinds"] if kind in kinds],
        "sorts": [sort for sort in labels(language)["figure-kinds"] if sort in sorts],
        "entities": sorted(names.values(), key=lambda name: str(name["text"]).casefold()),
    }


def _entries(sections: list[Data]) -> Iterator[Data]:
    for section in sections:
        for block in section["blocks"]:
            if block["type"] == "evidence":
                yield from block["entries"]


def _at_home(entry: Data) -> Data:
    """The entry, changed: what in it leads to itself is plain words, since the whole entry accounts for its digits."""
    for inlines in (entry["label"], entry["formula"], *(content for _, content in entry["facts"])):
        inlines[:] = _joined(inlines, entry["id"])
    return entry


def _joined(inlines: Iterable[Data], own: str) -> list[Data]:
    """The inlines with the numbers of `own` as text, and texts of one kind in one."""
    joined: list[Data] = []
    for inline in inlines:
        last = joined[-1] if joined and joined[-1]["type"] == "text" else {"mark": "", "language": ""}
        part = dict(inline)
        if part["type"] == "number" and part["id"] == own and not part["name"]:
            part = {"type": "text", "text": part["text"], "mark": part["mark"], "language": last["language"]}
        if part.get("reference") == own:
            part["reference"] = ""
        if "text" in last and part["type"] == "text" and all(part[name] == last[name] for name in ("mark", "language")):
            last["text"] += part["text"]
        else:
            joined.append(part)
    return joined


def _font_faces(html: str) -> str:
    """The style rules that bring the typeface, cut down to the page's characters; bold to those that are bold."""
    characters = without(html, "style", "script")
    escaped = "".join(json.loads(f'"{escape}"') for escape in re.findall(r"\\u[0-9a-f]{4}", html))
    rule = '@font-face{{font-family:"Brief";font-weight:{};font-display:swap;src:url({}) format("woff")}}'
    digits = "0123456789"  # counters of sections and lists
    faces = ((400, False, characters), (700, True, bold_text(characters)))
    return "\n".join(
        rule.format(weight, fonts.data_uri(text + escaped + digits, bold=bold)) for weight, bold, text in faces
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("chipbrief.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"svg": svg, "label": label, "languages": LANGUAGES}
    environment.tests["korean"] = lambda text: bool(re.search(r"[가-힣]", text))
    environment.tests["english"] = lambda text: bool(re.search(r"[a-z]{2}", text) and text.isascii())
    environment.tests["turning"] = lambda text: bool(_TURNING.search(text))
    environment.filters |= {"datetime": datetime, "digest": digest, "plain": plain}
    return environment


def _asset(name: str) -> str:
    """A script or style as it is sent: without indentation, blank lines and lines of comment."""
    source = _environment().loader
    assert source is not None  # noqa: S101 - given above
    lines = (line.strip() for line in source.get_source(_environment(), name)[0].splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/* "))) + "\n"
