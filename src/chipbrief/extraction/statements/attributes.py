"""What each figure of a sentence is about: subject, metric, scope, versus, period, modality and attribution.

The rules live in carried, subjects, trade, periods, wholes, modality and attribution; here they are put together, with
what the sentences before leave open (`Discourse`). Each rule that took part is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import (
    attribution,
    carried,
    changes,
    comparisons,
    confidence,
    modality,
    periods,
    scope,
    shares,
    subjects,
    trade,
    wholes,
)
from chipbrief.extraction.statements.clauses import Line
from chipbrief.extraction.statements.clue import Candidate, Clue
from chipbrief.extraction.statements.comparisons import Against
from chipbrief.extraction.statements.discourse import SHARES, Attributes, Discourse, Facts
from chipbrief.extraction.statements.metric_words import Hit, hits, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

_PARAGRAPH = 5  # sentences in which a total and its parts are told
_SAME_SUBJECT = frozenset({changes.OF_LEVEL, changes.OF_CHANGE})
_ASIDE = frozenset({"described by its verb", "rank before its name", "described by its amount"})  # no topic by itself


class Bracket(NamedTuple):
    """A bracket: the name before it, and the date (None: none, empty: one that nobody knows)."""

    owner: str | None
    period: str | None


class _Reading(NamedTuple):
    """What is known of a line before its figures are read."""

    words: list[Hit]
    discourse: Discourse
    told: tuple[str, str] | None
    before: str | None
    bracket: Bracket | None


def read(
    line: Line,
    discourse: Discourse,
    which: Sequence[int],
    bracket: Bracket | None = None,
) -> list[tuple[Quantity, Attributes]]:
    """Those of a line's figures with their attributes (dates and times have none); discourse is told.

    Figures that stand in a bracket are about its owner and of its period, where it has them.
    """
    words = hits(line)
    if scope.breaks_down(line.text):
        discourse.parts = discourse.topics.sentence
    if scope.by_places(line.text):
        discourse.places = discourse.topics.sentence
    discourse.day = periods.day(line) or discourse.day
    before = discourse.speaker()
    told = attribution.speaker(line, before)
    if told is None and discourse.quoted:
        told = (discourse.quoted, "quotation before its speaker")
    discourse.told_by(told[0] if told and told[1] != "who counts" else None)
    reading = _Reading(words, discourse, told, before, bracket)
    found = []
    for index in which:
        figure = line.figures[index]
        if figure.kind in (Kind.DATE, Kind.TIME):
            continue
        about = _figure(line, index, reading)
        about = _in_bracket(about, bracket, line, discourse) if bracket else about
        by = _speaker(line, figure, about, reading)
        if by and not _same(by[0], about.subject):
            about = replace(about, attribution=by[0], rules=(*about.rules, by[1]))
        about = replace(about, modality=modality.of(line, index))
        if bracket:
            about = replace(about, rules=(*about.rules, "in brackets"))
        about = replace(about, signs=tuple(confidence.signs(line, index, about, discourse)))
        about = replace(about, confidence=confidence.of(about, about.signs))
        found.append((figure, about))
        discourse.note(figure, about, aside=bracket is not None or not _ASIDE.isdisjoint(about.rules))
    return found


def _in_bracket(about: Attributes, bracket: Bracket, line: Line, discourse: Discourse) -> Attributes:
    """A figure with the owner and the period of its bracket."""
    about = _of_owner(about, bracket.owner, line, discourse) if bracket.owner else about
    return replace(about, period=bracket.period or None) if bracket.period is not None and about.metric else about


def _of_owner(about: Attributes, owner: str, line: Line, discourse: Discourse) -> Attributes:
    """A figure in brackets is about the name before them; of a country's trade that is the goods or the partner."""
    rules = (*about.rules, "in the brackets of its name")
    home = about.subject if gazetteer.kind_of(about.subject or "") == "place" else None
    place = gazetteer.kind_of(owner) == "place"
    if place and trade.leads_to(line):
        home = discourse.told(None).home() or trade.HOME
    elif place:
        home = None
    if trade.is_trade(about.metric) and home and owner != home and gazetteer.kind_of(owner) != "company":
        return replace(about, subject=home, scope=owner, rules=rules)
    within = owner if place and gazetteer.kind_of(about.scope or "") == "place" else about.scope
    return replace(about, subject=owner, scope=within, rules=rules)


def _speaker(line: Line, figure: Quantity, about: Attributes, reading: _Reading) -> tuple[str, str] | None:
    """Who says a figure: whose estimates it stands behind, the speaker of its sentence, else the one before.

    A research firm goes on in the next sentence of a paragraph where that tells the future or the same metric.
    """
    told, before, discourse = reading.told, reading.before, reading.discourse
    if told and told[1] == "who counts":
        return attribution.speaker(line, before, figure.start)
    if told or before is None or gazetteer.kind_of(before) != "organisation":
        return told
    if discourse.topics.paragraph == discourse.topics.sentence:
        return None
    alike = about.metric and any(a.metric == about.metric and a.attribution == before for _, a in discourse.before())
    return (before, "speaker goes on") if alike or attribution.tells_the_future(line) else None


def _same(speaker: str, subject: str | None) -> bool:
    """Whether the speaker is the subject."""
    return speaker in (subject or "").split(";")


def _other_side(against: Against | None, measured: Measured | None) -> Against | None:
    """A comparison, unless what stands before the figure is what it measures (수출 4.2%)."""
    hit = measured.hit if measured else None
    own = against and hit and against.first <= hit.word <= against.last and against.rule == "noun before N%"
    return None if own else against


def _told_with(line: Line, index: int, measured: Measured | None, discourse: Discourse) -> Attributes | None:
    """What the figure before is about, where this one tells its change, or the amount of that."""
    if measured is None or measured.rule not in _SAME_SUBJECT:
        return None
    before = (i for i in range(index - 1, -1, -1) if line.figures[i].kind not in (Kind.DATE, Kind.TIME))
    return discourse.about(line.figures[next(before)])


def _as_before(measured: Measured | None, discourse: Discourse) -> str | None:
    """A subject without a known name goes on where the same is measured: 이용객이 7000만명이다. 12% 늘어난 규모다."""
    base = table()[measured.id].base if measured else ""
    for _, about in discourse.before() if measured and table()[measured.id].kinds != {"count"} else ():
        if measured and about.subject and {measured.id, base} & {about.metric, table()[str(about.metric)].base} - {""}:
            return about.subject
    return None


def _summed(line: Line, measured: Measured | None, discourse: Discourse) -> str | None:
    """Those of whom a sum is: 아마존은 …, 구글은 … 쏟아붓는다. 합치면 5050억 달러다."""
    if measured is None or not patterns.pattern("<summing up>").match(line.text.strip()):
        return None
    told = (a.subject for _, a in reversed(discourse.before(1, this=False)) if a.metric == measured.id)
    ids = dict.fromkeys(id_ for one in told for id_ in (one or "").split(";") if gazetteer.kind_of(id_))
    return ";".join(ids) if len(ids) > 1 else None


def _of_the_whole(
    line: Line, index: int, measured: Measured | None, subject: Candidate | None, reading: _Reading
) -> str | None:
    """Whose a total is whose parts were told: 그랜저가 5074대 팔렸다. 올해 누적으로는 345만대다."""
    elided = subject is None or subject.rule.startswith("elided")
    discourse, speaker = reading.discourse, reading.told[0] if reading.told else None
    total = patterns.pattern("<of the whole>").search(line.text, 0, line.figures[index].start) is not None
    if measured is None or not elided or not (total or subjects.counts_a_market(measured, speaker)):
        return None
    told = [a for _, a in discourse.before(_PARAGRAPH) if a.metric == measured.id and a.subject]
    return told[-1].subject if told else None


def _is_home_trade(line: Line, index: int, measured: Measured, name: str | None, subject: Candidate | None) -> bool:
    """Whether trade of nobody named is the country's own; what is exported by the piece is a firm's."""
    named = name if subject and not subject.rule.startswith("elided") else None
    return line.figures[index].kind is not Kind.COUNT and trade.is_home(measured, named)


def _is_own(line: Line, against: Against | None, bracket: Bracket | None, name: str | None) -> bool:
    """Whether what stands before a percentage is whose it is: 대만(36.7%), 코스피 1.8% 하락."""
    if against is None or against.rule != "noun before N%":
        return False
    ids = comparisons.mentioned(line, against.first, against.last)
    if bracket and bracket.owner:
        return ids[-1:] == [bracket.owner]
    return bool(ids) and set(ids) <= set((name or "").split(";"))


def _clue(line: Line, measured: Measured | None, against: Against | None, reading: _Reading) -> Clue:
    after = patterns.pattern("<measure of a metric>")
    measures = frozenset(
        hit.word
        for hit in reading.words
        if hit.word + 1 < len(line.words) and after.fullmatch(line.noun(line.words[hit.word + 1]))
    )
    told, topics = reading.told[0] if reading.told else None, reading.discourse.topics
    return Clue(measured, reading.words, against, topics, told, measures, reading.discourse.broken_down())


def _figure(line: Line, index: int, reading: _Reading) -> Attributes:
    words, discourse = reading.words, reading.discourse
    speaker = reading.told[0] if reading.told else None
    measured = carried.measured(line, index, words, discourse, bracketed=reading.bracket is not None)
    against = _other_side(comparisons.rival(line, index), measured)
    subject = subjects.of(line, index, _clue(line, measured, against, reading))
    name = (";".join(subject.ids) or subject.phrase) if subject else None
    same = _told_with(line, index, measured, discourse)
    whole = _summed(line, measured, discourse) or _of_the_whole(line, index, measured, subject, reading)
    name = same.subject if same else whole or name or _as_before(measured, discourse)
    against = None if _is_own(line, against, reading.bracket, name) else against
    sure = round(min([one.confidence for one in (measured, subject) if one], default=0.0), 2)
    rules = tuple(one.rule for one in (measured, subject) if one)
    if measured is None:
        return Attributes(subject=name, versus=wholes.rival(line, index, against, name), rules=rules, confidence=sure)
    route, share = trade.route(line, index, measured, discourse.told(speaker)), trade.share(line, measured, words, name)
    if route and route.home:
        name, rules, sure = route.home, (measured.rule, "home of the trade"), min(sure, 0.7)
    elif _is_home_trade(line, index, measured, name, subject):
        name, sure = discourse.told(None).home() or trade.HOME, min(sure or 0.6, 0.6)
        rules = (measured.rule, "trade of nobody else")
    measured, part = shares.part_of_before(line, measured, name, discourse)
    elided = subject is not None and subject.rule in ("elided", "elided: the country")
    facts = Facts(line, index, measured, against, name, elided, discourse)
    period = periods.of(facts) or (part.period if part else None)
    versus = part.versus if part else wholes.versus(facts, period)
    if same and measured.rule == changes.OF_CHANGE:
        versus, period = same.versus, same.period
    if route and not route.row and measured.id in trade.METRICS:
        versus = route.partner
    if share:
        name, versus = share, name
    if name and name == versus and measured.id in SHARES:  # 한국 수출의 33%다. 홍콩까지 합치면 51%다
        name = next((a.subject for _, a in discourse.before() if a.metric == measured.id), None)
    if against and versus:
        rules = (*rules, against.rule)
    within = same.scope if same else scope.of(replace(facts, subject=name), words)
    if route and (within is None or gazetteer.kind_of(within) == "place"):
        within = route.partner
    return Attributes(name, measured.id, within, versus, period, rules=rules, confidence=sure)
