"""Sheets of a workbook: heads in two languages that stay in sight, cells that are what they seem, links that arrive.

A text is a text whatever it begins with: it is written as a string, never as a formula. Characters that XML cannot
hold, or that reorder a line, are shown by their code points; a text too long for a cell is cut and says so.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from chipbrief.errors import BuildError
from chipbrief.language.labels import LANGUAGES
from chipbrief.language.number_format import locale
from chipbrief.sources.reference_tables import FORMULA

LONGEST = 32_767
"""UTF-16 units that a cell holds (Excel specifications and limits)."""
_LONGEST_LINK = 2_000  # Excel takes 2,079
_LINKS = 65_530  # that a sheet may have
_ROWS = 1_048_575  # besides the head
_CUT = " … (+{})"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MONEY = frozenset(("USD", "KRW", "CNY", "JPY", "EUR", "HKD", "TWD", "GBP"))
_FONT: dict[str, object] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_STYLES: dict[str, dict[str, object]] = {
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F", "text_wrap": True, "valign": "vcenter"},
    "text": {"align": "left", "indent": 1},
    "wrapped": {"align": "left", "indent": 1, "text_wrap": True},
    "link": {"align": "left", "indent": 1, "font_color": "#0B57A4", "underline": 1},
    "value": {},
    "kept": {"bg_color": "#EEEEEE"},
    "input": {"bg_color": "#FFF3B0", "border": 1, "border_color": "#B8860B"},
    "title": {"bold": True, "font_size": 16, "font_color": "#1F3A5F"},
    "strong": {"bold": True, "text_wrap": True},
}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address, a place of the workbook (`internal:`) or a file beside it (`external:`)."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a unit; with a formula it is what the formula makes now. `style` is one of the workbook's."""

    value: float | None
    unit: str = ""
    formula: str = ""
    style: str = "value"


Cell = str | float | Link | Number | None


@cache
def words() -> dict[str, Any]:
    """The sheets by name, each with its titles and columns, from `workbook.toml` beside this module."""
    sheets = tomllib.loads(Path(__file__).with_name("workbook.toml").read_text("utf-8"))
    for sheet in sheets.values():
        if "columns" in sheet:
            sheet["columns"] = dict(_columns(sheet["columns"]))
    return sheets


def _columns(written: Mapping[str, list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """The columns of a sheet, among them one of links to the brief in each language, named by its code."""
    for name, column in written.items():
        if name != "brief":
            yield name, column
            continue
        width, *notes = column
        for code in LANGUAGES:
            names = (locale(shown).languages.get(code, code) for shown in ("ko", "en"))
            yield code, [width, code, code, *(note.format(name) for note, name in zip(notes, names, strict=True))]


def safe(text: str) -> str:
    r"""The text with `U+0007` for each character that a workbook cannot hold or that reorders a line, on one line.

    >>> safe("=1+1\a\u202eB\ud800\n끝")
    '=1+1U+0007U+202EBU+D800 끝'
    """
    return text if text.isprintable() else "".join(map(_code_point, text.replace("\r\n", "\n")))


def fitting(text: str) -> str:
    """The text as long as a cell may be; what is cut off is counted at its end."""
    units = len(text.encode("utf-16-le")) // 2
    if units <= LONGEST:
        return text
    kept = LONGEST - len(_CUT.format(units))
    first = text.encode("utf-16-le")[: 2 * kept].decode("utf-16-le", "ignore")
    return first + _CUT.format(len(text) - len(first))


def form(unit: str, value: float | None, *, moving: bool = False) -> str:
    """The number format of a value in a unit: money by thousands, a per cent with its sign, decimals where it has any.

    A `moving` value may become one with decimals.

    >>> form("USD", 72652800000.0), form("%", 51.2), form("%", 0.34), form("%", 70), form("year", 2028), form("W", 7.5)
    ('#,##0', '0.0"%"', '0.00"%"', '0"%"', '0', '#,##0.00')
    """
    if unit in ("year", "seed"):
        return "0"
    if unit == "x":
        return '0.00"×"'
    whole = not moving and (value is None or float(value).is_integer())
    if unit in ("%", "%p"):
        places = "0" if whole else "0.00" if abs(value or 10) < 10 else "0.0"
        return f'{places}"{unit}"'
    if unit in _MONEY or whole:
        return "#,##0"
    return "0.0000" if value is not None and abs(value) < 1 else "#,##0.00"


def _code_point(sign: str) -> str:
    if sign.isspace():
        return " "
    strange = unicodedata.category(sign) in ("Cc", "Cs", "Cn") or sign in _BIDI
    return f"U+{ord(sign):04X}" if strange else sign


class Book:
    """A workbook in the making: its sheets and, each made once, its formats."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[str, str], Format] = {}
        self.late = workbook.add_format({"font_color": "#B00020", "bg_color": "#FBE3E4"})

    def format(self, style: str, number: str = "") -> Format:
        """The format of a style, with a number format."""
        if (style, number) not in self._formats:
            properties = _FONT | _STYLES[style] | ({"num_format": number} if number else {})
            self._formats[style, number] = self.workbook.add_format(properties)
        return self._formats[style, number]


class Sheet:
    """One sheet of `words()`: a head, and below it rows that are added one by one."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name, self.columns = book, name, words()[name]["columns"]
        self.sheet: Worksheet = book.workbook.add_worksheet(name)
        self._place = {key: position for position, key in enumerate(self.columns)}
        self._row = self._links = 0
        self._tall = words()[name].get("height", 0)
        self._head()

    def add(self, cells: Mapping[str, Cell]) -> None:
        """Write the next row. Raises KeyError for a column that the sheet has not, BuildError for a row too many."""
        self._row += 1
        if self._row > _ROWS:
            raise BuildError(f"figures.xlsx: {self.name}: more rows than a sheet holds; build of fewer documents")
        if self._tall:
            self.sheet.set_row(self._row, self._tall)
        for key, cell in cells.items():
            self._write(self._place[key], cell)

    def finish(self) -> None:
        """The filter, over what has been written."""
        self.sheet.autofilter(0, 0, max(self._row, 1), len(self.columns) - 1)

    def cell(self, row: int, column: str) -> str:
        """A cell of a row (the first below the head is 1) as a formula of any sheet names it."""
        return f"{self.name}!{xl_rowcol_to_cell(row, self._place[column], row_abs=True, col_abs=True)}"

    def span(self, column: str) -> str:
        """The column below the head, as a formula of any sheet names it."""
        letter = xl_col_to_name(self._place[column], col_abs=True)
        return f"{self.name}!{letter}$2:{letter}${max(self._row, 1) + 1}"

    def place(self, column: str) -> int:
        """The number of a column, the first is 0."""
        return self._place[column]

    def _head(self) -> None:
        sheet, head = self.sheet, self.book.format("head")
        for position, (width, ko, en, *notes) in enumerate(self.columns.values()):
            sheet.set_column(position, position, width)
            sheet.write_string(0, position, ko if ko == en else f"{ko}\n{en}", head)
            if notes:
                sheet.write_comment(0, position, "\n".join(notes), {"x_scale": 2, "author": "chipbrief"})
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P / &N")

    def _write(self, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            self._text(column, cell)
        elif isinstance(cell, Link):
            self._link(column, cell)
        elif isinstance(cell, Number):
            self._number(column, cell)
        else:
            self.sheet.write_number(self._row, column, cell, self.book.format("value"))

    def _text(self, column: int, text: str) -> None:
        shown = fitting(safe(text))
        kept = "@" if shown.startswith(tuple(FORMULA)) else ""  # so that it stays a text when somebody edits the cell
        self.sheet.write_string(self._row, column, shown, self.book.format("wrapped" if self._tall else "text", kept))

    def _link(self, column: int, link: Link) -> None:
        self._links += 1
        if len(link.target) > _LONGEST_LINK or self._links > _LINKS:
            self._text(column, link.text)
            return
        shown, format_ = fitting(safe(link.text)), self.book.format("link")
        self.sheet.write_url(self._row, column, link.target, format_, shown)

    def _number(self, column: int, number: Number) -> None:
        format_ = self.book.format(number.style, form(number.unit, number.value, moving=bool(number.formula)))
        if number.value is None:
            self.sheet.write_blank(self._row, column, None, format_)
        elif number.formula:
            self.sheet.write_formula(self._row, column, number.formula, format_, number.value)
        else:
            self.sheet.write_number(self._row, column, number.value, format_)
