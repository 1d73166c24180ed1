"""The brief of one language: what its templates may mention, and its sections in order.

Everything comes from the derived tables; the ledger is the same in every language, and so is the evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from chipbrief.analysis.tables import Row, records, split
from chipbrief.document.nodes import Front, Section, numbers
from chipbrief.evidence.entries import evidence_section
from chipbrief.evidence.load import Dataset
from chipbrief.evidence.since_edition import Since
from chipbrief.extraction.lexicon import gazetteer
from chipbrief.language.labels import label, labels
from chipbrief.language.names import Names
from chipbrief.model import Figure, Kind, Role, Source
from chipbrief.report.articles import article_section
from chipbrief.report.korea_context import korea_context
from chipbrief.report.landscape_context import landscape_context
from chipbrief.report.pdf.typesetting import unprintable
from chipbrief.report.prose.render import Prose
from chipbrief.report.registry import pictures
from chipbrief.report.tables import changes
from chipbrief.sources.doubts import replaced
from chipbrief.sources.sentences import sentence

TEXT = ("summary", "landscape", "comparison", "targets", "outcomes", "conflicts", "korea", "method")
"""The sections that hold the argument, by their templates."""
_OPENINGS = 4  # articles whose first sentence is quoted
_SUSPECTED = 1  # phrases of an article that look replaced; `chipbrief check` names more
_LEADING = 3  # pairs and revenues that the summary and the text name; the tables have all


class Brief:
    """The sections of the brief in `language`, from what the notebooks have found out.

    `since` is the `evidence.json` of an earlier edition, for the section on what changed. Raises InputError for a
    file that is missing or malformed, BuildError for a template that mentions what there is not.
    """

    def __init__(self, language: str, dataset: Dataset, since: Path | None = None) -> None:
        self.language = language
        self.sources, self.frames, self.ledger = dataset.sources, dataset.frames, dataset.ledger
        self.assumptions = dataset.assumptions
        self._since = Since(since, self.ledger) if since else None
        if self._since:
            self.ledger = self.ledger.extended(self._since.facts())
        names = Names.load(dataset.reference, gazetteer.find)
        self.prose = Prose(language, self.ledger, names, pictures(self._input, Prose(language, self.ledger, names)))

    def front(self) -> Front:
        """Title, subtitle and dateline; dated as the newest source is."""
        title, subtitle, dateline = (
            self.prose.inlines(name, newest=self._newest.id) for name in ("title", "subtitle", "dateline")
        )
        return Front(self.language, title, subtitle, dateline, self._newest.published)

    def section(self, id_: str) -> Section:
        """The section of the template `id_`."""
        section = self.prose.section(id_, **self._context)
        self._shown_ids += [number.id for number in numbers(section)]
        return section

    def changes(self) -> Section | None:
        """What changed since the earlier edition, of what the text shows; None where none was given."""
        if self._since is None:
            return None
        shown = {number.id for name in TEXT for number in numbers(self.prose.section(name, **self._context))}
        moved = changes.moved([change for change in self._since.moved if change.id in shown], self.prose)
        added = changes.added(self._since.added, self.prose)
        prose = Prose(self.language, self.ledger, self.prose.names, [table for table in (moved, added) if table])
        section = prose.section("changes", moved=moved is not None, came=added is not None)
        self._shown_ids += [number.id for number in numbers(section)]
        return section

    def evidence(self) -> Section:
        """An entry for every figure, and for what the sections so far showed with all that it rests on."""
        stated = [*(figure.id for figure in self.ledger.figures), *(relation.id for relation in self.ledger.relations)]
        return evidence_section(self.ledger, self.prose.names, self.language, [*self._shown_ids, *stated])

    def articles(self) -> Section:
        """The articles in full, their figures marked."""
        return article_section(self.ledger, self.prose.names, self.language)

    @cached_property
    def _shown_ids(self) -> list[str]:
        front = self.front()
        return [number.id for number in numbers([front.title, front.subtitle, front.dateline])]

    @property
    def _newest(self) -> Source:
        return max(self.sources, key=lambda source: source.published)

    @cached_property
    def _context(self) -> dict[str, Any]:
        """What templates loop over or test, beside the ids that they name themselves."""
        pairs = [row for row in records(self.frames["pairs"]) if self._named(row["subject"], row["versus"])]
        stated = [self._stated(row) for row in pairs if row["origin"] == "stated"]
        chips = [row for row in stated if gazetteer.kind_of(row["versus"]) == "chip"]
        return {
            "leading": chips[:_LEADING],
            "ambiguous": [row for row in stated if row["alternative"]],
            "implied": [row for row in pairs if row["origin"] == "derived"][:_LEADING],
            "growth": list(self._growth())[:_LEADING],
            "conflicts": [row for row in records(self.frames["conflicts"]) if row["grade"] != "confirmed"],
            "confirmed": [row for row in records(self.frames["conflicts"]) if row["grade"] == "confirmed"],
            "verdicts": list(self._verdicts()),
            **korea_context(self.frames, self.ledger, self._newest),
            **landscape_context(self.frames, self._named, self.ledger.unconfirmed),
            "repaired": self._repaired(),
            "suspected": list(self._suspected()),
            "unprintable": any(unprintable(source.text) for source in self.sources),
            "partial": "r-set-documents" in self.ledger,
            "duplicated": not self.frames["duplicates"].empty,
            "openings": list(self._openings())[:_OPENINGS],
        }

    def _named(self, *ids: str) -> bool:
        """Whether all have a name in every language: a sentence can be made of no others; the tables have all."""
        return all(id_ in self.prose.names.labels for id_ in ids)

    def _stated(self, row: Row) -> Row:
        """A pair with its figures as a list, and whether all of them are percentages."""
        facts = split(row["facts"])
        percent = all(isinstance(fact := self.ledger[id_], Figure) and fact.kind is Kind.PERCENT for id_ in facts)
        return {**row, "facts": facts, "percent": percent}

    def _verdicts(self) -> Iterator[dict[str, str]]:
        """What became of the forward-looking statements: each verdict in words, and how many have it."""
        for verdict in labels(self.language, "charts")["verdicts"]:
            if (id_ := f"e-followed-{verdict}") in self.ledger:
                yield {"words": label(self.language, "verdicts", verdict, "charts"), "count": id_}

    def _growth(self) -> Iterator[dict[str, str]]:
        """Revenues with the growth that a source states and the earlier value that it implies."""
        for row in records(self.frames["companies"]):
            if row["origin"] == "implied" and row["metric"] == "revenue" and self._named(row["subject"]):
                amount, growth = self.ledger.inputs(row["figure"])[:2]
                yield {"subject": row["subject"], "before": row["figure"], "amount": amount, "growth": growth}

    def _openings(self) -> Iterator[str]:
        """The place of each article's first sentence, as `quote` takes it."""
        bodies = [row for row in records(self.frames["blocks"]) if row["role"] == Role.BODY]
        starts = {row["source"]: row["start"] for row in reversed(bodies)}
        for source in self.sources:
            if (start := starts.get(source.name)) is not None:
                first, last = sentence(source.text, start, start + 1)
                yield f"{source.name}:{first}-{last}"

    def _repaired(self) -> Mapping[str, str]:
        """The word that was repaired most often, its English name and the file; empty when nothing was."""
        found = Counter((row["source"], row["repaired"]) for row in records(self.frames["repairs"]))
        if not found:
            return {}
        (file, word), _ = found.most_common(1)[0]
        mention = next(iter(gazetteer.find(word)), None)
        return {"file": file, "word": word, "word_en": gazetteer.label(mention.id, "en") if mention else word}

    def _suspected(self) -> Iterator[dict[str, str]]:
        """Phrases that look as if a site had put them in place of a word, which nothing proves, with their article."""
        for source in self.sources:
            for phrase in replaced(source)[:_SUSPECTED]:
                yield {"file": source.name, "source": source.id, "phrase": phrase.text}

    def _input(self, name: str) -> Any:
        """What the registry of charts and tables names: a derived frame, the sources or the assumptions."""
        return {"sources": self.sources, "assumptions": self.assumptions}.get(name, self.frames.get(name))
