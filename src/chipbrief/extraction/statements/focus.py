"""What a text is about from sentence to sentence: the entities in focus, by type and by how much they stand out.

A sentence without a subject is about what the last ones were about. Which of their entities that is, the metric
decides (what has a bandwidth is a chip, what has revenue a company) and then how they stood: the subject of a figure
before a topic, a topic before a subject, a subject before an object; a rival that something is compared with is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.statements import metric_words

PRODUCTS = frozenset({"chip", "chip-family", ""})  # what is measured in TB/s; a new name is one until told otherwise
OF_A_FIGURE, TOPIC, SUBJECT, OBJECT, NAMED = range(5, 0, -1)
_BEGINNING = 3  # sentences: a headline and the lead
_REACH = 2  # sentences back to which an elided subject may refer
NAMED_REACH = 4  # the same for `이 회사`, `이 칩`, and for a product whose properties are told one by one
_AFTER = r"(?:\([^)]{0,200}\))?[\"'”’」》]?"  # a gloss is no paragraph
_RANKS = (
    (re.compile(_AFTER + r"(?:시|성|측|들){0,4}(?:은|는)(?![가-힣])"), TOPIC),
    (re.compile(_AFTER + r"(?:시|성|측|들){0,4}(?:이|가|도)(?![가-힣])"), SUBJECT),
    (re.compile(_AFTER + r"(?:을|를|의)(?![가-힣])"), OBJECT),
)
_OWNED = re.compile(r"의 ([^,.\n]{1,24}?)(?:은|는|이|가)(?= )")  # SMIC의 수율이: it is about SMIC
_PART_OF = r"(?:\([^)]{0,200}\))?[^,.\n]{0,24}?[을를] <built in>"
_AGENTS = r"(?<![가-힣])((?:[가-힣A-Za-z]{1,7}[^은는이가을를의에로도며고 ,.] )?[가-힣]{0,6}<agent>)들?(?:은|는|이|가) "
_RIVAL = _AFTER + r"(?:보다|와 맞|과 맞|와의|과의|에 맞|에 견|에 비|와 비|과 비|급|은 물론|는 물론|처럼|만큼)"


@dataclass
class Focus:
    """Entities by sentence, in the order in which they were said, each with its rank."""

    sentence: int = 0
    paragraph: int = 0  # the first sentence of the current paragraph
    said: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)

    def say(self, ids: tuple[str, ...], rank: int = OF_A_FIGURE) -> None:
        """Note that the current sentence is about these entities."""
        if ids:
            self.said.append((self.sentence, rank, ids))

    def last(self, types: Iterable[str] = (), reach: int = _REACH, *, lowest: int = 0) -> tuple[str, ...] | None:
        """The entities of such types (any when empty) that stand out most in the latest sentence that has some.

        A firm or a place that a paragraph before was about counts only where the document has no other protagonist.
        """
        wanted = frozenset(types)
        lowest = lowest or (NAMED if wanted & PRODUCTS else SUBJECT)
        best: tuple[int, int, tuple[str, ...]] | None = None
        for sentence, rank, ids in reversed(self.said):
            if self.sentence - sentence > reach or (best and sentence < best[0]):
                break
            fit = fitting(ids, wanted)
            if fit and (best is None or rank > best[1]) and rank >= lowest:
                best = (sentence, rank, fit)
        if best and best[1] == SUBJECT and not wanted & PRODUCTS:
            best = self._goes_on(best, reach, wanted) or best
        if best and not wanted & PRODUCTS and best[0] < self.paragraph:
            kinds = wanted or {type_of(best[2][0])}
            return (self.protagonist(kinds) if not kinds & PRODUCTS else None) or best[2]
        return best[2] if best else None

    def _goes_on(
        self, best: tuple[int, int, tuple[str, ...]], reach: int, wanted: frozenset[str]
    ) -> tuple[int, int, tuple[str, ...]] | None:
        """What the paragraph was about before a mere subject: A의 매출은 … 칩은 B가 만든다. 2분기 매출은 …"""
        if any(n == best[0] and rank > SUBJECT for n, rank, _ in self.said) or best[0] <= self.paragraph:
            return None
        earlier = [
            (n, rank, fit)
            for n, rank, ids in self.said
            if max(self.paragraph, self.sentence - reach) <= n < best[0] and rank >= TOPIC
            for fit in [fitting(ids, wanted)]
            if fit
        ]
        return max(earlier, key=lambda one: one[:2], default=None)

    def several(self) -> tuple[str, ...] | None:
        """Whom 이들 or 양사 stands for: the last that were told of together."""
        for sentence in range(self.sentence, max(self.sentence - NAMED_REACH, 0) - 1, -1):
            told = [ids for n, rank, ids in self.said if n == sentence and rank == OF_A_FIGURE]
            joined = next((ids for n, _, ids in self.said if n == sentence and len(ids) > 1), ())
            each = tuple(dict.fromkeys(id_ for ids in told for id_ in ids))
            if joined or len(each) > 1:
                return joined or each
        return None

    def named(self, types: Iterable[str], *, pointed: bool = True) -> tuple[str, ...] | None:
        """Whom `이 회사` or `이 칩` stands for: the last topic or subject of such a type.

        Without 이 (not `pointed`), in a paragraph that has named none yet, it is whom the document is about.
        """
        wanted = frozenset(types)
        if wanted & PRODUCTS:
            return self.last(wanted, NAMED_REACH)
        for sentence, rank, ids in reversed(self.said):
            if self.sentence - sentence > NAMED_REACH:
                break
            if not pointed and sentence < self.paragraph:
                break
            if rank in (TOPIC, SUBJECT) and (fit := fitting(ids, wanted)):
                return fit
        return self.protagonist(wanted) or self.last(wanted, NAMED_REACH)

    def protagonist(self, types: Iterable[str]) -> tuple[str, ...] | None:
        """Whom the document is about: the first entity of such types that is a topic or a subject at its beginning."""
        for sentence, rank, ids in self.said:
            if sentence > _BEGINNING:
                return None
            if rank in (TOPIC, SUBJECT) and (fit := fitting(ids, frozenset(types))):
                return fit
        return None

    def _left(self, product: tuple[str, ...]) -> bool:
        """Whether a paragraph about a firm began after a product was told of, which it does not name."""
        here = [(rank, ids) for n, rank, ids in self.said if n >= self.paragraph]
        firm = any(rank == TOPIC and fitting(ids, frozenset({"company"})) for rank, ids in here)
        return firm and not any(set(product) & set(ids) for _, ids in here)

    def product(self, companies: Iterable[str] = (), rivals: Iterable[str] = ()) -> tuple[str, ...] | None:
        """The product in focus that is no rival, unless the sentence is about companies none of which makes it."""
        against = set(rivals)
        found = next(
            (fit for reach in range(NAMED_REACH + 1) if (fit := self.last(PRODUCTS, reach)) and not set(fit) & against),
            None,
        )
        others = set(companies)
        if found is None or self._left(found):
            return None
        if not others:
            return found
        rows = gazetteer.gazetteer().rows
        makers = {rows[id_]["maker"] if id_ in rows else "" for id_ in found}
        return found if makers & others or makers == {""} else None


def ranks(text: str, start: int, here: list[Mention]) -> list[tuple[int, str]]:
    """The entities named in a sentence with their ranks by the particles after them, the least outstanding first."""
    found = []
    for mention in here:
        if patterns.pattern(_RIVAL).match(text, mention.end) or _bracketed(text, start, mention):
            continue
        teller = gazetteer.kind_of(mention.id) in ("media", "organisation")
        if teller and mention.id not in patterns.forms("bears figures"):
            continue
        if patterns.pattern(_PART_OF).match(text, mention.end):
            continue  # HBM3E를 얹은 제품: the product is what comes next
        rank = next((rank for particle, rank in _RANKS if particle.match(text, mention.end)), NAMED)
        owned = _OWNED.match(text, mention.end) if rank == OBJECT else None
        if owned and metric_words.named(owned[1]):
            rank = SUBJECT
        if (
            rank == NAMED
            and not text[start : mention.start].strip(" '\"‘“[")
            and text[mention.end : mention.end + 1] in " ,·"
        ):
            rank = SUBJECT  # a headline begins with whom it is about
        found.append((rank, mention.id))
    return sorted(found, key=lambda one: one[0])


def agents(sentence: str) -> tuple[str, ...]:
    """Who does something without a known name, where no name does it: 빈자리는 국산 진영이 메웠다."""
    found = patterns.pattern(_AGENTS).search(sentence)
    return (found[1],) if found else ()


def _bracketed(text: str, start: int, mention: Mention) -> bool:
    before = text[start : mention.start]
    return before.count("(") > before.count(")")


def type_of(id_: str) -> str:
    """The type of an entity; a name that no table knows is a company by its ending, else that of a product (empty)."""
    kind = gazetteer.kind_of(id_)
    firm = kind or patterns.pattern("(?:<company ending>|<agent>)$").search(id_)
    return kind or ("company" if firm else "")


def fitting(ids: tuple[str, ...], types: frozenset[str]) -> tuple[str, ...]:
    """The entities of such types; a government stands for its place, an unknown name for a chip."""
    if not types:
        return ids
    found = []
    for id_ in ids:
        type_ = type_of(id_)
        if type_ in types or (not type_ and "chip" in types):
            found.append(id_)
        elif type_ == "government" and "place" in types:
            found.append(gazetteer.place_of(id_))
    return tuple(dict.fromkeys(found))
