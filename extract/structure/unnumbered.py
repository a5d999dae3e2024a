"""Agenda items without printed numbers: titles above a case number or above parts that come again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.document import Document
from extract.structure.case_lines import case_line
from extract.structure.head_days import head_days
from extract.structure.heading import Heading
from extract.structure.meeting_title import meeting_title
from extract.structure.numbered_lines import looks_like_title
from extract.structure.printed import PrintedText, heading_lines

LONGEST = 160
"""Characters that such a title has at most."""
PROSE = 50
"""Characters of a line that is text below a title."""
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
        if line.part:
            seen.add(line.part.name)
            continue
        case = case_line(lines, index + 1)
        below = lines[index + 1].part
        if not (case or below) or not _is_title(lines, index):
            continue
        if found and not case and below and below.name not in seen:
            continue
        end = lines[case.last].end if case else line.end
        number, officer = (case.case_number, case.officer) if case else ("", "")
        place = str(len(found) + 1)
        found.append(Heading(place, line.text, line.start, end, index, number, officer, headed=True, is_item=True))
        seen = set()
    return found if found and _proven(lines, found) else _after_decisions(_whole_titles(lines))


def _after_decisions(lines: Sequence[PrintedText]) -> list[Heading]:
    """The titles above prose that stand between what was decided on one item and the parts of the next.

    They are told where most decisions have one.
    """
    decided = [
        index for index, line in enumerate(lines) if line.part and line.part.name in ("beslutning", "konklusion")
    ]
    found: list[Heading] = []
    dated = next((index for index, line in enumerate(lines) if any(True for _ in head_days(line.text))), 0)
    for start, stop in pairwise([dated - 1, *decided]):
        parted = next((index for index in range(start + 2, stop) if lines[index].part), stop)
        told = (index for index in range(start + 2, parted) if _is_title(lines, index) and _heads_prose(lines, index))
        place = next(told, None)
        if place is not None:
            line, number = lines[place], str(len(found) + 1)
            found.append(Heading(number, line.text, line.start, line.end, place, headed=True, is_item=True))
    return found if len(found) > 1 and 2 * len(found) > len(decided) else []


def _whole_titles(lines: Sequence[PrintedText]) -> list[PrintedText]:
    """The lines, those of a paragraph in bold as one."""
    found: list[PrintedText] = []
    for line in lines:
        before = found[-1] if found else None
        if before and line.bold and before.bold and before.block is line.block and not line.part:
            found[-1] = replace(before, end=line.end, text=f"{before.text} {line.text}")
        else:
            found.append(line)
    return found


def _heads_prose(lines: Sequence[PrintedText], index: int) -> bool:
    below = lines[index + 1]
    return len(below.text) >= PROSE and below.text[0].isupper() and below.block is not lines[index].block


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
        parts = [line.part.name for line in lines[heading.line : end] if line.part]
        proper += bool(heading.case_number or _AGAIN.intersection(parts))
    return 2 * proper >= len(found)
