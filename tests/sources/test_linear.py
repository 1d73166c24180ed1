"""No text makes reading slow: what repeats the beginning of a pattern costs time in proportion to its length."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from chipbrief.errors import InputError
from chipbrief.sources.blocks import blocks
from chipbrief.sources.origin import origin
from chipbrief.sources.pages import opened
from chipbrief.sources.view import View

PRINTED = [
    "2025-",
    "입력 : ",
    "2025.09.2 ",
    "2025.09.25 ",
    "2025년 9월 ",
    "(",
    "[",
    "ⓒ ",
    "\n",
    "가나 기자 ",
    "a@b",
    "각",
    "e\u0301",
]
MARKUP = ["<a", "<a ", "<", "<meta ", "<!-- saved from url=(", "<div>", "</div>", "<p>", "&", "<script>"]
LONG = 200_000  # characters
SLACK = 0.5  # seconds: what a busy machine may add


def seconds(function: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    with suppress(InputError):
        function(text)
    return time.perf_counter() - started


def linear(function: Callable[[str], object], piece: str) -> bool:
    """Whether eight times the text takes some eight times as long; the square would be sixty-four."""
    short, long = (seconds(function, piece * (length // len(piece))) for length in (LONG // 8, LONG))
    return long < 20 * short + SLACK


@pytest.mark.parametrize("piece", PRINTED)
def test_a_text(piece: str) -> None:
    for function in (View, blocks, lambda text: origin(b"", "a.txt", text)):
        assert linear(function, piece)


@pytest.mark.parametrize("piece", MARKUP)
def test_a_page(piece: str) -> None:
    assert linear(lambda text: opened(text.encode(), "a.html"), piece)
