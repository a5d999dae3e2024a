"""The lines of a roster: the heading that names the body, the headings of its groups, and a person on each line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.grammar.body_names import find_body_names
from extract.grammar.persons import PersonMatch, find_persons
from extract.grammar.roles import OFFICE_IN_BODY

_GROUP_WORD = (
    r"(?:udvalg|råd|klynge|kommis+ion|bestyrelse|nævn|gruppe|forum|repræsentantskab|formandskab|komit[eé]|udvalgsråd|"
    r"direktion|partnerskab|taskforce|sekretariat)(?:en|et|n|t)?"
)
_HEADING = re.compile(
    rf"(?:[\d.]+\s)?(?P<body>(?:[A-ZÆØÅ][\w.&’'-]*(?:,?\s[\w.&’'-]+){{0,7}}\s)?[A-ZÆØÅa-zæøå-]*{_GROUP_WORD}"
    rf"|[A-ZÆØÅ]?[a-zæøå-]*{_GROUP_WORD}\s(?:(?:for|om|i|vedr\.)\s)?[A-ZÆØÅ][\w&-]*(?:,?\s[\w&-]+){{0,6}})"
    r"(?:\s\([^()]*\))?:?",
    re.IGNORECASE,
)
_MEMBERS_OF = re.compile(r"^(?:[Mm]edlemmer(?:ne)?|[Ss]ammensætning(?:en)?) (?:af|i) ")
_SENTENCE = re.compile(r"\b(?:er|var|har|skal|kan|vil|bliver|blev|består|som|der|at|indstiller|deltog|godkendt)\b")
_GROUP = re.compile(
    r"(?:[A-ZÆØÅ][\wæøå/-]*\s)?(?:(?:og\s)?[a-zæøå-]+\s){0,4}?"
    r"(?P<role>medlemmer(?:ne)?|repræsentanter|suppleanter|stedfortrædere|observatører|tilforordnede|formandskab)"
    r"(?:\s(?:fra|for)\s[^:.]{2,60})?:?",
    re.IGNORECASE,
)
_ABSENT = re.compile(r"afbud|fravær|deltage|til ?stede|mødte|ikke[- ]", re.IGNORECASE)
_ADDRESS = re.compile(r"\(?[\w.+-]+@[\w.-]+\)?|(?i:tlf|telefon|mobil)\.?:?\s[\d ]{8,}|https?://\S+")
_REACHED_AT = ("tlf", "telefon", "mobil", "http")
_BULLET = re.compile(r"^[^\w(]*(?:\d{1,2}[.)]\s)?")
_LABEL = re.compile(rf"(?P<role>{OFFICE_IN_BODY})(?:\s?:|\s[-–])?\s")
_BRACKET = re.compile(rf"\((?P<role>(?:[a-zæøå]+\s)?{OFFICE_IN_BODY})\)")
_AFTER = re.compile(rf",\s(?P<role>{OFFICE_IN_BODY})(?=$|[,(]|\s(?:og|i|for|af|samt)\s)")
_REST = re.compile(r"(?:[,\s]\s?\([^()]{1,60}\))*(?:(?:,|\s[-–])\s[^.;:!?]{1,160})?(?:\s?\([^()]*\)?)?\.?$")

_SINGULAR = {
    "suppleanter": "suppleant",
    "stedfortrædere": "stedfortræder",
    "observatører": "observatør",
    "repræsentanter": "repræsentant",
    "tilforordnede": "tilforordnet",
}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A person on a line of a roster: ``role`` is the office printed there, "" where none is."""

    person: PersonMatch
    role: str


def body_heading(line: str) -> str:
    """The body whose roster may follow a line that is nothing but its name, or ""."""
    words = line.strip()
    if len(words) > 90 or _SENTENCE.search(words) or _group(words):
        return ""
    if next(find_persons(words), None):
        return ""
    words = _MEMBERS_OF.sub("", words)
    named = next(find_body_names(words), None)
    if named and named.start == 0 and named.end == len(words.rstrip(":")):
        return words.rstrip(":")
    match = _HEADING.fullmatch(words)
    return match["body"] if match and (match["body"][0].isupper() or words != line.strip()) else ""


def group_role(line: str) -> str:
    """The office that the heading of a group gives to those under it ("Kommunale medlemmer:"), or ""."""
    group = _group(line.strip())
    return _SINGULAR.get(group["role"].lower(), "medlem") if group and not _ABSENT.search(line) else ""


def _group(words: str) -> re.Match[str] | None:
    return _GROUP.fullmatch(words) if len(words) < 80 else None


def roster_line(line: str) -> RosterLine | None:
    """The person whom a line is about, nothing but office, name, party, place and job standing on it.

    Lines it looks for::

        Formand: Asta Holm (V), Nordby
        Birk Lund (A), Kystby (kommunal næstformand)
        • Bodil Krag, havnechef, Nordby Kommune
    """
    if "@" in line or any(mark in line.casefold() for mark in _REACHED_AT):
        line = _ADDRESS.sub(lambda found: " " * len(found.group()), line)
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    label = _LABEL.match(line, start)
    start = label.end() if label else start
    found = next(find_persons(line), None)
    person = found if found and found.start == start else next(find_persons(line, listed=True), None)
    if person is None or person.start != start:
        return None
    after = max(person.after, person.end)
    if not _REST.match(line, after) or _SENTENCE.search(line, after):
        return None
    office = _BRACKET.search(line, person.end) or _AFTER.match(line, after)
    role = label["role"] if label else office["role"] if office else ""
    return RosterLine(person, role.lower().replace("næsteformand", "næstformand"))
