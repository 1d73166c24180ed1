"""The time that a figure holds for: a date of its sentence, else the one that the figures before hold for."""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import attribution, comparisons, modality, trade
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.discourse import SHARES, Facts
from chipbrief.extraction.statements.metric_words import table
from chipbrief.model import Kind, Modality

_YEAR_BEFORE = re.compile(r"동기|같은 ?(?:기간|분기|달|시기)|1년 ?전|전년")
_MONTHS = re.compile(r"(\d{4})(-\d{2})?(?:/(\d{4})(-\d{2})?)?")
_DEADLINES = frozenset({Modality.TARGET, Modality.PLAN})
_AHEAD = frozenset({Modality.FORECAST, Modality.TARGET, Modality.PLAN})
_SO_FAR = re.compile(r"\d{4}-\d{2}")
_QUOTED = frozenset({"index", "share-price", "market-cap", "exchange-rate"})  # what is quoted is so on a day
_SAME_TIME = re.compile(r"(?<!해 )(?<!년 )(?:같은|이|동) ?기간(?!보다|에 비해| 대비)")
_FORESEEN = re.compile(r"(?:의| )? ?(?:전망|예측|추정|예상)")
_PART = "(?:이 ?가운데|이 ?중|그 ?중|그 ?가운데|여기서)(?= |에)"
_DAY = len("2025-11-07")
_SEGMENT = "(?:부문|사업부|사업본부)$"
A_YEAR_AGO = "(?:1년|한 해|일 년) ?(?:새|만에|사이)(?:에)? {0,2}$"
_REACH = 4  # sentences back to which what adds up goes on


def of(facts: Facts) -> str | None:
    """The last date before the figure that is neither the other side of a comparison nor the day of a report.

    What adds up over a period (`flow`), or is a share, and has none of its own is of the period of the figures before.
    """
    line, row, position = facts.line, table()[facts.measured.id], facts.line.at(facts.index)
    if row.of_chips or line.figures[facts.index].kind in (Kind.ORDINAL, Kind.DURATION):
        return None
    own = line.words[position]
    if own.role is Role.FROM and patterns.pattern(A_YEAR_AGO).search(line.text, line.words[0].start, own.start):
        period = _same(facts, earlier_sentences=True)  # 1년 새 24%에서 21%로
        return a_year_before(period) if period else None
    other = comparisons.earlier(line, facts.against)
    for here in range(position - 1, -1, -1):
        word = line.words[here]
        if word.figure is None and patterns.pattern("<now>").fullmatch(line.form(word)):
            return None  # 2022년 95%였으나 지금은 0%
        if word.role is Role.FROM and word.figure is not None and _dated(line, here):
            return _same(facts, earlier_sentences=True)  # 지난해 43%에서 39%로: the date is that of the first
        if patterns.pattern("<setting>").match(line.text, word.end):
            continue  # 2015년에 세운 전략에서: when it was set is not when it holds
        date = _date(line, here)
        if date is not None and date is not other and not comparisons.compared(line, here):
            return _so_far(line, date) if row.flow or (row.base and table()[row.base].flow) else date.date
    return _same_time(facts) or _of_the_total(facts) or _same(facts, earlier_sentences=False) or _on_the_day(facts)


def _same_time(facts: Facts) -> str | None:
    """The period of the figures before, where the sentence says so: 현대차는 같은 기간 26만대를 팔았다."""
    line = facts.line
    said = _SAME_TIME.search(line.text[: line.figures[facts.index].start])
    return next((a.period for _, a in facts.discourse.before(_REACH) if a.period), None) if said else None


def _date(line: Line, position: int) -> Quantity | None:
    """The date at a word that may be when something holds: not the day of a report, nor when it was foreseen."""
    own = line.words[position].figure
    date = line.figures[own] if own is not None and line.figures[own].kind is Kind.DATE else None
    if date is None or date.date is None:
        return None
    if len(date.date) == _DAY and attribution.reports_on_a_day(line, position):
        return None
    foreseen = _SO_FAR.fullmatch(date.date) and _FORESEEN.match(line.text, date.end)
    return None if foreseen else date  # 8월 전망(1100억 달러)


def _of_the_total(facts: Facts) -> str | None:
    """The period of what a part is of (이 가운데 3조원은), and of the row whose metric this figure carries on."""
    line, asides = facts.line, _asides(facts)
    before = next((a for _, a in facts.discourse.before(1) if id(a) not in asides), None)
    if before is None or not table()[str(before.metric)].flow:
        return None
    part = patterns.pattern(_PART).match(line.text.strip()) is not None
    carried = facts.measured.id == before.metric and facts.measured.rule == "metric of the figure before"
    same_paragraph = facts.discourse.topics.paragraph != facts.discourse.topics.sentence
    return before.period if part or (carried and same_paragraph) else None


def _on_the_day(facts: Facts) -> str | None:
    """The day of which an article on the market tells."""
    metric = table()[facts.measured.id]
    return facts.discourse.day if (metric.base or metric.id) in _QUOTED - {"market-cap"} else None


def day(line: Line) -> str | None:
    """The day on which what a sentence tells happened: 7일 코스피가 4,000선을 내줬다; not the day of a report."""
    for here, word in enumerate(line.words):
        date = line.figures[word.figure].date if word.figure is not None else None
        if date and len(date) == _DAY and not attribution.reports_on_a_day(line, here):
            following = line.words[here + 1] if here + 1 < len(line.words) else None
            named = following is not None and any(m.id in patterns.forms("stock index") for m in following.mentions)
            return date if named or here == 0 else None
    return None


def _so_far(line: Line, date: Quantity) -> str | None:
    """A month up to which something added up is the year up to it: 올해 9월까지, 올 들어 9월까지."""
    until = line.text[date.end :].startswith("까지") and _SO_FAR.fullmatch(str(date.date))
    return f"{str(date.date)[:4]}-01/{date.date}" if until else date.date


def _dated(line: Line, position: int) -> bool:
    """Whether a date stands directly before an amount (지난해 43%에서)."""
    own, before = line.words[position].figure, line.words[position - 1].figure if position else None
    return (
        own is not None
        and before is not None
        and Kind.DATE not in (line.figures[own].kind,)
        and (line.figures[before].kind is Kind.DATE)
    )


def _same(facts: Facts, *, earlier_sentences: bool) -> str | None:
    """The period of what adds up, from figures of this and the sentences before."""
    metric, row = facts.measured.id, table()[facts.measured.id]
    contrast = patterns.pattern("<contrast>").match(facts.line.text.strip()) is not None
    share = not {metric, row.base, table()[row.base].base if row.base else ""}.isdisjoint(SHARES)
    quoted = (row.base or metric) in _QUOTED
    ahead = modality.of(facts.line, facts.index) in _AHEAD
    segment = patterns.pattern(_SEGMENT).search(facts.subject or "") is not None  # of the firm told of before
    asides = _asides(facts)
    for _, about in facts.discourse.before(_REACH, this=not earlier_sentences):
        if "in brackets" in about.rules or id(about) in asides or (about.modality in _AHEAD and not ahead):
            continue
        if about.modality in _DEADLINES and about.subject != facts.subject:  # another's deadline
            continue
        if quoted and about.period and (table()[str(about.metric)].base or about.metric) in _QUOTED:
            return about.period
        known = table()[str(about.metric)]
        part = not {about.metric, known.base}.isdisjoint(SHARES)
        if not about.period or not (known.flow or part):
            continue
        owner = about.versus if known.direction == "share" else about.subject
        kin = share or not row.subjects or {metric, row.base} & trade.METRICS  # one firm's quarter is not another's
        same = kin and {about.metric, known.base} & {metric, row.base} - {""}
        goes_on = row.flow and (contrast or segment or facts.subject in (owner, about.subject) or same)
        if goes_on or (share and (same or known.flow)):
            return about.period
    return None


def _asides(facts: Facts) -> frozenset[int]:
    """The identities of the figures before that others are set against, a year before, or that add others up.

    What comes after tells of the month or the quarter again, unless it is of the sum itself.
    """
    before = [about for _, about in facts.discourse.before(_REACH)]
    periods: dict[str | None, set[str]] = {}
    for about in before:
        if about.period:
            periods.setdefault(about.metric, set()).add(about.period)
    here = {id(about) for _, about in facts.discourse.before(0)}
    found = set()
    for about in before:
        others = periods.get(about.metric, set())
        earlier = any(about.period == a_year_before(other) for other in others)
        if earlier or (id(about) not in here and any(_holds(about.period, other) for other in others)):
            found.add(id(about))
    return frozenset(found)


def _holds(sum_: str | None, part: str) -> bool:
    """Whether a period has another one in it and more: 2025-01/2025-09 has 2025-09."""
    months = _MONTHS.fullmatch(sum_ or ""), _MONTHS.fullmatch(part)
    if not all(months) or sum_ == part:
        return False
    (first, last), (start, end) = (
        (m[1] + (m[2] or "-01"), (m[3] or m[1]) + ((m[4] if m[3] else m[2]) or "-12")) for m in months if m
    )
    return first <= start and end <= last


def year_before(line: Line, earlier: Quantity, period: str | None) -> str | None:
    """The date of 전년 동기, 지난해 같은 기간, 1년 전: a year before the figure's own period where that is known."""
    words = line.text[earlier.start : earlier.end + 4]
    if period and _YEAR_BEFORE.search(words):
        return a_year_before(period)
    return earlier.date


def a_year_before(period: str) -> str:
    """A period a year before."""
    return re.sub(r"\d{4}", lambda year: f"{int(year[0]) - 1:04d}", period)
