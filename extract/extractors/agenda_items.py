"""Numbered agenda items with case number, officer and the actions that their recommendation asks for.

Looks for lines such as::

    4.2. Ny plan for cykelstier på Mors
    SAG-2031-00417 lkno
    Det indstilles, at KKR Nordjylland drøfter planen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.fact import AgendaItem, Facts
from extract.grammar.recommended_actions import recommended_actions
from extract.outline import Part, Section, outline
from extract.structure.meeting_head import meeting_head

RULE = "agenda-items/heading"

BULLETS = "•●▪"
"""Bullets that web pages print before the heading of the next part."""
_INTRODUCES = re.compile(
    r"\b(?:indstille[rs]|anbefale[rs]|foreslå[rs]?)\b"
    r"(?:[^.]{0,160}?(?:\bat\b|[,:]\s*$)|\s*$|\s+(?:til|over\s?for)\s[^.]{3,90}$"
    r"|.{0,160}\btil (?:\w+s )?(?:godkendelse|drøftelse|efterretning)\.?$)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:indstille[rs]|foreslå[rs])\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*(?:(?:\(?\d{1,2}[.)]|\(?[a-zæøå][.)]|[-–—•●▪*])\s*)?(?:at|og at|samt at)\b", re.IGNORECASE)


def extract(document: Document, _facts: Facts) -> Iterator[AgendaItem]:
    """One fact per agenda item."""
    head = meeting_head(document)
    if head is None:
        return
    for item in outline(document).items:
        clauses = recommendation(document, item)
        yield AgendaItem(
            evidence=document.evidence(item.start, item.heading_end, RULE),
            meeting_date=head.date,
            number=item.number,
            title=item.title,
            case_number=item.case_number,
            officer=item.officer,
            actions=recommended_actions(clauses),
            recommendation="\n".join(clauses),
        )


def recommendation(document: Document, item: Section) -> list[str]:
    """The paragraphs and points of an item's recommendation, [] where it has none."""
    part = next((part for part in item.parts if part.name == "indstilling" and _filled(document, part)), None)
    if part:
        return _blocks(document, part.body, part.end)
    if item.part("indstilling"):
        return []
    running = _running(document, item)
    if running and not item.parts and outline(document).family == "minutes":
        told = document.text[item.start : item.end].rstrip()
        asks = _ASKS.search(running[0]) and not told.endswith(running[-1])  # what stands last was decided
        return running if asks else []
    return running


def _filled(document: Document, part: Part) -> bool:
    return bool(document.text[part.body : part.end].strip())


def _blocks(document: Document, start: int, end: int) -> list[str]:
    found = []
    for block in document.blocks:
        if block.end > start and block.start < end and block.kind != "row":
            words = document.text[max(block.start, start) : min(block.end, end)].strip()
            if words and words not in BULLETS:
                found.append(words)
    return found


def _running(document: Document, item: Section) -> list[str]:
    """A recommendation without a heading: "Direktionen indstiller, at …" with the at-clauses that follow it."""
    decided = [part for part in item.parts if part.name in ("beslutning", "sagens forløb", "konklusion")]
    found: list[str] = []
    for block in document.blocks:
        if block.kind == "row" or not item.heading_end <= block.start < item.end:
            continue
        if any(part.start <= block.start < part.end for part in decided):
            continue
        words = document.text[block.start : block.end].strip()
        listed = found and block.kind == "item" and not found[0].endswith(".")
        if (not found and _INTRODUCES.search(words)) or (found and _CLAUSE.match(words)) or listed:
            found.append(words)
        elif found:
            break
    return found
