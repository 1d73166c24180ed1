"""Sentences as news on chips and trade has them (`news.txt`): all of their figures (`marks.py`), and nothing else.

What has digits and no braces is a name.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from marks import PUBLISHED, marked, plain

from chipbrief.extraction import audit, figures

SENTENCES = (Path(__file__).parent / "news.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_these_figures(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_digit_is_in_a_figure_or_a_name(sentence: str) -> None:
    text = plain(sentence)
    found = figures.extract(text, published=PUBLISHED)
    assert audit.unexplained(audit.audit(text, found)) == []
