"""Years and spans of years in Danish running text: "2024-2026", "budget 2025-28", "2027 og frem"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.kept import kept

YEAR = r"(?:19|20)\d\d"
"""A year as documents of our time print it."""

_FORTH = (
    r"(?:\s*,)?\s+og\s+(?:frem(?:efter|adrettet|over)?|de følgende år|årene (?:frem|derefter|fremover))\b"
    r"(?!\s+(?:mod|til)\s+(?:(?:og med|den|år|ultimo|primo|medio|udgangen|slutningen)\b|\d))"
)
_SPAN = re.compile(
    rf"(?<![\w.,/-])(?:(?:budget|B|i|i perioden|perioden|i årene|årene|for|fra|skoleåret)\s*)?"
    rf"(?P<from>{YEAR})\s?[-–/]\s?(?P<to>{YEAR}|\d\d)(?![\w½])(?![.,/–-]\d)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"(?<!\w)(?:(?P<lead>fra(?: og med)?|mellem|(?:i |for )?(?:perioden|årene)|i|for)\s+)?(?P<from>{YEAR})\s+"
    rf"(?P<word>til(?: og med)?|t\.o\.m\.|frem til|frem mod|og|og igen i)\s+(?P<to>{YEAR})(?![\w½])(?!{_FORTH})",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?<![\w-])(?P<from>{YEAR})(?:,\s*{YEAR}){{1,8}}\s+(?:og|samt)\s+(?P<to>{YEAR})(?![\w½])(?!{_FORTH})"
)
_FORWARD = re.compile(
    rf"(?<!\w)(?:(?:fra(?: og med)?|i|for)\s+)?(?P<from>{YEAR})(?:,\s*{YEAR}){{0,8}}(?:\s+(?:og|til)\s+{YEAR})?{_FORTH}"
    rf"|\bfra(?: og med)?\s+(?:budget\s*)?(?P<since>{YEAR})(?![\w½–-])(?![.,]\d)",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<!\w)(?:i|for|til|året|år|budget|B)\s*(?P<from>{YEAR})(?![\w½/])(?!\s?[-–]\s?\d|-[a-zæøå])(?![.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpanMatch:
    """Years that something runs over; ``open`` where it has a beginning and goes on ("2027 og frem")."""

    start: int
    end: int
    from_year: int
    to_year: int | None
    open: bool = False


def find_spans(text: str) -> Iterator[SpanMatch]:
    """The years and spans of years in a text, in order: "2024-2026", "budget 2025-28", "i 2025", "fra 2026 og frem"."""
    return iter(_spans(text))


@kept
def _spans(text: str) -> Iterator[SpanMatch]:
    found: list[SpanMatch] = []
    for pattern in () if "20" not in text and "19" not in text else (_SPAN, _LIST, _FROM_TO, _FORWARD, _SINGLE):
        for match in pattern.finditer(text):
            span = _span(pattern, match)
            if span and not any(other.start < span.end and span.start < other.end for other in found):
                found.append(span)
    yield from sorted(found, key=lambda each: each.start)


def _span(pattern: re.Pattern[str], match: re.Match[str]) -> SpanMatch | None:
    if pattern is _FORWARD:
        return SpanMatch(*match.span(), int(match["from"] or match["since"]), None, open=True)
    first = int(match["from"])
    if pattern is _SINGLE:
        return SpanMatch(*match.span(), first, first)
    last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
    if not first < last <= first + 40:
        return None
    if (
        pattern is _FROM_TO
        and match["word"].startswith("og")
        and (match["lead"] or "").lower() != "mellem"
        and last > first + 1
    ):
        return None
    return SpanMatch(*match.span(), first, last)
