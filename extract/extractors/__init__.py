"""One kind of fact per file; EXTRACTORS lists them in running order, each may look at the facts found before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.document import Document
from extract.extractors import (
    agenda_items,
    agreement_parties,
    agreements,
    allocations,
    appointments,
    attachments,
    attendance,
    bodies,
    decisions,
    documents,
    findings,
    funding,
    indicators,
    legal_references,
    meetings,
    mentions,
    milestones,
    observations,
    people,
    redactions,
    references,
    reforms,
    topics,
    votes,
)
from extract.fact import Fact, Facts
from extract.grammar.kept import forget

Extractor = Callable[[Document, Facts], Iterator[Fact]]

EXTRACTORS: tuple[Extractor, ...] = (
    documents.extract,
    meetings.extract,
    agenda_items.extract,
    decisions.extract,
    votes.extract,
    attendance.extract,
    attachments.extract,
    agreements.extract,
    agreement_parties.extract,
    reforms.extract,
    funding.extract,
    allocations.extract,
    appointments.extract,
    people.extract,
    bodies.extract,
    indicators.extract,
    observations.extract,
    milestones.extract,
    mentions.extract,
    legal_references.extract,
    references.extract,
    topics.extract,
    findings.extract,
    redactions.extract,
)


def extract(document: Document) -> Facts:
    """All facts of a document, each with its evidence."""
    facts = Facts()
    for extractor in EXTRACTORS:
        facts.add(list(extractor(document, facts)))
    forget()
    return facts
