"""What the notebooks have found out, from their derived tables: the same in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from chipbrief import frames
from chipbrief.analysis import counts, relations
from chipbrief.analysis.claims import unconfirmed
from chipbrief.analysis.tables import Row, figures, records, split
from chipbrief.analysis.targets import levels
from chipbrief.errors import InputError
from chipbrief.evidence.ledger import Ledger
from chipbrief.frames.schemas import DERIVED
from chipbrief.model import Estimate, Modality, Reference
from chipbrief.model.formula import Input, Operation
from chipbrief.sources.repair import Repair

FRAMES = tuple(name for name in DERIVED if name not in ("sources", "excerpts"))  # these two make the articles
REFERENCES = ("chips", "trade", "events", "outcomes")
FACTS = ("comparisons", "korea")
_TOTALS = {  # by id: the formula's function, unit, labels
    "sources": ("count", "article", "기사의 수", "Articles"),
    "figures": ("figures", "figure", "수치의 수", "Figures"),
    "used": ("used", "figure", "결론과 추정에 쓴 수치", "Figures that findings and estimates may rest on"),
    "confirmed": ("confirmed", "figure", "그 가운데 검토를 마친 수치", "Of these, reviewed"),
    "repairs": ("repairs", "place", "고친 곳", "Places repaired"),
    "duplicates": ("duplicates", "article", "중복 기사의 수", "Articles that another one repeats"),
    "unexplained": ("unexplained", "place", "설명되지 않은 숫자", "Digit runs left unexplained"),
}
_COLLECTED = {  # of the manifest of a figure set, by its key: unit, labels
    "documents": ("article", "수치 묶음의 기사", "Articles of the figure set"),
    "figures": ("figure", "수치 묶음의 수치", "Figures of the figure set"),
}


class Limits(NamedTuple):
    """What counts in an `edition`: public data up to the day `as_of` (empty: all), statements from a `confidence` on.

    A figure or relation whose claim has a lower one is unconfirmed: tables mark it, and nothing rests on it.
    """

    as_of: str = ""
    confidence: float = 0.0
    edition: int = 1


class Dataset:
    """The articles, tables and facts of a project, and the ledger of all that a number can rest on.

    `seeds` has the articles, `derived` the tables, `reference` the curated tables (None: the package's); `collected`
    is the figure set from which the articles were chosen, if they were; `limits` say what counts. Raises InputError
    for a table, or a set, that is missing or malformed.
    """

    def __init__(
        self,
        seeds: Path,
        derived: Path,
        reference: Path | None = None,
        collected: Path | None = None,
        limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
    ) -> None:
        as_of, confidence, edition = limits
        self.sources, self.reference = frames.sources(derived, seeds), reference
        self.frames = {name: frames.read(name, derived) for name in FRAMES}
        counted = [counts.audit(self.frames["audit"]), counts.repairs(self.frames["repairs"])]
        self.frames |= dict(zip(("digits", "repaired"), (item.frame for item in counted), strict=True))
        facts = [frames.read_facts(derived, name) for name in FACTS]
        self.assumptions = [item for made in facts for item in made.assumptions.values()]
        estimates = [item for made in facts for item in made.estimates.values()]
        estimates += [item for result in counted for item in result.estimates]
        references = [item for name in REFERENCES for item in frames.references(name, reference, as_of).values()]
        references += [_as_of(as_of or frames.newest(reference)), _edition(edition)]
        references += _collected(collected) if collected else []
        stated = figures(self.frames["figures"])
        unsure = unconfirmed(self.frames["figures"], self.frames["claims"], confidence)
        related = relations.relations(self.frames["relations"])
        doubtful = relations.unconfirmed(self.frames["relation_claims"], confidence)
        self.ledger = Ledger(
            [*self.sources, *stated, *related, *references, *self.assumptions, *estimates, *self._totals(unsure)],
            repairs=[repair(row) for row in records(self.frames["repairs"])],
            unconfirmed=unsure | doubtful,
        )

    def _totals(self, unsure: Collection[str]) -> Iterator[Estimate]:
        """How many sources, figures, repaired places and unexplained digit runs there are, and the targets' range."""
        claimed, decided = self.frames["claims"], self.frames["figures"].dropna(subset="review")["id"]
        used = claimed[~claimed["figure"].isin(unsure) & (claimed["modality"] != Modality.DENIED)]["figures"].map(split)
        numbers = {
            "sources": len(self.sources),
            "figures": len(self.frames["figures"]),
            "used": len(used),
            "confirmed": int(sum(not decided[decided.isin(ids)].empty for ids in used)),
            "repairs": len(self.frames["repairs"]),
            **({"duplicates": count} if (count := len(self.frames["duplicates"])) else {}),
            "unexplained": int((self.frames["audit"]["explanation"] == "unexplained").sum()),
        }
        for name, number in numbers.items():
            function, unit, ko, en = _TOTALS[name]
            counted = Operation(function, tuple(Input(source.id) for source in self.sources))
            yield Estimate("", number, number, unit, expression=counted).named(f"e-{name}", ko, en)
        aims = self.frames["targets"]
        if found := levels(aims[~aims["figure"].isin(unsure)]):
            yield found
        yield from counts.verdicts(self.frames["follow_up"])


def _as_of(day: str) -> Reference:
    """The day up to which public data count, as a date that a page can print."""
    return Reference(
        "r-as-of", "as of", "공개 자료의 기준일", "Public data count up to", None, None, "", "", period=day
    )


def _edition(number: int) -> Reference:
    """Which edition of the brief this is, as its editor counts."""
    return Reference("r-edition", "edition", "판", "Edition", number, number, "", "")


def _collected(folder: Path) -> list[Reference]:
    """How many documents and figures a figure set has, by its manifest."""
    from chipbrief.frames import sets

    manifest, references = sets.manifest(folder), []
    note = f"{folder.name}/{sets.MANIFEST}, SHA-256 {sha256((folder / sets.MANIFEST).read_bytes()).hexdigest()}"
    for name, (unit, ko, en) in _COLLECTED.items():
        if not isinstance(number := manifest.get(name), int):
            raise InputError(f"{folder / sets.MANIFEST}: no number of {name}; run `chipbrief corpus` again")
        references.append(Reference(f"r-set-{name}", "set", ko, en, number, number, unit, "", note=note))
    return references


def repair(row: Row) -> Repair:
    """A row of the table `repairs`."""
    proofs = [span.split("-") for span in split(row["evidence"])]
    fields = {name: row[name] for name in ("source", "start", "end", "found", "repaired", "reason")}
    return Repair(**fields, evidence=tuple((int(start), int(end)) for start, end in proofs))
