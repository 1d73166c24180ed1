"""Paragraphs and their roles, in the two articles and in articles of other shapes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.model import Role
from chipbrief.sources.blocks import blocks, wrapped
from chipbrief.sources.catalogue import load

ROOT = Path(__file__).parents[2]
SENTENCE = "알리바바는 추론 작업에 특화된 새 칩을 내년까지 3만개 들이겠다고 25일 밝혔다."
BLANK = " \t\r\n\v\f\x85\u00a0\u2028\u2029\u3000\ufeff\u200b"


def roles(text: str) -> list[tuple[str, str]]:
    """Role and text of each block."""
    return [(str(block.role), text[block.start : block.end]) for block in blocks(text)]


def tiled(text: str) -> bool:
    """Whether the blocks are in order, disjoint, and hold all that is not blank."""
    found = blocks(text, "a.txt")
    edges = [edge for block in found for edge in (block.start, block.end)]
    rest = list(text)
    for block in found:
        rest[block.start : block.end] = [" "] * (block.end - block.start)
    inside = all(block.start < block.end and block.source == "a.txt" for block in found)
    return edges == sorted(edges) and inside and not "".join(rest).strip(BLANK)


def test_the_first_article() -> None:
    text = load(ROOT / "seeds")[0].text
    found = roles(text)
    assert [role for role, _ in found[:4]] == ["headline", "subheading", "subheading", "subheading"]
    assert [role for role, _ in found[4:23]] == ["body"] * 19
    assert found[23] == ("byline", "글/ 김규환 국제에디터")
    assert found[24:] == [("chrome", part) for part in ("0", "0", "기사 공유", "댓글", "댓글 쓰기")]
    assert tiled(text)


def test_the_second_article() -> None:
    text = load(ROOT / "seeds")[1].text
    found = roles(text)
    headlines = [part for role, part in found if role == "headline"]
    assert len(headlines) == 2
    assert headlines[0] == headlines[1], "also where it comes back in the middle"
    captions = [part for role, part in found if role == "caption"]
    assert [part[:5] for part in captions] == ["▲ 중국 ", "▲ 화웨이"]
    assert found[-2][1].endswith("덧붙였다.")
    assert found[-1] == ("byline", "김용원 기자")
    assert {role for role, _ in found} == {"headline", "caption", "body", "byline"}
    assert tiled(text)


def test_an_article_of_another_shape() -> None:
    text = (ROOT / "tests/fixtures/third-article.txt").read_text(encoding="utf-8")
    found = roles(text)
    assert [role for role, _ in found[:4]] == ["headline", "subheading", "chrome", "body"]
    assert [role for role, _ in found[-3:]] == ["caption", "byline", "chrome"]
    assert tiled(text)


@pytest.mark.parametrize(
    "line",
    [
        "글/ 김규환 국제에디터",
        "김용원 기자",
        "홍길동·김철수 기자",
        "홍길동 기자 hong@example.com",
        "홍길동 선임기자 | hong@example.com",
        "[베이징=홍길동 특파원]",
        "글·사진 홍길동 기자",
        "홍길동 논설위원",
        "hong@example.com",
        "By Jane Roe",
    ],
)
def test_bylines(line: str) -> None:
    assert roles(f"제목이다\n{SENTENCE}\n{line}\n")[-1] == ("byline", line)
    glued = roles(f"제목이다\n{SENTENCE} {line}\n")
    assert glued[-2:] == [("body", SENTENCE), ("byline", line)]


@pytest.mark.parametrize(
    "dateline",
    [
        "(서울=가나통신) 홍길동 기자 =",
        "[베이징=가나신문] 왕리 특파원 =",
        "【도쿄=가나뉴스】",
        "[가나일보 홍길동 기자]",
        "[홍길동·김철수 기자]",
        "홍길동 기자 =",
    ],
)
def test_a_dateline_is_a_byline_before_its_paragraph(dateline: str) -> None:
    found = roles(f"제목이다\n{dateline} {SENTENCE}\n")
    assert found == [("headline", "제목이다"), ("byline", dateline), ("body", SENTENCE)]
    assert roles(f"제목이다\n{dateline}{SENTENCE}\n")[-1][1].endswith(SENTENCE)


@pytest.mark.parametrize(
    "start", ["[가나일보] ", "(1㎚=10억분의 1m) ", "홍길동 기자는 ", "[단독] ", "(매출=영업이익+비용) "]
)
def test_what_is_no_dateline_stays_with_its_paragraph(start: str) -> None:
    assert roles(f"제목이다\n{start}{SENTENCE}\n")[-1] == ("body", f"{start}{SENTENCE}")


@pytest.mark.parametrize(
    "line",
    [
        "0 0 기사 공유 댓글",
        "기사 공유",
        "댓글 12 좋아요 3",
        "페이스북 | 트위터 | 카카오톡 | URL 복사",
        "입력 : 2025.10.02",
        "기사입력 2025-10-02 09:30 | 최종수정 2025-10-02 오후 4:05",
        "2025.10.02. (목) 09:30",
        "저작권자 ⓒ 어느신문 무단 전재 및 재배포 금지",
        "Share Print Email",
    ],
)
def test_furniture(line: str) -> None:
    assert roles(f"제목이다\n{SENTENCE}\n{line}\n")[-1] == ("chrome", line)


@pytest.mark.parametrize(
    "line",
    [
        "▲ 9월 28일 공개된 M100.",
        "중국 항저우 본사. <연합뉴스>",
        "엔비디아 본사 전경 (사진=엔비디아)",
        "젠슨 황 최고경영자. /로이터 연합뉴스",
        "사진설명 상하이 공장",
    ],
)
def test_captions(line: str) -> None:
    assert ("caption", line) in roles(f"제목이다\n{line}\n{SENTENCE}\n")


@pytest.mark.parametrize(
    "line",
    [
        "0.5% 올랐다는 뜻이다.",
        "댓글 3만개가 달렸다고 회사는 밝혔다.",
        "기사 공유 횟수는 하루 2만건이 넘는다.",
        "2025년 10월 2일 베이징에서 열린 행사에는 3000명이 왔다.",
        "그는 “기자 3명이 왔다”고 말했다. 기자는 모두 5명이었다.",
        "매출은 3/5, 이익은 2/5다.",
        "2023년 120\n2024년 250\n2025년 310이 됐다.",
    ],
)
def test_what_only_looks_like_furniture_is_kept(line: str) -> None:
    last = line.splitlines()[-1]
    found = roles(f"제목이다\n{SENTENCE}\n{line}\n{SENTENCE}\n")
    assert ("body", last) in found
    assert not {role for role, _ in found} & {"chrome", "byline"}


def test_a_bare_number_is_a_counter_only_beside_furniture_or_at_the_end() -> None:
    assert ("chrome", "0") in roles(f"제목\n{SENTENCE}\n0\n")
    assert ("chrome", "12") in roles(f"제목\n12\n댓글\n{SENTENCE}\n")
    assert ("subheading", "2024") in roles(f"제목\n{SENTENCE}\n2024\n{SENTENCE}\n")


def test_a_text_may_begin_with_its_body() -> None:
    assert roles(SENTENCE) == [("body", SENTENCE)]
    assert roles(f"왜 중국은 H20을 거부했나?\n{SENTENCE}")[0] == ("headline", "왜 중국은 H20을 거부했나?")


def test_a_wrapped_text_is_cut_at_empty_lines() -> None:
    lines = [
        "어느 제목",
        "",
        "알리바바는 추론 작업에 특화된 새 칩을 내년까지",
        "3만개 들이겠다고 25일 밝혔다. 그 밖의 것은",
        "아직 모른다.",
        "",
        "그는 칩이 충분하며 더는 들일 까닭이",
        "없다고 했다.",
    ]
    text = "\n".join(lines)
    assert [(role, len(part.splitlines())) for role, part in roles(text)] == [("headline", 1), ("body", 3), ("body", 2)]
    assert tiled(text)


WRAPPED = """어느 제목

알리바바는 추론 작업에 특화된 새 칩을 내년까지 모두 1,
234억 원에 들이겠다고 25일 밝혔다. 그 밖의 것은 아직
아무도 모른다.

구분 1
합계 2
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_where_a_line_only_goes_on_it_is_read_on(end: str) -> None:
    text = WRAPPED.replace("\n", end)
    found = wrapped(text, blocks(text))
    assert [(text[:start].rsplit(end, 1)[-1][-3:], text[stop : stop + 3], word) for start, stop, word in found] == [
        (" 1,", "234", ""),
        (" 아직", "아무도", " "),
    ]
    assert all(text[start:stop] == end for start, stop, _ in found)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"{'가' * 24} 1,\n234억원이다.", ""),
        (f"{'가' * 24} 1조\r\n2천억원이다.", " "),
        (f"{'가' * 24} 28억\n8,000만 위안이다.", " "),
        ("매출 1,\n234", None),
        (f"{'가' * 24} 1조\n\n2천억원이다.", None),
        (f"{'가' * 24} 1억\n2조원이다.", None),
        (f"{'가' * 24} 1,\n2345", None),
    ],
)
def test_a_line_that_ends_within_a_number_goes_on(text: str, word: str | None) -> None:
    assert [edit[2] for edit in wrapped(text, blocks(text))] == ([] if word is None else [word])


def test_lines_that_are_paragraphs_do_not_go_on() -> None:
    text = f"제목\n{SENTENCE}\n{SENTENCE}"
    assert wrapped(text, blocks(text)) == []


def test_blanks_of_every_kind_are_no_text() -> None:
    assert blocks("") == []
    assert blocks(BLANK) == []
    assert roles(f"\ufeff제목\r\n\r\n\u3000{SENTENCE}\u00a0\r\n") == [("headline", "제목"), ("body", SENTENCE)]


@given(st.text("가나다. 기자▲<>()0댓글/\n\r\ufeff “”A@", max_size=200))
def test_blocks_hold_all_of_a_text(text: str) -> None:
    assert tiled(text)
    assert all(isinstance(block.role, Role) for block in blocks(text))
    assert blocks(text) == blocks(text)


@pytest.mark.parametrize("unit", ["가나 ", "가나·", ". 가나", "2025.10.02 ", "(", "<", "/", "댓글 ", "입력 : ", "a@a."])
def test_no_pattern_blows_up(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert re.sub(r"\s", "", "".join(part for _, part in roles(text))) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("서울맑음 / -3.9 °", "chrome"),
        ("코스피 2,500.12 ▲ 10.2 (+0.4%) | 코스닥 801.3 ▼ 2.1", "chrome"),
        ("2025년 8월 27일, 오후 09:17", "chrome"),
        ("지면 A3 2025-12-17", "chrome"),
        ("2025-10-02 15면", "chrome"),
        ("코스피 3000 돌파했다", "subheading"),
        ("하이곤은 칩 20만 개를 팔았다.", "body"),
    ],
)
def test_weather_prices_and_pages_of_a_site_are_furniture(line: str, role: str) -> None:
    text = f"칩을 팔았다\n\n{line}\n\n하이곤은 올해 칩 30만 개를 팔겠다고 밝혔다."
    assert [str(block.role) for block in blocks(text) if text[block.start : block.end] == line] == [role]
