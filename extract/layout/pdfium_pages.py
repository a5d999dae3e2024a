"""The pages of a PDF by pdfium: characters with boxes and fonts, and straight lines; each page is closed once read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extract.errors import DamagedDocument, EmptyDocument, EncryptedDocument, OversizedDocument, ScannedDocument
from extract.layout.frame import Frame
from extract.layout.glyphs import Glyphs
from extract.layout.pdfium_paths import drawn_lines
from extract.layout.pdfium_text import Fonts, read_text
from extract.layout.plumber import plumbed
from extract.layout.recognition import can_recognise, is_scan, recognised

MOST_PAGES = 3000
"""A file with more pages is no agenda, minutes or agreement."""


def read_pages(name: str, content: bytes) -> list[Glyphs]:
    """The glyphs of every page; of scanned pages those recognised in their pictures, where that can be done.

    Where it cannot, scans among other pages are ``unread``, and a file of nothing else is refused. A file that pdfium
    cannot open, or of which it cannot open a page, is left to pdfplumber.

    Raises EncryptedDocument, DamagedDocument, EmptyDocument, OversizedDocument or ScannedDocument.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise EncryptedDocument(name) from error
        return _plumbed(name, content, error)
    if len(document) > MOST_PAGES:
        with closing(document):
            raise OversizedDocument(name, f"{len(document)} > {MOST_PAGES} sider/pages")
    pages: list[Glyphs] = []
    known: Fonts = {}
    pictures, start = False, 0
    with closing(document):
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError as error:
                return _plumbed(name, content, error, len(document), f"side/page {index + 1}")
            with closing(page):
                found = _glyphs(page, start, 0, known)
                if not found.text.strip() and (images := _pictures(page)):
                    pictures = True
                    found = _of_scan(page, found) if is_scan(page, images) else found
                pages.append(found)
            start += len(pages[-1].text) + 1
        if pictures and not _has_words(pages) and can_recognise():
            pages = _recognised(document)
    if not _has_words(pages):
        raise ScannedDocument(name) if pictures else EmptyDocument(name)
    return pages


def _plumbed(name: str, content: bytes, error: Exception, least: int = 1, detail: str = "") -> list[Glyphs]:
    """The pages as pdfplumber reads them, so many at least."""
    pages = plumbed(content, MOST_PAGES)
    if len(pages) < least or not _has_words(pages):
        raise DamagedDocument(name, detail) from error
    return pages


def _has_words(pages: Sequence[Glyphs]) -> bool:
    return any(page.text.strip() for page in pages)


def _recognised(document: Any) -> list[Glyphs]:
    pages: list[Glyphs] = []
    start = 0
    for index in range(len(document)):
        with closing(document[index]) as page:
            pages.append(recognised(page, start))
        start += len(pages[-1].text) + 1
    return pages


def _of_scan(page: Any, wordless: Glyphs) -> Glyphs:
    return recognised(page, wordless.start) if can_recognise() else replace(wordless, unread=True)


def _pictures(page: Any) -> list[Any]:
    return list(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=5))


def _glyphs(page: Any, start: int, turn: int, known: Fonts) -> Glyphs:
    """The glyphs of a page that is turned by ``turn`` degrees against the way it is shown."""
    width, height = page.get_size()
    if turn:
        width, height = height, width
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, (page.get_rotation() + turn) % 360)
    found = read_text(page, frame, known)
    ink = sum(found.words.ends) - sum(found.words.starts)
    if not turn and sum(end - first for first, end in found.turned) > 0.6 * ink:  # all of the page is on its side
        return _glyphs(page, start, 270 if found.direction > 0 else 90, known)
    rulings = tuple(drawn_lines(page, frame))
    return Glyphs(start, width, height, found.text, found.columns, found.words, rulings, found.turned)
