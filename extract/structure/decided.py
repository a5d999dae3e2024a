"""Where an agenda item of minutes tells what this meeting decided, among what other committees decided before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.document import Block, Document
from extract.grammar.dates import find_dates
from extract.grammar.deciding_bodies import find_bodies
from extract.outline import Section, outline
from extract.sentences import split
from extract.structure.meeting_head import MeetingHead

Range = tuple[int, int]

_MARKER = re.compile(
    r"\s*(?:(?:ad\s+)?(?:punkt\s+|pkt\.?\s*)?\(?\d{1,2}[a-z]?(?:\.?\s*[-–,]\s*\d{1,2})*[.):]+"
    r"(?!\s*(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b)|[a-zæøå][.)]|[-–•●▪*])\s*",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"(?:^|\s)\d\d[-.]\d\d[-.]\d{4}\s+(?=[A-ZÆØÅ])")
_ABSENCE = re.compile(
    r"(?:afbud|fraværende|(?:ikke|ej) til ?stede|inhabil|mødet hævet|"
    r"beslutning(?:en)? (?:er )?(?:ikke frigivet|lukket))\b|(?:møde)?(?:dato|sted|lokale|tid(?:spunkt)?)\s*:",
    re.IGNORECASE,
)
"""Who was not there, or when and where it was decided: no decision."""


def decided_range(document: Document, item: Section, head: MeetingHead) -> Range:
    """Where an item tells what this meeting decided: its own Beslutning, or all of an item without any parts.

    In minutes that have no Beslutning at all it is the last paragraph of an item, where it stands below its bilag.
    An open item without parts says what was decided only where it names an outcome.
    """
    if not item.parts:
        return item.heading_end, item.end
    own = [
        part
        for part in item.parts
        if part.name == "beslutning" and _is_own(document.text[part.start : part.body], head)
    ]
    filled = next((part for part in own if document.text[part.body : part.end].strip()), None)
    if filled is None:
        listed = item.parts[-1].name == "bilag" and not any(i.part("beslutning") for i in outline(document).items)
        return (
            (max(item.parts[-1].body, document.block_at(item.end - 1).start), item.end) if listed else (item.end,) * 2
        )
    end = filled.end
    for part in own:
        end = part.end if part.start == end else end  # a second heading such as the date goes on with the decision
    return filled.body, end


def decided_sentences(document: Document, item: Section, head: MeetingHead) -> Iterator[Range]:
    """The sentences of a decision without list numbers and absences; what other committees decided earlier ends it."""
    start, end = decided_range(document, item, head)
    for block in document.blocks:
        if block.kind == "row" or block.end <= start or block.start >= end:
            continue
        first, last = max(block.start, start), min(block.end, end)
        earlier = _EARLIER.search(document.text[first:last])
        marker = _MARKER.match(document.text[first:last])
        stop = first + earlier.start() if earlier else last
        opening = _after_absence(document, block, first + (marker.end() if marker else 0), stop)
        for begin, finish in split(document.text[opening:stop]):
            place = (opening + begin, opening + finish)
            if not _ABSENCE.match(document.text[place[0] : place[1]]):
                yield place
        if earlier:
            return


def _after_absence(document: Document, block: Block, start: int, end: int) -> int:
    """Where a paragraph goes on after a first line, or lines, that only list who was not there; else its start."""
    if not _ABSENCE.match(document.text[start:end]):
        return start
    within = [line for line in block.lines if start < line.end and line.start < end]
    for line, following in pairwise(within):
        listed = document.text[line.start : line.end].rstrip()
        if following.start < end and not listed.endswith((",", " og", ":", ".")):
            return following.start
    return start


def _is_own(heading: str, head: MeetingHead) -> bool:
    """Whether a heading such as "Beslutning i Økonomiudvalget den 3. maj 2031" names this meeting, or none."""
    days = [date.iso for date in find_dates(heading) if date.precision == "day"]
    if days:
        return head.date in days
    bodies = [body.name for body in find_bodies(heading)]
    return not bodies or head.body in bodies
