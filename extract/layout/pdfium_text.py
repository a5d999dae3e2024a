"""The characters of a PDF page by pdfium: their text, boxes and fonts, fetched in bulk."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, repeat
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.layout.frame import Columns, Frame
from extract.layout.glyphs import Font, Words
from extract.layout.pdfium_calls import bare

FORCE_BOLD = 1 << 18
"""The flag of a PDF font descriptor for a font that is drawn bold."""
Fonts = dict[tuple[str, float, bool], Font]
INKED = re.compile(r"\S+")
HALF = re.compile("[\ud800-\udfff]")
"""Half a character beyond the basic plane, which pdfium gives as two."""


loose_box = bare(pdfium_c.FPDFText_GetLooseCharBox, None)
unicode_of = bare(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint)
text_object = bare(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p)
font_of = bare(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p)

SLOTS = 4096
"""How many boxes are fetched before they are copied."""


@cache
def _slots() -> tuple[Any, list[ctypes.c_void_p]]:
    """Room for boxes, and the address of each: made once, as making them costs as much as a call."""
    room = (pdfium_c.FS_RECTF * SLOTS)()
    first, size = ctypes.addressof(room), ctypes.sizeof(pdfium_c.FS_RECTF)
    return room, [ctypes.c_void_p(first + size * index) for index in range(SLOTS)]


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, where each of its characters stands and what its words are set in.

    ``direction`` is positive where words run down the page, negative where they run up.
    """

    text: str
    columns: Columns
    words: Words
    turned: tuple[tuple[int, int], ...]
    direction: int


def read_text(page: Any, frame: Frame, known: Fonts) -> PageText:
    """The text of a page; ``known`` holds the fonts of the document, each but once."""
    with closing(page.get_textpage()) as textpage:
        handle = textpage.raw
        count = pdfium_c.FPDFText_CountChars(handle)
        text, kept = _characters(handle, count)
        columns = frame.columns(*_corners(handle, count, kept))
        places = range(count) if kept is None else list(compress(range(count), kept))
        starts, ends = list(map(re.Match.start, INKED.finditer(text))), list(map(re.Match.end, INKED.finditer(text)))
        fonts, ways = _types(handle, [places[start] for start in starts], frame, known)
    turned = tuple(compress(zip(starts, ends, strict=True), ways))
    direction = sum((end - start) * way for start, end, way in zip(starts, ends, ways, strict=True)) if turned else 0
    return PageText(text, columns, Words(starts, ends, fonts), turned, direction)


def _characters(handle: Any, count: int) -> tuple[str, Sequence[bool] | None]:
    """The text, and which of pdfium's characters it holds: None for all."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
    if len(text) == count and not HALF.search(text):
        # a hyphen at a line's end is U+FFFE here and U+0002 one by one; a form feed would look like a page's end
        return text.replace("\ufffe", "\x02").replace("\f", "\n"), None
    return _one_by_one(list(map(unicode_of, repeat(_address(handle)), range(count))))


def _address(handle: Any) -> ctypes.c_void_p:
    return ctypes.cast(handle, ctypes.c_void_p)


def _one_by_one(codes: Sequence[int]) -> tuple[str, Sequence[bool]]:
    """The text of pages with characters that pdfium gives in two halves, or that stand for nothing."""
    kept = [not 0xD800 <= code < 0xDC00 for code in codes]
    found: list[str] = []
    for before, code, whole in zip([0, *codes], codes, kept, strict=False):
        if 0xDC00 <= code < 0xE000:
            high = 0xD800 <= before < 0xDC00
            found.append(chr(0x10000 + ((before - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd")
        elif whole:
            found.append("\x00" if code > 0x10FFFF else "\n" if code == 0x0C else chr(code))
    return "".join(found), kept


def _corners(handle: Any, count: int, kept: Sequence[bool] | None) -> Columns:
    """Left, top, right and bottom of each character in PDF's coordinates."""
    room, addresses = _slots()
    handles = repeat(_address(handle))
    flat = array("f")
    for start in range(0, count, SLOTS):
        end = min(count, start + SLOTS)
        deque(map(loose_box, handles, range(start, end), addresses), maxlen=0)
        flat.frombytes(memoryview(room).cast("B")[: ctypes.sizeof(pdfium_c.FS_RECTF) * (end - start)])
    if kept is not None:
        flat = array("f", chain.from_iterable(flat[4 * at : 4 * at + 4] for at in compress(range(count), kept)))
    return flat[0::4], flat[1::4], flat[2::4], flat[3::4]


def _types(handle: Any, starts: Sequence[int], frame: Frame, known: Fonts) -> tuple[Sequence[Font], Sequence[int]]:
    """The font of each word, and 1 or -1 where it runs down or up the page, else 0; all of a text object has one."""
    objects = list(map(text_object, repeat(_address(handle)), starts))
    first = dict(zip(reversed(objects), reversed(starts), strict=True))
    styles: dict[int | None, tuple[str, bool]] = {}
    types = {thing: _type(handle, thing, index, frame, known, styles) for thing, index in first.items()}
    found = list(map(types.__getitem__, objects))
    return [font for font, _ in found], [way for _, way in found]


def _type(
    handle: Any, thing: int | None, index: int, frame: Frame, known: Fonts, styles: dict[int | None, tuple[str, bool]]
) -> tuple[Font, int]:
    """The font and direction of a text object; ``styles`` holds name and weight of the page's fonts."""
    font = font_of(ctypes.c_void_p(thing)) if thing else None
    style = styles.get(font)
    if style is None:
        style = styles[font] = _style(handle, index)
    size, direction = pdfium_c.FPDFText_GetFontSize(handle, index), 0
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(handle, index, matrix):  # the size is often set by the text matrix
        size *= hypot(matrix.c, matrix.d) or 1.0
        direction = frame.direction(matrix.a, matrix.b) if matrix.b or frame.turn else 0
    name, bold = style
    key = (name, round(size, 1), bold)
    return known.get(key) or known.setdefault(key, Font(*key)), direction


def _style(handle: Any, index: int) -> tuple[str, bool]:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int(0)
    pdfium_c.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace")
    weight = pdfium_c.FPDFText_GetFontWeight(handle, index)
    return name, weight >= 600 or bool(flags.value & FORCE_BOLD) or "bold" in name.lower()
