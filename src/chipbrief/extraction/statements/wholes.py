"""What a figure is measured against: the rival, the earlier period, the whole of a share, the company of a stake."""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.statements import comparisons, periods
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.comparisons import Against
from chipbrief.extraction.statements.discourse import HOLDINGS, SHARES, Facts
from chipbrief.extraction.statements.metric_words import table
from chipbrief.model import Kind

_REACH = 3  # sentences back to which changes are compared with the same time
_DAY_BEFORE = re.compile(r"전장|전날|전일|직전|전 ?거래일|전주|전월|전 ?분기|종전|기존")
_ISO = re.compile(r"\d{4}")


def versus(facts: Facts, period: str | None) -> str | None:
    """What the figure is measured against, or None."""
    line, against, metric = facts.line, facts.against, table()[facts.measured.id]
    if facts.measured.id in HOLDINGS:
        return _held(facts)
    earlier = comparisons.earlier(line, against)
    if metric.direction in ("up", "down"):
        return _change(facts, period) if against is None or earlier else _rival(facts, against)
    if facts.measured.id in SHARES:
        return _whole(facts)
    compared = metric.of_chips or line.figures[facts.index].kind is Kind.MULTIPLE
    if against is None or not (compared or against.rule == "보다"):
        return None
    return earlier.date if earlier else _rival(facts, against)


def rival(line: Line, index: int, against: Against | None, subject: str | None) -> str | None:
    """Whom something that is not known is compared with: H200은 H20보다 6배 개선됐다."""
    times = against is not None and against.rule == "의 N%" and line.figures[index].kind is Kind.MULTIPLE
    if against is None or not (against.rule == "보다" or times):
        return None
    return ";".join(i for i in comparisons.mentioned(line, against.first, against.last) if i != subject) or None


def _rival(facts: Facts, against: Against) -> str | None:
    line = facts.line
    ids = [id_ for id_ in comparisons.mentioned(line, against.first, against.last) if id_ != facts.subject]
    numbers = any(word.figure is not None for word in line.words[against.first : against.last + 1])
    phrase = None if numbers else comparisons.words(line, against.first, against.last)
    own = phrase and comparisons.mentioned(line, against.first, against.last)  # the subject itself is no rival
    return ";".join(ids) or (None if own or _DAY_BEFORE.fullmatch(phrase or "") else phrase) or None


def _change(facts: Facts, period: str | None) -> str | None:
    """The earlier time of a change."""
    earlier = comparisons.earlier(facts.line, facts.against)
    if earlier:
        return periods.year_before(facts.line, earlier, period)
    line, figure = facts.line, facts.line.figures[facts.index]
    if period and patterns.pattern(periods.A_YEAR_AGO).search(line.text, 0, figure.start):
        return periods.a_year_before(period)  # 1년 새 69% 늘었다
    return _change_before(facts, period)


def _change_before(facts: Facts, period: str | None) -> str | None:
    """The earlier time of the change before, of the same period: 수출은 1년 전보다 8%, 수입은 3% 늘었다.

    In an earlier sentence it is that of a change of the same metric only.
    """
    base = table()[facts.measured.id].base
    here = {id(about) for _, about in facts.discourse.before(0)}
    for _, about in facts.discourse.before(_REACH):
        known = table()[str(about.metric)]
        alike = known.base == base or id(about) in here
        if known.direction in ("up", "down") and alike and about.period == period:
            return about.versus if about.versus and _ISO.match(about.versus) else None
    return None


def _whole(facts: Facts) -> str | None:
    """Of what a share is a part: a market, the goods; in a row or with an elided metric that of the figure before."""
    line, hit = facts.line, facts.measured.hit
    if inside := _within(facts):
        return inside
    own = hit is None or line.clause(line.at(facts.index)) <= hit.word or not facts.discourse.before(reach=0)
    if (hit is None or not own) and facts.measured.rule != "supplied from home":
        for _, about in facts.discourse.before(reach=0 if hit else 2):
            if about.metric == facts.measured.id:
                return about.versus
    place = comparisons.market(line, facts.index) if facts.measured.id == "market-share" else None
    if place:
        return comparisons.market_name(line, *place)
    stated = comparisons.without(
        facts.subject, line, comparisons.whole(line, facts.index, facts.measured, with_owner=facts.elided)
    )
    if stated is None and facts.measured.id == "market-share":  # the market of the sentence before
        return next((about.versus for _, about in facts.discourse.before(2) if about.metric == "market-share"), None)
    return stated


def _within(facts: Facts) -> str | None:
    """전체 서버에서 차지하는 비중: of what the clause tells that describes the share."""
    line, hit = facts.line, facts.measured.hit
    place = comparisons.taken_from(line, hit.word) if hit else None
    if place is None:
        return None
    return comparisons.without(facts.subject, line, comparisons.words(line, line.phrase(place), place))


def _held(facts: Facts) -> str | None:
    """The company of which a stake is held: a name before the figure, else that of the figure or sentence before."""
    line, position = facts.line, facts.line.at(facts.index)
    for here in range(position - 1, line.clause(position) - 1, -1):
        word = line.words[here]
        if word.mentions and word.role in (Role.OF, Role.BARE) and word.mentions[-1].id != facts.subject:
            return word.mentions[-1].id
    same = next((a.versus for _, a in facts.discourse.before(reach=0) if a.metric in HOLDINGS), None)
    company = facts.discourse.topics.last({"company"})
    return same or (company[0] if company and company[0] != facts.subject else None)
