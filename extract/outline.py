"""How a document is built: its family, its agenda items and headed sections, and their parts (Indstilling, Bilag …)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from extract.document import Document
from extract.grammar.dates import find_dates
from extract.structure.counted_items import counted_headings
from extract.structure.family import OPENING, Family, meeting_family, text_family
from extract.structure.heading import Heading
from extract.structure.headings import numbered_headings
from extract.structure.meeting_title import meeting_title
from extract.structure.printed import PrintedText, heading_lines, printed_lines
from extract.structure.titles import plain_headings
from extract.structure.unnumbered import unnumbered_headings

LISTS = frozenset(("indstilling", "beslutning", "bilag", "sagens forløb", "deltagere", "afbud"))
"""Parts whose short lines are points of a list, never headings."""


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of an agenda item: ``name`` is the lower-case canonical name (indstilling, beslutning, bilag,
    baggrund, sagsfremstilling, resume, økonomi …); the heading is at start:body, the content at body:end."""

    name: str
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A headed stretch of text: the heading is ``text[start:heading_end]``, its content runs to ``end``.

    ``number`` is "" for unnumbered headings, ``level`` 1 for the outermost. An agenda item is a section whose
    ``is_item`` holds; its named parts are in ``parts``.
    """

    number: str
    title: str
    level: int
    start: int
    heading_end: int
    end: int
    is_item: bool = False
    case_number: str = ""
    officer: str = ""
    parts: tuple[Part, ...] = ()

    def part(self, *names: str) -> Part | None:
        """The first part with one of these names."""
        return next((part for part in self.parts if part.name in names), None)


@dataclass(frozen=True)
class Outline:
    """A document's family with the words that show it (a range of the text), and its sections in reading order."""

    family: Family
    shown: tuple[int, int]
    sections: tuple[Section, ...]

    @cached_property
    def items(self) -> tuple[Section, ...]:
        """The agenda items."""
        return tuple(section for section in self.sections if section.is_item)

    def item_at(self, position: int) -> Section | None:
        """The agenda item that a position stands in."""
        return next((item for item in reversed(self.items) if item.start <= position < item.end), None)

    def section_at(self, position: int) -> Section | None:
        """The innermost section that a position stands in."""
        last = bisect_right(self._starts, position)
        return next((section for section in reversed(self.sections[:last]) if position < section.end), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [section.start for section in self.sections]


@lru_cache(maxsize=8)
def outline(document: Document) -> Outline:
    """The outline of a document, worked out once."""
    lines = heading_lines(document)
    if not lines:
        return Outline("other", (0, 0), ())
    called = meeting_title(printed_lines(document, rows=True))
    sections = _sections(document, lines, called is not None)
    items = [section for section in sections if section.is_item]
    opening = document.text[: items[0].start] if items else ""
    decided = sum(1 for item in items if _is_decided(document, item, {day.iso for day in find_dates(opening)}))
    single = len(items) == 1 and decided == 1 and bool(items[0].case_number)
    found = meeting_family(document.text[:OPENING], len(items), decided, called, single)
    if found is None:
        family, shown = text_family(document.text)
        return Outline(family, shown, _text_sections(document))
    return Outline(*found, _with_subheadings(document, sections) if items else _text_sections(document))


def _sections(document: Document, lines: Sequence[PrintedText], called: bool) -> tuple[Section, ...]:
    """The sections of an agenda, () where there are no items; in the paper of a meeting, weaker signs make an item."""
    sections = _agenda_sections(document, lines, numbered_headings(document, plain=called))
    proper = _is_agenda([section for section in sections if section.is_item])
    if called and not proper:
        ways = (counted_headings(document), unnumbered_headings(document))
        found = [*(_agenda_sections(document, lines, headings) for headings in ways), sections]
        return max(found, key=lambda way: sum(section.is_item for section in way))
    return sections if proper else ()


def _is_agenda(items: Sequence[Section]) -> bool:
    """Whether numbered headings are items: a third of them have a case number, an indstilling or a decision."""
    proper = sum(1 for item in items if item.case_number or item.part("indstilling", "beslutning"))
    return bool(items) and 3 * proper >= len(items)


def _is_decided(document: Document, item: Section, days: set[str]) -> bool:
    """Whether an item holds a decision of this meeting: not one dated to a day other than those of the opening."""
    for part in item.parts:
        dated = {day.iso for day in find_dates(document.text[part.start : part.body]) if day.precision == "day"}
        told = not dated or not days or dated & days
        if part.name == "beslutning" and document.text[part.body : part.end].strip() and told:
            return True
    return False


def _agenda_sections(
    document: Document, lines: Sequence[PrintedText], headings: Sequence[Heading]
) -> tuple[Section, ...]:
    sections = []
    for position, heading in enumerate(headings):
        end = headings[position + 1].start if position + 1 < len(headings) else len(document.text)
        sections.append(
            Section(
                number=heading.number,
                title=heading.title,
                level=len(heading.key),
                start=heading.start,
                heading_end=heading.end,
                end=_section_end(headings, position, end, len(document.text)),
                is_item=heading.is_item,
                case_number=heading.case_number,
                officer=heading.officer,
                parts=_parts(lines, heading.end, end) if heading.is_item else (),
            )
        )
    return _with_conclusions(sections)


def _section_end(headings: Sequence[Heading], position: int, end: int, whole: int) -> int:
    """Where a section ends: an item at the next heading, a heading above sub-items after the last of them."""
    heading = headings[position]
    if heading.is_item:
        return end
    depth = len(heading.key)
    outside = (other.start for other in headings[position + 1 :] if other.key[:depth] != heading.key)
    return next(outside, whole)


def _parts(lines: Sequence[PrintedText], start: int, end: int) -> tuple[Part, ...]:
    found = [
        (line.part.name, line.start, line.start + line.part.length)
        for line in lines
        if line.part and start <= line.start < end
    ]
    for position in range(len(found) - 1, 0, -1):
        if found[position][0] in ("afbud", "deltagere") and found[position - 1][0] in ("beslutning", "konklusion"):
            del found[position]  # who was there when it was decided stands within the decision
    ends = [*(place for _, place, _ in found[1:]), end]
    return tuple(Part(name, first, body, last) for (name, first, body), last in zip(found, ends, strict=False))


def _with_conclusions(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Where no item has a part "Beslutning", what stands under Konklusion or Referat is what was decided."""
    if any(section.part("beslutning") for section in sections):
        return tuple(sections)
    return tuple(replace(section, parts=tuple(_concluding(part) for part in section.parts)) for section in sections)


def _concluding(part: Part) -> Part:
    return replace(part, name="beslutning") if part.name == "konklusion" else part


def _text_sections(document: Document) -> tuple[Section, ...]:
    headings = plain_headings(document)
    sections = []
    for position, heading in enumerate(headings):
        outside = (other.start for other in headings[position + 1 :] if other.level <= heading.level)
        end = next(outside, len(document.text))
        sections.append(Section(heading.number, heading.title, heading.level, heading.start, heading.end, end))
    return tuple(sections)


def _part_at(item: Section, position: int) -> str:
    """The name of the item's part that a position stands in, "" where it stands in none."""
    return next((part.name for part in item.parts if part.start <= position < part.end), "")


def _with_subheadings(document: Document, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections of an agenda with the unnumbered headings inside its items, each up to the next heading or part."""
    stops = sorted({s.start for s in sections} | {part.start for s in sections for part in s.parts})
    taken = [(s.start, s.heading_end) for s in sections]
    found = list(sections)
    inner = [
        heading
        for heading in plain_headings(document)
        if not any(start <= heading.start < end for start, end in taken) and heading.start not in stops
    ]
    for position, heading in enumerate(inner):
        owner = next((s for s in reversed(sections) if s.is_item and s.start <= heading.start < s.end), None)
        if owner is None or _part_at(owner, heading.start) in LISTS:
            continue
        following = inner[position + 1].start if position + 1 < len(inner) else len(document.text)
        end = min([following, owner.end, *(stop for stop in stops if stop > heading.start)])
        found.append(Section("", heading.title, owner.level + 1, heading.start, heading.end, end))
    return tuple(sorted(found, key=lambda section: section.start))
