"""Who a sentence or a list of Danish minutes says was there or not: absence, attendance and standing in for others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.grammar.given_names import GIVEN_NAMES
from extract.grammar.persons import find_persons

Status = Literal["present", "absent"]
NEAR = 25
"""Characters at most between "stedfortræder for" and the name that it goes with."""

_WHERE = r"(?:mødet|møderne|udvalgsmødet|byrådsmødet|dagens møde)"
_ABSENT = re.compile(
    r"\s*(?:var|er|havde|har|meldte)?\s*(?:begge |alle |også )?"
    r"(?:fraværende|meldt (?:afbud|forfald|fra)|afbud|ikke (?:til ?stede|mødt)|udebl(?:ev|evet))\b"
    rf"|\s*(?:deltog|deltager|har ikke deltaget|mødte) (?:derfor )?ikke(?=\s*(?:[.;\n]|$)|\s+(?:på|i) {_WHERE})"
)
_PRESENT = re.compile(r"\s*(?:deltog|deltager|mødte|(?:var |er )?(?:til ?stede|mødt))\.?\s*$")
"""What ends a line that tells of one person: "Asta Holm deltog"."""
_OFF_ITEM = re.compile(
    r"\s*(?:(?:deltog|deltager|var) (?:derfor )?ikke(?: til ?stede)?|var forhindret i at deltage) (?:i|under|ved) "
    r"(?:sagens|punktets|behandlingen|drøftelsen|beslutningen|sagen\b|punktet\b)"
)
_STANDING_IN = re.compile(
    r",?\s*(?:(?:var|er|blev|deltog|deltager|mødte|møder|indkaldt|indtrådte|indtræder|har deltaget)\s+)*"
    rf"(?:(?:i|på) {_WHERE} )?(?:som )?(?:\d\. )?"
    r"(?:suppleant(?:er)?|stedfortrædere?|substitut(?:ter)?|i stedet)\b(?P<whom>\s+for\s+)?",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:i stedet|som (?:suppleant|stedfortræder)) for\s+(?P<other>[^.;]{5,60}?)\s+"
    r"(?:deltog|deltager|mødte|møder|indtrådte|var)\s+(?=[A-ZÆØÅ])",
    re.I,
)
_THERE_INSTEAD = re.compile(r"\b[Ii]\s?stedet\s+(?:mødte|møder|deltog|deltager|indtrådte)\s+(?=[A-ZÆØÅ])")
_AWAY_FROM = re.compile(
    r"\b(?:(?:[Dd]er (?:er|var) (?:meldt )?)?[Aa]fbud fra:?"
    r"|(?:frem)?(?:mødt|til ?stede),? (?:bortset fra|undtagen|på nær|med undtagelse af))\s+"
)
_STANDS_IN = re.compile(
    r"[\s,:(–-]*(?:som |\d\. )?(?:stedfortræder|suppleant|i stedet)(?:en)?"
    r"(?: (?:er|var|mødte|møder|deltog|deltager))?\s*:?\s*",
    re.I,
)
"""Between someone who is away and the one who stands in."""
_AWAY = re.compile(r"\s*\((?:fraværende|afbud|ikke til stede)\)", re.I)
_PARTIAL = re.compile(
    r"^[^.;\n]*?\b(?:under|ved|til|fra|ankom|forlod|indtil|kl|alle punkter)\b[^.;\n]*(?:\d|punkter)"
    r"|^[^.;\n]*\bkl\.?\s?\d"
    r"|^[^.;\n]*\b(?:pkt|punkt(?:et|er|erne)?|sag(?:en|er)?)\.?\s?(?:nr\.?\s?)?\d",
    re.I,
)
_GAP = re.compile(
    r"(?:\s*\(+[^()]{1,25}\)+|,\s[A-ZÆØÅ](?=[,\s]))?\s*(?:,|og|samt|&|,\s*og)?\s*"
    r"(?:[A-ZÆØÅ]\w+ \w+(?: \w+)?\s*(?:,|og)\s+)?"
)
_PARTY = re.compile(r"\s*\(+[^()]{1,25}\)+|,\s[A-ZÆØÅ](?=[,\s])")
_ROLE = re.compile(
    r"(?:(?:(?:adm|konst|fung|[12])\. ?)?[\wæøåÆØÅ-]*"
    r"(?:borgmester|formand|direktør|rådmand|chef|medlem|formænd|leder|observatør|konsulent|sekretær)(?:en)?:?\s+)+",
    re.I,
)
_BULLET = re.compile(r"\s*(?:[-–•●▪·*]|\d{1,2}[.)])\s*")
_TELLS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:\w+rede|oplyste|bemærkede|spurgte|foreslog|ønske[rd]e?|stillede|fremlagde|takkede|anmodede|"
    r"(?:var|er|blev) [^.]{0,40}\b(?:inviteret|indbudt)|"
    r"meddelte|redegjorde|fandt|mente|gjorde|bad|rejste|tilkendegav|stemte|undlod|kan|kunne|tog|tager|gav|vil|anbefaler)\b"
)
"""What a sentence about someone goes on with, unlike a list."""
_SURNAME = re.compile(r"\s(?:Gade|Park|Have|Bro|Holm|Lund|Toft|Bank|Dag|Hal|Gård|Bakke|Torv|Skov|Bøg|Ny|Stor|Lov)$")
"""Surnames that are words for places and things too."""
_NO_PERSON = re.compile(
    r"\b(?:kommune|region|center|udvalg\w*|råd\w*|forvaltning|sekretariat\w*|KL|KKR|bestyrelse\w*|skole|dagsorden|møde\w*|"
    r"rådhus\w*|sal(?:en)?|lokale\w*|(?:vej|gade|allé|park)(?! [A-ZÆØÅ])|punkt|sagen?|ingen|godkendt)\b|\d",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Presence:
    """A person in ``text[start:end]`` who was there or not; ``whole`` says: for the meeting, not for an item alone."""

    name: str
    start: int
    end: int
    status: Status
    whole: bool = True


def presences(text: str) -> list[Presence]:
    """What a sentence or line says of people's presence, each person once.

    Lines it looks for::

        Asta Holm (A) og Viggo Brask (V) deltog ikke i mødet.
        Signe Krag mødte som stedfortræder for Per Ravn.
    """
    found: dict[str, Presence] = {}
    people = _people(text)
    for presence in (*_told(text, people), *_instead(text, people), *_announced(text)):
        found.setdefault(presence.name, presence)
    return list(found.values())


_BODY_FIRST = re.compile(r"^[A-ZÆØÅ][\wæøåÆØÅ-]*(?:rådet|udvalget|bestyrelsen|nævnet|sekretariatet|gruppen)(?:,| og) ")
"""What a list of those present may begin with: the body itself, before the names of others."""


def listed(text: str) -> list[tuple[str, int, int, str]]:
    """The people of a list or of one of its lines, each with its range and the words behind it; [] for other text."""
    bullet = _BULLET.match(text)
    begin = bullet.end() if bullet else 0
    ranges = _people(text)
    if not ranges:
        return []
    opening = _ROLE.sub("", _BODY_FIRST.sub("", text[begin : ranges[0][1]]))
    if opening.strip(" :") or any(_TELLS.match(text, end) for _, _, end in ranges):
        return []
    if len(ranges) == 2 and _is_affiliation(text, ranges[0][2], ranges[1]):
        ranges = ranges[:1]
    ends = [start for _, start, _ in ranges[1:]] + [len(text)]
    return [(name, start, end, text[end:stop]) for (name, start, end), stop in zip(ranges, ends, strict=True)]


def _is_affiliation(text: str, before: int, last: tuple[str, int, int]) -> bool:
    """Whether what a line names behind a person is whom the person stands for: "Asta Holm, Havby Idrætsråd"."""
    name, start, end = last
    return text[before:start] == ", " and end == len(text) and name.split()[0] not in GIVEN_NAMES


def is_partial(after: str) -> bool:
    """Whether the words behind a listed name limit it to a part of the meeting ("til kl. 18", "sag 3")."""
    return _PARTIAL.match(after) is not None


_ENTRY = re.compile(
    r"(?:^|(?<=[,;:•]\s)|(?<=og\s))(?P<first>[A-ZÆØÅ][a-zæøåé]+)(?:[ -][A-ZÆØÅ][\wæøåé.-]*){1,4}(?=\s*(?:[,;(]|$|og\s))"
)
"""An entry of a list that is shaped like a name, whatever else its last word may mean ("Tove Gade")."""


def _people(text: str) -> list[tuple[str, int, int]]:
    found = [(_ROLE.sub("", person.name), person.end) for person in find_persons(text, listed=True)]
    people = [(name, end - len(name), end) for name, end in found if not _NO_PERSON.search(name)]
    for entry in _ENTRY.finditer(text):
        start, end = entry.span()
        known = any(begin < end and start < stop for _, begin, stop in people)
        if not known and entry["first"] in GIVEN_NAMES and _SURNAME.search(entry.group()):
            people.append((entry.group(), start, end))
    return sorted(people, key=lambda person: person[1])


def _told(text: str, people: list[tuple[str, int, int]]) -> Iterator[Presence]:
    """The people before a verb of being there or not, and for whom they stand in."""
    for position, (name, start, end) in enumerate(people):
        party = _PARTY.match(text, end)
        verb = party.end() if party else end
        if _AWAY.match(text, end) or _AWAY.match(text, verb):
            yield Presence(name, start, end, "absent")
            continue
        if len(people) == 1 and not text[:start].strip(" •-–") and _PRESENT.match(text, verb):
            yield Presence(name, start, end, "present")
            continue
        standing = _STANDING_IN.match(text, verb)
        if standing and not standing["whom"] and any(0 <= other - standing.end() <= 2 for _, other, _ in people):
            standing = None  # "Asta Holm, stedfortræder Viggo Brask": who stands in is named behind the word
        off = _OFF_ITEM.match(text, verb)
        said = standing or off or _ABSENT.match(text, verb)
        if said is None or (not off and _PARTIAL.match(text[said.end() :])):
            continue
        for person in _joined(text, people, position):
            yield Presence(*person, "present" if standing else "absent", whole=not off)
        if standing and standing["whom"] and position + 1 < len(people):
            other = people[position + 1]
            if other[1] - standing.end() < NEAR:
                yield Presence(*other, "absent")


def _joined(text: str, people: list[tuple[str, int, int]], position: int) -> list[tuple[str, int, int]]:
    """The people of a list that ends with the one at ``position``."""
    first = position
    while first and _GAP.fullmatch(text, people[first - 1][2], people[first][1]):
        first -= 1
    return people[first : position + 1]


def _instead(text: str, people: list[tuple[str, int, int]]) -> Iterator[Presence]:
    """ "I stedet for X deltog Y": X was away, Y was there; "i stedet deltog Y": Y was there."""
    for match in _THERE_INSTEAD.finditer(text):
        yield from (Presence(*person, "present") for person in people if person[1] - match.end() in range(NEAR))
    for match in _INSTEAD.finditer(text):
        for person in people:
            if match.start() <= person[1] < match.end():
                yield Presence(*person, "absent")
            elif person[1] - match.end() in range(NEAR):
                yield Presence(*person, "present")
                break


def _announced(text: str) -> Iterator[Presence]:
    """ "Der er afbud fra X og Y."""
    for away in _AWAY_FROM.finditer(text):
        rest = re.split(r"(?<!\b[A-ZÆØÅ])[.;](?:\s|$)", text[away.end() :])[0]
        between = rest
        for name, start, end, after in listed(rest):
            stands_in = _STANDS_IN.fullmatch(between)
            if stands_in or not is_partial(after):
                yield Presence(name, away.end() + start, away.end() + end, "present" if stands_in else "absent")
            between = after
