"""What changed between two editions as a page that a person reads: what the brief concludes first, then why.

The page is lines with an indent, in English; names, numbers and labels are in a language of the brief. Whoever prints
it wraps its lines: nothing is cut. An article whose statements are the same is counted and not named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chipbrief.evidence.diff import value
from chipbrief.evidence.editions import Cause, Change, Comparison, Record
from chipbrief.language.labels import label, worded
from chipbrief.language.names import Names

STATES = ("added", "removed", "changed")
_SIGNS = {"added": "+", "removed": "-", "changed": "*"}
_MOST = 6
"""Causes of one conclusion that are named; more are counted."""
_FIELDS = ("subject", "metric", "scope", "versus", "period", "modality", "attribution", "status", "date")


class Line(NamedTuple):
    """A line of the page: how far it is indented (0: a heading), and its text."""

    indent: int
    text: str


class ChangesPage:
    """The page of a comparison. `names` tells what ids are called in `language`."""

    def __init__(self, comparison: Comparison, names: Names, language: str) -> None:
        self.comparison = comparison
        self.names = names
        self.language = language

    def lines(self) -> list[Line]:
        """All lines; none where nothing changed."""
        sections = (self._conclusions(), self._articles(), self._inputs("assumption"), self._inputs("reference"))
        body = [line for section in sections for line in section]
        return [*self._summary(), *body] if self.comparison.changes else []

    # ---- The summary ----------------------------------------------------------------------------------

    def _summary(self) -> Iterator[Line]:
        yield Line(0, "Summary")
        yield Line(1, f"Articles: {self._counted_articles()}")
        kinds = {"Statements": self._of("figure"), "Relations": self._of("relation")}
        kinds |= {"Assumptions": self._of("assumption"), "Public references": self._references()}
        kinds |= {"Estimates": self._of("estimate")}
        for name, changes in kinds.items():
            yield Line(1, f"{name}: {_counted(changes)}")

    def _counted_articles(self) -> str:
        editions = (self.comparison.old, self.comparison.new)
        before, after = ({str(entry["label"]["en"]) for entry in edition.sources} for edition in editions)
        touched = set(self._by_article()) & before & after
        counts = {"added": len(after - before), "removed": len(before - after), "changed": len(touched)}
        counts["unchanged"] = len(before & after) - len(touched)
        return ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "none"

    # ---- Conclusions ----------------------------------------------------------------------------------

    def _conclusions(self) -> Iterator[Line]:
        """The estimates that changed and that no other estimate rests on, each with what moved it."""
        moved = [change for change in self._of("estimate") if change.moved]
        inner = self.comparison.new.used
        shown = [change for change in moved if change.id not in inner]
        if moved:
            yield Line(0, "Conclusions that changed, and why")
        for change in shown:
            yield Line(1, self._name(change.after))
            yield Line(2, f"before: {self._value('estimate', change.before)}")
            yield Line(2, f"now: {self._value('estimate', change.after)}")
            yield from self._because(change.because)
        if len(moved) > len(shown):
            yield Line(1, f"Steps on the way to these that changed with them: {len(moved) - len(shown)}.")

    def _because(self, causes: Sequence[Cause]) -> Iterator[Line]:
        if len(causes) > _MOST:
            yield Line(2, f"because: of its inputs {_counted(causes)}")
            return
        for cause in causes:
            yield Line(2, f"because: {self._cause(cause)}")

    def _cause(self, cause: Cause) -> str:
        if cause.state == "formula":
            return "the method changed: same inputs, another formula"
        edition = self.comparison.old if cause.state == "removed" else self.comparison.new
        kind, record = next((kind, rows[cause.id]) for kind, rows in edition.entries.items() if cause.id in rows)
        said = f"{self._name(record)}: {self._value(kind, record)}"
        if cause.state != "changed":
            return f"{cause.state}: {said}"
        before = next((change.before for change in self.comparison.changes if change.id == cause.id), None)
        return f"changed: {self._name(record)}: {self._value(kind, before)} → {self._value(kind, record)}"

    # ---- Articles -------------------------------------------------------------------------------------

    def _by_article(self) -> dict[str, list[Change]]:
        found: dict[str, list[Change]] = {}
        for change in (*self._of("figure"), *self._of("relation")):
            record = change.after or change.before or {}
            found.setdefault(str(record["source"]), []).append(change)
        return found

    def _articles(self) -> Iterator[Line]:
        """Of each article that changed the statements and relations that were added, removed or changed."""
        articles = self._by_article()
        if articles:
            yield Line(0, "What the articles say")
        for source, changes in articles.items():
            yield Line(1, source)
            for state in STATES:
                of_state = [change for change in changes if change.state == state]
                stated = [change for change in of_state if change.kind == "relation" or _is_statement(change)]
                if stated:
                    yield Line(2, f"{state}:")
                yield from (Line(3, f"{_SIGNS[state]} {self._told(change)}") for change in stated)
                if len(of_state) > len(stated):
                    yield Line(2, f"{state}, dates and numbers without a subject: {len(of_state) - len(stated)}")

    def _told(self, change: Change) -> str:
        if change.state != "changed" or change.before is None or change.after is None:
            return self._statement(change.kind, change.after or change.before or {})
        differing = [field for field in _FIELDS if change.before.get(field) != change.after.get(field)]
        values = [self._value(change.kind, record) for record in (change.before, change.after)]
        said = [f"{values[0]} → {values[1]}"] if values[0] != values[1] else []
        said += [f"{label(self.language, 'facts', field)}: {self._pair(change, field)}" for field in differing]
        return f"{self._statement(change.kind, change.after)}: {'; '.join(said)}"

    def _pair(self, change: Change, field: str) -> str:
        before, after = ((record or {}).get(field) for record in (change.before, change.after))
        return f"{self._word(field, before) or '–'} → {self._word(field, after) or '–'}"

    def _statement(self, kind: str, record: Record) -> str:
        """A statement: what it is about, and its number; a relation as a sentence."""
        more = [self._word(field, record.get(field)) for field in ("scope", "versus", "period", "date", "attribution")]
        if record.get("modality") not in (None, "fact"):
            more.append(self._word("modality", record["modality"]))
        rest = f" ({'; '.join(part for part in more if part)})" if any(more) else ""
        if kind == "relation":
            verb = label(self.language, "relations", str(record["relation"]))
            return f"{self._word('subject', record['subject'])} {verb} {self._word('object', record['object'])}{rest}"
        return f"{self._about(record)}{rest}: {self._value(kind, record)}"

    def _about(self, record: Record) -> str:
        return ", ".join(self._word(field, record[field]) for field in ("subject", "metric") if record[field])

    def _word(self, field: str, words: object) -> str:
        """What a field of a record says in the language of the page."""
        if not words:
            return ""
        if field in ("modality", "status"):
            return label(self.language, {"modality": "modalities", "status": "stages"}[field], str(words))
        return ", ".join(self.names.words(part, self.language) for part in str(words).split(";"))

    # ---- Assumptions and references -------------------------------------------------------------------

    def _inputs(self, kind: str) -> Iterator[Line]:
        changes = self._references() if kind == "reference" else self._of(kind)
        if changes:
            yield Line(0, "Public references" if kind == "reference" else "Assumptions")
        for state in STATES:
            of_state = [change for change in changes if change.state == state]
            if of_state:
                yield Line(1, f"{state}:")
            for change in of_state:
                values = [self._value(kind, record) for record in (change.before, change.after) if record]
                said = " → ".join(dict.fromkeys(filter(None, values)))
                name = self._name(change.after or change.before)
                yield Line(2, f"{_SIGNS[state]} {name}{': ' if said else ''}{said}")

    def _references(self) -> list[Change]:
        return [change for change in self._of("reference") if not change.id.startswith("s-")]

    # ---- Words ----------------------------------------------------------------------------------------

    def _of(self, kind: str) -> list[Change]:
        return self.comparison.of(kind)

    def _name(self, record: Record | None) -> str:
        if record and "label" in record:
            return str(record["label"][worded(self.language)])
        return self._about(record or {}) or str((record or {})["source"])

    def _value(self, kind: str, record: Record | None) -> str:
        return value(kind, record, self.language) if record and kind != "relation" else ""


def _is_statement(change: Change) -> bool:
    record = change.after or change.before or {}
    return bool(record["subject"] and record["metric"])


def _counted(changes: Iterable[Change | Cause]) -> str:
    every = list(changes)
    counts = {state: sum(change.state == state for change in every) for state in STATES}
    return ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "unchanged"
