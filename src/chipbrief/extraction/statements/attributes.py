"""What each figure of a sentence is about: subject, metric, versus, period and attribution, by Korean grammar.

The rules live in metrics, subjects, comparisons and speakers; here they are put together, sentence by sentence,
with what the sentences before leave open (`Discourse`). Each rule that took part is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import attribution, comparisons, metrics, modality, subjects, trade, verb_frames
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.comparisons import Against
from chipbrief.extraction.statements.focus import Focus
from chipbrief.extraction.statements.metric_words import Hit, hits, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind, Modality

SHARES = frozenset({
    "share", "market-share", "domestic-share", "penetration", "export-share", "import-share", "revenue-share",
    "dependence",
})  # fmt: skip
HOLDINGS = frozenset({"stake", "stake-value", "shareholder-rank"})
_TRADE_REACH = 4  # sentences back to which trade without an owner may belong
_YEAR_BEFORE = re.compile(r"동기|같은 ?(?:기간|분기|달|시기)|1년 ?전")
_GOODS = frozenset({"supply", "output", "purchases", "shipments"})  # what a percentage of goods is mistaken for
_WEAK = ("metric in its predicate", "metric in its sentence", "metric near")
_COUNTED = frozenset({"chips", "products", "nodes", "wafers", "people"})  # what is counted; a verb says what for
# after the word for home or a maker its own particles: a word is no longer than twelve more
_HOME = r"(?:<from home>\S{{0,12}}|{place} ?\S{{0,12}}<maker>\S{{0,12}}) ?[^,.]{{0,24}}?<supply>"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a figure is about, as the fields of a Figure of the same names."""

    subject: str | None = None
    metric: str | None = None
    scope: str | None = None
    versus: str | None = None
    period: str | None = None
    modality: Modality = Modality.FACT
    attribution: str | None = None
    rules: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass
class Discourse:
    """What is carried from sentence to sentence of one document."""

    topics: Focus = field(default_factory=Focus)
    stated: list[tuple[int, Quantity, Attributes]] = field(default_factory=list)
    spoken: tuple[int, str] = (-9, "")

    def before(self, reach: int = 1) -> list[tuple[Quantity, Attributes]]:
        """What figures of this and the `reach` sentences before are about, the latest first."""
        return [(q, a) for n, q, a in reversed(self.stated) if self.topics.sentence - n <= reach and a.metric]

    def told(self, speaker: str | None) -> trade.Told:
        """What whose trade a figure tells of may be known by."""
        before = [(n, a) for n, _, a in reversed(self.stated) if self.topics.sentence - n <= _TRADE_REACH]
        here = [a for n, a in before if n == self.topics.sentence]
        return trade.Told(speaker, here, [a for n, a in before if n != self.topics.sentence])

    def speaker(self) -> str | None:
        """Who spoke in the sentence before."""
        return self.spoken[1] if self.topics.sentence - self.spoken[0] == 1 else None

    def told_by(self, speaker: str | None) -> None:
        """Note who speaks in the current sentence."""
        if speaker:
            self.spoken = (self.topics.sentence, speaker)

    def note(self, figure: Quantity, about: Attributes) -> None:
        """Remember a figure of the current sentence, and its subject as a topic."""
        self.stated.append((self.topics.sentence, figure, about))
        share = about.metric in HOLDINGS or (about.metric is not None and table()[about.metric].direction == "share")
        for ids in (about.subject, about.versus if share else None):  # the sentence is about the whole
            self.topics.say(tuple((ids or "").split(";")) if known(ids) else ())


def known(subject: str | None) -> bool:
    """Whether a subject is made of entity ids, or is one name with digits that no table knows."""
    parts = (subject or "").split(";")
    if not subject:
        return False
    return all(map(gazetteer.kind_of, parts)) or (
        len(parts) == 1 and any(map(str.isdigit, parts[0])) and " " not in parts[0]
    )


def read(line: Line, discourse: Discourse) -> list[tuple[Quantity, Attributes]]:
    """The figures of a line with their attributes (dates and times have none); discourse is told."""
    found_words = hits(line)
    told = attribution.speaker(line, discourse.speaker())
    discourse.told_by(told[0] if told else None)
    found = []
    for index, figure in enumerate(line.figures):
        if figure.kind in (Kind.DATE, Kind.TIME):
            continue
        about = _figure(line, index, found_words, discourse, told[0] if told else None)
        if told and not _same(told[0], about.subject):
            about = replace(about, attribution=told[0], rules=(*about.rules, told[1]))
        about = replace(about, modality=modality.of(line, index))
        found.append((figure, about))
        discourse.note(figure, about)
    return found


def _same(speaker: str, subject: str | None) -> bool:
    """Whether the speaker is the subject, or the government of it."""
    if speaker in (subject or "").split(";"):
        return True
    return gazetteer.kind_of(speaker) == "government" and gazetteer.place_of(speaker) == subject and subject != "korea"


def _figure(line: Line, index: int, hits: list[Hit], discourse: Discourse, speaker: str | None) -> Attributes:
    measured = _measured(line, index, hits, discourse)
    against = comparisons.rival(line, index)
    subject = subjects.of(line, index, subjects.Clue(measured, hits, against, discourse.topics, speaker))
    name = (";".join(subject.ids) or subject.phrase) if subject else None
    sure = round(min([one.confidence for one in (measured, subject) if one], default=0.0), 2)
    rules = tuple(one.rule for one in (measured, subject) if one)
    if measured is None:
        return Attributes(subject=name, rules=rules, confidence=sure)
    route, share = trade.route(line, index, measured, discourse.told(speaker)), trade.share(line, measured, hits, name)
    if route and route.home:
        name, rules, sure = route.home, (measured.rule, "home of the trade"), min(sure, 0.7)
    measured, part = _part_of_before(measured, name, discourse)
    facts = _Facts(line, index, measured, against, name, subject is not None and subject.rule == "elided", discourse)
    versus = part.versus if part else _versus(facts)
    if route and measured.id in trade.METRICS:
        versus = route.partner
    if share:
        name, versus = share, name
    if name and name == versus and measured.id in SHARES:  # 한국 수출의 33%다. 홍콩까지 합치면 51%다
        name = next((a.subject for _, a in discourse.before() if a.metric == measured.id), None)
    period = _period(facts) or (part.period if part else None)
    if against and versus:
        rules = (*rules, against.rule)
    return Attributes(name, measured.id, versus=versus, period=period, rules=rules, confidence=sure)


def _measured(line: Line, index: int, hits: list[Hit], discourse: Discourse) -> Measured | None:
    found = metrics.of(line, index, hits)
    if found is None or found.rule in _WEAK or found.id in _COUNTED:
        found = verb_frames.of(line, index) or found
    if line.figures[index].kind is Kind.PERCENT and (found is None or found.id in _GOODS):
        found = _supplied(line, index) or found
    if found is not None and found.id in ("growth", "decline"):
        return _changed_before(found, discourse) or found
    if found is None or found.rule == "metric near":
        return _chips(line, index) or _in_row(line, index, hits) or _carried(line, index, discourse) or found
    return found


def _chips(line: Line, index: int) -> Measured | None:
    """A number of chips of a model: M100 5만개를."""
    before = line.at(index) - 1
    if line.figures[index].unit not in ("개", "장", "대") or before < 0 or not line.words[before].mentions:
        return None
    model = line.words[before].mentions[-1].id
    if gazetteer.kind_of(model) in ("chip", "chip-family", "") and line.words[before].role is Role.BARE:
        return Measured("chips", None, "count of the model before", 0.7)
    return None


def _changed_before(found: Measured, discourse: Discourse) -> Measured | None:
    """A growth of what the sentence before was about: 주가가 … 하락했다. 텐센트는 0.8% 상승했다."""
    for _, about in discourse.before():
        metric = str(about.metric)
        base = table()[metric].base if table()[metric].direction in ("up", "down") else metric
        if f"{base}-{found.id}" in table():
            return Measured(f"{base}-{found.id}", None, "growth of the metric before", 0.5)
    return None


def _in_row(line: Line, index: int, hits: list[Hit]) -> Measured | None:
    """The metric of the next figure of a row: 중국이 19.5%, 미국이 15.6%의 비중을."""
    following = line.next_in_row(index)
    found = metrics.of(line, following, hits) if following is not None else None
    return replace(found, rule="metric of the row") if found else None


def _carried(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """The metric of the last figure of the same kind and unit, in this sentence or the one before."""
    figure = line.figures[index]
    if figure.kind in (Kind.ORDINAL, Kind.DURATION):
        return None
    for other, about in discourse.before():
        if (other.kind, other.unit) == (figure.kind, figure.unit) and table()[str(about.metric)].direction in (
            "",
            "share",
        ):
            return Measured(str(about.metric), None, "metric of the figure before", 0.5)
    return None


def _supplied(line: Line, index: int) -> Measured | None:
    """A share of goods to come from home: 반도체 70%를 중국 기업이 설계한 것, 60%를 자국산으로 채운다."""
    figure, position = line.figures[index], line.at(index)
    before = line.words[position - 1] if position else None
    if before is None or before.role not in (Role.BARE, Role.OF, Role.ADVERB) or before.figure is not None:
        return None
    places = [m for m in line.mentions if m.start >= figure.end and gazetteer.kind_of(m.id) == "place"]
    place = "(?:" + "|".join(re.escape(line.text[m.start : m.end]) for m in places) + ")" if places else "(?!)"
    if patterns.pattern(_HOME.format(place=place)).search(line.text, figure.end):
        return Measured("domestic-share", None, "supplied from home", 0.75)
    return None


def _part_of_before(
    measured: Measured, subject: str | None, discourse: Discourse
) -> tuple[Measured, Attributes | None]:
    """비중 after a sentence on exports is the share of those exports, and its `versus` their owner."""
    if measured.id != "share":
        return measured, None
    for _, about in discourse.before(reach=2):
        metric = str(about.metric)
        if table()[metric].direction == "share" and about.versus:
            return replace(measured, id=metric), about
        for id_, row in table().items():
            if row.direction == "share" and row.base == metric and subject and subject != about.subject:
                return replace(measured, id=id_), replace(about, versus=about.subject)
    return measured, None


@dataclass(frozen=True, slots=True)
class _Facts:
    """A figure with what is known of it when its versus and period are asked for."""

    line: Line
    index: int
    measured: Measured
    against: Against | None
    subject: str | None
    elided: bool
    discourse: Discourse


def _versus(facts: _Facts) -> str | None:
    line, against, metric = facts.line, facts.against, table()[facts.measured.id]
    if facts.measured.id in HOLDINGS:
        return _held(facts)
    earlier = comparisons.earlier(line, against)
    if metric.direction in ("up", "down"):
        return _year_before(facts, earlier) if earlier else None
    if facts.measured.id in SHARES:
        return _whole(facts)
    if against is None or not (metric.of_chips or line.figures[facts.index].kind is Kind.MULTIPLE):
        return None
    if earlier:
        return earlier.date
    ids = [id_ for id_ in comparisons.mentioned(line, against.first, against.last) if id_ != facts.subject]
    numbers = any(word.figure is not None for word in line.words[against.first : against.last + 1])
    return ";".join(ids) or (None if numbers else comparisons.words(line, against.first, against.last)) or None


def _whole(facts: _Facts) -> str | None:
    """Of what a share is a part: a market, the goods; in a row or with an elided metric that of the figure before."""
    line, hit = facts.line, facts.measured.hit
    own = hit is None or line.clause(line.at(facts.index)) <= hit.word or not facts.discourse.before(reach=0)
    if (hit is None or not own) and facts.measured.rule != "supplied from home":
        for _, about in facts.discourse.before(reach=0 if hit else 1):
            if about.metric == facts.measured.id:
                return about.versus
    place = comparisons.market(line, facts.index) if facts.measured.id == "market-share" else None
    if place:
        ids = comparisons.mentioned(line, *place)
        return ";".join(ids) or comparisons.words(line, *place)
    stated = comparisons.without(
        facts.subject, line, comparisons.whole(line, facts.index, facts.measured, with_owner=facts.elided)
    )
    if stated is None and facts.measured.id == "market-share":  # the market of the sentence before
        return next((about.versus for _, about in facts.discourse.before() if about.metric == "market-share"), None)
    return stated


def _held(facts: _Facts) -> str | None:
    """The company of which a stake is held: a name before the figure, else that of the figure or sentence before."""
    line, position = facts.line, facts.line.at(facts.index)
    for here in range(position - 1, line.clause(position) - 1, -1):
        word = line.words[here]
        if word.mentions and word.role in (Role.OF, Role.BARE) and word.mentions[-1].id != facts.subject:
            return word.mentions[-1].id
    same = next((a.versus for _, a in facts.discourse.before(reach=0) if a.metric in HOLDINGS), None)
    company = facts.discourse.topics.last(frozenset({"company"}))
    return same or (company[0] if company and company[0] != facts.subject else None)


def _period(facts: _Facts) -> str | None:
    """The last date before the figure that is neither the other side of a comparison nor the day of a report.

    What adds up over a period (`flow`) and has none of its own is of the period of the figure before.
    """
    line, metric, position = facts.line, table()[facts.measured.id], facts.line.at(facts.index)
    if metric.of_chips or line.figures[facts.index].kind in (Kind.ORDINAL, Kind.DURATION):
        return None
    other = comparisons.earlier(line, facts.against)
    for here in range(position - 1, -1, -1):
        word = line.words[here]
        date = line.figures[word.figure] if word.figure is not None else None
        if date is None or date.kind is not Kind.DATE or date.date is None or date is other:
            continue
        spoken = len(date.date) == 10 and attribution.reports_on_a_day(line, here)
        if not spoken and not comparisons.compared(line, here):
            return date.date
    return _same_period(facts) if metric.flow else None


def _year_before(facts: _Facts, earlier: Quantity) -> str | None:
    """The date of 전년 동기, 지난해 같은 기간, 1년 전: a year before the figure's own period where that is known."""
    words, period = facts.line.text[earlier.start : earlier.end], _period(facts)
    if period and _YEAR_BEFORE.search(words):
        return re.sub(r"\d{4}", lambda year: f"{int(year[0]) - 1:04d}", period)
    return earlier.date


def _same_period(facts: _Facts) -> str | None:
    """The period of what adds up, from the figure before on the same subject, or on another that it is set against."""
    contrast = patterns.pattern("<contrast>").match(facts.line.text.strip()) is not None
    for _, about in facts.discourse.before():
        metric = table()[str(about.metric)]
        owner = about.versus if metric.direction == "share" else about.subject
        if metric.flow and about.period and (contrast or facts.subject in (owner, about.subject)):
            return about.period
    return None
