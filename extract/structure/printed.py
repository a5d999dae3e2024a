"""The printed lines of a document outside its tables: what headings, labels and lists are looked for in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import mode

from extract.document import Block, Document


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A printed line: its range of the document's text, its words and the block that it stands in."""

    start: int
    end: int
    text: str
    block: Block
    size: float
    bold: bool

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
def body_size(document: Document) -> float:
    """The font size in points that most of the text is set in, 0.0 where the file has none."""
    sizes = [round(line.size, 1) for line in document.lines for _ in range(line.end - line.start) if line.size]
    return mode(sizes) if sizes else 0.0
