"""Decisions on agenda items in minutes: one fact per outcome, quoted by the sentence that carries it.

Looks for lines such as::

    Beslutning
    Taget til efterretning.
    KKR Syddanmark godkendte budgettet og sendte det i høring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.fact import Decision, Facts
from extract.grammar.outcomes import outcomes
from extract.outline import outline
from extract.sentences import split
from extract.structure.decided import decided_range
from extract.structure.meeting_head import meeting_head

RULE = "decisions/decided"
RULE_TOLD = "decisions/told"
Range = tuple[int, int]

_MARKER = re.compile(
    r"\s*(?:(?:ad\s+)?(?:punkt\s+|pkt\.?\s*)?\(?\d{1,2}[a-z]?(?:\.?\s*[-–,]\s*\d{1,2})*[.):]+|[a-zæøå][.)]|[-–•●▪*])\s*",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?:lukket|fortrolig|lukkede)\b", re.IGNORECASE)
_EARLIER = re.compile(r"(?:^|\s)\d\d[-.]\d\d[-.]\d{4}\s+(?=[A-ZÆØÅ])")
_ABSENCE = re.compile(
    r"(?:afbud|fraværende|(?:ikke|ej) til ?stede|inhabil|mødet hævet|"
    r"beslutning(?:en)? (?:er )?(?:ikke frigivet|lukket))\b",
    re.IGNORECASE,
)


def extract(document: Document, _facts: Facts) -> Iterator[Decision]:
    """The outcomes of each item of minutes, in order; "other" where a decision only tells what was said or held."""
    head = meeting_head(document)
    found = outline(document)
    if head is None or found.family != "minutes":
        return
    for item in found.items:
        sentences = list(_sentences(document, *decided_range(document, item, head)))
        decided = _outcomes(document, sentences)
        for outcome, (start, end) in decided:
            yield Decision(evidence=document.evidence(start, end, RULE), item_number=item.number, outcome=outcome)
        if sentences and not decided and (item.parts or _CLOSED.match(item.title)):
            told = next((place for place in sentences if document.text[place[1] - 1] != ":"), sentences[0])
            yield Decision(evidence=document.evidence(*told, RULE_TOLD), item_number=item.number, outcome="other")


def _sentences(document: Document, start: int, end: int) -> Iterator[Range]:
    """The sentences of a decision without list numbers and absences; what other committees decided earlier ends it."""
    for block in document.blocks:
        if block.kind == "row" or block.end <= start or block.start >= end:
            continue
        first, last = max(block.start, start), min(block.end, end)
        earlier = _EARLIER.search(document.text[first:last])
        marker = _MARKER.match(document.text[first:last])
        offset = marker.end() if marker else 0
        stop = first + earlier.start() if earlier else last
        for begin, finish in split(document.text[first + offset : stop]):
            place = (first + offset + begin, first + offset + finish)
            if not _ABSENCE.match(document.text[place[0] : place[1]]):
                yield place
        if earlier:
            return


def _outcomes(document: Document, sentences: list[Range]) -> list[tuple[str, Range]]:
    found: dict[str, Range] = {}
    for start, end in sentences:
        for outcome in outcomes(document.text[start:end]):
            found.setdefault(outcome, (start, end))
    return list(found.items())
