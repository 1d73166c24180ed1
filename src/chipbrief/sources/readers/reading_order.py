"""Lines on a page in the order in which a person reads them: the whole width, then column by column.

The recursive cut at white bands (G. Nagy, S. Seth: Hierarchical representation of optically scanned documents,
ICPR 1984), which takes the longest stretch of a page that has a gutter as its columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

GUTTER = 0.8  # of the height of a line, the least width of white between columns
APART = 2.0  # of the height of a line, the white between cells of a table's row
LEAST = 3  # lines that a column has at least: fewer are a table's row, or words set apart
CELL = 8  # characters: a column whose lines are usually shorter is one of a table, which is read row by row
_BANDS = 200  # a page with more rows than this is read from top to bottom


@dataclass(frozen=True, slots=True)
class Line:
    """Text in a box, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


def ordered(pieces: Iterable[Line]) -> list[Line]:
    """The pieces as lines in reading order; pieces that stand side by side in a column become one line."""
    return _read(sorted(pieces, key=lambda piece: (-piece.top, piece.left)))


def _read(pieces: list[Line]) -> list[Line]:
    if len(pieces) < 2 * LEAST:
        return _rows(pieces)
    bands = _bands(pieces)
    found = _columned(bands) if len(bands) <= _BANDS else None
    if found is None:
        return _rows(pieces)
    first, last, edge = found
    middle = [piece for band in bands[first:last] for piece in band]
    return [
        *_rows([piece for band in bands[:first] for piece in band]),
        *_read([piece for piece in middle if piece.right <= edge]),
        *_read([piece for piece in middle if piece.right > edge]),
        *_read([piece for band in bands[last:] for piece in band]),
    ]


def _bands(pieces: list[Line]) -> list[list[Line]]:
    """Groups of pieces, from the top, between which white goes across."""
    bands: list[list[Line]] = []
    lowest = 0.0
    for piece in pieces:
        if bands and piece.top > lowest:
            bands[-1].append(piece)
            lowest = min(lowest, piece.bottom)
        else:
            bands.append([piece])
            lowest = piece.bottom
    return bands


def _columned(bands: list[list[Line]]) -> tuple[int, int, float] | None:
    """The longest run of bands with a gutter, the topmost of several: its ends and the gutter's left edge."""
    for length in range(len(bands), 0, -1):
        for first in range(len(bands) - length + 1):
            run = [piece for band in bands[first : first + length] for piece in band]
            if (edge := _gutter(run)) is not None:
                return first, first + length, edge
    return None


def _gutter(pieces: list[Line]) -> float | None:
    """Where the widest white between two columns begins, if there is one."""
    if len(pieces) < 2 * LEAST:
        return None
    height = sorted(piece.height for piece in pieces)[len(pieces) // 2]
    found: list[tuple[float, float]] = []
    reach = float("-inf")
    placed = sorted(pieces, key=lambda piece: piece.left)
    for rows, piece in enumerate(placed):
        if rows >= LEAST and len(pieces) - rows >= LEAST and piece.left - reach >= GUTTER * height:
            found.append((piece.left - reach, reach))
        reach = max(reach, piece.right)
    for _, edge in sorted(found, reverse=True)[:LEAST]:
        sides = [[len(p.text.strip()) for p in placed if (p.right <= edge) is left] for left in (True, False)]
        if all(median(side) >= CELL for side in sides):
            return edge
    return None


def _rows(pieces: list[Line]) -> list[Line]:
    """Pieces that share their height as one line, from left to right; commas and raised signs go with their line."""
    usual = sorted(piece.height for piece in pieces)[len(pieces) // 2] if pieces else 0.0
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.height < usual / 2, -(piece.top + piece.bottom))):
        small = piece.height < usual / 2
        near = rows if small else rows[-1:]
        row = max(near, key=lambda row: _overlap(piece, row[0]), default=None)
        if row and _overlap(piece, row[0]) > (-usual / 4 if small else min(piece.height, row[0].height) / 2):
            row.append(piece)
        else:
            rows.append([piece])
    lines = [_line(sorted(row, key=lambda piece: piece.left)) for row in rows]
    return sorted(lines, key=lambda line: -line.top)


def _overlap(first: Line, second: Line) -> float:
    """The height that two pieces share, below zero when they are apart."""
    return min(first.top, second.top) - max(first.bottom, second.bottom)


def _line(row: list[Line]) -> Line:
    text = row[0].text
    for left, right in pairwise(row):
        counted = left.text[-1:].isdigit() and right.text[:1].isdigit()  # two numbers rather than one in two parts
        apart = right.left - left.right > (0.05 if counted else 0.15) * right.height
        blank = "\t" if right.left - left.right > APART * right.height else " " if apart else ""
        text = (text.rstrip() if blank else text) + blank + (right.text.lstrip() if blank else right.text)
    return Line(row[0].left, min(p.bottom for p in row), max(p.right for p in row), max(p.top for p in row), text)
