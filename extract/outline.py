"""How a document is built: its family, its agenda items and headed sections, and their named parts (Indstilling, Bilag …)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.document import Document

Family = Literal[
    "agenda",
    "minutes",
    "budget-agreement",
    "economy-agreement",
    "political-agreement",
    "framework-agreement",
    "analysis",
    "other",
]


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


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's family with the words that show it (a range of the text), and its sections in reading order."""

    family: Family
    shown: tuple[int, int]
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Section, ...]:
        """The agenda items."""
        return tuple(section for section in self.sections if section.is_item)

    def item_at(self, position: int) -> Section | None:
        """The agenda item that a position stands in."""
        return next((item for item in reversed(self.items) if item.start <= position < item.end), None)

    def section_at(self, position: int) -> Section | None:
        """The innermost section that a position stands in."""
        inside = [section for section in self.sections if section.start <= position < section.end]
        return max(inside, key=lambda section: section.start) if inside else None


@lru_cache(maxsize=8)
def outline(document: Document) -> Outline:
    """The outline of a document, worked out once."""
    return Outline("other", (0, 0), ())
