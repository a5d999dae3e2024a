"""The sums of a document found so far: each told once, in its fuller form, and linked to the sum it is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extract.document import Block, Document
from extract.fact import Funding
from extract.grammar.money import find_money
from extract.money.parts import SHARES_FOLLOW
from extract.money.surroundings import list_lead
from extract.sentences import Sentence

_COMMON: Final = frozenset(
    (
        *(
            "kommune",
            "regione",
            "samlede",
            "særligt",
            "udgifte",
            "området",
            "projekt",
            "arbejde",
            "flere",
            "bedre",
            "større",
        ),
        *(
            "mindre",
            "andre",
            "drift",
            "anlæg",
            "etabler",
            "renover",
            "udvikli",
            "styrkel",
            "styrke",
            "styrket",
            "indsats",
        ),
        *("ansætte", "ansætt", "midler"),
    )
)
"""The beginnings of words that say nothing of what one sum is for, rather than another."""

_LARGE: Final = 1_000_000_000
"""In kroner: so large a sum stands for one thing in an agreement."""


class Kept:
    """Sums by their place in the order found; ``_wholes`` says which is a part of which."""

    def __init__(self) -> None:
        self._found: list[Funding] = []
        self._places: list[int] = []
        self._wholes: dict[int, int] = {}
        self._last: tuple[Block, tuple[int, ...]] | None = None
        self._unread = False

    def add(self, fact: Funding, weak: bool, section: int) -> int:
        """The place of a sum, where it was told before the place of that one.

        The one with years stays, or else the first; a sum whose purpose is only guessed from its surroundings
        (``weak``) is taken for any equal one of its ``section`` (where that begins).
        """
        for place, other in enumerate(self._found):
            if other.amount.value != fact.amount.value or not _same_years(other, fact):
                continue
            if not (weak and section == self._places[place]) and not _alike(other, fact):
                continue
            if other.from_year is None and fact.from_year is not None:
                fuller = replace(fact, purpose=other.purpose) if weak else fact
                self._found[place] = _filled(fuller, other)
            else:
                self._found[place] = _filled(other, fact)
            return place
        self._found.append(fact)
        self._places.append(section)
        return len(self._found) - 1

    def close(self, sentence: Sentence, places: Sequence[int]) -> None:
        """Ends a sentence that told the sums at these places; behind one whose sums were left out no share is told."""
        if places:
            self._last = sentence.block, tuple(places)
        self._unread = not places and (self._unread or any(find_money(sentence.text)))

    def told_last(self, block: Block) -> Funding | None:
        """The last sum of the sentence before in a block."""
        return self._found[self._last[1][-1]] if self._last and self._last[0] is block else None

    def link(self, part: int, whole: int) -> None:
        """Makes one sum a part of another, unless it is a part already or the other is a part of it."""
        above: int | None = whole
        while above is not None and above != part:
            above = self._wholes.get(above)
        if above is None and part not in self._wholes:
            self._wholes[part] = whole

    def share_of_last(self, part: int, document: Document, block: Block) -> None:
        """Links a "Heraf …" to what the sentence before told: the sum that it fits in, or the whole of its parts."""
        near = {id(block), id(document.block_at(max(0, block.start - 1)))}
        if self._last is None or id(self._last[0]) not in near or self._unread:
            return
        whole = _one(sorted({self._wholes.get(place, place) for place in self._last[1]}), self._found, part)
        if whole is not None:
            self.link(part, whole)

    def over_list(self, document: Document, block: Block) -> int | None:
        """The place of the sum over a list of its parts ("…, heraf:") that a block is an item of."""
        above = list_lead(document, block)
        if above is None or not SHARES_FOLLOW.search(document.text[above.start : above.end]):
            return None
        inside = [place for place, fact in enumerate(self._found) if above.start <= fact.evidence.start < above.end]
        roots = [place for place in inside if place not in self._wholes]
        return roots[0] if len(roots) == 1 else None

    def linked(self, level: int | None) -> Iterator[Funding]:
        """The sums in the order found, each with its whole; ``level`` is the price level of those that tell none."""
        for place in range(len(self._found)):
            yield self._linked(place, level)

    def _linked(self, place: int, level: int | None) -> Funding:
        fact, above = self._found[place], self._wholes.get(place)
        whole = None if above is None else self._linked(above, level)
        level = fact.amount.price_level or (whole.amount.price_level if whole else level)
        return replace(fact, amount=replace(fact.amount, price_level=level), part_of=whole)


def _one(places: Sequence[int], found: Sequence[Funding], part: int) -> int | None:
    """The one place, or the last of several whose sum the part fits in."""
    fitting = [place for place in places if found[part].amount.value <= found[place].amount.value]
    return places[0] if len(places) == 1 else fitting[-1] if fitting else None


def _filled(fact: Funding, other: Funding) -> Funding:
    """A sum with what only its other telling says of who pays, who gets it and at which price level."""
    level = fact.amount.price_level or other.amount.price_level
    return replace(
        fact,
        amount=replace(fact.amount, price_level=level),
        payer=fact.payer or other.payer,
        recipient=fact.recipient or other.recipient,
        repeated=fact.repeated or other.repeated,
    )


def _same_years(one: Funding, other: Funding) -> bool:
    if one.from_year is None or other.from_year is None:
        return True
    return (one.from_year, one.to_year) == (other.from_year, other.to_year)


def _retold(one: Funding, other: Funding) -> bool:
    """Whether a large sum of an agreement is told once as what lifts a field and once as what lifts its frame."""
    lifted = {one.kind, other.kind} == {"grant", "frame"} and None in {one.from_year, other.from_year}
    return lifted and bool(one.agreement) and one.agreement == other.agreement and one.amount.value >= _LARGE


def _alike(one: Funding, other: Funding) -> bool:
    """Whether two sums of one kind share the beginning of a telling word, or sums of two kinds share two."""
    stems = [
        {word[:7] for word in re.findall(r"[a-zæøå]{5,}", fact.purpose.lower())} - _COMMON for fact in (one, other)
    ]
    same = one.purpose.lower() == other.purpose.lower()
    return same or _retold(one, other) or len(stems[0] & stems[1]) >= (1 if one.kind == other.kind else 2)
