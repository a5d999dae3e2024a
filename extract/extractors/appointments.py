"""Who is appointed to which body, and the seats that someone may fill.

Looks for text like::

    4.2. Udpegning til Kystrådet
    KKR Syddanmark kan udpege to politiske medlemmer og to suppleanter til rådet.
    Byrådet valgte Asta Holm (V) som formand og Jens Ravn (A) som næstformand for Havneudvalget.
    Havneudvalget består af følgende medlemmer:
    - Bodil Krag (formand), rektor ved Nyby Gymnasium
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from extract.document import Block, Document
from extract.fact import Appointment, Facts, Meeting
from extract.gazetteer import gazetteer
from extract.grammar.appointing import (
    AGENT,
    AGENT_AFTER_VERB,
    APPOINTS,
    FILLS,
    NOT_APPOINTED_AFTER,
    NOT_APPOINTED_BEFORE,
    ROLE_AFTER,
    ROLE_IN_SENTENCE,
    ROLE_LABEL,
    SINGULAR,
    find_seats,
    target,
    title_target,
)
from extract.grammar.body_names import find_body_names
from extract.grammar.member_lists import announced_body, announced_role, announces, list_entry, table_members
from extract.grammar.persons import PersonMatch, find_persons
from extract.outline import outline
from extract.sentences import Sentence, sentences

LAST_WORD = re.compile(r"\w+$")


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where sentences of appointments stand: the body that the item is about, and who meets."""

    body: str
    meeting: str


def extract(document: Document, facts: Facts) -> Iterator[Appointment]:
    """One Appointment for each person and role, or for each number of seats and who may fill them."""
    seen: set[tuple[object, ...]] = set()
    meeting = next((fact.body for fact in facts.of(Meeting)), "")
    for fact in _all(document, meeting):
        noun = LAST_WORD.search(fact.role)
        role = fact.role if fact.person or noun is None else noun.group()
        key = (
            fact.body.casefold().replace("et ", " "),
            fact.person,
            role.casefold(),
            fact.seats,
            fact.seats and fact.appointed_by,
        )
        if key not in seen:
            seen.add(key)
            yield fact


def _all(document: Document, meeting: str) -> Iterator[Appointment]:
    for sentence in sentences(document):
        scope = _Scope(_about(document, sentence.start), meeting)
        yield from _seats(document, sentence, scope)
        yield from _appointed(document, sentence, scope)
        yield from _labelled(document, sentence, scope)
        if sentence.end == sentence.block.end:
            yield from _listed(document, sentence, scope)
    yield from _in_tables(document, meeting)


def _about(document: Document, position: int) -> str:
    """The body that the title of the item or section around a position appoints to."""
    plan = outline(document)
    for section in (plan.section_at(position), plan.item_at(position)):
        if section is not None:
            body = title_target(section.title)
            if body:
                return body
    return ""


def _seats(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    text = sentence.text
    verbs = [verb.start() for verb in FILLS.finditer(text)]
    for seats in find_seats(text) if verbs else ():
        agent = AGENT.match(text, seats.end)
        before = [verb for verb in verbs if verb < seats.start]
        by = _named_at(text, agent.end()) if agent else _subject(text[: before[-1]]) if before else ""
        if not agent and not by and scope.body and re.search(r"\bder\b", text[: seats.start]):
            by = scope.meeting
        body = target(text, seats.end) or scope.body
        if by and body:
            yield Appointment(
                body=body,
                role=seats.role,
                appointed_by=by,
                seats=seats.count,
                evidence=document.evidence(sentence.start, sentence.end, "appointments/seats"),
            )


def _appointed(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    text = sentence.text
    verb = APPOINTS.search(text)
    if verb is None:
        return
    persons = [person for person in find_persons(text) if _is_appointed(text, person)]
    if not persons:
        return
    body = target(text, 0) or scope.body
    if not body:
        return
    by = _appointer(text, verb.start(), persons[0].start)
    for index, person in enumerate(persons):
        following = persons[index + 1].start if index + 1 < len(persons) else len(text)
        yield Appointment(
            body=body,
            person=person.name,
            role=_role(text, person, following) or _role_of_seats(document, sentence.start),
            party=person.party,
            appointed_by=by,
            evidence=document.evidence(sentence.start, sentence.end, "appointments/sentence"),
        )


def _appointer(text: str, verb: int, first: int) -> str:
    """Who appoints: before the verb ("KKR X udpegede", "Fra rådet er udpeget") or after "af"."""
    agent = AGENT_AFTER_VERB.search(text, verb)
    if agent:
        return _named_at(text, agent.end())
    return _subject(text[: min(verb, first)] if verb < first else "")


def _is_appointed(text: str, person: PersonMatch) -> bool:
    return not NOT_APPOINTED_BEFORE.search(text[: person.start]) and not NOT_APPOINTED_AFTER.match(
        text[max(person.after, person.end) :]
    )


def _role(text: str, person: PersonMatch, following: int) -> str:
    """The role printed behind a person, else the one that the sentence gives to all, in the singular."""
    after = ROLE_AFTER.match(text, max(person.after, person.end)) or ROLE_IN_SENTENCE.search(
        text, person.end, following
    )
    found = after or ROLE_IN_SENTENCE.search(text)
    return SINGULAR.get(found["role"], found["role"]) if found else ""


def _role_of_seats(document: Document, position: int) -> str:
    """What the seats of the item are called, in the singular: "to medlemmer" are filled with a "medlem" each."""
    item = outline(document).item_at(position)
    seats = next(find_seats(document.text[item.start : item.end]), None) if item else None
    noun = LAST_WORD.search(seats.role) if seats else None
    return SINGULAR.get(noun.group(), noun.group()) if noun else ""


def _listed(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    """The persons of a list that is announced as one of members."""
    announced = announces(sentence.text)
    body = announced_body(sentence.text, scope.body) if announced else ""
    if announced is None or not body or sentence.start < _head_end(document, scope):
        return
    role = announced_role(announced) or _role_of_seats(document, sentence.start)
    for block in _following(document, sentence.block):
        entry = list(list_entry(document.text[block.start : block.end], role))
        if not entry:
            return
        for person, own in entry:
            yield Appointment(
                body=body,
                person=person.name,
                role=own,
                party=person.party,
                evidence=document.evidence(block.start, block.end, "appointments/list"),
            )


def _head_end(document: Document, scope: _Scope) -> int:
    """Where the head of minutes ends: the members listed there are those who meet."""
    items = outline(document).items
    return items[0].start if scope.meeting and items else 0


def _labelled(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    """The persons of a line that begins with their office: "Stedfortræder: N N (A)", in an item about a body."""
    block = sentence.block
    text = document.text[block.start : block.end]
    label = ROLE_LABEL.match(text)
    if label is None or not label["colon"] or not scope.body or sentence.start != block.start:
        return
    for person in find_persons(text):
        yield Appointment(
            body=scope.body,
            person=person.name,
            role=label["role"].lower(),
            party=person.party,
            evidence=document.evidence(block.start, block.end, "appointments/label"),
        )


def _in_tables(document: Document, meeting: str) -> Iterator[Appointment]:
    """The persons of tables with columns for members and those who stand in for them."""
    for table in document.tables:
        before = next((block for block in reversed(document.blocks) if block.end <= table.start), None)
        heading = document.text[before.start : before.end] if before else ""
        announced = announces(heading)
        about = announced_body(heading, "") if announced else ""
        scope = _Scope(about or _about(document, table.start), meeting)
        if table.start < _head_end(document, scope):
            continue
        for member in table_members(table, scope.body, announced is not None):
            yield Appointment(
                body=member.body,
                person=member.person.name,
                role=member.role,
                party=member.person.party,
                evidence=document.cell_evidence([member.cell], table, "appointments/table"),
            )


def _following(document: Document, block: Block) -> Iterator[Block]:
    """The blocks of the list after a block: all of one kind."""
    rest = document.blocks[document.blocks.index(block) + 1 :]
    return takewhile(lambda other: other.kind == rest[0].kind, rest)


def _subject(text: str) -> str:
    """The body that stands last before the verb."""
    found = [(match.start, match.end) for match in gazetteer().find(text)] + [
        (name.start, name.end) for name in find_body_names(text)
    ]
    if not found:
        return ""
    start, end = max(found, key=lambda span: (span[1], span[1] - span[0]))
    return text[start:end]


def _named_at(text: str, start: int) -> str:
    spans = [(match.start, match.end) for match in gazetteer().find(text)] + [
        (name.start, name.end) for name in find_body_names(text)
    ]
    return next((text[first:last] for first, last in sorted(spans) if first == start), "")
