"""UTF-8 text files into Documents: the only file that knows how plain text lays out pages, paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import quantiles

from extract.assemble import PrintedBlock, PrintedLine, PrintedPage, assemble
from extract.document import Document
from extract.repair import run

BULLET = re.compile(r"\s*(?:[-–—•●▪o\uf0b7*]|\(?\d{1,2}[.)]|\(?[a-zæøå][.)])\s+\S")
NUMBERED_HEADING = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÆØÅ]")
Span = tuple[int, int]


def read_text(slug: str, name: str, sha256: str, raw: str) -> Document:
    """The Document that a text file's decoded content makes; pages are parted by form feeds."""
    marked = "\f" in raw
    pages: list[PrintedPage] = []
    start, tables = 0, 0
    for number, part in enumerate(raw.split("\f"), 1):
        blocks, tables = _blocks(raw, _lines(part, start), tables)
        pages.append(PrintedPage(number if marked else None, 0.0, 0.0, tuple(blocks)))
        start += len(part) + 1
    return assemble(slug=slug, name=name, media_type="text/plain", sha256=sha256, raw=raw, pages=pages)


def _lines(part: str, offset: int) -> list[Span]:
    """The lines of a page as ranges of the raw text; the blank lines of double-spaced text are left out."""
    spans: list[Span] = []
    position = offset
    for line in part.splitlines(keepends=True):
        spans.append((position, position + len(line.rstrip("\r\n"))))
        position += len(line)
    printed = [index for index, (start, end) in enumerate(spans) if part[start - offset : end - offset].strip()]
    followed = sum(1 for index in printed if index + 1 < len(spans) and spans[index + 1][0] == spans[index + 1][1])
    if len(printed) > 20 and followed > 0.9 * len(printed):
        return [span for index, span in enumerate(spans) if not (span[0] == span[1] and index and spans[index - 1][1] > spans[index - 1][0])]
    return spans


def _blocks(raw: str, spans: Sequence[Span], tables: int) -> tuple[list[PrintedBlock], int]:
    full = _full_width(raw, spans)
    blocks: list[PrintedBlock] = []
    open_lines: list[Span] = []
    in_table = False

    def close() -> None:
        if open_lines:
            kind = "item" if BULLET.match(raw[open_lines[0][0] : open_lines[0][1]]) else "paragraph"
            blocks.append(PrintedBlock(kind, tuple(PrintedLine(run(raw, *span)) for span in open_lines)))  # type: ignore[arg-type]
            open_lines.clear()

    for span in spans:
        line = raw[span[0] : span[1]]
        if "\t" in line.strip("\r\n ") and line.strip():
            close()
            tables += not in_table
            in_table = True
            blocks.append(PrintedBlock("row", cells=_cells(raw, span), table=tables))
            continue
        if not line.strip():
            close()
            continue
        in_table = False
        if open_lines and (not full or BULLET.match(line) or NUMBERED_HEADING.match(line) or open_lines[-1][1] - open_lines[-1][0] < full):
            close()
        open_lines.append(span)
    close()
    return blocks, tables


def _full_width(raw: str, spans: Sequence[Span]) -> int:
    """The length from which a line counts as filled to the margin, or 0 where each line is a paragraph."""
    lengths = [len(raw[start:end].strip()) for start, end in spans if raw[start:end].strip()]
    if len(lengths) < 8 or max(lengths) > 220:
        return 0
    return int(quantiles(lengths, n=20)[18] * 0.78)


def _cells(raw: str, span: Span) -> tuple[tuple[PrintedLine, ...], ...]:
    cells: list[tuple[PrintedLine, ...]] = []
    start = span[0]
    for part in raw[span[0] : span[1]].split("\t"):
        cells.append((PrintedLine(run(raw, start, start + len(part))),))
        start += len(part) + 1
    return tuple(cells)
