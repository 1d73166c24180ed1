"""What each figure of a sentence is about: subject, metric, versus, period and attribution, by Korean grammar.

The rules live in metrics, subjects, comparisons and speakers; here they are put together, sentence by sentence,
with what the sentences before leave open (`Context`). Each rule that took part is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from chipbrief.extraction import comparisons, entities, metrics, speakers, subjects
from chipbrief.extraction.clauses import Line, Role
from chipbrief.extraction.metrics import Hit, Measured, table
from chipbrief.extraction.quantities import Quantity
from chipbrief.model import Kind

SHARES = frozenset({
    "share", "market-share", "domestic-share", "penetration", "export-share", "import-share", "revenue-share",
    "dependence",
})  # fmt: skip
HOLDINGS = frozenset({"stake", "stake-value", "shareholder-rank"})
_SUPPLIED = re.compile(
    r"(?:(?:자국|국내|현지|토종|국산)\S*|{place}(?:산| ?\S*(?:업체|기업|회사|제조사|공급사)|에서|에서만|제)\S*) ?(?:[^,.]{{0,24}}?)"
    r"(?:공급|생산|제조|설계|조달|구매|구입|사용|채우|채운|채워|대체|쓰도록|쓰겠|써야|만들|만든)".format(
        place=r"(?:\x00|중국|미국|한국|일본|대만|유럽)"
    )
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a figure is about, as the fields of a Figure of the same names."""

    subject: str | None = None
    metric: str | None = None
    versus: str | None = None
    period: str | None = None
    attribution: str | None = None
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass
class Discourse:
    """What is carried from sentence to sentence of one document."""

    topics: subjects.Context = field(default_factory=subjects.Context)
    stated: list[tuple[int, Quantity, Attributes]] = field(default_factory=list)

    def before(self, reach: int = 1) -> list[tuple[Quantity, Attributes]]:
        """What figures of this and the `reach` sentences before are about, the latest first."""
        return [(q, a) for n, q, a in reversed(self.stated) if self.topics.sentence - n <= reach and a.metric]


def read(line: Line, discourse: Discourse) -> dict[int, Attributes]:
    """The attributes of a sentence's figures by their index in it (dates and times have none); discourse is told."""
    hits = metrics.hits(line)
    told = speakers.speaker(line)
    found: dict[int, Attributes] = {}
    for index, figure in enumerate(line.figures):
        if figure.kind in (Kind.DATE, Kind.TIME):
            continue
        about = _figure(line, index, hits, discourse)
        if told and told[0] not in (about.subject or "").split(";") and not _same(told[0], about.subject):
            about = replace(about, attribution=told[0], rules=(*about.rules, told[1]))
        found[index] = about
        discourse.stated.append((discourse.topics.sentence, figure, about))
        discourse.topics.say(tuple(filter(entities.kind_of, (about.subject or "").split(";"))))
    return found


def _same(speaker: str, subject: str | None) -> bool:
    """Whether the speaker is the government of the subject."""
    return entities.kind_of(speaker) == "government" and entities.place_of(speaker) == subject


def _figure(line: Line, index: int, hits: list[Hit], discourse: Discourse) -> Attributes:
    figure = line.figures[index]
    measured = _measured(line, index, hits, discourse)
    subject = subjects.of(line, index, measured, hits, discourse.topics)
    name = (";".join(subject.ids) or subject.phrase) if subject else None
    rules = [figure_rule.rule for figure_rule in (measured, subject) if figure_rule]
    sure = min([one.confidence for one in (measured, subject) if one], default=0.3)
    if measured is None:
        return Attributes(subject=name, rules=tuple(rules), confidence=round(sure, 2))
    measured, name, part = _part_of_before(line, index, measured, name, discourse)
    against = comparisons.rival(line, index)
    elided = subject is not None and subject.rule == "elided"
    versus = part.versus if part else _versus(line, index, measured, against, name, discourse, elided=elided)
    period = _period(line, index, measured, against) or (part.period if part else None)
    if against and versus:
        rules.append(against.rule)
    return Attributes(name, measured.id, versus, period, None, tuple(rules), round(sure, 2))


def _measured(line: Line, index: int, hits: list[Hit], discourse: Discourse) -> Measured | None:
    figure = line.figures[index]
    found = metrics.of(line, index, hits)
    if figure.kind is Kind.PERCENT and (found is None or found.id in ("supply", "output", "purchases")):
        found = _supplied(line, index) or found
    if found is None or found.rule == "metric near":
        return _carried(line, index, discourse) or found
    return found


def _carried(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """The metric of the last figure of the same kind and unit, in this sentence or the one before."""
    figure = line.figures[index]
    if figure.kind in (Kind.ORDINAL, Kind.DURATION):
        return None
    for other, about in discourse.before():
        if (other.kind, other.unit) == (figure.kind, figure.unit) and not table()[str(about.metric)].direction:
            return Measured(str(about.metric), None, "metric of the figure before", 0.5)
    return None


def _supplied(line: Line, index: int) -> Measured | None:
    """A share of goods that must come from home: 반도체 70%를 중국 기업이 설계하거나 제조한 것, 60%를 자국산으로 채운다."""
    figure, position = line.figures[index], line.at(index)
    before = line.words[position - 1] if position else None
    if before is None or before.role not in (Role.BARE, Role.OF, Role.ADVERB) or before.figure is not None:
        return None
    if _SUPPLIED.search(line.text, figure.end):
        return Measured("domestic-share", None, "supplied from home", 0.75)
    return None


def _part_of_before(
    line: Line, index: int, measured: Measured, subject: str | None, discourse: Discourse
) -> tuple[Measured, str | None, Attributes | None]:
    """비중 after a sentence on exports is the share of those exports, and its `versus` their owner."""
    if measured.id != "share":
        return measured, subject, None
    for _, about in discourse.before(reach=2):
        metric = str(about.metric)
        if metric.endswith("-share") and table()[metric].direction == "share" and about.versus:
            return replace(measured, id=metric), subject, about
        for id_, row in table().items():
            if row.direction == "share" and row.base == metric and subject and subject != about.subject:
                return replace(measured, id=id_), subject, replace(about, versus=about.subject)
    return measured, subject, None


def _versus(
    line: Line,
    index: int,
    measured: Measured,
    against: comparisons.Against | None,
    subject: str | None,
    discourse: Discourse,
    *,
    elided: bool,
) -> str | None:
    metric, figure = table()[measured.id], line.figures[index]
    if measured.id in HOLDINGS:
        return _held(line, index, subject, discourse)
    earlier = comparisons.earlier(line, against)
    if metric.direction in ("up", "down"):
        return earlier.date if earlier else None
    if measured.id in SHARES:
        return _without(subject, line, comparisons.whole(line, index, measured, with_owner=elided))
    if against is None or not (set(metric.subjects) & {"chip", "chip-family"} or figure.kind is Kind.MULTIPLE):
        return None
    if earlier:
        return earlier.date
    ids = [id_ for id_ in comparisons.mentioned(line, against.first, against.last) if id_ != subject]
    return ";".join(ids) or _phrase(line, against) or None


def _phrase(line: Line, against: comparisons.Against) -> str:
    hit = comparisons.words(line, against.first, against.last)
    return "" if any(w.figure is not None for w in line.words[against.first : against.last + 1]) else hit


def _without(subject: str | None, line: Line, whole: str) -> str | None:
    """The whole as an id where it is one name, and without the subject's own name in front."""
    for mention in line.mentions:
        name = line.text[mention.start : mention.end]
        if mention.id == subject and whole.startswith(name):
            whole = whole[len(name) :].strip(" ·")
        if whole == name:
            return mention.id
    return whole or None


def _held(line: Line, index: int, subject: str | None, discourse: Discourse) -> str | None:
    """The company of which a stake is held: the genitive before the figure, else that of the figure before."""
    position = line.at(index)
    for here in range(position - 1, line.clause(position) - 1, -1):
        word = line.words[here]
        if word.mentions and word.role in (Role.OF, Role.BARE) and word.mentions[-1].id != subject:
            return word.mentions[-1].id
    return next((a.versus for _, a in discourse.before(reach=0) if a.metric in HOLDINGS), None)


def _period(line: Line, index: int, measured: Measured, against: comparisons.Against | None) -> str | None:
    """The last date before the figure that is neither the other side of a comparison nor the day of a report."""
    metric = table()[measured.id]
    if set(metric.subjects) & {"chip", "chip-family"} or line.figures[index].kind in (Kind.ORDINAL, Kind.DURATION):
        return None
    other = comparisons.earlier(line, against)
    position = line.at(index)
    for here in range(position - 1, -1, -1):
        word = line.words[here]
        if word.figure is None or line.figures[word.figure].kind is not Kind.DATE or line.figures[word.figure] is other:
            continue
        date = line.figures[word.figure].date
        compared = word.role is Role.THAN or line.text[word.end :].lstrip().startswith(("대비", "비해"))
        spoken = date is not None and len(date) == 10 and speakers.reports_on_a_day(line, here)
        if date and not compared and not spoken:
            return date
    return None
