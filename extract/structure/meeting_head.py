"""The head of an agenda or of minutes: which body meets, when and where, and how the document is titled."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from extract.document import Document
from extract.grammar.dates import find_dates
from extract.grammar.deciding_bodies import body_name, find_bodies, spaced_kkr
from extract.grammar.times import find_times
from extract.outline import outline
from extract.sentences import split
from extract.structure.printed import PrintedText, printed_lines

Range = tuple[int, int]

_DATE = re.compile(r"(?:møde)?(?:dato|tid(?:spunkt)?|start(?:tidspunkt)?)(?: og tid)?(?: for møde[t]?)?\s*:?\s+", re.I)
_END = re.compile(r"(?:slut(?:tidspunkt)?|mødet (?:slut(?:tede)?|hævet))\b\s*:?\s*", re.I)
_PLACE = re.compile(r"(?:møde)?(?:sted|lokale)\s*:\s*(?=\S)|mødested\s+(?=\S)", re.I)
_RUNNING_PLACE = re.compile(r"\s*(?:i|på|hos)\s+(?P<place>[A-ZÆØÅ].{3,90}?)\.?\s*$")
_BARE_TIME = re.compile(
    r"\s*(?:,|kl\.?)?\s*(?P<hour>\d{1,2})[.:](?P<minute>\d\d)(?:\s*[-–]\s*(?P<to>\d{1,2}[.:]\d\d))?"
)
_TYPE = re.compile(
    r"(?:ekstraordinær[t]?\s+|åben\s+|foreløbig[t]?\s+|tillægs)?"
    r"(?:dagsorden|(?:beslutnings|møde)?referat|beslutningsprotokol|protokol|mødeindkaldelse)\b",
    re.I,
)
_BODY_LABEL = re.compile(r"(?:udvalg|mødeforum|forum|for|møde i)\s*:\s*(?P<name>\S.+)", re.I)
_COMPOUND = re.compile(r"\b(?P<body>byråd|kommunalbestyrelse|bestyrelse|regionsråd|[\wæøå]*udvalg)s?møde(?:t)?\b", re.I)
_TERM = re.compile(r"\s+(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d$")
_AUTHORITY = re.compile(r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ-]+\s+){1,2}Kommunes?\b|\bRegion\s+[A-ZÆØÅ][a-zæøå]+\b")


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
    if found.family not in ("agenda", "minutes") or not found.sections:
        return None
    lines = [line for line in printed_lines(document) if line.start < found.sections[0].start][:80]
    dated = _dated(lines)
    if dated is None:
        return None
    line, start, end, date = dated
    begin, finish, running_place = _times(lines, line, end - line.start)
    body, body_line = _body(lines)
    title, shown = _title(lines, body_line, body)
    return MeetingHead(
        body=body,
        title=title,
        publisher=_publisher(document, lines, body),
        date=date,
        start=begin,
        end=finish,
        place=_place(document, lines) or running_place,
        title_range=shown,
        date_range=(start, end),
    )


def _dated(lines: list[PrintedText]) -> tuple[PrintedText, int, int, str] | None:
    """The line with the day of the meeting: the labelled one, else the first with a full date."""
    found = []
    for line in lines:
        for date in find_dates(line.text):
            if date.precision == "day":
                labelled = bool(_DATE.match(line.text))
                found.append((not labelled, line.start + date.start, line.start + date.end, date.iso, line))
                break
    if not found:
        return None
    _, start, end, iso, line = min(found, key=lambda entry: entry[:2])
    return line, start, end, iso


def _times(lines: list[PrintedText], dated: PrintedText, after: int) -> tuple[str, str, str]:
    """When the meeting starts and ends, and the place where it follows the time in running words."""
    rest = dated.text[after:]
    bare = _BARE_TIME.match(rest)
    begin = finish = place = ""
    time = next(find_times(rest), None)
    if time:
        begin, finish = time.begin, time.finish
        running = _RUNNING_PLACE.match(rest[time.end :])
        place = running["place"] if running else ""
    elif bare:
        begin = f"{int(bare['hour']):02}:{bare['minute']}"
        finish = bare["to"].replace(".", ":").rjust(5, "0") if bare["to"] else ""
    for line in lines:
        if not begin and _DATE.match(line.text) and (time := next(find_times(line.text), None)):
            begin, finish = time.begin, time.finish
        label = _END.match(line.text)
        if label and not finish:
            time = next(find_times(line.text), None)
            bare = _BARE_TIME.match(line.text[label.end() :])
            finish = time.begin if time else f"{int(bare['hour']):02}:{bare['minute']}" if bare else ""
    return begin, finish, place


def _place(document: Document, lines: list[PrintedText]) -> str:
    for position, line in enumerate(lines):
        label = _PLACE.match(line.text)
        if label is None:
            continue
        words = document.text[line.start + label.end() : line.block.end]
        for following in lines[position + 1 :]:
            if not words.rstrip().endswith(",") or following.start < line.block.end:
                break
            words = f"{words.rstrip()} {following.text}"
        first, last = next(split(words), (0, len(words)))
        return re.sub(r"\s+", " ", words[first:last]).strip(" .")
    return ""


def _body(lines: list[PrintedText]) -> tuple[str, PrintedText | None]:
    """The body that meets and the line that names it."""
    for line in lines:
        if spaced := spaced_kkr(line.text):
            return spaced, line
        label = _BODY_LABEL.fullmatch(line.text)
        if label:
            return body_name(label["name"]), line
        bare = _TERM.sub("", line.text)
        named = next(find_bodies(bare), None)
        if named and named.end - named.start >= 0.8 * len(bare):
            return named.name, line
    for line in lines:
        if _TYPE.search(line.text) or "møde" in line.text.lower():
            named = next(find_bodies(line.text), None)
            if named:
                return named.name, line
    for line in lines:
        compound = _COMPOUND.search(line.text)
        if compound:
            return body_name(compound["body"]), line
    return "", None


def _title(lines: list[PrintedText], body_line: PrintedText | None, body: str) -> tuple[str, Range]:
    """The title: the line that says what the document is, and the body's line beside it, in the order printed."""
    typed = next((line for line in lines if _TYPE.match(line.text) and len(line.text) < 120), None)
    if typed is None:
        typed = next((line for line in lines if _TYPE.search(line.text) and len(line.text) < 120), None)
    alone = typed or body_line
    if alone is None:
        return "", (lines[0].start, lines[0].end)
    if typed is None or body_line is None or typed is body_line or next(find_bodies(typed.text), None):
        return _cased(alone.text, body), (alone.start, alone.end)
    first, second = sorted((typed, body_line), key=lambda line: line.start)
    return f"{_cased(first.text, body)} {_cased(second.text, body)}", (typed.start, typed.end)


def _cased(text: str, body: str) -> str:
    if spaced_kkr(text):
        return body
    if text.isupper():
        return body if body.upper() == text else " ".join(word.capitalize() for word in text.split())
    return text.rstrip(":")


def _publisher(document: Document, lines: list[PrintedText], body: str) -> str:
    """The KKR that meets, else the municipality or region: of the head, or the one that the document names most."""
    if body.startswith("KKR"):
        return body
    head = "\n".join(line.text for line in lines)
    counted = Counter(_nominative(match.group()) for match in _AUTHORITY.finditer(head))
    if not counted:
        counted = Counter(_nominative(match.group()) for match in _AUTHORITY.finditer(document.text))
    return max(sorted(counted), key=lambda name: counted[name]) if counted else body


def _nominative(name: str) -> str:
    return re.sub(r"Kommunes$", "Kommune", re.sub(r"\s+", " ", name))
