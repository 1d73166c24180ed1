"""Names with digits in them, by their shape: none is ever a figure."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.extraction.quantities import alphanumeric_names, scan

# written as in articles; none of the first column's names has to be in the gazetteer
NAMES = [
    ("엔비디아의 H20 칩 판매가 막혔다.", "H20"),
    ("차세대 910C의 출하를 늘린다.", "910C"),
    ("MLU590은 전작을 앞선다.", "MLU590"),
    ("신제품 시위안690은 7나노로 만든다.", "시위안690"),
    ("5G 통신망을 깐다.", "5G"),
    ("오픈AI가 GPT-4를 내놨다.", "GPT-4"),
    ("중국용 RTX Pro 6000D를 판다.", "RTX Pro 6000D"),
    ("HBM3E를 공급한다.", "HBM3E"),
    ("갤럭시 S25에 들어간다.", "S25"),
    ("DDR5 가격이 올랐다.", "DDR5"),
    ("Qwen3를 공개했다.", "Qwen3"),
    ("어센드 910을 대신한다.", "어센드 910"),
    ("아이폰 17이 팔린다.", "아이폰 17"),
    ("Llama 3.1은 공개 모델이다.", "Llama 3.1"),
    ("BR100·BR104를 설계했다.", "BR104"),
    ("공정은 N+2로 불린다.", "N+2"),
    ("PCIe 5.0을 지원한다.", "PCIe 5.0"),
    ("12-Hi 제품을 낸다.", "12-Hi"),
    ("2.5D 패키징이 필요하다.", "2.5D"),
    ("중국제조 2025가 결실을 봤다.", "중국제조 2025"),
    ("2차전지 수출이 늘었다.", "2차전지"),
    ("메이트60 프로를 뜯어봤다.", "메이트60 프로"),
    ("삼성전자(005930)가 올랐다.", "005930"),
    ("웹 3.0 시대가 왔다.", "웹 3.0"),
    ("신형 칩 ‘비리 106’을 냈다.", "비리 106"),
    ("화웨이 퓨리 80 시리즈", "퓨리 80"),
    ("미국 법안 H.R.4346", "R.4346"),
    ("문의는 02-1234-5678로 하면 된다.", "02-1234-5678"),
    ("https://example.org/2025/09/25?p=100%25 참고", "https://example.org/2025/09/25?p=100%25"),
    ("담당자 kim2025@example.co.kr", "kim2025@example.co.kr"),
]
FIGURES = [
    ("어센드 5만개를 샀다.", "5만개"),
    ("갤럭시 30만대가 팔렸다.", "30만대"),
    ("H100 8장을 묶었다.", "8장"),
    ("메모리는 80GB다.", "80GB"),
    ("전력은 700W다.", "700W"),
    ("매출5조원을 냈다.", "5조원"),
    ("약60만개를 만든다.", "60만개"),
    ("AI 3대 강국을 꿈꾼다.", "3대"),
    ("TSMC 3나노 공정", "3나노"),
    ("평점 9.0점을 받았다.", "9.0점"),
    ("금리를 3.0%로 낮췄다.", "3.0%"),
    ("“매출 80억원”이라고 했다.", "80억원"),
    ("128K 토큰을 읽는다.", "128K"),
]


def digits_of_figures(text: str) -> set[int]:
    spans = [(found.start, found.end) for found in scan.find(text, "2025-09-25")]
    return {at for start, end in spans for at in range(start, end) if text[at].isdigit()}


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_found_and_is_no_figure(text: str, name: str) -> None:
    assert name in [text[found.start : found.end] for found in alphanumeric_names.find(text)]
    start = text.index(name)
    assert not digits_of_figures(text) & set(range(start, start + len(name)))


@pytest.mark.parametrize(("text", "figure"), FIGURES)
def test_a_figure_beside_a_name_is_no_name(text: str, figure: str) -> None:
    assert figure in [text[found.start : found.end] for found in scan.find(text, "2025-09-25")]


def test_models_listed_without_their_family() -> None:
    text = "어센드 950은 내년 1분기, 960은 2027년 4분기, 970은 2028년 4분기에 나온다."
    assert [text[found.start : found.end] for found in alphanumeric_names.find(text)] == ["어센드 950", "960", "970"]


@given(
    st.text("ABCGHLMNQVXZ", min_size=1, max_size=4),
    st.integers(1, 9999),
    st.sampled_from(["", "-"]),
    st.sampled_from(["", "C", "X", "Pro", "-mini"]),
    st.sampled_from(["은", "의 성능은", "를 ", " 칩", ", ", "·H20", ""]),
)
def test_letters_then_digits_are_a_name(letters: str, number: int, dash: str, tail: str, after: str) -> None:
    name = f"{letters}{dash}{number}{tail}"
    assert not digits_of_figures(f"중국의 {name}{after}") & set(range(4, 4 + len(name)))


@given(st.text("가나다라 H2091C-.,%개만억G", max_size=60))
def test_names_are_sorted_and_disjoint(text: str) -> None:
    found = alphanumeric_names.find(text)
    assert all(0 <= name.start < name.end <= len(text) for name in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.xfail(reason="one or two digits after an unknown name may count something", strict=True)
def test_few_digits_after_an_unknown_name() -> None:
    assert alphanumeric_names.find("신형 다오펑 9를 공개했다.")
