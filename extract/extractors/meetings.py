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

from extract.document import Block, Document
from extract.fact import Facts, Meeting
from extract.grammar.dates import DateContext, document_year, find_dates
from extract.grammar.deciding_bodies import body_name, find_bodies
from extract.grammar.times import find_times
from extract.outline import outline
from extract.sentences import sentences
from extract.structure.meeting_head import MeetingHead, meeting_head
from extract.structure.meeting_references import reference

RULE_HEAD = "meetings/head"
RULE_REFERENCE = "meetings/reference"
RULE_COURSE = "meetings/course-of-case"
RULE_PLANNED = "meetings/planned-dates"
LISTED = 15
"""Paragraphs below an announcement in which planned dates are looked for."""

_COUNCILS = frozenset(("Byråd", "Byrådet", "Kommunalbestyrelse", "Kommunalbestyrelsen"))
_COURSE = re.compile(
    r"(?P<date>\d\d?[-./]\d\d?[-./]\d{4})\s+(?P<body>[A-ZÆØÅ][\wæøåÆØÅ,& -]{4,70}?)(?=$|\s*[.:(]|\s{2})", re.M
)
_PLANNED = re.compile(
    r"\b(?:mødedatoer\w*|møder(?:ne)?|møde\w+)\s+(?:for|i)\s+(?P<body>[^:.]{4,80}?)\s*(?:er\b|i \d{4}|:|$)", re.I
)
_DAY_FIRST = re.compile(r"[\W\d]*(?:\w+dag\s+)?(?:den\s+|d\.\s*)?\d")
_ALL_IN = re.compile(
    r"\b(?:alle )?møder(?:ne)?\s+(?:vil\s+(?:være|blive\s+\w+)|holdes|afholdes|bliver|foregår|er|finder sted)"
    r"\s+(?:på|i|hos)\s+(?P<place>[^.;]{3,90})",
    re.I,
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
    if outline(document).family == "other":
        return
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
    """ "Byrådet" for the council of the municipality that publishes ("Vejle Byråd"), any other name as it is."""
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
    yield from _planned(document, context)
    start = outline(document).sections[0].start if head else 0
    for sentence in sentences(document):
        if sentence.start < start:
            continue
        for day in find_dates(sentence.text, context):
            met = reference(sentence.text, day, head.body if head else "") if day.precision == "day" else None
            if met:
                first, last = sentence.start + met.start, sentence.start + met.end
                yield _Found(met.body, day.iso, first, last, RULE_REFERENCE, met.begin, met.finish, met.place)


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


def _planned(document: Document, context: DateContext) -> Iterator[_Found]:
    """Lists of planned meeting dates under a line that announces them."""
    blocks = document.blocks
    for position, block in enumerate(blocks):
        words = document.text[block.start : block.end].strip()
        named = _PLANNED.search(words) if block.kind != "row" and len(words) <= 200 else None
        listed = _listed(document, blocks[position + 1 : position + 1 + LISTED]) if named else []
        if named is None or len(listed) < 2:
            continue
        body = next((found.name for found in find_bodies(named["body"])), body_name(named["body"]))
        body = _in_full(document, block, body)
        place = _ALL_IN.search(document.text[listed[-1].end : listed[-1].end + 300])
        where = place["place"].strip() if place else ""
        for item in listed:
            text = document.text[item.start : item.end]
            day = next((day for day in find_dates(text, context) if day.precision == "day"), None)
            time = next(find_times(text), None)
            hours = (time.begin, time.finish) if time else ("", "")
            if day:
                yield _Found(body, day.iso, item.start, item.end, RULE_PLANNED, *hours, where)


def _listed(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """The blocks at the start that are each a date with little else."""
    found: list[Block] = []
    for block in blocks:
        text = document.text[block.start : block.end]
        if len(text) > 90 or not re.search(r"\d{1,2}[.-]", text) or not _DAY_FIRST.match(text):
            break
        found.append(block)
    return found


def _in_full(document: Document, block: Block, body: str) -> str:
    """A body named by its kind alone ("opgaveudvalget"), as the item names it in full ("opgaveudvalg om cykler")."""
    item = outline(document).item_at(block.start)
    if item is None or " " in body:
        return body
    stem = re.sub(r"(?:et|en|e)$", "", body)
    fuller = (found.name for found in find_bodies(document.text[item.start : block.start]))
    return next((name for name in fuller if name.startswith(stem) and len(name) > len(body) + 3), body)
