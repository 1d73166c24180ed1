"""A chart's SVG as a part of the page: ids of its own, the theme's colours, marks that lead to the evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from chipbrief.errors import BuildError
from chipbrief.report.charts import palette

_COLOURS = re.compile("#(?:" + "|".join(colour[1:] for colour in palette.THEME) + ")\\b", re.IGNORECASE)
_TAG = re.compile(r"(<[^<>]*+>)?([^<]*+)")
_ID = re.compile(r' id="([^"]*)"')
_NAMED = re.compile(r'(?:url\(|href=")#([^")]+)')
_LONG = re.compile(r"-?(?<!\d)\d{1,12}\.\d{3,}+")
_FAMILY = re.compile(r"font-family: [^;\"]{0,300}+; ?")  # the page's style says it once, for all of them
_TURNED = re.compile(r' transform="rotate\(-?0 [^"]*"')
_LINK = re.compile(r'<a xlink:href="#([^"]+)"[^>]*>')


class Marked(NamedTuple):
    """What a mark leads to: the kind of its entry, and the words that name it."""

    kind: str
    words: str


def svg(markup: str, name: str, alt: str, entries: Mapping[str, Marked] | None = None) -> Markup:
    """A chart's SVG without a fixed size and metadata, named for screen readers.

    A mark with an address of one of `entries` is a link to it; each entry is reached once by the keyboard. Colours are
    variables of the theme, with the chart's own where there is none. Raises BuildError for what is no SVG.
    """
    start = markup.find("<svg")
    if start < 0:
        raise BuildError(f"chart {name}: not an SVG")
    text = without(markup[start:], "metadata", "title", "desc")
    text = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r"url\(#([^()]+)\)", rf"url(#{name}-\1)", text)
    text = re.sub(r'(<use[^<>]*?)(?:xlink:)?href="#([^"]+)"', rf'\1href="#{name}-\2"', text)
    text, links = _linked(_slim(text), entries or {})
    text = _COLOURS.sub(lambda found: f"var(--{palette.THEME[found[0].lower()]},{found[0].lower()})", text)
    head, rest = text.split(">", 1)
    head = re.sub(r'\s(?:width|height|role|aria-[a-z]+|version|xmlns:[a-z]+)="[^"]*"', "", head)
    words = Markup('<desc id="{}-alt">{}</desc>').format(name, alt)
    role = "group" if links else "img"
    named = f'{head} role="{role}" aria-labelledby="{name}-title" aria-describedby="{name}-alt">'
    return Markup(named) + words + Markup(rest)  # noqa: S704 - matplotlib escapes the texts of its SVG


def _slim(text: str) -> str:
    """The same drawing in fewer words: no ids that nothing names, no groups that hold nothing together, two decimals.

    What matplotlib writes for each chart is half as long again as what is drawn.
    """
    used = set(_NAMED.findall(text))
    kept: list[str] = []
    bare: list[bool] = []  # of each group that is open, whether it is left out
    for drawn, words in _TAG.findall(text):
        tag = _ID.sub(lambda found: found[0] if found[1] in used else "", " ".join(drawn.split()))
        tag = _FAMILY.sub("", _TURNED.sub("", tag))
        tag = _LONG.sub(lambda found: f"{round(float(found[0]), 2):g}", tag)
        if tag.startswith("<g") and not tag.endswith("/>"):
            bare.append(tag == "<g>")
        if tag not in ("<g>", "<g/>") and not (tag == "</g>" and bare.pop()):
            kept.append(tag)
        kept.append(words if words.strip() else "")
    return "".join(kept)


def without(markup: str, *elements: str) -> str:
    """The markup without these elements, each up to its first end tag."""
    for element in elements:
        kept, done = [], 0
        while (start := markup.find(f"<{element}>", done)) >= 0 and (end := markup.find(f"</{element}>", start)) >= 0:
            kept.append(markup[done:start])
            done = end + len(f"</{element}>")
        markup = "".join([*kept, markup[done:]])
    return markup


def _linked(text: str, entries: Mapping[str, Marked]) -> tuple[str, int]:
    """The links of marks as the page writes them; those without an entry as groups."""
    ids: set[str] = set()

    def start(found: re.Match[str]) -> str:
        id_ = found[1]
        if id_ not in entries:
            return "<g>"
        kind, words = entries[id_]
        again = ' tabindex="-1"' if id_ in ids else ""
        ids.add(id_)
        return f'<a class="mark" data-{kind}="{id_}" href="#{id_}" aria-label="{escape(words)}"{again}>'

    opened = list(_LINK.finditer(text))
    parts = _LINK.split(text)
    result = [parts[0]]
    for found, part in zip(opened, parts[2::2], strict=True):
        tag = start(found)
        inside, end, after = part.partition("</a>")
        result += [tag, inside, "</g>" if tag == "<g>" and end else end, after]
    return "".join(result), len(ids)
