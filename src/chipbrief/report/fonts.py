"""The one typeface of charts, HTML and PDF: Noto Sans CJK from PyPI, and its subsets for the web page."""

from __future__ import annotations

import base64
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

import noto_cjk_sans_jp_bold  # type: ignore[import-untyped]
import noto_cjk_sans_otc  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "Noto Sans CJK JP"
"""The family to name in charts and in print: it alone has both weights."""
FACE = 1
"""The Korean face of the regular collection; all faces have the same glyphs, Hangul looks the same."""
_NAMES = (0, 1, 2, 13, 14)  # copyright, family, style, licence and its URL travel with the font (OFL)


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


def subset(characters: str, *, bold: bool = False) -> bytes:
    """A WOFF2 font with the glyphs of `characters` and no time of making; the same bytes each time."""
    path = paths().bold if bold else paths().regular
    options = Options(
        flavor="woff2",
        hinting=False,
        desubroutinize=True,
        layout_features=["kern", "mark", "mkmk"],
        name_IDs=list(_NAMES),
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    with TTFont(path, fontNumber=-1 if bold else FACE, lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted(set(characters) | {" "})))
        subsetter.subset(font)
        font.flavor = "woff2"
        result = io.BytesIO()
        font.save(result, reorderTables=True)
        return result.getvalue()


def data_uri(characters: str, *, bold: bool = False) -> str:
    """The subset as a `data:` address for a style sheet."""
    return "data:font/woff2;base64," + base64.b64encode(subset(characters, bold=bold)).decode("ascii")
