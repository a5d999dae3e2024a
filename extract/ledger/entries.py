"""What the ledger holds: one entry for each printed number, with its verdict and the words around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["used", "classed", "unaccounted"]
VERDICTS: tuple[Verdict, ...] = ("used", "classed", "unaccounted")

How = Literal["value", "text", "context", "again"]
"""How a fact uses a number: it is one of its values, or stands in one of its texts, both within the quote; it was read
beside the quote (a year in the heading of a table); or the document tells the fact a second time."""

Looks = Literal["money", "claim", "event", "figure", "other"]
"""What an unaccounted number looks like: a sum, a share of a group, the date of an event to come, a cell of a table."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A use of a number: the kind of the fact, the rule that read the fact and how the fact uses the number."""

    kind: str
    rule: str
    how: How


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed number, ``text[start:end]`` of the document, with its one verdict.

    ``name`` is the class of a classed number and what an unaccounted one looks like; ``uses`` are those of a used one.
    ``sentence`` is the sentence, heading or table row that the number stands in, ``page`` 1-based or None.
    """

    start: int
    end: int
    printed: str
    verdict: Verdict
    name: str
    uses: tuple[Use, ...]
    sentence: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All numbers of one document in reading order."""

    slug: str
    entries: tuple[Entry, ...]

    def counts(self) -> dict[Verdict, int]:
        """How many numbers have each verdict."""
        told = Counter(entry.verdict for entry in self.entries)
        return {verdict: told[verdict] for verdict in VERDICTS}

    def share(self, verdict: Verdict) -> float:
        """The part of the numbers, from 0 to 1, that has a verdict; 0 where there are no numbers."""
        return self.counts()[verdict] / len(self.entries) if self.entries else 0.0
