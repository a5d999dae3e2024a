"""PDF files into Documents: pages, running heads, tables and paragraphs put together in reading order."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from extract.document import Document
from extract.layout.assemble import PrintedPage, assemble
from extract.layout.furniture import part_furniture
from extract.layout.glyphs import Glyphs
from extract.layout.joining import Piece, joined
from extract.layout.paragraphs import page_pieces
from extract.layout.pdfium_pages import read_pages
from extract.layout.plumber import extent, grids
from extract.layout.segments import Segment, rejoined, segments
from extract.layout.tables import PrintedTable, goes_on, page_tables


def read_pdf(slug: str, name: str, sha256: str, content: bytes) -> Document:
    """The Document that a PDF file makes.

    Raises EncryptedDocument, DamagedDocument, EmptyDocument or ScannedDocument. A PDF that opens without a password is
    read, whatever its owner permits. Words on their side count as furniture.
    """
    pages = read_pages(name, content)
    drawn = [grids(page.rulings) for page in pages]
    bodies, furniture = part_furniture(
        [rejoined(segments(page)) for page in pages],
        [page.height for page in pages],
        [[extent(grid) for grid in page] for page in drawn],
    )
    pieces: list[list[Piece]] = []
    tables = 0
    last: PrintedTable | None = None
    for page, body, ruled in zip(pages, bodies, drawn, strict=True):
        found, rest = page_tables(page, body, ruled)
        if last and found and goes_on(last, found[0]) and _is_first(found[0], rest):
            tables -= 1
        pieces.append(page_pieces(page, rest, found, tables))
        tables += len(found)
        last = found[-1] if found and _is_last(found[-1], rest) else None
    numbers = range(1, len(pages) + 1)
    blocks = joined(pieces, numbers)
    return assemble(
        slug=slug,
        name=name,
        media_type="application/pdf",
        sha256=sha256,
        raw="\f".join(page.text for page in pages),
        pages=[
            PrintedPage(number, page.width, page.height, tuple(found), page.recognised, page.unread)
            for number, page, found in zip(numbers, pages, blocks, strict=True)
        ],
        furniture=(*furniture, *filter(None, map(_turned, pages))),
        boxes=_boxes(pages),
    )


def _is_first(table: PrintedTable, parts: Sequence[Segment]) -> bool:
    return all(part.middle > table.box.top for part in parts)


def _is_last(table: PrintedTable, parts: Sequence[Segment]) -> bool:
    return all(part.middle < table.box.bottom for part in parts)


def _turned(page: Glyphs) -> str:
    return "".join(page.text[start:end] for start, end in page.turned)


def _boxes(pages: Sequence[Glyphs]) -> array[float]:
    """Four coordinates for each character of the raw text, with a place for the form feed after each page."""
    found = array("f")
    for page in pages:
        boxes = array("f", bytes(16 * (len(page.text) + 1)))
        for side, values in enumerate(page.columns):
            boxes[side:-4:4] = values if isinstance(values, array) else array("f", values)
        found.extend(boxes)
    return found
