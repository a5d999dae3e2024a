"""Facts that cannot all be right: each rule asks the facts of all documents; what it gives is published as data."""

from __future__ import annotations

from kommunegraf.clashes import between, within
from kommunegraf.clashes.asking import Clash, Side
from kommunegraf.clashes.within import Texts
from kommunegraf.store import Store

__all__ = ["Clash", "Side", "clashes"]


def clashes(facts: Store, texts: Texts) -> list[Clash]:
    """Everything that the rules find among the facts of all documents, in a fixed order."""
    found = [
        *within.percentages(facts),
        *within.shares(facts),
        *within.seats(facts),
        *within.numbering(facts, texts),
        *between.indicators(facts),
        *between.sums(facts),
        *between.agreement_dates(facts),
        *between.agreement_parties(facts),
        *between.meeting_dates(facts),
        *between.meeting_details(facts),
    ]
    return sorted(found, key=lambda clash: (clash.kind, clash.sides, clash.english))
