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
_WHERE = frozenset({"place", "authority"})
_CALLED = frozenset({"organisation", "product", "person"})  # what a name may follow: 업체 X
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

    @property
    def named(self) -> bool:
        """Whether it is called by its name: an entity, or words whose last noun no table has."""
        return self.known or self.head == _NAME or (bool(self.head) and not classes(self.phrase))

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
    owned = range(0)  # the words of an owner
    for position in range(last - 1, first - 1, -1):
        if line.words[position].role is Role.OF:
            named = line.words[position].mentions
            owner = named[-1] if named else None
            owned = range(first, position + 1)
            first = position + 1
            break
    origin = [i for i in range(first, last) if line.noun(line.words[i]) in ("출신", "소속")]
    first = origin[-1] + 1 if origin else first  # 삼성전자 출신 X is X
    while first < last and _before_the_noun(line, first):
        first += 1
    while last > first and _after_the_noun(line, last):
        last -= 1
    whole = last
    while not acts and last > first and _is_act(line, last):
        last -= 1
    if not acts and _is_act(line, last):
        return thing(line, owned[0], owned[-1]) if owned else None  # 엔비디아의 수출을 막다 hits the owner
    found = _named(line, first, last, owner, determined)
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
    return word.figure is not None or line.noun(word) in words("measure") or line.noun(word) in words("adverb")


def _named(line: Line, first: int, last: int, owner: Mention | None, determined: bool) -> Thing | None:
    span = line.words[first : last + 1]
    end = _noun_end(line, span[-1])
    noun = line.text[span[-1].start : end]
    head = frozenset() if span[-1].mentions and _ends_with_name(line, last) else classes(noun)
    coined = _coined(line, span[-1], noun)
    mentions = [m for word in span for m in word.mentions]
    phrase = line.text[span[0].start : end].strip("\"'“”‘’「」『』<>《》 ")
    whole = [m for m in gazetteer.find(phrase) if len(phrase) == m.end - m.start] if end < span[-1].stem else []
    mentions += [Mention(span[0].start, end, m.id) for m in whole if not mentions]
    people = [m for m in mentions if "person" in classes_of(m.id)] if "person" in head else []
    called = span[-1].mentions[-1:] if _ends_with_name(line, last) and first < last else []
    firm = [m for m in called if "company" in classes_of(m.id) and _introduces(line, last - 1)]  # GPU 설계업체 X
    best = (people or firm)[-1] if people or firm else _best(mentions)
    if best is not None:
        kinds = classes_of(best.id)
        if not gazetteer.kind_of(best.id) and first < last and _introduces(line, last - 1):
            kinds = _of_firm(classes(line.noun(line.words[last - 1])) & _CALLED)  # 양극재 업체 에너지11
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
    if coined:
        head, span, phrase = _of_firm(frozenset({"organisation"})), span[-1:], noun
    elif not head and (_is_name(line, last) or (first < last and _introduces(line, last - 1))):
        start = last
        while (
            start > first
            and not line.words[start - 1].mentions
            and not classes(line.noun(line.words[start - 1]))
            and _is_name(line, start - 1)
        ):
            start -= 1
        what = classes(line.noun(line.words[start - 1])) if start > first and _introduces(line, start - 1) else _NAME
        head, span = _of_firm(what & _CALLED) or _NAME, line.words[start : last + 1]
        phrase = line.text[span[0].start : end].strip("\"'“”‘’「」『』<>《》 ")
    if not phrase or (len(span) == 1 and noun in words("time") | words("adverb") | words("formal")):
        return None
    return Thing(phrase, False, head, head, span[0].start, span[-1].stem, phrase, owner, determined)


def _of_firm(kinds: frozenset[str]) -> frozenset[str]:
    """The classes of a name: that of an organisation may be a company."""
    return kinds | {"company"} if "organisation" in kinds else kinds


def _coined(line: Line, word: Word, noun: str) -> bool:
    """Whether a noun is a firm's name by its ending (한울반도체) and its beginning, which is no common noun."""
    ending = next((form for form in words("firm ending") if noun.endswith(form) and noun != form), None)
    if ending is None or word.mentions:
        return False
    own = line.within(word.start, word.stem)
    return own[0].tag in ("NNP", "SL") or (own[0].tag == "NNG" and own[0].end - own[0].start > len(ending))


def _introduces(line: Line, position: int) -> bool:
    """Whether a noun tells what the name after it is: 반도체 설계 기업 X, 스타트업 X, 메모리 모듈 X."""
    word = line.words[position]
    kinds = classes(line.noun(word)) & _CALLED
    return bool(kinds) and word.role is Role.BARE and not word.comma and not word.mentions


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
