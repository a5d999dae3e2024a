"""UTF-8 text files into Documents: the only file that knows how plain text lays out pages, paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import quantiles

from extract.document import BlockKind, Document
from extract.layout.assemble import PrintedBlock, PrintedLine, PrintedPage, assemble
from extract.layout.continuation import (
    LABEL,
    LEADER,
    NUMBERED_HEADING,
    OPEN_END,
    URL,
    ended,
    first_word,
    must_continue,
    starts_item,
)
from extract.layout.joining import Piece, joined
from extract.layout.repair import run
from extract.layout.text_tables import Span, TextTable, find_tables

PAGE_NUMBER = re.compile(r"\s*(?:side\s+)?(\d{1,4})(?:\s+af\s+\d+)?\s*", re.IGNORECASE)

HEADED = re.compile(r"\s*#{1,6}\s+(?=\S)|\s*(\*\*|__)(?=[^\s*_].*\1\s*$)")
"""The marks of a heading or of a line in bold, as Markdown writes them."""

SUBHEADING = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÆØÅ]")


def read_text(slug: str, name: str, sha256: str, raw: str) -> Document:
    """The Document that a text file's decoded content makes; pages are parted by form feeds."""
    marked = "\f" in raw
    parts = list(_parts(raw))
    furniture = _page_numbers(raw, [span for part in parts for span in part])
    spans = [[_unmarked(raw, span) for span in part if span not in furniture] for part in parts]
    width = _width(raw, [span for part in spans for span in part])
    pieces: list[list[Piece]] = []
    tables = 0
    for part in spans:
        found, tables = _page(raw, part, width, tables)
        pieces.append(found)
    numbers = [number if marked else None for number in range(1, len(parts) + 1)]
    blocks = joined(pieces, numbers) if width else [[piece.block for piece in page] for page in pieces]
    return assemble(
        slug=slug,
        name=name,
        media_type="text/plain",
        sha256=sha256,
        raw=raw,
        pages=[PrintedPage(n, 0.0, 0.0, tuple(page)) for n, page in zip(numbers, blocks, strict=True)],
        furniture=[raw[start:end].strip() for start, end in sorted(furniture)],
    )


def _parts(raw: str) -> Iterator[list[Span]]:
    """The lines of each page as ranges of the raw text."""
    start = 0
    for part in raw.split("\f"):
        yield _lines(raw, part, start)
        start += len(part) + 1


def _lines(raw: str, part: str, offset: int) -> list[Span]:
    """The lines of a page; the blank lines of double-spaced text and the marks of quoted text are left out."""
    spans: list[Span] = []
    position = offset
    for line in re.split(r"(?<=\n)", part):
        spans.append((position, position + len(line.rstrip("\r\n"))))
        position += len(line)
    filled = [index for index, (start, end) in enumerate(spans) if raw[start:end].strip()]
    if len(filled) > 8 and sum(raw.startswith("> ", spans[index][0]) for index in filled) > len(filled) / 2:
        spans = [(start + 1, end) if raw[start:end].startswith(">") else (start, end) for start, end in spans]
    followed = sum(1 for index in filled if index + 1 < len(spans) and spans[index + 1][0] == spans[index + 1][1])
    if len(filled) > 20 and followed > 0.9 * len(filled):
        return [span for before, span in zip([(0, 0), *spans], spans, strict=False) if not _spacing(before, span)]
    return spans


def _unmarked(raw: str, span: Span) -> Span:
    """A line without the marks that make it a heading or bold."""
    match = HEADED.match(raw, *span)
    if match is None:
        return span
    closing = match[1] or ""
    text = raw[span[0] : span[1]].rstrip()
    return match.end(), span[0] + len(text) - len(closing)


def _spacing(before: Span, span: Span) -> bool:
    return span[0] == span[1] and before[1] > before[0]


def _page_numbers(raw: str, spans: Sequence[Span]) -> set[Span]:
    """Lines that hold nothing but a number which counts up by one through the text: the numbers of its pages."""
    chain: list[tuple[int, int, Span]] = []
    best: list[tuple[int, int, Span]] = []
    for index, span in enumerate(spans):
        match = PAGE_NUMBER.fullmatch(raw, *span) if span[1] - span[0] < 20 else None
        if not match:
            continue
        number = int(match.group(1))
        if chain and number == chain[-1][0] + 1 and index - chain[-1][1] >= 12:
            chain.append((number, index, span))
        elif not chain or len(chain) < 3:
            chain = [(number, index, span)]
        best = max(best, chain, key=len)
    return {span for _, _, span in best} if len(best) >= 3 else set()


def _width(raw: str, spans: Sequence[Span]) -> int:
    """The number of characters that a filled line has, or 0 where each line is a paragraph."""
    lines = (raw[start:end].strip() for start, end in spans)
    lengths = [len(line) for line in lines if line and "http" not in line]
    if len(lengths) < 8:
        return 0
    usual = quantiles(lengths, n=20)[17]
    over = sum(length > 1.3 * usual for length in lengths)
    return 0 if usual < 45 or usual > 160 or over > 0.02 * len(lengths) else int(usual)


def _page(raw: str, spans: Sequence[Span], width: int, tables: int) -> tuple[list[Piece], int]:
    pieces: list[Piece] = []
    found: dict[int, TextTable] = {table.first: table for table in find_tables(raw, spans)}
    starts = _page_starts(raw, spans)
    current: list[Span] = []
    opens = True
    index = 0
    while index < len(spans):
        table = found.get(index)
        line = raw[spans[index][0] : spans[index][1]]
        if current and (table or not line.strip() or index in starts or _parted(raw, current, line, width)):
            pieces.append(_piece(raw, current, width, opens=opens))
            current = []
        if table:
            tables += 1
            pieces.extend(Piece(PrintedBlock("row", cells=_cells(raw, row), table=tables)) for row in table.rows)
            index = table.last
        elif line.strip():
            opens = opens if current else index in starts or not pieces
            current.append(spans[index])
        index += 1
    if current:
        pieces.append(_piece(raw, current, width, opens=opens))
    return pieces, tables


def _page_starts(raw: str, spans: Sequence[Span]) -> set[int]:
    """The lines that one blank sets off where hardly any is: where a form feed was that a conversion made a blank."""
    lines = [index for index, (start, end) in enumerate(spans) if raw[start:end].strip()]
    starts = {i for i in lines if raw[spans[i][0]] in " \u00a0" and not raw[spans[i][0] + 1].isspace()}
    return starts if len(starts) < 0.06 * len(lines) else set()


def _cells(raw: str, row: Sequence[Sequence[Span]]) -> tuple[tuple[PrintedLine, ...], ...]:
    return tuple(tuple(PrintedLine(run(raw, *span)) for span in cell) for cell in row)


def _piece(raw: str, spans: Sequence[Span], width: int, *, opens: bool) -> Piece:
    first, last = raw[spans[0][0] : spans[0][1]], raw[spans[-1][0] : spans[-1][1]]
    kind: BlockKind = "item" if starts_item(first) else "paragraph"
    block = PrintedBlock(kind, tuple(PrintedLine(run(raw, *span)) for span in spans))
    return Piece(block, len(last.strip()) > 0.75 * width, first.strip(), last.strip(), opens=opens)


def _parted(raw: str, current: Sequence[Span], line: str, width: int) -> bool:
    """Whether a line begins a new paragraph."""
    before = raw[current[-1][0] : current[-1][1]]
    if URL.match(line) or URL.match(before) or LEADER.search(before) or LEADER.search(line):
        return True
    lower = line.lstrip()[:1].islower()
    if not width:
        wrapped = len(before) > 70 or SUBHEADING.match(before) or OPEN_END.search(before)
        return not (lower and before.strip()[-1].isalnum() and wrapped)
    if must_continue(before, line):
        return False
    if starts_item(line, before) or NUMBERED_HEADING.match(line) or LABEL.match(line):
        return True
    return not lower and (bool(SUBHEADING.match(before)) or _ends_early(raw, current, line, width))


def _ends_early(raw: str, current: Sequence[Span], line: str, width: int) -> bool:
    """Whether the line before ended though the next word had room on it."""
    before = raw[current[-1][0] : current[-1][1]]
    length = len(before.strip())
    in_item = starts_item(raw[current[0][0] : current[0][1]])
    limit = 0.9 if in_item else 0.96 if ended(before) else 0.92
    return length + 1 + len(first_word(line)) <= limit * width and (ended(before) or length < 0.72 * width)
