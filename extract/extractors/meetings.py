"""Meetings: the one that a document is about, and those that it refers to by their full date.

Looks for lines such as::

    Referat af møde i KKR Sjælland den 4. marts 2031 er udsendt.
    Byrådet besluttede den 3. februar 2031, at sagen skulle genoptages.
    17-02-2031 Teknik- og Miljøudvalget
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.document import Document
from extract.fact import Facts, Meeting
from extract.grammar.dates import DateContext, document_year, find_dates
from extract.grammar.deciding_bodies import body_name, find_bodies
from extract.outline import outline
from extract.sentences import sentences
from extract.structure.meeting_head import MeetingHead, meeting_head
from extract.structure.meeting_lists import planned_meetings, told_meetings
from extract.structure.meeting_references import references

RULE_HEAD = "meetings/head"
RULE_REFERENCE = "meetings/reference"
RULE_COURSE = "meetings/course-of-case"
RULE_PLANNED = "meetings/planned-dates"
RULE_TOLD = "meetings/told"

_COUNCILS = frozenset(("Byråd", "Byrådet", "Kommunalbestyrelse", "Kommunalbestyrelsen"))
_COURSE = re.compile(
    r"(?P<date>\d\d?[-./]\d\d?[-./]\d{4})\s+(?P<body>[A-ZÆØÅ][\wæøåÆØÅ,& -]{4,70}?)(?=$|\s*[.:(]|\s{2})", re.M
)


@dataclass(frozen=True, slots=True)
class _Found:
    body: str
    date: str
    start: int
    end: int
    rule: str
    begin: str = ""
    finish: str = ""
    place: str = ""


def extract(document: Document, _facts: Facts) -> Iterator[Meeting]:
    """The document's own meeting first, then the others in the order of the text, each once."""
    head = meeting_head(document)
    others = sorted(_others(document, head), key=lambda meeting: meeting.start)
    for meeting in _once([*_own(head), *others], head):
        yield Meeting(
            evidence=document.evidence(meeting.start, meeting.end, meeting.rule),
            body=meeting.body,
            date=meeting.date,
            start=meeting.begin,
            end=meeting.finish,
            place=meeting.place,
        )


def _once(found: Sequence[_Found], head: MeetingHead | None) -> list[_Found]:
    """Each meeting once, under the first form of its body's name; a telling that gives the hours is preferred."""
    merged: dict[tuple[str, str], _Found] = {}
    names: dict[str, str] = {}
    for meeting in found:
        name = _own_council(meeting.body, head)
        folded = re.sub(r"\W+", "", name).lower()
        named = replace(meeting, body=names.setdefault(folded, name))
        known = merged.get((folded, meeting.date))
        if known is None or (not known.begin and meeting.begin and known.rule != RULE_HEAD):
            merged[folded, meeting.date] = named
    return list(merged.values())


def _own_council(body: str, head: MeetingHead | None) -> str:
    """ "Byrådet" for the council of the municipality that publishes ("Vejle Byråd"), any other name as it is.

    The last word of the own body's name stands for it: "Landsbyrådet" where "Det fælles landsbyråd" meets.
    """
    last = head.body.rpartition(" ")[2].lower() if head else ""
    if head and last and last.removesuffix("et") == body.lower().removesuffix("et"):
        return head.body
    place, _, council = body.rpartition(" ")
    is_own = place and council in _COUNCILS and head and head.publisher.startswith(place)
    return body_name(council) if is_own else body


def _own(head: MeetingHead | None) -> Iterator[_Found]:
    if head and head.body:
        yield _Found(head.body, head.date, *head.date_range, RULE_HEAD, head.start, head.end, head.place)


def _others(document: Document, head: MeetingHead | None) -> Iterator[_Found]:
    if head:
        context = DateContext(reference=date.fromisoformat(head.date))
    else:
        context = DateContext(year=document_year(document))
    yield from _courses(document)
    for met in planned_meetings(document, context, head.body if head else ""):
        yield _Found(met.body, met.date, met.start, met.end, RULE_PLANNED, met.begin, met.finish, met.place)
    for met in told_meetings(document, context):
        yield _Found(met.body, met.date, met.start, met.end, RULE_TOLD)
    found = outline(document)
    start = found.sections[0].start if head and found.items else 0
    for sentence in sentences(document):
        if sentence.start < start:
            continue
        for day, told in references(sentence.text, list(find_dates(sentence.text, context)), head.body if head else ""):
            first, last = sentence.start + told.start, sentence.start + told.end
            yield _Found(told.body, day.iso, first, last, RULE_REFERENCE, told.begin, told.finish, told.place)


def _courses(document: Document) -> Iterator[_Found]:
    """The lines of "Sagens forløb": a date and the committee that treated the case then."""
    for item in outline(document).items:
        told = any(part.name == "sagens forløb" for part in item.parts)
        for match in _COURSE.finditer(document.text, item.heading_end, item.end):
            opens = match.start() == document.block_at(match.start()).start
            body = next(find_bodies(match["body"]), None)
            day = next(find_dates(match["date"]), None)
            if day and body and body.start == 0 and (opens or told):
                yield _Found(body.name, day.iso, match.start(), match.start("body") + body.end, RULE_COURSE)
