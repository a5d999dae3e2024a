"""Tables without a grid: columns told by what stands under what, with horizontal lines or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.layout.assemble import Bounds
from extract.layout.segments import Segment, rows

Cells = list[list[Segment]]
Aligned = list[Cells]
Span = tuple[float, float]

FIGURE = re.compile(r"[-–+]?\s*(?:kr\.?\s*)?\d[\d.,]*\s*(?:%|pct\.?|kr\.?|mio\.?|mia\.?|\*+)?|[-–]|\(\d[\d.,]*\)")
"""What the cells of an unruled table hold from the second column on: a number, or a dash where there is none."""


def lined_tables(parts: Sequence[Segment], rulings: Sequence[Bounds]) -> Iterator[Aligned]:
    """Tables drawn with horizontal lines only: three lines or more of one extent, with columns between them."""
    level = sorted((r for r in rulings if r[2] - r[0] > 100 and r[3] - r[1] < 3), key=lambda r: r[1])
    taken: set[Bounds] = set()
    for ruling in level:
        if ruling in taken:
            continue
        group = [r for r in level if abs(r[0] - ruling[0]) < 3 and abs(r[2] - ruling[2]) < 3]
        taken.update(group)
        if len(group) < 3:
            continue
        inside = [
            part
            for part in parts
            if group[0][1] - 1 < part.middle < group[-1][1] + 1
            and part.box.x0 > ruling[0] - 3
            and part.box.x1 < ruling[2] + 3
        ]
        bands = _bands(inside, [r[1] for r in group])
        spans = _columns(bands)
        if len(spans) >= 2 and len(bands) >= 3:
            table = [_laid(band, spans) for band in bands]
            if sum(sum(bool(cell) for cell in row) >= 2 for row in table) >= 0.6 * len(table) and _is_terse(table):
                yield table


def _is_terse(table: Aligned) -> bool:
    """Whether some column after the first holds short cells, as columns of running text do not."""
    columns = list(zip(*table, strict=True))[1:]
    lengths = ([sum(len(part.text) for part in cell) for cell in column if cell] for column in columns)
    return any(len(found) >= 0.5 * len(table) and median(found) <= 25 for found in lengths)


def _bands(parts: Sequence[Segment], levels: Sequence[float]) -> list[list[Segment]]:
    """The rows between the lines; where lines stand only above and below the body, each printed row is one."""
    found: list[list[Segment]] = []
    for top, bottom in pairwise(levels):
        lines = rows(part for part in parts if top < part.middle <= bottom)
        if len(levels) >= 5 and len(lines) <= 4:
            lines = [[part for line in lines for part in line]]
        found.extend(line for line in lines if line)
    return found


def _columns(table: Sequence[Sequence[Segment]]) -> list[Span]:
    """The extent of each column, from the rows that have the most cells."""
    most = max((len(row) for row in table), default=0)
    if most < 2:
        return []
    spans: list[Span] = []
    for part in sorted((p for row in table if len(row) >= most for p in row), key=lambda p: p.box.x0):
        if spans and part.box.x0 < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], part.box.x1))
        else:
            spans.append((part.box.x0, part.box.x1))
    return spans


def _laid(row: Sequence[Segment], spans: Sequence[Span]) -> Cells:
    cells: Cells = [[] for _ in spans]
    for part in row:
        cells[max(range(len(spans)), key=lambda i: _shared(part, spans[i]))].append(part)
    return cells


def _shared(part: Segment, span: Span) -> float:
    """How far a segment lies in a column; negative is the distance to it."""
    return min(part.box.x1, span[1]) - max(part.box.x0, span[0])


def aligned_tables(parts: Sequence[Segment]) -> Iterator[Aligned]:
    """Tables with no lines: three rows or more of a label and numbers that stand under one another, under a header.

    Between them may stand rows with a label alone: a group's heading, or the rest of a label that takes two lines.
    """
    lines = rows(parts)
    index = 0
    while index < len(lines):
        found = _run(lines, index)
        if sum(len(row) > 1 for row in found) >= 3:
            spans = _columns(found)
            header = _header(lines, index, spans)
            if header or len(spans) > 2:
                yield _with_whole_labels([_laid(row, spans) for row in [*header, *found]])
        index += max(len(found), 1)


def _run(lines: Sequence[list[Segment]], index: int) -> list[list[Segment]]:
    """The rows from ``index`` that make a table; empty where none begins."""
    found: list[list[Segment]] = []
    widest: list[Segment] = []
    end = 0
    for row in lines[index:]:
        near = not found or row[0].middle - found[-1][0].middle < 3 * max(row[0].font.size, 6)
        if near and _figures(row) and _under(widest, row):
            found.append(row)
            widest = max(widest, row, key=len)
            end = len(found)
        elif near and found and len(row) == 1 and _is_label(row[0], found[0][0], widest[1]):
            found.append(row)
        else:
            break
    return found[: end + 1] if end < len(found) and found[end][0].text[:1].islower() else found[:end]


def _figures(row: Sequence[Segment]) -> bool:
    label, figures = row[0].text.strip(), row[1:]
    if not figures or not re.search(r"[^\W\d_]", label) or re.search(r"\.{4}|(?:\. ){3}", label):
        return False
    return all(FIGURE.fullmatch(part.text.strip()) for part in figures)


def _under(widest: Sequence[Segment], row: Sequence[Segment]) -> bool:
    """Whether each figure stands under (or over) one of another row, set to its left, its right or its middle."""
    few, many = sorted((widest, row), key=len)
    return all(any(_aligned(part, other) for other in many[1:]) for part in few[1:])


def _aligned(one: Segment, other: Segment) -> bool:
    left, right = one.box.x0 - other.box.x0, one.box.x1 - other.box.x1
    return min(abs(left), abs(right), abs(left + right) / 2) < 0.5 * one.font.size


def _is_label(part: Segment, label: Segment, figure: Segment) -> bool:
    """Whether a line holds nothing but a label: it starts where labels do and ends before the figures."""
    indent = part.box.x0 - label.box.x0
    return -3 < indent < 2 * label.font.size and part.box.x1 < figure.box.x0 and not re.search(r"[.:;]\s*$", part.text)


def _with_whole_labels(table: Aligned) -> Aligned:
    """The table with labels on two lines in one cell: a line in lower case goes on with the label before it."""
    found: Aligned = []
    for row in table:
        above = found[-1] if found else []
        alone = [not any(cells[1:]) for cells in (above, row)]
        if above and row[0] and row[0][0].text[:1].islower() and above[0] and any(alone):
            found[-1] = [a + b for a, b in zip(above, row, strict=True)]
        else:
            found.append(row)
    return found


def _header(lines: Sequence[list[Segment]], index: int, spans: Sequence[Span]) -> list[list[Segment]]:
    """The one or two rows above that name the columns."""
    found: list[list[Segment]] = []
    for row in reversed(lines[max(0, index - 2) : index]):
        below = found[0] if found else lines[index]
        near = below[0].middle - row[0].middle < 3 * max(row[0].font.size, 6)
        over = sum(any(_shared(part, span) > 0 for part in row) for span in spans[1:])
        if not near or len(row) < 2 or over < 0.5 * (len(spans) - 1):
            break
        found.insert(0, list(row))
    return found
