"""How Danish text tells who becomes what in a body: "N N bliver formand for X", "Næstformand blev N N"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from extract.grammar.appointing import SINGULAR, body_at
from extract.grammar.body_names import find_body_names
from extract.grammar.persons import PersonMatch, find_persons
from extract.grammar.roles import OFFICE_IN_BODY

_BECOMES: Final = (
    r"(?:bliver|blev|er blevet|vælges|udpeges|(?:blev|bliver|er) (?:gen|ny)?(?:valgt|udpeget|konstitueret)|"
    r"(?:gen)?indtræder|(?:gen)?indtrådte|(?:gen)?indtræde|indtrædes|"
    r"træder ind|trådte ind|fortsætter|forbliver|overtager|skal være)"
)
_SHALL: Final = r"(?:\s(?:skal|skulle|vil))?"
_NEW: Final = r"(?:(?:nye?|personlig|midlertidig|igen|også|fortsat|dermed|enstemmigt|posten|pladsen)\s)*"
_VOTES: Final = r"(?:\s\([\d.]+(?:\sstemmer)?\))?"
_AFTER: Final = re.compile(
    rf",?{_SHALL}(?:\sformelt)?\s{_BECOMES}\s{_NEW}(?:som\s|til\s)?(?:(?P<owner>[A-ZÆØÅ][\w.]*(?:\s[A-ZÆØÅ][\w.]*){{0,3}}?)['’]?s\s)?"
    rf"{_NEW}(?P<role>{OFFICE_IN_BODY})"
)
_ELECTED: Final = re.compile(
    rf"{_VOTES}\s(?:(?:gen|ny)?(?:valgt|udpeget|konstitueret)\s)?{_NEW}(?:som|til)\s{_NEW}(?P<role>{OFFICE_IN_BODY})"
)
"""Behind the name, where the verb stands before it: "er N N valgt som formand", "valgte N N som formand"."""
_ELECTS: Final = re.compile(
    r"\b(?:er|blev|bliver|har|valgt|valgte|vælger|vælge|konstituere(?:r|t|de)? sig med|udpegede|udpeger|udpege|"
    r"(?:gen)?indtræder|fortsætter|forbliver|genvalgte|genvælger)\b[^.;:]{0,120}$"
)
_TURNED: Final = re.compile(rf"\s{_NEW}(?P<role>{OFFICE_IN_BODY})")
_TURNED_VERB: Final = re.compile(r"\b(?:bliver|blev|fortsætter)\s$")
_WITH: Final = re.compile(r"\bmed\s$")
_AS: Final = re.compile(rf"\ssom\s{_NEW}(?P<role>{OFFICE_IN_BODY})")
_LATER: Final = re.compile(
    rf"[^.;:]{{0,90}}?,?\s(?:men|og)\s(?:også\s)?{_BECOMES}\s{_NEW}(?:som|til)\s{_NEW}(?P<role>{OFFICE_IN_BODY})(?=\s(?:for|af|i)\s)"
)
"""What else someone becomes: "udtræder af X, men fortsætter som medlem af Y"."""
_ENTERS: Final = re.compile(
    rf",?{_SHALL}\s(?:(?:gen)?indtræder|(?:gen)?indtræde|(?:gen)?indtrådte|træder ind|træde ind|indgår|indgå|udpeges|"
    r"vælges|blev valgt ind|er valgt ind)(?:\s(?:pr\.|fra|den|med virkning)\s[^,;]{3,30}?)?\s(?:også\s|derfor\s)?"
    r"(?:i|til)\s(?=\S)"
)
_ENTERS_IT: Final = re.compile(r"\s(?:(?:gen)?indtræder|(?:gen)?indtrådte|træder ind|indgår)(?=[.,;]|$)")
_BEFORE: Final = re.compile(
    rf"(?:(?P<role>{OFFICE_IN_BODY})(?:\s(?:for|af|i)\s(?P<body>[^.;:]{{3,80}}?))?\s(?:bliver|blev|er valgt|er blevet)"
    r"|(?P<the>[Nn]æstformand|[Ff]ormand|[Ss]tedfortræder|[Ss]uppleant)en\s(?:er|bliver|blev|hedder)"
    r"|(?P<post>(?:[Nn]æst|[Vv]ice)?[Ff]ormand)s?(?:skabs)?posten\s(?:tilfaldt|gik til|overtages af|besættes af))"
    r"\s(?:[a-zæøå]+\s)?$"
)
_REPLACED: Final = re.compile(r"(?:afløses|erstattes|efterfølges)\s(?:(?:i stedet|dermed|her)\s)?af\s(?:[a-zæøå]+\s)?$")
_LEAVES: Final = re.compile(r"\b(?:udtræder|udtrådte|træder ud|fratræder)\s(?:\w+\s){0,2}?(?:af|fra|i)\s(?=\S)")
_OF: Final = re.compile(r"\s(?:for|af|i)\s(?=\S)")
_IN: Final = re.compile(r"\si\s(?=\S)")
_BLANK: Final = re.compile(r"\s(?=\S)")
_NEXT_BODY: Final = re.compile(
    r"(?:,|,? og| samt),?\s(?:i\s)?(?=[A-ZÆØÅ]\S+(?:udvalg|råd|bestyrelse|repræsentantskab|nævn|kommission|-))"
)
_INLINE: Final = re.compile(
    r"\b(?P<role>[Mm]edlemmer(?:ne)?|[Ss]uppleanter(?:ne)?|[Ss]tedfortrædere(?:ne)?|[Rr]epræsentanter(?:ne)?|"
    r"[Oo]bservatører(?:ne)?)(?P<gap>[^:.;]{0,60}?)(?P<colon>:|\s(?:er|blev|bliver)(?:\s(?:valgt|udpeget))?:?)\s(?=[A-ZÆØÅ])"
)
_JOIN: Final = re.compile(r"(?:\s?\([^()]{1,40}\))*(?:,|,? og| samt)\s(?:[a-zæøå]+\s)?$")


@dataclass(frozen=True, slots=True)
class Becoming:
    """A person who comes to an office at text[start:end]; ``body`` is "" where the words do not say in what."""

    start: int
    end: int
    person: PersonMatch
    role: str
    body: str


def find_becoming(text: str) -> Iterator[Becoming]:
    """Who becomes what in a sentence, each person by the words next to the name.

    Lines it looks for::

        Asta Holm (V) bliver ny formand for Havneudvalget.
        Næstformand blev Birk Lund, og Bodil Krag er valgt som kasserer.
        Birk Lund (A) udtræder af Havnerådet og afløses af Yrsa Bæk (A).
        Rådet har disse medlemmer: Asta Holm, Birk Lund og Bodil Krag.
    """
    persons = list(find_persons(text))
    if not persons:
        return
    listed = list(_listed(text, persons))
    yield from listed
    taken = {becoming.person.start for becoming in listed}
    last = ""
    beside: list[PersonMatch] = []
    yield from _later(text, persons)
    for person in persons:
        # "Asta Holm (V), Birk Lund (A) og Bodil Krag (F) indtræder i X": the verb is that of all three
        joined = beside and _JOIN.fullmatch(text, max(beside[-1].after, beside[-1].end), person.start)
        beside = [*beside, person] if joined else [person]
        for found in _of_person(text, person) if person.start not in taken else ():
            last = found.body or last
            before = beside[:-1] if found.start == person.start else []
            for one in (*before, person):
                yield replace(found, person=one, body=last)
            beside = []


def _later(text: str, persons: list[PersonMatch]) -> Iterator[Becoming]:
    """What else the persons become by a second verb, no other name standing between."""
    for index, person in enumerate(persons):
        stop = persons[index + 1].start if index + 1 < len(persons) else len(text)
        match = _LATER.match(text, max(person.after, person.end), stop)
        if match:
            end, bodies = _bodies(text, match.end("role"), _OF)
            for body in bodies:
                yield Becoming(person.start, end, person, match["role"].lower(), body)


def _of_person(text: str, person: PersonMatch) -> Iterator[Becoming]:
    after = max(person.after, person.end)
    behind = _behind(text, person, after)
    if behind:
        end, bodies = _bodies(text, behind.end("role"), _OF)
        owner = behind.groupdict().get("owner") or ""
        for body in bodies or [owner or _body_told_first(text, person.start)]:
            yield Becoming(person.start, end, person, behind["role"].lower(), body)
        return
    enters = _ENTERS.match(text, after)
    if enters:
        end, bodies = _bodies(text, enters.end() - 1, _BLANK)
        office = _AS.match(text, end)
        for body in bodies:
            yield Becoming(person.start, end, person, office["role"].lower() if office else "medlem", body)
        return
    told = _body_told_first(text, person.start) if _ENTERS_IT.match(text, after) else ""
    if told:
        yield Becoming(person.start, after, person, "medlem", told)
        return
    before = _BEFORE.search(text, max(0, person.start - 120), person.start)
    if before:
        body = body_at(before["body"], 0) if before["body"] else ""
        role = before["role"] or before["the"] or before["post"]
        yield Becoming(before.start(), after, person, role.lower(), body)
    elif _REPLACED.search(text, max(0, person.start - 40), person.start):
        end, bodies = _bodies(text, after, _IN)
        left = _LEAVES.search(text, 0, person.start)
        for body in bodies or ([body_at(text, left.end())] if left else []):
            yield Becoming(person.start, end, person, "medlem", body)


def _behind(text: str, person: PersonMatch, after: int) -> re.Match[str] | None:
    """The office behind a name, where a verb beside it or before it says that the person comes to it."""
    found = _AFTER.match(text, after)
    near = max(0, person.start - 160)
    if found is None and (_ELECTS.search(text, near, person.start) or _WITH.search(text, near, person.start)):
        found = _ELECTED.match(text, after)
    if found is None and _TURNED_VERB.search(text, max(0, person.start - 12), person.start):
        found = _TURNED.match(text, after)
    return found


def _bodies(text: str, position: int, preposition: re.Pattern[str]) -> tuple[int, list[str]]:
    """The bodies named behind an office, one after the other, and where the last name ends."""
    of = preposition.match(text, position)
    found: list[str] = []
    end = position
    while of:
        body = body_at(text, of.end())
        if not body:
            break
        found.append(body)
        end = of.end() + len(body)
        of = _NEXT_BODY.match(text, end)
    return end, found


def _body_told_first(text: str, start: int) -> str:
    """The body of "Som næstformand for X blev N N valgt" or "i X, hvor N N blev valgt" stands before the verb."""
    told = re.search(rf"\b[Ss]om\s{_NEW}{OFFICE_IN_BODY}\s(?:for|af|i)\s", text[:start])
    if told:
        return body_at(text, told.end())
    where = text.rfind(", hvor ", 0, start)
    named = next((name for name in find_body_names(text[: max(0, where)]) if name.end == where), None)
    return text[named.start : named.end] if named else ""


def _listed(text: str, persons: list[PersonMatch]) -> Iterator[Becoming]:
    """The names of a list within a sentence, one after the other; a known one among them shows that they are names."""
    known = {person.start for person in persons}
    for match in _INLINE.finditer(text):
        position, found = match.end(), list[PersonMatch]()
        for person in find_persons(text, listed=True):
            if person.start < position:
                continue
            if person.start != position and not (found and _JOIN.fullmatch(text, position, person.start)):
                break
            found.append(person)
            position = max(person.after, person.end)
        enough = len(found) > 1 or (found and match["colon"].endswith(":"))
        if not enough or not known.intersection(person.start for person in found):
            continue
        word = match["role"].lower().removesuffix("ne") if match["role"].endswith("rne") else match["role"].lower()
        of = _OF.match(match["gap"])
        body = body_at(match["gap"], of.end()) if of else ""
        for person in found:
            yield Becoming(match.start(), position, person, SINGULAR.get(word, word), body)
