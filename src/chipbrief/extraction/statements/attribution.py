"""Who says it: the speaker of a sentence of report, and whether a date is only that of the report."""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.comparisons import mentioned, words

# 추산된다, 집계됐다: nobody is said to say it
_SAID = (
    "(?:(?:다|라|자|냐|까)(?:[”\"'’] ?)?고 ?.{0,24}?|(?:것|[”\"'’])으로 ?|으로 |로 )"
    "<saying>(?!되|된|될|됐|돼|됩|지|졌|진)"
    "|<saying>(?:했다|하며|하면서|한다|다|했으며|했지만|했고|하고)"
    "|[다라](?:며|면서)(?=[ ,])"
)
_ACCORDING = re.compile(r"에 (?:따르면|의하면)|[을를] (?:보면|인용해|토대로)")
_REPORT = (
    r"(?:<report>(?:로|에서|으로|상으로|에서는|로는|으로는|상|를 보면|을 보면|치로| ?결과)"
    r"|의 <opinion>(?:으로는|로는|대로라면))(?= |,)"
)
_WORDS_OF = r"\s{0,4}([^.\n]{2,40}?)의 (?:말|<opinion>)(?:이다|이었다|이라고 한다|다)\."
_OPINION = r"<opinion>(?:이다|이었다|였다|다|이라고 한다)(?=[.\s\"”]|$)"
_QUOTED = re.compile(r"(?:다|라|자)[”\"’']?고$|(?:라며|다며|다면서|라면서)$|것으로$|[”\"]$")
_MEASURES = re.compile(
    r"(?:치|통계|자료|보고서|컨센서스|예상|전망|추정|평균|순위|순이익|영업이익|매출|점유율|목표주가)$"
)
_TELLERS = ("organisation", "media", "person", "government", "company")
RESEARCH = ("organisation", "media")


def reports(sentence: str) -> bool:
    """Whether a sentence has a word of report."""
    return patterns.pattern(_SAID).search(sentence) is not None


def told_after(text: str, end: int) -> tuple[int, int] | None:
    """Where the phrase stands for those whose words a quotation was: “…” 김 대표의 말이다; None after anything else."""
    found = patterns.pattern(_WORDS_OF).match(text, end) if text[end - 1] in "”\"'’" else None
    return found.span(1) if found else None


def tells_the_future(line: Line) -> bool:
    """Whether a sentence ends in a verb without a past: 높아진다, 이를 전망이다."""
    last = list(line.within(line.words[-1].start, line.words[-1].end)) if line.words else []
    return any(m.tag == "EF" for m in last) and not any(m.tag == "EP" and m.form[-1:] in "었았였" for m in last)


def speaker(line: Line, before: str | None = None, place: int | None = None) -> tuple[str, str] | None:
    """The speaker of the sentence (entity id, or noun phrase) and the rule, or None when it reports nobody's words.

    `before` is the speaker of the sentence before, who goes on where a report names nobody. Of the figure at `place`,
    whose estimates stand only after it is no speaker: 54억 유로로, 블룸버그가 집계한 전망치(49억 유로).
    """
    found = _according(line) or _published(line, place) or _opinion(line) or _reported(line, before)
    if found:
        return found
    for here, word in enumerate(line.words):
        if word.role is Role.TOPIC and (ids := mentioned(line, line.phrase(here), here)):
            return (ids[0], "researcher as topic") if _researches(ids) else None
    return None


def _researches(ids: list[str]) -> bool:
    """Whether an organisation lives by telling of others: a research firm, a bank, a medium; no exchange, no fund."""
    return all(gazetteer.kind_of(id_) in RESEARCH and id_ not in patterns.forms("bears figures") for id_ in ids)


def _according(line: Line) -> tuple[str, str] | None:
    found = next(
        (m for m in _ACCORDING.finditer(line.text) if m[0].startswith("에") or _is_report(line, m.start())), None
    )
    if found is None:
        return None
    source = _source(line, found.start())
    return (source, "according to") if source else None


def _is_report(line: Line, place: int) -> bool:
    """Whether the word that ends at a place is a report (자료를 보면), not what is looked at (6월을 보면)."""
    return patterns.pattern("<report>$").search(line.text, max(0, place - 8), place) is not None


def _published(line: Line, place: int | None) -> tuple[str, str] | None:
    """SEMI 통계로, 가트너 집계에서, IDC가 집계한: whose figures they are."""
    for match in patterns.pattern(_REPORT).finditer(line.text):
        last = line.word_at(match.start())
        ids = mentioned(line, line.phrase(last), last) if last is not None else []
        if ids and all(gazetteer.kind_of(id_) in _TELLERS for id_ in ids):
            return ";".join(ids), "by its statistics"
        if (
            last
            and not any(gazetteer.kind_of(id_) in _TELLERS for id_ in ids)
            and _is_unknown_teller(line, last - 1, (Role.BARE, Role.OF))
        ):
            return words(line, last - 1, last - 1), "by its statistics"
    for here, word in enumerate(line.words[:-1]):
        if place is not None and word.start > place:
            break
        following = line.words[here + 1]
        counts = following.role is Role.MODIFIER and patterns.pattern("<counting>").match(line.form(following))
        ids = mentioned(line, line.phrase(here), here) if counts and word.role is Role.SUBJECT else []
        if ids and all(gazetteer.kind_of(id_) in _TELLERS for id_ in ids):
            return ";".join(ids), "who counts"
        measured = counts and any(_MEASURES.search(line.noun(w)) for w in line.words[here + 2 : here + 5])
        if measured and not ids and _is_unknown_teller(line, here, (Role.SUBJECT,)):
            return words(line, here, here), "who counts"
    return None


def _is_unknown_teller(line: Line, position: int, roles: tuple[Role, ...]) -> bool:
    """Whether a word without an entity is a proper name or one who tells: LSEG가 집계한 예상치, 업계 추산으로."""
    word = line.words[position]
    if word.role not in roles or word.comma or word.figure is not None or word.mentions:
        return False
    tags = {m.tag for m in line.within(word.start, word.stem)}
    teller = patterns.pattern("<speaker noun>(?:들)?$").search(line.noun(word)) is not None
    before = line.noun(line.words[position - 1]) if position else ""
    return teller or bool(tags & {"NNP", "SL"} or patterns.pattern("<speaker noun>$").search(before))


def _opinion(line: Line) -> tuple[str, str] | None:
    """업계의 분석이다, ~다는 게 회사 측 설명이다: whose opinion the sentence gives."""
    match = patterns.pattern(_OPINION).search(line.text)
    last = line.word_at(match.start()) if match else None
    if last is None or not last:
        return None
    before = last - 1 if line.words[last].start == (match.start() if match else 0) else last
    return (_named(line, before), "whose opinion") if before >= 0 and _speaks(line, before) else None


def _reported(line: Line, before: str | None) -> tuple[str, str] | None:
    said = list(patterns.pattern(_SAID).finditer(line.text))
    if not said:
        return None
    verb = next((i for i, w in enumerate(line.words) if w.end >= said[-1].end()), len(line.words) - 1)
    closed = [i for i in range(verb) if _QUOTED.search(line.form(line.words[i]))]
    later = range((closed[-1] if closed else verb) + 1, verb)
    after = [i for i in later if line.words[i].role in (Role.SUBJECT, Role.TOPIC)]
    if after and _speaks(line, after[-1]):
        return _named(line, after[-1]), "quotation before its speaker"
    for here in range(verb):
        if line.words[here].role in (Role.TOPIC, Role.ALSO, Role.SUBJECT) and _speaks(line, here):
            return _named(line, here), "speaker and quotation"
    for here in range(verb):
        if line.words[here].role is Role.FROM and patterns.pattern("<speaker noun>$").search(
            line.noun(line.words[here])
        ):
            return _named(line, here), "among whom it is said"
    return (before, "speaker before") if before else None


def _speaks(line: Line, last: int) -> bool:
    """Whether a phrase names somebody who can say something: a person, an office, a firm; 업계 관계자, 회사 측."""
    first = line.phrase(last)
    if patterns.pattern("<speaker noun>$").search(line.noun(line.words[last])):
        return True
    ids = mentioned(line, first, last)
    kinds = {gazetteer.kind_of(id_) for id_ in ids}
    return bool(ids) and kinds <= {*_TELLERS, "place"} and _is_name(line, last)


def _is_name(line: Line, last: int) -> bool:
    """Whether the head of a phrase is a name, perhaps before a title: 쉬즈쥔 화웨이 순환회장은, not 화웨이 매출은."""
    head = line.words[last]
    if head.mentions:
        tail = line.text[head.mentions[-1].end : head.stem]
        return tail in ("", "측") or patterns.pattern("(?:<title>|<suffix>)").fullmatch(tail) is not None
    return patterns.pattern("(?:<title>|등|측|방송|통신|연구원|애널리스트)").fullmatch(line.noun(head)) is not None


def _source(line: Line, place: int) -> str:
    """Who stands before 에 따르면: the name in its phrase, or who made it (산업부가 발표한 동향에 따르면)."""
    last = next((i for i, word in enumerate(line.words) if word.start <= place <= word.end), len(line.words) - 1)
    named = _named(line, last)
    if mentioned(line, line.phrase(last), last):
        return ";".join(mentioned(line, line.phrase(last), last))
    makers = [i for i in range(last) if line.words[i].role is Role.SUBJECT and mentioned(line, line.phrase(i), i)]
    if makers:
        return _named(line, makers[-1])
    return "" if patterns.pattern("<report>").fullmatch(named) else named


def _named(line: Line, last: int) -> str:
    """Who a phrase names: its entity, also before a title or 등 (쉬즈쥔 화웨이 순환회장은), else its words."""
    first = line.phrase(last)
    ids = mentioned(line, first, last)
    return ";".join(ids) if ids and _is_name(line, last) else words(line, first, last)


def reports_on_a_day(line: Line, position: int) -> bool:
    """Whether the date at this word is when something was said: 닛케이는 25일 “…”고 보도했다, 24일 공시했다."""
    if not patterns.pattern(_SAID).search(line.text):
        return False
    before = line.words[position - 1] if position else None
    after = line.words[position + 1] if position + 1 < len(line.words) else None
    if before is not None and before.role in (Role.TOPIC, Role.SUBJECT):
        return True
    return after is not None and patterns.pattern("<saying>").match(line.form(after)) is not None
