"""Sentences that the end of a page or column cuts, or what stands in it, are made whole again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.layout.assemble import PrintedBlock
from extract.layout.continuation import NUMBERED_HEADING, OPEN_END, URL, ended


class Piece(NamedTuple):
    """A block and what must be known to join it with the next: whether its last line is filled to the margin."""

    block: PrintedBlock
    filled: bool = False
    first: str = ""
    last: str = ""
    style: tuple[float, bool] = (0.0, False)
    opens: bool = False
    """Whether the block stands first in its page or column."""


def joined(pages: Sequence[Sequence[Piece]], numbers: Sequence[int | None]) -> list[list[PrintedBlock]]:
    """The blocks of all pages; a sentence cut by the end of a page or column, or by what stands in it, is whole again.

    What stood in between (links, pull quotes, tables) follows the paragraph. ``numbers`` are the pages' numbers.
    """
    flat: list[tuple[int, Piece]] = []
    for at, page in enumerate(pages):
        for piece in page:
            index = _head_of(flat, piece)
            if index is None:
                flat.append((at, piece))
            else:
                home, head = flat[index]
                lines = tuple(line._replace(page=numbers[at]) for line in piece.block.lines)
                block = replace(head.block, lines=head.block.lines + lines)
                flat[index] = home, head._replace(block=block, filled=piece.filled, last=piece.last)
    return [[piece.block for home, piece in flat if home == at] for at in range(len(pages))]


MOST_BETWEEN = 6
"""How many blocks may stand between the two halves of a sentence."""
MOST_ROWS = 200
"""How many rows of tables and links may."""


def _head_of(flat: Sequence[tuple[int, Piece]], piece: Piece) -> int | None:
    """The index of the paragraph that this one goes on with, if any."""
    if piece.block.kind != "paragraph" or URL.match(piece.first):
        return None
    passed = 0
    broken = piece.opens
    for index in range(len(flat) - 1, max(-1, len(flat) - MOST_ROWS), -1):
        head = flat[index][1]
        if head.block.kind == "row" or URL.match(head.first):
            broken = True
            continue
        if _goes_on(head, piece, direct=not passed, broken=broken):
            return index
        if not passed and head.last.rstrip().endswith((",", ":")):
            return None  # "The board recommends," stands above what it introduces
        passed += 1
        if passed > MOST_BETWEEN or not piece.first.lstrip()[:1].islower():
            return None
    return None


def _goes_on(head: Piece, piece: Piece, *, direct: bool, broken: bool) -> bool:
    if ended(head.last) or _style_differs(head, piece) or len(head.last) < 20:
        return False
    if piece.first.lstrip()[:1].islower():
        return head.filled or (direct and len(head.last) > 30)
    if NUMBERED_HEADING.match(piece.first) or head.style[1] or len(piece.first) < 20:
        return False
    return direct and broken and ((head.filled and len(head.last) > 45) or bool(OPEN_END.search(head.last)))


def _style_differs(head: Piece, piece: Piece) -> bool:
    return head.style[1] != piece.style[1] or abs(head.style[0] - piece.style[0]) > 0.6
