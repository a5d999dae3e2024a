"""Agenda items set as tables, read as the paragraphs that they are: a form for each item, or one row for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Block, BlockKind, Cell, Document, Line, Table
from extract.structure.meeting_title import meeting_title
from extract.structure.parts import part_heading
from extract.structure.printed import printed_lines

_PARTS = frozenset(("indstilling", "beslutning", "konklusion", "sagsfremstilling"))
"""Parts of which a form for an item has one at least."""
_ITEM = re.compile(r"(?:(?:dagsordens?)?punkt|pkt\.?|sag)(?:\s*nr\.?)?\s*\d{1,3}(?:\.\d{1,2})?\s*[.:]?", re.I)
_NUMBER = re.compile(r"(?:(?:punkt|pkt\.?|sag)\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})?)[.:]?", re.I)
_NUMBERS = re.compile(r"(?:dagsordens)?(?:nr|punkt|pkt|sag|#)\.?(?: ?nr\.?)?", re.I)
_TITLES = re.compile(r"(?:emne|titel|sag|(?:dagsordens|møde)?punkt(?:er)?|overskrift|sagstitel|tekst|dagsorden)", re.I)
_NUMBERED = re.compile(r"\d{1,3}[.:]?\s+[A-ZÆØÅ].*", re.S)
_DECIDED = re.compile(r"(?:beslutning(?:er)?|konklusion(?:er)?|referat|behandling|afgørelse)", re.I)
MOSTLY = 0.8
"""The share of rows that must begin with a number where a table lists items."""


def with_items_unrolled(document: Document) -> Document:
    """The document, or where it is the paper of a meeting with items in tables, one with their cells as paragraphs.

    Tables that it reads::

        Punkt 3          | Nye cykelstier
        Sagsfremstilling | Planen er klar.
        Beslutning       | Godkendt.

        Nr. | Emne           | Konklusion
        3   | Nye cykelstier | Godkendt.

        Mødepunkt        | Beslutning
        3 Nye cykelstier | Godkendt.
    """
    tables = [table for table in document.tables if _is_form(table) or _lists_items(table)]
    if not tables or meeting_title(printed_lines(document, rows=True)) is None:
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        table = next((table for table in tables if table.start <= block.start < table.end), None)
        blocks.extend(_unrolled(block, table) if table and block.kind == "row" else (block,))
    kept = tuple(table for table in document.tables if table not in tables)
    return replace(document, blocks=tuple(blocks), tables=kept)


def _is_form(table: Table) -> bool:
    """Whether a table of one or two columns has the parts of one item below one another."""
    if len(table.rows[0]) > 2:
        return False
    labels = [row[0].text.strip() for row in table.rows]
    named = [part.name for label in labels if (part := part_heading(label)) and part.length >= len(label)]
    numbered = sum(1 for label in labels if _ITEM.fullmatch(label))
    wide = len(table.rows[0]) == 2
    return bool(_PARTS.intersection(named)) and (not wide or 2 * (len(named) + numbered) >= len(labels))


def _lists_items(table: Table) -> bool:
    """Whether a table has a row for each item: its number, its title and maybe what was decided."""
    head = [cell.text.strip(" .:") for cell in table.rows[0]]
    rows = table.rows[1:]
    if len(head) < 2 or not rows:
        return False
    if _NUMBERS.fullmatch(head[0]) and _TITLES.fullmatch(head[1]):
        return _mostly(rows, _NUMBER)
    return _in_one_cell(table) and _mostly(rows, _NUMBERED)


def _in_one_cell(table: Table) -> bool:
    """Whether number and title are to stand in one cell, before a column of what was decided."""
    head = [cell.text.strip(" .:") for cell in table.rows[0]]
    return _TITLES.fullmatch(head[0]) is not None and any(_DECIDED.fullmatch(cell) for cell in head[1:])


def _mostly(rows: Sequence[Sequence[Cell]], pattern: re.Pattern[str]) -> bool:
    return sum(1 for row in rows if pattern.fullmatch(row[0].text.strip())) >= MOSTLY * len(rows)


def _unrolled(block: Block, table: Table) -> Iterator[Block]:
    row = next((row for row in table.rows if any(block.start <= cell.start <= block.end for cell in row)), ())
    cells = [cell for cell in row if cell.text.strip()]
    if _is_form(table):
        attached = len(cells) > 1 and part_heading(cells[0].text) is not None and "bilag" in cells[0].text.lower()
        for position, cell in enumerate(cells):
            lines = _lines(block, cell)
            yield from (_block([line], "item") for line in lines) if attached and position else (_block(lines),)
        return
    if row is table.rows[0] or len(cells) < 2:
        yield block
        return
    if _in_one_cell(table):
        titled = 1
        yield _block(_lines(block, cells[0]))
    else:
        titled = 2
        first, *rest = _lines(block, cells[1])
        yield _block([replace(first, start=cells[0].start, box=None), *rest])
    for cell in cells[titled:]:
        decided = _DECIDED.fullmatch(table.rows[0][cell.column].text.strip(" .:"))
        yield _block(_lines(block, cell), "paragraph" if decided else "row")


def _lines(block: Block, cell: Cell) -> list[Line]:
    return [line for line in block.lines if cell.start <= line.start < cell.end]


def _block(lines: Sequence[Line], kind: BlockKind = "paragraph") -> Block:
    return Block(lines[0].start, lines[-1].end, kind, tuple(lines))
