"""Charts of answers: the figures of each category as bars beside their numbers, so that the chart is its own table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from kommunegraf.pages.asking import Found
from kommunegraf.pages.presenting import Drawing
from kommunegraf.wording import Words

MOST: Final = 20
"""Bars in one chart."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A category, its figure, and its length in hundredths of the longest; negative ones are marked."""

    label: str
    figure: str
    length: float
    negative: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, the largest first; ``count`` categories there are, of which the first are shown."""

    category: str
    measure: str
    bars: tuple[Bar, ...]
    count: int


def chart(found: Found, drawing: Drawing, words: Words) -> Chart | None:
    """The chart of an answer, None where it has fewer than two categories or not the columns."""
    if drawing.by not in found.columns or (drawing.measure and drawing.measure not in found.columns):
        return None
    sums: Counter[str] = Counter()
    for row in dict.fromkeys(tuple(row.items()) for row in facts(found)):
        values = dict(row)
        sums[values[drawing.by]] += (figure(values[drawing.measure]) or 0) if drawing.measure else Decimal(1)  # type: ignore[assignment]
    ranked = sorted(((label, value) for label, value in sums.items() if label), key=lambda pair: (-pair[1], pair[0]))
    longest = max((abs(value) for _, value in ranked), default=0)
    if len(ranked) < 2 or not longest:
        return None
    bars = tuple(
        Bar(words.cell(drawing.by, label), words.number(value), float(round(abs(value) * 100 / longest, 1)), value < 0)
        for label, value in ranked[:MOST]
    )
    measure = words.column(drawing.measure or "rows")
    return Chart(words.column(drawing.by), measure, bars, len(ranked))


def facts(found: Found) -> list[dict[str, str]]:
    """The rows without where they stand: a fact that stands in two places counts once."""
    return [{name: value for name, value in row.items() if name not in {"page", "quote"}} for row in found.texts()]


def figure(text: str) -> Decimal | None:
    """The number that a text is, None where it is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
