"""Sources, blocks, figures, references and assumptions (DESIGN, "Words we use")."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlsplit

from chipbrief.model.display import Displayed, Property, interval


class Kind(StrEnum):
    """What sort of number a figure is."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    MULTIPLE = "multiple"
    MEASURE = "measure"
    ORDINAL = "ordinal"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


class Approx(StrEnum):
    """How firmly a source states a figure: exactly, about, or as a bound."""

    EXACT = "="
    ABOUT = "~"
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="


class Modality(StrEnum):
    """As what a source states a figure: as it is, as reckoned, foreseen, aimed at, intended, or as untrue."""

    FACT = "fact"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    TARGET = "target"
    PLAN = "plan"
    DENIED = "denied"


class Role(StrEnum):
    """What a block of a source is; chrome is site furniture (share buttons, counters)."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    CHROME = "chrome"


def slug(name: str) -> str:
    """A file name as part of an identifier: NFC, with anything but letters, digits, `.` and `-` as `_`.

    >>> slug("새 기사 (1).txt")
    '새_기사__1_.txt'
    """
    return re.sub(r"[^\w.-]", "_", unicodedata.normalize("NFC", name))


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal; what UTF-8 cannot write (half of a UTF-16 pair) as it stands."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: Decimal | float) -> float:
    """A number as Python prints it shortest: an int where it is integral, else a float.

    >>> plain(Decimal("28.80")), plain(Decimal("3E+9"))
    (28.8, 3000000000)
    """
    return int(value) if value == int(value) else float(value)


_OPENING = 120  # characters of a source that its card shows


@dataclass(frozen=True, slots=True)
class Source(Displayed):
    """One document of `seeds/`: its decoded text, never edited, and its line in `sources.csv`.

    `published` is ISO 8601 (`2025-09` or `2025-09-25`), `precision` is `day`, `month` or `year`,
    `inferred` tells that the date was concluded and not printed in the document.
    """

    name: str
    text: str
    sha256: str
    published: str
    precision: str = "day"
    inferred: bool = False
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = "ko"

    @property
    def id(self) -> str:
        return f"s-{slug(self.name)}"

    @property
    def text_sha256(self) -> str:
        """The SHA-256 of the text in UTF-8; that of the file where the file is nothing but this text."""
        return text_digest(self.text)

    def card(self) -> tuple[str, Iterable[Property]]:
        opening = self.text.strip()[:_OPENING]
        return self.name, (
            ("published", f"{self.published}{' (inferred)' if self.inferred else ''}"),
            ("publisher", self.publisher),
            ("author", self.author),
            ("url", self.url),
            ("language", self.language),
            ("characters", f"{len(self.text):,}"),
            ("begins", opening + ("…" if len(opening) == _OPENING else "")),
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph `[start, end)` of a source, in characters of its text, with its role."""

    source: str
    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Figure(Displayed):
    """One number as a source states it, and what it is about.

    `text` is the slice `[start, end)` of the source's text. `low` and `high` are expanded numbers in
    `unit`, equal for a single value; an open end is None, and so are both of a date.
    `subject` and `versus` are entity ids of the gazetteer (several joined by `;`), or a noun phrase of
    the text; `versus` is what the number is measured against (the rival, the whole, the earlier period).
    `metric` is an id of `metrics.csv`, `scope` the goods, segment or place within it; `period` is ISO 8601;
    `attribution` is who says so. `confidence` is the probability that subject, metric and versus are right, from 0
    (nothing known) to 1.
    `rule` names what found it; `restates` is the id of the figure that this one converts. `review` is what a person
    decided (`confirmed`, `corrected`, `added`; None: nobody has), `was` what the rules had read where it was corrected.

    Raises ValueError for a span that does not have the length of its text, or low above high.
    """

    source: str
    start: int
    end: int
    text: str
    kind: Kind
    low: float | None
    high: float | None
    unit: str
    approx: Approx
    rule: str
    date: str | None = None
    subject: str | None = None
    metric: str | None = None
    scope: str | None = None
    versus: str | None = None
    period: str | None = None
    modality: Modality = Modality.FACT
    attribution: str | None = None
    confidence: float = 0.0
    restates: str | None = None
    review: str | None = None
    was: str | None = None

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"{self.source}:{self.start}-{self.end} is not the span of {self.text!r}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.source}:{self.start}: {self.low} is above {self.high}")

    @property
    def id(self) -> str:
        return f"f-{slug(self.source)}-{self.start}"

    def card(self) -> tuple[str, Iterable[Property]]:
        return self.text, (
            ("value", interval(self.low, self.high, self.unit, self.approx)),
            ("date", self.date),
            ("kind", self.kind),
            ("subject", self.subject),
            ("metric", self.metric),
            ("scope", self.scope),
            ("versus", self.versus),
            ("period", self.period),
            ("modality", self.modality),
            ("attribution", self.attribution),
            ("place", f"{self.source}:{self.start}-{self.end}"),
            ("rule", self.rule),
            ("review", self.review),
            ("was", self.was),
            ("id", self.id),
        )


@dataclass(frozen=True, slots=True)
class Reference(Displayed):
    """A public fact with its own URL: one row of a table in `data/reference/`.

    `id` is unique over all tables. `period` is ISO 8601 or as the page words it; `published` is when the page
    appeared, empty where it does not say.
    """

    id: str
    table: str
    label_ko: str
    label_en: str
    low: float | None
    high: float | None
    unit: str
    url: str
    title: str = ""
    period: str = ""
    note: str = ""
    confidence: str = ""
    published: str = ""

    @property
    def publisher(self) -> str:
        """The site of the page, as a reader on paper can find it: its host without `www.`."""
        return urlsplit(self.url).netloc.removeprefix("www.")

    def card(self) -> tuple[str, Iterable[Property]]:
        return self.label_en, (
            ("value", interval(self.low, self.high, self.unit)),
            ("period", self.period),
            ("title", self.title),
            ("published", self.published),
            ("url", self.url),
            ("note", self.note),
            ("confidence", self.confidence),
            ("id", self.id),
        )


@dataclass(frozen=True, slots=True)
class Assumption(Displayed):
    """A notebook parameter taken as an interval, with the reason for it in both languages.

    `basis` are the ids of the references that the reason leans on.
    """

    id: str
    label_ko: str
    label_en: str
    low: float
    high: float
    unit: str
    reason_ko: str
    reason_en: str
    basis: tuple[str, ...] = ()

    def card(self) -> tuple[str, Iterable[Property]]:
        return self.label_en, (
            ("value", interval(self.low, self.high, self.unit)),
            ("reason", self.reason_en),
            ("basis", ", ".join(self.basis)),
            ("id", self.id),
        )
