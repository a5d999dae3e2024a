"""What announces a table: its printed caption, the sentence before it or the heading over it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Block, Document, Table
from extract.figures.cell_words import PRICE_LEVEL, unit_of, without_unit
from extract.outline import outline
from extract.sentences import split

_LABEL = re.compile(r"(?:tabel|skema|figur|oversigt)\s*\d*(?:\.\d+)*\s*[.:–-]?\s*", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:tabel\w*|skema\w*|oversigt\w*|nedenstående|nedenfor|herunder|følgende|fordeler sig|fremgår)\b", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:nedenfor|herunder)\s+(?:vises|ses|fremgår|følger|er)\s+(?:(?:de|den|det)\s+)?|"
    r"^(?:af |i |det )?(?:(?:nedenstående|følgende|denne) )?(?:tabel\w*|skema\w*|"
    r"oversigt\w*)?(?: \d+)?(?: (?:nedenfor|herunder))?"
    r"\s*(?:fremgår|ses|vises|viser|er vist|er angivet|kan ses)\s*(?:her)?\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\s+(?:vist|opgjort|angivet)\W*$|"
    r"\s+(?:fremgår|ses|vises|er vist|er opgjort|kan ses)\s+(?:af|i|herunder|"
    r"nedenfor)?\s*(?:nedenstående|følgende|denne|oversigten|tabellen|skemaet)?"
    r"\s*(?:tabel\w*|skema\w*|oversigt\w*)?\s*(?:nedenfor|herunder)?\W*$",
    re.IGNORECASE,
)
_NAMES_TABLE = re.compile(r"\b(?:tabel|skema|oversigt)\w*", re.IGNORECASE)
_UNIT_ONLY = re.compile(
    r"\W*(?:(?:alle )?beløb|tal(?:lene)?|er|i|hele|angivet|opgjort|løbende priser|\W)*", re.IGNORECASE
)
_ENDS_IN_UNIT = re.compile(r"\b(?:kr|pct|mio|mia)\.$", re.IGNORECASE)
_REACH = 3
"""Blocks before a table in which its caption is looked for."""


def caption(document: Document, table: Table) -> str:
    """The words that name a table: its caption without "Tabel 4", else the short heading or the announcing sentence
    above it, else the title of the section it stands in; "" where there is none."""
    near = [block for block in _blocks_before(document, table) if not _is_unit(document.text[block.start : block.end])]
    for block in near:
        text = document.text[block.start : block.end]
        if match := _LABEL.match(text):
            return _tidy(text[match.end() :]) or _tidy(text)
    if near and _is_heading(document, near[0]):
        return _tidy(document.text[near[0].start : near[0].end])
    announcing = sentence_before(document, table)
    beside = near and announcing and announcing in document.text[near[0].start : near[0].end]
    if not beside and not _NAMES_TABLE.search(announcing):
        announcing = _announced_apart(document, table) or announcing
    if announcing:
        named = _tidy(_CLOSING.sub("", _OPENING.sub("", announcing)))
        return named if " " in named else _tidy(announcing)  # "Beløbene" names nothing
    section = outline(document).section_at(table.start)
    return _tidy(section.title) if section else ""


def unit_line(document: Document, table: Table) -> str:
    """The line above a table that only says what its figures are printed in ("1.000 kr."), "" for none."""
    texts = (document.text[block.start : block.end] for block in _blocks_before(document, table))
    return next((text for text in texts if _is_unit(text)), "")


def _is_unit(text: str) -> bool:
    return unit_of(text) is not None and _UNIT_ONLY.fullmatch(PRICE_LEVEL.sub("", without_unit(text))) is not None


def sentence_before(document: Document, table: Table) -> str:
    """The last sentence before a table that points to it ("… fremgår af tabellen nedenfor:"), "" where none does."""
    for block in _blocks_before(document, table):
        text = document.text[block.start : block.end]
        for start, end in reversed(list(split(text))):
            if _POINTS.search(text[start:end]) or text[start:end].endswith(":"):
                return text[start:end]
    return ""


def _announced_apart(document: Document, table: Table) -> str:
    """The last sentence of the table's item that names a table: plain text may set them apart, with a list between."""
    item = outline(document).item_at(table.start)
    if item is None or document.pages:
        return ""
    for block in reversed(document.blocks):
        if item.start <= block.start and block.end <= table.start and block.kind != "row":
            text = document.text[block.start : block.end]
            for start, end in reversed(list(split(text))):
                if _NAMES_TABLE.search(text[start:end]) and _POINTS.search(text[start:end]):
                    return text[start:end]
    return ""


def _is_heading(document: Document, block: Block) -> bool:
    text = document.text[block.start : block.end]
    return (
        len(text) < 90
        and (not text.endswith((".", ";", ",")) or _ENDS_IN_UNIT.search(text) is not None)
        and (block.bold or not text.endswith(":"))
    )


def _blocks_before(document: Document, table: Table) -> Iterator[Block]:
    before = [block for block in document.blocks if block.end <= table.start]
    for block in reversed(before[-_REACH:]):
        if block.kind == "row":
            return
        yield block


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .:;–-")
