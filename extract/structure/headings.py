"""Numbered headings of agendas: which of them are items, which only group items, and which are lists or contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document import Document
from extract.structure.heading import Heading
from extract.structure.item_order import in_sequence, mark_items
from extract.structure.numbered_lines import NUMBERED, WRAP, alike, candidates, enumerated
from extract.structure.page_numbers import without_page_numbers
from extract.structure.points import told_points
from extract.structure.printed import PrintedText, heading_lines


def numbered_headings(document: Document, plain: bool = False) -> list[Heading]:
    """The numbered headings of an agenda in reading order, its items marked; lists and contents are left out.

    With ``plain`` a number that counts on is enough: for the papers of meetings, whose items may have no parts.
    """
    lines = heading_lines(document)
    found = list(candidates(document.text, lines, plain))
    told = told_points(lines, [heading for heading in found if not heading.labelled]) if plain else []
    if told:
        return [replace(heading, is_item=True) for heading in told]
    kept = _without_contents([heading for heading in found if not _repeated(heading, found, lines)])
    kept = [replace(heading, bodied=_bodied(heading, kept, lines)) for heading in kept]
    if plain and not any(heading.case_number and "." in heading.number for heading in kept):
        kept = _marked_plain(kept, lines)
    return without_page_numbers(document.text, mark_items(in_sequence(kept)))


def _marked_plain(found: Sequence[Heading], lines: Sequence[PrintedText]) -> list[Heading]:
    """The candidates, those marked that a number alone may make an item: they begin a paragraph and go on no list."""
    marked: list[Heading] = []
    for heading in found:
        opens = lines[heading.line].opens and "." not in heading.number
        told = any(other.key == heading.key and other.evidence for other in found if other is not heading)
        marked.append(replace(heading, plain=opens and not told and not _goes_on_list(heading, marked, lines)))
    return marked


def _goes_on_list(heading: Heading, before: Sequence[Heading], lines: Sequence[PrintedText]) -> bool:
    """Whether the numbered line above a heading is the point before it in a list: one that began again at one."""
    numbered = (index for index in range(heading.line - 1, -1, -1) if NUMBERED.fullmatch(lines[index].text))
    above = next(numbered, None)
    match = NUMBERED.fullmatch(lines[above].text) if above is not None else None
    if match is None or match["number"] != str(heading.key[0] - 1) or match["title"][0].islower():
        return False
    same = [other for other in before if other.number == match["number"]]
    if match["number"] == "1":
        return bool(same) and same[0].line != above
    return any(other.line == above and not (other.plain or other.evidence) for other in same)


def _repeated(heading: Heading, found: Sequence[Heading], lines: Sequence[PrintedText]) -> bool:
    """Whether a heading only repeats its item's number and title below "Beslutning"."""
    above = lines[heading.line - 1].part if heading.line else None
    decides = above is not None and above.name in ("beslutning", "konklusion")
    return heading.labelled and decides and any(o.line < heading.line and o.key == heading.key for o in found)


def _bodied(heading: Heading, found: Sequence[Heading], lines: Sequence[PrintedText]) -> bool:
    """Whether an indstilling or a decision stands between a heading and the next one that counts on from it."""
    if enumerated(lines, heading.line) or not lines[heading.line].opens:
        return False
    later = (other.line for other in found if other.line > heading.line and other.key > heading.key)
    names = [line.part.name for line in lines[heading.line + 1 : next(later, len(lines))] if line.part]
    return any(name in ("indstilling", "beslutning", "konklusion") for name in names)


def _same(one: Heading, other: Heading) -> bool:
    return one.number == other.number and alike(one.title, other.title)


def _without_contents(found: Sequence[Heading]) -> list[Heading]:
    """Of headings printed twice, the one with a body; it is marked as listed."""
    kept: list[Heading] = []
    for heading in found:
        twins = [other for other in found if _same(heading, other)]
        twins = [
            twin for twin in twins if not any(other.headed and 0 < twin.line - other.line <= WRAP for other in twins)
        ]
        if heading is max(twins, key=lambda other: (bool(other.case_number), other.headed, other is not twins[0])):
            kept.append(replace(heading, listed=len(twins) > 1))
    return kept
