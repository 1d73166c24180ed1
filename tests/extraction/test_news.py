"""Sentences as news on chips and trade has them (`news.txt`): all of their figures, and nothing else.

A figure stands in braces: `{30여 곳|count ~30..40 곳}` is its text, its kind, its approximator where it has one, its
value or both its ends, and its unit; `{21일|date 2025-09-21}` is a date, `?` one that cannot be resolved. What has
digits and no braces is a name.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chipbrief.extraction import audit, figures
from chipbrief.extraction.quantities import scan
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.model import Approx, Kind

PUBLISHED = "2025-09-25"
SENTENCES = (Path(__file__).parent / "news.txt").read_text(encoding="utf-8").splitlines()
FIGURE = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")


def plain(sentence: str) -> str:
    return FIGURE.sub(lambda match: match[1], sentence)


def shown(figure: Quantity) -> str:
    if figure.kind in (Kind.DATE, Kind.TIME):
        return f"{figure.kind} {figure.date or '?'}"
    low, high = ("" if end is None else f"{end:.12g}" for end in (figure.low, figure.high))
    approx = "" if figure.approx is Approx.EXACT else str(figure.approx)
    value = low if low == high else f"{low}..{high}"
    return f"{figure.kind} {approx}{value} {figure.unit}".rstrip()


def marked(text: str) -> str:
    """A text with its figures in braces."""
    pieces, end = [], 0
    for figure in scan.find(text, PUBLISHED):
        pieces += [text[end : figure.start], f"{{{text[figure.start : figure.end]}|{shown(figure)}}}"]
        end = figure.end
    return "".join([*pieces, text[end:]])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_these_figures(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_digit_is_in_a_figure_or_a_name(sentence: str) -> None:
    text = plain(sentence)
    found = figures.extract(text, published=PUBLISHED)
    assert audit.unexplained(audit.audit(text, found)) == []
