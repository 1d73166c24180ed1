"""What a figure measures that its sentence does not name: by its market, its unit, its goods, by what was told."""

from __future__ import annotations

import re
from dataclasses import replace

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import comparisons, directions
from chipbrief.extraction.statements.changes import REACH
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.discourse import Discourse
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

FAR = 4  # sentences of one paragraph
VAGUE = frozenset({"people", "companies", "cases", "countries"})  # what a unit tells by itself
_CORE = (Role.OBJECT, Role.SUBJECT, Role.TOPIC, Role.MODIFIER)
_FOR_ONE = re.compile(r"(?<![가-힣])(?!주당|시간당|인당|1인당)[가-힣㎏]{1,3}당 ?(?:약 ?|평균 ?)?\Z")  # 장당 3만 달러
_ADD_UP = frozenset({"revenue", "exports", "imports", "shipments", "orders", "output", "market-size", "purchases"})
_TRADE = frozenset({"exports", "imports", "trade-surplus", "trade-deficit"})


def balance(line: Line, found: Measured, own: Hit, hits: list[Hit], discourse: Discourse) -> Measured:
    """Of what 적자 and 흑자 are: a country's trade or a firm's business, as what stands before them tells."""
    word = line.text[own.start : own.end]
    if word not in ("적자", "흑자"):
        return found
    told = [id_ for hit in hits if hit.start < own.start for id_ in hit.ids]
    before = [str(a.metric) for _, a in discourse.before(1)]
    if "수지" in line.text[: own.start] or _TRADE & {*told, *before[:2]}:
        return replace(found, id="trade-deficit" if word == "적자" else "trade-surplus")
    if "operating-profit" in (*told, *before[:3]):
        return replace(found, id="operating-loss" if word == "적자" else "operating-profit")
    return found


def of_the_total(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """What a breakdown breaks down: the first that was told of what adds up (품목별로는 반도체가 60억 달러)."""
    figure = line.figures[index]
    if not discourse.broken_down() or figure.kind not in (Kind.MONEY, Kind.COUNT):
        return None
    told = [(q, a) for q, a in discourse.before(FAR + REACH) if (q.kind, q.unit) == (figure.kind, figure.unit)]
    since = discourse.topics.sentence - max(discourse.parts, 0)
    if any((q.kind, q.unit) == (figure.kind, figure.unit) for q, _ in discourse.before(since)):
        return None  # a row before has told it
    first = next((a for _, a in reversed(told) if a.metric in _ADD_UP), None)
    return Measured(str(first.metric), None, "metric of the total", 0.6) if first else None


def part_of_goods(line: Line, index: int) -> Measured | None:
    """낸드의 38%를 찍어낸다, 전체 이익의 81.6%를 책임졌다: a share of what stands before it."""
    position = line.at(index)
    before = line.words[position - 1] if position else None
    if before is None or before.role not in (Role.OF, Role.BARE) or line.words[position].role not in _CORE:
        return None
    if line.words[position].role is Role.MODIFIER and before.role is not Role.OF:
        return None
    if before.role is Role.BARE and not _asked(line, position - 1):
        return None
    kinds = {gazetteer.kind_of(m.id) for m in before.mentions}
    goods = line.figures[index].kind is Kind.PERCENT and before.figure is None and kinds <= {"technology"}
    goods = goods and (line.words[position].role is Role.OBJECT or _asked(line, position - 1))
    return Measured("share", None, "의 N%", 0.6) if goods else None


def _asked(line: Line, position: int) -> bool:
    """Whether a word names those of whom a survey tells a part: 응답 기업의 61%가."""
    return (
        patterns.pattern("(?:<agent>|자|인|층|원|년|민|생|여성|남성|가구|세대|사람)들?$").search(
            line.noun(line.words[position])
        )
        is not None
    )


def of_its_market(line: Line, index: int) -> Measured | None:
    """인도 스마트폰 시장에서 비보가 20%로 선두였다: a share of the market that is named."""
    figure = line.figures[index]
    share = figure.kind is Kind.PERCENT and figure.unit == "%" and comparisons.market(line, index)
    return Measured("market-share", None, "share of its market", 0.6) if share else None


def starting_price(line: Line, index: int) -> Measured | None:
    """맥북 프로는 239만 원부터다: what something costs at least."""
    figure = line.figures[index]
    for_one = _FOR_ONE.search(line.text, 0, figure.start)
    from_it = figure.kind is Kind.MONEY and (for_one or line.text.startswith("부터", figure.end))
    return Measured("price", None, "price from", 0.6) if from_it else None


def counted_before(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """What the figures before count by the same unit: 이용자는 6억명이다. 챗GPT는 8억명에 이른다."""
    figure = line.figures[index]
    for other, about in discourse.before(REACH):
        if (other.kind, other.unit) == (figure.kind, figure.unit) and about.metric not in VAGUE:
            return Measured(str(about.metric), None, "metric of the figure before", 0.5)
    return None


def goods_moved(line: Line, index: int, found: Measured | None, discourse: Discourse) -> Measured | None:
    """A change of what the sentences before measure, where this one only says of what: 메모리는 20.5% 늘었다."""
    hit, figure = found.hit if found else None, line.figures[index]
    if hit is not None and found is not None and table()[found.id].base == "memory":
        goods = line.words[hit.word].role in (Role.TOPIC, Role.SUBJECT) and line.text[hit.start : hit.end] == "메모리"
        flow = any(table()[str(a.metric)].flow for _, a in discourse.before(REACH))
        return Measured(found.id.rpartition("-")[2], None, "growth verb", 0.4) if goods and flow else None
    if found is None and figure.kind in (Kind.MONEY, Kind.COUNT) and line.words[line.at(index)].end == figure.end:
        direction = directions.moved(line, index)
        return Measured(direction, None, "growth verb", 0.4) if direction and discourse.before(1, this=False) else None
    return None
