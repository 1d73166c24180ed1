"""What a share is a part of: a market, a country's trade, the total just told, what was measured before."""

from __future__ import annotations

import re
from dataclasses import replace

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import comparisons
from chipbrief.extraction.statements.changes import REACH
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.discourse import Attributes, Discourse
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

NAMED = ("market-share", "export-share", "import-share", "revenue-share", "domestic-share", "dependence")
_BASES = {"exports": "export", "imports": "import", "revenue": "revenue"}
_BEARERS = (Role.TOPIC, Role.SUBJECT, Role.OF)
_SOLD = frozenset({"market-size", "shipments"})  # what vendors have a part of
_HOME_MADE = re.compile(r"(?<![가-힣])(?:국산|자국산|토종) ")


def of_total(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """A part of the total of what was just told: 수입은 72억 달러로 전체의 18.7%를 차지했다."""
    before = line.at(index) - 1
    if before < 0 or line.figures[index].kind is not Kind.PERCENT or line.words[before].role is not Role.OF:
        return None
    if not patterns.pattern("<total>").fullmatch(line.noun(line.words[before])):
        return None
    for _, about in discourse.before(1):
        metric = str(about.metric)
        parts = (id_ for id_, row in table().items() if row.direction == "share" and row.base == metric)
        id_ = metric if table()[metric].direction == "share" else next(parts, None)
        if id_:
            return Measured(id_, None, "part of the total", 0.7)
    return Measured("share", None, "part of the total", 0.5)


def of_market(line: Line, index: int, found: Measured | None, hits: list[Hit], discourse: Discourse) -> Measured | None:
    """A share is one of a market where the sentence names the market, or those before told of such shares."""
    if found is None or table()[found.id].base not in ("", "share") or not found.id.startswith("share"):
        return found
    if found.id not in ("share", "share-growth", "share-decline"):
        return found
    place = comparisons.taken_from(line, found.hit.word) if found.hit else None
    if place is not None:
        base = next((_BASES[id_] for hit in hits if hit.word == place for id_ in hit.ids if id_ in _BASES), None)
        return replace(found, id=found.id.replace("share", f"{base}-share", 1)) if base else found
    if found.hit and _HOME_MADE.search(line.text, line.words[line.phrase(found.hit.word)].start, found.hit.start):
        return replace(found, id=found.id.replace("share", "domestic-share", 1))
    before = next((a.metric for _, a in discourse.before(REACH) if (a.metric or "").split("-growth")[0] in NAMED), None)
    if before == "market-share" or comparisons.market(line, index) or _of_vendors(line, index, before, discourse):
        return replace(found, id=f"market-{found.id}")
    return found


def _of_vendors(line: Line, index: int, before: str | None, discourse: Discourse) -> bool:
    """Whether a firm's part is one of the market just told of: 시장 규모는 160억 달러다. 엔비디아가 62%였다."""
    sold = any(about.metric in _SOLD for _, about in discourse.before(2 * REACH))
    heads = [w for w in line.words[: line.at(index)] if w.role in _BEARERS and w.mentions]
    firm = bool(heads) and gazetteer.kind_of(heads[-1].mentions[-1].id) == "company"
    return before is None and firm and sold


def _names_whole(line: Line, measured: Measured) -> bool:
    """Whether the clause itself says of what a share is: AI 칩 공급에서 현지 업체의 비중은."""
    hit = measured.hit
    words = line.words[line.clause(hit.word) : hit.word] if hit else []
    return any(word.role is Role.FROM and word.figure is None and not word.mentions for word in words)


def part_of_before(
    line: Line, measured: Measured, subject: str | None, discourse: Discourse
) -> tuple[Measured, Attributes | None]:
    """비중 after a sentence on exports is the share of those exports, and its `versus` their owner."""
    if measured.id != "share" or (measured.rule == "의 N%" and measured.hit is None) or _names_whole(line, measured):
        return measured, None
    for _, about in discourse.before(reach=2):
        metric = str(about.metric)
        if table()[metric].direction == "share" and about.versus:
            return replace(measured, id=metric), about
        for id_, row in table().items():
            if row.direction == "share" and row.base == metric and subject and subject != about.subject:
                return replace(measured, id=id_), replace(about, versus=about.subject)
    return measured, None
