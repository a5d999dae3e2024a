"""The persons named with an office or a job.

Looks for text like::

    Havneminister Asta Holm siger:
    Kontorchef Jens Ravn, Nyborg Kommune, og Bodil Krag, leder af Havnetilsynet, deltager.
    - Birk Lund (formand), rektor ved Nyby Gymnasium
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extract.document import Block, Document
from extract.fact import Appointment, Facts, Meeting, PersonInRole
from extract.gazetteer import gazetteer
from extract.grammar.body_names import find_body_names
from extract.grammar.offices import RoleMatch, find_roles
from extract.grammar.persons import find_persons
from extract.grammar.private_persons import is_private
from extract.grammar.roles import CHAIR, ROLE
from extract.outline import outline
from extract.sentences import split

CHAIRED = frozenset({"committee", "council", "commission", "kkr"})
"""Kinds of bodies that have a chair."""
COMMITTEE_ROLE = re.compile(
    r"(?:1\. |2\. )?(?:næst|vice)?(?:formand|forperson)|medlem|suppleant|stedfortræder|observatør", re.IGNORECASE
)
PLAIN_MEMBER = re.compile(r"medlem|suppleant|stedfortræder|observatør|repræsentant|")
AFTER_BRACKET = re.compile(
    rf"\s\([^()]*\), (?P<role>{ROLE}(?:\si\s[a-zæøå]+)?)(?:\s(?:ved|hos|i|for|af)\s(?P<org>[^,;:]+))?:?$"
)
MEMBER_OF = re.compile(r"\bmedlem(?:mer)? (?:af|i) (?:[A-ZÆØÅ]\S+ ){0,3}$")
EMPLOYER = re.compile(r"\sfra\s(?P<org>[A-ZÆØÅ][\w&’'-]+(?:\s(?:&\s)?[A-ZÆØÅ][\w’'-]*){0,3})(?=[\s,.;)]|$)")
"""A firm that is known from nothing but the one who comes from it: "rådgiver Asta Holm fra Havnvidt"."""
ELECTED = re.compile(r"(?i:borgmester|minister|medlem|formand|forperson|ordfører|kandidat|rådmand|præsident)")
BESIDE = re.compile(r",\s|\s(?:fra|i|ved|hos)\s")
LABEL = re.compile(r"\W*(?P<org>[A-ZÆØÅ][^:.]{2,60}): ")
TITLE_COLUMN = re.compile(r"(?:titel|stilling|jobtitel|funktion|rolle|hverv|post)(?:sbetegnelse)?", re.IGNORECASE)
EMPLOYER_COLUMN = re.compile(
    r"(?:organisation|kommune|region|virksomhed|institution|arbejdssted|arbejdsplads|myndighed|repræsenterer|forening)",
    re.IGNORECASE,
)
SIGNATURE = re.compile(rf"(?P<role>{ROLE})(?:(?:,|\s(?:for|i|ved|hos|af))\s(?P<org>[A-ZÆØÅ][^,.;]{{1,60}}))?")
JOB = re.compile(rf", (?P<role>{ROLE}|(?:senior)?partner|stifter|ejer)")


def extract(document: Document, facts: Facts) -> Iterator[PersonInRole]:
    """One PersonInRole for each person, office and organisation, in the order of the text."""
    seen: set[tuple[str, ...]] = set()
    appointed = facts.of(Appointment)
    items = outline(document).items
    head = items[0].start if items else 0
    meeting = next((fact.body for fact in facts.of(Meeting)), "")
    everyone = sorted(_all(document, appointed), key=lambda fact: fact.evidence.start)
    placed = {(fact.person, fact.role.casefold()) for fact in everyone if fact.organisation}
    for found in everyone:
        # in the head of minutes a chair is that of the meeting; what follows is where the chair comes from
        chairs = found.evidence.start < head and CHAIR.fullmatch(found.role) and not _said_of(found)
        fact = replace(found, organisation=meeting) if chairs else found
        key = (fact.person.casefold(), fact.role.casefold(), fact.organisation.casefold())
        said_fully = not fact.organisation and (fact.person, fact.role.casefold()) in placed
        if key not in seen and not said_fully:
            seen.add(key)
            yield fact


def _said_of(found: PersonInRole) -> bool:
    """Whether the words say which body someone chairs: "Asta Holm, formand for Havneudvalget"."""
    words = re.escape(found.role) + r"(?:en)?\s(?:for|i|af)\s(?:\w+\s)?" + re.escape(found.organisation)
    return bool(found.organisation) and re.search(words, found.evidence.quote) is not None


def _all(document: Document, appointed: list[Appointment]) -> Iterator[PersonInRole]:
    members = {(fact.person, _office(fact.role)) for fact in appointed if fact.person}
    seated = {name for name, _ in members}
    employed: set[str] = set()
    for block in document.blocks:
        if block.kind == "row":
            continue
        for role in _in_block(document, block):
            text = document.text[block.start : block.end]
            guessed = role.organisation not in text[role.start : role.end]
            if (role.name, _office(role.role)) in members and (guessed or not role.organisation):
                continue
            if role.name not in seated and is_private(text, role.start, role.role, role.organisation):
                continue
            employed.add(role.name)
            yield _in_role(document, block, role)
    yield from _signatures(document)
    for fact in _in_tables(document):
        employed.add(fact.person)
        yield fact
    yield from _of_committees(appointed, employed)


def _in_block(document: Document, block: Block) -> Iterator[RoleMatch]:
    """The roles of a block, of a list with a person to a line those of each line: an office goes with its own line."""
    lines = [(line.start, document.text[line.start : line.end]) for line in block.lines]
    named = [next(find_persons(text, listed=True), None) for _, text in lines[1:]]
    if not named or not all(person is not None and person.start == 0 for person in named):
        yield from _roles(document.text[block.start : block.end])
        return
    for start, text in lines:
        shift = start - block.start
        for role in _roles(text):
            yield replace(role, start=role.start + shift, end=role.end + shift)


def _office(role: str) -> str:
    return role.casefold().replace("næsteformand", "næstformand")


def _roles(text: str) -> Iterator[RoleMatch]:
    """The roles of a block, each with the organisation that the words around it give."""
    taken = 0
    label = LABEL.match(text)
    owner = label["org"] if label and (label.start("org"), label.end("org")) in _bodies(text) else ""
    told: list[RoleMatch] = []
    for role in find_roles(text):
        told.append(role)
        if role.start >= taken or role.end == taken or role.organisation:
            taken = max(taken, role.end)
            found = _with_organisation(text, role)
            yield found if found.organisation else replace(found, organisation=owner)
    for person in find_persons(text):
        job = AFTER_BRACKET.match(text, person.end)
        if job and not any(role.name == person.name and role.role.startswith(job["role"]) for role in told):
            organisation = (job["org"] or "").rstrip(" .")
            yield RoleMatch(person.start, job.end(), person.name, person.party, job["role"], organisation)


def _with_organisation(text: str, role: RoleMatch) -> RoleMatch:
    """The role with the body named right after it ("kontorchef N N, X Kommune"); a chair's is the body chaired."""
    if role.organisation:
        return role
    if CHAIR.fullmatch(role.role):
        chaired = _chaired(text, role)
        return replace(role, organisation=text[chaired[0] : chaired[1]]) if chaired else role
    beside = BESIDE.match(text, role.end)
    if beside:
        for start, end in _bodies(text):
            if start == beside.end():
                return replace(role, end=end, organisation=text[start:end])
    employer = EMPLOYER.match(text, role.end)
    if employer and not ELECTED.search(role.role) and gazetteer().resolve(employer["org"]) is None:
        return replace(role, end=employer.end(), organisation=employer["org"])
    return role


def _chaired(text: str, role: RoleMatch) -> tuple[int, int] | None:
    """The body that a chair named without one is of: the next committee or council of the sentence, or the last."""
    around = next(((start, end) for start, end in split(text) if start <= role.start < end), None)
    if around is None:
        return None
    first, last = around
    bodies = [(m.start, m.end) for m in gazetteer().find(text[:last]) if m.start >= first and m.entry.kind in CHAIRED]
    bodies += [(n.start, n.end) for n in find_body_names(text[:last]) if n.start >= first and n.kind in CHAIRED]
    bodies = [span for span in bodies if not MEMBER_OF.search(text, first, span[0])]
    after = [span for span in bodies if span[0] >= role.end]
    before = [span for span in bodies if span[1] <= role.start]
    return min(after) if after else max(before) if before else None


def _bodies(text: str) -> list[tuple[int, int]]:
    found = [(match.start, match.end) for match in gazetteer().find(text)]
    return sorted(
        found + [(name.start, name.end) for name in find_body_names(text)], key=lambda span: (span[0], -span[1])
    )


def _in_role(document: Document, block: Block, role: RoleMatch) -> PersonInRole:
    return PersonInRole(
        person=role.name,
        role=role.role,
        organisation=role.organisation,
        party=role.party,
        evidence=document.evidence(block.start + role.start, block.start + role.end, "people/role"),
    )


def _signatures(document: Document) -> Iterator[PersonInRole]:
    """A text is signed over two lines: the name above the office, or name and office above the firm."""
    lines = [line for block in document.blocks if block.kind == "paragraph" for line in block.lines]
    for line, following in pairwise(lines):
        first = document.text[line.start : line.end].strip(" ,")
        second = document.text[following.start : following.end].strip(" .")
        person = next(find_persons(first), None)
        if person is None or person.start:
            continue
        office = SIGNATURE.fullmatch(second) if person.end == len(first) else None
        job = JOB.fullmatch(first, person.end) if (0, len(second)) in _bodies(second) else None
        if office or job:
            yield PersonInRole(
                person=person.name,
                role=office["role"] if office else job["role"] if job else "",
                organisation=(office["org"] or "") if office else second,
                evidence=document.evidence(line.start, following.end, "people/signature"),
            )


def _in_tables(document: Document) -> Iterator[PersonInRole]:
    """The persons of a table, with the job printed in their cell or in that for titles, and the row's employer."""
    for table in document.tables:
        for row in table.rows[1:]:
            by_head = list(zip((cell.text.strip(" :") for cell in table.rows[0]), row, strict=False))
            title = next((cell.text for head, cell in by_head if TITLE_COLUMN.fullmatch(head)), "")
            employer = next((cell.text for head, cell in by_head if EMPLOYER_COLUMN.fullmatch(head)), "")
            for cell in row:
                for role in _of_cell(cell.text, title):
                    if not COMMITTEE_ROLE.fullmatch(role.role):
                        yield PersonInRole(
                            person=role.name,
                            role=role.role,
                            organisation=role.organisation or employer,
                            party=role.party,
                            evidence=document.cell_evidence([cell], table, "people/table"),
                        )


def _of_cell(text: str, title: str) -> Iterator[RoleMatch]:
    roles = list(_roles(text))
    yield from roles
    for person in find_persons(text) if title and not roles else ():
        yield RoleMatch(person.start, person.after, person.name, person.party, title, "")


def _of_committees(appointed: list[Appointment], employed: set[str]) -> Iterator[PersonInRole]:
    """Those who are appointed to a body; a plain member whose job is printed stands with the job alone."""
    for fact in appointed:
        if fact.person and fact.role and not (fact.person in employed and PLAIN_MEMBER.fullmatch(fact.role)):
            yield PersonInRole(
                person=fact.person, role=fact.role, organisation=fact.body, party=fact.party, evidence=fact.evidence
            )
