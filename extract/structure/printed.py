"""The printed lines of a document outside its tables: what headings, labels and lists are looked for in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.document import Block, Document
from extract.structure.parts import PartHeading, part_heading
from extract.structure.repeated_parts import repeated_parts

_BULLETED = re.compile(
    r"[•●▪]\s+(?=\d{1,3}[.)]?\s+[A-ZÆØÅ]|[A-ZÆØÅ][a-zæøå ]{3,40}:?$"
    r"|(?:Beslutning|Indstilling|Behandling)\b[^.]{4,110}$)"
    r"|[Ff]old (?:dette punkt |punktet )?(?:ind|ud)\s+(?=[A-ZÆØÅ])"
)
"""What a web page puts before a heading: a bullet, or the words of a button."""


_NUMBERED_TITLE = re.compile(r"\d{1,3}\.\s+[A-ZÆØÅ].{8,}")
_RUN_ON = re.compile(r"\w\d{1,3}\.\s+[A-ZÆØÅ]")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A printed line: its range of the document's text, its words and the block that it stands in."""

    start: int
    end: int
    text: str
    block: Block
    size: float
    bold: bool
    part: PartHeading | None = None
    """The part of an item that the line opens; only the lines for headings know it."""

    @property
    def opens(self) -> bool:
        """Whether the line is the first of its block."""
        return self.start == self.block.start

    @property
    def alone(self) -> bool:
        """Whether the line is a block of its own."""
        return self.start == self.block.start and self.end == self.block.end


@lru_cache(maxsize=8)
def printed_lines(document: Document, rows: bool = False) -> tuple[PrintedText, ...]:
    """All printed lines of paragraphs and list items in reading order; with ``rows`` those of table cells too."""
    found: list[PrintedText] = []
    for block in document.blocks:
        if block.kind == "row" and not rows:
            continue
        for line in block.lines:
            text = document.text[line.start : line.end]
            start = line.start + len(text) - len(text.lstrip())
            if text.strip():
                found.append(PrintedText(start, start + len(text.strip()), text.strip(), block, line.size, line.bold))
    return tuple(found)


@lru_cache(maxsize=8)
def heading_lines(document: Document) -> tuple[PrintedText, ...]:
    """The printed lines outside tables, each with the part that it opens.

    They are without the bullets that web pages print before headings ("• 12. Nye veje").
    """
    lines = _parted(tuple(_unbulleted(line) for line in printed_lines(document)))
    repeated = repeated_parts([line.text for line in lines])
    return tuple(replace(line, part=part_heading(line.text) or repeated.get(i)) for i, line in enumerate(lines))


def _parted(lines: tuple[PrintedText, ...]) -> tuple[PrintedText, ...]:
    """The lines, with the headings of the contents that a web page printed on behind a word ("Referat4. Nye veje")."""
    titles = [line.text for line in lines if _NUMBERED_TITLE.fullmatch(line.text)]
    return tuple(_behind(line, titles) if _RUN_ON.search(line.text) else line for line in lines)


def _behind(line: PrintedText, titles: list[str]) -> PrintedText:
    title = max((title for title in titles if line.text.endswith(title) and line.text != title), key=len, default="")
    start = line.end - len(title)
    return replace(line, start=start, text=title, block=replace(line.block, start=start)) if title else line


def _unbulleted(line: PrintedText) -> PrintedText:
    match = _BULLETED.match(line.text)
    if match is None:
        return line
    start = line.start + match.end()
    block = replace(line.block, start=start) if line.opens else line.block
    return replace(line, start=start, text=line.text[match.end() :], block=block)


@lru_cache(maxsize=8)
def body_size(document: Document) -> float:
    """The font size in points that most of the text is set in, 0.0 where the file has none."""
    printed: Counter[float] = Counter()
    for line in document.lines:
        if line.size:
            printed[round(line.size, 1)] += line.end - line.start
    return max(printed, key=printed.__getitem__, default=0.0)
