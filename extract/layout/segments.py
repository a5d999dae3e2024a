"""What stands where on a page: glyphs become segments (words side by side), segments become printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.fact import Box
from extract.layout.assemble import Bounds
from extract.layout.repair import SPACED, Run, concatenate


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """The type that a word is set in: its name, size in points and weight; a document has each but once."""

    name: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of one page with their boxes and fonts; the first of them stands at ``start`` of the raw text."""

    start: int
    width: float
    height: float
    text: str
    boxes: Sequence[Bounds]
    fonts: Sequence[Font]
    rulings: Sequence[Bounds] = ()
    """The straight lines drawn on the page: the candidates for the lines of tables."""
    turned: frozenset[int] = frozenset()
    """The characters of words that stand upright on their side, as a stamp in the margin does."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand side by side on one baseline without a wide gap."""

    run: Run
    box: Box
    font: Font
    """The font of most of the characters."""
    head: Font
    tail: Font
    spread: bool = False
    """Whether the last words stand far off, as the page number of an entry of a table of contents."""

    @property
    def text(self) -> str:
        """The words as the file gives them."""
        return self.run.text

    @property
    def middle(self) -> float:
        """The vertical middle in points from the top."""
        return (self.box.top + self.box.bottom) / 2


GAP = 0.9
"""A gap wider than this share of the font size parts two segments: a column's gutter, the cells of a row."""


def segments(glyphs: Glyphs) -> list[Segment]:
    """The segments of a page in the order of the file, without words on their side."""
    return segments_of(glyphs, [i for i in range(len(glyphs.text)) if i not in glyphs.turned])


def segments_of(glyphs: Glyphs, indices: Iterable[int]) -> list[Segment]:
    """The segments that these characters of a page make."""
    found: list[Segment] = []
    current: list[int] = []
    text, boxes = glyphs.text, glyphs.boxes
    for index in indices:
        character = text[index]
        if current and current[-1] == index - 1:
            before, box = boxes[index - 1], boxes[index]
            if before[1] == box[1] and 0 <= box[0] - before[2] < 1 < box[2] - box[0]:  # within a word, as most are
                current.append(index)
                continue
        if character in "\r\n":
            _flush(glyphs, current, found)
        elif character.isspace():
            if current:
                current.append(index)
        else:
            if current and not _adjoins(glyphs, current, index):
                _flush(glyphs, current, found)
            current.append(index)
    _flush(glyphs, current, found)
    return found


def _adjoins(glyphs: Glyphs, current: Sequence[int], index: int) -> bool:
    at = -1
    while glyphs.text[current[at]].isspace():
        at -= 1
    last = current[at]
    before, box = glyphs.boxes[last], glyphs.boxes[index]
    if box[2] <= box[0]:  # a character without a box (a marked hyphen, a combining accent) stays with its word
        return True
    size = max(glyphs.fonts[last].size, 1.0)
    overlap = min(before[3], box[3]) - max(before[1], box[1])
    if overlap < 0.4 * min(before[3] - before[1], box[3] - box[1]):
        return False
    return -size < box[0] - before[2] < GAP * size


def _flush(glyphs: Glyphs, current: list[int], found: list[Segment]) -> None:
    inked = [i for i in current if not glyphs.text[i].isspace()]
    boxes = [glyphs.boxes[i] for i in inked if glyphs.boxes[i][2] > glyphs.boxes[i][0]]
    if boxes:
        run = Run("".join(glyphs.text[i] for i in current), tuple(glyphs.start + i for i in current))
        if SPACED.fullmatch(run.text):
            run = _with_wide_gaps(glyphs, inked, run)
        box = Box(
            min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
        )
        fonts = [glyphs.fonts[i] for i in inked]
        found.append(Segment(run, box, _most(fonts), fonts[0], fonts[-1]))
    current.clear()


def _with_wide_gaps(glyphs: Glyphs, inked: Sequence[int], run: Run) -> Run:
    """Spaced-out capitals with two blanks where the gap is wider than most: between the words."""
    gaps = [glyphs.boxes[b][0] - glyphs.boxes[a][2] for a, b in pairwise(inked)]
    wide = {b for gap, b in zip(gaps, inked[1:], strict=True) if gap > 1.5 * median(gaps)}
    pieces = [run.slice(i, i + 1) for i in range(len(run.text))]
    spread = (p + p if p.text.isspace() and p.origin[0] + 1 - glyphs.start in wide else p for p in pieces)
    return concatenate(spread)


def _most(fonts: Sequence[Font]) -> Font:
    return max(dict.fromkeys(fonts), key=fonts.count)


def rows(parts: Iterable[Segment]) -> list[list[Segment]]:
    """Segments on one baseline together, from left to right; the rows from top to bottom."""
    found: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: (part.middle, part.box.x0)):
        for row in reversed(found[-3:]):
            if _level(row[0], part) and not any(_covers(other, part) for other in row):
                row.append(part)
                break
        else:
            found.append([part])
    for row in found:
        row.sort(key=lambda part: part.box.x0)
    return found


def _level(one: Segment, other: Segment) -> bool:
    overlap = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return overlap > 0.55 * min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)


def _covers(one: Segment, other: Segment) -> bool:
    overlap = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    return overlap > 0.5 * min(one.box.x1 - one.box.x0, other.box.x1 - other.box.x0)


def rejoined(parts: Iterable[Segment]) -> list[Segment]:
    """The segments with what stands close on one baseline joined: a word and the raised mark behind it."""
    found: list[Segment] = []
    for row in rows(parts):
        close: list[Segment] = []
        for part in row:
            if close and part.box.x0 - close[-1].box.x1 > 0.4 * part.font.size:
                found.append(merge(close))
                close = []
            close.append(part)
        found.append(merge(close))
    return found


def merge(row: Sequence[Segment]) -> Segment:
    """The segments of one row as one line, a space between those that stand apart."""
    if len(row) == 1:
        return row[0]
    pieces: list[Run] = []
    for index, part in enumerate(row):
        if index:
            gap = part.box.x0 - row[index - 1].box.x1
            if gap > 0.12 * part.font.size and not pieces[-1].text[-1].isspace():
                pieces.append(Run(" ", pieces[-1].origin[-1:]))
        pieces.append(part.run)
    font = max(row, key=lambda part: len(part.text)).font
    return Segment(
        concatenate(pieces),
        union(row),
        font,
        row[0].head,
        row[-1].tail,
        row[-1].box.x0 - row[-2].box.x1 > 3 * font.size,
    )


def union(parts: Sequence[Segment]) -> Box:
    """The smallest box around all of these."""
    return Box(
        min(part.box.x0 for part in parts),
        min(part.box.top for part in parts),
        max(part.box.x1 for part in parts),
        max(part.box.bottom for part in parts),
    )
