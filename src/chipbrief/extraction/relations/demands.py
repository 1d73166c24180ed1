"""What someone asks for, forbids to buyers or warns of: relations that hold between two clauses.

`H20을 구매하지 말 것을 지시했다` discourages, `수출하지 못하도록 했다` restricts, `공급받도록 지시했다` requires, and
`백도어 위험이 있다고 지적했다` warns: the outer verb says who, the inner clause what.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from chipbrief.extraction.relations import dates, modality
from chipbrief.extraction.relations.arguments import Arguments
from chipbrief.extraction.relations.found import Found
from chipbrief.extraction.relations.naming import Thing
from chipbrief.extraction.relations.phrases import Phrase, things
from chipbrief.extraction.relations.verbs import Event
from chipbrief.extraction.relations.vocabulary import classes, frames, words
from chipbrief.extraction.statements.clauses import Line

_GOODS = frozenset({"product", "component", "organisation"})
_WHO = frozenset({"authority", "place", "organisation", "person"})
_SPEAKERS = frozenset({"authority", "organisation", "person", "speaker"})
_WORRIES = ("우려", "경고")
_CAREFUL = ("신중", "자제", "중단", "금지", "축소")
_DECREED = ("한다고 밝", "한다고 규정", "한다고 못", "한다고 명시", "한다고 발표")
_ASKING = (("지시",), ("요구",), ("명령",), ("주문",), ("권고",), ("촉구",))
_NEGATIVE = ("말", "못하", "않", "못")


def read(arguments: Arguments) -> Iterator[Found]:
    """The relations that hold between two clauses of a line."""
    verbs = arguments.events
    for number, event in enumerate(verbs):
        following = verbs[number + 1] if number + 1 < len(verbs) else None
        outer = event if _made_to(arguments.line, event) else following
        if outer is not None and _orders(arguments.line, event, outer):
            yield from _demand(event, outer, arguments)
        yield from _careful(event, verbs[number - 1] if number else None, arguments)
        yield from _asked(event, arguments)
        yield from _must(event, arguments)
        yield from _warning(event, verbs[:number], arguments)
    yield from _worries(arguments)


def _orders(line: Line, event: Event, outer: Event) -> bool:
    """Whether the outer verb orders what the inner clause, which ends in 도록, 게 or 말 것, says."""
    if not event.lemmas or not outer.lemmas or not _ordered(line, event):
        return False
    return outer is event or outer.lemmas[0] in words("order")


def _demand(event: Event, outer: Event, arguments: Arguments) -> Iterator[Found]:
    """Who orders what: not to buy, not to sell, or to do."""
    line, lemma = arguments.line, event.lemmas[0]
    stated = "fact" if outer is event else modality.of(line, outer)
    if stated is None:
        return
    stopped = lemma in _CAREFUL and _of_buying(line, event.roles.get("object"))  # 구매를 중단하라고
    discouraging = stopped or any(frame.relation == "discourages" for frame in frames().get(lemma, ()))
    goods = arguments.fill(event, ("object", "dependence"), _GOODS)
    agent = arguments.fill(outer, ("agent",), _WHO)
    if not agent.things:
        agent = arguments.fill(event, ("agent",), _WHO)
    if _negative(line, event) or discouraging:
        relation = "restricts" if lemma in words("selling") and not discouraging else "discourages"
        for wanted in goods.things:
            for authority in agent.things or (None,):
                if authority is None or authority.name != wanted.name:
                    yield _found(line, outer, relation, (authority, wanted), (stated, 0.8, f"order: {lemma}"))
        return
    asked = event.roles.get("object") or event.roles.get("to") or event.roles.get("subject")
    who = arguments.fill(outer, ("agent",), frozenset({"authority", "place"})).things or agent.things[:1]
    for authority in who:
        for wanted in [t for t in (things(line, asked, acts=True) if asked else []) if t.name != authority.name][:1]:
            yield _found(line, outer, "requires", (authority, wanted), (stated, 0.7, f"order: {outer.lemmas[0]}"))


def _of_buying(line: Line, phrase: Phrase | None) -> bool:
    return phrase is not None and line.noun(line.words[phrase.last]) in words("buying")


def _made_to(line: Line, event: Event) -> bool:
    """Whether a verb complex itself orders: 구매하지 못하도록 하다."""
    own = line.within(line.words[event.word].start, line.words[event.last].end)
    ends = ("도록", "게")
    return any(a.form in ends and a.tag == "EC" and b.form in ("하", "만들") for a, b in pairwise(own))


def _ordered(line: Line, event: Event) -> bool:
    """Whether a clause is what is ordered: 하도록, 하게, 말 것."""
    own = line.within(line.words[event.word].start, line.words[event.last].end)
    text = line.text[line.words[event.word].start : line.words[min(event.last + 1, len(line.words) - 1)].end]
    ends = any(m.tag == "EC" and m.form in ("도록", "게끔") for m in own)
    return ends or any(form in text for form in ("말 것", "말라고", "말도록", "하라고"))


def _negative(line: Line, event: Event) -> bool:
    own = line.within(line.words[event.word].start, line.words[event.last].end)
    return any(a.form == "지" and b.form in _NEGATIVE for a, b in pairwise(own))


def _careful(event: Event, before: Event | None, arguments: Arguments) -> Iterator[Found]:
    """H20의 신중한 구매를 요구하다, 엔비디아 칩 구매 자제를 권고하다."""
    line, phrase = arguments.line, event.roles.get("object")
    if phrase is None or not event.lemmas or event.lemmas[0] not in words("order") - {"하", "만들", "시키"}:
        return
    stated = modality.of(line, event)
    nouns = [line.noun(line.words[i]) for i in range(phrase.first, phrase.last + 1)]
    described = before is not None and before.lemmas[:1] == ("신중",) and before.head is phrase
    careful = nouns[-1] in _CAREFUL or described
    if stated is None or not careful or words("buying").isdisjoint(nouns):
        return
    last = phrase.last if nouns[-1] in words("buying") else phrase.last - 1
    goods = arguments.of(Phrase(phrase.first, last, "object"), _GOODS) or arguments.of(event.roles.get("also"), _GOODS)
    for firm in arguments.fill(event, ("agent",), _WHO).things[:1]:
        for product in goods:
            yield _found(line, event, "discourages", (firm, product), (stated, 0.8, "asked to be careful"))


def _asked(event: Event, arguments: Arguments) -> Iterator[Found]:
    """내부통제 강화를 지시하다: an authority asks for an act."""
    line, phrase = arguments.line, event.roles.get("object")
    if phrase is None or event.passive or event.lemmas[:1] not in _ASKING or event.form == "head":
        return
    last, stated = line.noun(line.words[phrase.last]), modality.of(line, event)
    if stated is None or last in _CAREFUL or (classes(last) - {"act", "quality", "support"}):
        return
    for authority in arguments.by_particle(event, ("subject", "topic"), frozenset({"authority"})).things[:1]:
        for demanded in things(line, phrase, acts=True)[:1]:
            yield _found(line, event, "requires", (authority, demanded), (stated, 0.7, f"asked: {event.lemmas[0]}"))


def _must(event: Event, arguments: Arguments) -> Iterator[Found]:
    """반도체 90%가 중국에서 생산돼야 한다고 밝히다: an authority says what must be."""
    line = arguments.line
    own = [m.form for m in line.within(line.words[event.word].start, line.words[event.last].end)]
    saying = line.text[line.words[event.last].start :]
    if not event.lemmas or not {"어야", "아야"} & set(own) or not any(form in saying for form in _DECREED):
        return
    who = arguments.fill(event, ("topic", "elided"), frozenset({"authority", "place"}))
    what = arguments.fill(event, ("subject", "object"), frozenset())
    for obliged in who.things[:1]:
        for duty in what.things[:1]:
            if obliged.name != duty.name:
                yield _found(line, event, "requires", (obliged, duty), ("fact", 0.7, "must"))


def _warning(event: Event, before: list[Event], arguments: Arguments) -> Iterator[Found]:
    """Who points to which risk: …위험이 있다고 지적하다, 약점으로 꼽히다."""
    line = arguments.line
    if not event.lemmas or event.lemmas[0] not in words("warning") or event.form == "head":
        return
    stated = modality.of(line, event)
    inner = [before[-1]] if before and before[-1].form == "link" else []
    risk = _risk([event, *inner], arguments)
    if stated is None or risk is None:
        return
    agent = [] if event.passive else arguments.fill(event, ("agent",), _SPEAKERS).things
    if not agent and not event.passive and "topic" in event.roles:
        return
    speaker = agent[0] if agent else None
    if speaker is None or speaker.name != risk.name:
        yield _found(line, event, "warns-of", (speaker, risk), (stated, 0.7, f"warning: {event.lemmas[0]}"))


def _risk(clauses: list[Event], arguments: Arguments) -> Thing | None:
    """The risk that clauses name: 백도어 위험이 있다; where they only call it one (약점이다), what they call so."""
    line = arguments.line
    for event in clauses:
        for role in ("subject", "object", "copula", "by", "also"):
            phrase = event.roles.get(role)
            if phrase is None or not _is_risk(line.noun(line.words[phrase.last])):
                continue
            if role in ("subject", "object"):
                return _named_risk(phrase, arguments)
            sides = ("object",) if role == "by" and "object" in event.roles else ("subject", "topic", "also")
            others = (e.roles[r] for e in clauses for r in sides if r in e.roles)
            called = next((remaining for remaining in others if remaining is not phrase), None)
            named = things(line, called, acts=True) if called else []
            return named[0] if named else None
    return None


def _is_risk(noun: str) -> bool:
    return any(form in noun for form in words("risk") if len(form) > 1)


def _named_risk(phrase: Phrase, arguments: Arguments) -> Thing | None:
    """A risk by its noun; where that is only the word (…을 끌어올릴 위험), by what its clause is about."""
    described = next((event for event in arguments.events if event.head is phrase), None)
    named = things(arguments.line, phrase, acts=True)
    if described is not None and phrase.first == phrase.last:
        inner = next((described.roles[r] for r in ("to", "object", "subject") if r in described.roles), None)
        named = things(arguments.line, inner, acts=True) if inner else named
    return named[-1] if named else None


def _worries(arguments: Arguments) -> Iterator[Found]:
    """…할 것이라는 우려가 나온다; 젠슨 황의 우려: whose worry, about what the clause before it tells."""
    line = arguments.line
    for phrase in arguments.phrases:
        at = next((i for i in range(phrase.first, phrase.last + 1) if line.noun(line.words[i]) in _WORRIES), None)
        inner = next((event for event in arguments.events if event.head is phrase), None)
        if at is None or inner is None:
            continue
        worry = inner if inner.roles else _before(inner, arguments)
        topic = next((worry.roles[role] for role in ("subject", "topic", "object") if role in worry.roles), None)
        named = things(line, topic, acts=True) if topic else []
        owner = arguments.of(Phrase(phrase.first, at - 1, "of"), _SPEAKERS) if at > phrase.first else []
        if named:
            worried = owner[-1] if owner and owner[-1].known else None
            said = line.text[line.words[worry.word].start : line.words[at].end]
            place = (line.words[at].start, line.words[at].end)
            stated = "forecast" if "것이라" in said else "fact"
            yield Found("warns-of", worried, named[-1], place, stated, None, None, 0.6, "worry")


def _before(event: Event, arguments: Arguments) -> Event:
    """The event directly before one: …이 될 것이라고 했던 우려."""
    place = arguments.events.index(event)
    return arguments.events[place - 1] if place else event


def _found(
    line: Line, event: Event, relation: str, things_: tuple[Thing | None, Thing], rated: tuple[str, float, str]
) -> Found:
    """A relation of subject and object that a verb states, with modality, strength and rule."""
    place = (line.words[event.word].start, line.words[event.last].end)
    stated, sure, rule = rated
    return Found(relation, *things_, place, stated, None, dates.of(line, event, relation), sure, rule)
