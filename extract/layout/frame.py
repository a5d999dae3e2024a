"""From a PDF's coordinates (origin at the bottom left, before rotation) to points from the top left as shown."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

Numbers = Sequence[float]
Columns = tuple[Numbers, Numbers, Numbers, Numbers]
"""One coordinate of many boxes after the other."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that is shown (in PDF's coordinates) and by how many degrees it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is shown."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def columns(self, left: Numbers, top: Numbers, right: Numbers, bottom: Numbers) -> Columns:
        """Where boxes are shown, all of them at once: their x0, top, x1 and bottom."""
        if self.turn == 90:
            x0, x1 = _from(bottom, self.bottom), _from(top, self.bottom)
            return x0, _from(left, self.left), x1, _from(right, self.left)
        if self.turn == 180:
            x0, x1 = _till(right, self.right), _till(left, self.right)
            return x0, _from(bottom, self.bottom), x1, _from(top, self.bottom)
        if self.turn == 270:
            x0, x1 = _till(top, self.top), _till(bottom, self.top)
            return x0, _till(right, self.right), x1, _till(left, self.right)
        return _from(left, self.left), _till(top, self.top), _from(right, self.left), _till(bottom, self.top)

    def direction(self, a: float, b: float) -> int:
        """1 where words along this vector of the page run down, -1 where they run up, 0 where they are level."""
        (x0, y0), (x1, y1) = self.point(0.0, 0.0), self.point(a, b)
        if abs(y1 - y0) <= abs(x1 - x0):
            return 0
        return 1 if y1 > y0 else -1


def _from(values: Numbers, origin: float) -> Numbers:
    return array("f", [value - origin for value in values]) if origin else values


def _till(values: Numbers, origin: float) -> Numbers:
    return array("f", map(float(origin).__sub__, values))
