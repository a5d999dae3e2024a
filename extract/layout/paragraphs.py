"""Printed lines in reading order become paragraphs, list items and rows, also across columns and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import mean

from extract.document import BlockKind
from extract.layout.assemble import PrintedBlock
from extract.layout.columns import reading_order
from extract.layout.continuation import (
    LABEL,
    LEADER,
    NUMBERED_HEADING,
    URL,
    ended,
    first_word,
    must_continue,
    starts_item,
)
from extract.layout.glyphs import Font, Glyphs
from extract.layout.joining import Piece
from extract.layout.segments import Segment, union
from extract.layout.tables import PrintedTable, printed

Numbered = tuple[int, PrintedTable]
"""A table with its number."""
LEAST_BESIDE, LEAST_LETTERS = 3, 18
"""Lines beside a table, and letters in each of them on the average, that make it one of a column."""


def page_pieces(page: Glyphs, parts: Sequence[Segment], tables: Sequence[PrintedTable], before: int) -> list[Piece]:
    """The blocks of one page; its tables are numbered from ``before`` + 1 and stand where they are printed."""
    pieces: list[Piece] = []
    rest = list(parts)
    inside: list[Numbered] = []
    for number, table in enumerate(tables, before + 1):
        if _has_text_beside(table, rest):
            inside.append((number, table))
            continue
        above = [part for part in rest if part.middle < table.box.top]
        rest = [part for part in rest if part.middle >= table.box.top]
        pieces.extend(_text(page, above, inside))
        inside = []
        pieces.extend(_rows(number, table))
    return [*pieces, *_text(page, rest, inside)]


def _rows(number: int, table: PrintedTable) -> Iterable[Piece]:
    return (Piece(PrintedBlock("row", cells=row, table=number)) for row in table.rows)


def _has_text_beside(table: PrintedTable, parts: Sequence[Segment]) -> bool:
    """Whether a table stands in a column of the page: running text goes on to its left or right."""
    level = [part for part in parts if table.box.top < part.middle < table.box.bottom]
    for side in (
        [part for part in level if part.box.x1 <= table.box.x0],
        [part for part in level if part.box.x0 >= table.box.x1],
    ):
        if len(side) >= LEAST_BESIDE and mean(len(part.text) for part in side) >= LEAST_LETTERS:
            return True
    return False


def _text(page: Glyphs, parts: Sequence[Segment], tables: Sequence[Numbered]) -> Iterable[Piece]:
    """The blocks of a stretch of a page, with the tables that stand in its columns."""
    groups = reading_order(parts, page.width)
    homes = [_home(table, groups) for _, table in tables]
    for place, lines in enumerate(groups):
        rest = lines
        for number, table in (found for found, home in zip(tables, homes, strict=True) if home == place):
            yield from _opened([line for line in rest if line.middle < table.box.top])
            yield from _rows(number, table)
            rest = [line for line in rest if line.middle >= table.box.top]
        yield from _opened(rest)


def _home(table: PrintedTable, groups: Sequence[Sequence[Segment]]) -> int:
    """The column that a table stands in: of those above, below or around it the nearest."""

    def distance(lines: Sequence[Segment]) -> tuple[bool, float]:
        box = union(lines)
        apart = box.x1 <= table.box.x0 or box.x0 >= table.box.x1
        return apart, max(table.box.top - box.bottom, box.top - table.box.bottom, 0.0)

    return min(range(len(groups)), key=lambda place: distance(groups[place]))


def _opened(lines: Sequence[Segment]) -> Iterable[Piece]:
    for index, piece in enumerate(_paragraphs(lines)):
        yield piece if index else piece._replace(opens=True)


def _paragraphs(lines: Sequence[Segment]) -> Iterable[Piece]:
    """The paragraphs of one column of lines."""
    current: list[Segment] = []
    right = max([line.box.x1 for line in lines if not _alone(line)] or [0.0])
    usual = _usual_step(lines)
    hanging = any(starts_item(a.text) and _indented(a, b) for a, b in pairwise(lines))
    for line in lines:
        back = hanging and bool(current) and starts_item(current[0].text) and not _indented(current[0], line)
        if current and (back or _parts(current, line, usual, right)):
            yield _piece(current, line, right)
            current = []
        current.append(line)
    if current:
        yield _piece(current, None, right)


def _indented(item: Segment, line: Segment) -> bool:
    """Whether a line stands under the words of a list item, not under its mark."""
    return line.box.x0 > item.box.x0 + 0.4 * item.font.size and line.box.top > item.box.top


def _usual_step(lines: Sequence[Segment]) -> float:
    """The distance of the lines of a paragraph as a multiple of the font size."""
    steps = [
        (b.box.top - a.box.top) / max(a.font.size, 1.0)
        for a, b in pairwise(lines)
        if abs(a.font.size - b.font.size) < 0.5 and b.box.top - a.box.top > 0
    ]
    near = Counter(round(step, 1) for step in steps if step < 3.2)
    # the closest lines that are no exception: headings and lists stand wider apart than the lines of a paragraph
    common = [step for step, count in near.items() if count >= max(2, 0.2 * near.total())]
    return max(min(common, default=1.3), 1.0)


def _piece(lines: Sequence[Segment], following: Segment | None, right: float) -> Piece:
    first, last = lines[0], lines[-1]
    kind: BlockKind = "item" if starts_item(first.text) else "paragraph"
    filled = not _room(last, following.text if following else "xxxxxxxx", right)
    style = (first.font.size, all(line.font.bold for line in lines))
    return Piece(PrintedBlock(kind, tuple(printed(line) for line in lines)), filled, first.text, last.text, style)


def _room(line: Segment, text: str, right: float) -> bool:
    """Whether the next line's first word would have found room at the end of this line."""
    letter = (line.box.x1 - line.box.x0) / max(len(line.text.strip()), 1)
    return right - line.box.x1 > letter * (len(first_word(text)) + 1.5)


def _alone(line: Segment) -> bool:
    """Whether a line is a paragraph whatever stands around it: a link, an entry of a table of contents."""
    numbered = line.text.rstrip()[-1:].isdigit()
    return bool(URL.match(line.text)) or (numbered and (line.spread or bool(LEADER.search(line.text))))


def _differ(one: Font, other: Font) -> bool:
    return one.bold != other.bold or abs(one.size - other.size) > 0.6


def _parts(current: Sequence[Segment], line: Segment, usual: float, right: float) -> bool:
    """Whether a line begins a new paragraph."""
    last = current[-1]
    step = (line.box.top - last.box.top) / max(last.font.size, 1.0)
    if step <= 0 or step > max(usual * 1.6, 2.2) or _alone(line) or _alone(last):
        return True
    if must_continue(last.text, line.text) and step < usual * 1.35 and not _is_heading(last, line, right):
        return False
    return _opens(current, line, right) or _set_off(current, line, step / usual) or _ends_early(current, line, right)


def _is_heading(last: Segment, line: Segment, right: float) -> bool:
    """Whether a line in another font ended though the next word, in lower case, had room on it."""
    return _differ(last.tail, line.head) and line.text[:1].islower() and _room(last, line.text, right)


def _opens(current: Sequence[Segment], line: Segment, right: float) -> bool:
    """Whether the words of a line open a paragraph: a label, a number, a list mark."""
    before = current[-1].text
    if LABEL.match(line.text) or NUMBERED_HEADING.match(line.text):
        return True
    wrapped = not _room(current[-1], line.text, right) and _is_figure_wrap(before, line)
    return starts_item(line.text, before) and not wrapped


def _set_off(current: Sequence[Segment], line: Segment, step: float) -> bool:
    """Whether a line is set off by a wider step, another font or its indentation."""
    last = current[-1]
    if not ended(last.text) and line.text[:1].isdigit() and step < 1.25 and last.box.x1 > 0.75 * line.box.x1:
        return False  # a figure at the start of a line may be set like a heading by mistake of a conversion
    indented = len(current) > 1 and line.box.x0 - last.box.x0 > 0.8 * last.font.size
    return step > 1.25 or _differ(last.tail, line.head) or indented


def _ends_early(current: Sequence[Segment], line: Segment, right: float) -> bool:
    """Whether the line before ended though the next word had room on it."""
    last, left = current[-1], current[0].box.x0
    if line.text[:1].islower() or not _room(last, line.text, right):
        return False
    return ended(last.text) or last.box.x1 - left < 0.7 * (right - left)


def _is_figure_wrap(before: str, line: Segment) -> bool:
    words = line.text.split(maxsplit=1)
    return line.text[:1].isdigit() and not ended(before) and len(words) == 2 and words[1][:1].islower()
