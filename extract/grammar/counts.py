"""Counts out of a total and shares of a group: "31 ud af 98 kommuner", "4 af de 9", "35 % af skolerne"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.grammar.marks import holds
from extract.grammar.numbers import AFTER, BEFORE, DIGITS, WORD, is_quantity, parse_number

_NUMBER = rf"(?:{BEFORE}{DIGITS}{AFTER}|\b{WORD}\b)"
_GROUP = r"(?:(?:de|landets|vores|kommunens|regionens|samtlige|alle)\s+)?(?:i\s+alt\s+|samlede?\s+|samlet\s+)?"
_OUT_OF = re.compile(
    rf"(?P<count>{_NUMBER})(?:\s+[a-zæøå]+(?:\s[a-zæøå]+)?)?\s+(?P<out>ud\s+)?af\s+{_GROUP}(?P<of>{_NUMBER})",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?P<percent>{BEFORE}{DIGITS}{AFTER})\s?(?:%|pct\b\.?|procent\b)\s*(?:\([^)]{{1,30}}\)\s*)?(?:ud\s+)?af\b",
    re.IGNORECASE,
)
PERCENT = ("%", "pct", "procent")
"""What every percentage has in it."""
_OF_A_NUMBER = re.compile(rf"\saf\s+{_GROUP}{_NUMBER}", re.IGNORECASE)
"""What every count out of a total has in it."""


@dataclass(frozen=True, slots=True)
class CountMatch:
    """A count with its total, or a percentage of a group: what is not printed is None."""

    start: int
    end: int
    count: Decimal | None = None
    of: Decimal | None = None
    percent: Decimal | None = None


def find_counts(text: str) -> Iterator[CountMatch]:
    """The counts "N ud af M" and "N af de M", and the percentages "P % af …", in order."""
    found: list[CountMatch] = []
    for match in _OUT_OF.finditer(text) if _OF_A_NUMBER.search(text) else ():
        count, total = parse_number(match["count"]), parse_number(match["of"])
        if count is None or total is None or not 0 <= count <= total or total < 2:
            continue
        if _is_money(text, match.end()) or _is_money(text, match.end("count")):
            continue
        # "en af de 12 skoler" singles one out and counts nothing
        if (match["out"] or count > 1) and is_quantity(text, *match.span("count")):
            found.append(CountMatch(match.start(), match.end(), count, total))
    for match in _SHARE.finditer(text) if holds(text.casefold(), PERCENT) else ():
        percent = parse_number(match["percent"])
        if percent is None or percent > 100:
            continue
        if not any(other.start < match.end() and match.start() < other.end for other in found):
            found.append(CountMatch(match.start(), match.end(), percent=percent))
    yield from sorted(found, key=lambda each: each.start)


def _is_money(text: str, end: int) -> bool:
    return bool(re.match(r"\s*(?:mio|mia|million|milliard|kr|t\.?kr)", text[end:], re.IGNORECASE))
