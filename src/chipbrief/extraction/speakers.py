"""Who says it: the speaker of a sentence of report, and whether a date is only that of the report."""

from __future__ import annotations

import re

from chipbrief.extraction.clauses import Line, Role
from chipbrief.extraction.comparisons import mentioned, words

_SAYING = (
    "보도|전했|전한|전하|밝혔|밝힌|밝히|말했|말한|분석|진단|전망|추정|추산|내다봤|내다본|내다보|지적|강조|설명|평가했|평가한|주장|예상|예측|관측|덧붙|"
    "공시|발표|해석|집계|경고|언급|소개|인용|역설|토로|귀띔|썼다|적었|짚었|꼬집|꼽았|알렸"
)
_SAID = re.compile(
    rf"(?:다|라|자|냐)?고 ?(?:.{{0,24}}?)(?:{_SAYING})|(?:것으로|으로|로) ?(?:{_SAYING})|(?:{_SAYING})(?:했다|하며|하면서|한다|다|했으며)"
)
_ACCORDING = re.compile(r"에 (?:따르면|의하면)|(?:을|를) 인용")
_QUOTED = re.compile(r"(?:다|라|자|냐)”?고$|(?:라며|다며|다면서|라면서)$|것으로$")


def speaker(line: Line) -> tuple[str, str] | None:
    """The speaker of the sentence (entity id, or noun phrase) and the rule, or None when it reports nobody's words."""
    according = _ACCORDING.search(line.text)
    if according:
        last = next((i for i, w in enumerate(line.words) if w.start <= according.start() <= w.end), None)
        if last is not None:
            return _named(line, last), "according to"
    said = list(_SAID.finditer(line.text))
    if not said:
        return None
    verb = next((i for i, w in enumerate(line.words) if w.end >= said[-1].end()), len(line.words) - 1)
    closed = [i for i in range(verb) if _QUOTED.search(line.form(line.words[i]))]
    after_quote = [i for i in range((closed[-1] if closed else verb) + 1, verb) if line.words[i].role is Role.SUBJECT]
    if after_quote:
        return _named(line, after_quote[-1]), "quotation before its speaker"
    topics = [i for i in range(verb) if line.words[i].role in (Role.TOPIC, Role.ALSO) and line.words[i].mentions]
    if topics:
        return _named(line, topics[0]), "speaker and quotation"
    return None


def _named(line: Line, last: int) -> str:
    first = line.phrase(last)
    ids = mentioned(line, first, last)
    head = line.words[last]
    if ids and (head.mentions or line.noun(head) in ("등", "측", "방송", "통신")):
        return ";".join(ids)
    return words(line, first, last)


def reports_on_a_day(line: Line, position: int) -> bool:
    """Whether the date at this word is when something was said: directly after the speaker (닛케이는 25일 “…”고) or before the verb."""
    if not _SAID.search(line.text):
        return False
    before = line.words[position - 1] if position else None
    after = line.words[position + 1] if position + 1 < len(line.words) else None
    if before is not None and before.role in (Role.TOPIC, Role.SUBJECT):
        return True
    return after is not None and re.match(_SAYING, line.form(after)) is not None
