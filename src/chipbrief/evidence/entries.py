"""The evidence section: an entry for each number of the brief and for all that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from chipbrief.document.nodes import Block, Entry, Evidence, File, Heading, Inline, Link, Name, Number, Section, Text
from chipbrief.document.quotes import marked, quote
from chipbrief.evidence.ledger import UNCONFIRMED, Fact, Ledger
from chipbrief.language import number_format
from chipbrief.language.labels import label, worded
from chipbrief.language.names import Names
from chipbrief.language.romanisation import byline
from chipbrief.model import Assumption, Estimate, Figure, Kind, Modality, Reference, Relation, Source
from chipbrief.model.formula import tokens
from chipbrief.sources.sentences import sentence

Property = tuple[str, list[Inline]]
"""A property of an entry: the key of its name in the labels, or its name, and its words."""
T = TypeVar("T")


def evidence_section(ledger: Ledger, names: Names, language: str, ids: Iterable[str]) -> Section:
    """The section `evidence`: figures by source, then estimates, assumptions, references and sources.

    `ids` are those that the brief shows; what they rest on comes with them.
    """
    return Section("evidence", _Entries(ledger, names, language, ledger.closure(ids)).blocks())


def entries(ledger: Ledger, names: Names, language: str, ids: Iterable[str]) -> dict[str, Entry]:
    """The entries of these ids and of all that they rest on."""
    section = evidence_section(ledger, names, language, ids)
    return {entry.id: entry for block in section.blocks if isinstance(block, Evidence) for entry in block.entries}


def source_title(source: Source, names: Names, language: str) -> str:
    """A source as readers know it: its publisher, author or file, and when it appeared."""
    who = names.words(source.publisher, language) or byline(source.author, language) or source.name
    return f"{who}, {number_format.date(source.published, language)}" if source.published else who


class _Entries:
    """Builds the entries of one language."""

    def __init__(self, ledger: Ledger, names: Names, language: str, ids: list[str]) -> None:
        self.ledger = ledger
        self.names = names
        self.language = language
        self.facts = {id_: ledger[id_] for id_ in ids}

    def blocks(self) -> list[Block]:
        blocks: list[Block] = [Heading([Text(self._word("words", "evidence"))], "evidence")]
        sources = [fact for fact in self.facts.values() if isinstance(fact, Source)]
        for source in sorted(sources, key=lambda source: source.name):
            figures = [fact for fact in self.facts.values() if isinstance(fact, Figure) and fact.source == source.name]
            title: list[Inline] = [Text(self._word("words", "figures-of")), self._source(source)]
            entries = [self._figure(figure) for figure in sorted(figures, key=lambda figure: figure.start)]
            blocks += _group(title, f"figures-{source.id}", entries)
            stated = [fact for fact in self.facts.values() if isinstance(fact, Relation) and fact.source == source.name]
            title = [Text(self._word("words", "relations-of")), self._source(source)]
            entries = [self._relation(relation) for relation in sorted(stated, key=lambda each: (each.verb, each.id))]
            blocks += _group(title, f"relations-{source.id}", entries)
        blocks += self._group("estimates", [self._estimate(f) for f in self._of(Estimate)])
        blocks += self._group("assumptions", [self._assumption(f) for f in self._of(Assumption)])
        blocks += self._group("references", [self._reference(f) for f in self._of(Reference)])
        blocks += self._group("sources", [self._document(f) for f in self._of(Source)])
        return blocks

    def _of(self, kind: type[T]) -> list[T]:
        return [fact for _, fact in sorted(self.facts.items()) if isinstance(fact, kind)]

    def _group(self, name: str, entries: list[Entry]) -> list[Block]:
        return _group([Text(self._word("words", name))], f"evidence-{name}", entries)

    def _figure(self, figure: Figure) -> Entry:
        source = self.ledger.source(figure.source)
        value = self.ledger.value(figure.id, self.language)
        place = Number(number_format.span(figure.start, figure.end, self.language), "figure", figure.id)
        facts: list[Property] = [
            self._named("scope", figure.scope, figure),
            self._named("versus", figure.versus, figure),
            self._date("period", figure.period if figure.kind is not Kind.DATE else None, "figure", figure.id),
            ("modality", self._modality(figure)),
            self._named("attribution", figure.attribution, figure),
            self._links("restates", [figure.restates] if figure.restates else []),
            ("source", [self._source(source), Text(", "), place]),
            *self._basis(figure),
        ]
        quoted = quote(source, *sentence(source.text, figure.start, figure.end), self._figures(), self.ledger.repairs)
        title = self._title(figure)
        more = self._filed(figure) | {"sort": figure.kind, "time": value.time}
        return Entry("figure", figure.id, value.text, title, self._facts(facts), [], quoted, **more)

    def _basis(self, fact: Figure | Relation) -> list[Property]:
        """Who answers for a reading: the rules, and how sure they are, or a person, and what the rules had read."""
        if fact.review is None:
            rated = fact.confidence and not (isinstance(fact, Figure) and fact.kind in (Kind.DATE, Kind.TIME))
            sure: list[Inline] = [Number(f"{fact.confidence:.0%}", self.ledger.kind(fact.id), fact.id)] if rated else []
            unsure = fact.id in self.ledger.unconfirmed
            mark: list[Inline] = [Text(self._word("reviews", UNCONFIRMED))] if unsure else []
            return [("rule", self._plain(fact.rule, fact.id)), ("confidence", sure), ("review", mark)]
        read = [change.partition("=") for change in (fact.was or "").split(" | ") if change]
        was = "; ".join(f"{self._word('facts', name)}: {self._was(name, value)}" for name, _, value in read)
        return [("review", [Text(self._word("reviews", fact.review))]), ("was", self._plain(was, fact.id))]

    def _was(self, name: str, value: str) -> str:
        named = {"modality": "modalities", "relation": "relations", "status": "stages"}.get(name)
        if named and value:
            return self._word(named, value)
        return ", ".join(self.names.words(part, self.language) for part in value.split(";")) if value else "–"

    def _plain(self, words: str, id_: str) -> list[Inline]:
        return self.names.inlines(words, self.language, self.ledger.kind(id_), id_) if words else []

    def _relation(self, relation: Relation) -> Entry:
        """What a source says of two named things: its sentence with subject, verb and object marked."""
        id_, source = relation.id, self.ledger.source(relation.source)
        place = Number(number_format.span(relation.start, relation.end, self.language), "relation", id_)
        facts: list[Property] = [
            ("status", [Text(self._word("stages", relation.status))] if relation.status else []),
            self._date("period", relation.date, "relation", id_),
            ("modality", self._modality(relation)),
            ("attribution", self._thing(relation.attribution, id_) if relation.attribution else []),
            ("source", [self._source(source), Text(", "), place]),
            *self._basis(relation),
        ]
        named = [(span, name) for span, name in zip(relation.marks, ("subject", "object"), strict=True) if span]
        marks = [(*relation.verb, "verb"), *((*span, name) for span, name in named)]
        span = (relation.start, relation.end)
        quoted = marked(source, span, self._figures(), self.ledger.repairs, marks)
        title = [*self._thing(relation.subject, id_), Text(" → "), *self._thing(relation.object, id_)]
        more = self._filed(relation) | {"sort": relation.relation}
        value = self._word("relations", relation.relation)
        return Entry("relation", id_, value, title, self._facts(facts), [], quoted, **more)

    def _thing(self, words: str | None, id_: str) -> list[Inline]:
        return self.names.inlines(words, self.language, "relation", id_) if words else [Text("–")]

    def _modality(self, figure: Figure | Relation) -> list[Inline]:
        """As what a figure is stated, unless as a fact."""
        return [] if figure.modality == Modality.FACT else [Text(self._word("modalities", figure.modality))]

    def _title(self, figure: Figure) -> list[Inline]:
        """What a figure is about, in a line: subject and metric, or the sort of number that it is."""
        found = [self._named(name, getattr(figure, name), figure)[1] for name in ("subject", "metric")]
        parts = [part for part in found if part] or [[Text(self._word("figure-kinds", figure.kind))]]
        return [inline for part in parts for inline in (Text(" · "), *part)][1:]

    def _estimate(self, estimate: Estimate) -> Entry:
        title = self.names.inlines(self._label(estimate), self.language, "estimate", estimate.id)
        value = self.ledger.number(estimate.id, self.language).text
        return Entry("estimate", estimate.id, value, title, [], self._formula(estimate), **self._filed(estimate))

    def _assumption(self, assumption: Assumption) -> Entry:
        id_, reason = assumption.id, getattr(assumption, f"reason_{worded(self.language)}")
        title = self.names.inlines(self._label(assumption), self.language, "assumption", id_)
        facts: list[Property] = [
            ("reason", self.names.inlines(reason, self.language, "assumption", id_)),
            self._links("basis", assumption.basis),
        ]
        value = self.ledger.number(id_, self.language).text
        return Entry("assumption", id_, value, title, self._facts(facts), [], **self._filed(assumption))

    def _reference(self, reference: Reference) -> Entry:
        id_, value = reference.id, self.ledger.value(reference.id, self.language)
        facts: list[Property] = [
            self._date("period", reference.period, "reference", id_),
            ("title", _link(reference.title or reference.url, reference.url, id_)),
            ("publisher", self.names.inlines(reference.publisher, self.language, "reference", id_)),
            self._date("published", reference.published, "reference", id_),
            ("note", self.names.inlines(reference.note, self.language, "reference", id_)),
            ("confidence", [Text(self._word("confidences", reference.confidence))] if reference.confidence else []),
        ]
        title = self.names.inlines(self._label(reference), self.language, "reference", id_)
        more = self._filed(reference) | {"url": reference.url, "time": value.time}
        return Entry("reference", id_, value.text, title, self._facts(facts), [], **more)

    def _document(self, source: Source) -> Entry:
        inferred = [Text(self._word("words", "inferred"))] if source.inferred else []
        facts: list[Property] = [
            ("publisher", self.names.inlines(source.publisher, self.language, "reference", source.id)),
            ("author", self.names.inlines(byline(source.author, self.language), self.language, "reference", source.id)),
            self._date("published", source.published, "reference", source.id),
            ("inferred", [*inferred]),
            ("title", _link(source.url, source.url, source.id)),
            ("checksum", [File(source.sha256, source.name)] if source.sha256 else []),
        ]
        value = number_format.date(source.published, self.language) or self._word("words", "unknown")
        title: list[Inline] = [File(source.name, source.name)]
        more = self._filed(source) | {"url": source.url, "time": source.published, "sort": "source"}
        return Entry("reference", source.id, value, title, self._facts(facts), [], **more)

    def _filed(self, fact: Fact) -> dict[str, Any]:
        """What a reader can find the entry by: the sources and the entities that it is about or rests on."""
        below = [self.ledger[id_] for id_ in self.ledger.closure([fact.id])]
        about = dict.fromkeys(id_ for each in below for id_ in self._entities(each))
        return {
            "sources": [self._source(each) for each in below if isinstance(each, Source)],
            "entities": [Name(self.names.label(id_, self.language), id_) for id_ in about],
        }

    def _entities(self, fact: Fact) -> list[str]:
        """The entities that a figure names, or that the label of anything else mentions."""
        if isinstance(fact, Source):
            return []
        if isinstance(fact, Figure | Relation):
            second = fact.object if isinstance(fact, Relation) else fact.versus
            words = ";".join(filter(None, (fact.subject, second, fact.attribution)))
            return [word for word in words.split(";") if word in self.names.labels]
        return [found.id for found in self.names.find(f"{fact.label_ko} {fact.label_en}")]

    def _formula(self, estimate: Estimate) -> list[Inline]:
        """The formula with each input's number in its place; constants lead to the entry itself."""
        parts: list[Inline] = []
        for token in tokens(estimate.expression) if estimate.expression else ():
            if token.kind == "input":
                parts.append(self.ledger.value(token.text, self.language))
            elif token.kind == "constant":
                parts.append(Number(token.text, "estimate", estimate.id))
            else:
                parts.append(Text(self._word("functions", token.text) if token.kind == "function" else token.text))
        return parts

    def _figures(self) -> list[Figure]:
        return [fact for fact in self.facts.values() if isinstance(fact, Figure)]

    def _source(self, source: Source) -> Number:
        return Number(source_title(source, self.names, self.language), "reference", source.id)

    def _named(self, name: str, words: str | None, figure: Figure) -> Property:
        return name, self.names.inlines(words, self.language, "figure", figure.id) if words else []

    def _date(self, name: str, iso: str | None, kind: str, id_: str) -> Property:
        return name, [Number(number_format.date(iso, self.language), kind, id_, time=iso)] if iso else []

    def _links(self, name: str, ids: Sequence[str]) -> Property:
        parts: list[Inline] = []
        for id_ in ids:
            parts += [Text(", "), self.ledger.value(id_, self.language)]
        return name, parts[1:]

    def _facts(self, facts: list[Property]) -> list[Property]:
        """Those that have something to say, under their labels."""
        return [(self._word("facts", name), content) for name, content in facts if content]

    def _label(self, fact: Estimate | Reference | Assumption) -> str:
        return str(getattr(fact, f"label_{worded(self.language)}"))

    def _word(self, table: str, key: str) -> str:
        return label(self.language, table, key)


def _group(title: list[Inline], anchor: str, entries: list[Entry]) -> list[Block]:
    return [Evidence(title, anchor, entries)] if entries else []


def _link(text: str, url: str, id_: str) -> list[Inline]:
    """A link to a public page; an address that is not one (`javascript:` …) is left out."""
    return [Link(text, url, id_)] if url.startswith(("https://", "http://")) else []
