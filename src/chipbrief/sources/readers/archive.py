"""What .docx and .hwpx have in common: parts of XML in a zip file, and tables within tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from chipbrief.errors import InputError

Element = Any  # of lxml, which carries no types

UNPACKED = 100_000_000
"""The most bytes that a document may unpack to. A bomb unpacks to gigabytes."""


class Archive:
    """The parts of a document. Raises InputError for what is no zip file, or unpacks to more than `UNPACKED`."""

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        if data.startswith(b"\xd0\xcf\x11\xe0"):  # the container of Office and Hangul before they were zip files
            raise InputError(f"{name}: an older format, or locked by a password; save it as .docx, .hwpx or PDF")
        try:
            self._parts = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise InputError(f"{name}: no {kind} document, or cut off; save it anew, or as .txt") from error
        size = sum(part.file_size for part in self._parts.infolist())
        if size > UNPACKED:
            raise InputError(f"{name}: unpacks to {size // 1_000_000} MB; save the article's text as .txt")

    @property
    def names(self) -> list[str]:
        """The names of the parts, in their order."""
        return self._parts.namelist()

    def tree(self, part: str) -> Element | None:
        """The root of a part; None where there is no such part. What it refers to elsewhere is not looked at."""
        if part not in self.names:
            return None
        from lxml import etree  # type: ignore[import-untyped]

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._parts.read(part), parser)


def row(cells: Sequence[Sequence[str]], *, nested: bool) -> list[str]:
    """A row of a table as a line with tabs; where it is only there for the layout, the lines of its cells."""
    if nested or len(cells) == 1:
        return [line for cell in cells for line in cell]
    return ["\t".join(" ".join(cell) for cell in cells)]


def local(element: Element) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
