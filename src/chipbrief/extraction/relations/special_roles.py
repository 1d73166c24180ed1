"""Roles that are more than a particle: a market that is entered, customers that are won, shares that are held.

Each takes the roles of a line, an event and the wanted classes, and gives what fills the role.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from chipbrief.extraction.relations.found import NOTHING, Filled
from chipbrief.extraction.relations.phrases import Phrase, things
from chipbrief.extraction.relations.verbs import Event
from chipbrief.extraction.relations.vocabulary import words
from chipbrief.extraction.statements.clauses import Role

if TYPE_CHECKING:
    from chipbrief.extraction.relations.arguments import Arguments

_CUSTOMERS = ("고객", "고객사", "거래처", "수요처", "바이어", "구매자", "고객들", "고객사들")
_ORDERS = ("주문", "물량", "계약", "수주")
_BY_MEANS = (("활용",), ("통하",), ("이용",), ("손잡",), ("협력",), ("제휴",), ("협업",))
_MARKETS = ("시장", "분야", "사업", "업계", "부문", "영역")
_STAKES = ("지분", "주식", "경영권", "주주")
_GAPS = ("공백", "빈자리", "자리", "수요")


def market(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """What a market that someone enters is for: 클라우드 AI 학습 시장에 진출하다."""
    for role in ("to", "object", "also"):
        phrase = event.roles.get(role)
        if phrase and at.line.noun(at.line.words[phrase.last]).endswith(_MARKETS):
            inner = Phrase(phrase.first, phrase.last - 1, role) if phrase.first < phrase.last else None
            found = at.of(inner, wanted)
            if found:
                return Filled(found, "market", 0.95)
    return NOTHING


def customer(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Who is won as a customer: 알리바바 등 고객을 확보하다, 알리바바를 고객으로 두다, 알리바바에서 주문을 따내다."""
    phrase, by = event.roles.get("object"), event.roles.get("by")
    if phrase and by and at.line.noun(at.line.words[by.last]).endswith(_CUSTOMERS):
        return Filled(at.of(phrase, wanted), "as a customer", 1.0)
    if phrase and at.line.noun(at.line.words[phrase.last]).endswith(_CUSTOMERS):
        return Filled([t for t in at.of(phrase, wanted) if t.known], "customers", 1.0)
    if phrase and at.line.noun(at.line.words[phrase.last]).endswith(_ORDERS):
        return at.by_particle(event, ("from",), wanted)
    return NOTHING


def stake(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Whose shares someone holds: 한우지의 2대 주주로 지분 15%를 보유하다."""
    for role in ("object", "by", "also"):
        phrase = event.roles.get(role)
        if phrase is None:
            continue
        for position in range(phrase.last, phrase.first, -1):
            if at.line.noun(at.line.words[position]).startswith(_STAKES):
                named = [i for i in range(phrase.first, position) if at.line.words[i].mentions]
                found = at.of(Phrase(named[-1], named[-1], role), wanted) if named else []
                if found:
                    return Filled(found[-1:], "stake", 1.0)
        if at.line.noun(at.line.words[phrase.first]).startswith(_STAKES) and role == "object":
            last = at.discourse.mentioned(wanted)
            by = event.roles.get("by")
            if by is None and last:
                return Filled(last, "stake, sentence before", 0.7)
    return NOTHING


def gap(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Whose place someone takes: 엔비디아의 공백을 메우다; without an owner that of the clause before."""
    phrase = event.roles.get("object")
    if phrase is None or at.line.noun(at.line.words[phrase.last]) not in _GAPS:
        return NOTHING
    owned = [t for t in things(at.line, phrase) if t.owner] or []
    inner = at.of(Phrase(phrase.first, phrase.last - 1, "object"), wanted) if phrase.first < phrase.last else []
    if inner:
        return Filled(inner, "gap", 0.9)
    if owned:
        return NOTHING
    for earlier in reversed(at.events[: at.events.index(event)] if event in at.events else []):
        if earlier.form == "link":
            found = at.by_particle(earlier, ("subject",), wanted)
            if found.things:
                return Filled(found.things, "gap of the clause before", 0.7)
    return NOTHING


def funded(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Who is given money: 무어스레드에 보조금을 지급하다."""
    phrase = event.roles.get("object")
    if phrase is None or not at.line.noun(at.line.words[phrase.last]).endswith(tuple(words("funds"))):
        return NOTHING
    return at.by_particle(event, ("to",), wanted)


def via(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """By whose plant something is made: 중국 파운드리를 활용해 제품을 제조하다."""
    before = event.before
    if before is None or before.form != "link" or before.lemmas[:1] not in _BY_MEANS:
        return NOTHING
    return at.by_particle(before, ("object", "with"), wanted)


def process(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Whose process something is made by: TSMC의 5나노 공정으로 만들다."""
    phrase = event.roles.get("by") or event.roles.get("from")
    if phrase is None or not at.line.noun(at.line.words[phrase.last]).endswith(
        ("공정", "라인", "파운드리", "공장", "팹")
    ):
        return NOTHING
    makers = [i for i in range(phrase.first, phrase.last + 1) if at.line.words[i].mentions]
    found = [maker for i in makers for maker in at.of(Phrase(i, i, "by"), wanted)]
    return Filled(found[:1], "process", 0.95)


def dependence(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """On whom less is to depend: 엔비디아에 의존을 낮추다, 미국 기술에 대한 의존도를 줄이다."""
    phrase = event.roles.get("object") or event.roles.get("from")
    if phrase is None or at.line.noun(at.line.words[phrase.last]) not in words("dependence"):
        return NOTHING
    if phrase.first < phrase.last:
        found = at.of(Phrase(phrase.first, phrase.last - 1, "object"), wanted)
        if found:
            return Filled(found, "dependence", 0.9)
    return at.by_particle(event, ("to",), wanted)


def listed(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Who is put on a list of those restricted: 화웨이를 수출통제 명단에 올리다."""
    to = event.roles.get("to")
    if to is None or not at.line.noun(at.line.words[to.last]).endswith(tuple(words("listing"))):
        named = at.of(to)
        if not any("policy" in thing.classes for thing in named):
            return NOTHING
    return at.by_particle(event, ("object", "topic", "subject", "also"), wanted)


def lifted(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """What was restricted by that which is lifted: 이러한 규제를 해제하다."""
    phrase = event.roles.get("object")
    if phrase is None or not at.line.noun(at.line.words[phrase.last]).endswith(tuple(words("restriction"))):
        return NOTHING
    hit = [replace(thing, here=False) for thing in at.discourse.hit if thing.of(wanted)]
    return Filled(hit[-1:], "what was restricted before", 0.8) if hit else NOTHING


def supported(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Whose act is supported: 자국 기업의 기술 개발을 지원하다."""
    phrase = event.roles.get("object")
    if phrase is None:
        return NOTHING
    for position in range(phrase.first, phrase.last):
        if at.line.words[position].role is Role.OF:
            found = at.of(Phrase(phrase.first, position, "of"), wanted)
            return Filled(found, "whose act", 0.85) if found else NOTHING
    return NOTHING


def fab(at: Arguments, event: Event, wanted: frozenset[str]) -> Filled:
    """Whose production fails: TSMC 생산이 막히다."""
    for role in ("subject", "also", "topic", "object"):
        phrase = event.roles.get(role)
        if phrase and at.line.noun(at.line.words[phrase.last]).endswith(
            ("생산", "제조", "공급", "위탁생산", "양산", "파운드리", "이용", "거래", "물량")
        ):
            found = at.of(phrase, wanted)
            if found:
                return Filled(found, "fab", 0.95)
    return NOTHING


ROLES: dict[str, Callable[[Arguments, Event, frozenset[str]], Filled]] = {
    "market": market,
    "customer": customer,
    "stake": stake,
    "gap": gap,
    "via": via,
    "funded": funded,
    "process": process,
    "dependence": dependence,
    "listed": listed,
    "lifted": lifted,
    "supported": supported,
    "fab": fab,
}
