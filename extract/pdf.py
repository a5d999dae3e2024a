"""PDF files into Documents: pages, running heads, tables and paragraphs put together in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from extract.assemble import PrintedPage, assemble
from extract.document import Document
from extract.fact import Box
from extract.furniture import part_furniture
from extract.joining import Piece, joined
from extract.layout import Glyphs, rejoined, segments
from extract.paragraphs import page_pieces
from extract.pdfium_pages import read_pages
from extract.tables import page_tables


def read_pdf(slug: str, name: str, sha256: str, content: bytes) -> Document:
    """The Document that a PDF file makes.

    Raises EncryptedDocument, DamagedDocument, EmptyDocument or ScannedDocument. A PDF that opens without a password is
    read, whatever its owner permits. Words on their side count as furniture.
    """
    pages = read_pages(name, content)
    bodies, furniture = part_furniture([rejoined(segments(page)) for page in pages], [page.height for page in pages])
    pieces: list[list[Piece]] = []
    tables = 0
    for index, (page, body) in enumerate(zip(pages, bodies, strict=True)):
        found, rest = page_tables(page, body, content, index)
        pieces.append(page_pieces(page, rest, found, tables))
        tables += len(found)
    numbers = range(1, len(pages) + 1)
    blocks = joined(pieces, numbers)
    return assemble(
        slug=slug,
        name=name,
        media_type="application/pdf",
        sha256=sha256,
        raw="\f".join(page.text for page in pages),
        pages=[
            PrintedPage(number, page.width, page.height, tuple(found))
            for number, page, found in zip(numbers, pages, blocks, strict=True)
        ],
        furniture=(*furniture, *filter(None, map(_turned, pages))),
        box_of=_box_of(pages),
    )


def _turned(page: Glyphs) -> str:
    return "".join(page.text[i] for i in sorted(page.turned))


def _box_of(pages: Sequence[Glyphs]) -> Callable[[int], Box | None]:
    starts = [page.start for page in pages]

    def box_of(position: int) -> Box | None:
        page = pages[bisect_right(starts, position) - 1]
        x0, top, x1, bottom = page.boxes[position - page.start]
        return Box(x0, top, x1, bottom) if x1 > x0 else None

    return box_of
