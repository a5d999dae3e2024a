"""Which way the money of a sum goes, by its kind and the word that governs it: set aside, lent, cut, framed, spent."""

from __future__ import annotations

import re
from typing import Final

from extract.fact import Direction
from extract.money.sums import Sum

_OF_KIND: Final[dict[str, Direction]] = {
    "pool": "set-aside",
    "grant": "set-aside",
    "fund": "set-aside",
    "loan-pool": "lent",
    "frame": "framed",
    "cut": "cut",
    "expense": "spent",
}
_RAISING = re.compile(r"\bløft(?:et)?$", re.IGNORECASE)
_BORROWING = re.compile(r"(?:lån\w*)?optag|hjemtag", re.IGNORECASE)
_INCOME = re.compile(r"indtægtsbevilling", re.IGNORECASE)
_USED = re.compile(r"\s*(?:(?:er|blev|allerede|blevet)\s+)*(?:for)?(?:brugt|anvendt|udbetalt)\b", re.IGNORECASE)


def direction_of(kind: str, text: str, one: Sum) -> Direction | None:
    """The direction of a sum of a kind; None for a kind that has none.

    What a frame is raised by is set aside, a loan taken is borrowed, and what is said to be used is spent. A grant of
    income has none.
    """
    words = text[one.cue.start : one.cue.end] if one.cue else ""
    if _INCOME.match(words):
        return None
    if kind == "loan-pool" and _BORROWING.match(words):
        return "borrowed"
    if kind == "frame" and one.cue and (one.cue.kind == "lift" or _RAISING.search(words)):
        return "set-aside"
    return "spent" if _USED.match(text, one.end) else _OF_KIND.get(kind)
