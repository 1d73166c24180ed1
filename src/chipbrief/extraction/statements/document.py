"""What the quantities of a document are about: its sentences in order, each read with what those before left open.

A figure in brackets is read in its sentence, in the place of its bracket, and is about the name before it: H20(96GB),
and 점유율은 애플(19%), 삼성전자(18%) 순이다.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from chipbrief.extraction.lexicon import patterns
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import attributes, attribution, clauses, mentions, metric_words, periods, pieces
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.discourse import Attributes, Discourse
from chipbrief.extraction.statements.focus import SUBJECT, TOPIC, agents, ranks
from chipbrief.extraction.statements.metric_words import hits
from chipbrief.model import Kind

_LONGEST = 400  # characters: what goes on without an end is a table or a list, and is read in pieces
SENTENCE = re.compile(
    rf"[^\n]{{1,{_LONGEST}}}?(?:(?<![.!?。])[.!?。]++[\"'”’)\]]*+(?=\s)|(?=\n)|$)"
    rf"|[^\n]{{1,{_LONGEST}}}(?=\s)|[^\n]{{1,{_LONGEST}}}",
    re.MULTILINE,
)
_MEASURE = re.compile(
    r"(?:치|율|률|액|량|폭|목표|전망|컨센서스|예상|가이던스|추정|평균|기준)$"
)  # bears no figure itself
_COUNTS = "<counting> (?:수치|숫자|자료|전망|예상|보고서|통계|추정치|전망치|예상치|결과)"
_TURNS = r"(?:(?<=[.!?] )|(?<=\n)|(?<=, )|(?<=그런데 )|(?<=그러나 )|(?<=하지만 )|(?<=반면 ))<turns home>"
_GLOSS = re.compile(r"[=＝]|분의 ?1[가-힣A-Za-z]")  # (1㎚=10억분의 1m) explains a unit
_YEAR, _YEAR_OF = re.compile(r"\d{4}"), re.compile(r"(?<!\d)\d{4}")
_BEFORE = re.compile(r"(?:전|직전) ?(?:분기|월|달|반기)$")
_SAME_TIME = re.compile(r"(?:동기|같은 ?(?:기간|분기|달|시기)|1년 ?전)$")
T = TypeVar("T", Quantity, Mention)


def attributes_of(text: str, found: Sequence[Quantity]) -> dict[Quantity, Attributes]:
    """What each quantity that is no date is about."""
    if all(q.kind in (Kind.DATE, Kind.TIME) for q in found):
        return {}
    discourse = Discourse()
    about: dict[Quantity, Attributes] = {}
    named = mentions.find(text)
    waiting, unread, tables = _dated(text, found), list(named), pieces.tables(text)
    spans, begins = [match.span() for match in SENTENCE.finditer(text)], True
    for place, (start, end) in enumerate(spans):
        own, here = _until(waiting, start, end), _until(unread, start, end)
        if any(table.span[0] <= start < table.span[1] for table in tables):
            continue
        begins = begins or text.endswith("\n\n", 0, start)
        turned = patterns.pattern(_TURNS).search(text, start, end) is not None
        doers = () if own else agents(text[start:end])
        if not (own or here or doers or turned):
            continue
        discourse.topics.sentence += 1
        if begins:
            discourse.topics.paragraph, begins = discourse.topics.sentence, False
        if turned:
            discourse.topics.say(("korea",), TOPIC)
        discourse.quoted = _quoted(text, end, named)
        if any(q.kind not in (Kind.DATE, Kind.TIME) for q in own):
            after = spans[place + 1] if place + 1 < len(spans) else None
            about.update(_turned(text, ((start, end), after), found, named, discourse))
            about.update((q, a) for q, a in _sentence(text, (start, end), own, here, discourse) if q not in about)
        else:
            _note(text, (start, end), own, here, discourse)
        _say(ranks(text, start, here), doers, discourse)
    for table in tables:
        about.update(_cells(text, table, found, named))
    return _headline(text, about)


def _quoted(text: str, end: int, named: Sequence[Mention]) -> str | None:
    """Whose words the quotation was that ends here, where the next sentence says so: by id, else as a phrase."""
    span = attribution.told_after(text, end)
    if span is None:
        return None
    return next((m.id for m in named if span[0] <= m.start and m.end <= span[1]), text[slice(*span)])


def _say(ranked: list[tuple[int, str]], doers: tuple[str, ...], discourse: Discourse) -> None:
    """What the current sentence is about: what it names, else those without a name who do something in it."""
    for rank, id_ in ranked:
        discourse.topics.say((id_,), rank)
    if not any(rank >= SUBJECT for rank, _ in ranked):
        discourse.topics.say(doers, SUBJECT)


def _note(text: str, span: tuple[int, int], own: list[Quantity], here: list[Mention], discourse: Discourse) -> None:
    """What a sentence without figures leaves open: the metrics that it names, and who speaks in it."""
    discourse.worded.append((discourse.topics.sentence, metric_words.named(text[slice(*span)])))
    if here and (attribution.reports(text[slice(*span)]) or patterns.pattern(_COUNTS).search(text, *span)):
        line, _ = clauses.line(text, span, own, here)
        told = attribution.speaker(line)
        discourse.told_by(told[0] if told else None)


def _dated(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, years with the months that stand in brackets after them: 지난해(1∼11월) is those months of it."""
    kept = list(found)
    for place, (one, after) in enumerate(pairwise(found)):
        both = one.kind is after.kind is Kind.DATE and one.date and after.date
        if both and _YEAR.fullmatch(str(one.date)) and text[one.end : after.start] == "(" and text[after.end] == ")":
            kept[place] = one._replace(date=_YEAR_OF.sub(str(one.date), str(after.date)))
    return kept


def _cells(
    text: str, table: pieces.Table, found: Sequence[Quantity], named: Sequence[Mention]
) -> Iterator[tuple[Quantity, Attributes]]:
    """The figures of a table, each read for itself: a cell is about its row and its column alone."""
    places = {q.start: q for q in found}
    for line, index in pieces.cells(text, table, found, named):
        for figure, about in attributes.read(line, Discourse(), [index]):
            yield places[line.origin[figure.start]], replace(about, rules=(*about.rules, "cell of a table"))


def _turned(
    text: str,
    spans: tuple[tuple[int, int], tuple[int, int] | None],
    found: Sequence[Quantity],
    named: Sequence[Mention],
    discourse: Discourse,
) -> Iterator[tuple[Quantity, Attributes]]:
    """A number whose sentence says what it is only after it."""
    sentence, after = spans
    line = pieces.turned(text, (sentence, after), found, named) if after else None
    if line is not None:
        places = {q.start: q for q in found}
        for figure, about in attributes.read(line, discourse, [len(line.figures) - 1]):
            yield places[line.origin[figure.start]], about


def _headline(text: str, about: dict[Quantity, Attributes]) -> dict[Quantity, Attributes]:
    """A figure of the headline is about what the same figure of the article is about, where that is said."""
    end = text.find("\n")
    for figure in [one for one in about if one.start < end]:
        alike = (other for place, other in about.items() if place.start > end and _value(place) == _value(figure))
        told = next((other for other in alike if other.subject and other.metric), None)
        if told:
            about[figure] = replace(told, attribution=None, rules=(*told.rules, "as in the article"))
    return about


def _value(figure: Quantity) -> tuple[object, ...]:
    return figure.kind, figure.low, figure.high, figure.unit


def _until(waiting: list[T], start: int, end: int) -> list[T]:
    """Take from the front of a sorted list what begins before `end`; return what begins at `start` or later."""
    count = next((i for i, one in enumerate(waiting) if one.start >= end), len(waiting))
    taken = [one for one in waiting[:count] if one.start >= start]
    del waiting[:count]
    return taken


def _sentence(
    text: str, span: tuple[int, int], own: list[Quantity], here: list[Mention], discourse: Discourse
) -> Iterator[tuple[Quantity, Attributes]]:
    """What the quantities of a sentence are about, in their order, those in brackets where they stand."""
    line, brackets = clauses.line(text, span, own, here)
    places = {q.start: q for q in own}
    later = [line.origin[figure.start] for figure in line.figures]
    for start, end in [*brackets, (span[1], span[1])]:
        before = [i for i, place in enumerate(later) if place < start]
        later[: len(before)] = [span[1] + 1] * len(before)
        for figure, about in attributes.read(line, discourse, before):
            yield places[line.origin[figure.start]], about
        inside = [q for q in own if start < q.start < end and q.kind not in (Kind.DATE, Kind.TIME)]
        if inside and not _GLOSS.search(text, start, end):
            yield from _bracketed(text, span, (start, end), (own, here), discourse)


def _bracketed(
    text: str,
    span: tuple[int, int],
    bracket: tuple[int, int],
    there: tuple[list[Quantity], list[Mention]],
    discourse: Discourse,
) -> Iterator[tuple[Quantity, Attributes]]:
    """The figures in brackets, read where their brackets stand, about the name before them if there is one."""
    line, _ = clauses.line(text, span, *there, keep=bracket)
    inside = [i for i, f in enumerate(line.figures) if bracket[0] < line.origin[f.start] < bracket[1]]
    owner = _owner(line, inside[0]) if inside else None
    places = {q.start: q for q in there[0]}
    dated = next((q.date for q in there[0] if q.kind is Kind.DATE and q.end == bracket[0]), None)
    if dated and _SAME_TIME.search(text, 0, bracket[0]):
        dated = next((periods.a_year_before(a.period) for _, a in discourse.before(0) if a.period), dated)
    elif dated and _BEFORE.search(text, 0, bracket[0]):
        dated = ""  # a quarter before one that is not told
    for figure, about in attributes.read(line, discourse, inside, attributes.Bracket(owner, dated)):
        yield places[line.origin[figure.start]], about


def _owner(line: Line, index: int) -> str | None:
    """The name before a bracket, known or not; a metric, a date or another figure is none."""
    before = line.at(index) - 1
    word = line.words[before] if before >= 0 else None
    if word is None or word.figure is not None or word.role is not Role.BARE:
        return None
    if word.mentions:
        return word.mentions[-1].id if word.mentions[-1].end == word.stem else None
    form = line.noun(word)
    if len(form) < 2 or any(hit.word == before for hit in hits(line)) or _MEASURE.search(form):
        return None
    tags = [m.tag for m in line.within(word.start, word.end)]
    return form if tags and all(tag[:2] in ("NN", "SL", "SH", "SN", "XS", "XP") for tag in tags) else None
