"""Puts repaired blocks together into a Document: the one place where text, lines, tables and origins are laid out."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.document import Block, BlockKind, Cell, Document, Line, Page, Table
from extract.fact import Box
from extract.layout.repair import Run, clean, join_lines, stray_spaces

Bounds = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, origin at the top left."""


class PrintedLine(NamedTuple):
    """A printed line before it is repaired, with what is known of its type."""

    run: Run
    box: Box | None = None
    font: str = ""
    size: float = 0.0
    bold: bool = False
    page: int | None = None
    """The page, where it is another than that of the block's first line."""


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """The printed lines of a paragraph or list item; for a row one tuple of lines per cell."""

    kind: BlockKind
    lines: tuple[PrintedLine, ...] = ()
    cells: tuple[tuple[PrintedLine, ...], ...] = ()
    table: int = 0
    """Rows with the same number (from 1, unique in the document) form one table."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page before assembly; number is None where the file has no page marks."""

    number: int | None
    width: float
    height: float
    blocks: tuple[PrintedBlock, ...]
    recognised: bool = False
    """Whether its words were recognised in a picture."""
    unread: bool = False
    """Whether it is a scan that was not read."""


Repaired = tuple[Run, list[tuple[PrintedLine, int, int]]]
"""The lines of a block as one run, and of each line that is not empty its start and end in it."""


@dataclass
class _Repairs:
    """The repaired lines of each block; kept, as most stay as they are once the stray spaces are known."""

    strays: frozenset[int] = frozenset()
    known: dict[int, Repaired] = field(default_factory=dict)

    def of(self, printed: Sequence[PrintedLine]) -> Repaired:
        """The lines of a block, repaired."""
        found = self.known.get(id(printed))
        if found is None or (self.strays and not all(self.strays.isdisjoint(line.run.origin) for line in printed)):
            found = self.known[id(printed)] = _repaired(printed, self.strays)
        return found


def _repaired(printed: Sequence[PrintedLine], strays: frozenset[int]) -> Repaired:
    cleaned = [(line, repaired) for line in printed if (repaired := clean(line.run, strays)).text]
    joined, ends = join_lines([repaired for _, repaired in cleaned])
    starts = [end - len(repaired.text) for (_, repaired), end in zip(cleaned, ends, strict=True)]
    # a hyphen that the join took out is no part of its line
    ends = [min(end, start) for end, start in zip(ends, [*starts[1:], len(joined.text)], strict=False)]
    return joined, [(line, *span) for (line, _), span in zip(cleaned, zip(starts, ends, strict=True), strict=True)]


@dataclass
class _Layout:
    text: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("l"))
    length: int = 0
    repairs: _Repairs = field(default_factory=_Repairs)

    def add(self, piece: Run) -> tuple[int, int]:
        start = self.length
        self.text.append(piece.text)
        self.origin.extend(piece.origin)
        self.length += len(piece.text)
        return start, self.length

    def separator(self, character: str) -> None:
        last = self.origin[-1] if self.origin else 0
        self.add(Run(character, (last,)))


def assemble(
    *,
    slug: str,
    name: str,
    media_type: str,
    sha256: str,
    raw: str,
    pages: Sequence[PrintedPage],
    furniture: Sequence[str] = (),
    boxes: array[float] | None = None,
) -> Document:
    """The Document that these printed pages make; ``boxes`` has four coordinates for each character of ``raw``."""
    repairs = _Repairs()
    layout, blocks, rows = _lay_out(pages, repairs)
    repairs.strays = stray_spaces("".join(layout.text), layout.origin, raw)
    if repairs.strays:
        layout, blocks, rows = _lay_out(pages, repairs)
    text = "".join(layout.text)
    return Document(
        slug=slug,
        name=name,
        media_type=media_type,
        sha256=sha256,
        raw=raw,
        text=text,
        origin=layout.origin,
        pages=tuple(_pages(pages, blocks)),
        blocks=tuple(blocks),
        tables=tuple(_table(text, number, *found) for number, found in enumerate(rows.values(), 1)),
        furniture=tuple(furniture),
        boxes=array("f") if boxes is None else boxes,
        recognised=frozenset(page.number for page in pages if page.number is not None and page.recognised),
        unread=frozenset(page.number for page in pages if page.number is not None and page.unread),
    )


Cells = list[tuple[int, int]]
Rows = dict[int, tuple[int | None, list[tuple[Block, Cells]]]]


def _lay_out(pages: Sequence[PrintedPage], repairs: _Repairs) -> tuple[_Layout, list[Block], Rows]:
    """The text of all pages without the stray spaces, its blocks, and the rows of its tables by their number."""
    layout = _Layout(repairs=repairs)
    blocks: list[Block] = []
    rows: Rows = {}
    for page in pages:
        for printed in page.blocks:
            block, cells = _add_block(layout, printed, page.number)
            if block is None:
                continue
            blocks.append(block)
            if cells is not None:
                rows.setdefault(printed.table, (page.number, []))[1].append((block, cells))
    return layout, blocks, rows


def _pages(pages: Sequence[PrintedPage], blocks: Sequence[Block]) -> Iterator[Page]:
    """The pages that have a number, with the range of the text that their lines take."""
    ranges: dict[int | None, tuple[int, int]] = {}
    for line in (line for block in blocks for line in block.lines):
        start, end = ranges.get(line.page, (line.start, line.end))
        ranges[line.page] = min(start, line.start), max(end, line.end)
    position = 0
    for page in pages:
        if page.number is not None:
            start, position = ranges.get(page.number, (position, position))
            yield Page(page.number, page.width, page.height, start, position)


def _add_block(
    layout: _Layout, printed: PrintedBlock, page: int | None
) -> tuple[Block | None, list[tuple[int, int]] | None]:
    start = layout.length
    if printed.kind == "row":
        lines: list[Line] = []
        cells: list[tuple[int, int]] = []
        for index, cell in enumerate(printed.cells):
            if index:
                layout.separator("\t")
            cell_start, found = _add_lines(layout, cell, page)
            lines.extend(found)
            cells.append((cell_start, layout.length))
        if not lines:
            return None, None
        block = Block(start, layout.length, "row", tuple(lines))
        layout.separator("\n")
        return block, cells
    _, found = _add_lines(layout, printed.lines, page)
    if not found:
        return None, None
    block = Block(start, layout.length, printed.kind, tuple(found))
    layout.separator("\n")
    return block, None


def _add_lines(layout: _Layout, printed: Sequence[PrintedLine], page: int | None) -> tuple[int, list[Line]]:
    joined, lines = layout.repairs.of(printed)
    start, _ = layout.add(joined)
    return start, [
        Line(
            start + first,
            start + last,
            page if line.page is None else line.page,
            line.box,
            line.font,
            line.size,
            line.bold,
        )
        for line, first, last in lines
    ]


def _table(text: str, number: int, page: int | None, rows: list[tuple[Block, list[tuple[int, int]]]]) -> Table:
    width = max(len(cells) for _, cells in rows)
    laid = [cells + [(block.end, block.end)] * (width - len(cells)) for block, cells in rows]
    start, end = rows[0][0].start, rows[-1][0].end
    table = tuple(
        tuple(Cell(first, last, text[first:last], row, column) for column, (first, last) in enumerate(places))
        for row, places in enumerate(laid)
    )
    return Table(number, page, start, end, table)
