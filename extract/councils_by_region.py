"""Health councils printed as a list: the name of a region, and below it those of its councils, each on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Block, Document
from extract.gazetteer import gazetteer

_NAME = re.compile(r"[A-ZÆØÅ][\wæøå]*-?(?:,? (?:& |og )?[A-Za-zÆØÅæøå][\wæøå]*-?){0,4}")
_TOLD = re.compile(r"sundhedsråd", re.IGNORECASE)
_KNOWN = 3
"""So many names of known councils show that a list by region is one of councils, not of municipalities."""


@dataclass(frozen=True, slots=True)
class Council:
    """The bare name of a council at text[start:end], and the printed name of its region."""

    start: int
    end: int
    region: str


def councils_by_region(document: Document) -> Iterator[Council]:
    """The councils listed by region in a document that speaks of sundhedsråd.

    What it looks for::

        Region Syddanmark
        Fyn
        Lillebælt
    """
    if not _TOLD.search(document.text):
        return
    for run in _runs(document):
        listed = [(region, block) for region, blocks in run for block in blocks]
        known = sum(1 for _, block in listed if _is_known(document.text[block.start : block.end]))
        if known >= _KNOWN and 2 * known > len(listed):
            for region, block in listed:
                yield Council(block.start, block.end, region)


def _runs(document: Document) -> Iterator[list[tuple[str, list[Block]]]]:
    """Regions that follow each other, each with the short lines below it."""
    run: list[tuple[str, list[Block]]] = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        entry = gazetteer().resolve(text)
        if entry is not None and entry.kind == "region":
            run.append((text, []))
        elif run and block.kind != "row" and _NAME.fullmatch(text):
            run[-1][1].append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_known(name: str) -> bool:
    full = name.replace("&", "og")
    return gazetteer().resolve(f"Sundhedsråd {full}") is not None
