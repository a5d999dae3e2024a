"""Acts cited by number and date: "lov nr. 412 af 3. maj 2031", "LBK nr 77 af 15/01/2030", "bekendtgørelse nr. …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.fact import ActKind
from extract.grammar.dates import find_dates

_CITED: Final = re.compile(
    r"(?<![\w-])(?:(?P<lbk>(?i:lovbekendtgørelsen?|lovbek\.?)|LBKG?)|(?P<bek>(?i:[a-zæøå]*bekendtgørelsen?)|BEK|Bek\.?)"
    r"|(?P<lov>(?i:(?:ændrings)?lov(?:en)?)))\s+(?i:nr\.?|nummer)\s*(?P<number>[1-9]\d{0,3}|0\d{3})(?![\d/.]*\d)"
    r"(?P<link>,?\s+(?:(?:af|fra|dateret|udstedt)\s+)?(?:den\s+|d\.\s*)?)(?P<year>(?:19|20)\d\d\b(?![-/.]\d))?",
)
"""A citation up to its date, or with its year where only that is printed."""
_LONGEST_DATE: Final = 24
"""Characters in which a date that follows a number is printed in full."""


@dataclass(frozen=True, slots=True)
class ActMatch:
    """An act cited in ``text[start:end]``: its kind, its number in Lovtidende A of the year of ``date``, and the date.

    The date is ISO 8601, "2031-05-03", or "2031" where only the year is printed.
    """

    start: int
    end: int
    kind: ActKind
    number: int
    date: str


def find_acts(text: str) -> Iterator[ActMatch]:
    """The acts that a text cites by number and date, in order; without both there is no certain act, and no match."""
    for cited in _CITED.finditer(text):
        kind: ActKind = "consolidated-act" if cited["lbk"] else "executive-order" if cited["bek"] else "act"
        if cited["year"]:
            yield ActMatch(cited.start(), cited.end(), kind, int(cited["number"]), cited["year"])
            continue
        start = cited.end("link")
        date = next(find_dates(text[start : start + _LONGEST_DATE]), None)
        if date is not None and date.precision == "day" and date.start == 0:
            yield ActMatch(cited.start(), start + date.end, kind, int(cited["number"]), date.iso)
