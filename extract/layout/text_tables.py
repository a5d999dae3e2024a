"""Tables in plain text: cells parted by tabs, bars or blanks, or lines of a label and its numbers under a header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.layout.repair import HYPHENS

Span = tuple[int, int]
TextCell = tuple[Span, ...]
"""The printed lines of a cell as ranges of the raw text."""
TextRow = tuple[TextCell, ...]

FIGURE = r"(?:[-–+]?\d[\d.,]*%?|[-–])"
FIGURES = re.compile(rf"\s*{FIGURE}(?:\s+{FIGURE})*\s*")
LABELLED = re.compile(rf"\s*(?P<label>\S.{{0,60}}?)(?P<figures>(?:\s+{FIGURE})+)\s*")
YEAR = re.compile(r"20\d\d\.?")
WIDE = re.compile(r"\s{2,}")
TAB = re.compile("\t")
BAR = re.compile(r"\|")
BARRED = re.compile(r"\s*\|.*\|\s*")
RULE = re.compile(r"\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*")
MARKER = re.compile(r"\s*(?:[^\w\s]{1,2}|\(?(?:\d{1,2}|[a-zæøå])[.)]|o)?\s*")
"""What a list item has before its tab."""
HEADER_CELL = re.compile(r"[A-ZÆØÅ0-9](?:[^\s]*)(?:\s+(?![A-ZÆØÅ0-9])\S+|\s+\([^)]*\))*")
"""A word with a capital (or a year) and the words after it that have none: one cell of a header."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table: the indices of its first and last line among the page's lines, and its rows."""

    first: int
    last: int
    rows: tuple[TextRow, ...]


def find_tables(raw: str, spans: Sequence[Span]) -> Iterator[TextTable]:
    """The tables among the lines of a page, from top to bottom."""
    index = 0
    while index < len(spans):
        table = (
            _tabbed(raw, spans, index)
            or _barred(raw, spans, index)
            or _spaced(raw, spans, index)
            or _labelled(raw, spans, index)
        )
        if table:
            yield table
        index = table.last + 1 if table else index + 1


def _text(raw: str, span: Span) -> str:
    return raw[span[0] : span[1]]


def _tabbed(raw: str, spans: Sequence[Span], index: int) -> TextTable | None:
    rows: list[TextRow] = []
    for span in spans[index:]:
        if "\t" not in _text(raw, span).strip("\r\n ") or not _text(raw, span).strip():
            break
        cells = tuple((part,) for part in _split(raw, span, TAB))
        if len(cells) == 2 and MARKER.fullmatch(raw, *cells[0][0]):
            break
        rows.append(cells)
    return TextTable(index, index + len(rows) - 1, tuple(rows)) if rows else None


def _barred(raw: str, spans: Sequence[Span], index: int) -> TextTable | None:
    """Two lines or more that bars part into cells ("| Sandby | 12,5 |"); the rule below a header is left out."""
    last = index
    while last < len(spans) and BARRED.fullmatch(raw, *spans[last]):
        last += 1
    inner = [_within(raw, span) for span in spans[index:last] if not RULE.fullmatch(raw, *span)]
    if len(inner) < 2:
        return None
    rows = tuple(tuple((_trimmed(raw, cell),) for cell in _split(raw, span, BAR)) for span in inner)
    return TextTable(index, last - 1, rows)


def _within(raw: str, span: Span) -> Span:
    """A line without its outer bars."""
    start, end = _trimmed(raw, span)
    return start + 1, end - 1


def _split(raw: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    start = span[0]
    for match in separator.finditer(raw, *span):
        yield start, match.start()
        start = match.end()
    yield start, span[1]


def _trimmed(raw: str, span: Span) -> Span:
    text = _text(raw, span)
    return span[0] + len(text) - len(text.lstrip()), span[0] + len(text.rstrip())


def _spaced(raw: str, spans: Sequence[Span], index: int) -> TextTable | None:
    """Three lines or more with the same number of cells that two blanks or more keep apart, one under the other."""
    rows: list[list[Span]] = []
    for span in spans[index:]:
        cells = list(_split(raw, _trimmed(raw, span), WIDE))
        if len(cells) < 2 or (rows and not _under(rows[-1], cells, spans, index, len(rows))):
            break
        rows.append(cells)
    if len(rows) < 3:
        return None
    return TextTable(index, index + len(rows) - 1, tuple(tuple((cell,) for cell in row) for row in rows))


def _under(above: Sequence[Span], cells: Sequence[Span], spans: Sequence[Span], index: int, row: int) -> bool:
    if len(above) != len(cells):
        return False
    start, last = spans[index + row][0], spans[index + row - 1][0]
    return all(
        min(abs((a[0] - last) - (b[0] - start)), abs((a[1] - last) - (b[1] - start))) <= 1
        for a, b in zip(above[1:], cells[1:], strict=True)
    )


def _labelled(raw: str, spans: Sequence[Span], index: int) -> TextTable | None:
    """A run of labels with their numbers, under a line that names the columns."""
    rows: list[tuple[TextCell, list[Span]]] = []
    at = index
    while at < len(spans) and (found := _label_row(raw, spans, at)):
        rows.append(found[:2])
        at = found[2]
    counts = Counter(len(figures) for _, figures in rows)
    width = counts.most_common(1)[0][0] if counts else 0
    if len(rows) < 3 or len(counts) > 1 or (width == 1 and _counts_up(raw, rows)):
        return None
    header = _header(raw, spans, index, width)
    if header is None:
        return None
    first, names = header
    body = tuple((label, *((figure,) for figure in figures)) for label, figures in rows)
    return TextTable(first, at - 1, (*names, *body))


def _label_row(raw: str, spans: Sequence[Span], at: int) -> tuple[TextCell, list[Span], int] | None:
    """A label and its figures on one line, or on two where the label fills the first; and the line after it."""
    line = LABELLED.fullmatch(raw, *spans[at])
    if line and re.search(r"[^\W\d_]{2}", line["label"]):
        return ((line.span("label"),), _figures(raw, line.span("figures")), at + 1)
    text = _text(raw, spans[at]).strip()
    if at + 1 >= len(spans) or not re.fullmatch(r"[A-ZÆØÅ][^\d.:;]{1,30}", text):
        return None
    label = _trimmed(raw, spans[at])
    if FIGURES.fullmatch(raw, *spans[at + 1]):
        return ((label,), _figures(raw, spans[at + 1]), at + 2)
    line = LABELLED.fullmatch(raw, *spans[at + 1])
    if line and text[-1] in HYPHENS and line["label"][0].islower():
        return ((label, line.span("label")), _figures(raw, line.span("figures")), at + 2)
    return None


def _figures(raw: str, span: Span) -> list[Span]:
    return [match.span() for match in re.compile(r"\S+").finditer(raw, *span)]


def _counts_up(raw: str, rows: Sequence[tuple[TextCell, list[Span]]]) -> bool:
    """Whether the figures are the page numbers of a table of contents, or the years that lines end in."""
    numbers = [_text(raw, figures[0]) for _, figures in rows]
    if all(YEAR.fullmatch(number) for number in numbers):
        return True
    whole = [int(number) for number in numbers if number.isdigit()]
    return len(whole) == len(numbers) and whole == sorted(whole)


def _header(raw: str, spans: Sequence[Span], index: int, width: int) -> tuple[int, list[TextRow]] | None:
    """The first line of the header and its rows: one line, or one cell under the other as PDF tools print it."""
    if index == 0:
        return None
    names = [match.span() for match in HEADER_CELL.finditer(raw, *spans[index - 1])]
    blank: TextCell = ()
    if width >= 2 or len(names) == 2:
        if len(names) == width + 1:
            return index - 1, [tuple((name,) for name in names)]
        if len(names) == width > 1:
            return index - 1, [(blank, *((name,) for name in names))]
    return _stacked(raw, spans, index, width) if width >= 2 else None


def _stacked(raw: str, spans: Sequence[Span], index: int, width: int) -> tuple[int, list[TextRow]] | None:
    """A header whose cells stand one under the other; a group of fewer cells above it spans evenly."""
    first, cells = _stack(raw, spans, index)
    if len(cells) not in (width, width + 1):
        return None
    row: TextRow = tuple(cells) if len(cells) == width + 1 else ((), *cells)
    above = first - 1
    while above >= 0 and not _text(raw, spans[above]).strip():
        above -= 1
    top, groups = _stack(raw, spans, above + 1)
    if 1 < len(groups) < width and width % len(groups) == 0:
        share = width // len(groups)
        spanning = [cell for group in groups for cell in (group, *[()] * (share - 1))]
        return top, [((), *spanning), row]
    return first, [row]


def _stack(raw: str, spans: Sequence[Span], end: int) -> tuple[int, list[TextCell]]:
    """The first of the short lines right above ``end``, and their cells: a line in lower case goes on with a cell."""
    start = end
    while start > 0 and 0 < len(_text(raw, spans[start - 1]).strip()) <= 28:
        start -= 1
    cells: list[TextCell] = []
    for span in (_trimmed(raw, span) for span in spans[start:end]):
        if cells and _text(raw, span)[0].islower():
            cells[-1] = (*cells[-1], span)
        else:
            cells.append((span,))
    return start, cells
