"""Pages that are pictures, by tesseract (the extra "ocr"): their words with boxes, as if they had been printed."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from statistics import median
from typing import Any

from extract.layout.glyphs import Font, Glyphs, Words

LANGUAGE = "dan"
SCALE = 300 / 72
"""Dots to a point: the resolution that tesseract is made for."""
MOST_DOTS = 40_000_000
"""A page of more dots, as a plan of a whole town, is looked at from further off."""
LEAST_SURE = 30.0
"""The least confidence, of 100, in a word that is kept: below it stand the stains of the paper."""
LEAST_COVERED = 0.5
"""The share of a page that the pictures of a scan cover at least."""
LIGHT, LEAST_LIGHT = 160, 0.6
"""A dot as light as this, of 255, is paper; so much of a scanned page is, and of no photograph."""
LOOK = 24 / 72
"""Dots to a point where a page is only looked at."""
Box = tuple[float, float, float, float]


@cache
def can_recognise() -> bool:
    """Whether tesseract with its Danish data, and the library that calls it, are installed."""
    if not shutil.which("tesseract"):
        return False
    try:
        import pytesseract
    except ImportError:
        return False
    return LANGUAGE in pytesseract.get_languages()


def is_scan(page: Any, pictures: Iterable[Any]) -> bool:
    """Whether the pictures on a page of pdfium's without words are one of a printed page, and no photograph."""
    width, height = page.get_size()
    bounds = (picture.get_bounds() for picture in pictures)
    if sum((right - left) * (top - bottom) for left, bottom, right, top in bounds) < LEAST_COVERED * width * height:
        return False
    shades = page.render(scale=LOOK, grayscale=True).to_pil().histogram()
    return bool(sum(shades[LIGHT:]) >= LEAST_LIGHT * sum(shades))


def recognised(page: Any, start: int) -> Glyphs:
    """The glyphs of a page of pdfium's that is a picture; the first stands at ``start`` of the raw text."""
    import pytesseract

    width, height = page.get_size()
    scale = min(SCALE, (MOST_DOTS / max(width * height, 1.0)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    found = pytesseract.image_to_data(picture, lang=LANGUAGE, output_type=pytesseract.Output.DICT)
    lines = list(_lines(found, scale))
    return _glyphs(lines, start, width, height)


def _lines(found: dict[str, list[Any]], scale: float) -> Iterator[list[tuple[str, Box]]]:
    """The words of each line with their boxes in points; all words of a line are as high as the line."""
    keys = zip(found["block_num"], found["par_num"], found["line_num"], strict=True)
    for _, group in groupby(enumerate(keys), key=lambda item: item[1]):
        places = [at for at, _ in group if found["text"][at].strip() and float(found["conf"][at]) >= LEAST_SURE]
        if not places:
            continue
        top = min(found["top"][at] for at in places) / scale
        bottom = max(found["top"][at] + found["height"][at] for at in places) / scale
        yield [
            (
                "".join(found["text"][at].split()),
                (found["left"][at] / scale, top, (found["left"][at] + found["width"][at]) / scale, bottom),
            )
            for at in places
        ]


def _glyphs(lines: Sequence[Sequence[tuple[str, Box]]], start: int, width: float, height: float) -> Glyphs:
    usual = median([line[0][1][3] - line[0][1][1] for line in lines] or [0.0])
    text: list[str] = []
    columns = tuple(array("f") for _ in range(4))
    starts: list[int] = []
    fonts: list[Font] = []
    known: dict[float, Font] = {}
    at = 0
    for line in lines:
        tall = line[0][1][3] - line[0][1][1]
        size = round(usual if 0.6 * usual < tall < 1.4 * usual else tall, 1)  # letters reach up and down or do not
        for index, (word, (x0, top, x1, bottom)) in enumerate(line):
            parting = "\r\n" if index == len(line) - 1 else " "
            step = (x1 - x0) / len(word)
            lefts = [x0 + step * place for place in range(len(word))]
            _add(columns[0], lefts, x1, parting)
            _add(columns[1], [top] * len(word), top, parting)
            _add(columns[2], [left + step for left in lefts], x1, parting)
            _add(columns[3], [bottom] * len(word), bottom, parting)
            starts.append(at)
            fonts.append(known.setdefault(size, Font("", size, False)))
            text.append(word + parting)
            at += len(text[-1])
    x0s, tops, x1s, bottoms = columns
    ends = [first + len(word.rstrip()) for first, word in zip(starts, text, strict=True)]
    words = Words(starts, ends, fonts)
    return Glyphs(start, width, height, "".join(text), (x0s, tops, x1s, bottoms), words, recognised=True)


def _add(column: array[float], values: Iterable[float], last: float, parting: str) -> None:
    column.extend(values)
    column.extend([last] * len(parting))
