"""The verbs of a line with what belongs to each: Korean puts a verb after its phrases, so one walk binds them.

A phrase waits until a verb takes it. A verb before a noun (H20을 대체할 칩) takes what its clause can hold and leaves
its subject or object open for that noun, its `head`; a verb that links clauses or ends one takes all that waits, but
a topic goes on to the verbs after it. What a quotation holds does not reach what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from chipbrief.extraction.relations.naming import ALSO
from chipbrief.extraction.relations.phrases import Phrase
from chipbrief.extraction.relations.verbs import Event, verb
from chipbrief.extraction.relations.vocabulary import frames, words
from chipbrief.extraction.statements.clauses import Line, Role, Word
from chipbrief.model import Kind

_ROLES = {
    Role.TOPIC: "topic", Role.SUBJECT: "subject", Role.ALSO: "also", Role.OBJECT: "object", Role.AT: "to",
    Role.FROM: "from", Role.BY: "by", Role.AND: "with", Role.THAN: "than", Role.BARE: "bare", Role.OTHER: "also",
    Role.FINAL: "copula", Role.ENDING: "copula", Role.MODIFIER: "bare",
}  # fmt: skip
_VERBAL = ("VV", "VA", "XSV", "XSA")
_OPEN, _CLOSE = '“‘"「『', '”’"」』'
_JOINING = ("및", "등", "또는", "혹은", "겸")


def events(line: Line) -> tuple[list[Event], list[Phrase]]:
    """The verbs of a line in order with their phrases, and all phrases of the line."""
    found: list[Event] = []
    phrases: list[Phrase] = []
    waiting: list[Phrase] = []
    describing: list[Event] = []
    quotes = _quotes(line)
    for node in _nodes(line):
        if isinstance(node, Phrase):
            for event in describing:
                event.head = node
            describing = []
            waiting.append(node)
            phrases.append(node)
            continue
        if node.lemmas == ("의하",) and node.form == "link" and waiting and waiting[-1].role == "to":
            waiting[-1].role = "from"  # A에 의해 is by A
            continue
        following = node.last + 1
        node.clausal = node.form == "head" and following < len(line.words) and _formal(line, following)
        _take(line, node, waiting, quotes)
        node.before = next((e for e in reversed(found) if e.form in ("link", "end")), None)
        describing = [*describing, node] if node.form == "head" else []
        found.append(node)
    if waiting:  # a headline ends without a verb
        last = Event(waiting[-1].last, waiting[-1].last, (), False, "end")
        last.before = next((e for e in reversed(found) if e.form == "link"), None)
        _take(line, last, waiting, quotes)
        found.append(last)
    return found, phrases


def _formal(line: Line, position: int) -> bool:
    word = line.words[position]
    return not word.mentions and line.noun(word) in words("formal")


def _nodes(line: Line) -> Iterator[Phrase | Event]:
    """The phrases and verbs of a line in order."""
    first: int | None = None
    position = 0
    while position < len(line.words):
        word = line.words[position]
        event = verb(line, position)
        if event is not None:
            if first is not None:
                yield Phrase(first, position - 1, "bare")
                first = None
            yield event
            position = event.last + 1
            continue
        if _skipped(line, position):
            if first is not None and not _goes_on(line, position):
                also = line.form(word) in words("also")
                yield Phrase(first, position - 1, "topic" if also else "bare")
                first = None
            position += 1
            continue
        if first is None:
            first = position
        if not _open(line, position):
            yield Phrase(first, position, _role(line, word))
            first = None
        position += 1
    if first is not None:
        yield Phrase(first, len(line.words) - 1, "bare")


def _role(line: Line, word: Word) -> str:
    form = line.text[word.stem : word.end]
    if (
        word.role is Role.OTHER
        and ("이" in form or "다" in form)
        and "VCP" in {m.tag for m in line.within(word.start, word.end)}
    ):
        return "copula"
    if word.role is Role.BARE and word.comma:
        return "topic"
    if word.role is Role.ALSO:  # 텔레포니카에도, 화웨이와도
        return next((role for form, role in ALSO.items() if line.text[word.start : word.end].endswith(form)), "also")
    return _ROLES.get(word.role, "also")


def _skipped(line: Line, position: int) -> bool:
    """Whether a word is an adverb, a date, or a noun that serves as one."""
    word, form = line.words[position], line.noun(line.words[position])
    if word.mentions or form in _JOINING:
        return False
    if word.role is Role.ADVERB or (word.role is Role.ENDING and line.form(word).endswith("게")):
        return True
    if form in words("anaphor"):  # 이에, 이처럼; but not 이를
        like = line.form(word).endswith(("처럼", "보다", "같이", "만큼"))
        return like or word.role in (Role.AT, Role.BY, Role.FROM, Role.AND, Role.THAN)
    alone = word.role in (Role.BARE, Role.AT, Role.BY, Role.TOPIC, Role.FROM)
    dated = word.figure is not None and line.figures[word.figure].kind in (Kind.DATE, Kind.TIME)
    adverbial = word.figure is None and (form in words("time") or form in words("adverb"))
    return alone and (dated or adverbial)


def _goes_on(line: Line, position: int) -> bool:
    """Whether the phrase before an adverb is not closed: a list, or a genitive."""
    return position > 0 and line.words[position - 1].role in (Role.OF,)


def _open(line: Line, position: int) -> bool:
    """Whether the phrase goes on after a word."""
    word = line.words[position]
    if position + 1 < len(line.words) and "“" in line.text[word.end : line.words[position + 1].start]:
        return False
    if position + 1 >= len(line.words) or verb(line, position + 1) is not None:
        return position + 1 < len(line.words) and line.noun(line.words[position + 1]) in words("and so on")
    following = line.noun(line.words[position + 1])
    if following in words("and so on"):
        return True
    if word.role in (Role.ADVERB, Role.BARE):
        return (
            line.noun(word) in _JOINING if word.role is Role.ADVERB else not (word.comma and _headline(line, position))
        )
    if word.role is Role.AND:
        noun = line.noun(line.words[position + 1])
        return not any("with" in frame.object for frame in frames().get(noun, ()))
    tags = {m.tag for m in line.within(word.start, word.end)}
    return word.role is Role.OF or (word.role is Role.MODIFIER and not tags & set(_VERBAL))


def _headline(line: Line, position: int) -> bool:
    """Whether a comma after a bare noun marks the topic of a headline: `화웨이, 새 칩 공개`."""
    if position > 4 or any(line.form(w) in words("and so on") for w in line.words[position + 1 : position + 8]):
        return False
    return line.words[-1].role is not Role.FINAL and not line.text.rstrip().endswith(".")


def _quotes(line: Line) -> list[tuple[int, int]]:
    """The spans of double quotation marks in a line."""
    found, opened = [], None
    for place, character in enumerate(line.text):
        if character == "“":
            opened = place
        elif character == "”" and opened is not None:
            found.append((opened, place))
            opened = None
    return found


def _take(line: Line, event: Event, waiting: list[Phrase], quotes: list[tuple[int, int]]) -> None:
    """Give a verb the phrases that wait for it, nearest first, and let the others wait."""
    here = line.words[event.word].start
    inside = next((q for q in quotes if q[0] < here < q[1]), None)
    describes = event.form == "head" and not event.clausal
    taken: list[Phrase] = []
    for phrase in reversed(waiting):
        if inside and line.words[phrase.first].start < inside[0]:
            break
        if describes and not _fits_before_noun(line, event, phrase):
            break
        if phrase.role in event.roles and not describes:
            if phrase.role in ("subject", "topic"):
                break
            if phrase.role == "object" and _formal(line, event.roles["object"].last):
                event.roles["object"] = phrase  # 반도체를 국내에서 만든 것을 쓰다
            taken.append(phrase)  # 보안 위험을 이유로 이를 구매하다: a second object belongs to an adverb
        elif describes or phrase.role != "subject" or "topic" not in event.roles:
            event.roles[phrase.role] = phrase
            if phrase.role not in ("topic", "also" if event.clausal else "") or event.form == "end":
                taken.append(phrase)
            if describes and phrase.role == "subject" and not _act(line, phrase):
                break
    waiting[:] = [phrase for phrase in waiting if phrase not in taken]


def _act(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase is about an act (H20 수출이), which may be the second subject of its verb."""
    return line.noun(line.words[phrase.last]) in words("act")


def _fits_before_noun(line: Line, event: Event, phrase: Phrase) -> bool:
    """Whether a verb that describes a noun takes one more phrase."""
    role = phrase.role
    if role in ("topic", "also", "copula") or role in event.roles:
        return False
    if role == "subject":
        intransitive = event.lemmas[:1] and event.lemmas[0] in words("intransitive")
        return _act(line, phrase) or not (event.passive or intransitive or "object" in event.roles)
    if event.adjective:
        return role in ("than", "bare")
    if role == "object":
        return not event.passive
    if event.lemmas and event.lemmas[0] in frames() and role in ("to", "from", "by", "with"):
        uses = {name for frame in frames()[event.lemmas[0]] for name in (*frame.subject, *frame.object)}
        stand_in = line.noun(line.words[phrase.last]) in words("stand-in")  # 엔비디아가 H20 대체용으로 내놓은 칩
        return role in uses or event.passive or stand_in
    return True
