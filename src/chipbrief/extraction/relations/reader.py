"""The relations of a sentence: the frames of its verbs and nouns of action, filled by grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chipbrief.extraction.relations import compounds, dates, demands, modality
from chipbrief.extraction.relations.arguments import Arguments
from chipbrief.extraction.relations.discourse import Discourse
from chipbrief.extraction.relations.found import Found
from chipbrief.extraction.relations.phrases import Phrase, parts
from chipbrief.extraction.relations.verbs import Event
from chipbrief.extraction.relations.vocabulary import Frame, frames, words
from chipbrief.extraction.statements.clauses import Line

_BASE = 0.85
_TOGETHER = {("manufactured-by", "develops"), ("develops", "manufactured-by"), ("used-for", "adopts")}
_ELIDED = ("sentence before", "mentioned before")
_STATED = ("subject", "topic", "also")
_MAY = frozenset({"replaces", "compatible-with", "used-for", "uses"})  # what can be done is what it is for
_MAY_LACK = frozenset({"restricts", "permits", "requires", "warns-of"})  # whose agent news often leave out


def read(line: Line, discourse: Discourse) -> list[Found]:
    """The relations that a line states, each once."""
    arguments = Arguments(line, discourse)
    verbs = arguments.events
    found: list[Found] = []
    for number, event in enumerate(verbs):
        later = next((e for e in verbs[number + 1 :] if e.form != "head" or e.clausal), None)
        stated = modality.of(line, event)
        if stated is None and modality.barred(line, event):
            found += [hit for hit in _event(line, event, arguments, "denied") if hit.relation == "manufactured-by"]
        if stated is None or _absent(event, verbs):
            continue
        stated = modality.carried(line, event, later, stated)
        if event.head is not None and later is not None and later.lemmas[:1] and later.lemmas[0] in words("denying"):
            stated = "denied"
        for part in (*_nominal(line, event), event):
            found += _event(line, part, arguments, stated)
    if not (verbs and modality.asked(line, verbs[-1])):
        found += compounds.read(arguments)
    found += demands.read(arguments)
    found = [hit for hit in found if not _own(hit, found)]
    discourse.hit += [hit.object for hit in found if hit.relation == "restricts" and hit.object]
    _remember(arguments)
    return list(_once(found))


def _absent(event: Event, events: list[Event]) -> bool:
    """Whether what a verb describes is not there: 엔비디아를 대신할 칩은 아직 없다."""
    missing = (e for e in events if e.lemmas[:1] == ("없",) and e is not event)
    return event.head is not None and any(event.head in e.roles.values() for e in missing)


def _own(hit: Found, found: list[Found]) -> bool:
    """Whether a firm is said to adopt what the sentence says it develops: that is its own."""
    if hit.relation != "adopts" or not hit.subject or not hit.object or "company" not in hit.subject.classes:
        return False
    pair = (hit.subject.name, hit.object.name)
    return any((relation.subject.name, relation.object.name) == pair for relation in found
               if relation.relation == "develops" and relation.subject and relation.object)  # fmt: skip


def _event(line: Line, event: Event, arguments: Arguments, stated: str) -> list[Found]:
    """The relations of a verb: the first frame of each of its stems that its phrases fill."""
    if event.lemmas[:1] == ("만들",) and event.word and line.form(line.words[event.word - 1]).endswith("게"):
        return []  # 꺼리게 만들다
    to = event.roles.get("to")
    if not event.nominal and event.lemmas[:1] == ("들어가",) and to and line.noun(line.words[to.last]) in words("act"):
        return []  # 양산에 들어가다
    found: list[Found] = []
    for lemma in event.lemmas:
        tried = [hits for frame in frames().get(lemma, ()) if (hits := _frame(line, event, frame, arguments, stated))]
        best = max(tried, key=lambda hits: hits[0].strength, default=[])
        found += best + [hit for hits in tried if hits is not best for hit in hits if _beside(hit, best[0])]
    return found


def _beside(hit: Found, best: Found) -> bool:
    """Whether a verb states one more relation than its best: what is denied, and pairs that do not exclude each other.

    Who has a product of a name made at a foundry develops it; who uses the chip of another for a purpose adopts it.
    """
    if hit.modality == "denied":
        return True
    subject, object_ = hit.subject, hit.object
    if (best.relation, hit.relation) not in _TOGETHER or subject is None or object_ is None or not subject.known:
        return False
    if hit.relation == "manufactured-by":
        return "foundry" in object_.classes and best.subject is not None and best.subject.name != object_.name
    stated = hit.rule.endswith(", object") and object_.named
    return stated and not (best.object and best.object.name == subject.name) and "foundry" not in subject.classes


def _frame(line: Line, event: Event, frame: Frame, arguments: Arguments, stated: str) -> list[Found]:
    subject = arguments.fill(event, frame.subject, frame.subject_is)
    object_ = arguments.fill(event, frame.object, frame.object_is)
    if not object_.things and frame.relation in ("restricts", "permits"):
        object_ = arguments.owner(event, frame.object_is)
    if not object_.things or (not subject.things and not _may_lack(event, frame)):
        return []
    unnamed = all(thing.head == frozenset({"name"}) for thing in subject.things)
    if frame.relation == "uses" and (subject.how in _ELIDED or (unnamed and subject.how in _STATED)):
        return []  # whoever goes unnamed, or by a name that no table knows, is rather a firm than a product
    may = modality.possible(line, event)
    if may and frame.relation not in _MAY:
        return []
    sure = _BASE * (subject.sure or 0.9) * object_.sure * (0.9 if may else 1) * (0.95 if event.nominal else 1)
    as_ = frame.modality or _of_noun(line, event, stated)
    return [
        Found(
            frame.relation, subject_, object_thing, (line.words[event.word].start, line.words[event.last].end), as_,
            _status(line, event, frame, as_), dates.of(line, event, frame.relation), round(sure, 2),
            f"{'noun' if event.nominal else 'verb'} {event.lemmas[0]}: {subject.how or 'no agent'}, {object_.how}",
        )
        for subject_ in (subject.things or (None,))
        for object_thing in object_.things
        if subject_ is None or subject_.name != object_thing.name
    ]  # fmt: skip


def _may_lack(event: Event, frame: Frame) -> bool:
    """Whether a clause may lack its agent: only where its verb names the act itself (금지됐다)."""
    direct = frame.subject[:1] == ("agent",) and frame.object != ("listed",) and not event.nominal
    return direct and frame.relation in _MAY_LACK


def _of_noun(line: Line, event: Event, stated: str) -> str:
    """How the verb states a noun of action: 상장을 준비하다 is a plan, 출하를 목표로 하다 a target."""
    by, governor = event.roles.get("by"), event.governor
    if by and event.nominal and line.noun(line.words[by.last]) in words("target"):
        return "target"
    going = governor is not None and governor.lemmas[:1] and governor.lemmas[0] in words("going to")
    return "plan" if going and stated == "fact" else stated


def _status(line: Line, event: Event, frame: Frame, stated: str) -> str | None:
    if frame.relation != "develops":
        return None
    if stated in ("plan", "target", "forecast"):
        return "planned"
    text = line.text[line.words[event.word].start :]
    return (
        "testing"
        if "시험" in text[:40] and frame.status == "announced" and "공개" not in event.lemmas
        else frame.status
    )


def _nominal(line: Line, event: Event) -> Iterator[Event]:
    """The nouns of action that a verb carries: 칩 개발을 끝내다, 투자를 받다, 상장을 위한."""
    lemma = event.lemmas[0] if event.lemmas else ""
    if lemma and lemma not in words("support") and lemma not in words("preparation") and not event.passive:
        return
    if lemma in frames() and lemma not in words("support"):
        return
    for role, phrase in event.roles.items():
        if role in ("topic", "than", "copula") and lemma:
            continue
        if not lemma and phrase.last != len(line.words) - 1:
            continue
        listed = [(first, last) for first, last, _ in parts(line, phrase)]
        acts = [line.noun(line.words[last]) in frames() for _, last in listed]
        if listed and not any(acts[:-1]):  # 910B와 910C의 출하: one act of all members
            listed = [(phrase.first, listed[-1][1])]
        for first, last in listed:
            yield from _of_part(line, event, role, first, last)


def _of_part(line: Line, event: Event, role: str, first: int, last: int) -> Iterator[Event]:
    governor = event
    noun = line.noun(line.words[last])
    if noun in words("preparation") and last > first:
        governor = Event(last, event.last, (noun,), event.passive, event.form, event.roles, event.head)
        last -= 1
        noun = line.noun(line.words[last])
    elif noun in words("support") and noun not in frames() and last > first:
        last -= 1
        noun = line.noun(line.words[last])
    frame = next((noun[i:] for i in range(len(noun) - 1) if noun[i:] in frames()), None)
    if frame is None or line.words[last].mentions:
        return
    roles = {r: p for r, p in event.roles.items() if r != role}
    nominal = replace(event, lemmas=(frame,), roles=roles, governor=governor, nominal=True)
    while first < last and line.noun(line.words[last - 1]) in words("adverb"):
        last -= 1
    if first < last:
        inner = Phrase(first, last - 1, "object")
        genitive = line.text[line.words[last - 1].stem : line.words[last - 1].end].startswith("의")
        if event.passive and genitive:
            nominal.roles = {**roles, "from": inner}
        else:
            nominal.roles = {**roles, "object": inner, "own": inner}
    named = [i for i in range(first, last) if line.words[i].mentions]
    if not event.lemmas and len(named) > 1 and "topic" not in roles:  # a headline: 리벨리온 ‘리벨 쿼드’ 양산
        nominal.roles = {
            **nominal.roles,
            "subject": Phrase(first, named[0], "subject"),
            "object": Phrase(named[0] + 1, last - 1, "object"),
        }
    yield nominal


def _remember(arguments: Arguments) -> None:
    """Note what the sentence mentioned, and what it was about: its subjects, then its topics."""
    phrases = arguments.phrases
    said = [thing for phrase in phrases for thing in arguments.of(phrase)]
    main = [thing for phrase in phrases if phrase.role == "subject" for thing in arguments.of(phrase)]
    topics = [thing for phrase in phrases if phrase.role in ("topic", "also") for thing in arguments.of(phrase)]
    arguments.discourse.say(said, [*main, *topics])


def _once(found: list[Found]) -> Iterator[Found]:
    """Each relation between the same things once, the surest of them."""
    best: dict[tuple[str, str, str, str], Found] = {}
    for hit in found:
        key = (
            hit.relation,
            hit.subject.name if hit.subject else "",
            hit.object.name if hit.object else "",
            hit.modality,
        )
        if key not in best or best[key].strength < hit.strength:
            best[key] = hit
    yield from sorted(best.values(), key=lambda hit: hit.verb)
