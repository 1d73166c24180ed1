"""The articles in full, as an appendix of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from chipbrief.document.nodes import Article, Section, to_json
from chipbrief.evidence.entries import evidence_section
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.model import Approx, Figure, Kind, Source
from chipbrief.report.articles import article_section
from chipbrief.report.html.page import fragment, page
from chipbrief.report.pdf.data import handout

TEXT = """토끼 반도체, 매출 5% 늘어

  토끼 반도체가 지난해 매출이 5% 늘었다고 밝혔다. 달나라 정부는 3곳을 더 짓는다.
0
0
댓글
"""


@dataclass(frozen=True)
class Fixed:
    source: str
    start: int
    end: int
    repaired: str


def figure(text: str, start: int) -> Figure:
    return Figure("a.txt", start, start + len(text), text, Kind.PERCENT, 5, 5, "%", Approx.EXACT, "r")


FIRST, SECOND = (figure("5%", found.start()) for found in re.finditer("5%", TEXT))
SITES = figure("3곳", TEXT.index("3곳"))
MOON = TEXT.index("달나라")
SOURCE = Source("a.txt", TEXT, "", "2025-09-25", publisher="신문", author="기자 1")
LEDGER = Ledger(
    [SOURCE, FIRST, SECOND, SITES, Source("b.txt", "다른 글이다.", "", "2025-09", language="en")],
    repairs=[Fixed("a.txt", MOON, MOON + 3, "중국"), Fixed("b.txt", 0, 2, "같은")],
)
NAMES = Names({})


@pytest.fixture(params=["ko", "en"])
def section(request: pytest.FixtureRequest) -> Section:
    return article_section(LEDGER, NAMES, request.param)


def articles(section: Section) -> list[Article]:
    return [block for block in section.blocks if isinstance(block, Article)]


def test_articles_stand_in_full_and_in_order(section: Section) -> None:
    first, second = articles(section)
    assert (first.source, second.source) == ("s-a.txt", "s-b.txt")
    shown = "".join(run.text for paragraph in first.paragraphs for run in paragraph.runs)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", TEXT)
    assert [TEXT[p.start : p.end] for p in first.paragraphs] == [
        "".join(r.text for r in p.runs) for p in first.paragraphs
    ]
    assert {str(paragraph.role) for paragraph in first.paragraphs} >= {"headline", "body", "chrome"}
    assert [paragraph.language for paragraph in second.paragraphs] == ["en"]


def test_figures_and_repairs_are_marked_in_place(section: Section) -> None:
    runs = [run for article in articles(section) for paragraph in article.paragraphs for run in paragraph.runs]
    assert [(run.text, run.figure) for run in runs if run.figure] == [
        ("5%", FIRST.id),
        ("5%", SECOND.id),
        ("3곳", SITES.id),
    ]
    assert [(run.text, run.repair) for run in runs if run.repair] == [("달나라", "중국"), ("다른", "같은")]


def test_marks_and_entries_lead_to_each_other() -> None:
    sections = [evidence_section(LEDGER, NAMES, "ko", [FIRST.id, SITES.id]), article_section(LEDGER, NAMES, "ko")]
    front = {"language": "ko", "title": [], "subtitle": [], "dateline": []}
    html = page(front, [to_json(section) for section in sections])
    for mark in (FIRST, SITES):
        assert (
            f'<a class="number figure" id="at-{mark.id}" data-figure="{mark.id}" href="#{mark.id}">{mark.text}' in html
        )
        assert f'<a href="#at-{mark.id}">기사에서 보기</a>' in html
    assert SECOND.id not in html.replace(f"at-{SECOND.id}", "")  # it has no entry here: plain words
    assert '<a href="#article-s-a.txt">' in html
    assert "<del>달나라</del><ins data-repair>중국</ins>" in html


def test_jupyterlab_shows_them_without_marks_that_lead_nowhere() -> None:
    html = fragment(to_json(article_section(LEDGER, NAMES, "en")))
    assert 'href="#f-' not in html
    assert "달나라" in html


def test_handout_leaves_them_out() -> None:
    empty: list[str] = []
    front = {"language": "ko", "title": empty, "subtitle": empty, "dateline": empty, "date": "2025-09"}
    data = handout(
        front, [to_json(evidence_section(LEDGER, NAMES, "ko", [])), to_json(article_section(LEDGER, NAMES, "ko"))]
    )
    assert [section["id"] for section in data["sections"]] == ["evidence"]
