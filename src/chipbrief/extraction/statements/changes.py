"""Of what a change is, when its own words do not say: of the level before it, of its list, of what was told before."""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import directions, metric_words, predicates
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.discourse import Discourse
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

OF_LEVEL, OF_CHANGE = "change of the level before", "amount of the change"
BALANCES = frozenset({"trade-surplus", "trade-deficit"})
REACH = 2  # sentences back to which a metric that is not said again may stand
_DIRECTIONS = {"up": "growth", "down": "decline"}
_UNKNOWN_MEASURE = re.compile(r"[도율률량액력]$")  # 밀도가 50% 높아졌다: a measure of its own that no table knows


def of_level(line: Line, index: int, found: Measured | None, discourse: Discourse) -> Measured | None:
    """The change of the level that its clause has just told: 70억 달러어치로 1년 전보다 5.2% 줄었다."""
    direction = _DIRECTIONS.get(table()[found.id].direction) if found else None
    before = next((i for i in range(index - 1, -1, -1) if line.figures[i].kind not in (Kind.DATE, Kind.TIME)), None)
    if found is None or before is None or direction is None:
        return None
    first, last = line.at(before), line.at(index)
    own = any(line.words[i].role in (Role.TOPIC, Role.SUBJECT) for i in range(first + 1, last))
    if line.words[first].role is not Role.BY or own or line.clause(last) > first or line.respective(index):
        return None
    told = discourse.about(line.figures[before])
    id_ = f"{told.metric}-{direction}" if told else ""
    return Measured(id_, None, OF_LEVEL, 0.85) if id_ in table() else None


def in_brackets(line: Line, index: int, hits: list[Hit], discourse: Discourse) -> Measured | None:
    """The change that a figure in brackets is: the amount of the one before it, or what the verb of its list tells."""
    return _amount_of_change(line, index, discourse) or _moved(line, index, hits)


def _amount_of_change(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """An amount in brackets after the change in per cent that it is: 8.2%(29억 달러) 늘었다."""
    before = line.words[line.at(index) - 1].figure if line.at(index) else None
    if before is None or line.figures[before].kind is not Kind.PERCENT:
        return None
    told = discourse.about(line.figures[before])
    if told is None or line.figures[index].kind not in (Kind.MONEY, Kind.COUNT, Kind.MEASURE):
        return None
    change = table()[str(told.metric)].direction in ("up", "down")
    return Measured(str(told.metric), None, OF_CHANGE, 0.8) if change else None


def _moved(line: Line, index: int, hits: list[Hit]) -> Measured | None:
    """The change that the verb of a list tells of its rows: 수출은 반도체(90%), 자동차(10%)에서 늘었다."""
    figure, position = line.figures[index], line.at(index)
    clause = predicates.governing(line, position)
    if figure.kind is not Kind.PERCENT or clause is None:
        return None
    word = line.words[clause.verb]
    direction = next(
        (d for d in ("growth", "decline") if directions.tells_change(d, line.text[word.start : word.end])), None
    )
    heads = [h for h in hits if h.head and (h.end <= figure.start or h.word < clause.verb)]
    for hit in sorted(heads, key=lambda h: (h.end > figure.start, -h.end)):
        for id_ in hit.ids:
            if direction and f"{id_}-{direction}" in table() and not table()[id_].fits(figure):
                return Measured(f"{id_}-{direction}", hit, "verb of the list", 0.75)
    return None


def changed_before(line: Line, index: int, found: Measured, discourse: Discourse) -> Measured | None:
    """A growth of what the sentence before was about: 주가가 … 하락했다. 텐센트는 0.8% 상승했다."""
    if discourse.unknown_here() or measures_else(line, index):
        return None
    if quoted := _share_price(line, index, found.id, discourse):
        return quoted
    for _, about in discourse.before(REACH):
        metric = str(about.metric)
        if metric in BALANCES and line.figures[index].kind is Kind.PERCENT:  # what follows a balance is not told of it
            continue
        base = table()[metric].base if table()[metric].direction in ("up", "down") else metric
        if f"{base}-{found.id}" in table():
            return Measured(f"{base}-{found.id}", None, "growth of the metric before", 0.5)
    named = next((id_ for id_ in discourse.headings(1) if f"{id_}-{found.id}" in table()), None)
    return Measured(f"{named}-{found.id}", None, "growth of the heading", 0.5) if named else None


def _share_price(line: Line, index: int, direction: str, discourse: Discourse) -> Measured | None:
    """The change of a firm's share where a stock index is told of: 시가총액 상위주에서는 SK하이닉스(3.6%↓)."""
    told = any((a.metric or "").startswith("index") for _, a in discourse.before(2 * REACH))
    position = line.at(index)
    near = range(max(line.clause(position), position - 3), position)
    firm = any(gazetteer.kind_of(m.id) == "company" for i in near for m in line.words[i].mentions)
    stocks = firm or patterns.pattern("<of shares>").search(line.text) is not None
    percent = line.figures[index].kind is Kind.PERCENT
    return Measured(f"share-price-{direction}", None, "of shares", 0.7) if told and stocks and percent else None


def measures_else(line: Line, index: int) -> bool:
    """Whether the word before a figure is a measure that no table knows: 연산 밀도가 50% 높아졌다."""
    position = line.at(index) - 1
    word = line.words[position] if position >= 0 else None
    if word is None or word.role not in (Role.TOPIC, Role.SUBJECT) or word.mentions or word.figure is not None:
        return False
    known = any(word.start <= hit.start < word.end for hit in metric_words.hits(line))
    return not known and word.stem - word.start > 1 and _UNKNOWN_MEASURE.search(line.noun(word)) is not None
