"""Headings of running text, numbered or not: short lines that stand apart by their place, or by size or weight."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.document import Block, Document
from extract.structure.parts import part_heading
from extract.structure.printed import body_size

LONGEST = 110
"""Characters that a heading has at most."""
PARAGRAPH = 60
"""Characters that the text below a heading has at least."""

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?=[A-ZÆØÅ\"”»])")
_TIME = re.compile(r"(?:senest|inden|primo|medio|ultimo|forår|sommer|efterår|vinter)\w*\b.{0,20}", re.I)
_LABEL = re.compile(r"[^:]{2,40}:\s+\S|https?://|www\.|\S+@\S+")


@dataclass(frozen=True, slots=True)
class Title:
    """A heading of running text: its number or "", its words, its level (1 outermost) and its range."""

    number: str
    title: str
    level: int
    start: int
    end: int


def plain_headings(document: Document) -> list[Title]:
    """The headings of running text in reading order."""
    body = body_size(document)
    blocks = document.blocks
    texts = [document.text[block.start : block.end].strip() for block in blocks]
    found: list[tuple[Block, str, str]] = []
    for position, block in enumerate(blocks[:-1]):
        words, below = texts[position], texts[position + 1]
        number = _NUMBER.match(words)
        if not _may_head(block, words, bool(number)) or (body and block.size < 0.95 * body):
            continue
        if words in texts[position + 1 :] and len(below) < PARAGRAPH:
            continue  # a line of the contents: the heading itself comes later
        stands_out = body > 0 and (block.size >= 1.08 * body or (block.bold and not blocks[position + 1].bold))
        if stands_out or _stands_apart(texts[position - 1] if position else "", words, below):
            found.append((block, number["number"] if number else "", words[number.end() :] if number else words))
    sizes = sorted({round(block.size) for block, number, _ in found if not number}, reverse=True)
    return [
        Title(number, title, _level(block, number, sizes, body), block.start, block.end)
        for block, number, title in found
    ]


def _level(block: Block, number: str, sizes: list[int], body: float) -> int:
    if number:
        return number.count(".") + 1
    return sizes.index(round(block.size)) + 1 if body else 1


def _may_head(block: Block, words: str, numbered: bool) -> bool:
    if block.kind == "row" or (block.kind == "item" and not numbered) or len(block.lines) > 2:
        return False
    if not 3 <= len(words) <= LONGEST or words.endswith((".", ",", ";", ":", "!")) or part_heading(words):
        return False
    if not (words[0].isupper() or words[0] in '"”»' or numbered) or _LABEL.match(words) or _TIME.fullmatch(words):
        return False
    letters = sum(character.isalpha() for character in words)
    return letters >= 0.6 * len(words.replace(" ", ""))


def _stands_apart(before: str, words: str, below: str) -> bool:
    """Whether a short line of plain text heads what follows: the text before is finished, the text below is longer."""
    finished = not before or before.rstrip().endswith((".", "!", "?", ":", ")", "”", '"')) or len(before) <= LONGEST
    opens = below[:1].isupper() or below[:1] in '-–•"”»'
    return finished and opens and len(below) >= max(PARAGRAPH, len(words))
