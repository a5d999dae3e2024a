"""The offices and jobs printed beside the names of persons, with the organisation that the words around them give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.body_names import find_body_names
from extract.grammar.persons import PersonMatch, find_persons
from extract.grammar.roles import CHAIR, ROLE


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A person with an office or job: ``text[start:end]`` runs over name, party, role and organisation."""

    start: int
    end: int
    name: str
    party: str
    role: str
    organisation: str


_CAPITAL = "A-ZÆØÅÄÖÜÉÁÍÓÚÝÐŞÇĞŠŽ"
_ORG_WORD = rf"[{_CAPITAL}&][\w’'&/-]*(?:\.\w+)*"
_ORG = (
    rf"[{_CAPITAL}][\w’'&/-]*(?:\.\w+)*"
    rf"(?:(?:(?<=-),)? (?:{_ORG_WORD}|\d+(?![.\d])|(?:og|af|for|i|på|de|den|det|til|under|the|of)(?= [{_CAPITAL}])))*"
    r"(?: \([A-ZÆØÅ]{2,}\))?"
)
_NEW = r"(?:(?:nye?|nyt|kommende|midlertidige?)\s)?"
_OWNED = re.compile(rf"(?:(?P<org>{_ORG}(?:s|['’]))\s{_NEW})?(?P<role>{ROLE}),?:?\s$")
_OFFICE = re.compile(rf"(?P<role>{ROLE})(?:en)?\s(?P<of>i|for|af|hos|ved|på)\s(?P<org>{_ORG}),?:?\s$")
_LED = re.compile(r".*(?:chef|direktør|leder)", re.IGNORECASE)
_NO_FIELD = r"(?<!formand)(?<!forperson)(?<!medlem)(?<!mester)(?<!minister)"
_FIELD = (
    r"(?:(?<=professor)|(?<=lektor)|(?<=forsker))\s(?:i|for)\s(?:(?!,|\sved\s|\shos\s|\spå\s)[^.;()\n\t])+"
    rf"|{_NO_FIELD}\si\s(?!\w*(?:perioden?|stedet|dag|går|forbindelse)\b)[a-zæøå]+"
    r"(?:\s(?!ved|hos|på|fra|for|af|som|der|har|er|i)[a-zæøå]+)*"
    rf"|{_NO_FIELD}\sfor\s{_ORG}(?=,?\s(?:i|ved|hos)\s(?!Danmark|Norden)[{_CAPITAL}]|(?<!-),\s[{_CAPITAL}])"
)
_AT = r"(?:,?\s(?:i|ved|for|hos|på|fra|af)\s|,\s|\s[-–]\s)"
_FOLLOWING = re.compile(
    rf"(?:,\s(?:(?:som|der)\ser\s)?|\s[-–]\s|\s?\t|\s?(?P<line>\n)|\s\(|\ssom\s)"
    rf"{_NEW}(?P<role>{ROLE}|Head of(?: [A-Z]\w+)+)(?![\w-])"
    rf"(?P<field>{_FIELD})?(?:{_AT}(?P<org>{_ORG}))?"
)
_BECOMES = re.compile(
    rf"(?:\sfra\s{_ORG})?"
    r",?(?:\s(?:der|som))?\s(?:er|var|bliver|blev|fortsætter|overtager|vælges|udpeges|tiltræder)\b"
    rf"(?:(?:\s(?!ikke\b|som\b|der\b)[a-zæøå]+){{0,6}}?\ssom)?\s{_NEW}(?P<role>{ROLE})(?![\w-])"
    rf"(?:\s(?:i|ved|for|hos|af)\s(?P<org>{_ORG}))?"
)
"""What someone is, becomes or goes on as: "bliver ny formand for X", "overtager posten som næstformand"."""
_OF = re.compile(r"\s(?:for|i|af)\s")
_OPENING = re.compile(r"^(?:Ifølge|Både|Også|Med|Fra|Efter|Da|Når|I|På|Og|Her|For|Til|Ved|Det|Den|De|Som|Men)\s+")
_REACH = 120
"""How far before a name its role may begin, in characters."""


def find_roles(text: str) -> Iterator[RoleMatch]:
    """The offices and jobs printed beside the names of a text, in the order of the names.

    Lines it looks for::

        kulturminister Asta Holm (B) og Nordby Kommunes borgmester, Yrsa Bæk
        Jens P. Ravn, direktør for Børn & Unge i Nordby Kommune
        Bodil Krag (V) bliver ny formand for udvalget for havne og veje
    """
    persons = list(find_persons(text))
    starts = {person.start for person in persons}
    for person in persons:
        yield from _role_before(text, person)
        yield from _role_after(text, person, starts)


def _role_before(text: str, person: PersonMatch) -> Iterator[RoleMatch]:
    floor = max(text.rfind("\n", 0, person.start) + 1, person.start - _REACH)
    match = _OWNED.search(text, floor, person.start) or _OFFICE.search(text, floor, person.start)
    if match:
        role = " ".join(match["role"].split())
        organisation = _OPENING.sub("", match["org"] or "")
        if match.re is _OWNED:
            organisation = re.sub(r"['’]?s$|['’]$", "", organisation)
        elif match["of"] == "for" and _LED.fullmatch(role) and re.search(r" (?:&|og) ", organisation):
            role, organisation = f"{role} for {organisation}", ""  # a field, not an employer
        yield RoleMatch(match.start(), person.after, person.name, person.party, role, organisation)


def _role_after(text: str, person: PersonMatch, starts: set[int]) -> Iterator[RoleMatch]:
    match = _FOLLOWING.match(text, person.after) or _BECOMES.match(text, person.after)
    # in "X, borgmester Y" the role belongs to the name after it
    if match is None or match.end("role") + 1 in starts:
        return
    printed = match.groupdict()
    if printed.get("line") and not (match["org"] and text[: person.start].endswith("\n")):
        return  # below a signature stand job and employer; anything else on the next line is another entry
    field, organisation, end = printed.get("field") or "", match["org"] or "", match.end()
    if match.start("org") in starts:
        organisation, end = "", match.end("field") if field else match.end("role")
    role = " ".join((match["role"] + field).split())
    if CHAIR.fullmatch(match["role"]):
        named = _body_of(text, match.end("role"))
        if named:
            organisation, end = text[named[0] : named[1]], named[1]
    yield RoleMatch(person.start, end, person.name, person.party, role, organisation)


def _body_of(text: str, position: int) -> tuple[int, int] | None:
    """The body that a chair is said to be of, also in small letters: "formand for udvalget for havne og veje"."""
    preposition = _OF.match(text, position)
    if preposition is None:
        return None
    start = preposition.end()
    window = text[start : start + 160]
    return next(((start, start + name.end) for name in find_body_names(window) if name.start == 0), None)
