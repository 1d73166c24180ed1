"""The one typeface of charts, HTML and PDF: Noto Sans CJK from PyPI, and its subsets for the web page."""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import noto_cjk_sans_jp_bold  # type: ignore[import-untyped]
import noto_cjk_sans_otc  # type: ignore[import-untyped]
import uharfbuzz as harfbuzz  # type: ignore[import-untyped]

FAMILY = "Noto Sans CJK JP"
"""The family to name in charts and in print: it alone has both weights."""
FACE = 1
"""The Korean face of the regular collection; all faces have the same glyphs, Hangul looks the same."""
_NAMES = (0, 1, 2, 13, 14)  # copyright, family, style, licence and its URL travel with the font (OFL)
_FLAGS = (
    harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.DESUBROUTINIZE | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
)  # fmt: skip


class Fonts(NamedTuple):
    """The font files: a collection with all regional faces, and one bold font."""

    regular: Path
    bold: Path


def paths() -> Fonts:
    """Where the bundled fonts are."""
    return Fonts(Path(str(noto_cjk_sans_otc.FONT_PATH)), Path(str(noto_cjk_sans_jp_bold.FONT_PATH)))


@cache
def register() -> str:
    """Make the fonts known to matplotlib; returns the family to use: the Japanese one, which has both weights.

    Hangul is the same in all regional faces.
    """
    from matplotlib import font_manager  # slow to import, and HTML needs none of it

    for path in paths():
        font_manager.fontManager.addfont(path)
    return FAMILY


@cache
def characters() -> frozenset[int]:
    """The characters, as code points, that both fonts have."""
    return frozenset.intersection(*(frozenset(_face(bold).unicodes) for bold in (False, True)))


def width(text: str, *, bold: bool = False) -> float:
    """How wide a line of text is set, in ems, kerning included."""
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(_font(bold), buffer)
    advance = sum(int(position.x_advance) for position in buffer.glyph_positions or ())
    return advance / int(_font(bold).face.upem)


def subset(characters: str, *, bold: bool = False) -> bytes:
    """An OpenType font with the glyphs of `characters`; the same bytes each time."""
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, set(characters) | {" "}))
    wanted.flags = _FLAGS
    for of, tags in ((wanted.layout_feature_tag_set, _tags("mark", "mkmk")), (wanted.name_id_set, _NAMES)):
        of.clear()
        of.update(tags)
    wanted.drop_table_tag_set.update(_tags("BASE", "VORG", "vhea", "vmtx"))  # for lines that run downwards
    return bytes(harfbuzz.subset(_face(bold), wanted).blob.data)


@cache
def _font(bold: bool) -> Any:
    return harfbuzz.Font(_face(bold))


def _face(bold: bool) -> Any:
    path = paths().bold if bold else paths().regular
    return harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)), 0 if bold else FACE)


def _tags(*names: str) -> list[int]:
    """OpenType tags as HarfBuzz takes them: four letters, a byte each."""
    return [int.from_bytes(name.encode(), "big") for name in names]


def data_uri(characters: str, *, bold: bool = False) -> str:
    """The subset, as WOFF, as a `data:` address for a style sheet."""
    return "data:font/woff;base64," + base64.b64encode(woff(subset(characters, bold=bold))).decode("ascii")


def woff(font: bytes) -> bytes:
    """An OpenType font as WOFF 1.0 (W3C, 2012): the same tables, each compressed where that makes it smaller."""
    flavour, count = struct.unpack(">4sH", font[:6])
    records = [struct.unpack(">4s3L", font[12 + 16 * number : 28 + 16 * number]) for number in range(count)]
    directory, body, start = b"", b"", 44 + 20 * count
    for tag, checksum, offset, length in records:
        table = font[offset : offset + length]
        packed = min(table, zlib.compress(table, 9), key=len)
        directory += struct.pack(">4s4L", tag, start + len(body), len(packed), length, checksum)
        body += packed + b"\0" * (-len(packed) % 4)
    total = 12 + 16 * count + sum(length + -length % 4 for *_, length in records)
    sizes = (start + len(body), count, 0, total, 1, 0, 0, 0, 0, 0, 0)
    return struct.pack(">4s4sLHHLHHLLLLL", b"wOFF", flavour, *sizes) + directory + body
