"""Who met and when in a paper without a head: told above what was decided on each of its items.

Looks for lines such as::

    Havneudvalgets møde den 12. maj 2031:
    Beslutning fra Havneudvalget
    Dato: 12. maj 2031
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Document
from extract.grammar.dates import find_dates
from extract.grammar.deciding_bodies import find_bodies
from extract.outline import Part, Section, outline
from extract.structure.printed import PrintedText, printed_lines

_DATED = re.compile(r"(?:møde)?dato\s*:\s*", re.I)
_AGENDA_OF = re.compile(
    r"\bdagsorden(?:en)? for (?:mødet i )?(?P<body>[A-ZÆØÅ][\wæøåÆØÅ& -]{1,60}?)(?:s møde)? den (?=\d)"
)
REACH = 30
"""Characters in which a day stands."""
LABELS = 4
"""Lines below the heading of a decision in which its day stands behind a label."""


@dataclass(frozen=True, slots=True)
class DecisionHead:
    """A day of decisions: the body, the range of the words that date it, and the lines around them."""

    body: str
    date: str
    start: int
    end: int
    lines: tuple[PrintedText, ...]


def decision_head(document: Document) -> DecisionHead | None:
    """The last day on which the items of a paper were decided, with the body that its heading names; else None."""
    items = outline(document).items
    found = [told for item in items for part in item.parts for told in _told(document, part)]
    last = max(found, key=lambda told: (told.date, -told.start), default=None)
    return last or (_of_agenda(document, items[0]) if items else None)


def _of_agenda(document: Document, item: Section) -> DecisionHead | None:
    """The meeting whose agenda the first item approves: "Godkendelse af dagsorden for HU den 3. maj 2031"."""
    told = _AGENDA_OF.search(document.text, item.start, item.end)
    day = next(iter(find_dates(document.text[told.end() : told.end() + REACH])), None) if told else None
    if told is None or day is None or day.start or day.precision != "day":
        return None
    return DecisionHead(told["body"], day.iso, told.end(), told.end() + day.end, ())


def _told(document: Document, part: Part) -> Iterator[DecisionHead]:
    if part.name != "beslutning":
        return
    lines = tuple(line for line in printed_lines(document) if part.start <= line.start < part.end)[: LABELS + 1]
    body = next((found.name for found in find_bodies(document.text[part.start : part.body])), "")
    for index, line in enumerate(lines if body else ()):
        label = _DATED.match(line.text)
        if index and not label:
            continue
        for day in find_dates(line.text):
            if day.precision == "day":
                yield DecisionHead(body, day.iso, line.start + day.start, line.start + day.end, lines)
