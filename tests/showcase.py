"""A made-up brief with every kind of node, in both languages, and articles that try to break out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from chipbrief.document.nodes import (
    Block,
    Chart,
    Column,
    File,
    Front,
    Heading,
    Inline,
    Items,
    Link,
    Name,
    Paragraph,
    Section,
    Table,
    Text,
    numbers,
    to_json,
)
from chipbrief.document.quotes import quote
from chipbrief.evidence.entries import evidence_section
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Reference, Source, count
from chipbrief.report.articles import article_section
from chipbrief.report.html.page import page

MOON = """토끼 반도체, 달 공장 3곳 짓는다

토끼 반도체는 올해 달에 공장 3곳을 더 짓고 내년 상반기까지 T800 칩을 약 60만개 만들겠다고 25일 밝혔다.
감자 행성의 T900보다 2.5배 높은 성능이다.

토끼 반도체의 매출은 전년보다 15% 늘어난 1419억 달러(약 197조원)였다. 감자의 비중이 51.2%로 가장 컸다.

▲ 토끼 반도체의 달 공장.
김토끼 기자
0
0
댓글
"""
RIVER = "거북 반도체는 T800이 T900의 60~80% 수준이라고 말했다. 목표는 2027년까지 70% 이상이다.\n"
BIDI = "\u202e되돌린 말"
HOSTILE = (
    '</script><script>window.broken = 1</script><img src=x onerror="window.broken = 2"> 5배 </blockquote>'
    '<style>body{display:none}</style> {{ 7*7 }} {% raw %} #panic("x") $x^2$ =HYPERLINK("https://example.org") '
    f'&lt;b&gt; {BIDI} 41개 <!-- </template><a href="javascript:window.broken = 3">누르기</a> ]]> javascript:alert(1)'
)
EVIL = f"공격 기사 {HOSTILE}\n둘째 줄 {HOSTILE}"
EVIL_NAME = 'it\'s "new" <b>&amp;.txt'
TEXTS = {"a-moon.txt": MOON, "b-river.txt": RIVER, EVIL_NAME: EVIL}

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="90pt" viewBox="0 0 200 90"><defs>
<path id="m1" d="M0 0h9"/></defs><rect width="120" height="20" y="20" fill="#0b4f8a"/><use href="#m1"/>
<text x="4" y="14" style="font: 10px 'Noto Sans CJK JP'">T800 60~80</text></svg>"""
_NAMES = {
    "rabbit": ("토끼 반도체", "Rabbit Chips"),
    "turtle": ("거북 반도체", "Turtle Chips"),
    "t800": ("T800", "T800"),
    "t900": ("T900", "T900"),
    "revenue": ("매출", "Revenue"),
}


class Mention(NamedTuple):
    start: int
    end: int
    id: str


@dataclass(frozen=True)
class Fixed:
    source: str
    start: int
    end: int
    repaired: str


@dataclass(frozen=True)
class Page:
    """A brief to look at in a browser, with what it must agree with."""

    path: Path
    language: str
    evidence: dict[str, Any]
    sources: dict[str, str]

    @property
    def url(self) -> str:
        return self.path.as_uri()


def _find(text: str) -> list[Mention]:
    return [Mention(*found.span(), found[0].lower()) for found in re.finditer(r"T[89]00", text)]


def _figure(source: str, text: str, kind: Kind, low: float | None, unit: str, **more: Any) -> Figure:
    start = more.pop("start", TEXTS[source].index(text))
    values = {"high": low, "approx": Approx.EXACT, "rule": "made-up"} | more
    return Figure(source, start, start + len(text), text, kind, low, unit=unit, **values)


SOURCES = [
    Source("a-moon.txt", MOON, "ab" * 32, "2025-09-25", publisher="달나라 신문", author="김토끼 기자"),
    Source("b-river.txt", RIVER, "cd" * 32, "2025-09", "month", inferred=True, url="https://example.org/river?a=1&b=2"),
    Source(
        EVIL_NAME, EVIL, "ef" * 32, "2025-08", "month", publisher=HOSTILE, author=HOSTILE, url="javascript:alert(1)"
    ),
]
EXPORTS = _figure(
    "a-moon.txt", "1419억 달러", Kind.MONEY, 141.9e9, "USD", subject="rabbit", metric="revenue", period="2024"
)
WON = _figure("a-moon.txt", "197조원", Kind.MONEY, 197e12, "KRW", approx=Approx.ABOUT, restates=EXPORTS.id)
SHARE = _figure("a-moon.txt", "51.2%", Kind.PERCENT, 51.2, "%", subject="감자의 비중", versus="rabbit")
FIGURES = [
    EXPORTS,
    WON,
    SHARE,
    _figure("a-moon.txt", "3곳", Kind.COUNT, 3, "곳", subject="rabbit"),
    _figure("a-moon.txt", "60만개", Kind.COUNT, 600_000, "개", approx=Approx.ABOUT, subject="t800"),
    _figure("a-moon.txt", "내년 상반기", Kind.DATE, None, "", date="2026-01/2026-06"),
    _figure("a-moon.txt", "25일", Kind.DATE, None, "", date="2025-09-25"),
    _figure("a-moon.txt", "2.5배", Kind.MULTIPLE, 2.5, "x", subject="t800", versus="t900", attribution="rabbit"),
    _figure(
        "b-river.txt", "60~80%", Kind.PERCENT, 60, "%", high=80, subject="t800", versus="t900", attribution="turtle"
    ),
    _figure("b-river.txt", "2027년", Kind.DATE, None, "", date="2027"),
    _figure("b-river.txt", "70%", Kind.PERCENT, 70, "%", high=None, approx=Approx.AT_LEAST, subject="turtle"),
    _figure(EVIL_NAME, "5배", Kind.MULTIPLE, 5, "x", subject=HOSTILE, versus=HOSTILE, attribution=BIDI),
    _figure(EVIL_NAME, "41개", Kind.COUNT, 41, "개", start=EVIL.rindex("41개"), subject=BIDI),
]
PEAK = Reference("r-peak", "chips", "T900 최고", "T900 peak", 989.4, 989.4, "TFLOPS", "https://example.org/t", HOSTILE)
CUT = Assumption(
    "a-cut", "대체 가능한 몫", "Share at stake", 20, 40, "%", "절반을 넘지 않는다고 본다.", f"Under 50%. {HOSTILE}"
)
CHINA = (Estimate.of(EXPORTS) * Estimate.of(SHARE)).named("e-china", "감자 수출", "Exports to Potato")
RISK = (CHINA * Estimate.of(CUT)).named("e-risk", "위험에 놓인 수출", "Exports at risk")
HOW_MANY = count([source.id for source in SOURCES], "article").named("e-sources", "기사의 수", "Number of articles")
_WRONG = [("a-moon.txt", found.start()) for found in re.finditer("감자", MOON)]
LEDGER = Ledger(
    [*SOURCES, *FIGURES, PEAK, CUT, CHINA, RISK, HOW_MANY],
    repairs=[Fixed(file, start, start + 2, "지구") for file, start in _WRONG],
)
NAMES = Names({id_: {"ko": ko, "en": en} for id_, (ko, en) in _NAMES.items()}, _find)


@cache
def html(language: str) -> str:
    """The page."""
    sections = list(_sections(language))
    shown = [number.id for number in numbers(sections)] + [figure.id for figure in LEDGER.figures]
    sections += [evidence_section(LEDGER, NAMES, language, shown), article_section(LEDGER, NAMES, language)]
    title: list[Inline] = [Text("달의 반도체" if language == "ko" else "Chips of the Moon")]
    dateline: list[Inline] = [Text("· "), LEDGER.date("s-a-moon.txt", language)]
    front = Front(language, title, [Text("—")], dateline, "2025-09-25")
    return page(to_json(front), [to_json(section) for section in sections])


def write(folder: Path, language: str) -> Page:
    """The page as a file in `folder`."""
    path = folder / f"brief.{language}.html"
    path.write_text(html(language), "utf-8")
    return Page(path, language, json.loads(LEDGER.to_json()), TEXTS)


def _sections(language: str) -> Iterator[Section]:
    korean = language == "ko"
    columns = [Column([Text("칩" if korean else "Chip")]), Column([Text("%")], "number")]
    rows: list[list[list[Inline]]] = [
        [[Name("T800", "t800")], [LEDGER.number(figure.id, language, unit=False)]]
        for figure in FIGURES
        if figure.unit == "%"
    ]
    table = Table("chips", [Text("표" if korean else "Table")], columns, rows, [[Text("주" if korean else "Note")]])
    data = Table("bars", [Text("수" if korean else "Numbers")], columns, rows, [])
    words: list[Inline] = [Text("값은 " if korean else "The values are ")]
    for fact in (RISK, CUT, PEAK, HOW_MANY, *(figure for figure in FIGURES if figure.low is not None)):
        words += [LEDGER.number(fact.id, language), Text(", ")]
    lead = Paragraph([*words, LEDGER.date(FIGURES[5].id, language), Text(".")], "lead")
    findings = Items([[LEDGER.number(CHINA.id, language)], [File("a-moon.txt", "a-moon.txt")]], role="findings")
    yield Section("summary", [Heading([Text("요약" if korean else "Summary")], "summary"), lead, findings])
    away = Link("example", "https://example.org/")
    blocks: list[Block] = [
        Heading([Text("비교 " if korean else "Comparison "), Name("T800", "t800")], "comparison"),
        Heading([Text("칩" if korean else "Chips")], "comparison-a", 3),
        table,
        Chart("bars", [Text("그림" if korean else "Chart")], _SVG, f"60 {HOSTILE}", [Text("%")], data),
        Paragraph([Text(re.sub(r"\d개?배?", "", HOSTILE), language="" if korean else "ko")]),
        Paragraph(
            [Text(BIDI, language="" if korean else "ko"), Text(" 뒤에 온 말 " if korean else " words after it "), away]
        ),
        quote(SOURCES[2], 0, EVIL.index("\n"), LEDGER.figures, []),
    ]
    yield Section("comparison", blocks)
