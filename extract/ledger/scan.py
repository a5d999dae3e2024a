"""The numbers that a text prints, each once: dates, times, telephone numbers and codes whole, all else run by run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.document import Document
from extract.grammar.dates import DateContext, document_year, find_dates, find_times

Form = Literal["number", "date", "time", "code"]

_PARTS = "½¼¾"
_NUMBER = re.compile(rf"\d{{1,3}}(?:[\u00a0\u202f]\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*[{_PARTS}]?|[{_PARTS}]")
_RUN = re.compile(r"\d+")
_CLOCK = re.compile(r"(?<![\d:.,])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])")
_LEAD = re.compile(
    r"(?:(?:den|d\.|i|inden|til|fra|senest|ved|og|frem mod|efter|for|siden|per|pr\.|år|året|før|mod|med)\s+)*",
    re.IGNORECASE,
)
_KLE = r"\d\d\.\d\d\.\d\d-?[A-ZÆØÅ]\d\d-\d+(?:-\d+)*(?:/\d+)?"
CODES: dict[str, re.Pattern[str]] = {
    "web-address": re.compile(r"(?:https?://|www\.)[^\s<>«»]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE),
    "telephone": re.compile(
        r"(?i:\b(?:tlf|telefon|tel|mobil|mob|fax)\w*\.?\s?(?:nr\.)?:?\s*)(?:\+45[ ]?)?\d(?:[ \u00a0]?\d){7}(?!\d)"
        r"|(?<![\d.,-])(?:\+45[ ]?)?\d\d[ \u00a0]\d\d[ \u00a0]\d\d[ \u00a0]\d\d(?![\d.,]\d|[ ]\d)|\+45[ ]?\d{8}"
        r"|(?i:\bring\b[^.\d]{0,30}?)\d{4} \d{4}(?!\d)"
    ),
    "register-number": re.compile(
        r"(?i:\b(?:CVR|SE|EAN|GLN|ISBN|ISSN|P|reg|konto|lokations|projekt-?id)\b[- ]?(?:nr|nummer|no)?"
        r"\.?:?\s*)\d[\d \u00a0.-]{2,}\d[a-zæøå]{0,2}\b"
    ),
    "case-number": re.compile(
        rf"\bSAG-\d{{4}}-\d+|(?<![\d.]){_KLE}|\b[A-ZÆØÅ]{{1,5}}-?\d{{4}}-\d{{3,}}\b"
        r"|(?i:\b(?:(?:sags?|j(?:ournal)?|esdh|acadre|edoc|sb(?:sys)?)[- ]?\.?\s?(?:nr|nummer|id)|sagsnr|journalnr)\.?"
        r"[ ]?:?\s*)[A-ZÆØÅ]{0,5}-?\d[\w./-]*\w?|(?<![\d./])\d\d/\d{4,6}(?![\d/])|(?<![\d./])\d{4}/\d{5,7}\b"
    ),
    "document-number": re.compile(
        r"(?i:\b(?:dok(?:ument)?|akt|sags?dok)\.?[- ]?(?:nr|nummer|id)?\.?[ ]?:?[ ]*)(?=\d)\d[\d./-]{2,}\d(?!\w)"
    ),
}
"""Numbers that name a thing: their shapes, with the label in front where a shape is not plain without one."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number, ``text[start:end]``: ``iso`` is the day of a date or the time of day ("HH:MM"), ``dated``
    whether its year is printed, ``code`` which of CODES it is."""

    start: int
    end: int
    form: Form
    iso: str = ""
    dated: bool = False
    code: str = ""


@lru_cache(maxsize=8)
def printed_numbers(document: Document) -> tuple[Printed, ...]:
    """Every number of a document in reading order; each run of digits in the text stands in exactly one of them."""
    text = document.text
    taken: list[Printed] = []
    marked = bytearray(len(text))
    for read in (_codes, _times, _dates, _plain):
        for one in read(document):
            trimmed = _trimmed(text, one)
            if trimmed and not any(marked[trimmed.start : trimmed.end]):
                marked[trimmed.start : trimmed.end] = b"\1" * (trimmed.end - trimmed.start)
                taken.append(trimmed)
    rest = (match for match in _RUN.finditer(text) if not marked[match.start()])
    taken.extend(Printed(match.start(), match.end(), "number") for match in rest)
    return tuple(sorted(taken, key=lambda one: one.start))


def _trimmed(text: str, one: Printed) -> Printed | None:
    """A number from its first to its last digit, a date with its words; None where it would cut a run of digits."""
    printed = text[one.start : one.end].rstrip()
    inside = [place for place, character in enumerate(printed) if character.isdecimal() or character in _PARTS]
    if not inside:
        return None
    lead = _LEAD.match(printed) if one.form == "date" else None
    start = one.start + (lead.end() if lead else inside[0])
    end = one.start + (len(printed) if lead else inside[-1] + 1)
    cut = text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal()
    return None if cut else Printed(start, end, one.form, one.iso, one.dated, one.code)


def _codes(document: Document) -> Iterator[Printed]:
    for code, pattern in CODES.items():
        for match in pattern.finditer(document.text):
            yield Printed(match.start(), match.end(), "code", code=code)


def _in_blocks(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks:
        yield block.start, document.text[block.start : block.end]


def _times(document: Document) -> Iterator[Printed]:
    for offset, text in _in_blocks(document):
        for time in find_times(text):
            yield Printed(offset + time.start, offset + time.end, "time", iso=f"{time.begin} {time.finish}".strip())
        for match in _CLOCK.finditer(text):
            yield Printed(offset + match.start(), offset + match.end(), "time", iso=match.group().zfill(5))


def _dates(document: Document) -> Iterator[Printed]:
    context = DateContext(year=document_year(document))
    for offset, text in _in_blocks(document):
        for date in find_dates(text, context):
            dated = date.iso[:4] in text[date.start : date.end] or date.iso[2:4] in text[date.start : date.end][-2:]
            yield Printed(offset + date.start, offset + date.end, "date", date.iso, dated)


def _plain(document: Document) -> Iterator[Printed]:
    for match in _NUMBER.finditer(document.text):
        yield Printed(match.start(), match.end(), "number")
