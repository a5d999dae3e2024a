"""The pages of a PDF by pdfium: characters with boxes and fonts, and straight lines; each page is closed once read."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from math import hypot
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extract.errors import DamagedDocument, EmptyDocument, EncryptedDocument, ScannedDocument
from extract.layout.assemble import NOWHERE, Bounds
from extract.layout.rulings import straight
from extract.layout.segments import Font, Glyphs

MOST_PATHS = 5000
"""A page with more paths than this is a drawing; the rest of them are not looked at."""
FORCE_BOLD = 1 << 18
"""The flag of a PDF font descriptor for a font that is drawn bold."""
NO_FONT = Font("", 0.0, False)
Place = Callable[[float, float, float, float], Bounds]


def read_pages(name: str, content: bytes) -> list[Glyphs]:
    """The glyphs of every page.

    Raises EncryptedDocument, DamagedDocument, EmptyDocument or ScannedDocument.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise EncryptedDocument(name) from error
        raise DamagedDocument(name) from error
    pages: list[Glyphs] = []
    known: dict[tuple[str, float, bool], Font] = {}
    pictures, start = False, 0
    with closing(document):
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError as error:
                raise DamagedDocument(name, f"side/page {index + 1}") from error
            with closing(page):
                pages.append(_glyphs(page, start, 0, known))
                pictures = pictures or (not pages[-1].text.strip() and _has_pictures(page))
            start += len(pages[-1].text) + 1
    if not any(page.text.strip() for page in pages):
        raise ScannedDocument(name) if pictures else EmptyDocument(name)
    return pages


def _has_pictures(page: Any) -> bool:
    return next(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=5), None) is not None


@dataclass
class _Reading:
    """What is read of a page so far."""

    place: Place
    known: dict[tuple[str, float, bool], Font]
    characters: list[str] = field(default_factory=list)
    boxes: list[Bounds] = field(default_factory=list)
    fonts: list[Font] = field(default_factory=list)
    turned: list[int] = field(default_factory=list)
    font: Font = NO_FONT
    direction: int = 0
    in_word: bool = False


def _glyphs(page: Any, start: int, turn: int, known: dict[tuple[str, float, bool], Font]) -> Glyphs:
    """The glyphs of a page that is turned by ``turn`` degrees against the way it is shown."""
    width, height = page.get_size()
    if turn:
        width, height = height, width
    reading = _Reading(_placing(page, turn), known)
    with closing(page.get_textpage()) as textpage:
        _read_characters(textpage.raw, reading)
    words = len("".join(reading.characters).replace(" ", ""))
    if not turn and len(reading.turned) > 0.6 * words:  # all of the page is set on its side
        return _glyphs(page, start, 90 if reading.direction > 0 else 270, known)
    return Glyphs(
        start,
        width,
        height,
        "".join(reading.characters),
        reading.boxes,
        reading.fonts,
        tuple(_rulings(page, reading.place)),
        frozenset(reading.turned),
    )


def _read_characters(handle: Any, reading: _Reading) -> None:
    rectangle = pdfium_c.FS_RECTF()
    high = 0
    direction = 0
    for index in range(pdfium_c.FPDFText_CountChars(handle)):
        code = pdfium_c.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            high = code
            continue
        character = _character(code, high)
        high = 0
        if character.isspace():
            reading.in_word = False
            reading.boxes.append(NOWHERE)
        else:
            pdfium_c.FPDFText_GetLooseCharBox(handle, index, rectangle)
            reading.boxes.append(reading.place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
            if not reading.in_word:
                direction = _start_word(handle, index, reading)
            if direction:
                reading.turned.append(len(reading.characters))
                reading.direction += direction
        reading.characters.append(character)
        reading.fonts.append(reading.font)


def _character(code: int, high: int) -> str:
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
    # a form feed would look like the end of the page
    return "\x00" if code > 0x10FFFF else "\n" if code == 0x0C else chr(code)


def _start_word(handle: Any, index: int, reading: _Reading) -> int:
    """Notes the font of the word that begins here; returns 1 or -1 where it runs down or up the page, else 0."""
    reading.in_word = True
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int(0)
    pdfium_c.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace")
    weight = pdfium_c.FPDFText_GetFontWeight(handle, index)
    bold = weight >= 600 or bool(flags.value & FORCE_BOLD) or "bold" in name.lower()
    size, direction = pdfium_c.FPDFText_GetFontSize(handle, index), 0
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(handle, index, matrix):  # the size is often set by the text matrix
        size *= hypot(matrix.c, matrix.d) or 1.0
        x0, y0, _, _ = reading.place(0.0, 0.0, 0.0, 0.0)
        x1, y1, _, _ = reading.place(matrix.a, matrix.b, matrix.a, matrix.b)
        if abs(y1 - y0) > abs(x1 - x0):
            direction = 1 if y1 > y0 else -1
    key = (name, round(size, 1), bold)
    reading.font = reading.known.setdefault(key, Font(*key))
    return direction


def _placing(page: Any, turn: int) -> Place:
    """From PDF's coordinates (origin at the bottom left, before rotation) to points from the top left as shown."""
    left, bottom, right, top = page.get_cropbox()
    turn = (page.get_rotation() + turn) % 360

    def place(x0: float, y0: float, x1: float, y1: float) -> Bounds:
        if turn == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if turn == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if turn == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return place


def _rulings(page: Any, place: Place) -> Iterator[Bounds]:
    """The straight lines of the page's paths; a path with a curve is none."""
    for thing in islice(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=5), MOST_PATHS):
        matrix = thing.get_matrix()
        for corners in _subpaths(thing.raw):
            points = [matrix.on_point(x, y) for x, y in corners]
            yield from straight([place(x, y, x, y)[:2] for x, y in points])


def _subpaths(path: Any) -> Iterator[list[tuple[float, float]]]:
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        corners.append((x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners
