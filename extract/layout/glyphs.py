"""The characters of a page: where each stands, what its words are set in, and where a line of them is parted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import le, ne, not_, sub

from extract.layout.assemble import Bounds
from extract.layout.frame import Columns

Span = tuple[int, int]
NEAR = 3.0
"""A gap of fewer points parts no segments, whatever the size of the type."""
PARTING = re.compile(r"[\r\n]+|(?<=\s)[^\S\r\n]+")
"""What never stands within a line that runs on: its end, and blanks after a blank."""


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """The type that a word is set in: its name, size in points and weight; a document has each but once."""

    name: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Stretches of characters without a blank between them: where each starts and ends, and the font of its first."""

    starts: Sequence[int]
    ends: Sequence[int]
    fonts: Sequence[Font]

    def touching(self, start: int, end: int) -> slice:
        """Which words a range of characters touches."""
        return slice(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end))


@dataclass(frozen=True, eq=False)
class Glyphs:
    """The characters of one page with their boxes and fonts; the first of them stands at ``start`` of the raw text."""

    start: int
    width: float
    height: float
    text: str
    columns: Columns
    """The x0, top, x1 and bottom of each character."""
    words: Words
    rulings: Sequence[Bounds] = ()
    """The straight lines drawn on the page: the candidates for the lines of tables."""
    turned: Sequence[Span] = ()
    """The words that stand upright on their side, as a stamp in the margin does."""
    recognised: bool = False
    """Whether the words were recognised in a picture of the page."""
    unread: bool = False
    """Whether the page is a scan whose words nothing here could recognise."""

    @cached_property
    def breaks(self) -> list[int]:
        """The characters that do not simply follow those before, side by side on one line, and both ends."""
        inked = list(map(not_, map(str.isspace, self.text)))
        places = list(compress(range(len(inked)), inked))
        x0, top, x1, _ = (list(compress(column, inked)) for column in self.columns)
        gaps = map(sub, x0[1:], x1)
        found = {place for place, gap in zip(places[1:], gaps, strict=True) if gap >= NEAR or gap <= -1}
        found.update(compress(places[1:], map(ne, top, top[1:])))
        for place in compress(places, map(le, x1, x0)):
            found.update((place, place + 1))
        for match in PARTING.finditer(self.text):
            found.update(match.span())
        return sorted(found | {0, len(self.text)})

    def box(self, index: int) -> Bounds:
        """The box of a character."""
        x0, top, x1, bottom = self.columns
        return x0[index], top[index], x1[index], bottom[index]
