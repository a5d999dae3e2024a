"""Where an agenda item of minutes tells what this meeting decided, among what other committees decided before it."""

from __future__ import annotations

from extract.document import Document
from extract.grammar.dates import find_dates
from extract.grammar.deciding_bodies import find_bodies
from extract.outline import Section
from extract.structure.meeting_head import MeetingHead


def decided_range(document: Document, item: Section, head: MeetingHead) -> tuple[int, int]:
    """Where an item tells what this meeting decided: its own Beslutning, or all of an item without any parts.

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
        return item.end, item.end
    end = filled.end
    for part in own:
        end = part.end if part.start == end else end  # a second heading such as the date goes on with the decision
    return filled.body, end


def _is_own(heading: str, head: MeetingHead) -> bool:
    """Whether a heading such as "Beslutning i Økonomiudvalget den 3. maj 2031" names this meeting, or none."""
    days = [date.iso for date in find_dates(heading) if date.precision == "day"]
    if days:
        return head.date in days
    bodies = [body.name for body in find_bodies(heading)]
    return not bodies or head.body in bodies
