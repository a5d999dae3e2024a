"""Answers with their evidence as files: CSV and TSV of plain values, SPARQL results JSON and XML, an Excel sheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from kommunegraf.cells import cell
from kommunegraf.evidenced import EVIDENCE, Answer, Row
from kommunegraf.export.workbook import LONGEST, OPTIONS, WIDTHS
from kommunegraf.formats import RESULTS, Format

XLSX: Final = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
FORMATS: Final = (*RESULTS, XLSX)
MOST_LINKS: Final = 65_530
"""Links that Excel takes in one sheet; further ones are text."""
LONGEST_LINK: Final = 2079
NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(answer: Answer, name: str, title: str) -> bytes:
    """An answer in the format of this name; ``title`` is what the sheet of a workbook is called by its properties."""
    if name == XLSX.name:
        return _workbook(answer, title)
    return WRITERS[name](answer).encode()


def _csv(answer: Answer) -> str:
    return _plain(answer, "excel")


def _tsv(answer: Answer) -> str:
    return _plain(answer, "excel-tab")


def _plain(answer: Answer, dialect: str) -> str:
    output = io.StringIO()
    table = csv.writer(output, dialect)
    table.writerow(answer.columns)
    table.writerows([answer.text(row, column) for column in answer.columns] for row in answer.rows)
    return output.getvalue()


def _json(answer: Answer) -> str:
    whole = {"head": {"vars": answer.columns}, "results": {"bindings": answer.rows}}
    return json.dumps(whole, ensure_ascii=False)


def _xml(answer: Answer) -> str:
    variables = "".join(f"<variable name={quoteattr(column)}/>" for column in answer.columns)
    results = "".join(f"<result>{_bindings(answer, row)}</result>" for row in answer.rows)
    return (
        '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head>{variables}</head><results>{results}</results></sparql>"
    )


def _bindings(answer: Answer, row: Row) -> str:
    bound = (column for column in answer.columns if column in row)
    return "".join(f"<binding name={quoteattr(column)}>{_term(row[column])}</binding>" for column in bound)


def _term(term: Mapping[str, str]) -> str:
    value = escape(NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", term["value"]))
    if term["type"] != "literal":
        return f"<{term['type']}>{value}</{term['type']}>"
    kinds = (("xml:lang", term.get("xml:lang")), ("datatype", term.get("datatype")))
    return f"<literal{''.join(f' {name}={quoteattr(kind)}' for name, kind in kinds if kind)}>{value}</literal>"


WRITERS: Final[Mapping[str, Callable[[Answer], str]]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}


def _workbook(answer: Answer, title: str) -> bytes:
    """One sheet: numbers are numbers, everything else text, and only the evidence is a link."""
    import xlsxwriter

    output = io.BytesIO()
    with xlsxwriter.Workbook(output, OPTIONS) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        sheet, bold = book.add_worksheet("svar"), book.add_format({"bold": True})
        sheet.write_row(0, 0, answer.columns, bold)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(answer.columns):
            sheet.set_column(column, column, WIDTHS.get(name, 14))
        for number, row in enumerate(answer.rows, 1):
            for column, name in enumerate(answer.columns):
                if name in row:
                    _cell(sheet, number, column, name, row[name])
    return output.getvalue()


def _cell(sheet: Any, row: int, column: int, name: str, term: Mapping[str, str]) -> None:
    value, found = term["value"], cell(name, term)
    if isinstance(found, int | float) and not isinstance(found, bool):
        sheet.write_number(row, column, found)
    elif name == EVIDENCE and row <= MOST_LINKS and len(value) <= LONGEST_LINK:
        sheet.write_url(row, column, value)
    else:
        sheet.write_string(row, column, value[:LONGEST])
