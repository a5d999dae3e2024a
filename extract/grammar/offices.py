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
    r"(?: \((?:[A-ZÆØÅ]{2,}|[A-ZÆØÅ](?=\) ))\))?"
)
_LIST = rf"{_ORG_WORD}(?: for {_ORG_WORD})?(?:, {_ORG_WORD})+ (?:og|&) {_ORG_WORD}(?![\w-]| [{_CAPITAL}])"
"""Fields that name an employer together: "Social, Havne og Veje", "Center for Byg, Havne og Veje"."""
_PARTY_OF_ORG = re.compile(r" \((?P<party>[A-ZÆØÅ]|SF|DF|LA|RV|KF)\)$")
"""The letter that stands with the party's name and not with the person's: "gruppeformand for Venstre (V) Asta Holm"."""
_NEW = r"(?:(?:nye?|nyt|kommende|midlertidige?)\s)?"
_SUBSTITUTE = r"[123]\.\s(?:suppleant|stedfortræder)"
_OWNED = re.compile(rf"(?:(?P<org>{_ORG}(?:s|['’]))\s{_NEW})?(?P<role>{ROLE}|{_SUBSTITUTE}),?:?\s$")
_OFFICE = re.compile(rf"(?P<role>{ROLE})(?:en)?\s(?P<of>i|for|af|hos|ved|på)\s(?P<org>{_ORG}),?:?\s$")
_FIELDS = re.compile(r" (?:&|og) ")
_LED = re.compile(r".*(?:chef|direktør|leder)", re.IGNORECASE)
_NO_FIELD = r"(?<!formand)(?<!forperson)(?<!medlem)(?<!mester)(?<!minister)"
_FIELD = (
    r"(?:(?<=professor)|(?<=lektor)|(?<=forsker))\s(?:i|for)\s(?:(?!,|\sved\s|\shos\s|\spå\s)[^.;()\n\t])+"
    rf"|{_NO_FIELD}\si\s(?!\w*(?:perioden?|stedet|dag|går|forbindelse)\b)[a-zæøå]+"
    r"(?:\s(?!ved|hos|på|fra|for|af|som|der|har|er|i)[a-zæøå]+)*"
    rf"|{_NO_FIELD}\sfor\s(?!{_LIST}){_ORG}(?=,?\s(?:i|ved|hos)\s(?!Danmark|Norden)[{_CAPITAL}]|(?<!-),\s[{_CAPITAL}])"
)
_AT = r"(?:,?\s(?:i|ved|for|hos|på|fra|af)\s|,\s|\s[-–]\s)"
_FOLLOWING = re.compile(
    rf"(?:,\s(?:(?:som|der)\ser\s)?|\s[-–]\s|\s?\t|\s?(?P<line>\n)|\s\(|\ssom\s|(?<=\))\s)"
    rf"{_NEW}(?P<role>{ROLE}|Head of(?: [A-Z]\w+)+)(?![\w-])"
    rf"(?P<field>{_FIELD})?(?:{_AT}(?P<org>{_LIST}|{_ORG}))?"
)
_BECOMES = re.compile(
    rf"(?:\sfra\s{_ORG})?"
    r",?(?:\s(?:der|som))?\s(?:er|var|bliver|blev|har\sværet|fortsætter|overtager|vælges|udpeges|tiltræder)\b"
    rf"(?:(?:\s(?!ikke\b|som\b|der\b)[a-zæøå]+){{0,6}}?\ssom|\s(?:igen|nu|fortsat|dermed|således|også)){{0,2}}"
    rf"\s{_NEW}(?P<role>{ROLE})(?![\w-])"
    rf"(?:\s(?:i|ved|for|hos|af)\s(?P<org>{_ORG}))?"
)
"""What someone is, becomes or goes on as: "bliver ny formand for X", "overtager posten som næstformand"."""
_POST = re.compile(
    rf"\s(?:hverv|post|stilling|plads|virke)\ssom\s(?P<role>{ROLE})(?![\w-])(?:\s(?:i|ved|for|hos|af)\s(?P<org>{_ORG}))?"
)
"""What someone's post is: "Asta Holms (V) hverv som midlertidigt medlem af X"."""
_FIRST_OFFICE = re.compile(rf"(?P<role>{ROLE})\sog\s$")
_LOWER_FIRST = re.compile(r"[a-zæøå]")
"""The first of two offices before a name: "vicestatsminister og | havneminister Asta Holm"."""
_SPEAKER = re.compile(
    rf"^(?:Den\s)?(?P<role>(?:(?:[Tt]redje|[Ff]jerde|Første|Anden)\s)?{ROLE})(?:en)?(?:\sfor\s[^()\n]{{3,50}})?"
    r"\s\((?P<name>[^()\n]{5,60})\):",
    re.MULTILINE,
)
"""Who speaks in a sitting, by office: "Havneministeren (Asta Holm):"."""
_NAMED_LAST = re.compile(
    rf"(?P<role>{ROLE}|{_SUBSTITUTE})(?:\s(?:i|for|af)\s(?P<org>{_ORG}))?\s(?:er|var|bliver|blev|forbliver|hedder)\s"
    r"(?:(?:fortsat|igen|nu|dermed|således)\s)?(?:(?!ikke\b|af\b|for\b|i\b)[a-zæøå]+(?:e|s)\s)?$"
)
"""Who holds the office stands behind the verb: "2. viceborgmester bliver konservative Asta Holm"."""
_CHAIR_OF = re.compile(rf"(?P<role>{CHAIR.pattern})\s(?:for|i|af)\s(?=[a-zæøå])", re.IGNORECASE)
_ALSO = re.compile(
    rf"(?:(?P<more>,? og|,| samt)|,? (?:som|der) (?:tillige|også|samtidig) er)\s(?:tillige\s)?"
    rf"(?P<role>{ROLE})(?![\w-])\s(?:i|ved|for|hos|af)\s(?P<org>{_ORG})"
)
"""A further office: "næstformand og byrådsmedlem i Nordby Kommune"."""
_AS = re.compile(rf"[^.;:]{{0,160}}?\bi (?:sin|hans|hendes) egenskab af (?:at være )?(?P<role>{ROLE})\s(?:for|i|af)\s")
_LAST_PARTY = re.compile(r"\s\((?P<party>[A-ZÆØÅ]|SF|DF|LA|RV|KF|S|K)\)")
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
    taken = 0
    for person in persons:
        # in "X, chef i A, Y, leder af B" the chief is X
        yield from (role for role in _role_before(text, person) if role.start >= taken)
        after = list(_role_after(text, person, starts))
        taken = max([taken, *(role.end for role in after)])
        yield from after
        yield from _further(text, person, after[-1].end if after else person.after, starts)
        yield from _of_post(text, person)
    yield from _speakers(text)


def _of_post(text: str, person: PersonMatch) -> Iterator[RoleMatch]:
    """The post that is a person's in the genitive: "Asta Holms (V) hverv som medlem af X"."""
    post = _POST.match(text, person.after)
    if post:
        name = person.name if text.startswith("s", person.end) else re.sub(r"['’]?s$", "", person.name)
        role = " ".join(post["role"].split())
        yield RoleMatch(person.start, post.end(), name, person.party, role, post["org"] or "")


def _speakers(text: str) -> Iterator[RoleMatch]:
    for match in _SPEAKER.finditer(text) if "):" in text else ():
        person = next(find_persons(match["name"], listed=True), None)
        if person and person.name == match["name"]:
            yield RoleMatch(match.start(), match.end() - 1, person.name, "", " ".join(match["role"].split()), "")


def _role_before(text: str, person: PersonMatch) -> Iterator[RoleMatch]:
    floor = max(text.rfind("\n", 0, person.start) + 1, person.start - _REACH)
    match = _OWNED.search(text, floor, person.start) or _OFFICE.search(text, floor, person.start)
    match = match or _NAMED_LAST.search(text, floor, person.start)
    if match is None:
        yield from _chair_before(text, person, floor)
        return
    role = " ".join(match["role"].split())
    organisation = _OPENING.sub("", match["org"] or "")
    party = _PARTY_OF_ORG.search(organisation)
    if match.re is _OWNED:
        organisation = re.sub(r"['’]?s$|['’]$", "", organisation)
    elif match.re is _OFFICE and match["of"] == "for" and _LED.fullmatch(role) and _FIELDS.search(organisation):
        role, organisation = f"{role} for {organisation}", ""  # a field, not an employer
    elif party:
        organisation = organisation[: party.start()]
    letter = person.party or (party["party"] if party else "")
    first = _FIRST_OFFICE.search(text, floor, match.start("role")) if match.start() == match.start("role") else None
    if first and _LOWER_FIRST.match(first["role"]):
        yield RoleMatch(first.start(), person.after, person.name, letter, " ".join(first["role"].split()), "")
    yield RoleMatch(match.start(), person.after, person.name, letter, role, organisation)


def _chair_before(text: str, person: PersonMatch, floor: int) -> Iterator[RoleMatch]:
    """The chair of a body told in small letters: "formanden for udvalget for havne og veje, Asta Holm"."""
    for match in _CHAIR_OF.finditer(text, floor, person.start):
        named = next(find_body_names(text[match.end() : person.start]), None)
        if named and named.start == 0 and not text[match.end() + named.end : person.start].strip(" ,"):
            organisation = text[match.end() : match.end() + named.end]
            yield RoleMatch(match.start(), person.after, person.name, person.party, match["role"], organisation)
            return


def _further(text: str, person: PersonMatch, position: int, starts: set[int]) -> Iterator[RoleMatch]:
    """The offices that follow a first one, and the one in whose name someone takes part."""
    match = _ALSO.match(text, position)
    if match and match["more"] and position == person.after:
        match = None  # "Asta Holm, formand for X" is the first
    while match and not any(match.start("role") < start < match.end() + 3 for start in starts):
        party = _LAST_PARTY.match(text, match.end())
        letter = person.party or (party["party"] if party else "")
        body = _body_of(text, match.end("role")) if CHAIR.fullmatch(match["role"]) else None
        organisation = text[body[0] : body[1]] if body else match["org"]
        yield RoleMatch(person.start, match.end(), person.name, letter, match["role"], organisation)
        match = _ALSO.match(text, match.end())
    acting = _AS.match(text, person.after)
    named = _body_of(text, acting.end("role")) if acting else None
    if acting and named and not any(person.start < start < acting.end() for start in starts):
        organisation = text[named[0] : named[1]]
        yield RoleMatch(person.start, named[1], person.name, person.party, acting["role"], organisation)


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
    else:
        next_name = min((start for start in starts if match.start("org") < start < end), default=0)
        if organisation and next_name:
            organisation = re.sub(r"(?:,| og| samt)*\s*$", "", text[match.start("org") : next_name])
            end = match.start("org") + len(organisation)
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
