"""The head of an agenda or of minutes: which body meets, when and where, and how the document is titled."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.document import Document
from extract.grammar.times import find_times
from extract.outline import outline
from extract.sentences import split
from extract.structure.decision_head import decision_head
from extract.structure.head_days import head_days
from extract.structure.meeting_names import LABEL_ALONE, Range, body_of_text, meeting_body, paper_title, publisher
from extract.structure.printed import PrintedText, printed_lines

_DATE = re.compile(r"(?:møde)?(?:dato|tid(?:spunkt)?|start(?:tidspunkt)?)(?: og tid)?(?: for møde[t]?)?\s*:?\s+", re.I)
_END = re.compile(r"(?:slut(?:tidspunkt)?|mødet (?:slut(?:tede)?|hævet))\b\s*:?\s*", re.I)
_HELD = re.compile(
    r"\b[Mm]ødet\b[^\n]{0,40}?\b(?:hævet|hævedes|slut(?:tede)?|sluttet|afsluttet|ophørte)\b[^\n\d]{0,12}"
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d\d)(?!\.?\d)"
)
"""When a meeting ended, told in the head, under an item or at the end."""
_PLACE = re.compile(
    r"(?:møde)?(?:sted|lokale)\s*:\s*(?=\S)|møde(?:sted|lokale)\s+(?=[A-ZÆØÅ][\wæøå.]{2})|sted\s+(?=[A-ZÆØÅ])"
    r"|møde(?:sted|lokale)(?-i:(?=[A-ZÆØÅ]))"
    r"|mødet (?:blev |er )?(?:afholdt|afholdes|holdes|holdt|finder sted)\s+(?:i|på|hos)\s+(?-i:(?=[A-ZÆØÅ]))",
    re.I,
)
_ROOM = re.compile(
    r"(?:[\wæøåÆØÅ-]+ )?(?:møde|byråds|råds|kommunal|regions|folkets)\w*"
    r"(?:sal(?:en)?|lokale|gård(?:en)?|værelse|hus(?:et)?)\b.{0,80}"
    r"|[A-ZÆØÅ].{2,60}\b\d{4} [A-ZÆØÅ]\w+|(?:virtuelt|online|teams|videomøde)\b.{0,40}",
    re.I,
)
_RUNNING_PLACE = re.compile(
    r"\s*,?\s*(?:i|på|hos)\s+(?P<place>[A-ZÆØÅ].{3,90}?)\.?\s*$"
    r"|\s*,\s*(?P<room>(?=.*(?:lokale|sal\b|salen|rådhus|\b\d{4} [A-ZÆØÅ]))[A-ZÆØÅ].{3,90}?)\.?\s*$"
)
_ROOM_ABOVE = re.compile(
    r"(?![^,]*\b(?:referat|dagsorden|protokol))[A-ZÆØÅ][^:]{2,50},\s(?:møde)?(?:lokale|sal)\b.{0,30}", re.I
)
_UNENDED = re.compile(r"\w.*(?:,|\s\d{4}|\b(?:i|på|og))\s*$")
"""The end of a line in the middle of an address."""
_PLACE_BEFORE = re.compile(r"\s*,?\s*(?:i|på|hos)\s+(?P<place>[A-ZÆØÅ].{3,80}?)\s*,?\s*")
_LETTER = re.compile(
    r"(?!\w+dag\b)[A-ZÆØÅ][\wæøå]+(?: [A-ZÆØÅ]\.?)?,?\s+(?:den|d\.)\s+\d|\d[\w. -]{5,20}\s*/\s*[A-ZÆØÅ]{2,5}$"
)
"""The day that a letter is of, with its place or its writer: "Viborg, den 3. maj 2031", "3. maj 2031/ABC"."""
_BARE_TIME = re.compile(
    r"\s*(?:,|kl\.?|[-–])?\s*(?P<hour>\d{1,2})[.:](?P<minute>\d\d)(?:\s*[-–]\s*(?P<to>\d{1,2}[.:]\d\d))?"
)
_LAST_TIME = re.compile(r"\s(?P<hour>\d{1,2})[.:](?P<minute>\d\d)(?::\d\d)?\s*$")
_WHEN_AND_WHERE = re.compile(r"(?:dato|tid|tidspunkt)(?: og |/| & |, )sted\b", re.I)
LONGEST_PLACE = 90
"""Characters of a place at most."""
_BEGUN = re.compile(
    r"\b[Mm]ødet (?:blev )?(?:startede|begyndte|åbnede[s]?|åbnet|indledtes)\b[^\n\d.]{0,12}kl[^\n]{0,12}"
)
"""When a meeting began, told at the top or under an item."""
_CLOCK_LINE = re.compile(r"(?:fra\s+)?kl(?:[.:]|okken)\s*\d", re.I)
"""A line that gives the hours of the meeting, without a label."""
_ENTRY = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]\s+(?!møde$)\D")
"""An entry of the contents, which names what others met or decided on."""

_BROKEN = re.compile(r"\s(?:den|d\.|kl\.?|i|på|af|for|og|til|fra|med|ved|hos|mellem|\w+dag)$", re.I)
"""The last word of a line that the next one goes on with: "Referat af møde i Havneudvalget den"."""
_POINT = re.compile(r"[•●▪·]\s")
"""A point of a list, which names what is on the agenda or leads elsewhere on a website."""


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """The meeting that a document is about; ranges of the text show its title and its date."""

    body: str
    title: str
    publisher: str
    date: str
    start: str
    end: str
    place: str
    title_range: Range
    date_range: Range


@lru_cache(maxsize=8)
def meeting_head(document: Document) -> MeetingHead | None:
    """The head of an agenda or of minutes; None for a document of another family or without a date."""
    found = outline(document)
    if found.family not in ("agenda", "minutes"):
        return None
    first = found.sections[0].start if found.items else len(document.text)
    lines = _labelled(document, [line for line in printed_lines(document, rows=True) if line.start < first][:80])
    dated = _dated(lines)
    if dated is None:
        return _above_decisions(document)
    line, start, end, date = dated
    tail = re.split(r"\s(?=[A-ZÆØÅ][\wæøå]+:)", document.text[line.end : line.block.end])[0]
    begin, finish, running_place = _times(lines, line, end - line.start, tail)
    held = _HELD.search(document.text)
    told = _BEGUN.search(document.text)
    if told and not begin:
        begin = next((time.begin for time in find_times(told.group())), "")
    if held and not finish:
        finish = f"{int(held['hour']):02}:{held['minute']}"
    naming = [line for line in lines if not (_is_entry(line.text) or _POINT.match(line.text))] or lines
    body, body_line = meeting_body(naming)
    body = body or body_of_text(naming, document.text)
    title, shown = paper_title(naming, body_line, body)
    place = _place(document, lines) or running_place or _room(lines, line)
    return MeetingHead(
        body=body,
        title=title,
        publisher=publisher(document, lines, body),
        date=date,
        start=begin,
        end=finish,
        place=place,
        title_range=shown,
        date_range=(start, end),
    )


def _above_decisions(document: Document) -> MeetingHead | None:
    """The meeting of a paper without a head, by the headings of its decisions; it has no title."""
    told = decision_head(document)
    if told is None:
        return None
    lines = list(told.lines)
    place = _place(document, lines)
    by = publisher(document, lines, told.body)
    shown = (told.start, told.end)
    return MeetingHead(told.body, "", by, told.date, "", "", place, shown, shown)


def _is_entry(text: str) -> bool:
    """Whether a line is an entry of the contents, not one that begins with a day ("15. maj 2031 - referat")."""
    day = next(head_days(text), None)
    return _ENTRY.match(text) is not None and not (day and day.start == 0)


def _labelled(document: Document, lines: list[PrintedText]) -> list[PrintedText]:
    """The lines, each label that stands alone ("Mødested:"), and each that cannot end so, with the line below it."""
    found: list[PrintedText] = []
    for line in lines:
        before = found[-1] if found else None
        alone = before and LABEL_ALONE.fullmatch(before.text) and not LABEL_ALONE.fullmatch(line.text)
        broken = before and before.block is line.block and _BROKEN.search(before.text)
        if before and (alone or broken):
            found[-1] = replace(line, start=before.start, text=document.text[before.start : line.end])
        else:
            found.append(line)
    return found


def _room(lines: list[PrintedText], dated: PrintedText) -> str:
    """The place printed without a label on the line below the date, or a room on the one above it."""
    following = (line.text for line in lines if line.start >= dated.end)
    below = next((text for text in following if not _CLOCK_LINE.match(text)), "")
    named = re.match(r"(?:i|på)\s+(?=[A-ZÆØÅ\d])", below)
    below = below[named.end() :] if named else below
    told = named and len(below) <= LONGEST_PLACE
    told = told or any(_WHEN_AND_WHERE.match(line.text) for line in lines if line.start <= dated.start)
    below = re.sub(r"^(?:i|på)\s+", "", below)
    if told or _ROOM.fullmatch(below):
        return below.strip(" .")
    above = next((line.text for line in reversed(lines) if line.end <= dated.start), "")
    return above.strip(" .") if _ROOM_ABOVE.fullmatch(above) else ""


def _dated(lines: list[PrintedText]) -> tuple[PrintedText, int, int, str] | None:
    """The line with the day of the meeting: the labelled one, best with its hour, else the first with a full date."""
    found = []
    for line in lines:
        date = next(head_days(line.text), None)
        if date:
            labelled = _DATE.match(line.text)
            behind = line.text[date.end :]
            hour = _BARE_TIME.match(behind) is not None or any(True for _ in find_times(behind))
            rank = 0 if labelled and hour else 1 if labelled else 3 if _LETTER.match(line.text) else 2
            found.append((rank, line.start + date.start, line.start + date.end, date.iso, line))
    if not found:
        return None
    first = min(found, key=lambda entry: entry[:2])
    timed = (entry for entry in found if entry[3] == first[3] and next(find_times(entry[4].text), None))
    _, start, end, iso, line = first if first[0] < 2 else next(timed, first)
    return line, start, end, iso


def _times(lines: list[PrintedText], dated: PrintedText, after: int, tail: str) -> tuple[str, str, str]:
    """When the meeting starts and ends, and the place where it follows the time in running words.

    ``tail`` is the rest of the paragraph, on whose lines a place that begins behind the time may run on.
    """
    rest = dated.text[after:]
    bare = _BARE_TIME.match(rest)
    begin = finish = place = ""
    time = next(find_times(rest), None)
    if time:
        begin, finish = time.begin, time.finish
        behind = rest[time.end :]
        running = _RUNNING_PLACE.match(behind + tail if _UNENDED.search(behind) else behind)
        running = running or _PLACE_BEFORE.fullmatch(rest[: time.start])
        place = next((words for words in running.groups() if words), "") if running else ""
    elif bare:
        begin = f"{int(bare['hour']):02}:{bare['minute']}"
        finish = bare["to"].replace(".", ":").rjust(5, "0") if bare["to"] else ""
    for line in lines:
        labelled = _DATE.match(line.text)
        if not begin and labelled and (time := next(find_times(line.text), None)):
            begin, finish = time.begin, time.finish
        elif not begin and line.start > dated.start and _CLOCK_LINE.match(line.text):
            begin, finish = next(((time.begin, time.finish) for time in find_times(line.text)), ("", ""))
        elif not begin and labelled and (bare := _BARE_TIME.fullmatch(line.text, labelled.end())):
            begin = f"{int(bare['hour']):02}:{bare['minute']}"
        label = _END.match(line.text)
        if label and not finish:
            time = next(find_times(line.text), None)
            bare = _BARE_TIME.match(line.text[label.end() :]) or _LAST_TIME.search(line.text)
            finish = time.begin if time else f"{int(bare['hour']):02}:{bare['minute']}" if bare else ""
    return begin, finish, place


def _place(document: Document, lines: list[PrintedText]) -> str:
    for position, line in enumerate(lines):
        label = _PLACE.match(line.text)
        if label is None:
            continue
        words = document.text[line.start + label.end() : line.block.end]
        for following in lines[position + 1 :]:
            ended = not words.rstrip().endswith(",") or LABEL_ALONE.match(following.text)
            if ended or following.start < line.block.end:
                break
            words = f"{words.rstrip()} {following.text}"
        first, last = next(split(words), (0, len(words)))
        return re.sub(r"\s+", " ", words[first:last]).strip(" .")
    return ""
