"""Who says it: the speaker of a sentence of report, and whether a date is only that of the report."""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.comparisons import mentioned, words

_SAID = "(?:다|라|자|냐)?고 ?.{0,24}?<saying>|(?:것으로|으로|로) ?<saying>|<saying>(?:했다|하며|하면서|한다|다|했으며)"
_ACCORDING = re.compile(r"에 (?:따르면|의하면)")
_QUOTED = re.compile(r"(?:다|라|자|냐)”?고$|(?:라며|다며|다면서|라면서)$|것으로$")


def speaker(line: Line) -> tuple[str, str] | None:
    """The speaker of the sentence (entity id, or noun phrase) and the rule, or None when it reports nobody's words."""
    according = _ACCORDING.search(line.text)
    if according:
        return _source(line, according.start()), "according to"
    said = list(patterns.pattern(_SAID).finditer(line.text))
    if not said:
        return None
    verb = next((i for i, w in enumerate(line.words) if w.end >= said[-1].end()), len(line.words) - 1)
    closed = [i for i in range(verb) if _QUOTED.search(line.form(line.words[i]))]
    after = [i for i in range((closed[-1] if closed else verb) + 1, verb) if line.words[i].role is Role.SUBJECT]
    if after:
        return _named(line, after[-1]), "quotation before its speaker"
    for here in range(verb):
        first = line.phrase(here)
        if line.words[here].role in (Role.TOPIC, Role.ALSO) and mentioned(line, first, here):
            return _named(line, here), "speaker and quotation"
    return None


def _source(line: Line, place: int) -> str:
    """Who stands before 에 따르면: the name in its phrase, or who made it (산업부가 발표한 동향에 따르면)."""
    last = next((i for i, word in enumerate(line.words) if word.start <= place <= word.end), len(line.words) - 1)
    named = _named(line, last)
    if mentioned(line, line.phrase(last), last):
        return ";".join(mentioned(line, line.phrase(last), last))
    makers = [i for i in range(last) if line.words[i].role is Role.SUBJECT and mentioned(line, line.phrase(i), i)]
    return _named(line, makers[-1]) if makers else named


def _named(line: Line, last: int) -> str:
    """Who a phrase names: its entity, also before a title or 등 (쉬즈쥔 화웨이 순환회장은), else its words."""
    first = line.phrase(last)
    ids, head = mentioned(line, first, last), line.words[last]
    if ids and (
        head.mentions or patterns.pattern("(?:<title>|등|측|방송|통신|연구원|애널리스트)").fullmatch(line.noun(head))
    ):
        return ";".join(ids)
    return words(line, first, last)


def reports_on_a_day(line: Line, position: int) -> bool:
    """Whether the date at this word is when something was said: 닛케이는 25일 “…”고 보도했다, 24일 공시했다."""
    if not patterns.pattern(_SAID).search(line.text):
        return False
    before = line.words[position - 1] if position else None
    after = line.words[position + 1] if position + 1 < len(line.words) else None
    if before is not None and before.role in (Role.TOPIC, Role.SUBJECT):
        return True
    return after is not None and patterns.pattern("<saying>").match(line.form(after)) is not None
