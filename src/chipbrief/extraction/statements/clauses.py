"""A sentence as words with grammatical roles: what Korean particles and endings say about each.

A `Line` is a sentence without what stands in round brackets. Its words are cut at blanks, but a figure or a name is
never cut; each has the role that its particle or ending gives it. After a figure or a name the particle is read from
a table; all other words are left to the morphological analysis.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from chipbrief.extraction.lexicon import morphology, patterns
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.lexicon.morphology import Morpheme
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements.brackets import flatten
from chipbrief.model import Kind


class Role(StrEnum):
    """What a word does in its clause, by its particle or ending."""

    TOPIC = "topic"  # 은, 는
    SUBJECT = "subject"  # 이, 가
    ALSO = "also"  # 도
    OBJECT = "object"  # 을, 를
    OF = "of"  # 의
    THAN = "than"  # 보다
    AND = "and"  # 와, 과, ·
    AT = "at"  # 에, 에게
    FROM = "from"  # 에서, 부터
    BY = "by"  # 로
    BARE = "bare"  # a noun without a particle
    MODIFIER = "modifier"  # a determiner, or a verb before its noun
    ADVERB = "adverb"
    ENDING = "ending"  # a verb that connects clauses
    FINAL = "final"  # the verb that ends the sentence
    OTHER = "other"


_TAILS = (Role.BARE, *(role for role in Role if role not in (Role.BARE, Role.ADVERB)))
_CASES = {
    "JKS": Role.SUBJECT, "JKC": Role.OTHER, "JKO": Role.OBJECT, "JKG": Role.OF, "JC": Role.AND, "JKQ": Role.OTHER,
    "JKV": Role.OTHER,
}  # fmt: skip
_JKB = {"보다": Role.THAN, "에": Role.AT, "에게": Role.AT, "에서": Role.FROM, "와": Role.AND, "과": Role.AND}
_CONTRAST = {"은": Role.TOPIC, "는": Role.TOPIC, "ᆫ": Role.TOPIC, "도": Role.ALSO}
_ENDINGS = {"ETM": Role.MODIFIER, "EC": Role.ENDING, "EF": Role.FINAL, "ETN": Role.BARE, "MM": Role.MODIFIER}
_POSTPOSITION = "<postposition verb>"  # verbs that serve as postpositions end no clause: 에 비해, 를 통해
_AUXILIARY = "<auxiliary verb>"  # nor does a verb before an auxiliary: 내놓고 있다
_POINTING = ("이", "그", "저", "해당")  # a phrase begins with what points
_PUNCTUATION = "\"'“”‘’「」『』《》<>[]{},.!?…;:▲■□◆◇●○△▶※~"


@dataclass(slots=True)
class Word:
    """A word `[start, end)` of a line without the punctuation at its edges; its noun ends at `stem`."""

    start: int
    end: int
    role: Role
    stem: int
    comma: bool
    figure: int | None = None
    mentions: list[Mention] = field(default_factory=list)


@dataclass
class Line:
    """A sentence without its brackets: `origin[i]` is the place of character `i` in the whole text."""

    text: str
    origin: list[int]
    figures: list[Quantity]
    mentions: list[Mention]

    @cached_property
    def words(self) -> list[Word]:
        found = list(_words(self))
        for word, following in pairwise(found):
            if word.role is Role.BARE and word.mentions and self.form(following) in ("역시", "또한"):
                word.role = Role.ALSO  # 비야디 역시 is as 비야디도
        return found

    @cached_property
    def _figure_words(self) -> dict[int, int]:
        return {word.figure: position for position, word in enumerate(self.words) if word.figure is not None}

    def at(self, figure: int) -> int:
        """The word of the figure with this index in `figures`."""
        return self._figure_words[figure]

    def form(self, word: Word) -> str:
        return self.text[word.start : word.end]

    def noun(self, word: Word) -> str:
        """The word without its particle."""
        return self.text[word.start : word.stem]

    def boundary(self, position: int) -> bool:
        """Whether the clause ends with this word."""
        return self._ends[position]

    @cached_property
    def _ends(self) -> list[bool]:
        return [self._ends_clause(position) for position in range(len(self.words))]

    def _ends_clause(self, position: int) -> bool:
        word = self.words[position]
        if word.role not in (Role.ENDING, Role.FINAL) or patterns.pattern(_POSTPOSITION).match(self._lemma(word)):
            return False
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        return following is None or not patterns.pattern(_AUXILIARY).match(self.text, following.start)

    def clause(self, position: int) -> int:
        """The first word of the clause in which a word stands, looking only to its left."""
        return self._clauses[position]

    @cached_property
    def _clauses(self) -> list[int]:
        first = [0]
        for position in range(1, len(self.words)):
            first.append(position if self._ends[position - 1] else first[-1])
        return first

    def predicate(self, position: int) -> int:
        """The first verb at or after a word that ends its clause, else the last word."""
        for index in range(position, len(self.words)):
            if self.boundary(index):
                return index
        return len(self.words) - 1

    def word_at(self, place: int) -> int | None:
        """The word that holds the character at this place."""
        return next((i for i, word in enumerate(self.words) if word.start <= place < word.end), None)

    def next_in_row(self, index: int) -> int | None:
        """The next figure of a row, of the same unit and after a comma or 와: 35.4%, 영업이익은 68.5%; else None."""
        figure, word = self.figures[index], self.words[self.at(index)]
        later = index + 1
        while later < len(self.figures) and self.figures[later].kind is Kind.DATE:
            later += 1
        if later == len(self.figures) or not (word.comma or word.role is Role.AND):
            return None
        other = self.figures[later]
        between = any(self.boundary(i) for i in range(self.at(index), self.at(later)))
        return None if between or (other.kind, other.unit) != (figure.kind, figure.unit) else later

    def respective(self, index: int) -> tuple[int, int] | None:
        """Which of how many figures this is after 각각, or None: `각각 1.2%, 0.8%` gives (0, 2) and (1, 2)."""
        position = self.at(index)
        first = self.clause(position)
        start = next((i for i in range(position, first - 1, -1) if self.form(self.words[i]) == "각각"), None)
        if start is None:
            return None
        row = [w.figure for w in self.words[start : self.predicate(position) + 1] if w.figure is not None]
        row = [i for i in row if self.figures[i].unit == self.figures[index].unit]
        return row.index(index), len(row)

    def phrase(self, position: int) -> int:
        """The first word of the noun phrase that ends with a word: nouns, 의, 와 and determiners before it."""
        start = position
        while start > 0 and self._goes_on(start - 1) and self.form(self.words[start]) not in _POINTING:
            start -= 1
        return start

    def _goes_on(self, position: int) -> bool:
        """Whether a noun phrase may reach back over a word; a date may stand in it (ASML의 지난해 매출)."""
        word = self.words[position]
        if word.figure is not None and self.figures[word.figure].kind is not Kind.DATE:
            return False
        if word.comma and not (word.mentions and word.role is Role.BARE):
            return False
        return word.role in (Role.BARE, Role.OF, Role.AND) or self._determines(word)

    def _determines(self, word: Word) -> bool:
        """Whether a word is a determiner (새, 이, 전), no verb before its noun (쓰는 기기)."""
        return word.role is Role.MODIFIER and any(m.tag == "MM" for m in self.within(word.start, word.end))

    def _lemma(self, word: Word) -> str:
        return "".join(m.form for m in self.within(word.start, word.end)[:2])

    def within(self, start: int, end: int) -> Sequence[Morpheme]:
        """The morphemes that begin in `[start, end)`."""
        return self.morphemes[bisect_left(self._places, start) : bisect_left(self._places, end)]

    @cached_property
    def _places(self) -> list[int]:
        return [morpheme.start for morpheme in self.morphemes]

    @cached_property
    def morphemes(self) -> Sequence[Morpheme]:
        return morphology.morphemes(self.text)


def line(
    text: str,
    span: tuple[int, int],
    figures: Sequence[Quantity],
    mentions: Iterable[Mention],
    keep: tuple[int, int] | None = None,
) -> tuple[Line, list[tuple[int, int]]]:
    """The line of the sentence at a span, its figures and names in the line's own places; and its brackets.

    The bracket that is to be kept is read as if it stood behind a comma's pause.
    """
    flat, origin, brackets = flatten(text, *span, keep)
    place = {stored: own for own, stored in enumerate(origin)}

    def own(one: int, other: int) -> tuple[int, int] | None:
        first, last = place.get(one), next((place[i] for i in range(other - 1, one, -1) if i in place), place.get(one))
        return None if first is None or last is None else (first, last + 1)

    inside = [f._replace(start=at[0], end=at[1]) for f in figures if (at := own(f.start, f.end))]
    names = [Mention(*at, m.id) for m in mentions if (at := own(m.start, m.end))]
    return Line(flat, origin, inside, names), brackets


def _words(source: Line) -> Iterable[Word]:
    """The words of a line, with roles."""
    kept = sorted([(f.start, f.end) for f in source.figures] + [(m.start, m.end) for m in source.mentions])
    for start, end in _spans(source.text, kept):
        mentions = [m for m in source.mentions if start <= m.start < end]
        figure = next((i for i, f in enumerate(source.figures) if start <= f.start < end), None)
        last = max(
            [m.end for m in mentions] + ([source.figures[figure].end] if figure is not None else []), default=None
        )
        role, stem = _role(source, start, end, last)
        comma = source.text[end : end + 1] == ","
        if source.text[end : end + 1] == "·" and role is Role.BARE:
            role = Role.AND
        yield Word(start, end, role, stem, comma, figure, mentions)


def _spans(text: str, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words by blanks, also cut before a figure or name and at `·` beside one, never cut inside one."""
    edges = {start for start, _ in kept} | {end for _, end in kept}
    inside = {place for start, end in kept for place in range(start, end)}
    cuts = []
    for place, character in enumerate(text):
        if place in inside:
            continue
        if character.isspace() or character == "," or (character == "·" and (place in edges or place + 1 in edges)):
            cuts.append(place)
    found, start = [], 0
    for cut in [*cuts, len(text)]:
        stops = [start, *(one for one, _ in kept if start < one < cut), cut]
        found += [_bare(text, *stretch, inside) for stretch in pairwise(stops)]
        start = cut + 1
    return [(start, end) for start, end in found if start < end]


def _bare(text: str, start: int, end: int, inside: set[int]) -> tuple[int, int]:
    """A stretch without the punctuation at its edges."""
    while start < end and text[start] in _PUNCTUATION and start not in inside:
        start += 1
    while start < end and text[end - 1] in _PUNCTUATION and end - 1 not in inside:
        end -= 1
    return start, end


def _role(source: Line, start: int, end: int, known: int | None) -> tuple[Role, int]:
    """The role of a word and where its noun ends; `known` is the end of the figure or name in it."""
    if known is not None and known <= end:
        tail = source.text[known:end].strip("\"'“”‘’")
        for role in _TAILS:
            particle = "" if role is Role.BARE else f"<role: {role}>"
            if patterns.pattern(rf"\A<suffix>*{particle}").fullmatch(tail):
                return role, known
    own = [m for m in source.within(start, end) if m.tag[0] != "S" or m.tag in ("SL", "SN", "SH")]
    if not own:
        return Role.BARE, end
    particles = [m for m in own if m.tag[0] == "J"]
    return _by_particle(own, particles, end) if particles else (_by_ending(own), end)


def _by_particle(own: list[Morpheme], particles: list[Morpheme], end: int) -> tuple[Role, int]:
    """The role of a noun with particles; a particle after an ending (비해서는) makes no noun of it."""
    first = particles[0]
    if any(m.tag[0] == "E" and m.start < first.start for m in own[-3:]) or own[-1].tag[0] not in "JX":
        return _by_ending([m for m in own if m.tag[0] != "J"]), end
    case = next((m for m in particles if m.tag in ("JKB", *_CASES)), None)
    if case is None:
        return _CONTRAST.get(particles[-1].form, Role.OTHER), first.start
    if case.tag != "JKB":
        return _CASES[case.tag], first.start
    if case.form.endswith("부터"):
        return Role.FROM, first.start
    return _JKB.get(case.form, Role.BY if case.form.endswith("로") else Role.OTHER), first.start


def _by_ending(own: list[Morpheme]) -> Role:
    last = own[-1].tag if own else ""
    if last in _ENDINGS:
        return _ENDINGS[last]
    if last.startswith("MA"):
        return Role.ADVERB
    return Role.BARE if last[:1] in ("N", "S") or last in ("XSN", "XR", "XPN") else Role.OTHER
