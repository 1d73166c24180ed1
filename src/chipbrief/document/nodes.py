"""The brief as data: what the notebooks show and both renderings (HTML, PDF) are made from.

Every node is a frozen dataclass that becomes plain JSON, so a section travels inside the executed
notebook as `application/vnd.chipbrief+json` and neither rendering ever parses text as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import Any

MIMETYPE = "application/vnd.chipbrief+json"


@dataclass(frozen=True, slots=True)
class Text:
    """Words, without a digit. `mark` is "", "strong" or "em"; `language` is set where it is not the brief's."""

    text: str
    mark: str = ""
    language: str = ""
    type: str = "text"


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a stated date as the reader sees it, and the evidence entry that it comes from.

    `kind` is figure, estimate, reference, assumption or relation (which has words in place of a number); `time` is
    ISO 8601 where the number is a date; `name` is the entity's id where it is a name. `mark` as for Text.
    """

    text: str
    kind: str
    id: str
    time: str = ""
    mark: str = ""
    name: str = ""
    type: str = "number"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, with its entity's id. `mark` as for Text."""

    text: str
    id: str
    mark: str = ""
    type: str = "name"


@dataclass(frozen=True, slots=True)
class File:
    """A file name or a checksum; `name` is the file in `seeds/` or `reports/`."""

    text: str
    name: str
    type: str = "file"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a public page, `http://` or `https://`. `reference` is the entry that it belongs to, if any."""

    text: str
    url: str
    reference: str = ""
    type: str = "link"


Inline = Text | Number | Name | File | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 2 opens a section, 3 a part of it; `anchor` is unique in the brief."""

    content: list[Inline]
    anchor: str
    level: int = 2
    type: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`role` is "" or "lead", "note", "finding"."""

    content: list[Inline]
    role: str = ""
    type: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ordered ones are numbered by the renderer. `role` may be "findings"."""

    items: list[list[Inline]]
    ordered: bool = False
    role: str = ""
    type: str = "items"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its head (with its unit) and `text` or `number` alignment."""

    head: list[Inline]
    align: str = "text"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Moved:
    """An assumption that a reader moves: its ends as the brief has them, in per cent."""

    id: str
    label: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Result:
    """An estimate that follows the assumptions: its ends as built, and its formula as a tree.

    A tree is an id, a number, or a list of a sign (`+ − × ÷`, `range`, `round` to twelve digits) and trees.
    """

    id: str
    state: str
    label: str
    unit: str
    low: float
    high: float
    tree: object


@dataclass(frozen=True, slots=True)
class Calculator:
    """What the page computes by itself where a script runs: nothing is lost without it, and print has none.

    `fixed` are the ends of what a formula takes besides, by id; `words` the labels of its parts, `states` the
    states between which a reader chooses, with their labels.
    """

    moved: list[Moved]
    results: list[Result]
    fixed: dict[str, list[float]]
    words: dict[str, str]
    states: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of inlines; `name` is unique in the brief.

    `subtitle` tells measure, place and period, `source` is the line that names what the rows rest on.
    A `calculator` moves what the rows say.
    """

    name: str
    title: list[Inline]
    columns: list[Column]
    rows: list[list[list[Inline]]]
    notes: list[list[Inline]]
    subtitle: list[Inline] = field(default_factory=list)
    source: list[Inline] = field(default_factory=list)
    calculator: Calculator | None = None
    type: str = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: `svg` as text, its finding as `title`, a text alternative, its data as a table.

    `note` tells how to read it, `subtitle` and `source` are as of a Table. `alt` is plain text, with the numbers.
    """

    name: str
    title: list[Inline]
    svg: str
    alt: str
    note: list[Inline]
    data: Table
    subtitle: list[Inline] = field(default_factory=list)
    source: list[Inline] = field(default_factory=list)
    type: str = "chart"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a quotation. A repaired word has the stored text as `text` and its repair as `repair`.

    A run that is a figure carries the figure's id; `role` is subject, verb or object of the relation quoted.
    """

    text: str
    repair: str = ""
    figure: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """`[start, end)` of a source, verbatim: the runs' texts joined are exactly that slice.

    `role` is what the paragraph is in its article (headline, caption, chrome …), or empty.
    """

    source: str
    start: int
    end: int
    runs: list[Run]
    language: str = "ko"
    role: str = ""
    type: str = "quote"


@dataclass(frozen=True, slots=True)
class Article:
    """A source in full, by paragraph, with its figures and repaired words marked; only HTML shows it.

    `source` is its evidence entry (`s-…`), `facts` are labelled properties as of an Entry.
    """

    source: str
    title: list[Inline]
    anchor: str
    facts: list[tuple[str, list[Inline]]]
    paragraphs: list[Quote]
    type: str = "article"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the evidence: what a number is, and what it rests on.

    `kind` as for Number; `sort` is a figure's kind (money, count …), `source` for a source, else empty.
    `value` is the number as displayed (it links nowhere). `facts` are labelled properties. A figure has a
    `quote`; an estimate a `formula` over Numbers; a reference a `url`. `sources` and `entities` are
    what the entry is about or rests on: what a reader can filter by.
    """

    kind: str
    id: str
    value: str
    label: list[Inline]
    facts: list[tuple[str, list[Inline]]]
    formula: list[Inline]
    quote: Quote | None = None
    url: str = ""
    time: str = ""
    sort: str = ""
    sources: list[Number] = field(default_factory=list)
    entities: list[Name] = field(default_factory=list)
    type: str = "entry"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Entries under a heading of their own, e.g. the figures of one source."""

    title: list[Inline]
    anchor: str
    entries: list[Entry]
    type: str = "evidence"


Block = Heading | Paragraph | Items | Table | Chart | Quote | Evidence | Article


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief. `id` is the name of its template, or `evidence`, or `articles`."""

    id: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Front:
    """What the title page and the document's properties say. `date` is that of the newest source, ISO 8601.

    `dateline` is the line under the title.
    """

    language: str
    title: list[Inline]
    subtitle: list[Inline]
    dateline: list[Inline]
    date: str


def to_json(node: Section | Front | Block) -> dict[str, Any]:
    """The node as plain JSON data; each node names its `type`."""
    return asdict(node)


def numbers(node: object) -> Iterator[Number]:
    """Every Number below a node (or a list of nodes), in order of appearance."""
    if isinstance(node, Number):
        yield node
    elif isinstance(node, list | tuple):
        for part in node:
            yield from numbers(part)
    elif is_dataclass(node) and not isinstance(node, type):
        for slot in fields(node):
            yield from numbers(getattr(node, slot.name))
