"""Price levels in running text: the year whose prices and wages a sum is told in ("2030-pl", "i 2030-priser")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.kept import kept
from extract.grammar.spans import YEAR

_PL = r"(?:p/l|pl|(?:pris|løn)-? ?(?:og|/) ?(?:løn|pris)-?niveau|prisniveau)"
_LEVEL = r"(?:[- ]?niveau)?"
_LEVELS = re.compile(
    # "2030-pl", "2030 p/l-niveau", "2030-prisniveau", "30-pl"
    rf"(?<![\w.,/–-])(?P<before>{YEAR}|['’]?\d\d(?=-| (?-i:P)))[- ]?{_PL}{_LEVEL}(?!\w)"
    # "2030-priser", "2030 priser", "2030-tal"
    rf"|(?<![\w.,/–-])(?P<prices>{YEAR})(?:-| )(?:priser|tal|kroner)(?!\w)"
    # "p/l 2030", "PL-niveau 2030", "PL30", "prisniveau 2030"
    rf"|(?<![\w-]){_PL}{_LEVEL}(?:[- ]|: | i )?(?P<behind>{YEAR})(?!\w)(?![.,]\d)"
    r"|(?<![\w-])(?-i:P/?L)[- ]?(?P<short>\d\d)(?!\w)(?![.,]\d)"
    # "i 2030 års priser", "priser for 2030"
    rf"|(?<![\w.,/–-])(?P<years>{YEAR})[- ]års[- ]?(?:priser|prisniveau)(?!\w)"
    rf"|\bpriser (?:for|fra|i) (?P<of>{YEAR})(?![\w–-])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d\d")
_PRICED = re.compile(r"p/?l(?![a-zæøå])|pris|niveau|\d[- ](?:tal|kroner)", re.IGNORECASE)
"""What every price level has in it, beside figures: most texts have nothing of it."""
_EARLIEST = 1990
"""Two digits are a year from here on: "95" is 1995, "30" is 2030."""


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """A price level at ``text[start:end]``: that of a year."""

    start: int
    end: int
    year: int


def find_price_levels(text: str) -> Iterator[PriceLevel]:
    """The price levels that a text names, in order."""
    return iter(_levels(text))


@kept
def _levels(text: str) -> Iterator[PriceLevel]:
    for match in _LEVELS.finditer(text) if _DIGITS.search(text) and _PRICED.search(text) else ():
        printed = next(group for group in match.groups() if group).strip("'’")
        yield PriceLevel(*match.span(), int(printed) if len(printed) == 4 else _century(int(printed)))


def _century(digits: int) -> int:
    return 1900 + digits if 1900 + digits >= _EARLIEST else 2000 + digits
