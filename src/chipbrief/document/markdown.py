"""Markdown with placeholders as a document tree: headings, paragraphs, lists, emphasis, links; no HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from chipbrief.document.nodes import (
    Block,
    Chart,
    File,
    Heading,
    Inline,
    Items,
    Link,
    Name,
    Number,
    Paragraph,
    Quote,
    Table,
    Text,
)
from chipbrief.errors import BuildError

_FIRST, _LAST = 0xF0000, 0xFFFFD  # supplementary private use area A
_MARK = re.compile(f"([{chr(_FIRST)}-{chr(_LAST)}])")
_ROLES = ("lead", "note", "finding", "findings")


@dataclass(frozen=True, slots=True)
class Role:
    """The role of the paragraph that it opens, or of the list after the paragraph that it fills."""

    name: str


Placed = Inline | Chart | Table | Quote | Role


def placeholder(index: int) -> str:
    """The character that stands for the node of that number."""
    return chr(_FIRST + index)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A rendered template: its Markdown, the nodes of its placeholders, and its path for messages."""

    text: str
    nodes: list[Placed]
    path: str

    def blocks(self, section: str) -> list[Block]:
        """All blocks; headings get anchors from the section's id: `korea`, `korea-a`, `korea-b` …

        The heading of a part of which nothing is left, since its charts and tables have nothing to show, is dropped.
        """
        blocks: list[Block] = []
        role = ""
        parts = 0
        for node in self._tree().children:
            if node.type == "heading":
                level = int(node.tag[1:])
                anchor = section if level == 2 else f"{section}-{_letters(parts)}"
                parts += level != 2
                blocks.append(Heading(self._content(node), anchor, level))
            elif node.type == "paragraph":
                content = node.children[0]
                role, found = self._paragraph(self._inlines(content), role)
                blocks += found
            elif node.type in ("bullet_list", "ordered_list"):
                items = [self._content(item.children[0]) for item in node.children if self._flat(item)]
                blocks.append(Items(items, node.type == "ordered_list", role))
                role = ""
            else:
                raise BuildError(
                    f"{self.path}: {node.type} is not used in the brief; use headings, paragraphs and lists"
                )
        return [block for block, after in zip_longest(blocks, blocks[1:]) if not _empty_part(block, after)]

    def inlines(self) -> list[Inline]:
        """The content of a template that is one paragraph."""
        nodes = self._tree().children
        if len(nodes) != 1 or nodes[0].type != "paragraph":
            raise BuildError(f"{self.path}: one paragraph is wanted here")
        return self._content(nodes[0])

    def _tree(self) -> SyntaxTreeNode:
        return SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).parse(self.text))

    def _flat(self, item: SyntaxTreeNode) -> bool:
        if [child.type for child in item.children] != ["paragraph"]:
            raise BuildError(f"{self.path}: a list item is one paragraph, without lists inside")
        return True

    def _paragraph(self, content: list[Placed], role: str) -> tuple[str, list[Block]]:
        """The blocks of a paragraph, and the role that the next block takes from it."""
        if content and isinstance(content[0], Role):
            role = content[0].name
            if role not in _ROLES:
                raise BuildError(f"{self.path}: no role {role!r}; there are {', '.join(_ROLES)}")
            content = _stripped(content[1:])
            if not content:
                return role, []
        block = content[0]
        if isinstance(block, Chart | Table | Quote):
            if len(_stripped(content)) != 1:
                raise BuildError(f"{self.path}: a chart, table or quotation stands in a paragraph of its own")
            return "", [block]
        return "", [Paragraph(self._only_inlines(content), role)]

    def _content(self, node: SyntaxTreeNode) -> list[Inline]:
        return self._only_inlines(self._inlines(node.children[0]))

    def _only_inlines(self, content: list[Placed]) -> list[Inline]:
        inlines: list[Inline] = []
        for part in content:
            if isinstance(part, Role | Chart | Table | Quote):
                raise BuildError(f"{self.path}: {type(part).__name__} cannot stand inside a sentence")
            inlines.append(part)
        return inlines

    def _inlines(self, node: SyntaxTreeNode, mark: str = "") -> list[Placed]:
        inner: list[Placed] = []
        for child in node.children:
            if child.type == "text":
                inner += self._text(child.content, mark)
            elif child.type == "softbreak":
                inner.append(Text(" "))
            elif child.type in ("strong", "em"):
                inner += self._inlines(child, child.type)
            elif child.type == "link":
                inner.append(self._link(child))
            else:
                raise BuildError(f"{self.path}: {child.type} is not used in the brief")
        return inner

    def _text(self, text: str, mark: str) -> list[Placed]:
        parts: list[Placed] = []
        for position, piece in enumerate(_MARK.split(text)):
            if position % 2:
                node = self.nodes[ord(piece) - _FIRST]
                parts.append(replace(node, mark=mark) if isinstance(node, Text | Number | Name) and mark else node)
            elif "**" in piece:
                raise BuildError(f"{self.path}: ** opens or closes no emphasis in {piece!r}; leave brackets outside it")
            elif piece:
                parts.append(Text(piece, mark))
        return parts

    def _link(self, node: SyntaxTreeNode) -> Link:
        url = str(node.attrs["href"])
        if not url.startswith(("https://", "http://")):
            raise BuildError(f"{self.path}: {url}: only http and https links")
        words = self._inlines(node)
        return Link("".join(part.text for part in words if isinstance(part, Text | Name | File)), url)


def _stripped(content: list[Placed]) -> list[Placed]:
    """Without white space around the content."""
    trims: list[tuple[int, Callable[[str], str]]] = [(0, str.lstrip), (-1, str.rstrip)]
    for index, trim in trims:
        if content and isinstance(end := content[index], Text):
            words = replace(end, text=trim(end.text))
            content = [*content]
            if words.text:
                content[index] = words
            else:
                content.pop(index)
    return content


def _letters(index: int) -> str:
    """`a` … `z`, then `aa`."""
    first, last = divmod(index, 26)
    return (chr(96 + first) if first else "") + chr(97 + last)


def _empty_part(block: Block, after: Block | None) -> bool:
    """Whether a block is the heading of a part of a section, and no matter of that part comes after it."""
    return isinstance(block, Heading) and block.level > 2 and (after is None or isinstance(after, Heading))
