"""Meetings told in lists and tables: a calendar of planned days, and the lines that tell who decided a case when.

Looks for lines such as::

    Møderne i 2032 holdes på følgende datoer:
    8. januar
    Vedtaget. Byrådet 25. juni
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Block, Document
from extract.grammar.dates import DateContext, DateMatch, find_dates
from extract.grammar.deciding_bodies import body_name, find_bodies
from extract.grammar.times import find_times
from extract.outline import Section, outline
from extract.structure.cover import body_above
from extract.structure.meeting_names import body_of_text
from extract.structure.printed import PrintedText, printed_lines

LISTED = 30
"""Blocks below an announcement in which planned dates are looked for."""
LONGEST = 200
"""Characters of an announcement at most."""
ENTRY = 90
"""Characters of an entry of a calendar at most."""
REST = 12
"""Characters that an entry may print beside its day and hour where no body is named for the whole list."""

_PLANNED = re.compile(
    r"\b(?:mødedatoer\w*|møder(?:ne)?|møde\w+)\s+(?:for|i)\s+(?P<body>[^:.]{4,80}?)\s*(?:er\b|i \d{4}|:|$)", re.I
)
_PLANNED_OWN = re.compile(
    r"(?P<body>(?:(?:[A-ZÆØÅ][\wæøå]*-,?\s+)+(?:og|&)\s+)?[\wæøåÆØÅ]*(?:råd|udvalg|nævn|bestyrelse))s?møder(?:ne)?\b",
    re.I,
)
"""The body within the word for its meetings: "mødedatoer for Ældrerådets møder", "Kultur- og Fritidsudvalgsmøder"."""
_ANNOUNCED = re.compile(
    r"\b(?:[\wæøå]*møder(?:ne)?|møde(?:dato(?:er)?(?:ne)?|dage?(?:ne)?|kalender(?:en)?|plan(?:en)?|række(?:n)?))\b",
    re.I,
)
_SEVERAL = re.compile(r"udvalgene\b|\bog (?:fag)?udvalg\b", re.I)
_YEAR = re.compile(r"(?<![\d-])20\d\d(?![\d-])")
_YEAR_ALONE = re.compile(r"\W*(?:\w+ )?(?P<year>20\d\d)\W*")
_DAY_FIRST = re.compile(r"[\W\d]*(?:\w+dag\s+)?(?:den\s+|d\.\s*)?\d")
_WEEKDAY = re.compile(r"\b\w+dag(?:en)?\b|\bden\b|\bd\.|\W+", re.I)
_SHORT_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})")
_INLINE = re.compile(r"(?P<lead>[^:\n]{5,120}):\s*(?P<days>\d{1,2}/\d{1,2}(?:\s*(?:,|og)\s*\d{1,2}/\d{1,2})+)\.?")
"""A calendar on one line, of days printed short."""
_STARTS = re.compile(
    r"\b(?:mødestart|møderne\s+(?:starter|begynder|holdes|afholdes)|mødetid(?:spunkt)?|alle (?:dage|møder))\b"
    r"[^.;]{0,40}?(?=kl)",
    re.I,
)
_ALL_IN = re.compile(
    r"\b(?:alle )?møder(?:ne)?\s+(?:vil\s+(?:være|blive\s+\w+)|holdes|afholdes|bliver|foregår|er|finder sted)"
    r"\s+(?:på|i|hos)\s+(?P<place>[^.;]{3,90})",
    re.I,
)
_TOLD = re.compile(
    r"(?:(?:vedtage[tn]|godkendt|besluttet|behandlet|tiltrådt|drøftet|forelagt|beslutning|behandling)[.:,]?\s+)?"
    r"(?:(?:af|i|på)\s+)?",
    re.I,
)
_ON = re.compile(r"[\s,:]+(?:møde\s+)?(?:den\s+|d\.\s*)?", re.I)
_BEHIND = re.compile(r"[\s.,]*(?:\(?(?:pkt|punkt|sag)\.?\s*(?:nr\.?\s*)?\d+\)?)?[\s.,]*", re.I)


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting that a list tells of, with the range of its entry."""

    body: str
    date: str
    start: int
    end: int
    begin: str = ""
    finish: str = ""
    place: str = ""


def planned_meetings(document: Document, context: DateContext, own: str) -> Iterator[ListedMeeting]:
    """Lists of planned meeting days under a line that announces them; ``own`` is the body whose paper this is, or "".

    The body is the one that the line names, else the one of the heading, else the own body; the year is that of the
    line, of a line of the list or of the heading, else of ``context``.
    """
    blocks = document.blocks
    for position, block in enumerate(blocks):
        words = document.text[block.start : block.end].strip()
        yield from _inline(document, block, words, own)
        if block.kind == "row" or len(words) > LONGEST or not _ANNOUNCED.search(words):
            continue
        listed = _listed(document, blocks[position + 1 : position + 1 + LISTED])
        alone = _ANNOUNCED.fullmatch(words.rstrip(" :")) is not None
        if len(listed) < (1 if alone else 2):
            continue
        section = outline(document).section_at(block.start)
        named = _announced_body(document, block, words)
        body = named or _heading_body(section) or own or body_above(document, block.start)
        body = body or (body_of_text(list(printed_lines(document)), document.text) if alone else "")
        title = section.title if section else ""
        year = next((int(found.group()) for text in (words, title) if (found := _YEAR.search(text))), None)
        if body or all(_entry_body(document, entry) for entry in listed):
            yield from _entries(
                document, listed, body, DateContext(year=year) if year else context, alone or bool(named)
            )


def _announced_body(document: Document, block: Block, words: str) -> str:
    named = _PLANNED_OWN.search(words) or _PLANNED.search(words)
    if named is None:
        return next((found.name for found in find_bodies(words)), "")
    body = next((found.name for found in find_bodies(named["body"])), "")
    if not body and re.search(r"(?:råd|udvalg|nævn|bestyrelse|KKR)", named["body"], re.I):
        body = body_name(named["body"])
    return _in_full(document, block, body) if body else ""


def _heading_body(section: Section | None) -> str:
    """The one body that the heading of a calendar names: "Mødekalender 2032 for Kulturudvalget"."""
    if section is None or _SEVERAL.search(section.title):
        return ""
    return next(reversed([found.name for found in find_bodies(section.title)]), "")


def _entries(
    document: Document, listed: Sequence[Block], body: str, context: DateContext, named: bool
) -> Iterator[ListedMeeting]:
    item = outline(document).item_at(listed[0].start)
    around = document.text[item.start : listed[0].start] if item else ""
    below = document.text[listed[-1].end : listed[-1].end + 300]
    told = (text[found.end() :][:30] for text in (around, below) for found in _STARTS.finditer(text))
    starts = next((time for text in told for time in find_times(text)), None)
    place = _ALL_IN.search(below)
    where = place["place"].strip() if place else ""
    for entry in listed:
        text = document.text[entry.start : entry.end]
        year = _YEAR_ALONE.fullmatch(text)
        if year:
            context = DateContext(year=int(year["year"]))
            continue
        day = next((day for day in find_dates(text, context) if day.precision == "day"), None)
        met = _entry_body(document, entry) or body
        if day is None or not met or not (named or met != body or _is_bare(text, day)):
            continue
        time = next(find_times(text), starts)
        hours = (time.begin, time.finish) if time else ("", "")
        yield ListedMeeting(met, day.iso, entry.start, entry.end, *hours, where)


def _entry_body(document: Document, entry: Block) -> str:
    """The body that an entry of a calendar names behind its day and hour, and nothing else: "8. maj kl. 9: KKR Fyn"."""
    name = document.text[entry.start : entry.end].rpartition(":")[2].strip(" .")
    found = next(find_bodies(name), None)
    return found.name if found and (found.start, found.end) == (0, len(name)) else ""


def _inline(document: Document, block: Block, words: str, own: str) -> Iterator[ListedMeeting]:
    """The days of a calendar on one line: "Mødedatoer i Havnerådet 2032: 15/1, 19/2 og 3/4"."""
    told = _INLINE.fullmatch(words)
    year = _YEAR.search(told["lead"]) if told and _ANNOUNCED.search(told["lead"]) else None
    if told is None or year is None:
        return
    body = next((found.name for found in find_bodies(told["lead"])), own)
    for day in _SHORT_DAY.finditer(told["days"]) if body else ():
        number, month = int(day["day"]), int(day["month"])
        if 1 <= number <= 31 and 1 <= month <= 12:
            first = block.start + document.text[block.start : block.end].index(words) + told.start("days")
            iso = f"{year.group()}-{month:02}-{number:02}"
            yield ListedMeeting(body, iso, first + day.start(), first + day.end())


def _is_bare(text: str, day: DateMatch) -> bool:
    """Whether an entry prints little beside its day and hour: what else it names may be another kind of event."""
    rest = text[: day.start] + text[day.end :]
    for time in reversed(list(find_times(rest))):
        rest = rest[: time.start] + rest[time.end :]
    return len(_WEEKDAY.sub("", rest)) <= REST


def _listed(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """The blocks at the start that are each a date with little else, or a year above such dates."""
    found: list[Block] = []
    for block in blocks:
        text = document.text[block.start : block.end]
        day = len(text) <= ENTRY and re.search(r"\d{1,2}[.-]", text) and _DAY_FIRST.match(text)
        if not day and not _YEAR_ALONE.fullmatch(text):
            break
        found.append(block)
    return found


def _in_full(document: Document, block: Block, body: str) -> str:
    """A body named by its kind alone ("opgaveudvalget"), as the item names it in full ("opgaveudvalg om cykler")."""
    item = outline(document).item_at(block.start)
    if item is None or " " in body:
        return body
    stem = re.sub(r"(?:et|en|e)$", "", body)
    fuller = (found.name for found in find_bodies(document.text[item.start : block.start]))
    return next((name for name in fuller if name.startswith(stem) and len(name) > len(body) + 3), body)


def told_meetings(document: Document, context: DateContext) -> Iterator[ListedMeeting]:
    """The lines and cells that are a body and a day alone, with what it did: "Vedtaget. Byrådet 25. juni".

    In a table the year is that of the last row that is a heading with a year ("Afsluttede sager i 2031").
    """
    year: int | None = None
    for line in printed_lines(document, rows=True):
        if heading := _year_heading(document, line):
            year = heading
            continue
        body = next(find_bodies(line.text), None)
        if body is None or not _TOLD.fullmatch(line.text[: body.start]):
            continue
        dated = DateContext(year=year) if year and line.block.kind == "row" else context
        day = next((day for day in find_dates(line.text, dated) if day.start >= body.end), None)
        if day is None or day.precision != "day" or not _ON.fullmatch(line.text[body.end : day.start]):
            continue
        if _BEHIND.fullmatch(line.text[day.end :]):
            yield ListedMeeting(body.name, day.iso, line.start + body.start, line.start + day.end)


def _year_heading(document: Document, line: PrintedText) -> int | None:
    """The year of a row of a table that holds nothing but a heading with a year."""
    alone = line.block.kind == "row" and document.text[line.block.start : line.block.end].strip() == line.text
    year = _YEAR.search(line.text) if alone else None
    return int(year.group()) if year else None
