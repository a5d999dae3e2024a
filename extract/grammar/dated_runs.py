"""Time plans known by their form alone: a row of dated lines that go forward in time, each beside or near its step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LEAST = 3
"""Dates that make a row."""
APART = 5
"""Lines that may stand between two dates of a row."""


@dataclass(frozen=True, slots=True)
class DatedRun:
    """The lines ``first`` to ``last`` of a row of dates; ``above`` where each step stands over its date."""

    first: int
    last: int
    above: bool


def dated_runs(dates: Sequence[str], alone: Sequence[bool], heads: Sequence[bool]) -> list[DatedRun]:
    """The rows among the lines of a text.

    ``dates`` holds the date of each line ("" for none), ``alone`` whether the line is nothing but that date, ``heads``
    whether it is one that leads on to what follows, such as a line that ends with a colon.
    """
    runs: list[DatedRun] = []
    row: list[int] = []
    for index, date in [*enumerate(dates), (len(dates) + APART + 1, "9999")]:
        if not date:
            continue
        if row and (index - row[-1] > APART or date[: len(dates[row[-1]])] < dates[row[-1]][: len(date)]):
            if len(row) >= LEAST:
                runs.append(DatedRun(row[0], row[-1], _steps_above(row, alone, heads)))
            row = []
        row.append(index)
    return runs


def _steps_above(row: Sequence[int], alone: Sequence[bool], heads: Sequence[bool]) -> bool:
    """Whether the steps stand over their dates: as many lines as dates, the first over the first date."""
    first, last = row[0], row[-1]
    pairs = all(index - before == 2 for before, index in pairwise(row))
    ends = last + 1 >= len(heads) or heads[last + 1] or alone[last]
    led = first > 0 and not heads[first - 1] and (first == 1 or heads[first - 2])
    return pairs and all(alone[index] for index in row) and ends and led
