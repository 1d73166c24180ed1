"""The first sheet of the workbook: what it holds, and how to read and to use it, in two languages."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from chipbrief.export.workbook.sheets import Book, Sheet, words

CHANGED = "changed_assumptions"
"""The workbook's name for how many ends of assumptions differ from the brief's."""


def guide(book: Book, sheet: Worksheet, sheets: Mapping[str, Sheet]) -> None:
    """Fill the first sheet: the title, how to read, the number of changed assumptions, and a line for each sheet."""
    guide_words = words()["guide"]
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 2, 62)
    title, text = book.format("title"), book.format("wrapped")
    for column, words_ in enumerate(guide_words["title"], start=1):
        sheet.write_string(0, column, words_, title)
    row = 2
    for line in guide_words["lines"]:
        sheet.set_row(row, 44)
        sheet.write_blank(row, 0, None, book.format(line["style"]))
        for column, words_ in enumerate((line["ko"], line["en"]), start=1):
            sheet.write_string(row, column, words_, text)
        row += 1
    assumptions = sheets["assumptions"]
    differ = (f"{assumptions.span(end)}<>{assumptions.span(f'built_{end}')}" for end in ("low", "high"))
    changed = "+".join(f"SUMPRODUCT(--({ends}))" for ends in differ)
    sheet.write_formula(row, 0, f"={changed}", book.format("strong"), 0)
    book.workbook.define_name(CHANGED, f"=guide!$A${row + 1}")
    for column, words_ in enumerate(guide_words["changed"], start=1):
        sheet.write_string(row, column, words_, book.format("strong"))
    row += 2
    for name in sheets:
        sheet.set_row(row, 30)
        sheet.write_url(row, 0, f"internal:{name}!A1", book.format("link"), name)
        for column, language in enumerate(("ko", "en"), start=1):
            sheet.write_string(row, column, words()[name][language], text)
        row += 1
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.activate()
