"""What verbs tell of the figures that they govern: the rows of `data/reference/verb_frames.csv`.

A row says what a figure of a kind (of some units, in some case, beside some cue) is when it stands with a verb: 5만개를
찍어내다 is output, 1200억 위안을 붓다 an investment. The verb is the next one after the figure, or the one that
describes what the figure is said of (손에 쥔 돈은 21억 위안이다).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import predicates
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.extraction.statements.predicates import Clause
from chipbrief.model import Kind
from chipbrief.sources.reference_tables import per_lexicon, rows

OF_NOUN = "verb frame of the noun"  # 한국에서 사들인 부품은 221억 달러다: the noun is no buyer
_OF_GOODS = frozenset({"shipments", "output", "purchases", "supply", "exports", "imports", "inventory", "orders"})
_SUM = "(?:돈|금액|자금|액수|금|비|액|예산|재원|현금|일감|물량|값|투자|지원|몫|규모|것)$"
_CASES = {
    Role.OBJECT: "object", Role.AT: "at", Role.BY: "by", Role.BARE: "bare", Role.OF: "object", Role.ALSO: "object",
    Role.TOPIC: "object", Role.SUBJECT: "object",
}  # fmt: skip


class Frame(NamedTuple):
    """A row of the table; `subject` is `theme` where goods come before their maker, `home` for a country's trade."""

    kind: str
    units: frozenset[str]
    role: str
    cue: str
    metric: str
    subject: str


def of(line: Line, index: int) -> Measured | None:
    """The metric of a figure by the verb that it stands with, or None."""
    figure, position = line.figures[index], line.at(index)
    for clause, role in _verbs(line, position):
        for frame in _table().get(clause.stem, ()):
            if _fits(frame, figure, role, line, clause):
                rule = f"verb frame: {frame.subject}" if frame.subject else "verb frame"
                if clause.verb < position and not frame.subject:
                    rule = OF_NOUN
                return Measured(frame.metric, None, rule, 0.75)
    return None


def _verbs(line: Line, position: int) -> Iterator[tuple[Clause, str]]:
    """The verbs that may tell of the figure at a word, each with the case in which the figure stands to it."""
    word = line.words[position]
    following = predicates.governing(line, position)
    if following is not None and line.form(line.words[following.verb]) in ("넘게", "웃돌게", "가깝게"):
        following = predicates.governing(line, following.verb + 1)  # 1조원을 넘게 투자했다
    if following is not None and following.verb != position and not _told_of_another(line, position, following.verb):
        yield following, _CASES.get(word.role, "")
    for clause in reversed(predicates.line_clauses(line)):
        head = clause.head
        if head is not None and clause.verb < position and head.role in (Role.TOPIC, Role.SUBJECT):
            own = line.figures[line.words[position].figure or 0]
            bears = own.kind is not Kind.MONEY or _is_sum(line, head.last) or clause.stem in _taking()
            if line.clause(head.last) == line.clause(position) and bears:
                yield clause, "object"
            return


def _is_sum(line: Line, position: int) -> bool:
    """Whether a noun may be an amount of money: 손에 쥔 돈은, but not 이를 얹은 노트북은."""
    return patterns.pattern(_SUM).search(line.noun(line.words[position])) is not None


@per_lexicon
def _taking() -> frozenset[str]:
    """The stems of verbs of trade, of which goods are told in money: 사들인 부품은 221억 달러다."""
    return frozenset(stem for stem, frames in _table().items() if any(f.metric in _OF_GOODS for f in frames))


def _told_of_another(line: Line, position: int, verb: int) -> bool:
    """Whether a verb tells of a later figure of another kind: 6만원으로 1년 전보다 24% 비싸다."""
    own = line.words[position]
    later = [w.figure for w in line.words[position + 1 : verb] if w.figure is not None]
    kinds = {line.figures[i].kind for i in later} - {Kind.DATE, Kind.TIME}
    return own.role is Role.BY and own.figure is not None and bool(kinds - {line.figures[own.figure].kind})


def _fits(frame: Frame, figure: Quantity, role: str, line: Line, clause: Clause) -> bool:
    if frame.metric in _OF_GOODS and figure.unit in patterns.forms("counts no goods"):
        return False
    if frame.kind != figure.kind or (frame.units and figure.unit not in frame.units):
        return False
    if frame.role and frame.role != role and not (frame.role == "by" and role == "at"):
        return False
    if frame.cue:
        start, end = line.words[clause.first].start, line.words[clause.verb].end
        return patterns.pattern(f"<{frame.cue}>(?!총생산)").search(line.text, start, end) is not None
    return True


@per_lexicon
def _table() -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for row in rows("verb_frames"):
        units = frozenset(filter(None, row["units"].split("|")))
        frame = Frame(row["kind"], units, row["role"], row["cue"], row["metric"], row["subject"])
        found[predicates.stem_of(row["verb"])].append(frame)
    # what asks for more comes first
    return {
        stem: tuple(sorted(all_, key=lambda f: -bool(f.cue or f.units) - bool(f.role))) for stem, all_ in found.items()
    }
