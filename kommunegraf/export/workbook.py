"""An Excel workbook: one sheet for each named table, with a contents sheet in front that says what each one asks.

Numbers and whole dates are such in the cells; everything else is text, never a formula or a link. Rows are written as
they come (XlsxWriter's constant memory): in memory is one row, and on disk the workbook before it is packed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import IO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kommunegraf.export.selection import Selection
from kommunegraf.export.tables import Table, tables
from kommunegraf.releases.release import Release

DAY: Final = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
LONGEST: Final = 32_767
"""Characters that a cell may hold; a longer text is cut."""
ROWS: Final = 1_048_575
"""Rows that a sheet may hold below its head; a longer table goes on in a further sheet."""
WIDTHS: Final = {"quote": 60, "title": 50, "purpose": 50, "statement": 50, "what": 50, "document": 30}
OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write(release: Release, selection: Selection, output: IO[bytes]) -> None:
    """Writes the tables of a selection as a workbook."""
    with tables(release, selection) as found, xlsxwriter.Workbook(output, OPTIONS) as book:
        book.set_properties({"title": "Kommunegraf", "comments": release.name, "created": datetime(2000, 1, 1)})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        contents = book.add_worksheet("indhold")
        contents.set_column(0, 0, 20)
        contents.set_column(1, 2, 70)
        contents.write_row(0, 0, ["ark / sheet", "spørgsmål", "question", "rækker / rows"], bold)
        line = 0
        for table in found:
            rows = table.rows()
            more, part = True, 1
            while more:
                name = table.name if part == 1 else f"{table.name} {part}"
                number, more = _fill(_sheet(book, name, table, bold), table, rows, day)
                line, part = line + 1, part + 1
                contents.write_row(line, 0, [name, table.question.summary, table.question.summary_en, number])


def _sheet(book: xlsxwriter.Workbook, name: str, table: Table, bold: Format) -> Worksheet:
    """A new sheet with the columns of a table."""
    sheet = book.add_worksheet(name)
    for column, title in enumerate(table.columns):
        sheet.set_column(column, column, WIDTHS.get(title, 14))
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, table.columns, bold)
    return sheet


def _fill(sheet: Worksheet, table: Table, rows: Iterator[list[str]], day: Format) -> tuple[int, bool]:
    """Writes as many rows as a sheet holds; how many they are, and whether it is full."""
    number, types = 0, table.types
    for number, row in enumerate(islice(rows, ROWS), start=1):
        for column, (type_, text) in enumerate(zip(types, row, strict=True)):
            _cell(sheet, number, column, type_, text, day)
    return number, number == ROWS


def _cell(sheet: Worksheet, row: int, column: int, type_: str, text: str, day: Format) -> None:
    if not text:
        return
    if type_ != "string":
        sheet.write_number(row, column, float(text))
    elif DAY.fullmatch(text):
        sheet.write_datetime(row, column, date.fromisoformat(text), day)
    else:
        sheet.write_string(row, column, text[:LONGEST])
