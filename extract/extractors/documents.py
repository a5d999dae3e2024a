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
from extract.structure.cover import COVER, cover_lines, cover_publisher, cover_title
from extract.structure.family import OPENING
from extract.structure.meeting_head import meeting_head
from extract.structure.meeting_title import meeting_title
from extract.structure.printed import PrintedText, printed_lines

RULE_MEETING = "documents/meeting-head"
RULE_TEXT = "documents/opening"
SHORT, LINE = 60, 140
"""Characters of a line of the cover that may say a date in passing, and of one that a date ends."""
SHORTEST = 12
"""Characters of a title before a date that is printed behind it."""

_PREFACE = re.compile(r"(?:forord|indledning|indhold(?:sfortegnelse)?|resum[eé]|introduktion|baggrund)\b", re.I)
_LABELLED = re.compile(r"\w+:\s")
"""A label of a head with its value, which titles nothing."""
_SUBJECT = re.compile(
    r"\b(?:denne|nærværende|her(?:værende)?)\s+(?P<subject>(?:analyse|rapport|undersøgelse|kortlægning|evaluering)"
    r"(?:\s+(?:af|om|over|vedrørende)\s+[^,.;:]+?)?)(?=[,.;:]|\s+(?:er|har|skal|viser|giver|beskriver|bygger)\b)",
    re.I,
)
_COMPANY = re.compile(r"(?:[A-ZÆØÅ][\wæøåÆØÅ&-]* +(?:(?:&|og) +)?){1,4}(?:A/S|ApS|I/S|P/S|K/S)\b")
_MUNICIPALITY = re.compile(r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ-]+\s+){1,2}Kommune\b")
_MADE = re.compile(r"\b(?:indgik|indgået|indgås|blev .{0,30}enige|er blevet enige)\b", re.I)
_IN_FORCE = re.compile(
    r"\b(?:fra|pr\.?|senest|inden|til|efter|før|gælde[rn]?|gældende|kraft|ikrafttræden|i perioden|udløber|frist(?:en)?)"
    r"\s*:?\s*(?:og med\s+)?(?:den\s+|d\.\s*)?$",
    re.I,
)
"""What stands before a day on which something begins or ends, not one on which it was agreed."""
_FROM_YEAR = re.compile(r"\b20\d\d\b")
_ADOPTED = re.compile(r"(?:vedtaget|godkendt)\s.*\b(?P<year>(?:19|20)\d\d)\W*", re.I)
_TITLE_WORD = re.compile(
    r"aftale|forlig|budget|økonomi|analyse|rapport|undersøgelse|kortlægning|regeringsgrundlag|evaluering", re.I
)


def extract(document: Document, _facts: Facts) -> Iterator[DocumentFact]:
    """One fact: a document of no known family has a title without a kind, one without any words no fact."""
    family, shown = outline(document).family, outline(document).shown
    words = re.sub(r"\s+", " ", document.text[slice(*shown)]).strip()
    head = meeting_head(document)
    if head and head.title:
        evidence = document.evidence(*head.title_range, RULE_MEETING)
        yield DocumentFact(
            evidence=evidence,
            title=head.title,
            kind=family,
            publisher=head.publisher,
            date=head.date,
            recognised_by=words,
        )
        return
    title, start, end = _called(document, family) or _title(document)
    if title:
        yield DocumentFact(
            evidence=document.evidence(start, end, RULE_TEXT),
            title=title,
            kind="" if family == "other" else family,
            publisher=head.publisher if head else _publisher(document, family),
            date=head.date if head else _date(document, family),
            recognised_by=words,
        )


def _called(document: Document, family: str) -> tuple[str, int, int] | None:
    """The title of the paper of a meeting without a date in its head, or of a document of no known family."""
    if family in ("agenda", "minutes"):
        called = meeting_title(printed_lines(document, rows=True))
        words = re.sub(r"\s+", " ", document.text[slice(*called)]) if called else ""
        return (words, *called) if called and not _LABELLED.match(words) else cover_title(document)
    return cover_title(document) if family == "other" else None


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
    if line.text.startswith(("At ", "Aftalen ", "Forliget ")):
        return False  # what is agreed, or a sentence about it
    return bool(_TITLE_WORD.search(line.text)) and (not largest or line.size >= 0.8 * largest)


def _date(document: Document, family: str) -> str:
    """The date on the cover: a full one, else a month with its year; else the day that an agreement was made."""
    unknown = family == "other"
    lines = cover_lines(document) if unknown else printed_lines(document)[:COVER]
    dates = [
        date
        for line in lines
        for date in find_dates(line.text)
        if not _IN_FORCE.search(line.text[: date.start]) and _is_dated(line.text, date, SHORT if unknown else LINE)
    ]
    for precision in ("day", "month"):
        for date in dates:
            if date.precision == precision:
                return date.iso
    if unknown:
        return _adopted(document)
    return _made(document) if family.endswith("-agreement") else ""


def _adopted(document: Document) -> str:
    """The day or year at the end of the short line that says when a programme or statutes were adopted."""
    for line in printed_lines(document):
        said = _ADOPTED.fullmatch(line.text) if len(line.text) <= SHORT else None
        if said:
            day = next((date.iso for date in find_dates(line.text) if date.precision == "day"), "")
            return day or said["year"]
    return ""


def _is_dated(line: str, date: DateMatch, longest: int) -> bool:
    """Whether a date on the cover dates the document: alone on a short line, or a day that ends its line."""
    ends = not line[date.end :].strip(" .,")
    return len(line) <= 40 or (date.precision == "day" and (len(line) <= SHORT or (ends and len(line) <= longest)))


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
                if date.precision == "day" and not _IN_FORCE.search(sentence.text[: date.start]):
                    return date.iso
    return ""


def _publisher(document: Document, family: str) -> str:
    """The company that signs an analysis, the municipality of a budget, who else is named on a cover."""
    if family == "analysis":
        match = _COMPANY.search(document.text)
    elif family == "budget-agreement":
        match = _MUNICIPALITY.search(document.text)
    else:
        return cover_publisher(document) if family == "other" else ""
    return re.sub(r"\s+", " ", match.group()) if match else ""
