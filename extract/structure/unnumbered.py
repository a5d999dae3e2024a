"""Agenda items without printed numbers: titles above a case number or above parts that come again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.document import Document
from extract.structure.case_lines import case_line
from extract.structure.heading import Heading
from extract.structure.meeting_title import meeting_title
from extract.structure.numbered_lines import looks_like_title
from extract.structure.parts import part_heading
from extract.structure.printed import PrintedText, heading_lines

LONGEST = 160
"""Characters that such a title has at most."""
_NO_TITLE = re.compile(
    r"(?:udskriv|tilbage|til toppen|indhold(?:sfortegnelse)?|dagsorden(?:s?punkter)?|punkter|referat|bemærkninger)\b"
    r".{0,20}"
    r"|\d[\d./-]*|[^:]{2,40}:\s.*",
    re.I,
)
_BUTTON = re.compile(r"(?:se|vis|hent) (?:alle )?bilag", re.I)
"""What a web page prints between a title and what stands below it."""
_AGAIN = frozenset(("indstilling", "beslutning", "konklusion"))
"""Parts of which an item has one: a second one belongs to the next item."""


def unnumbered_headings(document: Document) -> list[Heading]:
    """The titles of items in a meeting's paper that prints no numbers, numbered by their place; [] where it has none.

    A title stands alone above a case number or a part heading. Inside an item the headings above parts that it has not
    had yet are its own subheadings; one above a part that it has had opens the next item.
    """
    called = meeting_title(heading_lines(document))
    lines = [line for line in heading_lines(document) if called and line.start >= called[1]]
    lines = [line for line in lines if not _BUTTON.fullmatch(line.text)]
    found: list[Heading] = []
    seen: set[str] = set()
    for index, line in enumerate(lines[:-1]):
        part = part_heading(line.text)
        if part:
            seen.add(part.name)
            continue
        case = case_line(lines, index + 1)
        below = part_heading(lines[index + 1].text)
        if not (case or below) or not _is_title(lines, index):
            continue
        if found and not case and below and below.name not in seen:
            continue
        end = lines[case.last].end if case else line.end
        number, officer = (case.case_number, case.officer) if case else ("", "")
        place = str(len(found) + 1)
        found.append(Heading(place, line.text, line.start, end, index, number, officer, headed=True, is_item=True))
        seen = set()
    return found if found and _proven(lines, found) else []


def _is_title(lines: Sequence[PrintedText], index: int) -> bool:
    line = lines[index]
    if not line.alone or len(line.text) > LONGEST or line.text.startswith(("•", "-", "–")):
        return False
    return looks_like_title(line.text) and not _NO_TITLE.fullmatch(line.text) and not case_line(lines, index)


def _proven(lines: Sequence[PrintedText], found: Sequence[Heading]) -> bool:
    """Whether half of the items have an indstilling or a decision, or a case number."""
    ends = [heading.line for heading in found[1:]] + [len(lines)]
    proper = 0
    for heading, end in zip(found, ends, strict=True):
        parts = [part.name for line in lines[heading.line : end] if (part := part_heading(line.text))]
        proper += bool(heading.case_number or _AGAIN.intersection(parts))
    return 2 * proper >= len(found)
