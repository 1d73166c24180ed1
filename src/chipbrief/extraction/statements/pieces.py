"""Sentences that a text has only in pieces, put together: the cells of a table, and a number before what it is.

A cell of a table (columns parted by `|` or tabs) is read as the sentence that it is short for: the row `공정 | 7nm`
below `항목 | H20` says H20의 공정은 7nm이다. So is a number whose sentence comes after it: 35%. 인도의 수출 증가율이다.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import metric_words
from chipbrief.extraction.statements.clauses import Line
from chipbrief.model import Kind

Span = tuple[int, int]
_ROW = re.compile(r"[^\n|\t]{0,80}(?:[|\t][^\n|\t]{0,80}){1,30}")
_TABLE = re.compile(rf"^(?:{_ROW.pattern}(?:\n|\Z)){{2,200}}", re.MULTILINE)
_RULE = re.compile(r"[-:=+|\s]*")  # the line under the head of a Markdown table
_CELL = re.compile(r"[^|\t]+")
_GLOSS = re.compile(r"[(（\[].*")  # 매출(억 달러): what the unit is, told once
_SENTENCE_END = re.compile(r"[다요][.\"”’]?\s*$")
_IS = re.compile(r"(?:이었다|였다|이다|다)[.!]?\s*$")
_FRAGMENT = re.compile(r"[\d%%가-힣)）][.!]?\s*$")
_CHANGE = frozenset({"growth", "decline"})
_NOTHING = -1  # the origin of what a text only implies


class Table(NamedTuple):
    """The rows of a table at a span, each as the spans of its cells; the first row is its head."""

    span: Span
    rows: tuple[tuple[Span, ...], ...]


def tables(text: str) -> list[Table]:
    """The tables of a text, in order: two rows or more of as many cells, each parted by `|` or a tab."""
    if "|" not in text and "\t" not in text:
        return []
    found = []
    for match in _TABLE.finditer(text):
        rows, start = [], match.start()
        for row in match[0].splitlines(keepends=True):
            if not _RULE.fullmatch(row):
                rows.append(tuple(_cells(text, start, start + len(row.rstrip("\n")))))
            start += len(row)
        if len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            found.append(Table(match.span(), tuple(rows)))
    return found


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells of a row, without the blanks and the bars at its edges."""
    while start < end and text[start] in "| ":
        start += 1
    while start < end and text[end - 1] in "| ":
        end -= 1
    for match in _CELL.finditer(text, start, end):
        cell = match[0]
        yield match.start() + len(cell) - len(cell.lstrip()), match.end() - len(cell) + len(cell.rstrip())


def cells(text: str, table: Table, found: Sequence[Quantity], named: Sequence[Mention]) -> Iterator[tuple[Line, int]]:
    """The figures of a table's cells, each as the line that its cell is short for and its index in that line."""
    head, caption = table.rows[0], _caption(text, table.span[0])
    by_column = _worded(text, head[1:]) > _worded(text, [row[0] for row in table.rows[1:]])
    for row in table.rows[1:]:
        for column, cell in zip(head[1:], row[1:], strict=True):
            own = [q for q in found if cell[0] <= q.start < cell[1] and q.kind not in (Kind.DATE, Kind.TIME)]
            measure, other = (column, row[0]) if by_column else (row[0], column)
            measures = [*_level(text, head, column), measure] if by_column else [measure]
            line = _cell(text, measures, (other, caption, cell), found, named) if own else None
            for index, figure in enumerate(line.figures) if line else ():
                if line and any(line.origin[figure.start] == q.start for q in own):
                    yield line, index


def _level(text: str, head: Sequence[Span], column: Span) -> list[Span]:
    """Of a column of changes, the column of levels before it: 수출액 | 증가율."""
    if not _CHANGE.issuperset(metric_words.named(text[slice(*column)])):
        return []
    return [one for one in head[: head.index(column)] if metric_words.named(text[slice(*one)])][-1:]


def _worded(text: str, spans: Sequence[Span]) -> int:
    """How many cells name a metric."""
    return sum(metric_words.worded(text[start:end]) for start, end in spans)


def _caption(text: str, start: int) -> Span | None:
    """The line above a table, unless it is a sentence."""
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    line = text[above:start].rstrip("\n")
    return (above, above + len(line)) if line.strip() and not _SENTENCE_END.search(line) else None


def _cell(
    text: str,
    measures: list[Span],
    parts: tuple[Span, Span | None, Span],
    found: Sequence[Quantity],
    named: Sequence[Mention],
) -> Line:
    """`H20의 지난해 매출은 7억 달러이다`: whose it is, when, what it is, and how much."""
    other, caption, cell = parts
    measure = measures[-1]
    dated = any(q.kind is Kind.DATE and other[0] <= q.start < other[1] for q in found)
    worded = metric_words.worded(text[slice(*measure)])
    said: list[Span | str] = []
    if dated:
        owner = caption if worded else measure
        said += [owner, "의 "] if owner else []
        said += [other, " "]
        measure = measure if worded else (caption or measure)
    else:
        said += [_bare(text, other), "의 "]
        named = [*named, *_common(text, _bare(text, other), named)]
        said += [caption, " "] if caption and not worded else []
    said += [part for one in measures[:-1] for part in (_bare(text, one), " ")]
    return compose(text, [*said, _bare(text, measure), "은 ", cell, "이다."], found, named)


def _bare(text: str, span: Span) -> Span:
    """A cell without the unit in its brackets."""
    gloss = _GLOSS.search(text, *span)
    return (span[0], gloss.start()) if gloss and gloss.start() > span[0] else span


def _common(text: str, cell: Span, named: Sequence[Mention]) -> Iterator[Mention]:
    """A name that is a common word too and stands alone in a cell: 인도."""
    if not any(cell[0] <= m.start < cell[1] for m in named):
        for row in gazetteer.gazetteer().rows.values():
            if f"?{text[slice(*cell)]}" in row["aliases"].split("|"):
                yield Mention(*cell, row["id"])


def turned(text: str, spans: tuple[Span, Span], found: Sequence[Quantity], named: Sequence[Mention]) -> Line | None:
    """A number and the sentence after it that says what it is, as one line: 35%. 인도의 수출 증가율이다."""
    (start, end), (first, last) = spans
    figure = next((q for q in reversed(found) if start <= q.start < end and q.kind is not Kind.DATE), None)
    copula = _IS.search(text, first, last)
    if figure is None or copula is None or any(first <= q.start < last and q.kind is not Kind.DATE for q in found):
        return None
    rest = text[figure.end : end].strip(" .!\"'”’")
    if rest and not patterns.pattern("(?:<hedge after>|<about>)").fullmatch(rest):
        return None
    ending = copula.start()
    if not (metric_words.worded(text[first:last]) or patterns.pattern("<part word>$").search(text, first, ending)):
        return None
    return compose(text, [(first, ending), "은 ", (start, figure.end), "이다."], found, named)


def compose(text: str, said: Sequence[Span | str], found: Sequence[Quantity], named: Sequence[Mention]) -> Line:
    """A line of stretches of a text and of the words between them that it leaves out."""
    shown, origin = "", list[int]()
    figures, mentions = list[Quantity](), list[Mention]()
    for part in said:
        if isinstance(part, str):
            shown, origin = shown + part, [*origin, *[_NOTHING] * len(part)]
            continue
        moved = len(shown) - part[0]
        figures += [
            q._replace(start=q.start + moved, end=q.end + moved)
            for q in found
            if part[0] <= q.start and q.end <= part[1]
        ]
        mentions += [
            Mention(m.start + moved, m.end + moved, m.id) for m in named if part[0] <= m.start and m.end <= part[1]
        ]
        shown, origin = shown + text[slice(*part)], [*origin, *range(*part)]
    return Line(shown, origin, figures, mentions)
