"""The evidence as one workbook, for those who live in Excel: figures, relations, estimates, assumptions, sources.

An estimate that is arithmetic over intervals is a formula over the rows that it rests on (`formulas`), so that the
result follows when an assumption is changed; what a notebook sampled or searched for is a number, on grey, and turns
red when an assumption no longer is what the brief took. Every id leads to its row, and to the brief's evidence.
The same evidence gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from xlsxwriter.workbook import Workbook

from chipbrief.export.workbook.formulas import Cells, End, live
from chipbrief.export.workbook.guide_sheet import CHANGED, guide
from chipbrief.export.workbook.sheets import Book, Cell, Link, Number, Sheet
from chipbrief.model.formula import letter
from chipbrief.model.periods import first_day

Data = Mapping[str, Any]
KINDS = ("figures", "relations", "references", "assumptions", "estimates")
_LETTERS = 8  # inputs that have a column of their own
_NAMED = ("subject", "metric", "scope", "versus")


@dataclass(frozen=True)
class Material:
    """What goes into the workbook.

    `evidence` is `evidence.json` as data; `tables` are rows of the tables sources, pairs, conflicts and scenarios;
    `sentences` are those around the figures, by id; `named` gives the name of an entity or metric, or other words, in
    both languages; `anchors` are the ids that each language's page has an entry for.
    """

    evidence: Mapping[str, Mapping[str, Data]]
    tables: Mapping[str, Sequence[Data]]
    sentences: Mapping[str, str]
    named: Callable[[str], str]
    anchors: Mapping[str, Collection[str]]

    @property
    def newest(self) -> datetime:
        """The day of the newest source, the workbook's date; the first of its month or year if no more is known."""
        published = max((str(row["published"]) for row in self.tables["sources"]), default="1980")
        return datetime.combine(first_day(published), time())


def written(material: Material) -> bytes:
    """The workbook's file."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        properties = {"title": "chipbrief", "author": "chipbrief", "created": material.newest}
        workbook.set_properties(properties)
        Writer(Book(workbook), material).write()
    return buffer.getvalue()


class Writer:
    """The sheets of one workbook: it knows in which row each entry of the evidence stands."""

    def __init__(self, book: Book, material: Material) -> None:
        self.book, self.material = book, material
        self.front = book.workbook.add_worksheet("guide")
        order = (
            "figures",
            "relations",
            "estimates",
            "scenarios",
            "comparisons",
            "conflicts",
            "assumptions",
            "references",
            "sources",
        )
        self.sheets = {name: Sheet(book, name) for name in order}
        self.entries = {id_: entry for kind in KINDS for id_, entry in material.evidence.get(kind, {}).items()}
        self.rows = {kind: list(self._order(kind)) for kind in KINDS}
        self.places = {id_: (kind, row) for kind in KINDS for row, id_ in enumerate(self.rows[kind], start=1)}
        self.places |= {row["id"]: ("sources", n) for n, row in enumerate(material.tables["sources"], start=1)}
        self.articles = {row["file"]: row["id"] for row in material.tables["sources"]}
        self._known: dict[str, Cells | None] = {}
        self.assumed = {id_ for id_ in self.entries if self._assumes(id_, {})}
        self.followed = {
            used for id_ in self.rows["estimates"] if self._formulas(id_) for used in self.entries[id_]["inputs"]
        }

    def write(self) -> None:
        """Fill every sheet, and the guide in front of them."""
        for id_ in self.rows["figures"]:
            self.sheets["figures"].add(self._figure(id_))
        for id_ in self.rows["relations"]:
            self.sheets["relations"].add(self._relation(id_))
        for id_ in self.rows["references"]:
            self.sheets["references"].add(self._reference(id_))
        for id_ in self.rows["assumptions"]:
            self.sheets["assumptions"].add(self._assumption(id_))
        for id_ in self.rows["estimates"]:
            self.sheets["estimates"].add(self._estimate(id_))
        for name in ("scenarios", "comparisons", "conflicts"):
            for row in self.material.tables[{"comparisons": "pairs"}.get(name, name)]:
                self.sheets[name].add(self._tabled(row, self.sheets[name].columns))
        for row in self.material.tables["sources"]:
            self.sheets["sources"].add(self._source(row))
        self._watch_assumptions()
        for sheet in self.sheets.values():
            sheet.finish()
        guide(self.book, self.front, self.sheets)

    def _order(self, kind: str) -> Iterator[str]:
        """The ids of a kind: what articles state as it stands in them, others as in the evidence, no articles."""
        entries = self.material.evidence.get(kind, {})
        if kind in ("figures", "relations"):
            yield from sorted(entries, key=lambda id_: (entries[id_]["source"], entries[id_]["start"]))
        else:
            yield from (id_ for id_ in entries if entries[id_].get("table") != "sources")

    def _assumes(self, id_: str, decided: dict[str, bool]) -> bool:
        """Whether an entry rests on an assumption."""
        if id_ not in decided:
            inputs = self.entries[id_].get("inputs", ())
            assumed = id_ in self.material.evidence["assumptions"]
            decided[id_] = assumed or any(self._assumes(each, decided) for each in inputs)
        return decided[id_]

    def _briefs(self, id_: str) -> dict[str, Cell]:
        """The links to the entry in each language's page."""
        return {
            language: Link(language, f"external:brief.{language}.html#{id_}")
            for language, ids in self.material.anchors.items() if id_ in ids
        }  # fmt: skip

    def _link(self, id_: str | None, shown: str = "") -> Cell:
        """An id, or other words, that leads to the id's row."""
        if not id_ or id_ not in self.places:
            return shown or id_
        sheet, row = self.places[id_]
        return Link(shown or id_, f"internal:{self.sheets[sheet].cell(row, 'id')}")

    def _named(self, words: str | None) -> str:
        """Names for ids, several separated by `;`, or for other words."""
        return ", ".join(self.material.named(word) for word in words.split(";")) if words else ""

    def _figure(self, id_: str) -> dict[str, Cell]:
        entry = self.entries[id_]
        kept = ("text", "approx", "date", "period", "modality", "attribution", "kind", "start", "end", "rule", "unit",
                "review", "was")  # fmt: skip
        cells: dict[str, Cell] = {name: entry[name] for name in (*kept, "confidence")}
        cells |= {name: self._named(entry[name]) for name in _NAMED}
        cells["source"] = self._link(self.articles.get(entry["source"]), entry["source"])
        cells |= {"restates": self._link(entry["restates"]), "sentence": self.material.sentences.get(id_, "")}
        return {"id": id_} | self._briefs(id_) | cells | self._ends(id_)

    def _relation(self, id_: str) -> dict[str, Cell]:
        entry = self.entries[id_]
        kept = ("relation", "status", "date", "modality", "attribution", "start", "end", "rule", "confidence")
        cells: dict[str, Cell] = {name: entry[name] for name in kept}
        cells |= {name: entry.get(name) for name in ("review", "was")}  # older editions have none
        cells |= {name: self._named(entry[name]) for name in ("subject", "object")}
        cells["source"] = self._link(self.articles.get(entry["source"]), entry["source"])
        cells["sentence"] = self.material.sentences.get(id_, "")
        return {"id": id_} | self._briefs(id_) | cells

    def _reference(self, id_: str) -> dict[str, Cell]:
        entry = self.entries[id_]
        cells: dict[str, Cell] = {name: entry[name] for name in ("table", "unit", "period", "title", "note")}
        page: dict[str, Cell] = {"url": _web(entry["url"])}
        return {"id": id_} | self._briefs(id_) | cells | self._labels(entry) | self._ends(id_) | page

    def _assumption(self, id_: str) -> dict[str, Cell]:
        entry = self.entries[id_]
        built = {f"built_{end}": Number(entry[end], entry["unit"], style="kept") for end in ("low", "high")}
        style = "input" if id_ in self.followed else "kept"
        reason = {f"reason_{language}": entry["reason"][language] for language in ("ko", "en")}
        cells: dict[str, Cell] = {"unit": entry["unit"], "basis": ", ".join(entry["basis"]), **built, **reason}
        return {"id": id_} | self._briefs(id_) | cells | self._labels(entry) | self._ends(id_, style)

    def _estimate(self, id_: str) -> dict[str, Cell]:
        entry = self.entries[id_]
        inputs, made = entry["inputs"], self._formulas(id_)
        formulas = (f"={made.low.text}", f"={made.high.text}") if made else ("", "")
        ends = self._ends(id_, "value" if made else "kept", formulas)
        cells: dict[str, Cell] = {
            "unit": entry["unit"], "formula": entry["formula"], "made": "workbook" if made else "notebook",
        }  # fmt: skip
        cells |= {letter(place): self._link(used) for place, used in enumerate(inputs[:_LETTERS])}
        cells["more"] = ", ".join(inputs[_LETTERS:])
        return {"id": id_} | self._briefs(id_) | cells | self._labels(entry) | ends

    def _tabled(self, row: Data, columns: Collection[str]) -> dict[str, Cell]:
        """A row of a table whose columns are named as the sheet's: ids lead to rows, ends of facts follow them."""
        cells: dict[str, Cell] = {}
        labels = self.entries.get(row.get("estimate") or "", {}).get("label", {})
        for name in columns:
            value = labels.get(name.removeprefix("label_")) if name.startswith("label_") else row[name]
            if name in _NAMED:
                cells[name] = self._named(value)
            elif name in ("estimate", "first", "second"):
                cells[name] = self._link(value)
            elif isinstance(value, bool):
                cells[name] = "yes" if value else "no"
            elif isinstance(value, float):
                cells[name] = self._followed(row, name)
            else:
                cells[name] = value
        return cells

    def _followed(self, row: Data, name: str) -> Number:
        """The end of an interval, as the row of its fact has it: `implied_low` that of the fact in `implied`."""
        fact, _, end = name.rpartition("_")
        id_ = row.get(fact or "estimate")
        if name == "gap":
            return Number(row[name], "x", style="kept")
        units = (self.entries.get(str(fact_), {}).get("unit") for fact_ in (id_, row.get("estimate")))
        unit = row.get("unit") or next(filter(None, units), "")
        if end not in ("low", "high") or id_ not in self.places or fact == "central":
            return Number(row[name], unit, style="kept")
        sheet, place = self.places[id_]
        return Number(row[name], unit, f"={self.sheets[sheet].cell(place, end)}")

    def _source(self, row: Data) -> dict[str, Cell]:
        cells = {name: row[name] for name in ("file", "publisher", "author", "published", "language", "sha256")}
        stated = sum(entry["source"] == row["file"] for entry in self.material.evidence["figures"].values())
        more = {"inferred": "yes" if row["inferred"] else "no", "url": _web(row["url"] or ""), "figures": stated}
        return {"id": row["id"]} | self._briefs(row["id"]) | cells | more

    def _labels(self, entry: Data) -> dict[str, Cell]:
        return {f"label_{language}": entry["label"][language] for language in ("ko", "en")}

    def _ends(self, id_: str, style: str = "value", made: tuple[str, str] = ("", "")) -> dict[str, Cell]:
        entry = self.entries[id_]
        ends = zip(("low", "high"), made, strict=True)
        return {end: Number(entry[end], entry["unit"], formula, style) for end, formula in ends}

    def _formulas(self, id_: str) -> Cells | None:
        """An estimate as formulas over the cells of its inputs, if it is that."""
        entry = self.entries[id_]
        if id_ not in self._known:
            closed = entry["low"] is not None and entry["high"] is not None
            arguments = (entry["formula"], entry["inputs"], self._cells, entry["low"], entry["high"])
            self._known[id_] = live(*arguments) if closed else None
        return self._known[id_]

    def _cells(self, id_: str) -> Cells | None:
        """The cells of an entry's interval; None for one without a row, or with an open end."""
        entry = self.entries[id_]
        low, high = entry["low"], entry["high"]
        if id_ not in self.places or low is None or high is None:
            return None
        kind, row = self.places[id_]
        first, last = (End(self.sheets[kind].cell(row, end), entry[end]) for end in ("low", "high"))
        if kind == "assumptions":
            return Cells(first, last, *_allowed(entry["unit"]))
        if kind == "estimates":
            made = self._formulas(id_)
            return Cells(first, last, *((made.least, made.most) if made else (low, high)))
        return Cells(first, first if low == high else last, low, high)  # a fact, whose cells nobody changes

    def _watch_assumptions(self) -> None:
        """Check what is typed into an assumption; turn red what rests on one and does not follow it."""
        assumptions = self.sheets["assumptions"]
        for row, id_ in enumerate(self.rows["assumptions"], start=1):
            if id_ not in self.followed:
                continue
            least, most = _allowed(self.entries[id_]["unit"])
            rule = {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
            first, last = assumptions.place("low"), assumptions.place("high")
            assumptions.sheet.data_validation(row, first, row, last, rule)
        late = {"type": "formula", "criteria": f"={CHANGED}>0", "format": self.book.late}
        estimates, scenarios = self.sheets["estimates"], self.sheets["scenarios"]
        for row, id_ in enumerate(self.rows["estimates"], start=1):
            if id_ in self.assumed and self._formulas(id_) is None:
                estimates.sheet.conditional_format(row, estimates.place("low"), row, estimates.place("high"), late)
        rows = len(self.material.tables["scenarios"])
        if rows:
            sampled = scenarios.place("median_value"), scenarios.place("central_high")
            scenarios.sheet.conditional_format(1, sampled[0], rows, sampled[1], late)


def _allowed(unit: str) -> tuple[float, float]:
    """What may be typed into an assumption: a part of a whole, or any number that is not negative."""
    return (0, 100) if unit == "%" else (0, 1e15)


def _web(url: str) -> Cell:
    return Link(url, url) if url.startswith(("https://", "http://")) else url
