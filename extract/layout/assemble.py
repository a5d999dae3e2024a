"""Puts repaired blocks together into a Document: the one place where text, lines, tables and origins are laid out."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from extract.document import Block, BlockKind, Cell, Document, Line, Page, Table
from extract.fact import Box
from extract.layout.repair import Run, clean, join_lines, stray_spaces

Bounds = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, origin at the top left."""
NOWHERE: Bounds = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PrintedLine:
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


@dataclass
class _Layout:
    text: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("l"))
    length: int = 0
    strays: frozenset[int] = frozenset()

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
    box_of: Callable[[int], Bounds] | None = None,
) -> Document:
    """The Document that these printed pages make; ``box_of`` gives the box of a raw character, or NOWHERE."""
    layout, blocks, rows = _lay_out(pages, frozenset())
    strays = stray_spaces("".join(layout.text), layout.origin, raw)
    if strays:
        layout, blocks, rows = _lay_out(pages, strays)
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
        boxes=_boxes(text, layout.origin, box_of),
    )


Cells = list[tuple[int, int]]
Rows = dict[int, tuple[int | None, list[tuple[Block, Cells]]]]


def _lay_out(pages: Sequence[PrintedPage], strays: frozenset[int]) -> tuple[_Layout, list[Block], Rows]:
    """The text of all pages without the stray spaces, its blocks, and the rows of its tables by their number."""
    layout = _Layout(strays=strays)
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
    cleaned = [(line, clean(line.run, layout.strays)) for line in printed]
    cleaned = [(line, repaired) for line, repaired in cleaned if repaired.text]
    joined, ends = join_lines([repaired for _, repaired in cleaned])
    start, _ = layout.add(joined)
    lines: list[Line] = []
    for (line, repaired), end in zip(cleaned, ends, strict=True):
        first = start + end - len(repaired.text)
        if lines and lines[-1].end > first:  # a hyphen that the join took out
            lines[-1] = replace(lines[-1], end=first)
        number = page if line.page is None else line.page
        lines.append(Line(first, start + end, number, line.box, line.font, line.size, line.bold))
    return start, lines


def _table(text: str, number: int, page: int | None, rows: list[tuple[Block, list[tuple[int, int]]]]) -> Table:
    width = max(len(cells) for _, cells in rows)
    laid = [cells + [(block.end, block.end)] * (width - len(cells)) for block, cells in rows]
    start, end = rows[0][0].start, rows[-1][0].end
    table = tuple(
        tuple(Cell(first, last, text[first:last], row, column) for column, (first, last) in enumerate(places))
        for row, places in enumerate(laid)
    )
    return Table(number, page, start, end, table)


def _boxes(text: str, origin: array[int], box_of: Callable[[int], Bounds] | None) -> array[float]:
    if box_of is None:
        return array("f")
    places = (NOWHERE if c.isspace() else box_of(position) for c, position in zip(text, origin, strict=True))
    return array("f", chain.from_iterable(places))
