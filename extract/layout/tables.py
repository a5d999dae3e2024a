"""Tables of a page: those that pdfplumber finds among its lines, then those with horizontal lines or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.fact import Box
from extract.layout.aligned import aligned_tables, lined_tables
from extract.layout.assemble import Bounds, PrintedLine
from extract.layout.glyphs import Glyphs, Span
from extract.layout.plumber import MOST_RULINGS, Grid, extent
from extract.layout.segments import Segment, merge, rows, segments_of, union


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


def page_tables(
    page: Glyphs, parts: Sequence[Segment], grids: Iterable[Grid]
) -> tuple[list[PrintedTable], list[Segment]]:
    """The tables of a page from top to bottom (``grids``: those drawn with lines), and the segments outside them."""
    tables: list[PrintedTable] = []
    rest = list(parts)
    for grid in grids:
        table, outside = _ruled(page, rest, grid)
        if table is not None:
            tables.append(table)
            rest = outside
    if len(page.rulings) <= MOST_RULINGS:
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


def _ruled(page: Glyphs, parts: Sequence[Segment], grid: Grid) -> tuple[PrintedTable | None, list[Segment]]:
    """The table that a grid holds (None for a box around text), and the segments outside it."""
    box = extent(grid)
    places = [(row, column, cell) for row, cells in enumerate(grid) for column, cell in enumerate(cells) if cell]
    filled: dict[tuple[int, int], list[Segment]] = {}
    outside: list[Segment] = []
    for part in parts:
        if not _meets(part.box, box):
            outside.append(part)
            continue
        for place, found in _parted(page, part, places):
            (outside if place is None else filled.setdefault(place, [])).append(found)
    if len({row for row, _ in filled}) < 2 or len({column for _, column in filled}) < 2:
        return None, list(parts)
    groups = _columns(set(filled), {(row, column): cell for row, column, cell in places})
    if len(groups) < 2:
        return None, list(parts)
    laid = tuple(
        tuple(_lines([part for column in group for part in filled.get((row, column), ())]) for group in groups)
        for row in sorted({row for row, _ in filled})
    )
    return PrintedTable(box, laid), outside


Places = Sequence[tuple[int, int, Bounds]]


def _parted(page: Glyphs, part: Segment, places: Places) -> Iterator[tuple[tuple[int, int] | None, Segment]]:
    """A segment by the cells that it stands in, None for what stands in no cell."""
    indices = [position - page.start for position in part.run.origin]
    first = next(index for index in indices if not page.text[index].isspace())
    home = _cell_of(page.box(first), places)
    if home and _within(part.box, next(cell for row, column, cell in places if (row, column) == home)):
        yield home, part
        return
    inside: dict[tuple[int, int] | None, list[Span]] = {}
    for start, end, last in _stretches(page, indices):
        x0, top, _, bottom = page.box(start)
        inside.setdefault(_cell_of((x0, top, page.box(last - 1)[2], bottom), places), []).append((start, end))
    for place, ranges in inside.items():
        for segment in segments_of(page, ranges):
            yield place, segment


def _stretches(page: Glyphs, indices: Sequence[int]) -> list[tuple[int, int, int]]:
    """What is printed in one go, as it may stick out of its cell: start, end with the blanks after it, and without."""
    found: list[tuple[int, int, int]] = []
    breaks = set(page.breaks)
    for index in indices:
        start, end, last = found[-1] if found else (-1, -1, -1)
        if page.text[index].isspace():
            if index == end:
                found[-1] = start, index + 1, last
        elif index == end == last and index not in breaks:
            found[-1] = start, index + 1, index + 1
        elif index >= end or index < start:  # a blank that joins two segments has the place of the letter before it
            found.append((index, index + 1, index + 1))
    return found


def _within(box: Box, cell: Bounds) -> bool:
    return cell[0] <= box.x0 and cell[1] <= box.top and box.x1 <= cell[2] and box.bottom <= cell[3]


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


def _cell_of(box: Bounds, places: Places) -> tuple[int, int] | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for row, column, (x0, top, x1, bottom) in places:
        if x0 <= x < x1 and top <= y < bottom:
            return row, column
    return None
