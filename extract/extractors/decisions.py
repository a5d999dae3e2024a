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
from extract.extractors.agenda_items import recommendation
from extract.fact import Decision, Facts
from extract.grammar.outcomes import outcomes
from extract.outline import Section, outline
from extract.structure.decided import Range, decided_sentences
from extract.structure.meeting_head import meeting_head

RULE = "decisions/decided"
RULE_TOLD = "decisions/told"

_CLOSED = re.compile(r"(?:lukket|fortrolig|lukkede)\b", re.IGNORECASE)

_CHOICE = re.compile(r"(?:valg|udpegning) (?:af|til)\b|konstituering\b", re.IGNORECASE)
_ONLY_NAMES = re.compile(
    r"(?!(?:Ingen|Intet|Udsat|Udgår|Godkendt|Drøftet|Orientering)\b)[A-ZÆØÅ][\wæøåé.-]*(?: \([A-ZÆØÅ]\))?"
    r"(?:(?:,? og|,)? [A-ZÆØÅ][\wæøåé.-]*(?: \([A-ZÆØÅ]\))?){0,7}\.?"
)
_DECIDES = re.compile(
    r"\b(?:[Bb]yrådet|[Uu]dvalget|[A-ZÆØÅ]\w+udvalget|[Kk]ommunalbestyrelsen|[Rr]egionsrådet) besluttede\b.*?,? at\b"
)


def extract(document: Document, _facts: Facts) -> Iterator[Decision]:
    """The outcomes of each item of minutes, in order; "other" where a decision only tells what was said or held."""
    head = meeting_head(document)
    found = outline(document)
    if head is None or found.family != "minutes":
        return
    for item in found.items:
        told = [place for place in decided_sentences(document, item, head) if not _asks(document, item, place)]
        decided = _outcomes(document, told)
        for outcome, (start, end) in decided:
            yield Decision(evidence=document.evidence(start, end, RULE), item_number=item.number, outcome=outcome)
        further = _decided_besides(document, told) if decided else None
        if further:
            yield Decision(evidence=document.evidence(*further, RULE_TOLD), item_number=item.number, outcome="other")
        if (
            told
            and not decided
            and (item.part("beslutning") or _CLOSED.match(item.title) or _in_column(document, item))
        ):
            said = next((place for place in told if document.text[place[1] - 1] != ":"), told[0])
            outcome = "appointed" if _names_elected(item.title, document.text[slice(*said)]) else "other"
            yield Decision(evidence=document.evidence(*said, RULE_TOLD), item_number=item.number, outcome=outcome)


def _in_column(document: Document, item: Section) -> bool:
    """Whether an item is a row of a table, of which only the column of decisions is read as text."""
    return "\t" in document.text[item.start : item.heading_end + 1]


def _names_elected(title: str, words: str) -> bool:
    """Whether what was decided on an item that asks for a choice is nothing but names: "Asta Holm og Viggo Brask"."""
    return _CHOICE.match(title) is not None and _ONLY_NAMES.fullmatch(words.strip()) is not None


def _decided_besides(document: Document, told: list[Range]) -> Range | None:
    """The sentence that tells of a further decision, one of no usual outcome: "Byrådet besluttede, at …"."""
    sentences = (place for place in told if _DECIDES.search(document.text, *place))
    return next((place for place in sentences if not outcomes(document.text[place[0] : place[1]])), None)


def _asks(document: Document, item: Section, place: Range) -> bool:
    """Whether a sentence of an item without a Beslutning belongs to what was recommended."""
    block = document.block_at(place[0])
    words = document.text[block.start : block.end].strip()
    return item.part("beslutning") is None and words in recommendation(document, item)


def _outcomes(document: Document, sentences: list[Range]) -> list[tuple[str, Range]]:
    found: dict[str, Range] = {}
    for start, end in sentences:
        for outcome in outcomes(document.text[start:end]):
            found.setdefault(outcome, (start, end))
    return list(found.items())
