"""The relations of a document, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.quantities import scan
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.relations import confidence, reader
from chipbrief.extraction.relations.discourse import Discourse
from chipbrief.extraction.relations.found import Found
from chipbrief.extraction.relations.naming import Thing
from chipbrief.extraction.relations.vocabulary import frames, words
from chipbrief.extraction.statements import attribution, clauses, mentions
from chipbrief.extraction.statements.clauses import Line
from chipbrief.extraction.statements.document import SENTENCE
from chipbrief.model import Block, Modality, Relation, Role, Source, periods
from chipbrief.sources.offset_map import View
from chipbrief.sources.reference_tables import per_lexicon

Sentence = tuple[tuple[int, int], Sequence[Quantity], Iterable[Mention]]


Signed = tuple[Relation, tuple[str, ...]]


def find(text: str, sentences: Iterable[Sentence], source: str, view: View) -> Iterator[Signed]:
    """The relations that the sentences of a viewed text state, with spans of the stored text, and their signs.

    A sentence is its span in `text`, its quantities and the names in it.
    """
    discourse = Discourse()
    for span, quantities, named in sentences:
        discourse.sentence += 1
        names = list(named)
        if not names and not _tells().search(text, *span):
            continue
        line, _ = clauses.line(text, span, quantities, names)
        hits = reader.read(line, discourse)
        if hits:
            place = _Place(line, text, span, view)
            said = attribution.speaker(line)
            for hit in hits:
                signs = tuple(confidence.signs(line, hit, len(hits)))
                yield place.relation(hit, source, said[0] if said else None, confidence.of(signs)), signs


def of(source: Source, view: View, blocks: Iterable[Block]) -> list[Relation]:
    """The relations of a source as it reads in `view`, without those of the chrome among its `blocks`."""
    return [relation for relation, _ in signed(source, view, blocks)]


def signed(source: Source, view: View, blocks: Iterable[Block]) -> list[Signed]:
    """The same, each with the signs that tell how sure it is (see `confidence`)."""
    text, chrome = view.text, [block for block in blocks if block.role is Role.CHROME]
    quantities, names = scan.find(text, source.published), mentions.find(text)

    def sentences() -> Iterator[Sentence]:
        for match in SENTENCE.finditer(text):
            start, end = match.span()
            first, last = view.span(start, end)
            if not any(block.start <= first and last <= block.end for block in chrome):
                inside = [q for q in quantities if start <= q.start < end]
                yield (start, end), inside, [name for name in names if start <= name.start < end]

    found = find(text, sentences(), source.name, view)
    return [(_ahead(relation, source.published), signs) for relation, signs in found]


def _ahead(relation: Relation, published: str) -> Relation:
    """What begins after its article is a plan: AMD가 내년 하반기 출시한다고 밝혔다."""
    when, now = periods.days(relation.date), periods.days(published)
    if relation.modality != Modality.FACT or not when or not now or when[0] <= now[1]:
        return relation
    return replace(relation, modality=Modality.PLAN, status=relation.status and "planned")


@per_lexicon
def _tells() -> re.Pattern[str]:
    """Any word that may state a relation: a sentence without one is not analysed."""
    forms = sorted({*frames(), *words("restriction")}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


class _Place:
    """A line in its source: where the sentence and its words stand in the stored text."""

    def __init__(self, line: Line, text: str, span: tuple[int, int], view: View) -> None:
        self._line, self._view = line, view
        start, end = span
        blank = len(text[start:end]) - len(text[start:end].lstrip())
        self.span = view.span(start + blank, end)

    def relation(self, hit: Found, source: str, speaker: str | None, sure: float) -> Relation:
        """A relation found in the line, in places of the source; `speaker` is who is quoted."""
        return Relation(
            source=source, start=self.span[0], end=self.span[1], relation=hit.relation,
            subject=hit.subject.name if hit.subject else None, object=hit.object.name if hit.object else None,
            modality=hit.modality, status=hit.status, date=hit.date, attribution=speaker, confidence=sure,
            rule=hit.rule, verb=self._stored(*hit.verb), marks=(self._mark(hit.subject), self._mark(hit.object)),
        )  # fmt: skip

    def _stored(self, start: int, end: int) -> tuple[int, int]:
        return self._view.span(self._line.origin[start], self._line.origin[end - 1] + 1)

    def _mark(self, thing: Thing | None) -> tuple[int, int] | None:
        return self._stored(thing.start, thing.end) if thing is not None and thing.here else None
