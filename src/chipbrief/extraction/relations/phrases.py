"""Noun phrases of a line: where each begins and ends, its grammatical role, and the things that it names.

A phrase that lists things (알리바바와 텐센트, 딥시크 등 주요 고객을) names each of them; the noun after 등 only says of
what class they are. What a thing is called is the id of its entity, else the shortest noun phrase: without
determiners, without what qualifies it, and on demand without the word for an act at its end (H20 수출).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chipbrief.extraction.relations.naming import Thing, is_model_number, named, numbered
from chipbrief.extraction.relations.vocabulary import classes, words
from chipbrief.extraction.statements.clauses import Line, Role

_WHERE = frozenset({"place", "authority"})


@dataclass(slots=True)
class Phrase:
    """The words `[first, last]` with the role of the last one."""

    first: int
    last: int
    role: str

    def __contains__(self, position: int) -> bool:
        return self.first <= position <= self.last


def things(line: Line, phrase: Phrase, *, acts: bool = False) -> list[Thing]:
    """What a phrase names, one for each member of a list; without the act at its end unless `acts`."""
    listed = list(parts(line, phrase))
    closed = next((i for i, (first, _, after) in enumerate(listed) if after == "등"), None)
    members = [member for first, last, _ in listed for member in _joined(line, first, last, acts=acts)]
    if closed is not None and closed + 1 < len(listed) and members:
        listing = [t for first, last, _ in listed[: closed + 1] if (t := thing(line, first, last, acts=acts))]
        if listing:
            class_ = members[-1]
            return [_of_class(t, class_) for t in listing]
    return members


def _joined(line: Line, first: int, last: int, *, acts: bool) -> list[Thing]:
    """What a member of a list names; the nouns of 갈륨·게르마늄 each for itself."""
    joined = thing(line, first, last, acts=acts)
    if joined is None or joined.known or "·" not in joined.name:
        return [joined] if joined else []
    names = joined.name.split("·")
    kinds = [classes(name) for name in names]
    return (
        [replace(joined, name=n, phrase=n, classes=k, head=k) for n, k in zip(names, kinds, strict=True)]
        if all(kinds)
        else [joined]
    )


def _of_class(member: Thing, class_: Thing) -> Thing:
    """A member of a list with the classes of the noun after 등 besides its own."""
    return Thing(
        member.name, member.known, member.classes | class_.head, member.head | class_.head, member.start, member.end,
        member.phrase, member.owner, member.determined,
    )  # fmt: skip


def parts(line: Line, phrase: Phrase) -> Iterator[tuple[int, int, str]]:
    """The members of a list: first and last word of each, and what follows it (`등`, `,` or empty)."""
    first = phrase.first
    position = phrase.first
    while position <= phrase.last:
        word, form = line.words[position], line.form(line.words[position])
        after = line.noun(line.words[position + 1]) if position < phrase.last else ""
        if after in words("and so on"):
            yield first, position, "등"
            first = position = position + 2
            continue
        joined = (
            word.role is Role.AND or (word.comma and word.role is Role.BARE) or after in ("및", "또는", "혹은", "겸")
        )
        if form in ("및", "또는", "혹은", "겸"):
            first = position + 1
        elif joined and position < phrase.last:
            yield first, position, ","
            first = position + 1
        position += 1
    if first <= phrase.last:
        yield first, phrase.last, ""


def thing(line: Line, first: int, last: int, *, acts: bool = False) -> Thing | None:
    """What the words `[first, last]` name, or None where nothing but an act, a time or a number is left."""
    determined = any(line.form(line.words[i]) in words("demonstrative") for i in range(first, last + 1))
    of = next((i for i in range(last - 1, first - 1, -1) if line.words[i].role is Role.OF), first - 1)
    owned = range(first, of + 1)  # the words of an owner
    mentions = line.words[of].mentions if owned else ()
    owner = mentions[-1] if mentions else None
    first = of + 1
    origin = [i for i in range(first, last) if line.noun(line.words[i]) in ("출신", "소속")]
    first = origin[-1] + 1 if origin else first  # 삼성전자 출신 X is X
    while first < last and _before_the_noun(line, first):
        first += 1
    if last > first and is_model_number(line, last):
        if not line.words[last - 1].mentions:
            return numbered(line, last, owner, determined=determined)
        last -= 1  # 엑시노스 2600 by the name of its line
    while last > first and _after_the_noun(line, last):
        last -= 1
    whole = last
    while not acts and last > first and _is_act(line, last):
        last -= 1
    if not acts and _is_act(line, last):
        return thing(line, owned[0], owned[-1]) if owned else None  # 엔비디아의 수출을 막다 hits the owner
    found = named(line, first, last, owner, determined)
    if owned and last < whole and line.noun(line.words[last + 1]) in words("entering"):
        return thing(line, owned[0], owned[-1])  # 인텔 제품의 데이터센터 진입
    if found and last < whole and first < last and found.classes and found.classes <= _WHERE:
        return named(line, first, last - 1, owner, determined)  # 노광장비 중국 수출
    if found and owned and last < whole and found.classes and found.classes <= _WHERE:
        return thing(line, owned[0], owned[-1])  # 갈륨의 한국 수출
    return found


def _is_act(line: Line, position: int) -> bool:
    return line.noun(line.words[position]) in words("act") and not line.words[position].mentions


def _before_the_noun(line: Line, position: int) -> bool:
    """Whether a word only determines or places the noun after it: 새, 해당, 지난해, 한 개, 최근."""
    word = line.words[position]
    if word.mentions:
        return False
    form = line.noun(word)
    return (
        word.role is Role.ADVERB
        or word.figure is not None
        or form in words("determiner")
        or form in words("time")
        or form in words("adverb")
    )


def _after_the_noun(line: Line, position: int) -> bool:
    """Whether a word only counts or hedges the noun before it: 반도체 90% 정도."""
    word = line.words[position]
    if word.mentions:
        return False
    counted = word.figure is not None and "organisation" not in classes(line.noun(word))
    return counted or line.noun(word) in words("measure") or line.noun(word) in words("adverb")
