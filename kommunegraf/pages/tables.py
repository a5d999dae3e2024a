"""An answer as a table for people: headings that sort, cells in words, and beside each row where it stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request

from kommunegraf import identity
from kommunegraf.endpoint.paging import whole_number
from kommunegraf.pages.asking import Found
from kommunegraf.pages.language import PARAMETER, Links
from kommunegraf.wording import DAY, NUMBERS, Words

SOURCES: Final = (("document", "page", "quote"), ("other_document", "other_page", "other_quote"))
"""The columns that say where a row stands; with its quote they become one."""
HIDDEN: Final = re.compile(r".+_iri|evidence|start|table")
VIEW: Final = frozenset({"sort", "find", "page", PARAMETER})
"""The values in the address of an answer that only say how it is shown."""
SIZE: Final = 100
"""Rows on one page of an answer."""
CODES: Final = frozenset({"code", "recipient_code", "region_code"})
FIGURE: Final = re.compile(r"-?\d+(?:\.\d+)?")
ALPHABET: Final = str.maketrans({"æ": "z1", "ø": "z2", "å": "z3"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown, as it was given, and the page of the thing that it names."""

    text: str
    value: str
    kind: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands: document, page and words, and the page that shows them there."""

    document: str
    page: str
    quote: str
    href: str
    document_href: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name and label, and the address that sorts by it ("ascending" or "descending" if it is sorted)."""

    name: str
    label: str
    kind: str
    href: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, and the evidence that it rests on."""

    cells: tuple[Cell, ...]
    sources: tuple[Source, ...]
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of it that is shown: from row ``first`` of ``count``, of ``whole`` rows unfiltered."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    count: int
    whole: int
    first: int = 1
    find: str = ""
    numbered: int = 1
    pages: int = 1

    @property
    def last(self) -> int:
        """The number of the last row that is shown."""
        return self.first + len(self.lines) - 1

    @property
    def sourced(self) -> bool:
        """Whether any row says where it stands."""
        return any(line.sources for line in self.lines)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes tables of answers in one language; ``names`` are the things that names in some columns mean.

    Columns of ``hidden`` are not shown.
    """

    words: Words
    links: Links
    names: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def whole(self, found: Found) -> Table:
        """All rows in their order."""
        lines = self._lines(found)
        return Table(self._headings(found), lines, len(lines), len(lines))

    def viewed(self, found: Found, request: Request) -> Table:
        """The rows that the address of a page asks for: filtered, sorted, and so many at a time."""
        given = request.query_params
        lines, sort, find = self._lines(found), given.get("sort", ""), given.get("find", "")
        kept = [line for line in lines if _has(line, find)]
        names = self._shown(found)
        if sort.lstrip("-") in names:
            kept = _sorted(kept, names.index(sort.lstrip("-")), sort.startswith("-"))
        pages = max(1, -(-len(kept) // SIZE))
        wished = given.get("page", "1")
        number = min(pages, max(1, whole_number(wished) or 1))
        start = (number - 1) * SIZE
        shown = tuple(kept[start : start + SIZE])
        headings = self._headings(found, sort, sortable=True)
        return Table(headings, shown, len(kept), len(lines), start + 1, find, number, pages)

    def _shown(self, found: Found) -> list[str]:
        taken = {name for columns in _sources(found) for name in columns} | self.hidden
        return [name for name in found.columns if name not in taken and not HIDDEN.fullmatch(name)]

    def _headings(self, found: Found, sort: str = "", *, sortable: bool = False) -> tuple[Heading, ...]:
        return tuple(self._heading(name, sort, sortable) for name in self._shown(found))

    def _heading(self, name: str, sort: str, sortable: bool) -> Heading:
        order = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        kind = "number" if name in NUMBERS else ""
        down = order == "ascending" or (not order and kind == "number")
        href = self.links.again(sort=f"-{name}" if down else name, page=None) if sortable else ""
        label = self.words.column(name)
        return Heading(name, label[:1].upper() + label[1:], kind, href, order)

    def _lines(self, found: Found) -> tuple[Line, ...]:
        names, sources = self._shown(found), _sources(found)
        return tuple(
            Line(
                tuple(self._cell(name, row) for name in names),
                tuple(source for columns in sources if (source := self._source(columns, row))),
                row.get("evidence", ""),
            )
            for row in found.texts()
        )

    def _cell(self, name: str, row: Mapping[str, str]) -> Cell:
        value = row[name]
        kind = "number" if name in NUMBERS and FIGURE.fullmatch(value) else "date" if DAY.fullmatch(value) else ""
        return Cell(self.words.cell(name, value), value, kind, self._href(name, value, row))

    def _href(self, name: str, value: str, row: Mapping[str, str]) -> str:
        """The page of what a cell names, "" where it names nothing that has one."""
        iri = row.get(f"{name}_iri", "") or self.names.get(value, "")
        if iri:
            return self.links.thing(iri)
        if name == "document" and value:
            return self.links.thing(str(identity.iri("document", value)))
        if name in CODES and re.fullmatch(r"\d{4}", value):
            return self.links.thing(str(identity.coded(value)))
        return value if value.startswith("https://") and name != "fact" else ""

    def _source(self, columns: Sequence[str], row: Mapping[str, str]) -> Source | None:
        document, page, quote = (row.get(name, "") for name in columns)
        if not document:
            return None
        evidence = row.get("evidence", "") if columns is SOURCES[0] else ""
        place = self.links.to(f"/evidence/{document}", page=page, quote=digest(quote) if quote else "")
        href = self.links.thing(evidence) if evidence else place
        return Source(document, page, quote, href, self.links.thing(str(identity.iri("document", document))))


def digest(quote: str) -> str:
    """What stands for a quote in an address."""
    return hashlib.sha256(quote.encode()).hexdigest()[:16]


def _sources(found: Found) -> list[tuple[str, str, str]]:
    return [columns for columns in SOURCES if columns[0] in found.columns and columns[2] in found.columns]


def _has(line: Line, find: str) -> bool:
    said = " ".join([cell.text for cell in line.cells] + [source.quote for source in line.sources]).casefold()
    return all(word in said for word in find.casefold().split())


def _sorted(lines: list[Line], column: int, descending: bool) -> list[Line]:
    """Lines by a column: figures by their value, words as a Danish alphabet has them; empty cells last."""
    filled = [line for line in lines if line.cells[column].value]
    empty = [line for line in lines if not line.cells[column].value]
    return sorted(filled, key=lambda line: _key(line.cells[column]), reverse=descending) + empty


def _key(cell: Cell) -> tuple[float, str]:
    if FIGURE.fullmatch(cell.value):
        return float(cell.value), ""
    return float("inf"), cell.value.casefold().translate(ALPHABET)
