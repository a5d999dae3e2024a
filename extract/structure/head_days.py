"""The days that the head of a meeting's paper prints, in the short forms too that only a head uses.

Looks for lines such as::

    Torsdag d.04.03.31.
    Onsdag den 4-marts-2031
    Onsdag, March 4, 2031 - 18:00
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extract.grammar.dates import MONTHS, DateMatch, find_dates

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(MONTHS)
_SHORT = re.compile(
    r"(?:\b(?:d\.|den|referat|dagsorden|mødet?)|dag|\bdato:?)\s*(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d\d)(?!\d)"
    rf"|(?<!\d)(?P<day2>\d\d?)-(?P<name>{_MONTH})-(?P<year2>\d{{4}})"
    rf"|\b(?P<english>(?:{'|'.join(_ENGLISH)})[a-z]*) (?P<day3>\d\d?), (?P<year3>\d{{4}})",
    re.I,
)


def head_days(text: str) -> Iterator[DateMatch]:
    """The full dates of a line of a head, in order."""
    days = [found for found in find_dates(text) if found.precision == "day"]
    for match in _SHORT.finditer(text):
        if not any(found.start < match.end() and match.start() < found.end for found in days):
            days.extend(_read(match))
    yield from sorted(days, key=lambda found: found.start)


def _read(match: re.Match[str]) -> Iterator[DateMatch]:
    if match["name"]:
        month = [name.lower() for name in MONTHS].index(match["name"].lower()) + 1
    else:
        month = _ENGLISH.index(match["english"][:3].lower()) + 1 if match["english"] else int(match["month"])
    group = "day" if match["day"] else "day2" if match["day2"] else "day3"
    year = int(match["year"] or match["year2"] or match["year3"])
    try:
        day = date(year + 2000 if year < 100 else year, month, int(match[group]))
    except ValueError:  # no such day: the figures are something else
        return
    yield DateMatch(match.start(group), match.end(), day.isoformat(), "day")
