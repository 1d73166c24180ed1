"""`reviews.csv`: what a person has decided about figures and relations, one decision a line, beside the articles.

A line names a place `[start, end)` of a source and, as a guard, the text there. `field` says what is decided:

- `statement`: the figure says this. `value` has all that it is about, in the order of `ABOUT`, joined by ` | `;
- one field of a figure (`subject`, `low`, `date` ...): it is `value`; the rest stays as the rules read it;
- `rejected`: this is no figure.

A place at which the rules find no figure is added by any line but `rejected`.

Of a relation the place is that of the word that states it, for one word can state several:

- `relation`: the word states this. `value` has all of it, in the order of `TOLD`, joined by ` | `;
- `rejected` with relation, subject and object as `value`: the word does not state this one.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.model import Approx, Kind, Modality, Relation
from chipbrief.model.periods import is_date
from chipbrief.model.relation import RELATIONS, STAGES
from chipbrief.sources import catalogue, reference_tables

if TYPE_CHECKING:
    from chipbrief.model import Figure, Source

NAME = "reviews.csv"
COLUMNS = ("source", "start", "end", "text", "field", "value", "by", "note")
ABOUT = ("subject", "metric", "scope", "versus", "period", "modality", "attribution")
NUMBER = ("kind", "low", "high", "unit", "approx", "date")
TOLD = ("relation", "subject", "object", "modality", "status", "date", "attribution")
STATEMENT, RELATION, REJECTED = "statement", "relation", "rejected"
FIELDS = (STATEMENT, *ABOUT, *NUMBER, RELATION, REJECTED)
_JOINT = " | "
_TIME_OF_DAY = re.compile(r"T\d{2}:\d{2}")

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Review:
    """One decision: the line of the file without its number."""

    source: str
    start: int
    end: int
    text: str
    field: str
    value: str = ""
    by: str = ""
    note: str = ""

    @property
    def of_relation(self) -> bool:
        """Whether it decides on a relation; else on a figure."""
        return self.field == RELATION or (self.field == REJECTED and bool(self.value))

    @property
    def values(self) -> Values:
        """The fields that it decides, as text, empty where nothing is known; none for a rejected figure."""
        names = _parts(self)
        if names:
            return dict(zip(names, (part.strip() for part in self.value.split(_JOINT.strip())), strict=True))
        return {} if self.field == REJECTED else {self.field: self.value}

    @property
    def decides(self) -> list[tuple[object, ...]]:
        """What no other line may decide as well: fields of a figure, or a relation."""
        place = (self.source, self.start, self.end)
        if self.of_relation:
            return [(*place, *(self.values[name] for name in TOLD[:3]))]
        return [(*place, field) for field in self.values or (*ABOUT, *NUMBER)]  # a rejection decides all of them

    @property
    def line(self) -> str:
        """The line of the file, without its end."""
        return catalogue.as_line(str(cell) for cell in astuple(self))


def confirmation(figure: Figure, by: str = "", note: str = "") -> Review:
    """The decision that a figure says what it was read to say."""
    about = _JOINT.join(str(getattr(figure, name) or "") for name in ABOUT).strip()
    return Review(figure.source, figure.start, figure.end, figure.text, STATEMENT, about, by, note)


def confirmed(fact: Figure | Relation, text: str) -> Review:
    """The decision that a figure or relation is as it was read; `text` is that of its source."""
    return on(fact, text) if isinstance(fact, Relation) else confirmation(fact)


def rejected(fact: Figure | Relation, text: str) -> Review:
    """The decision that a source does not state what was read as a figure or relation."""
    return (
        on(fact, text, REJECTED)
        if isinstance(fact, Relation)
        else replace(confirmation(fact), field=REJECTED, value="")
    )


def on(relation: Relation, text: str, field: str = RELATION) -> Review:
    """The decision that a relation is as it was read, or that it is `rejected`; `text` is that of its source."""
    start, end = relation.verb
    value = _JOINT.join(str(getattr(relation, name) or "") for name in (TOLD if field == RELATION else TOLD[:3]))
    return Review(relation.source, start, end, text[start:end], field, value.strip())


def load(folder: Path, sources: Iterable[Source] | None = None, *, name: str = NAME) -> list[Review]:
    """The decisions of a folder of articles, in the order of the file; none where it has no such file.

    With `sources` their texts guard the places. Raises InputError that names file, line and remedy.
    """
    path = folder / name
    if not files.is_there(path):
        return []
    texts = None if sources is None else {source.name: source.text for source in sources}
    found: dict[tuple[object, ...], int] = {}
    reviews = []
    for number, cells in _lines(path):
        place = f"{path}: line {number}"
        review = _review(cells, place)
        for decided in review.decides:
            first = found.setdefault(decided, number)
            if first != number:
                raise InputError(f"{place}: decided in line {first} already; remove one of the two")
        if texts is not None and (said := refusal(review, texts)):
            raise InputError(f"{place}: {said}")
        reviews.append(review)
    return reviews


def refusal(review: Review, texts: dict[str, str]) -> str:
    """Why a decision has no place in these texts, and the remedy; empty where it has."""
    if review.source not in texts:
        return f"{review.source}: no such article; correct the name, or remove the line"
    there = texts[review.source][review.start : review.end]
    if there == review.text and there:
        return ""
    near = texts[review.source].find(review.text, max(review.start - 200, 0)) if review.text else -1
    remedy = f"it stands at {near}-{near + len(review.text)}" if near >= 0 else "it is not near there"
    shown = " ".join(there.split()) or "nothing"
    return (
        f"{review.source}:{review.start}-{review.end} reads {shown}, not {review.text}; "
        f"correct start and end ({remedy}), or remove the line"
    )


def write(folder: Path, reviews: Iterable[Review], *, name: str = NAME) -> Path:
    """Write the decisions of a folder, whole or not at all; the file."""
    path = folder / name
    lines = [",".join(COLUMNS), *(review.line for review in reviews)]
    files.write(path, ("\n".join(lines) + "\n").encode())
    return path


def checked(review: Review, place: str) -> Review:
    """The decision, if field and value go together. Raises InputError that names `place` and the remedy."""
    if review.field not in FIELDS:
        raise InputError(f"{place}: column field: {review.field or 'nothing'}; write one of {', '.join(FIELDS)}")
    names = _parts(review)
    if names and review.value.count(_JOINT.strip()) != len(names) - 1:
        remedy = f"write {_JOINT.join(names)}, each empty where nothing is known"
        if review.field == REJECTED:
            remedy = f"a rejection has none, or that of a relation {_JOINT.join(names)}; correct it"
        raise InputError(f"{place}: column value: {remedy}")
    for name, value in review.values.items():
        if remedy := _fault(name, value):
            raise InputError(f"{place}: column value: {value or 'nothing'} as {name}; write {remedy}")
    return review


def _parts(review: Review) -> tuple[str, ...]:
    """The fields that the value of a decision has, joined; none where it is the value of one field, or nothing."""
    rejected = TOLD[:3] if review.field == REJECTED and review.value else ()
    return {STATEMENT: ABOUT, RELATION: TOLD}.get(review.field, rejected)


def _review(cells: list[str], place: str) -> Review:
    if len(cells) != len(COLUMNS):
        raise InputError(f"{place}: not {len(COLUMNS)} cells; quote a cell that holds a comma")
    source, start, end, text, *rest = cells
    if not (start.isdecimal() and end.isdecimal()):
        raise InputError(f"{place}: start {start}, end {end}; write two whole numbers")
    field, value, by, note = (cell.strip() for cell in rest)
    return checked(
        Review(unicodedata.normalize("NFC", source), int(start), int(end), text, field, value, by, note), place
    )


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(reference_tables.text(path), newline=""), strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}: {error}; double each quote inside a quoted cell") from error
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise InputError(f"{path}: line 1: its first line is {','.join(COLUMNS)}")
    return rows[1:]


def _fault(name: str, value: str) -> str:
    """What to write in place of a value; empty where it is good."""
    choices = {"modality": Modality, "kind": Kind, "approx": Approx, "relation": RELATIONS, "status": ("", *STAGES)}
    if name in choices:
        allowed = [str(choice) for choice in choices[name]]
        return "" if value in allowed else f"one of {', '.join(allowed)}"
    if name in ("low", "high"):
        return "" if not value or _is_number(value) else "a number, or nothing for an open end"
    if name == "metric":
        is_metric = not value or any(row["id"] == value for row in reference_tables.rows("metrics"))
        return "" if is_metric else "an id of metrics.csv, or nothing"
    if name == "period" or (name == "date" and not _TIME_OF_DAY.fullmatch(value)):
        return "" if not value or is_date(value) else "an ISO 8601 date as 2025-08, or 2025-01/2025-06"
    return ""


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,30}(\.\d{1,15})?", value))
