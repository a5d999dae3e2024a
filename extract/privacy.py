"""Personal numbers (CPR) are masked as a file is read, so that no fact, quote or kept text can hold one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.document import Document, Table

MASK = "█"
"""Stands for each digit of a masked number: no letter and no digit, so that no rule reads it as part of anything."""
MASKED = re.compile(rf"{MASK}(?:[^\w\n]{{0,4}}{MASK}){{9}}")
"""A masked number in a text that was read."""

_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_BIRTH = rf"{_DAY}{_MONTH}\d\d"
_REPLACED = rf"(?:6[1-9]|[78]\d|9[01]){_MONTH}\d\d"
"""The date of a replacement number, whose day is 60 more."""
_DASH = r"[-\u00ad\u2010-\u2015\u2212]"
_NUMBER = re.compile(
    # 010190-1234, also with blanks or a line's end beside the hyphen, and the date in pairs
    rf"(?<!\d)(?<!\d[.,])(?:{_BIRTH}|{_REPLACED}|{_DAY} {_MONTH} \d\d)\s?{_DASH}{{1,2}}\s{{0,2}}\d{{4}}(?!\d)"
    # 0101901234
    rf"|(?<!\d)(?<!\d[.,/-]){_BIRTH}\d{{4}}(?!\d|[.,/-]\d)"
    # 010190 1234, unless it stands in a row of figures
    rf"|(?<!\d)(?<!\d[.,/\s-]){_BIRTH}[ \u00a0]\d{{4}}(?!\d|[.,/\s-]\d|\s(?:mio|mia|kr|pct)\b)"
    # behind its name a number is one however its digits are parted
    r"|(?i:cpr|personnummer|person-?nr)[^\d\n]{0,12}(?P<labelled>\d(?:[\s./-]{0,2}\d){9})(?!\d)"
)
_TEN_DIGITS = re.compile(r"\d(?:\W{0,5}\d){9,}")
"""What every number lies in: ten digits or more with no letters between them."""
_BEFORE, _AFTER = 26, 8
"""How many characters before the digits a number's name may stand, and how many after them decide."""


def personal_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of a text that look like CPR numbers: a day, a month, a year and four digits.

    What it looks for (made up)::

        Ansøgeren (010190-1234) klager.
        CPR-nr. 01.01.90.1234
    """
    reached = 0
    for digits in _TEN_DIGITS.finditer(text):  # looking there alone takes a fiftieth of the time
        for match in _NUMBER.finditer(text, max(reached, digits.start() - _BEFORE), digits.end() + _AFTER):
            reached = match.end()
            yield match.span("labelled" if match["labelled"] else 0)


def masked_text(text: str) -> str:
    """The text with each digit of a CPR number masked; as long as before."""
    return _with_masks(text, {place for span in personal_numbers(text) for place in range(*span)})


def masked(document: Document) -> Document:
    """The document without CPR numbers, in its text as well as in what the file gives; every position stays.

    A number that a line's end or a repair parts in one of the two is masked in both.
    """
    hidden = {place for span in personal_numbers(document.raw) for place in range(*span)}
    hidden |= {document.origin[place] for span in personal_numbers(document.text) for place in range(*span)}
    name = masked_text(document.name)
    if not hidden:
        return document if name == document.name else replace(document, name=name)
    text = _with_masks(document.text, {place for place, origin in enumerate(document.origin) if origin in hidden})
    return replace(
        document,
        name=name,
        raw=_with_masks(document.raw, hidden),
        text=text,
        tables=tuple(_table(table, text) for table in document.tables),
        furniture=tuple(masked_text(words) for words in document.furniture),
    )


def _with_masks(text: str, hidden: set[int]) -> str:
    if not hidden:
        return text
    return "".join(MASK if place in hidden and sign.isdecimal() else sign for place, sign in enumerate(text))


def _table(table: Table, text: str) -> Table:
    rows = tuple(tuple(replace(cell, text=text[cell.start : cell.end]) for cell in row) for row in table.rows)
    return replace(table, rows=rows)
