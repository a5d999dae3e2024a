"""Facts that cannot all be right: each rule asks the facts of documents; what it gives is published as data."""

from __future__ import annotations

from collections.abc import Iterable

from kommunegraf.clashes import between, within
from kommunegraf.clashes.asking import Clash, Row, Side, in_order
from kommunegraf.clashes.within import Texts
from kommunegraf.store import Store

__all__ = ["Clash", "Side", "among", "inside"]


def inside(facts: Store, texts: Texts) -> list[Clash]:
    """What does not agree within a document, in a fixed order."""
    found = [
        *within.percentages(facts),
        *within.shares(facts),
        *within.seats(facts),
        *within.numbering(facts, texts),
    ]
    return sorted(found, key=_order)


def among(rule: str, claims: Iterable[Row]) -> list[Clash]:
    """What one of between.RULES finds in the claims of one group, in a fixed order."""
    return sorted(between.RULES[rule].judge(in_order(claims)), key=_order)


def _order(clash: Clash) -> tuple[object, ...]:
    return clash.kind, clash.sides, clash.english
