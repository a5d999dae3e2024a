"""Lists and tables of the members of a body: what announces them, and who stands in an entry with which office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Cell, Table
from extract.grammar.appointing import (
    BODY_COLUMN,
    HEADS_LIST,
    LIST_OF,
    MEMBER_COLUMN,
    OWNED_BOARD,
    PARTY_COLUMN,
    PERSON_COLUMN,
    ROLE_AFTER,
    ROLE_COLUMN,
    ROLE_LABEL,
    SINGULAR,
    STANDS_IN_AFTER,
    STANDS_IN_BEFORE,
    VACANT,
    target,
)
from extract.grammar.body_names import find_body_names
from extract.grammar.persons import PARTIES, PersonMatch, find_persons
from extract.grammar.roles import OFFICE_IN_BODY, ROLE
from extract.grammar.roster_lines import roster_line

OFFICE = re.compile(OFFICE_IN_BODY)
BULLET = re.compile(r"^\W*")
BEFORE_NAME = re.compile(
    rf"(?:(?:{ROLE}|[Ss]uppleant|[Ss]tedfortræder|[Oo]bservatør|[Pp]ersonlig stedfortræder)[:,]?\s)+"
)


def announces(text: str) -> re.Match[str] | None:
    """Where a sentence or heading announces a list of members: "Rådet består af:", "Medlemmer af Havnerådet"."""
    return LIST_OF.search(text) or HEADS_LIST.fullmatch(text.strip())


def announced_body(text: str, otherwise: str) -> str:
    """The body whose members a sentence or heading announces."""
    named = target(text, 0)
    owned = OWNED_BOARD.search(text)
    first = next(find_body_names(text), None)
    return named or (owned.group() if owned else text[first.start : first.end] if first else otherwise)


def announced_role(announced: re.Match[str]) -> str:
    """The office of those announced, in the singular, or ""."""
    word = announced["role"].lower()
    return SINGULAR.get(word, word if word in SINGULAR.values() else "")


def list_entry(text: str, role: str) -> Iterator[tuple[PersonMatch, str]]:
    """The person whom an entry begins with, and those who stand in for the first, each with the office.

    Lines it looks for::

        - Formand: Asta Holm (V), Nordby
        - Birk Lund (A), stedfortræder: Yrsa Bæk (A)
    """
    persons = list(find_persons(text)) or list(find_persons(text, listed=True))
    bullet = BULLET.match(text)
    if not persons or bullet is None:
        return
    before = text[bullet.end() : persons[0].start]
    if before and not BEFORE_NAME.fullmatch(before):
        return
    label = ROLE_LABEL.match(text)
    after = ROLE_AFTER.match(text, max(persons[0].after, persons[0].end))
    own = roster_line(text)
    printed = label["role"].lower() if label else after["role"] if after else own.role if own else ""
    yield persons[0], printed or role
    for person in persons[1:]:
        stands_in = STANDS_IN_AFTER.match(text, person.after)
        if stands_in or STANDS_IN_BEFORE.search(text[: person.start]):
            yield person, stands_in["role"] if stands_in else "stedfortræder"


@dataclass(frozen=True, slots=True)
class TableMember:
    """A person in a cell of a table of members, with the office and the body; ``name`` is "" where a seat is vacant."""

    cell: Cell
    name: str
    role: str
    party: str
    body: str


def table_members(table: Table, body: str, announced: bool) -> Iterator[TableMember]:
    """The members that a table lists: by columns named for offices, or by names that a column of offices stands beside.

    Rows it looks for::

        Navn        Parti  Kommune  Medlem/stedfortræder
        Asta Holm   V      Nordby   Medlem
        Vakant      A      Kystby   Stedfortræder
    """
    head = [cell.text.strip(" :") for cell in table.rows[0]] if table.rows else []
    roles = {
        column: match["role"].lower() for column, text in enumerate(head) if (match := MEMBER_COLUMN.fullmatch(text))
    }
    printed = _column(head, ROLE_COLUMN)
    if announced or printed is not None:
        roles |= {column: "medlem" for column, text in enumerate(head) if PERSON_COLUMN.fullmatch(text)}
    of, party = _column(head, BODY_COLUMN), _column(head, PARTY_COLUMN)
    for row in table.rows[1:]:
        named = body or (row[of].text if of is not None else "")
        office = OFFICE.match(row[printed].text) if printed is not None else None
        letter = row[party].text.strip("() ") if party is not None else ""
        letter = PARTIES.get(letter, letter)
        for column, role in roles.items() if named else ():
            own = office.group().lower() if office else role
            yield from _of_cell(row[column], own, letter, named)


def _column(head: list[str], named: re.Pattern[str]) -> int | None:
    return next((column for column, text in enumerate(head) if named.fullmatch(text)), None)


def _of_cell(cell: Cell, role: str, party: str, body: str) -> Iterator[TableMember]:
    if VACANT.fullmatch(cell.text) and party:
        yield TableMember(cell, "", role, party, body)
    for person in list(find_persons(cell.text)) or list(find_persons(cell.text, listed=True)):
        own = ROLE_AFTER.match(cell.text, max(person.after, person.end))
        yield TableMember(cell, person.name, own["role"] if own else role, person.party or party, body)
