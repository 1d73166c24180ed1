"""Whether a figure is a growth or a decline, by the verb that comes directly after it."""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.metric_words import is_adjective
from chipbrief.model import Kind
from chipbrief.sources.reference_tables import per_lexicon, rows

HEDGES = r"(?: ?<hedge after>)*(?:을|를|은|는|도|만)?\s*+(?:<adverb of change>)?\s*+"
TO_TIMES = rf"(?:로 )?{HEDGES}"  # 3배 늘었다 and 3배로 늘었다 say the same, 3% and 3%로 do not
_MOST = r"(?:(?:으로|로) (?:가장|제일) (?:많이|크게|높게|가파르게) )?"
_DONE = re.compile(
    r" ?(더|덜) (?:팔|사들|샀|만들|생산|수출|수입|썼|쓰|벌|걷|찾|실어|내보|들여|먹|마시)"
)  # 52.8% 더 팔았다
_MORE = {"growth": re.compile(r"많|높|크|커|비싸|비쌌"), "decline": re.compile(r"적|낮|작|싸|쌌")}


def moved(line: Line, index: int, hedges: str = HEDGES) -> str | None:
    """growth or decline by the verb directly after a figure and its hedges; an adjective tells none (12배 뛰어나다)."""
    end = line.figures[index].end
    hedged = patterns.pattern(_MOST + hedges).match(line.text, end)
    place = hedged.end() if hedged else end
    for id_ in ("growth", "decline"):
        if _verbs(id_).match(line.text, place):
            return None if is_adjective(line, place) else id_
    if done := _DONE.match(line.text, end):
        return "growth" if done[1] == "더" else "decline"
    return _by_stem(line, place) or _more_than_before(line, index, place)


def _by_stem(line: Line, place: int) -> str | None:
    """growth or decline by the stem of the verb at a place, however it ends: 오를 것으로, 줄었을."""
    stem = next((m for m in line.within(place, place + 2) if m.start == place), None)
    for id_ in ("growth", "decline"):
        if stem and stem.tag.startswith("VV") and stem.form in patterns.forms(f"verb of {id_}"):
            return id_
    return None


def _more_than_before(line: Line, index: int, place: int) -> str | None:
    """전년 동기보다 62% 많다: an adjective tells a change where the other side is an earlier time."""
    position = line.at(index)
    if not any(_is_than_a_time(line, i) for i in range(line.clause(position), position)):
        return None
    return next((d for d, words in _MORE.items() if words.match(line.text, place)), None)


def _is_than_a_time(line: Line, here: int) -> bool:
    """Whether a word ends what an earlier time is the other side of: 전년 동기보다, 지난해 91만 대보다."""
    word, after = line.words[here], line.words[here + 1] if here + 1 < len(line.words) else None
    marked = after is not None and patterns.pattern("<against>").match(line.form(after)) is not None
    if not (word.role is Role.THAN or marked):
        return False
    figures = [line.words[i].figure for i in range(max(line.phrase(here) - 1, 0), here + 1)]
    return any(i is not None and line.figures[i].kind is Kind.DATE for i in figures)


def tells_change(direction: str, words: str) -> bool:
    """Whether words begin with a verb of growth, or of decline."""
    return _verbs(direction).match(words) is not None


@per_lexicon
def _verbs(direction: str) -> re.Pattern[str]:
    words = next(row["words"] for row in rows("metrics") if row["id"] == direction)
    return re.compile("|".join(map(re.escape, words.split("|"))))
