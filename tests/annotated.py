"""Annotated texts (`extraction/statements/*.txt`) and how much of what they say is read off them.

A text is a head (`published`, `genre`), the article, and a row for each figure that is no date: `anchor | subject |
metric | scope | versus | period | modality | attribution`, parted by lines of `---`. An anchor is the figure's text,
with `#2` for its second place in the article; an empty cell or `-` says that there is nothing to say; ` || ` parts
answers of which each is right. An answer is right as it is in the cases of the project's issues: an id by the id or a
name, phrases when one holds the other, times when they are the same days.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from chipbrief.extraction.extract import extract_source
from chipbrief.model import Figure, Kind, Source
from chipbrief.sources.reference_tables import rows

HERE = Path(__file__).parent / "extraction" / "statements"
FIELDS = ("subject", "metric", "scope", "versus", "period", "modality", "attribution")
_SHARES = (
    "share",
    "market-share",
    "domestic-share",
    "export-share",
    "import-share",
    "revenue-share",
    "dependence",
    "stake",
)
_CELL = re.compile(r"(?<!\|)\|(?!\|)")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?(?:-(\d\d))?)?")
_PARTICLE = re.compile(r"(?:에서는|에서|으로|라고|은|는|이|가|을|를|의|에|로|와|과|도|측)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A figure at `start` of the article, and the right answers for each field; an empty answer is nothing."""

    anchor: str
    start: int
    right: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated article; `held` tells that it was set aside while the rules were made."""

    name: str
    published: str
    genre: str
    article: str
    rows: tuple[Row, ...]

    @property
    def held(self) -> bool:
        return hashlib.sha256(self.name.encode()).digest()[-1] % 2 == 1

    def figures(self) -> list[Figure]:
        return list(extract_source(Source(self.name, self.article, "", self.published)).figures)


def texts(folder: Path = HERE) -> list[Text]:
    """The annotated texts of a folder, by name. Raises ValueError for a row whose anchor is not there."""
    return [_text(path) for path in sorted(folder.glob("*-*.txt"))]


def _text(path: Path) -> Text:
    head, article, table = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[:3]
    about = dict(line.split(": ", 1) for line in head.strip().splitlines())
    found = [line for line in table.splitlines() if line.strip() and not line.startswith("anchor")]
    return Text(
        path.name, about["published"], about["genre"], article, tuple(_row(path.name, article, line) for line in found)
    )


def _row(name: str, article: str, line: str) -> Row:
    anchor, *cells = (cell.strip() for cell in _CELL.split(line))
    slice_, _, number = anchor.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = article.find(slice_, start + 1)
    if start < 0 or len(cells) > len(FIELDS):
        raise ValueError(f"{name}: {line!r}: no such place, or too many cells")
    right = {field: _answers(cell) for field, cell in zip(FIELDS, [*cells, *[""] * len(FIELDS)], strict=False)}
    return Row(slice_, start, right)


def _answers(cell: str) -> tuple[str, ...]:
    return tuple("" if answer.strip() in ("", "-") else answer.strip() for answer in cell.split("||"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with the figure that overlaps it, if one does, and which fields of it are right."""

    text: Text
    row: Row
    figure: Figure | None
    right: dict[str, bool]

    @property
    def statement(self) -> bool:
        """Whether subject, metric and versus are all right."""
        return all(self.right[field] for field in ("subject", "metric", "versus"))

    @property
    def named(self) -> bool:
        """Whether the reader names a subject and a metric."""
        return self.figure is not None and bool(self.figure.subject and self.figure.metric)

    @property
    def told(self) -> float:
        """The confidence told."""
        return self.figure.confidence if self.figure else 0.0


def judged(text: Text) -> list[Judged]:
    """Every row of a text with what is read off it."""
    found = [figure for figure in text.figures() if figure.kind not in (Kind.DATE, Kind.TIME)]
    return [_judged(text, row, found) for row in text.rows]


def _judged(text: Text, row: Row, found: Sequence[Figure]) -> Judged:
    end = row.start + len(row.anchor)
    best = max(found, key=lambda f: min(end, f.end) - max(row.start, f.start), default=None)
    if best is None or min(end, best.end) <= max(row.start, best.start):
        return Judged(text, row, None, {field: row.right[field][0] == "" for field in FIELDS} | {"metric": False})
    answers = dict(row.right)
    if any(one in _SHARES for one in answers["metric"]):  # the goods of a share are its whole, wherever they stand
        answers["versus"] += tuple(one for one in answers["scope"] if one)
    right = {field: any(alike(field, best, one) for one in answers[field]) for field in FIELDS}
    return Judged(text, row, best, right)


def alike(field: str, figure: Figure, right: str) -> bool:
    """Whether a field of a figure is what is right; `=` before an id asks for this very id."""
    said = _said(field, figure)
    return right[1:] in said if right.startswith("=") else any(_same(field, one, right) for one in said)


def _said(field: str, figure: Figure) -> list[str]:
    """What a figure says; a change below zero is also the other one (a growth of -7 % is a decline)."""
    said = str(getattr(figure, field) or "")
    if field != "metric" or (figure.high or 0) >= 0:
        return [said]
    return [said, re.sub("growth$|decline$", lambda m: "decline" if m[0] == "growth" else "growth", said)]


def _same(field: str, said: str, right: str) -> bool:
    right = right.lstrip("+")
    if said == right or not said or not right or field in ("metric", "modality"):
        return said == right
    if days(said) or days(right):
        return days(said) == days(right)
    ids = _names()
    one, other = (all(part in ids for part in value.split(";")) for value in (said, right))
    if one and other:
        return set(said.split(";")) == set(right.split(";"))
    if one or other:
        return _is_name(said, right, ids) if one else _holds_name(said, right, ids)
    return any(x == y or (min(len(x), len(y)) > 1 and (x in y or y in x)) for x in _forms(said) for y in _forms(right))


def _is_name(said: str, right: str, ids: dict[str, frozenset[str]]) -> bool:
    return ";" not in said and bool(ids[said] & _forms(right))


def _holds_name(said: str, right: str, ids: dict[str, frozenset[str]]) -> bool:
    """Whether more than half of a phrase is a name of what is right."""
    return any(n in x and 2 * len(n) > len(x) for n in ids.get(right, ()) if len(n) > 1 for x in _forms(said))


def days(iso: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """The first and the last day of an ISO time, None for what is none."""
    match = _ISO.fullmatch(iso)
    if not match:
        return None
    year, month, day, last_year, last_month, last_day = (int(part) if part else None for part in match.groups())
    assert year
    if not last_year:
        last_year, last_month, last_day = year, month, day
    end = last_month or 12
    return (year, month or 1, day or 1), (last_year, end, last_day or calendar.monthrange(last_year, end)[1])


@cache
def _names() -> dict[str, frozenset[str]]:
    return {
        row["id"]: frozenset(
            form for name in (row["ko"], row["en"], *row["aliases"].split("|")) for form in _forms(name.lstrip("?"))
        )
        for row in rows("entities")
    }


def _forms(phrase: str) -> set[str]:
    """A phrase without blanks and signs, with and without its brackets and its particle."""
    found = set()
    for form in (phrase, re.sub(r"[(（][^)）]*[)）]", "", phrase)):
        bare = re.sub(r"[\s·,'\"“”‘’.()（）\[\]]", "", form).lower()
        short = _PARTICLE.sub("", bare)
        found |= {bare} | ({short} if len(short) > 1 else set())
    return found - {""}


def rate(found: Iterable[bool]) -> str:
    """The part that is true, of how many."""
    known = list(found)
    return f"{sum(known) / len(known):.3f} of {len(known)}" if known else "none"


def report(all_: Sequence[Judged]) -> Iterator[str]:
    """What a reading is worth, in lines: the goals of the issue, each with its share."""
    named = [one for one in all_ if one.named]
    sure = [one for one in named if one.told >= 0.8]
    yield f"subject, metric and versus right  {rate(one.statement for one in all_)}"
    yield f"  where subject and metric named  {rate(one.statement for one in named)}"
    share = len(sure) / max(len(all_), 1)
    yield f"  at a confidence of 0.8 or more  {rate(one.statement for one in sure)} ({share:.0%} of figures)"
    for field in FIELDS:
        said = [one for one in all_ if "" not in one.row.right[field]]
        silent = [one for one in all_ if one.row.right[field] == ("",)]
        recall, quiet = rate(one.right[field] for one in said), rate(one.right[field] for one in silent)
        yield f"{field:12} right {rate(one.right[field] for one in all_)}   recall {recall}   silent {quiet}"


def reliability(all_: Sequence[Judged]) -> Iterator[str]:
    """The confidence told and the part that is right, by bins of what is told."""
    edges = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)
    for low, high in pairwise(edges):
        found = [one for one in all_ if low <= one.told < high]
        if found:
            mean = sum(one.told for one in found) / len(found)
            yield f"told {low:.1f}-{min(high, 1):.1f}  mean {mean:.3f}  right {rate(one.statement for one in found)}"
