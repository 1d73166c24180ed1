"""A view and the way back from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.sources.offset_map import View

Edits = list[tuple[int, int, str]]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Edits]:
    """A text and edits of it, none empty, in order and disjoint."""
    text = draw(st.text("가나다_a1", max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), unique=True, max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [(start, end, draw(st.text("한국中", min_size=1, max_size=5))) for start, end in pairs]


def test_without_edits_a_view_is_the_text() -> None:
    view = View("글 3개")
    assert (view.text, view.stored(2), view.viewed(2), view.span(2, 4)) == ("글 3개", 2, 2, (2, 4))


def test_places_lead_back() -> None:
    stored = "무료 슬롯이동이 3% 늘고 무료 슬롯은 2개다."
    view = View(stored, [(0, 5, "중국"), (stored.rindex("무료"), stored.rindex("은"), "중국")])
    assert view.text == "중국이동이 3% 늘고 중국은 2개다."
    assert stored[slice(*view.span(6, 8))] == "3%"
    assert stored[slice(*view.span(16, 18))] == "2개"
    assert view.span(0, 2) == (0, 5)
    assert view.span(0, 4) == (0, 7)
    assert view.span(1, 3) == (0, 6), "a span never cuts into a word read differently"
    assert view.viewed(7) == 4
    assert view.viewed(3) == 0


@pytest.mark.parametrize(
    ("stored", "read", "figure", "place"),
    [
        ("값  3개", "값 3개", "3개", (3, 5)),
        ("값\u00a0\u20093\u202f개", "값 3 개", "3 개", (3, 6)),
        ("6\u200b0만\u00ad 개", "60만 개", "60만 개", (0, 7)),
        ("\u20603개\u200b", "3개", "3개", (1, 3)),
        ("６０％는", "60%는", "60%", (0, 3)),
        ("가\r\n나\r다\u2028라 3개", "가\n나\n다\n라 3개", "3개", (9, 11)),
    ],
)
def test_what_is_set_otherwise_is_read_alike(stored: str, read: str, figure: str, place: tuple[int, int]) -> None:
    view = View(stored)
    assert view.text == read
    start = read.index(figure)
    assert view.span(start, start + len(figure)) == place


@given(edited())
def test_what_was_not_edited_is_the_same_on_both_sides(case: tuple[str, Edits]) -> None:
    text, edits = case
    view = View(text, edits)
    outside = [n for n in range(len(text)) if not any(start <= n < end for start, end, _ in edits)]
    for place in outside:
        seen = view.viewed(place)
        assert view.text[seen] == text[place]
        assert view.stored(seen) == place
        assert view.span(seen, seen + 1) == (place, place + 1)
    for start, end, word in edits:
        seen = view.viewed(start)
        assert view.text[seen : seen + len(word)] == word
        assert view.span(seen, seen + len(word)) == (start, end)


@given(edited(), st.data())
def test_spans_stay_inside_and_in_order(case: tuple[str, Edits], data: st.DataObject) -> None:
    view = View(*case)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.span(start, end)
    assert 0 <= first <= len(case[0])
    assert last <= len(case[0])
    assert first <= last or start == end


@pytest.mark.parametrize("edits", [[(0, 3, "가"), (2, 4, "나")], [(0, 9, "가")]])
def test_edits_that_overlap_or_overrun_are_refused(edits: Edits) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        View("가나다라마", edits)
