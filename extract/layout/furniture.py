"""Running heads and feet: margin lines that come again page after page, and page numbers; no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from extract.fact import Box
from extract.layout.continuation import URL
from extract.layout.segments import Segment, merge, rows

MARGIN = 0.16
"""The share of the page's height, above and below, in which furniture is looked for."""
PAGE_NUMBER = re.compile(
    r"(?:side|s\.|page|p\.)?\s*[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:af|/|of|ud af)\s*\d{1,4})?", re.IGNORECASE
)


def part_furniture(
    pages: Sequence[Sequence[Segment]], heights: Sequence[float], tables: Sequence[Sequence[Box]]
) -> tuple[list[list[Segment]], tuple[str, ...]]:
    """The segments of each page without furniture, and the furniture's words, page by page.

    The header of a ruled table, which comes again on each page, is none: ``tables`` are the boxes of each page's.
    """
    margins = [_margins(page, height) for page, height in zip(pages, heights, strict=True)]
    seen = Counter(key for margin in margins for key in {_folded(row) for side in margin for row in side})
    numbered = sum(any(PAGE_NUMBER.fullmatch(_text(row)) for side in margin for row in side) for margin in margins)
    bodies: list[list[Segment]] = []
    furniture: list[str] = []

    def is_furniture(row: Sequence[Segment]) -> bool:
        text = _text(row)
        if len(pages) > 1 and seen[_folded(row)] >= max(2, min(3, len(pages) // 2)):
            return True
        return bool(PAGE_NUMBER.fullmatch(text)) and (numbered >= len(pages) / 2 or not text[0].isdigit())

    for page, margin, boxes in zip(pages, margins, tables, strict=True):
        # furniture stands at the edge: what comes again below a heading (a case number) is text
        rows_out = [row for side in margin for row in takewhile(is_furniture, side)]
        out = {id(part) for row in rows_out for part in row}
        for box in boxes:
            inside = {id(part) for part in page if box.top < part.middle < box.bottom and part.box.x1 > box.x0}
            if not inside <= out:
                out -= inside
        rows_out = [row for row in rows_out if id(row[0]) in out]
        furniture.extend(_text(row) for row in rows_out)
        bodies.append([part for part in page if id(part) not in out])
    return bodies, tuple(furniture)


def _margins(page: Sequence[Segment], height: float) -> tuple[list[list[Segment]], list[list[Segment]]]:
    """The rows in the upper and in the lower margin, each from the edge inwards."""
    words = [part for part in page if not URL.match(part.text)]
    above = rows(part for part in words if part.box.bottom < height * MARGIN)
    below = rows(part for part in words if part.box.top > height * (1 - MARGIN))
    return above, below[::-1]


def _text(row: Sequence[Segment]) -> str:
    return " ".join(merge(row).text.split())


def _folded(row: Sequence[Segment]) -> tuple[str, int]:
    # the place counts, too: the words of a heading may come again in the body's first line
    return re.sub(r"\d+", "0", _text(row)), round(row[0].box.top / 4)
