"""The straight lines drawn on a PDF page, by pdfium: candidates for the lines of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice, repeat
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.layout.assemble import Bounds
from extract.layout.frame import Frame
from extract.layout.pdfium_calls import Handle, bare
from extract.layout.rulings import straight

MOST_PATHS = 5000
"""A page with more paths than this is a drawing; the rest of them are not looked at."""
MOST_CORNERS = 500
"""A path with more corners is a drawing."""
DEEPEST = 5
"""How deep forms that stand in forms are looked into."""
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""a to f: x becomes a x + c y + e, y becomes b x + d y + f."""

on_page = bare(pdfium_c.FPDFPage_GetObject, Handle)
in_form = bare(pdfium_c.FPDFFormObj_GetObject, Handle)
kind_of = bare(pdfium_c.FPDFPageObj_GetType, ctypes.c_int)
corner_of = bare(pdfium_c.FPDFPath_GetPathSegment, Handle)
corner_kind = bare(pdfium_c.FPDFPathSegment_GetType, ctypes.c_int)
place_of = bare(pdfium_c.FPDFPathSegment_GetPoint, ctypes.c_int)
closes = bare(pdfium_c.FPDFPathSegment_GetClose, ctypes.c_int)


def drawn_lines(page: Any, frame: Frame) -> Iterator[Bounds]:
    """The straight lines of the page's paths, as shown; a path with a curve is none."""
    handle = ctypes.cast(page.raw, ctypes.c_void_p)
    things = map(on_page, repeat(handle), range(pdfium_c.FPDFPage_CountObjects(page.raw)))
    for path, (a, b, c, d, e, f) in islice(_paths(things, None, 1), MOST_PATHS):
        for corners in _subpaths(path):
            yield from straight([frame.point(a * x + c * y + e, b * x + d * y + f) for x, y in corners])


def _paths(things: Iterator[Any], outer: Matrix | None, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """The paths among objects and in the forms among them, each with the matrix from its coordinates to the page's."""
    for thing in things:
        kind = kind_of(thing)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield thing, _matrix(thing, outer)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = pdfium_c.FPDFFormObj_CountObjects(ctypes.cast(thing, pdfium_c.FPDF_PAGEOBJECT))
            yield from _paths(map(in_form, repeat(thing), range(count)), _matrix(thing, outer), depth + 1)


def _matrix(thing: Any, outer: Matrix | None) -> Matrix:
    raw = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(ctypes.cast(thing, pdfium_c.FPDF_PAGEOBJECT), raw)
    a, b, c, d, e, f = raw.a, raw.b, raw.c, raw.d, raw.e, raw.f
    if outer is None:
        return a, b, c, d, e, f
    i, j, k, l, m, n = outer  # noqa: E741
    return a * i + b * k, a * j + b * l, c * i + d * k, c * j + d * l, e * i + f * k + m, e * j + f * l + n


def _subpaths(path: Any) -> Iterator[list[Point]]:
    count = pdfium_c.FPDFPath_CountSegments(ctypes.cast(path, pdfium_c.FPDF_PAGEOBJECT))
    if count > MOST_CORNERS:
        return
    segments = list(map(corner_of, repeat(path), range(count)))
    kinds = list(map(corner_kind, segments))
    corners: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    places = ctypes.byref(x), ctypes.byref(y)
    for segment, kind in zip(segments, kinds, strict=True):
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            return
        place_of(segment, *places)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        corners.append((x.value, y.value))
        if closes(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners
