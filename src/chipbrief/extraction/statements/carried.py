"""What a figure measures, by its own words and verb or else by what the figures before it measure."""

from __future__ import annotations

import re
from dataclasses import replace

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import changes as changed_by
from chipbrief.extraction.statements import comparisons, directions, implied, metrics, shares, verb_frames
from chipbrief.extraction.statements.changes import BALANCES, REACH
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.discourse import Discourse
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

_REACHED = re.compile(r"까지|(?:으)?로 ")
_GOODS = frozenset({"supply", "output", "purchases", "shipments"})  # what a percentage of goods is mistaken for
_WEAK = ("metric in its predicate", "metric in its sentence", "metric near")
_COUNTED = frozenset({"chips", "products", "nodes", "wafers", "people", "companies"})  # a verb says what for
# after the word for home or a maker its own particles: a word is no longer than twelve more
_HOME = r"(?:<from home>\S{{0,12}}|{place} ?\S{{0,12}}<maker>\S{{0,12}}) ?[^,.]{{0,24}}?<supply>"


def measured(line: Line, index: int, hits: list[Hit], discourse: Discourse, *, bracketed: bool) -> Measured | None:
    """The metric of a figure, or None."""
    found = _by_itself(line, index, hits, discourse)
    if known := changed_by.of_level(line, index, found, discourse):
        return known
    if bracketed and (known := changed_by.in_brackets(line, index, hits, discourse)):
        return known
    if line.figures[index].kind is Kind.PERCENT and (found is None or found.id in _GOODS):
        found = _supplied(line, index) or found
    found = implied.goods_moved(line, index, found, discourse) or found
    if found is not None and found.id in ("growth", "decline"):
        if changed_by.measures_else(line, index) and _REACHED.match(line.text, line.figures[index].end):
            return None  # 보험료율은 35%까지 치솟는다: a level of what no table knows
        return changed_by.changed_before(line, index, found, discourse) or found
    if found is None or found.rule == "metric near":
        found = (
            _beside(line, index, discourse, bracketed=bracketed)
            or _times(line, index, discourse)
            or _chips(line, index)
            or _in_row(line, index, hits)
            or _carried(line, index, discourse, changes=bracketed)
            or _headed(line, index, discourse)
            or found
        )
    found = found or implied.of_its_market(line, index) or implied.starting_price(line, index)
    if found is not None and found.hit is not None:
        found = implied.balance(line, found, found.hit, hits, discourse)
    return shares.of_market(line, index, found, hits, discourse)


def _by_itself(line: Line, index: int, hits: list[Hit], discourse: Discourse) -> Measured | None:
    """What the words of the sentence, the verb or the unit tell."""
    found = metrics.of(line, index, hits)
    if found is None or found.rule in _WEAK or found.id in _COUNTED:
        found = _spent_on(line, index, hits) or _framed(line, index, discourse) or found
    if found is not None and found.id in implied.VAGUE and found.hit is None:
        found = implied.counted_before(line, index, discourse) or found
    return shares.of_total(line, index, discourse) or _index(line, index, found) or found


def _framed(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """What the verb tells; of one family with what the figures before measure, or a sentence before names, it is that.

    1억장을 찍어냈다 is of shipments where shipments are told of, 1500억 달러를 쏟아붓다 of capital expenditure.
    """
    found = verb_frames.of(line, index)
    if found is None:
        return None
    figure = line.figures[index]
    for other, about in discourse.before(REACH):
        told = str(about.metric)
        alike = (other.kind, other.unit) == (figure.kind, figure.unit)
        if alike and any({told, found.id} <= family for family in _FAMILIES):
            as_before = replace(found, id=told, rule="verb frame as before", confidence=0.6)
            return found if told == found.id else as_before
    named = next((id_ for id_ in discourse.headings(REACH) if {id_, found.id} <= _FAMILIES[0]), found.id)
    return replace(found, id=named) if named != found.id else found


_FAMILIES = (
    frozenset({"investment", "capex", "rnd"}),
    frozenset({"revenue", "operating-profit", "net-profit"}),
    frozenset({"output", "shipments", "purchases", "consumption", "chips"}),
)


def _spent_on(line: Line, index: int, hits: list[Hit]) -> Measured | None:
    """시설투자에는 52조원을 썼다: what money is spent on."""
    figure, position = line.figures[index], line.at(index)
    for hit in hits if figure.kind is Kind.MONEY else ():
        spent = line.words[hit.word].role in (Role.AT, Role.BY)
        if hit.head and line.clause(position) <= hit.word < position and spent:
            for id_ in hit.ids:
                if table()[id_].fits(figure):
                    return Measured(id_, hit, "spent on", 0.75)
    return None


def _index(line: Line, index: int, found: Measured | None) -> Measured | None:
    """The level or the change of a stock index that the clause names: 코스피는 1.8% 밀린 3952.4로 마쳤다."""
    figure, position = line.figures[index], line.at(index)
    named = [i for i in range(line.clause(position), position) if _is_index(line, i)]
    if not named or any(_names_other(line, i) for i in range(named[-1] + 1, position)):
        return None
    if found is not None and found.id in ("growth", "decline"):
        return replace(found, id=f"index-{found.id}", confidence=0.8)
    points = figure.unit in ("포인트", "선") or figure.kind is Kind.COUNT
    if found is None and points and (moved := directions.moved(line, index)):
        return Measured(f"index-{moved}", None, "stock index", 0.8)
    if found is None and figure.kind in (Kind.COUNT, Kind.MEASURE) and figure.unit in ("", "포인트", "선"):
        return Measured("index", None, "stock index", 0.8)
    return None


def _names_other(line: Line, position: int) -> bool:
    """Whether a word names another firm or index, of which the figure may be."""
    return any(gazetteer.kind_of(m.id) in ("company", "organisation") for m in line.words[position].mentions)


def _is_index(line: Line, position: int) -> bool:
    word = line.words[position]
    return any(m.id in patterns.forms("stock index") for m in word.mentions)


def _chips(line: Line, index: int) -> Measured | None:
    """A number of chips of a model: M100 5만개를."""
    before = line.at(index) - 1
    if line.figures[index].unit not in ("개", "장", "대") or before < 0 or not line.words[before].mentions:
        return None
    model = line.words[before].mentions[-1].id
    if gazetteer.kind_of(model) in ("chip", "chip-family", "") and line.words[before].role is Role.BARE:
        return Measured("chips", None, "count of the model before", 0.7)
    return None


def _in_row(line: Line, index: int, hits: list[Hit]) -> Measured | None:
    """The metric of the next figure of a row: 중국이 19.5%, 미국이 15.6%의 비중을."""
    following = line.next_in_row(index)
    found = metrics.of(line, following, hits) if following is not None else None
    return replace(found, rule="metric of the row") if found else None


def _beside(line: Line, index: int, discourse: Discourse, *, bracketed: bool) -> Measured | None:
    """A percentage in brackets after an amount, where shares are told of: 16만개(4%)."""
    before = line.words[line.at(index) - 1].figure if line.at(index) else None
    if not bracketed or line.figures[index].kind is not Kind.PERCENT or before is None:
        return None
    if line.figures[before].kind not in (Kind.COUNT, Kind.MEASURE, Kind.MONEY):
        return None
    told = next((a for _, a in discourse.before(2 * REACH) if a.metric in shares.NAMED), None)
    return Measured(str(told.metric), None, "share beside its amount", 0.6) if told else None


def _times(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """A multiple of what this sentence has measured: 5050억 달러로 지난해의 1.6배다."""
    if line.figures[index].kind is not Kind.MULTIPLE:
        return None
    for _, about in discourse.before(0):
        if "in brackets" not in about.rules and table()[str(about.metric)].direction in ("", "share"):
            return Measured(str(about.metric), None, "times what was measured", 0.6)
    rival = comparisons.rival(line, index)
    before = next((a for _, a in discourse.before(1) if "in brackets" not in a.rules), None)
    if rival and rival.rule == "의 N%" and before and table()[str(before.metric)].of_chips:
        return Measured(str(before.metric), None, "times what was measured", 0.5)  # 288GB다. B200의 1.5배다
    return None


def _carried(line: Line, index: int, discourse: Discourse, *, changes: bool) -> Measured | None:
    """The metric of the last figure of the same kind and unit, in this sentence or one before; `changes` too."""
    figure = line.figures[index]
    if figure.kind in (Kind.ORDINAL, Kind.DURATION) or changed_by.measures_else(line, index):
        return None
    if part := implied.part_of_goods(line, index) or implied.of_the_total(line, index, discourse):
        return part
    for other, about in discourse.before(
        max(REACH, min(implied.FAR, discourse.topics.sentence - discourse.topics.paragraph))
    ):
        if (other.kind, other.unit) != (figure.kind, figure.unit):
            continue
        if about.metric in BALANCES and not any(a is about for _, a in discourse.before(1)):
            continue
        if changes or table()[str(about.metric)].direction in ("", "share"):
            return Measured(str(about.metric), None, "metric of the figure before", 0.5)
    return None


def _headed(line: Line, index: int, discourse: Discourse) -> Measured | None:
    """The metric that the sentence before names without a figure: 수출이 크게 늘었다. 베트남(31억 달러)과."""
    fitting = (id_ for id_ in discourse.headings(1) if table()[id_].fits(line.figures[index]))
    named = next((id_ for id_ in fitting if table()[id_].flow or table()[id_].direction == "share"), None)
    return Measured(named, None, "metric of the heading", 0.5) if named else None


def _supplied(line: Line, index: int) -> Measured | None:
    """A share of goods to come from home: 반도체 70%를 중국 기업이 설계한 것, 60%를 자국산으로 채운다."""
    figure, position = line.figures[index], line.at(index)
    before = line.words[position - 1] if position else None
    if before is None or before.role not in (Role.BARE, Role.OF, Role.ADVERB) or before.figure is not None:
        return None
    home = line.text[line.words[line.phrase(position - 1)].start : figure.start]
    if patterns.pattern("<from home>").search(home) and patterns.pattern(" ?<supply>").match(line.text, figure.end):
        return Measured("domestic-share", None, "supplied from home", 0.75)
    places = [m for m in line.mentions if m.start >= figure.end and gazetteer.kind_of(m.id) == "place"]
    place = "(?:" + "|".join(re.escape(line.text[m.start : m.end]) for m in places) + ")" if places else "(?!)"
    if patterns.pattern(_HOME.format(place=place)).search(line.text, figure.end):
        return Measured("domestic-share", None, "supplied from home", 0.75)
    return None
