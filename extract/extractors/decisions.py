"""Decisions on agenda items in minutes: one fact per outcome, quoted by the sentence that carries it.

Looks for lines such as::

    Beslutning
    Taget til efterretning.
    KKR Syddanmark godkendte budgettet og sendte det i høring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.fact import Decision, Facts
from extract.grammar.dates import find_dates
from extract.grammar.deciding_bodies import find_bodies
from extract.grammar.outcomes import outcomes
from extract.outline import Section, outline
from extract.sentences import split
from extract.structure.meeting_head import MeetingHead, meeting_head

RULE = "decisions/decided"
RULE_TOLD = "decisions/told"
Range = tuple[int, int]

_MARKER = re.compile(
    r"\s*(?:(?:ad\s+)?(?:punkt\s+|pkt\.?\s*)?\(?\d{1,2}[a-z]?(?:\.?\s*[-–,]\s*\d{1,2})*[.):]+|[a-zæøå][.)]|[-–•●▪*])\s*",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?:lukket|fortrolig|lukkede)\b", re.IGNORECASE)
_EARLIER = re.compile(r"(?:^|\s)\d\d[-.]\d\d[-.]\d{4}\s+(?=[A-ZÆØÅ])")
_ABSENCE = re.compile(
    r"(?:afbud|fraværende|(?:ikke|ej) til ?stede|inhabil|mødet hævet|"
    r"beslutning(?:en)? (?:er )?(?:ikke frigivet|lukket))\b",
    re.IGNORECASE,
)


def extract(document: Document, _facts: Facts) -> Iterator[Decision]:
    """The outcomes of each item of minutes, in order; "other" where a decision only tells what was said or held."""
    head = meeting_head(document)
    found = outline(document)
    if head is None or found.family != "minutes":
        return
    for item in found.items:
        sentences = list(_sentences(document, *_decided(document, item, head)))
        decided = _outcomes(document, sentences)
        for outcome, (start, end) in decided:
            yield Decision(evidence=document.evidence(start, end, RULE), item_number=item.number, outcome=outcome)
        if sentences and not decided and (item.parts or _CLOSED.match(item.title)):
            told = next((place for place in sentences if document.text[place[1] - 1] != ":"), sentences[0])
            yield Decision(evidence=document.evidence(*told, RULE_TOLD), item_number=item.number, outcome="other")


def _decided(document: Document, item: Section, head: MeetingHead) -> Range:
    """Where an item tells what this meeting decided: its own Beslutning, or all of an item without any parts.

    An open item without parts says what was decided only where it names an outcome.
    """
    if not item.parts:
        return item.heading_end, item.end
    for part in item.parts:
        heading = document.text[part.start : part.body]
        if part.name == "beslutning" and _is_own(heading, head) and document.text[part.body : part.end].strip():
            return part.body, part.end
    return item.end, item.end


def _is_own(heading: str, head: MeetingHead) -> bool:
    """Whether a heading such as "Beslutning i Økonomiudvalget den 3. maj 2031" names this meeting, or none."""
    days = [date.iso for date in find_dates(heading) if date.precision == "day"]
    if days:
        return head.date in days
    bodies = [body.name for body in find_bodies(heading)]
    return not bodies or head.body in bodies


def _sentences(document: Document, start: int, end: int) -> Iterator[Range]:
    """The sentences of a decision without list numbers and absences; what other committees decided earlier ends it."""
    for block in document.blocks:
        if block.kind == "row" or block.end <= start or block.start >= end:
            continue
        first, last = max(block.start, start), min(block.end, end)
        earlier = _EARLIER.search(document.text[first:last])
        marker = _MARKER.match(document.text[first:last])
        offset = marker.end() if marker else 0
        stop = first + earlier.start() if earlier else last
        for begin, finish in split(document.text[first + offset : stop]):
            place = (first + offset + begin, first + offset + finish)
            if not _ABSENCE.match(document.text[place[0] : place[1]]):
                yield place
        if earlier:
            return


def _outcomes(document: Document, sentences: list[Range]) -> list[tuple[str, Range]]:
    found: dict[str, Range] = {}
    for start, end in sentences:
        for outcome in outcomes(document.text[start:end]):
            found.setdefault(outcome, (start, end))
    return list(found.items())
