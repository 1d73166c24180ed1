"""Noun phrases of a line: where each begins and ends, its grammatical role, and the things that it names.

A phrase that lists things (알리바바와 텐센트, 딥시크 등 주요 고객을) names each of them; the noun after 등 only says of
what class they are. What a thing is called is the id of its entity, else the shortest noun phrase: without
determiners, without what qualifies it, and on demand without the word for an act at its end (H20 수출).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.relations.vocabulary import classes, classes_of, words
from chipbrief.extraction.statements.clauses import Line, Role, Word

_NAMED = ("product", "technology", "organisation", "exchange", "person", "policy", "authority", "place")
_NAME = frozenset({"name"})
_MAY_BE_NAMED = frozenset({"organisation", "company", "person", "product", "component", "technology"})


@dataclass(frozen=True, slots=True)
class Thing:
    """What a noun phrase names: an entity or its words, at `[start, end)` of the line, with the classes it is of.

    `head` are the classes of its last noun, `owner` the entity to which it belongs (엔비디아의 칩), `determined` tells
    that it refers to something said before (해당 칩, 이 회사), `here` that it stands in the line itself.
    """

    name: str
    known: bool
    classes: frozenset[str]
    head: frozenset[str]
    start: int
    end: int
    phrase: str
    owner: Mention | None = None
    determined: bool = False
    here: bool = True

    def of(self, wanted: frozenset[str]) -> bool:
        """Whether it is of one of the classes (any when none is wanted); a name that no table knows may be of most."""
        own = self.head or self.classes
        return not wanted or bool(wanted & own) or (own == _NAME and bool(wanted & _MAY_BE_NAMED))


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
    members = [t for first, last, _ in listed if (t := thing(line, first, last, acts=acts))]
    if closed is not None and closed + 1 < len(listed) and members:
        named = [t for first, last, _ in listed[: closed + 1] if (t := thing(line, first, last, acts=acts))]
        if named:
            class_ = members[-1]
            return [_of_class(t, class_) for t in named]
    return members


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
    owner: Mention | None = None
    for position in range(last - 1, first - 1, -1):
        if line.words[position].role is Role.OF:
            named = line.words[position].mentions
            owner = named[-1] if named else None
            first = position + 1
            break
    while first < last and _before_the_noun(line, first):
        first += 1
    while last > first and _after_the_noun(line, last):
        last -= 1
    while not acts and last > first and line.noun(line.words[last]) in words("act") and not line.words[last].mentions:
        last -= 1
    if last == first and not acts and line.noun(line.words[last]) in words("act") and not line.words[last].mentions:
        return _owned(line, owner)
    return _named(line, first, last, owner, determined)


def _owned(line: Line, owner: Mention | None) -> Thing | None:
    """The owner of an act: 엔비디아의 수출 is what is hit in 엔비디아의 수출을 막다."""
    if owner is None:
        return None
    kinds = classes_of(owner.id)
    return Thing(owner.id, True, kinds, kinds, owner.start, owner.end, line.text[owner.start : owner.end])


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
    return word.figure is not None or line.noun(word) in words("measure") or line.noun(word) in words("adverb")


def _named(line: Line, first: int, last: int, owner: Mention | None, determined: bool) -> Thing | None:
    span = line.words[first : last + 1]
    end = _noun_end(line, span[-1])
    noun = line.text[span[-1].start : end]
    head = frozenset() if span[-1].mentions and _ends_with_name(line, last) else classes(noun)
    mentions = [m for word in span for m in word.mentions]
    phrase = line.text[span[0].start : end].strip("\"'“”‘’「」『』<>《》 ")
    whole = [m for m in gazetteer.find(phrase) if len(phrase) == m.end - m.start] if end < span[-1].stem else []
    mentions += [Mention(span[0].start, end, m.id) for m in whole if not mentions]
    people = [m for m in mentions if "person" in classes_of(m.id)] if "person" in head else []
    best = people[-1] if people else _best(mentions)
    if best is not None:
        kinds = classes_of(best.id)
        ends = _ends_with_name(line, last) or bool(whole)
        title = "person" in head and "person" in kinds
        place_only = kinds <= {"place", "authority"}
        generic = noun in words("generic") or any(noun.endswith(form) for form in words("generic") if len(form) > 1)
        if (ends or title or (generic and not place_only)) or (place_only and noun in words("government word")):
            return Thing(
                best.id,
                True,
                kinds,
                head | (kinds if ends else frozenset()),
                best.start,
                best.end,
                phrase,
                owner,
                determined,
            )
        if place_only and not head and len(span) > 1:
            rest = [word for word in span if not word.mentions]
            phrase = line.text[rest[0].start : rest[-1].stem] if rest else phrase
    if not head and _is_name(line, last):
        start = last
        while (
            start > first
            and not line.words[start - 1].mentions
            and not classes(line.noun(line.words[start - 1]))
            and _is_name(line, start - 1)
        ):
            start -= 1
        head, span = _NAME, line.words[start : last + 1]
        phrase = line.text[span[0].start : end].strip("\"'“”‘’「」『』<>《》 ")
    if not phrase or (len(span) == 1 and noun in words("time") | words("adverb") | words("formal")):
        return None
    return Thing(phrase, False, head, head, span[0].start, span[-1].stem, phrase, owner, determined)


def _is_name(line: Line, position: int) -> bool:
    """Whether a noun that no table knows is a name: by its analysis, its gloss in brackets, or its quotation marks."""
    word = line.words[position]
    own = [m for m in line.within(word.start, word.stem) if m.tag[0] != "S" or m.tag in ("SL", "SN", "SH")]
    if not own:
        return False
    glossed = word.stem < len(line.origin) and line.origin[word.stem] - line.origin[word.stem - 1] > 2
    quoted = word.start > 0 and line.text[word.start - 1] in "‘'" and line.text[word.stem : word.stem + 1] in "’'"
    return glossed or quoted or any(m.tag in ("NNP", "SL") for m in own)


def _noun_end(line: Line, word: Word) -> int:
    """Where the noun of a word ends: also before a copula (텐센트다)."""
    copula = next((m for m in line.within(word.start, word.end) if m.tag == "VCP"), None)
    return min(word.stem, max(copula.start, word.start + 1)) if copula else word.stem


def _ends_with_name(line: Line, last: int) -> bool:
    word = line.words[last]
    return bool(word.mentions) and word.mentions[-1].end >= word.stem - 1


def _best(mentions: Sequence[Mention]) -> Mention | None:
    """The name that says most: a product before a company before a place; of equals the last."""
    ranked = [
        (next((rank for rank, kind in enumerate(_NAMED) if kind in classes_of(m.id)), len(_NAMED)), -i, m)
        for i, m in enumerate(mentions)
    ]
    return min(ranked)[2] if ranked else None
