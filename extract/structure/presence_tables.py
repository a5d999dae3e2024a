"""Tables of who was at a meeting: a person to a row, with a mark under "Til stede" or "Afbud", or a word for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Cell, Document, Table
from extract.grammar.presence import Status, listed

_NAMES = re.compile(
    r"(?:navn(?:e)?|medlem(?:mer)?|(?:møde)?deltagere?|repræsentant(?:er)?|borgmester|person(?:er)?)", re.I
)
_PRESENT = re.compile(r"(?:til ?stede|deltog|deltager|deltagelse|mødt|fremmødt|present)", re.I)
_ABSENT = re.compile(r"(?:afbud|forfald|fravær(?:ende)?|(?:ikke|ej) (?:til ?stede|mødt)|meldt afbud)", re.I)
_STATUS = re.compile(r"(?:status|fremmøde|til ?stede ?/ ?(?:afbud|fravær(?:ende)?))", re.I)
_STANDS_IN = re.compile(r"(?:personlig )?(?:stedfortræder|suppleant)(?:er)?", re.I)
_UNMARKED = re.compile(r"(?:|[-–/]|nej|0)", re.I)


@dataclass(frozen=True, slots=True)
class _Columns:
    names: int
    present: int | None
    absent: int | None
    status: int | None
    stands_in: int | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A person in a table of attendance, at ``text[start:end]`` of the document."""

    name: str
    start: int
    end: int
    status: Status


def presence_table(table: Table) -> bool:
    """Whether a table says who was at a meeting."""
    return _columns(table) is not None


def marked_presences(document: Document, table: Table) -> Iterator[Marked]:
    """Whom a table says to have been there or not, row by row.

    Rows that it looks for::

        Navn       | Kommune | Til stede | Afbud | Stedfortræder
        Asta Holm  | Nordby  | X         |       |
        Birk Lund  | Vestby  |           | X     | Signe Krag
    """
    columns = _columns(table)
    if columns is None:
        return
    for row in table.rows[1:]:
        status = _status(row, columns)
        if status:
            yield from _named(document, row[columns.names], status)
        if columns.stands_in is not None:
            yield from _named(document, row[columns.stands_in], "present")


def _columns(table: Table) -> _Columns | None:
    head = [cell.text.strip(" .:") for cell in table.rows[0]]

    def column(pattern: re.Pattern[str]) -> int | None:
        return next((place for place, text in enumerate(head) if pattern.fullmatch(text)), None)

    names = column(_NAMES)
    present, absent, status = column(_PRESENT), column(_ABSENT), column(_STATUS)
    if names is None or (present is None and absent is None and status is None) or names in (present, absent):
        return None
    return _Columns(names, present, absent, status, column(_STANDS_IN))


def _status(row: tuple[Cell, ...], columns: _Columns) -> Status | None:
    """What a row's marks say; where there is a column for one of the two alone, no mark says the other."""
    if columns.status is not None:
        said = row[columns.status].text.strip(" .")
        return "absent" if _ABSENT.match(said) else "present" if _PRESENT.match(said) else None
    there = columns.present is not None and not _UNMARKED.fullmatch(row[columns.present].text.strip())
    away = columns.absent is not None and not _UNMARKED.fullmatch(row[columns.absent].text.strip())
    if there or away:
        return "absent" if away else "present"
    return "absent" if columns.absent is None else "present" if columns.present is None else None


def _named(document: Document, cell: Cell, status: Status) -> Iterator[Marked]:
    for name, start, end, _ in listed(document.text[cell.start : cell.end]):
        yield Marked(name, cell.start + start, cell.start + end, status)
