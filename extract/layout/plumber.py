"""What pdfplumber does: finds the tables among pdfium's lines, and reads the files that pdfium cannot."""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, Final

import pdfplumber
from pdfplumber.table import TableFinder, TableSettings

from extract.fact import Box
from extract.layout.assemble import Bounds
from extract.layout.glyphs import Font, Glyphs, Words

Grid = list[list[Bounds | None]]
"""The cells of a table, row by row; None where a merged cell covers the place or no cell is drawn."""

MOST_RULINGS: Final = 2500
"""A page with more lines than this holds a drawing (a map, a chart), not a table."""
MOST_CROSSINGS: Final = 6000
"""So does one whose lines could cross at more places; the finder's time grows with the square of them."""
SETTINGS: Final = TableSettings.resolve({})
APART: Final = 0.15
"""A gap between letters that is wider than this share of their size parts two words."""


def grids(rulings: Sequence[Bounds]) -> list[Grid]:
    """The tables that lines draw, each with two cells or more, from top to bottom; none on a page with a drawing."""
    drawn = _edges(rulings) if len(rulings) <= MOST_RULINGS else []
    levels = {round(edge["top"] / 3) for edge in drawn if edge["orientation"] == "h"}
    uprights = {round(edge["x0"] / 3) for edge in drawn if edge["orientation"] == "v"}
    if len(levels) < 2 or len(uprights) < 2 or len(levels) * len(uprights) > MOST_CROSSINGS:
        return []
    page: Any = SimpleNamespace(edges=drawn, bbox=(0.0, 0.0, 0.0, 0.0), chars=[])  # the box is for tables without lines
    return [[list(row.cells) for row in table.rows] for table in TableFinder(page, SETTINGS).tables]


def extent(grid: Grid) -> Box:
    """The box around a grid."""
    cells = [cell for row in grid for cell in row if cell]
    return Box(min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))


def _edges(rulings: Iterable[Bounds]) -> list[dict[str, Any]]:
    """The lines as pdfplumber wants them."""
    return [
        {
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "doctop": top,
            "width": x1 - x0,
            "height": bottom - top,
            "object_type": "line",
            "orientation": "h" if x1 - x0 > bottom - top else "v",
        }
        # neighbouring cells draw their common line twice
        for x0, top, x1, bottom in dict.fromkeys(tuple(round(2 * value) / 2 for value in ruling) for ruling in rulings)
    ]


def plumbed(content: bytes, most: int) -> list[Glyphs]:
    """The glyphs of every page of a PDF as pdfplumber reads it; none where it cannot, or finds more pages than most."""
    found: list[Glyphs] = []
    known: dict[tuple[str, float], Font] = {}
    start = 0
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            for page in document.pages if len(document.pages) <= most else ():
                with closing(page):
                    found.append(_glyphs(page, start, known))
                start += len(found[-1].text) + 1
    except Exception:  # a broken file makes pdfminer stumble in any way there is
        return []
    return found


def _glyphs(page: Any, start: int, known: dict[tuple[str, float], Font]) -> Glyphs:
    """The glyphs of a page, its words in the order of the file; each word gets a blank or a line's end behind it."""
    words = page.extract_words(use_text_flow=True, return_chars=True, x_tolerance_ratio=APART)
    text: list[str] = []
    boxes: list[Bounds] = []
    starts: list[int] = []
    ends: list[int] = []
    turned: list[tuple[int, int]] = []
    for word, following in pairwise([*words, None]):
        starts.append(len(boxes))
        for letter, box in _letters(word["chars"]):
            text.append(letter)
            boxes.append(box)
        ends.append(len(boxes))
        if not word["upright"]:
            turned.append((starts[-1], ends[-1]))
        parting = " " if following and _beside(word, following) else "\r\n"
        x1, top = boxes[-1][2], boxes[-1][1]
        text.append(parting)
        boxes.extend([(x1, top, x1, top)] * len(parting))
    fonts = [_font(word["chars"][0], known) for word in words]
    x0s, tops, x1s, bottoms = (array("f", side) for side in zip(*boxes, strict=True)) if boxes else [array("f")] * 4
    rulings = tuple((edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in page.edges)
    return Glyphs(
        start,
        float(page.width),
        float(page.height),
        "".join(text),
        (x0s, tops, x1s, bottoms),
        Words(starts, ends, fonts),
        rulings,
        turned,
    )


def _letters(characters: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Bounds]]:
    """The letters of a word with their boxes: a ligature is one character of two letters or more."""
    for character in characters:
        letters = character["text"]
        x0, step = character["x0"], (character["x1"] - character["x0"]) / max(len(letters), 1)
        for place, letter in enumerate(letters):
            yield letter, (x0 + step * place, character["top"], x0 + step * (place + 1), character["bottom"])


def _beside(word: dict[str, Any], following: dict[str, Any]) -> bool:
    """Whether a word stands on the same line, behind the other."""
    overlap = min(word["bottom"], following["bottom"]) - max(word["top"], following["top"])
    height = min(word["bottom"] - word["top"], following["bottom"] - following["top"])
    return bool(overlap > 0.5 * height and following["x0"] >= word["x0"])


def _font(character: dict[str, Any], known: dict[tuple[str, float], Font]) -> Font:
    name, size = character["fontname"].partition("+")[2] or character["fontname"], round(float(character["size"]), 1)
    return known.setdefault((name, size), Font(name, size, "bold" in name.lower()))
