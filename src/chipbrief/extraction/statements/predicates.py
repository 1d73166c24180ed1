"""A sentence as clauses with heads: each verb with its stem and the noun phrases that it governs, by their roles.

Also a verb that describes a noun makes a clause (H20을 판 엔비디아는): its `head` is that noun's phrase. A topic is an
argument of every clause after it up to the next topic, a subject of those after it that have neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chipbrief.extraction.lexicon import morphology
from chipbrief.extraction.lexicon.morphology import Morpheme
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.sources.reference_tables import per_lexicon

_ARGUMENTS = frozenset({
    Role.TOPIC, Role.SUBJECT, Role.ALSO, Role.OBJECT, Role.AT, Role.FROM, Role.BY, Role.THAN, Role.AND, Role.BARE,
})  # fmt: skip
_LIGHT = ("하", "되", "시키", "받", "당하")  # what makes a verb of a noun of action: 생산하다, 생산되다
_JOINT = re.compile(r"(?<=[가-힣])[아어](?=[가-힣])")  # 쏟아붓다 is one morpheme here and three there
_SENTENCE = "그가 이를"  # by itself 마치다 is no verb
_IDIOM = "손에"  # 손에 쥐다, 손에 넣다: the noun belongs to the verb


class Phrase(NamedTuple):
    """The noun phrase of the words `[first, last]`; the role is that of its last word, its head."""

    first: int
    last: int
    role: Role


class Clause(NamedTuple):
    """A clause that ends with the word `verb`: the stem of the verb (생산, 팔), its phrases, and what it describes."""

    first: int
    verb: int
    stem: str
    passive: bool
    phrases: tuple[Phrase, ...]
    head: Phrase | None

    def of(self, *roles: Role) -> tuple[Phrase, ...]:
        """The phrases in such roles, in the order of the sentence."""
        return tuple(phrase for phrase in self.phrases if phrase.role in roles)


def clauses(line: Line) -> list[Clause]:
    """The clauses of a line, in the order of their verbs."""
    found: list[Clause] = []
    shared: list[Phrase] = []
    first = 0
    for position, word in enumerate(line.words):
        verb = stem(line.within(word.start, word.end)) if is_verb(line, position) else ""
        if not verb and position + 1 < len(line.words):
            continue
        own = list(_phrases(line, first, position - 1 if verb else position))
        told = {one.role for one in own} & {Role.TOPIC, Role.SUBJECT}
        if told:
            shared = [one for one in shared if one.role is Role.TOPIC and Role.TOPIC not in told]
        head = _described(line, position) if word.role is Role.MODIFIER else None
        passive = any(m.tag == "XSV" and m.form in ("되", "당하", "받") for m in line.within(word.start, word.end))
        idiom = f"{_IDIOM} " if position and line.form(line.words[position - 1]) == _IDIOM else ""
        found.append(Clause(first, position, idiom + verb, passive, (*shared, *own), head))
        shared += [one for one in own if one.role in (Role.TOPIC, Role.SUBJECT)]
        first = position + 1
    return found


def governing(line: Line, position: int) -> Clause | None:
    """The clause whose verb comes next after a word, or None after the last verb."""
    return next((clause for clause in line_clauses(line) if clause.verb >= position and clause.stem), None)


def line_clauses(line: Line) -> list[Clause]:
    """The clauses of a line, worked out once."""
    known: list[Clause] | None = line.__dict__.get("_predicates")
    if known is None:
        known = line.__dict__["_predicates"] = clauses(line)
    return known


def is_verb(line: Line, position: int) -> bool:
    """Whether a word is a verb or an adjective that governs phrases: no postposition, no auxiliary."""
    word = line.words[position]
    tags = [m.tag for m in line.within(word.start, word.end)]
    if not any(tag[:2] in ("VV", "VA") or tag in ("XSV", "XSA") for tag in tags) or "VCP" in tags:
        return False
    nominal = "ETN" in tags and word.role in (Role.BARE, Role.BY)  # 공급하기로 (했다)
    return nominal or word.role in (Role.MODIFIER, Role.ENDING, Role.FINAL)


def stem(morphemes: Sequence[Morpheme]) -> str:
    """The stem of a verb without endings, and without 하다, 되다 after a noun of action.

    >>> stem(morphology.morphemes("찍어낸다")), stem(morphology.morphemes("생산됐다"))
    ('찍내', '생산')
    """
    kept: list[str] = []
    for one in morphemes:
        if one.tag == "EF" or one.tag in ("ETM", "ETN", "EP"):
            break
        if one.tag[:2] in ("VV", "VA", "VX", "XR", "NN") or (one.tag in ("XSV", "XSA") and one.form not in _LIGHT):
            kept.append(one.form)
    joined = "".join(kept)
    return _JOINT.sub("", joined.removesuffix("하") if len(joined) > 2 else joined)


@per_lexicon
def stem_of(form: str) -> str:
    """The stem of a verb in its dictionary form, as `stem` gives it; an idiom keeps its noun (손에 쥐다)."""
    noun, _, verb = form.rpartition(" ")
    known = morphology.morphemes(f"{_SENTENCE} {verb}")
    return f"{noun} {stem([m for m in known if m.start > len(_SENTENCE)])}".strip()


def _phrases(line: Line, first: int, last: int) -> Iterator[Phrase]:
    """The noun phrases of the words `[first, last]`, cut at case particles and commas."""
    start = first
    for position in range(first, last + 1):
        word = line.words[position]
        ends = word.role in _ARGUMENTS and (word.role is not Role.BARE or word.comma or position == last)
        if word.role in (Role.ADVERB, Role.OTHER, Role.ENDING, Role.FINAL):
            start = position + 1
        elif ends:
            yield Phrase(max(start, line.phrase(position)), position, word.role)
            start = position + 1


def _described(line: Line, position: int) -> Phrase | None:
    """The noun phrase after an adnominal verb."""
    for last in range(position + 1, len(line.words)):
        word = line.words[last]
        if word.role not in (Role.BARE, Role.OF, Role.MODIFIER) or (word.role is Role.BARE and word.comma):
            return Phrase(position + 1, last, word.role) if word.role in _ARGUMENTS else None
    return Phrase(position + 1, len(line.words) - 1, Role.BARE) if position + 1 < len(line.words) else None
