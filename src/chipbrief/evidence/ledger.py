"""The ledger: everything that a number of the brief can rest on, by id, and `evidence.json`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any

from chipbrief.document.nodes import Number
from chipbrief.document.quotes import Repaired
from chipbrief.errors import BuildError
from chipbrief.language import number_format
from chipbrief.model import Assumption, Estimate, Figure, Reference, Relation, Source, plain

Fact = Figure | Reference | Assumption | Estimate | Relation | Source
UNCONFIRMED = "unconfirmed"
_FIGURE = ("source", "start", "end", "text", "kind", "low", "high", "unit", "approx", "date", "subject", "metric")
_FIGURE_MORE = (
    "scope",
    "versus",
    "period",
    "modality",
    "attribution",
    "rule",
    "confidence",
    "restates",
    "review",
    "was",
)
_TABLES = ("figures", "relations", "references", "assumptions", "estimates")
_RELATION = (
    "source", "start", "end", "relation", "subject", "object", "modality", "status", "date", "attribution",
    "confidence", "rule", "review", "was", "verb", "marks",
)  # fmt: skip


class Ledger:
    """Sources, figures, references, assumptions and estimates by id.

    A source is an entry too (`s-…`, a reference). Raises BuildError for an id given twice, an input
    that nobody has, and estimates that rest on themselves.
    `unconfirmed` are the ids of figures and relations that neither a person nor the rules are sure of.
    """

    def __init__(
        self, facts: Iterable[Fact], *, repairs: Iterable[Repaired] = (), unconfirmed: Iterable[str] = ()
    ) -> None:
        self.repairs = list(repairs)
        self.unconfirmed = frozenset(unconfirmed)
        self._facts: dict[str, Fact] = {}
        for fact in facts:
            if isinstance(fact, Estimate) and fact.kind != "estimate":
                continue  # a leaf stands for a fact that is here under the same id
            if not fact.id or fact.id in self._facts:
                raise BuildError(f"{fact.id or 'an estimate without id'}: evidence ids must be unique and not empty")
            self._facts[fact.id] = fact
        self._sources = {fact.name: fact for fact in self._facts.values() if isinstance(fact, Source)}
        for id_ in self._facts:
            for used in self.inputs(id_):
                if used not in self._facts:
                    raise BuildError(f"{id_}: rests on {used}, which is not in the evidence")
        for id_ in self._facts:
            self._refuse_loop(id_)

    def extended(self, facts: Iterable[Fact]) -> Ledger:
        """A ledger with `facts` besides."""
        return Ledger([*self._facts.values(), *facts], repairs=self.repairs, unconfirmed=self.unconfirmed)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._facts

    def __getitem__(self, id_: str) -> Fact:
        """The fact of an id. Raises BuildError when there is none."""
        try:
            return self._facts[id_]
        except KeyError as error:
            raise BuildError(f"{id_}: no such figure, reference, assumption or estimate") from error

    @property
    def sources(self) -> list[Source]:
        """The sources in the order of their file names."""
        return [self._sources[name] for name in sorted(self._sources)]

    @property
    def figures(self) -> list[Figure]:
        return [fact for fact in self._facts.values() if isinstance(fact, Figure)]

    @property
    def relations(self) -> list[Relation]:
        return [fact for fact in self._facts.values() if isinstance(fact, Relation)]

    def source(self, name: str) -> Source:
        """The source of a file name. Raises BuildError when there is none."""
        try:
            return self._sources[name]
        except KeyError as error:
            raise BuildError(f"{name}: not among the sources of the evidence") from error

    def kind(self, id_: str) -> str:
        """`figure`, `relation`, `reference` (also of a source), `assumption` or `estimate`."""
        fact = self[id_]
        return "reference" if isinstance(fact, Source) else type(fact).__name__.lower()

    def inputs(self, id_: str) -> tuple[str, ...]:
        """What an entry rests on.

        An estimate on its inputs, an assumption on the references of its reason, a figure on its source and on
        what it restates.
        """
        fact = self[id_]
        if isinstance(fact, Estimate):
            return fact.inputs
        if isinstance(fact, Assumption):
            return fact.basis
        if isinstance(fact, Figure):
            return (self.source(fact.source).id, *([fact.restates] if fact.restates else []))
        if isinstance(fact, Relation):
            return (self.source(fact.source).id,)
        return ()

    def closure(self, ids: Iterable[str]) -> list[str]:
        """The ids and all that they rest on, each once, in order of first need."""
        found: dict[str, None] = {}
        waiting = list(ids)
        while waiting:
            id_ = waiting.pop(0)
            if id_ not in found:
                found[id_] = None
                waiting += self.inputs(id_)
        return list(found)

    def number(self, id_: str, language: str, *, unit: bool = True, scale: float = 1, hedge: bool = True) -> Number:
        """An entry's number as the reader sees it (see `formats.number`). Raises BuildError if it has none."""
        fact = self[id_]
        try:
            if isinstance(fact, Source | Relation):
                raise ValueError(f"{id_} is a source or a relation")
            text = number_format.number(fact, language, unit=unit, scale=scale, hedge=hedge)
        except ValueError as error:
            raise BuildError(f"{id_}: states no number; is it a date?") from error
        return Number(text, self.kind(id_), id_)

    def date(self, id_: str, language: str) -> Number:
        """The date that an entry states (of a source, its publication). Raises BuildError if it has none."""
        iso = self.iso(id_)
        if not iso:
            raise BuildError(f"{id_}: states no date")
        return Number(number_format.date(iso, language), self.kind(id_), id_, time=iso)

    def iso(self, id_: str) -> str:
        """The ISO 8601 date of an entry, or empty."""
        fact = self[id_]
        if isinstance(fact, Source):
            return fact.published
        if isinstance(fact, Reference):
            return fact.period
        if isinstance(fact, Relation):
            return fact.date or ""
        return (fact.date or fact.period or "") if isinstance(fact, Figure) else ""

    def value(self, id_: str, language: str) -> Number:
        """The number of an entry, or its date where it has no number, or the figure's own words."""
        fact = self[id_]
        if not isinstance(fact, Source | Relation) and not (fact.low is None and fact.high is None):
            return self.number(id_, language)
        if self.iso(id_):
            return self.date(id_, language)
        return Number(fact.text if isinstance(fact, Figure) else "–", self.kind(id_), id_)

    def to_json(self) -> str:
        """`evidence.json` (DESIGN §5): entries by kind and id, sorted, numbers to twelve digits."""
        tables: dict[str, dict[str, Any]] = {name: {} for name in _TABLES}
        for id_ in sorted(self._facts):
            tables[f"{self.kind(id_)}s"][id_] = _record(self._facts[id_])
        for entries in (tables["figures"], tables["relations"]):
            for id_ in self.unconfirmed & entries.keys():
                entries[id_]["review"] = UNCONFIRMED
        return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"

    def _refuse_loop(self, start: str) -> None:
        waiting, visited = list(self.inputs(start)), set()
        while waiting:
            id_ = waiting.pop()
            if id_ == start:
                raise BuildError(f"{start}: rests on itself")
            if id_ not in visited:
                visited.add(id_)
                waiting += self.inputs(id_)


def _record(fact: Fact) -> dict[str, Any]:
    """One entry of `evidence.json`."""
    if isinstance(fact, Source):
        label = {"ko": fact.name, "en": fact.name}
        span: dict[str, Any] = {"low": None, "high": None, "unit": ""}
        cited = {"url": fact.url, "period": fact.published, "note": "", "table": "sources"}
        return {"label": label, **span, **cited, **_extracted(fact)}
    if isinstance(fact, Relation):
        return {name: getattr(fact, name) for name in _RELATION}
    ends = {"low": _end(fact.low), "high": _end(fact.high), "unit": fact.unit}
    if isinstance(fact, Figure):
        names = [*_FIGURE, *_FIGURE_MORE]
        return {name: getattr(fact, name) for name in names} | ends
    label = {"ko": fact.label_ko, "en": fact.label_en}
    if isinstance(fact, Reference):
        more = {"url": fact.url, "title": fact.title, "period": fact.period, "note": fact.note, "table": fact.table}
        more |= {"published": fact.published, "confidence": fact.confidence}
        return {"label": label, **ends, **more}
    if isinstance(fact, Assumption):
        return {
            "label": label,
            **ends,
            "reason": {"ko": fact.reason_ko, "en": fact.reason_en},
            "basis": list(fact.basis),
        }
    return {"label": label, **ends, "formula": fact.formula, "inputs": list(fact.inputs)}


def _extracted(source: Source) -> dict[str, Any]:
    """The text that spans are places in, where it is not simply the file: that of a PDF, a page, a text in CP949."""
    if not source.sha256 or source.text_sha256 == source.sha256:
        return {}
    text = {"sha256": source.text_sha256, "text": source.text}
    return {"file": source.name, "sha256": source.sha256, "extracted": text}


def _end(value: float | None) -> float | None:
    """An end of an interval for JSON: open ends null, twelve significant digits, whole numbers as such."""
    return None if value is None or math.isinf(value) else plain(float(f"{value:.12g}"))
