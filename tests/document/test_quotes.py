"""Where sentences end, so that a quotation is a whole one."""

from __future__ import annotations

import growth
import pytest

from chipbrief.sources.sentences import Sentences, sentence

TEXT = "그는 “3조원이다.” 라고 했다... 정말?! 그렇다\n끝"


@pytest.mark.parametrize("part", ["그는 “3조원이다.”", "라고 했다...", "정말?!", "그렇다", "끝"])
def test_a_place_lies_in_its_sentence(part: str) -> None:
    start = TEXT.index(part)
    assert TEXT[slice(*sentence(TEXT, start, start + 1))].strip() == part


@pytest.mark.parametrize("sign", ["!", ".", "…", ".”"])
def test_no_run_of_signs_makes_it_slow(sign: str) -> None:
    assert growth.linear(lambda length: Sentences(f"{sign * length}가 나다").around(0, 1), 10_000)
