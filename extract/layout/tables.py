"""Tables of a page: pdfplumber's own finder fed with pdfium's rulings, then tables with horizontal lines or none."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from pdfplumber.table import TableFinder, TableSettings

from extract.fact import Box
from extract.layout.aligned import aligned_tables, lined_tables
from extract.layout.assemble import Bounds, PrintedLine
from extract.layout.rulings import edges
from extract.layout.segments import Glyphs, Segment, merge, rows, segments_of, union

MOST_RULINGS = 2500
"""A page with more lines than this holds a drawing (a map, a chart), not a table."""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is printed: its box, and for each row the printed lines of each cell."""

    box: Box
    rows: tuple[tuple[tuple[PrintedLine, ...], ...], ...]


def goes_on(table: PrintedTable, following: PrintedTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before: the same columns."""
    if len(table.rows[0]) != len(following.rows[0]):
        return False
    if abs(table.box.x0 - following.box.x0) > 6 or abs(table.box.x1 - following.box.x1) > 6:
        return False
    return _words(table.rows[0]) != _words(following.rows[0])  # with its header again it can stand alone


def _words(row: Sequence[Sequence[PrintedLine]]) -> list[str]:
    return ["".join(line.run.text for line in cell) for cell in row]


Grid = Sequence[Sequence[Bounds | None]]


def page_tables(
    page: Glyphs, parts: Sequence[Segment], content: bytes, index: int
) -> tuple[list[PrintedTable], list[Segment]]:
    """The tables of a page (its 0-based index in the file) from top to bottom, and the segments outside them."""
    tables: list[PrintedTable] = []
    rest = list(parts)
    if len(page.rulings) <= MOST_RULINGS:
        for grid in _grids(page, content, index):
            table, outside = _ruled(page, rest, grid)
            if table is not None:
                tables.append(table)
                rest = outside
        for found in lined_tables(rest, page.rulings):
            tables.append(_printed(found))
            rest = _without(rest, found)
    for found in aligned_tables(rest):
        tables.append(_printed(found))
        rest = _without(rest, found)
    return sorted(tables, key=lambda table: (table.box.top, table.box.x0)), rest


def _without(parts: Sequence[Segment], table: Sequence[Sequence[Sequence[Segment]]]) -> list[Segment]:
    used = {id(part) for row in table for cell in row for part in cell}
    return [part for part in parts if id(part) not in used]


def _printed(table: Sequence[Sequence[Sequence[Segment]]]) -> PrintedTable:
    parts = [part for row in table for cell in row for part in cell]
    return PrintedTable(union(parts), tuple(tuple(_lines(cell) for cell in row) for row in table))


def _lines(parts: Iterable[Segment]) -> tuple[PrintedLine, ...]:
    return tuple(printed(merge(row)) for row in rows(parts))


def printed(line: Segment) -> PrintedLine:
    """A segment as the assembly wants it."""
    return PrintedLine(line.run, line.box, line.font.name, line.font.size, line.font.bold)


def _grids(page: Glyphs, content: bytes, index: int) -> list[Grid]:
    """The cells of each table that is drawn with lines, from top to bottom."""
    drawn = edges(page.rulings)
    if sum(edge["orientation"] == "h" for edge in drawn) < 2 or sum(edge["orientation"] == "v" for edge in drawn) < 2:
        return []
    stub: Any = SimpleNamespace(edges=drawn, bbox=(0.0, 0.0, page.width, page.height), chars=[])
    try:
        found = TableFinder(stub, TableSettings.resolve({})).tables
    except (ValueError, TypeError, LookupError, AttributeError):
        found = _whole_pdfplumber(content, index)
    return sorted(([row.cells for row in table.rows] for table in found), key=lambda grid: _extent(grid).top)


def _whole_pdfplumber(content: bytes, index: int) -> list[Any]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content), pages=[index + 1]) as document:
        found: list[Any] = document.pages[0].find_tables()
        document.pages[0].close()
    return found


def _extent(grid: Grid) -> Box:
    cells = [cell for row in grid for cell in row if cell]
    return Box(min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))


def _ruled(page: Glyphs, parts: Sequence[Segment], grid: Grid) -> tuple[PrintedTable | None, list[Segment]]:
    """The table that a grid holds (None for a box around text), and the segments outside it."""
    extent = _extent(grid)
    places = [(row, column, cell) for row, cells in enumerate(grid) for column, cell in enumerate(cells) if cell]
    inside: dict[tuple[int, int], list[int]] = {}
    outside: list[Segment] = []
    for part in parts:
        if not _meets(part.box, extent):
            outside.append(part)
            continue
        left: list[int] = []
        target = left
        for index in (position - page.start for position in part.run.origin):
            box = page.boxes[index]
            if box[2] > box[0]:  # a blank has no box of its own and stays with the word before it
                place = _cell_of(box, places)
                target = left if place is None else inside.setdefault(place, [])
            target.append(index)
        outside.extend(segments_of(page, left))
    filled = {place: found for place, indices in sorted(inside.items()) if (found := segments_of(page, indices))}
    if len({row for row, _ in filled}) < 2 or len({column for _, column in filled}) < 2:
        return None, list(parts)
    groups = _columns(set(filled), {(row, column): cell for row, column, cell in places})
    if len(groups) < 2:
        return None, list(parts)
    laid = tuple(
        tuple(_lines([part for column in group for part in filled.get((row, column), ())]) for group in groups)
        for row in sorted({row for row, _ in filled})
    )
    return PrintedTable(extent, laid), outside


def _columns(filled: set[tuple[int, int]], cells: dict[tuple[int, int], Bounds]) -> list[list[int]]:
    """The filled columns; lines that do not quite meet make two of one, never filled in the same row: they are one."""
    groups: list[list[int]] = []
    for column in sorted({column for _, column in filled}):
        taken = {row for row, other in filled if groups and other in groups[-1]}
        own = {row for row, other in filled if other == column}
        apart = all(
            cells[row, column][0] >= cells[place][2] or cells[place][0] >= cells[row, column][2]
            for row in own
            for place in filled
            if groups and place[1] in groups[-1]
        )
        if groups and not taken & own and not apart:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _meets(box: Box, extent: Box) -> bool:
    return box.x0 < extent.x1 and box.x1 > extent.x0 and box.top < extent.bottom and box.bottom > extent.top


def _cell_of(box: Bounds, places: Sequence[tuple[int, int, Bounds]]) -> tuple[int, int] | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for row, column, (x0, top, x1, bottom) in places:
        if x0 <= x < x1 and top <= y < bottom:
            return row, column
    return None
