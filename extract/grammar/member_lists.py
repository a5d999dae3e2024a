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
    PERSON_COLUMN,
    ROLE_AFTER,
    ROLE_LABEL,
    SINGULAR,
    STANDS_IN_AFTER,
    STANDS_IN_BEFORE,
    target,
)
from extract.grammar.body_names import find_body_names
from extract.grammar.persons import PersonMatch, find_persons
from extract.grammar.roles import ROLE

BULLET = re.compile(r"^\W*")
BEFORE_NAME = re.compile(rf"(?:(?:{ROLE}|[Ss]uppleant|[Ss]tedfortræder|[Oo]bservatør|[Pp]ersonlig stedfortræder):?\s)+")


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
    yield persons[0], label["role"].lower() if label else after["role"] if after else role
    for person in persons[1:]:
        stands_in = STANDS_IN_AFTER.match(text, person.after)
        if stands_in or STANDS_IN_BEFORE.search(text[: person.start]):
            yield person, stands_in["role"] if stands_in else "stedfortræder"


@dataclass(frozen=True, slots=True)
class TableMember:
    """A person in a cell of a table of members, with the office and the body."""

    cell: Cell
    person: PersonMatch
    role: str
    body: str


def table_members(table: Table, body: str, announced: bool) -> Iterator[TableMember]:
    """The members that a table lists: by columns named for offices, or by a column of names where it is announced."""
    head = [cell.text.strip(" :") for cell in table.rows[0]] if table.rows else []
    roles = {
        column: match["role"].lower() for column, text in enumerate(head) if (match := MEMBER_COLUMN.fullmatch(text))
    }
    if announced:
        roles |= {column: "medlem" for column, text in enumerate(head) if PERSON_COLUMN.fullmatch(text)}
    of = next((column for column, text in enumerate(head) if BODY_COLUMN.fullmatch(text)), None)
    for row in table.rows[1:]:
        named = body or (row[of].text if of is not None else "")
        for column, role in roles.items() if named else ():
            text = row[column].text
            for person in list(find_persons(text)) or list(find_persons(text, listed=True)):
                own = ROLE_AFTER.match(text, max(person.after, person.end))
                yield TableMember(row[column], person, own["role"] if own else role, named)
