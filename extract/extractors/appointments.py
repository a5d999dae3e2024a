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
from functools import cached_property
from itertools import takewhile

from extract.chosen import only_body, spoken_of
from extract.document import Block, Document
from extract.fact import Appointment, Facts, Meeting
from extract.grammar.appointers import appointer, chooser, chosen_within, named_at, subject
from extract.grammar.appointing import (
    AGENT,
    APPOINTING,
    APPOINTS,
    FILLING,
    FILLS,
    NOT_APPOINTED_AFTER,
    NOT_APPOINTED_BEFORE,
    ROLE_AFTER,
    ROLE_IN_SENTENCE,
    ROLE_LABEL,
    SINGULAR,
    WITH_STAND_IN,
    composed_body,
    find_seats,
    target,
    title_target,
)
from extract.grammar.becoming import find_becoming
from extract.grammar.body_names import find_body_names
from extract.grammar.marks import holds
from extract.grammar.member_lists import announced_body, announced_role, announces, list_entry, table_members
from extract.grammar.party_seats import find_party_seats
from extract.grammar.persons import PersonMatch, find_persons
from extract.grammar.roster_lines import body_heading
from extract.grammar.terms_of_office import in_office
from extract.outline import outline
from extract.rosters import rosters
from extract.sentences import Sentence, sentences

COMPOSED_WITHIN = 2500
"""How many characters before a sentence it may be told which body it appoints to."""
SITS = frozenset({"committee", "council", "commission"})
"""Kinds of bodies that "Her bliver N N formand" may speak of."""
MEMBER = "medlem"
LAST_WORD = re.compile(r"\w+$")


@dataclass(frozen=True)
class _Scope:
    """Where a sentence of appointments stands, and who meets; few ask, so what is told there is found when asked."""

    document: Document
    position: int
    meeting: str
    said: tuple[tuple[str, str], ...] = ()
    """Of each sentence before in the same paragraph: the body that it appoints to, or "", and its words."""
    named: str = ""
    """The body that a table says itself that it is about."""

    @cached_property
    def body(self) -> str:
        """The body that the item is about."""
        return self.named or _about(self.document, self.position)

    @cached_property
    def told(self) -> str:
        """The body that the sentences before appoint to or name last."""
        return next((told for body, words in reversed(self.said) if (told := body or _last_body(words))), "")


def extract(document: Document, facts: Facts) -> Iterator[Appointment]:
    """One Appointment for each person and role, or for each number of seats and who may fill them."""
    seen: set[tuple[object, ...]] = set()
    meeting = next((fact.body for fact in facts.of(Meeting)), "")
    for fact in _all(document, meeting):
        noun = LAST_WORD.search(fact.role)
        role = fact.role if fact.person or noun is None else noun.group()
        key = (
            fact.body.casefold().replace("et ", " ").removesuffix("et"),
            fact.person,
            role.casefold(),
            fact.seats,
            fact.seats and fact.appointed_by,
        )
        if key not in seen:
            seen.add(key)
            yield in_office(document, fact)


def _all(document: Document, meeting: str) -> Iterator[Appointment]:
    said: tuple[tuple[str, str], ...] = ()
    block = None
    for sentence in sentences(document):
        said, block = said if sentence.block is block else (), sentence.block
        scope = _Scope(document, sentence.start, meeting, said)
        seats = [*_seats(document, sentence, scope), *_seats_of_parties(document, sentence, scope)]
        chosen = list(_chosen(document, sentence, scope))
        named = {fact.person for fact in chosen}
        chosen += [fact for fact in _appointed(document, sentence, scope) if fact.person not in named]
        said += ((next((fact.body for fact in reversed(seats + chosen)), ""), sentence.text),)
        yield from seats + chosen
        yield from _labelled(document, sentence, scope)
        if sentence.end == sentence.block.end:
            yield from _listed(document, sentence, scope)
    yield from _in_tables(document, meeting)
    yield from _in_rosters(document, meeting)


def _about(document: Document, position: int) -> str:
    """The body that the title of the item or section around a position appoints to."""
    plan = outline(document)
    for section in (plan.section_at(position), plan.item_at(position)):
        if section is not None:
            body = title_target(section.title)
            if body:
                return body
    item = plan.item_at(position)
    return composed_body(document.text[max(item.start if item else 0, position - COMPOSED_WITHIN) : position])


def _seats(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    text = sentence.text
    verbs = [verb.start() for verb in FILLS.finditer(text)] if holds(text, FILLING) else []
    for seats in find_seats(text) if verbs else ():
        agent = AGENT.match(text, seats.end)
        before = [verb for verb in verbs if verb < seats.start]
        by = named_at(text, agent.end()) if agent else subject(text[: before[-1]]) if before else ""
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


def _seats_of_parties(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    """The seats of a body by the party that fills them: "Pladser i Havnerådet: V=3, A=1"."""
    found = list(find_party_seats(sentence.text))
    body = (_last_body(sentence.text) or scope.body) if found else ""
    for party, count in found if body else ():
        yield Appointment(
            body=body,
            role=MEMBER,
            appointed_by=party,
            seats=count,
            evidence=document.evidence(sentence.start, sentence.end, "appointments/party-seats"),
        )


def _last_body(text: str) -> str:
    """The last committee, council or commission that a sentence names, or ""."""
    named = [name for name in find_body_names(text) if name.kind in SITS]
    return text[named[-1].start : named[-1].end] if named else ""


def _chosen(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    """Those of whom the words beside the name say what they become; not the members listed in the head of minutes."""
    if sentence.start < _head_end(document, scope.meeting):
        return
    becoming = list(find_becoming(sentence.text))
    verb = APPOINTS.search(sentence.text) if becoming else None
    for found in becoming:
        said = found.body or spoken_of(document, sentence.start, sentence.start + found.end)
        told = said or scope.told or scope.body
        body = told or only_body(document, sentence.start)
        if body and (told or body.casefold() not in scope.meeting.casefold()):
            yield Appointment(
                body=body,
                person=found.person.name,
                role=found.role,
                party=found.person.party,
                appointed_by=chooser(sentence.text, verb, found.person.start) if verb else "",
                evidence=document.evidence(sentence.start, sentence.end, "appointments/chosen"),
            )


def _appointed(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    text = sentence.text
    verb = APPOINTS.search(text) if holds(text, APPOINTING) else None
    if verb is None:
        return
    persons = [person for person in find_persons(text) if _is_appointed(text, person)]
    if not persons:
        return
    by = appointer(text, verb.start(), persons[0].start)
    body = target(text, 0) or scope.body or chosen_within(text, by)
    if not body:
        return
    for index, person in enumerate(persons):
        following = persons[index + 1].start if index + 1 < len(persons) else len(text)
        yield Appointment(
            body=body,
            person=person.name,
            role=_role(text, person, following) or _role_of_seats(document, sentence.start) or MEMBER,
            party=person.party,
            appointed_by=by,
            evidence=document.evidence(sentence.start, sentence.end, "appointments/sentence"),
        )


def _is_appointed(text: str, person: PersonMatch) -> bool:
    return not NOT_APPOINTED_BEFORE.search(text[: person.start]) and not NOT_APPOINTED_AFTER.match(
        text[max(person.after, person.end) :]
    )


def _role(text: str, person: PersonMatch, following: int) -> str:
    """The role printed behind a person, else the one that the sentence gives to all, in the singular."""
    after = ROLE_AFTER.match(text, max(person.after, person.end)) or ROLE_IN_SENTENCE.search(
        text, person.end, following
    )
    found = after or (None if WITH_STAND_IN.search(text, person.end) else ROLE_IN_SENTENCE.search(text))
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
    if announced is None or not body or sentence.start < _head_end(document, scope.meeting):
        return
    role = announced_role(announced) or _role_of_seats(document, sentence.start) or MEMBER
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


def _head_end(document: Document, meeting: str) -> int:
    """Where the head of minutes ends: the members listed there are those who meet."""
    items = outline(document).items
    return items[0].start if meeting and items else 0


def _labelled(document: Document, sentence: Sentence, scope: _Scope) -> Iterator[Appointment]:
    """The persons of a line that begins with their office: "Stedfortræder: N N (A)", in an item about a body."""
    block = sentence.block
    if sentence.start != block.start:
        return
    text = document.text[block.start : block.end]
    label = ROLE_LABEL.match(text)
    if label is None or not label["colon"] or not scope.body:
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
        about = announced_body(heading, "") if announced else body_heading(heading)
        scope = _Scope(document, table.start, meeting, named=about)
        if table.start < _head_end(document, meeting):
            continue
        for member in table_members(table, scope.body, announced is not None):
            yield Appointment(
                body=member.body,
                person=member.name,
                role=member.role,
                party=member.party if member.name else "",
                appointed_by="" if member.name else member.party,
                seats=None if member.name else 1,
                evidence=document.cell_evidence([member.cell], table, "appointments/table"),
            )


def _in_rosters(document: Document, meeting: str) -> Iterator[Appointment]:
    """The persons below the name of their body; those below the name of who meets are at the meeting."""
    head = _head_end(document, meeting)
    for roster in rosters(document):
        if roster.lines[0][0].start < head or (meeting and roster.body.casefold() in meeting.casefold()):
            continue
        for block, line, role in roster.lines:
            yield Appointment(
                body=roster.body,
                person=line.person.name,
                role=role,
                party=line.person.party,
                evidence=document.evidence(block.start, block.end, "appointments/roster"),
            )


def _following(document: Document, block: Block) -> Iterator[Block]:
    """The blocks of the list after a block: all of one kind."""
    rest = document.blocks[document.place_of(block) + 1 :]
    return takewhile(lambda other: other.kind == rest[0].kind, rest)
