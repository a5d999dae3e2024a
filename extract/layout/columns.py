"""Reading order: columns are told from one another by the gutters between them, headings across them come first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from extract.layout.margin_notes import note_at
from extract.layout.segments import Segment, merge, rows

GUTTER = 9.0
"""The least width of a gutter in points."""
Rows = list[list[Segment]]


def reading_order(parts: Sequence[Segment], width: float) -> list[list[Segment]]:
    """Groups of lines in reading order: each group is a stretch of one column, its lines from top to bottom."""
    groups: list[list[Segment]] = []
    plain: Rows = []
    table = rows(parts)
    index = 0
    while index < len(table):
        band = _band(table, index, width)
        if band is None:
            note = note_at(table, index, width)
            if note:
                _close(plain, groups)
                groups.append(note)
                table = [rest for row in table if (rest := [part for part in row if part not in note])]
                continue
            plain.append(table[index])
            index += 1
            continue
        end, gutter = band
        _close(plain, groups)
        inside = [part for row in table[index:end] for part in row]
        groups.extend(reading_order([part for part in inside if part.box.x1 <= gutter], width))
        groups.extend(reading_order([part for part in inside if part.box.x1 > gutter], width))
        index = end
    _close(plain, groups)
    return groups


def _close(plain: Rows, groups: list[list[Segment]]) -> None:
    if plain:
        groups.append([merge(row) for row in plain])
        plain.clear()


def _band(table: Rows, start: int, width: float) -> tuple[int, float] | None:
    """The end of the rows from ``start`` that stand in columns, and the middle of the gutter after the first column."""
    best: tuple[int, float] | None = None
    for left, right in _gutters(table[start : start + 4]):
        low, high, end = left, right, start
        for row in table[start:]:
            crossing = [p for p in row if p.box.x0 < high - GUTTER / 2 and p.box.x1 > low + GUTTER / 2]
            new_low, new_high = low, high
            for part in crossing:
                if part.box.x1 - low < high - part.box.x0:
                    new_low = max(new_low, part.box.x1)
                else:
                    new_high = min(new_high, part.box.x0)
            if new_high - new_low < GUTTER:
                break
            low, high, end = new_low, new_high, end + 1
        if (best is None or end > best[0]) and _flows(table[start:end], (low + high) / 2, width):
            best = end, (low + high) / 2
    return best


def _gutters(table: Rows) -> list[tuple[float, float]]:
    found = []
    for row in table:
        for one, other in pairwise(row):
            if other.box.x0 - one.box.x1 >= GUTTER:
                found.append((one.box.x1, other.box.x0))
    return found


def _flows(table: Rows, gutter: float, width: float) -> bool:
    """Whether both sides of a gutter hold running text: lines enough, and wide enough to be a column."""
    for side in (0, 1):
        lines = [[p for p in row if (p.box.x1 > gutter) == bool(side)] for row in table]
        lines = [line for line in lines if line]
        if len(lines) < 3:
            return False
        extent = max(line[-1].box.x1 for line in lines) - min(line[0].box.x0 for line in lines)
        if extent < 0.15 * width or mean(sum(len(p.text) for p in line) for line in lines) < 18:
            return False
    return True
