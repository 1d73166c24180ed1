"""Where a word ends, and what goes on."""

import pytest

from chipbrief.extraction.lexicon import morphology, units, word_endings


@pytest.mark.parametrize(
    "rest",
    ["이었다", "일 것", "인데", "이라고", "가량", "이상", "마저", "조차", "에는", "까지였다고는", "경", "", ".", " 위"],
)
def test_a_word_ends(rest: str) -> None:
    assert word_endings.ends(f"3명{rest}", 2)


@pytest.mark.parametrize("rest", ["령", "그먼트", "역을", "드컵"])
def test_a_word_goes_on(rest: str) -> None:
    assert not word_endings.ends(f"3명{rest}", 2)


@pytest.mark.parametrize(
    ("text", "position", "fits"),
    [
        ("배 세 척을 띄웠다.", 2, True),
        ("웨이퍼 세척을 마쳤다.", 4, False),
        ("칩 구조 문제다.", 2, False),
        ("쉰 살이다.", 0, True),
    ],
)
def test_kiwi_tells_a_numeral(text: str, position: int, fits: bool) -> None:
    assert morphology.numeral(text, position) is fits


@pytest.mark.parametrize(
    ("text", "unit"),
    [("15세그먼트로", "세그먼트"), ("7블록을", "블록"), ("5 이상이면", None), ("3돌파했다", None), ("4번타자로", "번")],
)
def test_a_noun_in_no_table_is_a_counter(text: str, unit: str | None) -> None:
    found = units.noun(text, len(text) - len(text.lstrip("0123456789")))
    assert (found.unit if found else None) == unit
