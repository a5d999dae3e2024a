"""What a file becomes: one repaired text with its pages, blocks, lines and tables, each character mapped back."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from typing import Literal

from extract.fact import Box, CellPlace, Evidence

CONTEXT = 32
"""Characters of prefix and suffix kept around a quote."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its 1-based number, its size in points (0 for text files) and its range of the text.

    Where a paragraph runs over to the next page before the links or notes that this page ends with, the ranges overlap.
    """

    number: int
    width: float
    height: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its range of the text, page, box in points and the font that most of it is set in."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    font: str = ""
    size: float = 0.0
    bold: bool = False


BlockKind = Literal["paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, a list item (with its bullet) or one row of a table.

    Blocks are separated by a newline in the text; the lines inside one by a single space; the cells of a row by tabs.
    """

    start: int
    end: int
    kind: BlockKind
    lines: tuple[Line, ...]

    @property
    def page(self) -> int | None:
        """The 1-based page of the first line."""
        return self.lines[0].page if self.lines else None

    @property
    def size(self) -> float:
        """The font size of the first line in points, 0.0 where the file has none."""
        return self.lines[0].size if self.lines else 0.0

    @property
    def bold(self) -> bool:
        """Whether all lines are bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its range of the text, its words and its place (0-based row and column)."""

    start: int
    end: int
    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its 1-based number in the document, its page and its rows; every row has the same number of cells."""

    number: int
    page: int | None
    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, eq=False)
class Document:
    """A document as it is read: compared by identity, so that what is worked out from it can be cached.

    ``text`` is the repaired text, in reading order and without running heads and feet; ``raw`` is what the file gives;
    ``origin[i]`` is the position in ``raw`` that ``text[i]`` stood at. ``boxes`` holds four coordinates in points
    (x0, top, x1, bottom; origin at the top left) for each character of ``raw``, or is empty for text files.
    """

    slug: str
    name: str
    media_type: str
    sha256: str
    raw: str
    text: str
    origin: array[int]
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    furniture: tuple[str, ...] = ()
    boxes: array[float] = field(default_factory=lambda: array("f"))
    recognised: frozenset[int] = frozenset()
    """The pages whose words were recognised in a picture (OCR), and may be misread."""
    unread: frozenset[int] = frozenset()
    """The scanned pages among others that were not read, since no text recognition is installed."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All printed lines in reading order."""
        return tuple(line for block in self.blocks for line in block.lines)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def page_at(self, position: int) -> int | None:
        """The 1-based page that a position of the text stands on, or None where the file has no page marks."""
        index = bisect_right(self._line_starts, position) - 1
        return self.lines[max(0, index)].page if self.lines else None

    def block_at(self, position: int) -> Block:
        """The block that a position of the text stands in."""
        return self.blocks[max(0, bisect_right(self._block_starts, position) - 1)]

    def place_of(self, block: Block) -> int:
        """The index of a block among ``blocks``, no two of which start at one position."""
        return bisect_right(self._block_starts, block.start) - 1

    def evidence(self, start: int, end: int, rule: str, cell: CellPlace | None = None) -> Evidence:
        """Evidence for the words ``text[start:end]``, trimmed of blanks, read by ``rule``.

        Raises ValueError where nothing is left to quote: a fact without words is a fault of its rule.
        """
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ValueError(f"{self.slug}: rule {rule} quotes nothing at {start}")
        page = self.page_at(start)
        return Evidence(
            start=start,
            end=end,
            quote=self.text[start:end],
            prefix=self.text[max(0, start - CONTEXT) : start],
            suffix=self.text[end : end + CONTEXT],
            page=page,
            cell=cell,
            boxes=self.boxes_of(start, end),
            rule=rule,
            recognised=page in self.recognised,
        )

    def cell_evidence(self, cells: Sequence[Cell], table: Table, rule: str) -> Evidence:
        """Evidence for cells of one row, quoted from the first to the last of them; the place is the last cell's."""
        last = cells[-1]
        place = CellPlace(table.number, last.row, last.column)
        return self.evidence(min(c.start for c in cells), max(c.end for c in cells), rule, place)

    def boxes_of(self, start: int, end: int) -> tuple[Box, ...]:
        """One box per printed line that the range touches on the page it starts on; empty for text files."""
        if not self.boxes:
            return ()
        page = self.page_at(start)
        first, last = bisect_right(self._line_starts, start), bisect_right(self._line_starts, end - 1)
        found: list[Box] = []
        for line in self.lines[max(0, first - 1) : last]:
            if line.page != page:
                break
            box = self._box(max(start, line.start), min(end, line.end))
            beside = found and box and abs(found[-1].top - box.top) < (box.bottom - box.top) * 0.6
            if box and beside and box.x0 >= found[-1].x0 - 1:
                box = Box(
                    found[-1].x0,
                    min(found[-1].top, box.top),
                    max(found[-1].x1, box.x1),
                    max(found[-1].bottom, box.bottom),
                )
                found.pop()
            if box:
                found.append(box)
        return tuple(found)

    def _box(self, start: int, end: int) -> Box | None:
        """The box around words of one line, or None where they have no ink."""
        boxes, raw, places = self.boxes, self.raw, self.origin[start:end].tolist()
        first, last = (places[0], places[-1] + 1) if places else (0, 0)
        if places == list(range(first, last)):  # nothing was repaired, as in nearly all lines: slices are made at once
            sides, letters = [boxes[4 * first + side : 4 * last : 4] for side in range(4)], raw[first:last]
        else:
            sides = [array("f", [boxes[4 * at + side] for at in places]) for side in range(4)]
            letters = "".join([raw[at] for at in places])
        x0, top, x1, bottom = sides
        inked = [right > left and not letter.isspace() for left, right, letter in zip(x0, x1, letters, strict=True)]
        if True not in inked:
            return None
        return Box(
            min(compress(x0, inked)),
            min(compress(top, inked)),
            max(compress(x1, inked)),
            max(compress(bottom, inked)),
        )
