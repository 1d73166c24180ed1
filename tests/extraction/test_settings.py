"""The same text set otherwise has the same figures: letters in parts, other blanks, digits and ends of lines."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from marks import PUBLISHED, plain

from chipbrief.extraction import figures
from chipbrief.sources.offset_map import View

HERE = Path(__file__).parent
BLANKS = [" ", "  ", "\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\u200b ", " \u00ad"]
NO_WIDTH = ["\u00ad", "\u200b", "\u2060", "\ufeff"]
LINE_ENDS = ["\n", "\r\n", "\r", "\u2028", " \n"]
FULL_WIDTH = {code: code - ord("!") + ord("！") for code in range(ord("!"), ord("~") + 1)}  # of all ASCII that is seen
Read = tuple[str, str, float | None, float | None, str, str, str | None]


@cache
def sentences() -> list[str]:
    """Sentences of the corpora of these tests."""
    cases = (HERE / "numbers.jsonl").read_text(encoding="utf-8").splitlines()
    marked = [line for name in ("news.txt", "spellings.txt") for line in (HERE / name).read_text("utf-8").splitlines()]
    found = [View(json.loads(case)["text"]).text for case in cases]
    return found + [plain(line) for line in marked if line and not line.startswith(("#", "!"))]


SENTENCES = st.deferred(lambda: st.sampled_from(sentences()))


def read(text: str) -> list[Read]:
    """The figures of a text, their own text set plainly."""
    return [
        (View(f.text).text, str(f.kind), f.low, f.high, f.unit, str(f.approx), f.date)
        for f in figures.extract(text, published=PUBLISHED)
    ]


@given(SENTENCES)
def test_letters_in_parts(sentence: str) -> None:
    assert read(unicodedata.normalize("NFD", sentence)) == read(unicodedata.normalize("NFC", sentence))


@given(SENTENCES, st.sampled_from(BLANKS))
def test_blanks_of_any_kind(sentence: str, blank: str) -> None:
    assert read(sentence.replace(" ", blank)) == read(sentence)


@given(SENTENCES, st.data())
def test_signs_without_width(sentence: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sentence)))
    sign = data.draw(st.sampled_from(NO_WIDTH))
    assert read(sentence[:place] + sign + sentence[place:]) == read(sentence)


@given(SENTENCES)
def test_full_width_letters_and_digits(sentence: str) -> None:
    assert read(sentence.translate(FULL_WIDTH)) == read(sentence)


@given(st.lists(SENTENCES, min_size=2, max_size=3), st.sampled_from(LINE_ENDS))
def test_ends_of_lines(lines: list[str], end: str) -> None:
    assert read(end.join(lines)) == read("\n".join(lines))


@given(SENTENCES, SENTENCES)
def test_text_before_and_after(before: str, after: str) -> None:
    """But for the dates that are counted from another (이듬해), two paragraphs have the figures of both."""
    both = [row[:-1] for row in read(f"{before}\n\n{after}")]
    assert both == [row[:-1] for row in read(before) + read(after)]
