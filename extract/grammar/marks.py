"""Letters that every match of a pattern has in it: where a text lacks them the pattern need not be tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Marks = tuple[str, ...]
Lines = list[tuple[int, int, str]]
"""Where each line starts and ends, and its words."""
_OPTIONAL: Final = re.compile(r"\[[^\]]*\][*+?]?|\{[^}]*\}|\\[a-z][*+?]?|\w\?| \?")
"""Classes, counts, kinds of characters and what may be left out."""
_GROUP: Final = re.compile(r"\([^()]*\)\??")
_BREAK: Final = "\0"


def marks(alternatives: str) -> Marks:
    """Of each alternative of a pattern its longest run of plain letters; "", which is everywhere, where it has none.

    Groups, classes and optional letters are left out: of ``[Ss]tyregruppen?|Rådet (?:for|om)`` it is "tyregruppe" and
    "Rådet ".
    """
    plain = _OPTIONAL.sub(_BREAK, alternatives)
    while (shorter := _GROUP.sub(_BREAK, plain)) != plain:
        plain = shorter
    runs = (max(each.replace("\\", "").split(_BREAK), key=len) for each in plain.split("|"))
    found = tuple(dict.fromkeys(runs))
    return tuple(mark for mark in found if not any(other in mark for other in found if other != mark))


def holds(text: str, having: Marks) -> bool:
    """Whether a text has one of the marks in it."""
    return any(map(text.__contains__, having))


def lines_of(text: str) -> Lines:
    """The lines of a text that are not empty, each with where it starts and ends."""
    found: Lines = []
    start = 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line), line))
        start += len(line) + 1
    return found


def matches(pattern: re.Pattern[str], having: Marks, text: str, lines: Lines) -> Iterator[re.Match[str]]:
    """The matches, within lines of a text, of a pattern that runs over no line's end."""
    for start, end, line in lines:
        if any(map(line.__contains__, having)):
            yield from pattern.finditer(text, start, end)
