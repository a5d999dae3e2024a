"""When a given value agrees with the right one: numbers and codes exactly, names nearly, free descriptions loosely."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

DESCRIPTIONS: Final = frozenset({"purpose", "statement", "what", "dataset", "measure"})
"""Columns in the document's own running words: 60 of 100 is near enough."""
EXACT: Final = frozenset(
    {"date", "meeting_date", "start", "end", "from_year", "to_year", "period", "page", "number", "item_number"}
    | {"amount", "value", "count", "of", "percent", "seats", "places", "code", "recipient_code", "party"}
    | {"qualifier", "kind", "action", "recurrence"}
)
"""Columns of numbers, dates, codes and closed lists."""
NEAR_NAME: Final = 85.0
NEAR_DESCRIPTION: Final = 60.0
WORDS: Final = re.compile(r"[0-9a-zæøåäöéü]+")


def agrees(table: str, column: str, given: str, right: str) -> bool:
    """Whether a given value counts as the right one in this column of this table."""
    given, right = given.strip(), right.strip()
    if given == right:
        return True
    named_party = column == "party" and table == "agreement-parties"
    if column in EXACT and not named_party:
        figures = _figure(given), _figure(right)
        if None not in figures:
            return figures[0] == figures[1]
        return given.casefold().rstrip(".") == right.casefold().rstrip(".")
    if not given or not right:
        return False
    if column in DESCRIPTIONS:
        return similarity(given, right) >= NEAR_DESCRIPTION
    return _digits(given) == _digits(right) and similarity(given, right) >= NEAR_NAME


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """A text's words and numbers in lower case, one space between them."""
    return " ".join(WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=1 << 16)
def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, whatever the order of their words.

    The words that they share are compared with each text whole; where one is less than half as long as the other, a
    few shared words count for less.
    """
    one, other = folded(one), folded(other)
    if one == other:
        return 100.0
    if not one or not other:
        return 0.0
    mine, theirs = set(one.split()), set(other.split())
    shared = _line(mine & theirs)
    left, right = f"{shared} {_line(mine - theirs)}".strip(), f"{shared} {_line(theirs - mine)}".strip()
    by_words = max(_ratio(left, right), _ratio(shared, left), _ratio(shared, right)) if shared else _ratio(left, right)
    shorter, longer = sorted((len(one), len(other)))
    if shorter < longer / 2:
        by_words = by_words * 2 * shorter / longer
    return max(by_words, _ratio(_line(one.split()), _line(other.split())))


def _line(words: set[str] | list[str]) -> str:
    return " ".join(sorted(words))


def _ratio(one: str, other: str) -> float:
    return 100 * SequenceMatcher(None, one, other, autojunk=False).ratio()


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", folded(text))


def _figure(text: str) -> float | None:
    try:
        return float(text.replace(" ", ""))
    except ValueError:
        return None
