"""One way from a source to its figures, taken by every part that reads articles."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import chipbrief
from chipbrief.corpus.documents import Document
from chipbrief.corpus.work import make
from chipbrief.extraction import json_lines
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Role, Source

FURNITURE = "2016년 11월 16일\n2016.11.17 09:30"
ARTICLE = "H100 공장 2곳을 짓는다.\n0 0 기사 공유 댓글"
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def spans(text: str) -> list[tuple[int, int]]:
    return [(f.start, f.end) for f in extract_source(Source("a.txt", text, "", "2025-09-25")).figures]


def test_a_text_of_furniture_alone_counts_in_every_way() -> None:
    source = Source("a.txt", FURNITURE, "", "2025-09-25")
    read = extract_source(source)
    assert {block.role for block in read.blocks} == {Role.CHROME}
    assert read.figures
    line = json.loads(json_lines.line(source))["figures"]
    assert [(row["start"], row["end"]) for row in line] == spans(FURNITURE)
    assert [(f.start, f.end) for f in chipbrief.extract(FURNITURE, published="2025-09-25")] == spans(FURNITURE)
    made = make([Document("a.txt", "a.txt", FURNITURE, "2025-09-25")])
    assert made.counts == (len(read.figures), 0)


def test_figures_of_furniture_are_left_out_of_an_article() -> None:
    assert [ARTICLE[start:end] for start, end in spans(ARTICLE)] == ["2곳"]


def test_a_number_cut_at_the_end_of_a_line_is_one() -> None:
    text = """가나전자의 새 공장

가나전자는 지난해 매출이 크게 늘어 올해 3분기까지 모두 1,
234억 원을 벌었다고 밝혔다. 출하량도 함께 늘어 모두 60
만 개를 팔았다.

이에 따라 공장을 더 짓기로 하고 내년 초까지 공사를 모두
마친다.
"""
    read = [text[start:end] for start, end in spans(text)]
    assert read == ["지난해", "올해 3분기", "1,\n234억 원", "60\n만 개", "내년 초"]


def test_there_is_no_other_way() -> None:
    """No module and no notebook puts paragraphs, repair and figures together by itself."""
    package = Path(chipbrief.__file__).parent
    texts = {path: path.read_text("utf-8") for path in (*package.rglob("*.py"), *NOTEBOOKS.glob("*.ipynb"))}
    wired = [path for path, text in texts.items() if re.search(r"figures\.extract\(|figures import extract\b", text)]
    assert wired == [package / "extraction/extract.py"]
    assert "extract_source" in texts[NOTEBOOKS / "02-figures.ipynb"]


def test_a_digit_is_never_explained_by_another_articles_figure() -> None:
    read = extract_source(Source("a.txt", "코드 (7731)", "", ""))
    other = replace(extract_source(Source("b.txt", "코드 7731개", "", "")).figures[0], start=4, end=8, text="7731")
    assert [row.explanation for row in read.audit([other])] == ["unexplained"]
    assert [row.explanation for row in read.audit([replace(other, source="a.txt")])] == ["figure"]


def test_what_was_read_tells_how() -> None:
    read = extract_source(Source("a.txt", ARTICLE, "", "2025-09-25"))
    assert read.view.text == ARTICLE
    assert read.repairs == ()
    assert [row.explanation for row in read.audit()] == ["name", "figure", "chrome", "chrome"]
