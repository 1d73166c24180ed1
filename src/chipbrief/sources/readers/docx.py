"""Articles saved from Word: paragraphs and tables of a .docx in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chipbrief.errors import InputError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

UNPACKED = 100_000_000
"""The most bytes that a document may unpack to. A bomb unpacks to gigabytes."""


def text_of(data: bytes, name: str) -> str:
    """The text: a paragraph a line, a row of a table a line with tabs. Raises InputError for what is no .docx."""
    return "\n".join(_lines(opened(data, name).iter_inner_content()))


def opened(data: bytes, name: str) -> Document:
    """The document. Raises InputError for what is none, or would unpack to more than `UNPACKED`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(f"{name}: no Word document, or cut off; save it anew as .docx, or as .txt") from error
    if size > UNPACKED:
        raise InputError(f"{name}: unpacks to {size // 1_000_000} MB; save the article's text as .txt")
    import docx

    return docx.Document(io.BytesIO(data))


def _lines(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        yield from [block.text] if hasattr(block, "text") else _table(block)


def _table(table: Table) -> Iterator[str]:
    """Its rows; a cell that spans several columns or rows is given once, where it begins."""
    from docx.table import _Cell

    for row in table.rows:
        # Not `row.cells`, which has a cell for each column that one claims to span: of millions, the claim is enough.
        yield "\t".join(_Cell(cell, table).text.replace("\n", " ") for cell in row._tr.tc_lst)
