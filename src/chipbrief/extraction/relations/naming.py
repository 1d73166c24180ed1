"""What the words of a noun phrase name: an entity of the gazetteer, a name that no table has, or the phrase itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.relations.vocabulary import classes, classes_of, words
from chipbrief.extraction.statements.clauses import Line, Role, Word

_NAMED = ("product", "technology", "organisation", "exchange", "person", "policy", "authority", "place")
_NAME = frozenset({"name"})
_SORTS = ("gpu", "npu", "cpu", "tpu")
_CALLED = frozenset({"organisation", "product", "person"})  # what a name may follow: 업체 X
ALSO = {"에도": "to", "에게도": "to", "에서도": "from", "로도": "by", "와도": "with", "과도": "with"}
"""Two particles at the end of a word, and the role that the first of them gives."""
_MODEL_NUMBER = re.compile(r"[A-Z]{0,3}\d{1,4}[A-Z]{0,3}")
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


def is_model_number(line: Line, position: int) -> bool:
    """Whether a word is the number of a model after its name: 저니 6, 쉬안제 O1, DX-M1."""
    before, word = line.words[position - 1], line.words[position]
    if not _MODEL_NUMBER.fullmatch(line.noun(word)) or before.role is not Role.BARE or before.comma:
        return False
    if before.mentions:
        return not word.mentions and "product" in classes_of(before.mentions[-1].id)
    noun = line.noun(before)
    return noun.endswith("-") or (_is_name(line, position - 1) and not classes(noun))


def numbered(line: Line, position: int, owner: Mention | None, *, determined: bool) -> Thing:
    """A name that no table knows with the number of its model."""
    start, end = line.words[position - 1].start, line.words[position].stem
    name = line.text[start:end]
    return Thing(name, False, _NAME, _NAME, start, end, name, owner, determined)


def named(line: Line, first: int, last: int, owner: Mention | None, determined: bool) -> Thing | None:
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
        edition = noun in words("edition") and last > first and _ends_with_name(line, last - 1)  # 15S 프로
        if edition and not gazetteer.kind_of(best.id):
            return Thing(phrase, False, kinds, kinds, best.start, end, phrase, owner, determined)
        ends = _ends_with_name(line, last) or bool(whole) or edition or _is_branch(line, span[-1], best)
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


def _is_branch(line: Line, word: Word, named: Mention) -> bool:
    """Whether a word is a firm's name with what firms are called (텐센트클라우드): the firm."""
    rest = line.text[named.end : word.stem]
    branch = word.start == named.start and rest in words("firm ending") and not classes(rest) & {"product", "component"}
    return branch and "company" in classes_of(named.id)


def _introduces(line: Line, position: int) -> bool:
    """Whether a noun tells what the name after it is: 반도체 설계 기업 X, 스타트업 X, 메모리 모듈 X."""
    word = line.words[position]
    kinds = classes(line.noun(word)) & _CALLED
    named = any(mention.id not in _SORTS for mention in word.mentions)
    return bool(kinds) and word.role is Role.BARE and not word.comma and not named


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
    """Where the noun of a word ends: also before a copula (텐센트다), and before two particles (텐센트에도)."""
    copula = next((m for m in line.within(word.start, word.end) if m.tag == "VCP"), None)
    if copula:
        return min(word.stem, max(copula.start, word.start + 1))
    form = next((form for form in ALSO if word.role is Role.ALSO and line.text[: word.end].endswith(form)), "")
    return min(word.stem, word.end - len(form))


def _ends_with_name(line: Line, last: int) -> bool:
    word = line.words[last]
    return bool(word.mentions) and word.mentions[-1].end >= word.stem - 1


def _best(mentions: Sequence[Mention]) -> Mention | None:
    """The name that says most: a product before a company before a place; of equals the last.

    What is a word for a sort of product (GPU) says least.
    """
    ranked = [
        (
            len(_NAMED)
            if m.id in _SORTS
            else next((rank for rank, kind in enumerate(_NAMED) if kind in classes_of(m.id)), len(_NAMED)),
            -i,
            m,
        )
        for i, m in enumerate(mentions)
    ]
    return min(ranked)[2] if ranked else None
