"""A sentence as words with grammatical roles: what Korean particles and endings say about each.

A `Line` is a sentence without what stands in round brackets. Its words are cut at blanks, but a figure or a name is
never cut; each has the role that its particle or ending gives it. After a figure or a name the particle is read from
a table; all other words are left to the morphological analysis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from chipbrief.extraction import morphology
from chipbrief.extraction.entities import Mention
from chipbrief.extraction.quantities import Quantity


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


_SUFFIX = r"(?:시|성|주|측|들|씨|님|산|판|계|정부|당국|사|그룹|칩|기업|업체|시장|등|회장|대표|대통령|장관|총리|주석)*"
_TAILS = tuple(
    (role, re.compile(rf"{_SUFFIX}(?:{forms})"))
    for role, forms in (
        (Role.BARE, ""),
        (Role.TOPIC, "은|는|이란|란|만은"),
        (Role.SUBJECT, "이|가|께서|만이|뿐이"),
        (Role.ALSO, "도|마저|조차|까지도|역시"),
        (Role.OBJECT, "을|를|만을|까지를"),
        (Role.OF, "의|만의|까지의|와의|과의|로의|으로의|에의|에서의|보다의|간의"),
        (Role.THAN, "보다|보다는|보다도"),
        (Role.AND, "와|과|이나|나|이랑|랑|및|·"),
        (Role.FROM, "에서|에서는|에서도|로부터|으로부터|에게서|에선|부터|부터는"),
        (Role.AT, "에|에는|에도|에게|에게는|엔|에만|까지|까지는"),
        (Role.BY, "로|으로|로는|으로는|로도|으로도|로서|으로서|로써|으로써|만으로"),
        (Role.FINAL, "다|이다|였다|이었다|이라고|라고|이라며|라며|이라는|라는"),
        (Role.ENDING, "이며|며|이고|고|인데|이지만|지만|이자|이어서|여서|이라|라|이던"),
        (Role.MODIFIER, "인|이던|였던|짜리|대의|어치"),
        (Role.OTHER, "만|이나마|씩|대로|처럼|뿐|마다|쯤"),
    )
)
_CASES = {
    "JKS": Role.SUBJECT, "JKC": Role.OTHER, "JKO": Role.OBJECT, "JKG": Role.OF, "JC": Role.AND, "JKQ": Role.OTHER,
    "JKV": Role.OTHER,
}  # fmt: skip
_JKB = {"보다": Role.THAN, "에": Role.AT, "에게": Role.AT, "에서": Role.FROM, "와": Role.AND, "과": Role.AND}
_ENDINGS = {"ETM": Role.MODIFIER, "EC": Role.ENDING, "EF": Role.FINAL, "ETN": Role.BARE, "MM": Role.MODIFIER}
# verbs that serve as postpositions: they end no clause
_POSTPOSITION = re.compile(
    r"(?:비하|비교하|견주|대하|통하|위하|이어|잇|따르|따라|비롯하|포함하|함께|걸치|걸쳐|관하|의하|인하|더불|아울|맞서|맞춰|둘러싸)"
)
_AUXILIARY = re.compile(r"(?:있|않|못하|못할|못했|버리|버렸|보이고|나가|나갈|나왔|왔|오고|싶|두고|뒀)")
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
        return list(_words(self))

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
        word = self.words[position]
        if word.role not in (Role.ENDING, Role.FINAL) or _POSTPOSITION.match(self._lemma(word)):
            return False
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        return following is None or not _AUXILIARY.match(self.text, following.start)

    def clause(self, position: int) -> int:
        """The first word of the clause in which a word stands, looking only to its left."""
        start = position
        while start > 0 and not self.boundary(start - 1):
            start -= 1
        return start

    def predicate(self, position: int) -> int:
        """The first verb at or after a word that ends its clause, else the last word."""
        for index in range(position, len(self.words)):
            if self.boundary(index):
                return index
        return len(self.words) - 1

    def phrase(self, position: int) -> int:
        """The first word of the noun phrase that ends with a word: nouns, 의, 와 and determiners before it."""
        start = position
        while start > 0 and self._goes_on(start - 1):
            start -= 1
        return start

    def _goes_on(self, position: int) -> bool:
        word = self.words[position]
        if word.figure is not None or (word.comma and word.role is not Role.BARE):
            return False
        if word.comma and word.mentions == []:
            return False
        return word.role in (Role.BARE, Role.OF, Role.AND) or (
            word.role is Role.MODIFIER and word.end - word.start <= 2
        )

    def _lemma(self, word: Word) -> str:
        return next(
            (
                m.form + ("하" if m.form in ("비", "비교", "견주") else "")
                for m in self.morphemes
                if m.start >= word.start
            ),
            "",
        )

    @cached_property
    def morphemes(self) -> list[morphology.Morpheme]:
        return morphology.morphemes(self.text)


def flatten(text: str, start: int, end: int) -> tuple[str, list[int], list[tuple[int, int]]]:
    """`[start, end)` without its round brackets, the place of each character left, and the brackets' spans.

    >>> flatten("화웨이(華爲)는", 0, 8)
    ('화웨이는', [0, 1, 2, 7], [(3, 7)])
    """
    brackets, depth, opened = [], 0, start
    for position in range(start, end):
        if text[position] in "(（":
            depth, opened = depth + 1, opened if depth else position
        elif text[position] in ")）" and depth:
            depth -= 1
            if not depth:
                brackets.append((opened, position + 1))
    inside = {place for one in brackets for place in range(*one)}
    origin = [place for place in range(start, end) if place not in inside]
    return "".join(text[place] for place in origin), origin, brackets


def line(
    text: str, start: int, end: int, figures: Sequence[Quantity], mentions: Iterable[Mention]
) -> tuple[Line, list[tuple[int, int]]]:
    """The line of the sentence `[start, end)`, its figures and names in the line's own places; and its brackets."""
    flat, origin, brackets = flatten(text, start, end)
    place = {stored: own for own, stored in enumerate(origin)}

    def own(one: int, other: int) -> tuple[int, int] | None:
        first, last = place.get(one), place.get(other - 1)
        return None if first is None or last is None else (first, last + 1)

    inside = []
    for figure in figures:
        span = own(figure.start, figure.end)
        if span:
            inside.append(Quantity(*span, *_rest(figure)))
    names = [Mention(*span, mention.id) for mention in mentions if (span := own(mention.start, mention.end))]
    return Line(flat, origin, inside, names), brackets


def _rest(figure: Quantity) -> tuple[object, ...]:
    return figure.kind, figure.low, figure.high, figure.unit, figure.approx, figure.date, figure.rule


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
        for first, last in _cut(start, cut, kept):
            while first < last and text[first] in _PUNCTUATION and first not in inside:
                first += 1
            while first < last and text[last - 1] in _PUNCTUATION and last - 1 not in inside:
                last -= 1
            if first < last:
                found.append((first, last))
        start = cut + 1
    return found


def _cut(start: int, end: int, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A stretch cut before each figure or name that begins inside it."""
    starts = [start, *(s for s, _ in kept if start < s < end), end]
    return [(one, other) for one, other in zip(starts, starts[1:], strict=False) if one < other]


def _role(source: Line, start: int, end: int, known: int | None) -> tuple[Role, int]:
    """The role of a word and where its noun ends; `known` is the end of the figure or name in it."""
    if known is not None and known <= end:
        tail = source.text[known:end].strip("\"'“”‘’")
        for role, form in _TAILS:
            if form.fullmatch(tail):
                return role, known
    own = [
        m
        for m in source.morphemes
        if start <= m.start < end and m.tag[0] != "S" or m.tag in ("SL", "SN", "SH") and start <= m.start < end
    ]
    if not own:
        return Role.BARE, end
    return _by_morphemes(own, end)


def _by_morphemes(own: list[morphology.Morpheme], end: int) -> tuple[Role, int]:
    particles = [m for m in own if m.tag[0] == "J"]
    tail = [m for m in own if particles and m.start >= particles[0].start]
    verbal = any(m.tag in ("EC", "EF") and m.start < particles[0].start for m in own[-3:]) if particles else False
    if particles and not verbal and all(m.tag[0] == "J" or m.tag == "XSN" for m in tail):
        stem = particles[0].start
        for m in particles:
            if m.tag == "JKB":
                return _JKB.get(
                    m.form, Role.FROM if m.form.endswith("부터") else Role.BY if m.form.endswith("로") else Role.OTHER
                ), stem
            if m.tag in _CASES:
                return _CASES[m.tag], stem
        return {"은": Role.TOPIC, "는": Role.TOPIC, "ᆫ": Role.TOPIC, "도": Role.ALSO}.get(
            particles[-1].form, Role.OTHER
        ), stem
    last = own[-1]
    if last.tag == "JX" and len(own) > 1 and own[-2].tag in ("EC", "EF"):
        last = own[-2]
    if last.tag in _ENDINGS:
        return _ENDINGS[last.tag], end
    if last.tag.startswith("MA"):
        return Role.ADVERB, end
    if last.tag[0] in "NXS" and last.tag not in ("XSV", "XSA"):
        return Role.BARE, end
    return Role.OTHER, end
