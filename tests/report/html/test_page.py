"""The page, its notebook exporter, and the checker that the build trusts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape

import pytest
from nbconvert.exporters import Exporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from chipbrief.document.nodes import (
    Block,
    Chart,
    Column,
    File,
    Front,
    Heading,
    Inline,
    Items,
    Name,
    Paragraph,
    Section,
    Table,
    Text,
    numbers,
)
from chipbrief.document.quotes import quote
from chipbrief.errors import BuildError
from chipbrief.evidence.entries import evidence_section
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Reference, Source
from chipbrief.report.html.check import check_evidence, check_html
from chipbrief.report.html.exporter import HtmlExporter
from chipbrief.report.html.page import digest, fragment
from chipbrief.report.html.picture import Marked, svg
from chipbrief.report.html.typeface import bold_text
from chipbrief.report.notebook import collect, show

HOSTILE = '</script><script>alert("1")</script><img src=x onerror=alert(1)> {{ 7*7 }} **b** &lt;'
TEXT = f"매출이 지난해 15% 늘었다 {HOSTILE}. 끝."
NAME = "새 기사 (1).txt"
SVG = """<?xml version="1.0"?><!DOCTYPE svg><svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt" height="9pt"
 viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg" version="1.1"><metadata><d>2020</d></metadata>
<defs><path id="m1" d="M0 0"/></defs><g clip-path="url(#m1)"><use xlink:href="#m1" x="1"/><text>60</text></g></svg>"""
SOURCE = Source(NAME, TEXT, "ab12cd", "2025-09", publisher=HOSTILE)
SHARE = Figure(NAME, 8, 11, "15%", Kind.PERCENT, 15, 15, "%", Approx.EXACT, "rule-1", subject=HOSTILE)
YEAR = Figure(NAME, 4, 7, "지난해", Kind.DATE, None, None, "", Approx.EXACT, "r", date="2024-01/2024-06")
PEAK = Reference("r-peak", "chips", "최고", HOSTILE, 989.4, 989.4, "TFLOPS", "https://example.org/?a=1&b=2", HOSTILE)
CUT = Assumption("a-cut", "몫", "Share", 20, 40, "%", "까닭", HOSTILE)
RISK = (Estimate.of(SHARE) * Estimate.of(CUT)).named("e-risk", "위험", "Risk")
LEDGER = Ledger([SOURCE, SHARE, YEAR, PEAK, CUT, RISK])
NAMES = Names({"h20": {"ko": "H20", "en": "H20"}})
SOURCES = {NAME: TEXT}


def front(title: Sequence[Inline] = (Text("제목"),)) -> Front:
    return Front("ko", list(title), [Text("둘째")], [LEDGER.date("s-새_기사__1_.txt", "ko")], "2025-09")


def brief(*extra: Block) -> list[Section]:
    """A brief with one node of each type, and its evidence."""
    columns = [Column([Text("칩")]), Column([Text("값, %")], "number")]
    rows: list[list[list[Inline]]] = [[[Name("H20", "h20")], [LEDGER.number(SHARE.id, "ko", unit=False)]]]
    table = Table("chips", [Text("표")], columns, rows, [[Text("주")]])
    blocks: list[Block] = [
        Heading([Text("요약 "), Name("H20", "h20")], "summary"),
        Paragraph([Text("값 "), LEDGER.number("e-risk", "ko"), LEDGER.date(YEAR.id, "ko")], "lead"),
        Items([[LEDGER.number("r-peak", "ko")], [File(NAME, NAME)]], role="findings"),
        table,
        Chart("bars", [Text("그림")], SVG, f"60 {HOSTILE}", [Text("단위")], table),
        quote(SOURCE, 0, len(TEXT), LEDGER.figures, []),
        *extra,
    ]
    section = Section("summary", blocks)
    return [section, evidence_section(LEDGER, NAMES, "ko", [number.id for number in numbers(section)])]


def page(nodes: Sequence[Front | Section]) -> str:
    cells = [
        new_code_cell("x", id=f"c{i}", outputs=[new_output("display_data", show(node)._repr_mimebundle_())])
        for i, node in enumerate(nodes)
    ]
    html, resources = HtmlExporter().from_notebook_node(new_notebook(cells=cells))
    assert resources["output_extension"] == ".html"
    return str(html)


def faults(html: str) -> list[str]:
    return check_html(html, json.loads(LEDGER.to_json()), SOURCES)


@pytest.fixture(scope="module")
def whole() -> str:
    return page([front(), *brief()])


def test_page_is_whole_traced_and_the_same_each_time(whole: str) -> None:
    assert faults(whole) == []
    assert whole == page([front(), *brief()])
    assert issubclass(HtmlExporter, Exporter)
    assert len(whole) < 1_500_000
    assert '<html lang="ko">' in whole


def test_hostile_text_stays_text(whole: str) -> None:
    assert whole.count("<script>") == 2
    assert "<img" not in whole
    assert "{{ 7*7 }}" in whole
    assert "&amp;lt;" in whole


def test_contract_of_numbers_dates_names_and_files(whole: str) -> None:
    assert '<a class="number estimate" data-estimate="e-risk" href="#e-risk">3~6%</a>' in whole
    assert f'data-figure="{YEAR.id}" href="#{YEAR.id}"><time datetime="2024-01">2024년 상반기</time></a>' in whole
    assert '<span data-name="h20">H20</span>' in whole
    assert f'data-file="{NAME}">{NAME}</span>' in whole
    assert f'<blockquote class="verbatim" data-quote="{NAME}:0-{len(TEXT)}" lang="ko">' in whole


def test_filter_waits_for_the_script_and_offers_what_is_there(whole: str) -> None:
    form = whole[whole.index('<form id="filter"') : whole.index("</form>")]
    assert form.split(">", 1)[0].endswith(" hidden")
    assert f'<option value="{SOURCE.id}" data-reference="{SOURCE.id}">' in form
    assert re.findall(r'<option value="(\w+)">', form) == [
        "figure", "reference", "assumption", "estimate", "source", "percent", "date",
    ]  # fmt: skip
    entry = re.search(rf'<li class="entry estimate" id="{RISK.id}"[^>]*>', whole)
    assert entry
    assert f'data-sorts="estimate " data-sources="{SOURCE.id}" data-entities=""' in entry[0]


def test_browser_is_told_to_run_our_script_alone_and_to_load_nothing(whole: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', whole)
    script = whole[whole.index("<script>") + 8 : whole.index("</script>")]
    assert policy
    assert policy[1].startswith("default-src 'none';")
    assert unescape(digest(script)) in unescape(policy[1])


def test_repaired_word_is_shown_beside_what_is_stored() -> None:
    class Fixed:
        source, start, end, repaired = NAME, 0, 2, "이익"

    html = page([front(), *brief(quote(SOURCE, 0, 3, [], [Fixed()]))])
    assert "<del>매출</del><ins data-repair>이익</ins>이</blockquote>" in html
    assert faults(html) == []


def test_section_without_heading_is_refused() -> None:
    with pytest.raises(BuildError, match="section empty: no heading"):
        page([front(), Section("empty", [Paragraph([Text("말")])])])


def test_svg_has_ids_of_its_own_and_a_name() -> None:
    text = str(svg(SVG, "chart-bars", 'say "60" <b>'))
    assert text.startswith('<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg" role="img"')
    assert 'id="chart-bars-m1"' in text
    assert 'href="#chart-bars-m1"' in text
    assert "url(#chart-bars-m1)" in text
    assert "2020" not in text
    assert '<desc id="chart-bars-alt">say &#34;60&#34; &lt;b&gt;</desc>' in text
    with pytest.raises(BuildError, match="chart x: not an SVG"):
        svg("no picture", "x", "")


def test_a_drawing_keeps_the_ids_that_it_uses_and_no_others() -> None:
    drawn = SVG.replace('clip-path="url(#m1)"', 'id="patch_1"').replace("<text>", '<text x="1.23456" id="text_1">')
    text = str(svg(drawn, "chart-bars", "0.12345"))
    assert re.findall(r'id="([^"]+)"', text) == ["chart-bars-alt", "chart-bars-m1"]
    assert '<use href="#chart-bars-m1" x="1"/>' in text
    assert '<text x="1.23">60</text>' in text
    assert ">0.12345</desc>" in text


def test_a_mark_leads_to_its_entry_once_by_the_keyboard_and_nowhere_without_one() -> None:
    mark = '<a xlink:href="#{}"><path style="fill: #004488; stroke: #123456"/></a>'
    markup = SVG.replace("<text>", mark.format("e-risk") * 2 + mark.format("e-gone") + "<text>")
    text = str(svg(markup, "chart-bars", "60", {"e-risk": Marked("estimate", '3~6% "몫"')}))
    assert text.count('<a class="mark" data-estimate="e-risk" href="#e-risk" aria-label="3~6% &#34;몫&#34;"') == 2
    assert text.count('tabindex="-1"') == 1
    assert "e-gone" not in text
    assert text.count("<path style") == 3
    assert 'role="group"' in text
    assert "fill: var(--stated,#004488); stroke: #123456" in text


def test_the_bold_typeface_has_the_bold_words_alone() -> None:
    html = "<h2>가<a>나</a></h2><p>다<strong>라</strong><br>마</p>"
    html += '<text style="font: 700 8px x">바</text><b class="value">사</b>'
    assert bold_text(html) == "가나라바사"


def test_cell_shows_itself_in_jupyterlab() -> None:
    shown = show(brief()[0])._repr_mimebundle_()
    assert shown["text/plain"] == "<summary>"
    assert "<h2" in shown["text/html"]
    assert "<script" not in shown["text/html"]
    assert "제목" in fragment(show(front())._repr_mimebundle_()["application/vnd.chipbrief+json"])


def test_notebook_without_a_brief_is_refused() -> None:
    with pytest.raises(BuildError, match=r"0 fronts and the sections none.*execute 05-brief"):
        collect(new_notebook(cells=[new_code_cell("1")]))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<h1>제목", "<h1>제목 5", "untraced digit in '제목 5'"),
        ("<h1>제목", "<h1>제목 ½", "untraced digit"),
        ('href="#e-risk">3', 'href="#e-other">3', "link to #e-other, which is nowhere"),
        ('href="#e-risk">3', 'href="#main">3', "does not link to its entry"),
        ('data-estimate="e-risk" href', 'data-estimate="e-x" href', "'e-x' is not in the evidence"),
        ('<h1>', '<h1 id="main">', "id main is used 2 times"),
        ("<h1>", '<h1><img src="https://e.org/x.png">', "<img> loads https://e.org"),
        ('href="figures.xlsx"', 'href="../figures.xlsx"', "<a> leads to ../figures.xlsx"),
        ("<h1>", '<h1><link rel="stylesheet" href="https://e.org">', "<link> leads to https"),
        ("<style>", "<style>@import 'x';", "the style loads something"),
        ('role="img" aria-labelledby="chart-bars-title"', "", "without a text alternative"),
        (">매출이 ", ">이익이 ", "differs from its source"),
        ("</h1>", "", "closes nothing"),
        ('data-name="h20"', 'data-name=""', "empty data-name"),
    ],
)  # fmt: skip
def test_checker_finds(whole: str, old: str, new: str, fault: str) -> None:
    broken = whole.replace(old, new, 1)
    assert broken != whole
    assert any(fault in found for found in faults(broken))


def test_checker_finds_faults_of_the_evidence() -> None:
    data = json.loads(LEDGER.to_json())
    data["figures"][SHARE.id]["start"] += 1
    data["estimates"]["e-a"] = {"inputs": ["e-b", "r-none"]}
    data["estimates"]["e-b"] = {"inputs": ["e-a"]}
    found = check_evidence(data, SOURCES)
    assert [fault.partition(": ")[2] for fault in found] == [
        f"{SHARE.id}: {NAME} does not say '15%' there",
        "e-a: rests on r-none, which is missing",
        "e-a: rests on itself",
        "e-b: rests on itself",
    ]
