"""Bylines in Latin letters."""

from __future__ import annotations

import pytest

from chipbrief.language.romanisation import byline


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("김규환 국제에디터", "Kim Gyuhwan, International Editor"),
        ("이설아 기자", "Lee Seola, Reporter"),
        ("독고진 특파원", "Dok Gojin, Correspondent"),
        ("박나래", "Park Narae"),
        ("박나래 우주정거장장", "박나래 우주정거장장"),
        ("Reuters", "Reuters"),
        ("", ""),
    ],
)
def test_a_byline_in_english(text: str, english: str) -> None:
    assert byline(text, "en") == english
    assert byline(text, "ko") == text
