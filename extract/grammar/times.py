"""Times of day in Danish running text: "kl. 17-20", "fra kl. 10.00 til kl. 12.00"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TIME = r"(\d{1,2})(?:[.:](\d\d))?"
_CLOCK = re.compile(
    r"(?<!\w)(?:[Kk]l(?:[.:]|okken)?|(?i:(?:møde|start)?tid(?:spunkt)?:|tidsrum:?))[ \u00a0]*(?:[Kk]l\.[ \u00a0]*)?"
    rf"{_TIME}(?!\d)(?:\s*(?:-|–|til|og til)\s*(?:[Kk]l(?:\.|okken)?\s*)?{_TIME}(?!\d))?"
)
_COLONS = re.compile(r"(?<![\d:.])(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)(?![\d:])")


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A time of day, "HH:MM": ``finish`` is "" where only the beginning is printed."""

    start: int
    end: int
    begin: str
    finish: str


def find_times(text: str) -> Iterator[TimeMatch]:
    """The times of day in a text, in order: "kl. 17-20", "fra kl. 10.00 til kl. 12.00", "klokken 17"."""
    found = list(_CLOCK.finditer(text))
    taken = [match.span() for match in found]
    found += [m for m in _COLONS.finditer(text) if not any(s < m.end() and m.start() < e for s, e in taken)]
    for match in sorted(found, key=lambda each: each.start()):
        begin, finish = _clock(match[1], match[2]), _clock(match[3], match[4])
        if begin:
            yield TimeMatch(match.start(), match.end(), begin, finish)


def _clock(hour: str | None, minute: str | None) -> str:
    if hour is None or int(hour) > 23 or int(minute or 0) > 59:
        return ""
    return f"{int(hour):02}:{int(minute or 0):02}"
