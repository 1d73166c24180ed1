"""The article in a saved web page, as trafilatura finds it, under its headline."""

from __future__ import annotations

import re
from typing import Any

from chipbrief.errors import InputError
from chipbrief.sources.readers.charsets import decoded
from chipbrief.sources.readers.scripts import lowered, raised

Tree = Any  # of lxml, which carries no types

DEPTH = 2_000
"""Elements inside one another that a page may have: a page that people read has some dozens."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z]++)([^<>]*+)>")  # possessive: no tag is looked at twice
ELEMENTS = 25_000
"""Elements that a page may have: an article has hundreds. To read them costs the square of those in a paragraph."""
ATTRIBUTES = 10_000
"""Attributes that an element may have: the parser compares each with all before it."""
_WIDE = re.compile(r"<[a-zA-Z][^<>]{20000,}+")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_UNCLOSED = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|t[rhd]|d[td]|option|tbody|thead"
)
"""Elements that HTML does not close, or lets writers leave open."""


def text_of(data: bytes, name: str) -> str:
    """Headline and article, a paragraph a line. Raises InputError for a page without text, or nested too deep."""
    return article(_decoded(data, name), name)


def article(page: str, name: str) -> str:
    """Headline and article of a page that is text already. Raises InputError as `text_of` does."""
    tree = parsed(page, name)
    found = _extracted(tree)
    if not found:
        raise InputError(f"{name}: no article in this page; open it, and save the article's text as .txt")
    title = headline(tree)
    return found if not title or found.startswith(title) else f"{title}\n{found}"


def mail(page: str, name: str) -> str:
    """The text of a page that was sent: all of it where no article stands out. Raises InputError for no page."""
    tree = parsed(page, name)
    lines = (" ".join(text.split()) for text in tree.xpath("//body//text()[not(parent::script or parent::style)]"))
    return _extracted(tree) or "\n".join(filter(None, lines))


def _extracted(tree: Tree) -> str:
    import trafilatura

    found = trafilatura.extract(
        tree, output_format="txt", include_comments=False, include_tables=True, deduplicate=False
    )
    return found or ""


def opened(data: bytes, name: str) -> Tree:
    """The page as a tree. Raises InputError for what is no page, or nested deeper than `DEPTH`."""
    return parsed(_decoded(data, name), name)


def parsed(text: str, name: str) -> Tree:
    """The page as a tree, raised and lowered digits as such. Raises InputError as `opened` does."""
    import trafilatura

    _shallow(text, name)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise InputError(f"{name}: no web page; save it anew, or its text as .txt")
    for script in list(tree.iter("sup", "sub")):
        words = script.text_content()
        for part in list(script):
            script.remove(part)
        script.text = (raised if script.tag == "sup" else lowered)(words)
        script.drop_tag()
    return tree


def headline(tree: Tree) -> str:
    """What the page calls its article: og:title, else its first h1; nothing when it has none."""
    for path in ('string(//meta[@property="og:title"]/@content)', "string(//h1[1])"):
        if title := " ".join(str(tree.xpath(path)).split()):
            return title
    return ""


def _decoded(data: bytes, name: str) -> str:
    """In the charset that the page names, else in the one that it shows."""
    named = _CHARSET.search(data, 0, 4096)
    return decoded(data, named[1].decode("ascii") if named else "", name)


def _shallow(text: str, name: str) -> None:
    """Libraries that walk a tree fall over one that is as deep, or has elements as wide, as no page is."""
    for tag in _WIDE.findall(text):
        if len(_QUOTED.sub(" ", tag).split()) > ATTRIBUTES:
            raise InputError(f"{name}: an element of more than {ATTRIBUTES} attributes; save its text as .txt")
    depth = 0
    for closing, tag, rest in _TAG.findall(text):
        if not _UNCLOSED.fullmatch(tag.lower()) and not rest.endswith("/"):
            depth += -1 if closing else 1
            if depth > DEPTH:
                raise InputError(f"{name}: elements nested deeper than {DEPTH}; save the article's text as .txt")
    if text.count("<") > 2 * ELEMENTS:
        raise InputError(f"{name}: more than {ELEMENTS:,} elements; save the article's text as .txt")
