"""Powers of ten are one number; raised digits after others are marks of notes."""

import pytest
from marks import marked, plain

TEXTS = [
    "시장은 {10³배|multiple 1000 x}로 커진다.",
    "시장은 {10^3배|multiple 1000 x}로 커진다.",
    "칩 {1.5×10⁶개|count 1500000 개}를 팔았다.",
    "칩 {2·10⁶개|count 2000000 개}를 팔았다.",
    "크기는 {10⁻⁹m|measure 1e-09 m}다.",
    "{2023|date 2023}¹ 매출은 {3조원|money 3e+12 KRW}²이다.",
    "초당 {100조|count 1e+14} 연산이 가능하다.",
    "{1조 매개변수|count 1e+12 매개변수}를 쓴다.",
    "합계 ٣억원, ①억원이다.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_read(text: str) -> None:
    assert marked(plain(text)) == text
