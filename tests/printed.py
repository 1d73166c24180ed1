"""PDFs as other programs write them: by lines, by words, by signs, with shadows, from their operators."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import noto_cjk_sans_jp_bold
from fontTools import subset
from fontTools.ttLib import TTFont

_FONT = next(Path(noto_cjk_sans_jp_bold.__file__).parent.glob("*.otf"))


def pdf(content: str, *, known: bool = True) -> bytes:
    """A page of 600 by 800 points with these operators; its font tells the text only where that is `known`."""
    text = "".join(
        sorted({chr(int(code, 16)) for run in re.findall(r"<([0-9a-f]+)>", content) for code in _codes(run)})
    )
    outlines, glyphs = _font(text)
    widths = " ".join(f"{glyph} [{width}]" for glyph, width in glyphs.values())
    shown = re.sub(r"<([0-9a-f]+)>", lambda run: _glyphs(run[1], glyphs), content)
    unicode = "\n".join(f"<{glyph:04x}> <{ord(sign):04x}>" for sign, (glyph, _) in glyphs.items())
    cmap = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /a def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange {len(glyphs)} beginbfchar
{unicode}
endbfchar endcmap end end"""
    info = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        _stream("", shown.encode()),
        f"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]"
        f"{'/ToUnicode 9 0 R' if known else ''}>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/A{info}/FontDescriptor 7 0 R/W[{widths}]>>".encode(),
        b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 700/StemV 80/FontFile3 8 0 R>>",
        _stream("/Subtype/OpenType", outlines),
        _stream("", cmap.encode()),
    ]
    numbered = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.6\n" + numbered + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def line(x: float, y: float, text: str, size: float = 12) -> str:
    """A text in one piece."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm {_hex(text)} Tj ET\n"


def words(x: float, y: float, text: str, size: float = 12) -> str:
    """A word at a time, blanks too, the first sign moved a little: as word processors write."""
    made = ""
    for word in re.findall(r"\S+|\s+", text):
        made += f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm [{_hex(word[:1])} -5 {_hex(word[1:])}] TJ ET\n"
        x += width(word, size)
    return made


def signs(x: float, y: float, text: str, size: float = 12, *, apart: float = 0) -> str:
    """A sign at a time, without blanks: as slides and pages for print are written."""
    made = ""
    for sign in text:
        made += line(x, y, sign, size) if sign != " " else ""
        x += width(sign, size) + apart
    return made


def width(text: str, size: float = 12) -> float:
    """How wide a text is, in points."""
    metrics, names = _metrics()
    return sum(metrics[names[ord(sign)]][0] for sign in text) * size / 1000


def stacked(lines: Iterable[str]) -> Iterable[tuple[float, str]]:
    """Lines with their heights on the page."""
    return ((700 - 18 * number, text) for number, text in enumerate(lines))


def _hex(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}>"


def _codes(run: str) -> list[str]:
    return [run[place : place + 4] for place in range(0, len(run), 4)]


def _glyphs(run: str, glyphs: dict[str, tuple[int, int]]) -> str:
    return "<" + "".join(f"{glyphs[chr(int(code, 16))][0]:04x}" for code in _codes(run)) + ">"


def _stream(more: str, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode() + packed + b"\nendstream"


@cache
def _metrics() -> tuple[dict[str, tuple[int, int]], dict[int, str]]:
    with TTFont(_FONT) as font:
        return dict(font["hmtx"].metrics), dict(font.getBestCmap())


@cache
def _font(text: str) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """The outlines of these signs, and of each its glyph and width."""
    options = subset.Options(layout_features=[], name_IDs=[], notdef_outline=True, desubroutinize=True)
    saved = io.BytesIO()
    with TTFont(_FONT) as font:
        chosen = subset.Subsetter(options)
        chosen.populate(text=text)
        chosen.subset(font)
        found = font.getBestCmap().items()
        glyphs = {chr(code): (font.getGlyphID(name), font["hmtx"][name][0]) for code, name in found}
        font.save(saved)
    return saved.getvalue(), glyphs
