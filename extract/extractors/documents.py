"""The document itself: its title, kind, publisher and date, read from its cover or first lines.

Looks for lines such as::

    REFERAT 2031
    K K R   N O R D J Y L L A N D
    Dato: 14-03-2031 09:30
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.fact import DocumentFact, Facts
from extract.grammar.dates import DateContext, DateMatch, find_dates
from extract.outline import outline
from extract.sentences import sentences
from extract.structure.family import OPENING
from extract.structure.meeting_head import meeting_head
from extract.structure.printed import PrintedText, printed_lines

RULE_MEETING = "documents/meeting-head"
RULE_TEXT = "documents/opening"
COVER = 12
"""Lines in which a title and a date stand on a cover."""
SHORTEST = 12
"""Characters of a title before a date that is printed behind it."""

_PREFACE = re.compile(r"(?:forord|indledning|indhold(?:sfortegnelse)?|resum[eé]|introduktion|baggrund)\b", re.I)
_SUBJECT = re.compile(
    r"\b(?:denne|nærværende|her(?:værende)?)\s+(?P<subject>(?:analyse|rapport|undersøgelse|kortlægning|evaluering)"
    r"(?:\s+(?:af|om|over|vedrørende)\s+[^,.;:]+?)?)(?=[,.;:]|\s+(?:er|har|skal|viser|giver|beskriver|bygger)\b)",
    re.I,
)
_COMPANY = re.compile(r"(?:[A-ZÆØÅ][\wæøåÆØÅ&-]* +(?:(?:&|og) +)?){1,4}(?:A/S|ApS|I/S|P/S|K/S)\b")
_MUNICIPALITY = re.compile(r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ-]+\s+){1,2}Kommune\b")
_MADE = re.compile(r"\b(?:indgik|indgået|indgås|blev .{0,20}enige|er blevet enige)\b", re.I)
_IN_FORCE = re.compile(
    r"\b(?:fra|pr\.?|senest|inden|til|efter|før|gælde[rn]?|gældende|kraft|ikrafttræden|i perioden|udløber|frist(?:en)?)"
    r"\s*:?\s*(?:og med\s+)?(?:den\s+|d\.\s*)?$",
    re.I,
)
"""What stands before a day on which something begins or ends, not one on which it was agreed."""
_FROM_YEAR = re.compile(r"\b20\d\d\b")
_TITLE_WORD = re.compile(
    r"aftale|forlig|budget|økonomi|analyse|rapport|undersøgelse|kortlægning|regeringsgrundlag|evaluering", re.I
)


def extract(document: Document, _facts: Facts) -> Iterator[DocumentFact]:
    """One fact for a document of a known family, none for any other."""
    family = outline(document).family
    if family == "other":
        return
    head = meeting_head(document)
    if head and head.title:
        evidence = document.evidence(*head.title_range, RULE_MEETING)
        yield DocumentFact(evidence=evidence, title=head.title, kind=family, publisher=head.publisher, date=head.date)
    elif family not in ("agenda", "minutes"):
        title, start, end = _title(document)
        if title:
            publisher = _company(document) if family == "analysis" else _authority(document, family)
            evidence = document.evidence(start, end, RULE_TEXT)
            yield DocumentFact(
                evidence=evidence, title=title, kind=family, publisher=publisher, date=_date(document, family)
            )


def _title(document: Document) -> tuple[str, int, int]:
    """The title on the cover, or what the first sentences call the document where it opens with a preface."""
    lines = printed_lines(document)
    if _PREFACE.match(lines[0].text):
        subject = _SUBJECT.search(document.text[:2000])
        if subject:
            words = re.sub(r"\s+", " ", subject["subject"])
            return words[0].upper() + words[1:], *subject.span("subject")
    cover = [line for line in lines[:COVER] if len(line.text) <= 140 and not _PREFACE.match(line.text)]
    if not cover:
        return "", 0, 0
    largest = max(line.size for line in cover)
    first = next((line for line in cover if _heads(line, largest)), cover[0])
    last = first
    for line in cover[cover.index(first) + 1 :]:
        if line.block is not first.block:
            break
        last = line
    title, end = document.text[first.start : last.end], last.end
    for date in find_dates(title):
        if date.precision == "day" and date.start > SHORTEST and not title[date.end :].strip(" .,"):
            end = first.start + len(re.sub(r"[\s,.–-]*(?:\bden|\bd\.)?\s*$", "", title[: date.start]))
    return re.sub(r"\s+", " ", document.text[first.start : end]).strip(" ."), first.start, end


def _heads(line: PrintedText, largest: float) -> bool:
    """Whether a line of the cover is its title: the largest type that also says what the document is."""
    return bool(_TITLE_WORD.search(line.text)) and (not largest or line.size >= 0.8 * largest)


def _date(document: Document, family: str) -> str:
    """The date on the cover: a full one, else a month with its year; else the day that an agreement was made."""
    dates = [
        date
        for line in printed_lines(document)[:COVER]
        for date in find_dates(line.text)
        if not _IN_FORCE.search(line.text[: date.start]) and _is_dated(line.text, date)
    ]
    for precision in ("day", "month"):
        for date in dates:
            if date.precision == precision:
                return date.iso
    return _made(document) if family.endswith("-agreement") else ""


def _is_dated(line: str, date: DateMatch) -> bool:
    """Whether a date on the cover dates the document: alone on a short line, or a day that ends its line."""
    ends = not line[date.end :].strip(" .,")
    return len(line) <= 40 or (date.precision == "day" and (len(line) <= 60 or (ends and len(line) <= 140)))


def _made(document: Document) -> str:
    """The day on which the opening says that the agreement was made; one without a year is of the year before it."""
    opening = document.text[:OPENING]
    year = _FROM_YEAR.search(opening)
    context = DateContext(year=int(year.group()) - 1) if year else None
    for sentence in sentences(document):
        if sentence.end > len(opening):
            break
        if _MADE.search(sentence.text):
            for date in find_dates(sentence.text, context):
                if date.precision == "day":
                    return date.iso
    return ""


def _company(document: Document) -> str:
    """The company that signs an analysis: the first one named with its legal form."""
    match = _COMPANY.search(document.text)
    return re.sub(r"\s+", " ", match.group()) if match else ""


def _authority(document: Document, family: str) -> str:
    if family != "budget-agreement":
        return ""
    match = _MUNICIPALITY.search(document.text)
    return re.sub(r"\s+", " ", match.group()) if match else ""
