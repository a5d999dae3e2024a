"""PDF files into Documents: pages, running heads, tables and paragraphs put together in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.document import Document
from extract.layout.assemble import NOWHERE, Bounds, PrintedPage, assemble
from extract.layout.furniture import part_furniture
from extract.layout.joining import Piece, joined
from extract.layout.paragraphs import page_pieces
from extract.layout.pdfium_pages import read_pages
from extract.layout.segments import Glyphs, Segment, rejoined, segments
from extract.layout.tables import PrintedTable, goes_on, page_tables


def read_pdf(slug: str, name: str, sha256: str, content: bytes) -> Document:
    """The Document that a PDF file makes.

    Raises EncryptedDocument, DamagedDocument, EmptyDocument or ScannedDocument. A PDF that opens without a password is
    read, whatever its owner permits. Words on their side count as furniture.
    """
    pages = read_pages(name, content)
    bodies, furniture = part_furniture([rejoined(segments(page)) for page in pages], [page.height for page in pages])
    pieces: list[list[Piece]] = []
    tables = 0
    last: PrintedTable | None = None
    for index, (page, body) in enumerate(zip(pages, bodies, strict=True)):
        found, rest = page_tables(page, body, content, index)
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
            PrintedPage(number, page.width, page.height, tuple(found))
            for number, page, found in zip(numbers, pages, blocks, strict=True)
        ],
        furniture=(*furniture, *filter(None, map(_turned, pages))),
        box_of=_box_of(pages),
    )


def _is_first(table: PrintedTable, parts: Sequence[Segment]) -> bool:
    return all(part.middle > table.box.top for part in parts)


def _is_last(table: PrintedTable, parts: Sequence[Segment]) -> bool:
    return all(part.middle < table.box.bottom for part in parts)


def _turned(page: Glyphs) -> str:
    return "".join(page.text[i] for i in sorted(page.turned))


def _box_of(pages: Sequence[Glyphs]) -> Callable[[int], Bounds]:
    # one list as long as the raw text, with a place for the form feed after each page
    return [box for page in pages for box in (*page.boxes, NOWHERE)].__getitem__
