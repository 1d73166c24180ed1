"""The bundled typeface and its subsets."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from chipbrief.report import fonts


def test_subset_holds_the_characters_and_is_the_same_each_time() -> None:
    for bold in (False, True):
        data = fonts.subset("한崛仞약≈A", bold=bold)
        assert data == fonts.subset("A≈약仞崛한한", bold=bold)
        with TTFont(io.BytesIO(data)) as font:
            assert set(map(ord, "한崛仞약≈A ")) <= set(font.getBestCmap())
            assert len(font.getGlyphOrder()) < 20
            assert "SIL" in font["name"].getDebugName(13)


def test_matplotlib_knows_the_family_in_both_weights() -> None:
    from matplotlib import font_manager

    family = fonts.register()
    looked_up = [font_manager.FontProperties(family=family, weight=weight) for weight in ("regular", "bold")]
    assert [str(font_manager.findfont(properties)) for properties in looked_up] == [str(path) for path in fonts.paths()]


def test_the_page_s_font_is_the_subset_compressed() -> None:
    plain = fonts.subset("한崛仞약≈A")
    packed = fonts.woff(plain)
    assert len(packed) < len(plain)
    with TTFont(io.BytesIO(plain)) as one, TTFont(io.BytesIO(packed)) as other:
        assert other.flavor == "woff"
        assert other.getBestCmap() == one.getBestCmap()
        assert all(one.getTableData(tag) == other.getTableData(tag) for tag in one.reader.keys())  # noqa: SIM118
