"""A reader of the finished page that trusts nobody: every digit traced, every link arriving, every quotation true.

It knows only the page, `evidence.json` and the sources' texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_KINDS = ("figure", "estimate", "reference", "assumption", "relation")
_VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "source", "col", "base", "embed", "area", "track"}
_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "source": "src",
    "object": "data",
    "embed": "src",
}
_SILENT = ("script", "style")


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: dict[str, str]
    line: int
    text: list[str] = field(default_factory=list)


def check_html(html: str, evidence: Mapping[str, Any], sources: Mapping[str, str]) -> list[str]:
    """Every fault of a rendered brief, a line each; empty when there is none.

    `evidence` is `evidence.json` as data, `sources` the stored text of each file in `seeds/`. Faults: a
    digit outside traced elements, an id that the evidence lacks, a link without target, an id used twice,
    anything loaded from elsewhere, a quotation or a figure that differs from its source, a chart without
    text alternative.
    """
    page = _Page(evidence, sources)
    page.feed(html)
    page.close()
    return page.faults() + check_evidence(evidence, sources)


def check_evidence(evidence: Mapping[str, Any], sources: Mapping[str, str]) -> list[str]:
    """Faults of `evidence.json` itself: figures that are not at their place, inputs that nobody has, loops."""
    faults = []
    for id_, figure in evidence["figures"].items():
        if sources.get(figure["source"], "")[figure["start"] : figure["end"]] != figure["text"]:
            faults.append(f"evidence: {id_}: {figure['source']} does not say {figure['text']!r} there")
    ids = {id_ for kind in _KINDS for id_ in evidence.get(f"{kind}s", ())}
    inputs = {id_: estimate["inputs"] for id_, estimate in evidence["estimates"].items()}
    for id_, used in inputs.items():
        faults += [f"evidence: {id_}: rests on {name}, which is missing" for name in used if name not in ids]
    rest = dict(inputs)
    while settled := [id_ for id_, used in rest.items() if not any(name in rest for name in used)]:
        for id_ in settled:
            del rest[id_]
    return faults + [f"evidence: {id_}: rests on itself" for id_ in rest]


def _may_lead_to(target: str) -> bool:
    """Whether a link may have this address: a public page, or a file that is published beside the page."""
    return target.startswith(("https://", "http://")) or bool(
        re.fullmatch(r"(?:notebooks/)?[\w.-]{1,60}\.(?:html|pdf|xlsx|json)", target)
    )


def _is_icon(attributes: Mapping[str, str], target: str) -> bool:
    return attributes.get("rel") == "icon" and target.startswith("data:image/svg+xml,")


class _Page(HTMLParser):
    """Collects the faults while it reads."""

    def __init__(self, evidence: Mapping[str, Any], sources: Mapping[str, str]) -> None:
        super().__init__()
        self._evidence = evidence
        self._sources = sources
        self._open: list[_Element] = []
        self._ids: Counter[str] = Counter()
        self._links: list[tuple[int, str]] = []
        self._faults: list[str] = []

    def faults(self) -> list[str]:
        """What was found, and what only the whole page can tell."""
        twice = [f"id {id_} is used {times} times" for id_, times in self._ids.items() if times > 1]
        dangling = [
            f"line {line}: link to #{id_}, which is nowhere" for line, id_ in self._links if id_ not in self._ids
        ]
        unclosed = [f"line {element.line}: <{element.tag}> is not closed" for element in self._open]
        return self._faults + twice + dangling + unclosed

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self._look(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(_Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self._fault(f"</{tag}> closes nothing")
            return
        element = self._open.pop()
        if place := element.attributes.get("data-quote"):
            self._compare(place, "".join(element.text))

    def handle_data(self, data: str) -> None:
        if any(element.tag in _SILENT for element in self._open):
            if self._open[-1].tag == "style" and re.search(r"url\((?!data:)|@import", data):
                self._fault("the style loads something from elsewhere")
            return
        if not any(element.tag == "ins" and "data-repair" in element.attributes for element in self._open):
            for element in self._open:
                if "data-quote" in element.attributes:
                    element.text.append(data)
        if any(unicodedata.category(character).startswith("N") for character in data) and not self._traced():
            self._fault(f"untraced digit in {data.strip()[:60]!r}")

    def _look(self, element: _Element) -> None:
        """Faults of a start tag: its id, its link, what it loads, its text alternative."""
        attributes = element.attributes
        if "id" in attributes:
            self._ids[attributes["id"]] += 1
        target = attributes.get("href", attributes.get("xlink:href", ""))
        if target.startswith("#"):
            self._links.append((element.line, target[1:]))
        elif target and not (element.tag == "a" and _may_lead_to(target)) and not _is_icon(attributes, target):
            self._fault(f"<{element.tag}> leads to {target[:60]}")
        loaded = attributes.get(_LOADS.get(element.tag, ""), "")
        if loaded and not loaded.startswith(("data:", "#")):
            self._fault(f"<{element.tag}> loads {loaded[:60]}")
        self._look_up(attributes, target)
        if element.tag == "svg" and not (attributes.get("aria-label") or attributes.get("aria-labelledby")):
            self._fault("a picture without a text alternative")

    def _look_up(self, attributes: Mapping[str, str], target: str) -> None:
        """Faults of what a tag says of its evidence."""
        for kind in _KINDS:
            id_ = attributes.get(f"data-{kind}")
            if id_ is not None and id_ not in self._evidence.get(f"{kind}s", ()):
                self._fault(f"data-{kind} {id_!r} is not in the evidence")
            if id_ is not None and target not in ("", f"#{id_}"):
                self._fault(f"the {kind} {id_} does not link to its entry")
        for attribute in ("data-name", "data-file", "data-chart"):
            if attributes.get(attribute, "-") == "":
                self._fault(f"an element has an empty {attribute}")

    def _traced(self) -> bool:
        """Whether what is being read lies inside an element that accounts for digits."""
        names = ("data-name", "data-file", "data-quote", "data-chart", *(f"data-{kind}" for kind in _KINDS))
        return any(name in element.attributes for element in self._open for name in names)

    def _compare(self, place: str, text: str) -> None:
        found = re.fullmatch(r"\A(.+):(\d+)-(\d+)", place)
        if not found or found[1] not in self._sources:
            self._fault(f"the quotation {place} names no source")
        elif self._sources[found[1]][int(found[2]) : int(found[3])] != text:
            self._fault(f"the quotation {place} differs from its source: {text[:60]!r}")

    def _fault(self, what: str) -> None:
        self._faults.append(f"line {self.getpos()[0]}: {what}")
