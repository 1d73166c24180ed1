"""When a relation came about: the date in the clause of its verb."""

from __future__ import annotations

from chipbrief.extraction.relations.phrases import Phrase
from chipbrief.extraction.relations.verbs import Event
from chipbrief.extraction.statements.attribution import reports_on_a_day
from chipbrief.extraction.statements.clauses import Line
from chipbrief.model import Kind

_LASTING = frozenset({"replaces", "used-for", "uses", "compatible-with"})  # hold, and do not happen on a day


def of(line: Line, event: Event, relation: str) -> str | None:
    """The date nearest before a verb in its clause, ISO 8601; None where the clause has none."""
    if event.form == "head" and relation in _LASTING:
        return None
    phrases = [phrase for role, phrase in event.roles.items() if event.form != "head" or role != "topic"]
    first = min((phrase.first for phrase in phrases), default=event.word)
    before = _end_before(line, event)
    start = max(first - 3, before + 1) if event.form == "head" else before + 1
    for position in range(event.word - 1, start - 1, -1):
        figure = line.words[position].figure
        if figure is None or line.figures[figure].kind is not Kind.DATE or not line.figures[figure].date:
            continue
        after = line.text[line.figures[figure].end : line.figures[figure].end + 2]
        if after in ("까지", "부터"):
            continue
        if reports_on_a_day(line, position) and event.last < len(line.words) - 1:
            continue
        return line.figures[figure].date
    return None


def _end_before(line: Line, event: Event) -> int:
    """The last word of the clause before; what the verb itself says (…있다고 지적하다) belongs to its own clause."""
    before = event.before
    while before is not None:
        own = line.within(line.words[before.last].start, line.words[before.last].end)
        if not any(m.tag == "EC" and m.form.endswith("다고") for m in own):
            return before.last
        before = before.before
    return -1


def near(line: Line, phrase: Phrase) -> str | None:
    """The date directly before a phrase: 지난 4월 미 행정부의 수출제한 조치로; None where there is none."""
    figure = line.words[phrase.first - 1].figure if phrase.first else None
    dated = figure is not None and line.figures[figure].kind is Kind.DATE
    return line.figures[figure].date if dated and figure is not None else None
