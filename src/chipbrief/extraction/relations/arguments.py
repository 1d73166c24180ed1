"""Which things fill the roles of a frame: by particle, by what a verb describes, by the clause or sentence before."""

from __future__ import annotations

from dataclasses import replace

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.relations import special_roles
from chipbrief.extraction.relations.discourse import Discourse
from chipbrief.extraction.relations.events import events
from chipbrief.extraction.relations.found import NOTHING, Filled
from chipbrief.extraction.relations.naming import Thing
from chipbrief.extraction.relations.phrases import Phrase, things
from chipbrief.extraction.relations.verbs import Event
from chipbrief.extraction.relations.vocabulary import classes_of, words
from chipbrief.extraction.statements.clauses import Line, Role

_WHERE = frozenset({"place", "authority"})
_FORMAL_CHAIN = 4  # clauses back from which a missing subject may come


class Arguments:
    """The roles of the events of one line; `phrases` are all its noun phrases."""

    def __init__(self, line: Line, discourse: Discourse) -> None:
        self.line, self.discourse = line, discourse
        self.events, self.phrases = events(line)

    def fill(self, event: Event, roles: tuple[str, ...], wanted: frozenset[str]) -> Filled:
        """The things of the first role that has any of the wanted classes."""
        for role in roles:
            found = self._role(event, role, wanted)
            if found.things:
                return found
        return NOTHING

    def of(self, phrase: Phrase | None, wanted: frozenset[str] = frozenset(), *, acts: bool = False) -> list[Thing]:
        """The things of a phrase that are of the wanted classes, with what they stand for."""
        if phrase is None:
            return []
        found = [
            resolved for thing in things(self.line, phrase, acts=acts) for resolved in self._resolved(thing, phrase)
        ]
        fitting = [thing for thing in found if thing.of(wanted)]
        return [_named_for(thing, wanted) for thing in fitting]

    def _resolved(self, thing: Thing, phrase: Phrase) -> list[Thing]:
        """What a thing stands for; a pronoun (이를) first for a product of the same sentence."""
        if not thing.known and thing.phrase in words("anaphor"):
            before = [each for each in self.phrases if each.last < phrase.first]
            for earlier in reversed(before):
                chips = [chip for chip in things(self.line, earlier) if chip.known and chip.of(frozenset({"chip"}))]
                if chips:
                    return [replace(chip, start=thing.start, end=thing.end) for chip in chips]
        return self.discourse.resolved(thing)

    def _role(self, event: Event, role: str, wanted: frozenset[str]) -> Filled:
        if role == "agent":
            return self._giver(event, wanted) if event.passive else self._agent(event, wanted)
        if role == "to" and event.received:
            return self._patient(event, wanted)
        if role == "object":
            return self._patient(event, wanted) if event.passive else self._object(event, wanted)
        own = {"elided": self.elided, "authority": self._authority, "maker": self._maker}.get(role)
        if own is not None:
            return own(event, wanted)
        special = special_roles.ROLES.get(role)
        return special(self, event, wanted) if special else self.by_particle(event, (role,), wanted)

    def by_particle(self, event: Event, roles: tuple[str, ...], wanted: frozenset[str]) -> Filled:
        """The things of the first of these phrases that has any."""
        for role in roles:
            phrase = event.roles.get(role)
            if role == "by" and phrase and self.line.noun(self.line.words[phrase.last]) in words("stand-in"):
                continue  # 값싼 대안으로 납축전지를 대체하다
            found = self.of(phrase, wanted)
            if found:
                return Filled(found, role, 1.0)
        return NOTHING

    def _giver(self, event: Event, wanted: frozenset[str]) -> Filled:
        """The agent of a passive verb."""
        return self.by_particle(event, ("from", "to", "by") if event.received else ("from", "by"), wanted)

    def _authority(self, event: Event, _: frozenset[str]) -> Filled:
        """Who forbids or permits where a passive verb names nobody: the authority that was spoken of."""
        if not event.passive:
            return NOTHING
        for earlier in self.events[: self.events.index(event)] if event in self.events else []:
            found = self.by_particle(earlier, ("subject",), frozenset({"authority"}))
            if found.things and earlier.form == "head":
                return Filled(found.things, "authority of the clause before", 0.75)
        last = self.discourse.topic(frozenset({"authority"}))
        return Filled(last, "authority of the sentence before", 0.75) if last else NOTHING

    def _maker(self, event: Event, wanted: frozenset[str]) -> Filled:
        """The maker of what is delivered: 쑤이위안의 S60은 텐센트에 납품된다."""
        if "company" not in wanted and "organisation" not in wanted:
            return NOTHING
        for phrase in (event.roles.get("subject"), event.roles.get("topic")):
            for thing in things(self.line, phrase) if phrase else []:
                maker = (
                    thing.owner.id if thing.owner else gazetteer.gazetteer().rows.get(thing.name, {}).get("maker", "")
                )
                if maker and "product" in (thing.head or thing.classes):
                    kinds = classes_of(maker)
                    return Filled([replace(thing, name=maker, known=True, classes=kinds, head=kinds)], "maker", 0.9)
        return NOTHING

    def _agent(self, event: Event, wanted: frozenset[str]) -> Filled:
        own = self.by_particle(event, ("subject", "topic", "also"), wanted)
        if own.things:
            return own
        if event.form == "head" and not event.clausal and "object" in event.roles and "subject" not in event.roles:
            found = self.described(event, wanted)
            if found:
                return Filled(found, "described", 0.95)
        if "subject" in event.roles and self.of(event.roles["subject"]) and not event.nominal:
            return NOTHING  # it has a subject, which is of another class
        if "topic" in event.roles and any(not named.classes for named in self.of(event.roles["topic"])):
            return NOTHING  # a topic of which nothing tells what it is may be the agent: no other is
        return self.elided(event, wanted)

    def elided(self, event: Event, wanted: frozenset[str]) -> Filled:
        """The subject of the clause before, the topic of the sentence, or what the sentences before were about."""
        before, steps = event.before, 0
        while before is not None and steps < _FORMAL_CHAIN:
            found = self.by_particle(before, ("subject", "topic", "also"), wanted)
            if found.things:
                return Filled(found.things, "clause before", 0.9)
            before, steps = before.before, steps + 1
        for another in self.events:
            if another.word != event.word:
                topics = self._speaking(another.roles.get("topic"), wanted)
                if topics:
                    return Filled(topics, "topic of the sentence", 0.9)
        for another in self.events:  # 화웨이가 개발한 HBM을 탑재한 칩을 출시했다
            if another.form == "head" and another.word < event.word:
                found = self.by_particle(another, ("subject",), wanted)
                if found.things:
                    return Filled(found.things, "subject of what is described", 0.8)
        last = self.discourse.topic(wanted)
        if last:
            return Filled(last, "sentence before", 0.8)
        last = self.discourse.mentioned(wanted) if wanted <= {"company", "organisation", "person", "authority"} else []
        return Filled(last, "mentioned before", 0.65) if last else NOTHING

    def _speaking(self, topic: Phrase | None, wanted: frozenset[str]) -> list[Thing]:
        """A topic as the agent of what it says: of a person the firm, for its plans are what an officer tells."""
        found = self.of(topic, wanted)
        if "company" not in wanted and "organisation" not in wanted:
            return found
        firms = [firm for person in self.of(topic, frozenset({"person"})) if (firm := _firm_of(person))]
        return firms or found

    def _patient(self, event: Event, wanted: frozenset[str]) -> Filled:
        """The subject of a passive verb."""
        found = self.by_particle(event, ("subject", "topic", "also", "object", "bare"), wanted)
        if found.how == "subject" and all(thing.classes <= _WHERE for thing in found.things):
            about = self.by_particle(event, ("topic",), wanted)  # H20은 중국 판매가 금지됐다
            found = about if about.things else found
        if found.things:
            return found
        if event.form == "head" and not event.clausal:
            described = self.described(event, wanted)
            if described:
                return Filled(described, "described", 0.95)
        return self.elided(event, wanted) if "subject" not in event.roles else NOTHING

    def _object(self, event: Event, wanted: frozenset[str]) -> Filled:
        found = self.by_particle(event, ("object", "also"), wanted)
        phrase = event.roles.get("object")
        if not found.things and phrase and self.line.noun(self.line.words[phrase.last]) == "것":
            earlier = [other for other in self.events if other.word < event.word and "object" in other.roles]
            found = self.by_particle(earlier[-1], ("object",), wanted) if earlier else found
        if not found.things and "subject" in event.roles:
            found = self.by_particle(event, ("topic",), wanted)
        if not found.things and "object" not in event.roles:
            found = self.by_particle(event, ("bare",), wanted)
        if found.things:
            return found
        if event.form == "head" and not event.clausal and "object" not in event.roles:
            described = self.described(event, wanted)
            if described:
                return Filled(described, "described", 0.95)
        if event.nominal and "object" not in event.roles and wanted <= {"product", "component"}:
            found = self.by_particle(event, ("topic", "also"), wanted)
            found = found if found.things else self.elided(event, wanted)
            last = [] if found.things else self.discourse.latest(wanted)
            return Filled(last, "product before", 0.7) if last else found
        before = event.before
        if "object" not in event.roles and before is not None and before.form == "link" and not event.nominal:
            shared = self.by_particle(before, ("object",), wanted)
            return Filled(shared.things, "object of the clause before", 0.8) if shared.things else NOTHING
        return NOTHING

    def described(self, event: Event, wanted: frozenset[str]) -> list[Thing]:
        """What a verb describes; a predicate noun (… 제품이다) stands for the topic of its sentence."""
        head = event.head
        if head is None:
            return []
        if head.role == "copula":
            topic = next(
                (e.roles["topic"] for e in self.events if head in e.roles.values() and "topic" in e.roles), None
            )
            found = self.of(topic, wanted)
            if found:
                return found
            own = [t for t in things(self.line, head) if t.of(wanted)]
            last = self.discourse.latest(wanted) if own and not own[0].known else []
            return last or self.of(head, wanted)
        if head.role == "by":
            topic = self._called(head)
            own = things(self.line, head)
            found = self.of(topic, wanted)
            if own and not own[0].known and own[0].phrase.split()[-1] in words("stands-for-product"):
                return found or self.discourse.latest(wanted) or self.of(head, wanted)  # A는 … 칩으로, …
        return self.of(head, wanted) or self._owners(head, wanted)

    def _called(self, head: Phrase) -> Phrase | None:
        """What is called, or serves as, a phrase with 로: a topic, of a passive verb also its subject (…로 꼽히다)."""
        event = next((e for e in self.events if head in e.roles.values()), None)
        if event is None:
            return None
        return event.roles.get("topic") or (event.roles.get("subject") if event.passive else None)

    def owner(self, event: Event, wanted: frozenset[str]) -> Filled:
        """Whose the object of a verb is, where it is itself of no class: 화웨이의 시험망 구축을 승인하다."""
        phrase = event.roles.get("subject" if event.passive else "object")
        found = self._owners(phrase, wanted) if phrase else []
        return Filled(found, "owner", 0.85) if found else NOTHING

    def _owners(self, head: Phrase, wanted: frozenset[str]) -> list[Thing]:
        """Whose the noun is that a verb describes, where only that fits: HBM을 공급하는 SK하이닉스의 주가."""
        first = next((i for i in range(head.first, head.last) if self.line.words[i].role is Role.OF), None)
        return self.of(Phrase(head.first, first, "of"), wanted) if first is not None else []


def _firm_of(person: Thing) -> Thing | None:
    """The firm of a person that the gazetteer knows."""
    firm = gazetteer.gazetteer().rows.get(person.name, {}).get("maker", "")
    if not person.known or not firm or "company" not in classes_of(firm):
        return None
    return replace(person, name=firm, classes=classes_of(firm), head=classes_of(firm))


def _named_for(thing: Thing, wanted: frozenset[str]) -> Thing:
    """A maker's product (화웨이 반도체) by its maker where one may stand for the other, else by its words."""
    if thing.known and not (thing.classes & wanted) and wanted and thing.phrase and "organisation" in thing.classes:
        return replace(thing, name=thing.phrase, known=False)
    if not thing.known and thing.owner and "organisation" in wanted and thing.phrase in words("generic"):
        return replace(thing, name=thing.owner.id, known=True)
    return thing
