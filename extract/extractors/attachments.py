"""Attachments (bilag) of agenda items: the lines under "Bilag", without bullets and addresses.

Looks for lines such as::

    Bilag
    - Bilag 2 - Skitse af havnens pladser
    Oversigt over ansøgere 2031: https://eksempel.dk/oversigt
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.fact import Attachment, Facts
from extract.outline import Part, outline

RULE = "attachments/list"
LONGEST = 260
"""Characters that a title has at most; longer paragraphs are text."""

_MARKER = re.compile(
    r"(?:[-–—•●▪*o\uf0b7]|\./\.|\(?\d{1,2}[.)])\s+|(?:\d{1,2}\s+)?[(\[]?(?:Åben|Lukket|Offentlig)[)\]]?\s+(?=[A-ZÆØÅ0-9])"
)
_ADDRESS = re.compile(r"\s*[:–-]?\s*\(?(?:https?://|www\.)\S+\)?|\s*:\s*$")
_NONE = re.compile(r"(?:der er )?(?:ingen|intet)(?: bilag)?\.?|[-–]", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:afbud|fraværende|ikke til ?stede|(?:tilbage )?til (?:top(?:pen)?|indhold\w*)|side \d|punktet? er|sagsnr)\b"
    r"|\d\d-\d\d-\d{4}\s",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:blev|blive[rs]?|er blevet|drøftede|godkendte|besluttede|tog|orienterede)\b", re.IGNORECASE)
"""A verb of a sentence that tells what was decided, below the list."""
_UNFINISHED = re.compile(r"(?:[-–,:]|\b(?:og|eller|samt|i|på|af|for|til|om|med|fra|vedr\.|vedrørende|mellem|den|det))$")


def extract(document: Document, _facts: Facts) -> Iterator[Attachment]:
    """One fact per attachment of each item, in the order printed."""
    for item in outline(document).items:
        seen: set[str] = set()
        for part in item.parts:
            if part.name != "bilag":
                continue
            for title, start, end in _titles(document, part):
                if title.lower() not in seen:
                    seen.add(title.lower())
                    yield Attachment(evidence=document.evidence(start, end, RULE), item_number=item.number, title=title)


def _titles(document: Document, part: Part) -> Iterator[tuple[str, int, int]]:
    """The titles under a heading "Bilag": a title that runs on over paragraphs of a text file is put together."""
    open_title: tuple[int, int] | None = None
    listed = False
    for start, end in _entries(document, part):
        words = document.text[start:end]
        marker = _MARKER.match(words)
        runs_on = open_title and not marker and (words[0].islower() or _UNFINISHED.search(_bare(document, *open_title)))
        if open_title and runs_on:
            open_title = (open_title[0], end)
            continue
        if open_title:
            yield from _finished(document, *open_title)
            open_title = None
        told = len(words) > 120 or listed or _SAID.search(words)  # below points a paragraph is no point
        if _OTHER.match(words) or (words.endswith(".") and not marker and told):
            break
        listed = listed or bool(marker)
        open_title = (start + (marker.end() if marker else 0), end)
    if open_title:
        yield from _finished(document, *open_title)


def _entries(document: Document, part: Part) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        if block.kind == "row" or block.end <= part.body or block.start >= part.end:
            continue
        start, end = max(block.start, part.body), min(block.end, part.end)
        words = document.text[start:end]
        start += len(words) - len(words.lstrip())
        if words.strip():
            yield start, start + len(words.strip())


def _bare(document: Document, start: int, end: int) -> str:
    return document.text[start:end].strip()


def _finished(document: Document, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    printed = document.text[start:end]
    address = _ADDRESS.search(printed)
    if address:
        end = start + address.start()
    for piece in re.finditer(r"[^;]+", document.text[start:end]):
        title = re.sub(r"\s+", " ", piece.group()).strip()
        if 2 < len(title) <= LONGEST and not _NONE.fullmatch(title):
            first = start + piece.start() + len(piece.group()) - len(piece.group().lstrip())
            yield title, first, first + len(piece.group().strip())
