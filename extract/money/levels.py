"""The price level of each sum of a sentence, and the same sum told again in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extract.document import Document
from extract.fact import Money
from extract.grammar.money import find_money
from extract.grammar.price_levels import find_price_levels
from extract.money.sums import Sum

_SUMS_TOLD = re.compile(
    r"\b(?:alle|samtlige|aftalens|budgettets) (?:\w+ )?(?:beløb|tal|priser|udgifter|økonomital)\b", re.IGNORECASE
)
_ALL_SUMS = re.compile(rf"{_SUMS_TOLD.pattern}[^.;]{{0,60}}$", re.IGNORECASE)
_CONVERTED = re.compile(r"\bsvar(?:ende|er) til\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"[\s,(]*(?:(?:i )?[\w/-]+[\s)]*,?\s*)?(?:(?:hvilket|som|det|og) )?(?:svarende til|svarer til|eller|=)"
    r"(?: (?:i alt|ca\.|omkring|cirka|dags dato))*\s*|\s*\(\s*",
    re.IGNORECASE,
)
"""Between a sum and the same sum in another price level: "2 mio. kr. (2030-pl), svarende til 3 mio. kr. i 2031-pl"."""


def levels_of(text: str, places: Sequence[tuple[int, int]]) -> list[int | None]:
    """The price level of each sum at ``places``: its own, else the only one of the sentence, else None.

    A level is a sum's own where it follows before the next sum, or opens the sentence before its first sum.
    """
    levels = list(find_price_levels(text))
    years = {level.year for level in levels}
    if len(years) < 2 and not _CONVERTED.search(text):
        return [next(iter(years), None)] * len(places)
    matches = list(find_money(text))
    found: list[int | None] = []
    for start, end in places:
        behind = min((match.start for match in matches if match.start >= end), default=len(text))
        before = max((match.end for match in matches if match.end <= start), default=0)
        own = next((level for level in levels if end <= level.start < behind), None)
        ahead = next((level for level in levels if not before and level.end <= start), None)
        level = own or ahead
        found.append(level.year if level else None)
    return found


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sum at ``text[start:end]`` that is the one at ``first`` once more, in another price level."""

    first: int
    start: int
    end: int
    money: Money


def repeats(text: str) -> list[Repeat]:
    """The sums of a sentence that only tell the sum before them in another price level."""
    matches = list(find_money(text))
    if len(matches) < 2:
        return []
    levels = levels_of(text, [(match.start, match.end) for match in matches])
    found: list[Repeat] = []
    for (one, level), (again, other) in pairwise(zip(matches, levels, strict=True)):
        if level and other and level != other and _AGAIN.fullmatch(text, one.end, again.start):
            first = found[-1].first if found and found[-1].start == one.start else one.start
            found.append(Repeat(first, again.start, again.end, replace(again.money, price_level=other)))
    return found


def past_repeats(text: str, one: Sum, again: Sequence[Repeat]) -> Sum:
    """A sum whose clause goes on behind its repeats, so that its purpose is looked for there."""
    behind = max((repeat.end for repeat in again if repeat.first == one.start), default=None)
    if behind is None:
        return one
    last = min((match.start for match in find_money(text) if match.start >= behind), default=len(text))
    return replace(one, behind=behind, last=last)


def level_told(document: Document, start: int, end: int) -> int | None:
    """The one price level that ``document.text[start:end]`` names, else that of the whole document."""
    named = {level.year for level in find_price_levels(document.text[start:end])}
    return named.pop() if len(named) == 1 else document_level(document)


@lru_cache(maxsize=8)
def document_level(document: Document) -> int | None:
    """The price level that a document says all its sums are in ("Alle beløb er i 2030-pl"), None where it says none."""
    text = document.text
    stated = {
        level.year
        for level in (find_price_levels(text) if _SUMS_TOLD.search(text) else ())  # few documents say it at all
        if _ALL_SUMS.search(text[max(0, level.start - 120) : level.start])
    }
    return stated.pop() if len(stated) == 1 else None
