"""One kind of fact per file; EXTRACTORS lists them in running order, each may look at the facts found before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from extract.document import Document
from extract.fact import Fact

F = TypeVar("F", bound=Fact)
Extractor = Callable[[Document, "Facts"], Iterator[Fact]]


class Facts:
    """The facts found so far in one document, in the order found."""

    def __init__(self) -> None:
        self._facts: list[Fact] = []

    def add(self, facts: Iterable[Fact]) -> None:
        self._facts.extend(facts)

    def of(self, kind: type[F]) -> list[F]:
        """The facts of one kind."""
        return [fact for fact in self._facts if isinstance(fact, kind)]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


from extract.extractors import (  # noqa: E402
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
    meetings,
    mentions,
    milestones,
    observations,
    people,
    reforms,
)

EXTRACTORS: tuple[Extractor, ...] = (
    documents.extract,
    meetings.extract,
    agenda_items.extract,
    decisions.extract,
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
    findings.extract,
)


def extract(document: Document) -> Facts:
    """All facts of a document, each with its evidence."""
    facts = Facts()
    for extractor in EXTRACTORS:
        facts.add(list(extractor(document, facts)))
    return facts
