"""The workbook is opened by openpyxl: a sheet for each table, with cells of the right kind."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import openpyxl
import pytest

from kommunegraf.export import workbook
from kommunegraf.export.selection import Selection
from kommunegraf.export.tables import tables
from kommunegraf.queries import question, questions
from kommunegraf.releases.release import Release


def test_a_sheet_for_each_table(exported, release: Release) -> None:
    """The contents name every table; each sheet holds the columns and as many rows as the question gives."""
    book = openpyxl.load_workbook(exported("xlsx"))
    tables = [found.name for found in questions() if found.is_table]
    assert tables == book.sheetnames[1:]
    assert tables == [row[0].value for row in list(book.worksheets[0].rows)[1:]]
    for name in tables:
        answer = release.store().rows(question(name).text)
        assert list(answer.columns) == [cell.value for cell in next(book[name].rows)]
        assert len(answer.rows) == book[name].max_row - 1


def test_cells_are_of_their_kind(exported) -> None:
    """Sums are numbers, codes stay text, days are dates, and text is never a formula."""
    book = openpyxl.load_workbook(exported("xlsx"))
    shares = {row[2].value: row for row in list(book["allocations"].rows)[1:]}
    assert ("0621", 3000000, 20) == tuple(cell.value for cell in shares["Kolding"][3:6])
    meeting = list(book["meetings"].rows)[1]
    assert datetime(2031, 3, 14) == meeting[2].value
    assert {"f"}.isdisjoint(cell.data_type for sheet in book for row in sheet.rows for cell in row)


def test_selected(exported) -> None:
    """A kind chooses its tables, a body the rows of its documents."""
    assert ["funding"] == openpyxl.load_workbook(exported("xlsx", kinds=("Funding",))).sheetnames[1:]
    sheet = openpyxl.load_workbook(exported("xlsx", body="Kolding Kommune"))["documents"]
    assert ["budget-kolding-2032"] == [row[0].value for row in list(sheet.rows)[1:]]


def test_the_contents_say_how_many_rows(exported, release: Release) -> None:
    """The last column of the contents is the number of rows of each sheet."""
    contents = list(openpyxl.load_workbook(exported("xlsx")).worksheets[0].rows)[1:]
    answer = release.store().query(question("allocations").text).write("csv").decode()
    wanted = len(list(csv.reader(io.StringIO(answer)))) - 1
    assert wanted == next(row[3].value for row in contents if row[0].value == "allocations")


def test_a_long_table_goes_on_in_a_further_sheet(exported, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a table has more rows than a sheet holds, none is lost."""
    whole = [row[1].value for row in list(openpyxl.load_workbook(exported("xlsx"))["attendance"].rows)[1:]]
    monkeypatch.setattr(workbook, "ROWS", len(whole) - 1)
    book = openpyxl.load_workbook(exported("xlsx", kinds=("Attendance",)))
    assert ["indhold", "attendance", "attendance 2"] == book.sheetnames
    parts = [row[1].value for name in book.sheetnames[1:] for row in list(book[name].rows)[1:]]
    assert whole == parts


def test_each_document_is_asked_by_itself(release: Release) -> None:
    """The rows of a table are those that the whole store answers, with documents in the same order."""
    with tables(release, Selection()) as found:
        for table in found:
            answer = release.store().query(table.question.text).write("csv").decode()
            columns, *wanted = csv.reader(io.StringIO(answer, newline=""))
            rows = list(table.rows())
            assert columns == list(table.columns)
            assert sorted(wanted) == sorted(rows)
            assert [row[0] for row in wanted] == [row[0] for row in rows]
