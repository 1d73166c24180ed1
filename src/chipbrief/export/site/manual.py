"""The documentation as pages: Markdown, and for each line `::: NAME` what its docstrings say of a name.

The documentation must open from a disk, links and search included, and needs neither plugins nor a theme: what is
Markdown in it is read by the library that reads the brief's prose.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from importlib import import_module
from itertools import pairwise
from types import ModuleType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from chipbrief.errors import BuildError

FIRST = "index"
_NAME = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)
_PART = re.compile(r"(Args|Returns|Raises|Examples):")
_EXAMPLE = re.compile(r"(?m)^>>> .*(?:\n[^\S\n]*+\S.*)*+")  # up to an empty line
_LEFT_OUT = {"card"}
"""Public for Jupyter alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a page says below one of its headings, for the search."""

    anchor: str
    heading: str
    text: str


@dataclass(slots=True)
class Page:
    """A page of the documentation: its title, its HTML, and its parts."""

    title: str
    body: str = ""
    parts: list[Part] = field(default_factory=list)


def manual(texts: Mapping[str, str]) -> dict[str, Page]:
    """Pages by name from Markdown by name: first `index`, then those that it names in that order, then the rest.

    Raises BuildError for a link to a page or a heading that is not there, and for a name that nobody has.
    """
    named = [name for name in re.findall(r"\]\((\w+)\.md", texts.get(FIRST, "")) if name in texts]
    order = dict.fromkeys([*(name for name in (FIRST,) if name in texts), *named, *sorted(texts)])
    pages = {name: _page(name, texts[name]) for name in order}
    for name, page in pages.items():
        for target, anchor in re.findall(r'href="([\w-]*)(?:\.html)?(?:#([^"]*))?"', page.body):
            other = pages.get(target or name)
            if other is None or (anchor and f'id="{anchor}"' not in other.body):
                raise BuildError(f"docs/{name}.md: links to {target}.md, {anchor or 'which'} is not there; correct it")
    return pages


def _page(name: str, text: str) -> Page:
    page = Page(name)
    pieces = _NAME.split(text)
    for at, piece in enumerate(pieces):
        page.body += _entry(piece, page) if at % 2 else _rendered(piece, page, f"docs/{name}.md")
    page.title = page.parts[0].heading if page.parts else name
    return page


def _rendered(text: str, page: Page, place: str) -> str:
    """Markdown as HTML, its parts noted; links to `NAME.md` lead to that page."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            heading = _words([inline])
            anchor = re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))  # as code hosts call it
            opening.attrSet("id", anchor)
            page.parts.append(Part(anchor, heading, ""))
        elif page.parts and inline.type in ("inline", "fence"):
            _add(page, _words([inline]))
    for token in _all(tokens):
        target = str(token.attrGet("href") or "")
        if token.type == "link_open" and not target.startswith(("https:", "http:")):
            if not re.fullmatch(r"(?:[\w-]{1,60}\.md)?(?:#.*)?", target):
                raise BuildError(f"{place}: {target} is outside of the documentation; link to its public address")
            token.attrSet("href", target.replace(".md", ".html"))
    return str(reader.renderer.render(tokens, reader.options, {}))


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _words(tokens: Iterable[Token]) -> str:
    return "".join(
        " " if token.type == "softbreak" else "" if token.children else token.content for token in _all(tokens)
    )


def _add(page: Page, words: str) -> None:
    last = page.parts[-1]
    page.parts[-1] = Part(last.anchor, last.heading, f"{last.text} {words}".strip())


def _entry(path: str, page: Page, level: int = 3) -> str:
    """What docstrings say of a module's public classes, of a class with its fields and methods, or of a function."""
    thing = _found(path)
    name = path.rpartition(".")[2]
    if isinstance(thing, ModuleType):
        own = [key for key, value in vars(thing).items() if inspect.isclass(value) and value.__module__ == path]
        return _docstring(thing, page) + "".join(_entry(f"{path}.{key}", page, level) for key in own)
    heading = f"{name}{_signature(thing) if inspect.isfunction(thing) else ''}"
    page.parts.append(Part(path, name, ""))
    html = f'<h{level} id="{path}"><code>{escape(heading)}</code></h{level}>\n{_docstring(thing, page)}'
    return html + "".join(_members(thing, page)) if inspect.isclass(thing) else html


def _found(path: str) -> Any:
    module, _, name = path.rpartition(".")
    try:
        return import_module(path)
    except ModuleNotFoundError:
        pass
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise BuildError(f"::: {path}: nothing has this name; correct it in docs/") from error


def _members(thing: type[Any], page: Page) -> Iterator[str]:
    if issubclass(thing, Enum):
        yield _list((member.name, f"`{member.value}`") for member in thing)
        return
    if dataclasses.is_dataclass(thing):
        public = [field for field in dataclasses.fields(thing) if not field.name.startswith("_")]
        yield _list((field.name, f"`{field.type}`") for field in public)
    for name, member in vars(thing).items():
        inner = getattr(member, "fget", getattr(member, "__func__", member))
        if name.startswith("_") or name in _LEFT_OUT or not inspect.isfunction(inner):
            continue
        signature = "" if isinstance(member, property) else _signature(inner)
        yield f"<h4><code>{escape(name + signature)}</code></h4>\n{_docstring(inner, page)}"


def _list(items: Iterable[tuple[str, str]]) -> str:
    lines = "\n".join(f"- `{name}`: {meaning}" for name, meaning in items)
    return str(MarkdownIt("commonmark").render(lines))


def _signature(function: Callable[..., Any]) -> str:
    """The parameters as they are written, without `self`."""
    signature = inspect.signature(function)
    parameters = [parameter for name, parameter in signature.parameters.items() if name not in ("self", "cls")]
    shown = str(signature.replace(parameters=parameters))
    return re.sub(r"(?<=: )'([^']*)'|(?<=-> )'([^']*)'", lambda found: found[1] or found[2], shown)


def _docstring(thing: Any, page: Page) -> str:
    """A docstring, whose parts (Args, Returns, Raises, Examples) are indented, as HTML."""
    lines, part = [], ""
    for line in (inspect.getdoc(thing) or "").splitlines():
        if found := _PART.fullmatch(line):
            part = found[1]
            lines.append(f"\n**{part}**\n")
        elif part in ("Args", "Raises") and re.match(r" {4}\w+: ", line):
            name, _, rest = line.strip().partition(": ")
            lines.append(f"- `{name}`: {rest}")
        else:
            lines.append(line.removeprefix("    ") if part else line)
    text = _EXAMPLE.sub(r"\n```pycon\n\g<0>\n```\n", "\n".join(lines))
    if page.parts:
        _add(page, re.sub(r"[`*>]|pycon", "", text))
    return str(MarkdownIt("commonmark", {"html": False}).render(text))
