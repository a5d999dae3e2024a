"""What stands where on a page: glyphs become segments (words side by side), segments become printed lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.fact import Box
from extract.layout.assemble import Bounds
from extract.layout.glyphs import Font, Glyphs, Span
from extract.layout.repair import SPACED, Run, concatenate


class Segment(NamedTuple):
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
    starts = [0, *(end for _, end in glyphs.turned)]
    ends = [*(start for start, _ in glyphs.turned), len(glyphs.text)]
    return segments_of(glyphs, zip(starts, ends, strict=True))


def segments_of(glyphs: Glyphs, ranges: Iterable[Span]) -> list[Segment]:
    """The segments that these ranges of a page's characters make."""
    text, breaks = glyphs.text, glyphs.breaks
    found: list[Segment | None] = []
    current: list[Span] = []
    ink = -1  # the last character of the segment that has ink
    mark = -1  # the end of the raised mark that was last left out
    for start, end in ranges:
        inner = breaks[bisect_right(breaks, start) : bisect_left(breaks, end)]
        for first, last in pairwise([start, *inner, end]):
            piece = text[first:last]
            inked = last - len(piece.lstrip())
            if inked == last:
                if piece[:1] in "\r\n":
                    found.append(_segment(glyphs, current))
                    current = []
                elif current:
                    current.append((first, last))
                continue
            if not current:
                current.append((inked, last))
            elif not _adjoins(glyphs, ink, inked, mark):
                current.append((first, inked))
                found.append(_segment(glyphs, current))
                current = [(inked, last)]
            elif _is_mark(
                text[max(0, inked - 9) : inked], glyphs.box(inked - 1), text[inked : inked + 9], glyphs.box(inked)
            ):
                mark = inked + len(piece.strip())
                current.extend([(first, inked), (mark, last)])
                continue
            else:
                current.append((first, last))
            ink = first + len(piece.rstrip()) - 1
    found.append(_segment(glyphs, current))
    return [segment for segment in found if segment]


MARK = re.compile(r"(?:\d{1,2}(?:[,;]\d{1,2})*\)?|\*{1,3}\)?)(?![\w/\u2044])")
"""What points from a word to a footnote."""
KEPT = re.compile(r"(?:\b[kcdm]?m|\bkl\.?\s*\d{1,2})$")
"""What a raised figure belongs to: square metres, and minutes behind the hour."""


def _is_mark(words: str, before: Bounds, sign: str, box: Bounds) -> bool:
    """Whether a small raised sign right behind words or a number points to a footnote."""
    if not words or words[-1].isspace() or not MARK.match(sign) or KEPT.search(words):
        return False
    height = before[3] - before[1]
    return box[3] - box[1] < 0.8 * height and box[3] < before[3] - 0.15 * height


def _adjoins(glyphs: Glyphs, last: int, index: int, mark: int) -> bool:
    """Whether a character stands beside the last one of a segment that has ink, or the mark left out behind it."""
    x0, top, x1, bottom = glyphs.columns
    if x1[index] <= x0[index]:  # a character without a box (a marked hyphen, a combining accent) stays with its word
        return True
    overlap = min(bottom[last], bottom[index]) - max(top[last], top[index])
    if overlap < 0.4 * min(bottom[last] - top[last], bottom[index] - top[index]):
        return False
    gap = x0[index] - (x1[mark - 1] if mark > last else x1[last])
    if -1 < gap < 1:
        return True
    size = max(glyphs.words.fonts[glyphs.words.touching(last, last + 1).start].size, 1.0)
    return bool(-size < gap < GAP * size)


def _inked(glyphs: Glyphs, ranges: Iterable[Span]) -> Iterator[tuple[int, str]]:
    """Where each range that has ink has it first, and its words without the blanks at both ends."""
    for start, end in ranges:
        piece = glyphs.text[start:end].lstrip()
        if piece:
            yield end - len(piece), piece.rstrip()


def _segment(glyphs: Glyphs, ranges: Sequence[Span]) -> Segment | None:
    """The segment that these ranges make: none where no character of theirs has a box."""
    x0, top, x1, bottom = glyphs.columns
    inked = ((start, start + len(piece) - 1) for start, piece in _inked(glyphs, ranges))
    ends = [(first, last) for first, last in inked if x1[last] > x0[first]]
    if not ends:
        return None
    box = Box(
        min([x0[first] for first, _ in ends]),
        min([top[first] for first, _ in ends]),
        max([x1[last] for _, last in ends]),
        max([bottom[first] for first, _ in ends]),
    )
    run = _run(glyphs, ranges)
    if SPACED.fullmatch(run.text):
        run = _with_wide_gaps(glyphs, run)
    return Segment(run, box, *_fonts(glyphs, ends))


def _fonts(glyphs: Glyphs, ends: Sequence[Span]) -> tuple[Font, Font, Font]:
    """The font of most characters, of the first and of the last."""
    words = glyphs.words
    fonts = words.fonts[words.touching(ends[0][0], ends[0][1] + 1)]
    if len(ends) > 1:
        fonts = [font for first, last in ends for font in words.fonts[words.touching(first, last + 1)]]
    head, tail = fonts[0], fonts[-1]
    if fonts.count(head) == len(fonts):
        return head, head, head
    count: Counter[Font] = Counter()
    for first, last in ends:
        touched = words.touching(first, last + 1)
        for start, end, font in zip(words.starts[touched], words.ends[touched], words.fonts[touched], strict=True):
            count[font] += min(end, last + 1) - max(start, first)
    return max(count, key=count.__getitem__), head, tail


def _run(glyphs: Glyphs, ranges: Sequence[Span]) -> Run:
    start, end = ranges[0][0], ranges[-1][1]
    if end - start == sum(last - first for first, last in ranges):
        return Run(glyphs.text[start:end], range(glyphs.start + start, glyphs.start + end))
    return concatenate(
        Run(glyphs.text[first:last], range(glyphs.start + first, glyphs.start + last)) for first, last in ranges
    )


def _with_wide_gaps(glyphs: Glyphs, run: Run) -> Run:
    """Spaced-out capitals with two blanks where the gap is wider than most: between the words."""
    x0, _, x1, _ = glyphs.columns
    inked = [at - glyphs.start for at, character in zip(run.origin, run.text, strict=True) if not character.isspace()]
    gaps = [x0[b] - x1[a] for a, b in pairwise(inked)]
    wide = {b for gap, b in zip(gaps, inked[1:], strict=True) if gap > 1.5 * median(gaps)}
    pieces = [run.slice(i, i + 1) for i in range(len(run.text))]
    times = (2 if p.text.isspace() and p.origin[0] + 1 - glyphs.start in wide else 1 for p in pieces)
    return concatenate(p for p, often in zip(pieces, times, strict=True) for _ in range(often))


def rows(parts: Iterable[Segment]) -> list[list[Segment]]:
    """Segments on one baseline together, from left to right; the rows from top to bottom."""
    found: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: (part.middle, part.box.x0)):
        for row in reversed(found[-3:]):
            if (
                row[0].box.bottom > part.box.top
                and _level(row[0], part)
                and not any(_covers(other, part) for other in row)
            ):
                row.append(part)
                break
        else:
            found.append([part])
    for row in found:
        row.sort(key=lambda part: part.box.x0)
    return found


def _level(one: Segment, other: Segment) -> bool:
    if one.box.bottom <= other.box.top:
        return False
    overlap = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return overlap > 0.55 * min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)


def _covers(one: Segment, other: Segment) -> bool:
    overlap = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    return overlap > 0.5 * min(one.box.x1 - one.box.x0, other.box.x1 - other.box.x0)


def rejoined(parts: Iterable[Segment]) -> list[Segment]:
    """The segments with what stands close on one baseline joined, without the raised marks of footnotes."""
    found: list[Segment] = []
    for row in rows(parts):
        close: list[Segment] = []
        for part in row:
            if close and part.box.x0 - close[-1].box.x1 > 0.4 * part.font.size:
                found.append(merge(close))
                close = []
            if close and _is_mark(close[-1].text, astuple(close[-1].box), part.text.strip(), astuple(part.box)):
                close[-1] = close[-1]._replace(box=union([close[-1], part]))
            else:
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
