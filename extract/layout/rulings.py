"""The straight lines that a path draws: candidates for the lines of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.layout.assemble import Bounds

THIN = 3.0
"""A path thinner than this (points) is a line."""


def straight(points: Sequence[tuple[float, float]]) -> Iterable[Bounds]:
    """The horizontal and vertical lines of a path's corners; a thin box is one line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 < THIN or bottom - top < THIN:
        if x1 - x0 > bottom - top:
            yield x0, (top + bottom) / 2, x1, (top + bottom) / 2
        elif bottom - top > x1 - x0:
            yield (x0 + x1) / 2, top, (x0 + x1) / 2, bottom
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) < 0.5 < abs(ax - bx):
            yield min(ax, bx), ay, max(ax, bx), ay
        elif abs(ax - bx) < 0.5 < abs(ay - by):
            yield ax, min(ay, by), ax, max(ay, by)
