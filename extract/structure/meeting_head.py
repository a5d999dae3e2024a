"""The head of an agenda or of minutes: which body meets, when and where, and how the document is titled."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
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
_PLACE = re.compile(
    r"(?:møde)?(?:sted|lokale)\s*:\s*(?=\S)|møde(?:sted|lokale)\s+(?=[A-ZÆØÅ])|sted\s+(?=[A-ZÆØÅ])", re.I
)
_ROOM = re.compile(
    r"(?:[\wæøåÆØÅ-]+ )?(?:møde|byråds|råds|kommunal|regions|folkets)\w*(?:sal(?:en)?|lokale|værelse|hus(?:et)?)\b"
    r".{0,80}"
    r"|[A-ZÆØÅ].{2,60}\b\d{4} [A-ZÆØÅ]\w+|(?:virtuelt|online|teams|videomøde)\b.{0,40}",
    re.I,
)
_LABEL_ALONE = re.compile(
    r"(?:(?:møde)?(?:dato|tid(?:spunkt)?|sted|lokale|forum)|(?:start|slut)tidspunkt|udvalg|møde|råd)\s*:?", re.I
)
_RUNNING_PLACE = re.compile(r"\s*(?:i|på|hos)\s+(?P<place>[A-ZÆØÅ].{3,90}?)\.?\s*$")
_BARE_TIME = re.compile(
    r"\s*(?:,|kl\.?|[-–])?\s*(?P<hour>\d{1,2})[.:](?P<minute>\d\d)(?:\s*[-–]\s*(?P<to>\d{1,2}[.:]\d\d))?"
)
_TYPE = re.compile(
    r"(?:ekstraordinær[t]?\s+|åben\s+|foreløbig[t]?\s+|tillægs)?"
    r"(?:dagsorden(?:er)?|(?:beslutnings|møde)?referat(?:er)?|beslutningsprotokol|protokol|mødeindkaldelse)\b",
    re.I,
)
_BODY_LABEL = re.compile(r"(?:udvalg|mødeforum|forum|for|møde(?: i)?|råd)\s*:\s*(?P<name>\S.+)", re.I)
_MEETING_OF = re.compile(
    r"\b(?:møde[t]?|referat|dagsorden|protokol)(?:\s+(?:til|fra|af|for)\s+(?:\w+ært\s+)?møde[t]?)?\s+(?:i|for|af|fra|til)\s+"
    r"(?P<name>(?!møde)[A-ZÆØÅ].{2,80}?)(?=\s+(?:den|d\.|kl\.?)\s|\s*[,–]\s|\s+-\s|\s+\d|$)",
    re.I,
)
_WHEN = re.compile(
    r"(?:\b(?:\w+dag)?(?:,?\s+den|\s+d\.)?\s*)?(?:\d\d?\.?\s+[a-zæøå]+,?\s+\d{4}|\d\d?[-./]\d\d?[-./]\d{4})"
    r"(?:,?\s*(?:kl\.?|-)?\s*\d\d?[.:]\d\d)?(?:\s*[-–]\s*\d\d?[.:]\d\d)?|\(\s*\d{4}\s*[-–]\s*\d{2,4}\s*\)"
)
_CLOCK = re.compile(r"\s*,?\s+kl\.?\s*\d.*$", re.I)
_COMPOUND = re.compile(r"\b(?P<body>byråd|kommunalbestyrelse|bestyrelse|regionsråd|[\wæøå]*udvalg)s?møde(?:t)?\b", re.I)
_TERM = re.compile(r"\s+(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d$")
_AUTHORITY = re.compile(
    r"\b(?:[A-ZÆØÅ][A-ZÆØÅ-]+\s+){1,2}KOMMUNE\b|\b[A-ZÆØÅ][a-zæøå]+ Regionskommune\b|"
    r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ-]+\s+){1,2}Kommunes?\b|\bRegion\s+[A-ZÆØÅ][a-zæøå]+\b"
)


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
    first = found.sections[0].start
    lines = _labelled(document, [line for line in printed_lines(document) if line.start < first][:80])
    dated = _dated(lines)
    if dated is None:
        return None
    line, start, end, date = dated
    begin, finish, running_place = _times(lines, line, end - line.start)
    body, body_line = _body(lines)
    title, shown = _title(lines, body_line, body)
    place = _place(document, lines) or running_place or _room(lines, line)
    return MeetingHead(
        body=body,
        title=title,
        publisher=_publisher(document, lines, body),
        date=date,
        start=begin,
        end=finish,
        place=place,
        title_range=shown,
        date_range=(start, end),
    )


def _labelled(document: Document, lines: list[PrintedText]) -> list[PrintedText]:
    """The lines, each label that stands alone ("Mødested:") put together with the line below it."""
    found: list[PrintedText] = []
    for line in lines:
        before = found[-1] if found else None
        if before and _LABEL_ALONE.fullmatch(before.text) and not _LABEL_ALONE.fullmatch(line.text):
            found[-1] = replace(line, start=before.start, text=document.text[before.start : line.end])
        else:
            found.append(line)
    return found


def _room(lines: list[PrintedText], dated: PrintedText) -> str:
    """The place printed without a label on the line below the date."""
    below = next((line.text for line in lines if line.start >= dated.end), "")
    below = re.sub(r"^(?:i|på)\s+", "", below)
    return below.strip(" .") if _ROOM.fullmatch(below) else ""


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
        labelled = _DATE.match(line.text)
        if not begin and labelled and (time := next(find_times(line.text), None)):
            begin, finish = time.begin, time.finish
        elif not begin and labelled and (bare := _BARE_TIME.fullmatch(line.text, labelled.end())):
            begin = f"{int(bare['hour']):02}:{bare['minute']}"
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
        bare = _bare(line.text)
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
    return _unknown_body(lines)


def _bare(text: str) -> str:
    """A line without the words that say what the document is, and without its date."""
    return re.sub(r"^\W+|\W+$", "", _TYPE.sub("", _WHEN.sub("", _TERM.sub("", text)), count=1))


def _unknown_body(lines: list[PrintedText]) -> tuple[str, PrintedText | None]:
    """A body of no known kind: whose meeting it says to be, or what stands beside "Referat" on its line."""
    for line in lines:
        met = _MEETING_OF.search(line.text)
        if met:
            return met["name"].strip(), line
    for line in lines:
        rest = re.sub(r"^\W+|\W+$", "", re.sub(r"\bog\b\s*", "", _TYPE.sub("", _WHEN.sub("", line.text))))
        if _TYPE.search(line.text) and re.fullmatch(r"[A-ZÆØÅ][\w &,-]{4,80}", rest):
            return rest, line
    return "", None


def _title(lines: list[PrintedText], body_line: PrintedText | None, body: str) -> tuple[str, Range]:
    """The title: the line that says what the document is, and the body's line beside it, in the order printed."""
    typed = body_line if body_line and _TYPE.search(body_line.text) else None
    if typed is None:
        typed = next((line for line in lines if _TYPE.match(line.text) and len(line.text) < 120), None)
    if typed is None:
        typed = next((line for line in lines if _TYPE.search(line.text) and len(line.text) < 120), None)
    alone = typed or body_line
    if alone is None:
        return "", (lines[0].start, lines[0].end)
    if typed is None and body_line and (label := _BODY_LABEL.fullmatch(body_line.text)):
        return label["name"], (body_line.start + label.start("name"), body_line.end)
    if typed is None or body_line is None or typed is body_line or next(find_bodies(typed.text), None):
        return _cased(alone.text, body), (alone.start, alone.end)
    first, second = sorted((typed, body_line), key=lambda line: line.start)
    between = [line.text for line in lines if first.end <= line.start < second.start]
    if first is typed and between == ["til"]:
        return f"{_cased(first.text, body)} til {_cased(second.text, body)}", (first.start, second.end)
    words = [_WHEN.sub("", line.text).rstrip(" ,-–") if line is body_line else line.text for line in (first, second)]
    return " ".join(_cased(text, body) for text in words), (typed.start, typed.end)


def _cased(text: str, body: str) -> str:
    if spaced_kkr(text):
        return body
    if text.isupper():
        return body if body.upper() == text else " ".join(word.capitalize() for word in text.split())
    label = _BODY_LABEL.fullmatch(text)
    return _CLOCK.sub("", label["name"] if label else text).rstrip(":")


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
    if name.isupper():
        name = re.sub(r"[^\s-]+", lambda word: word.group().capitalize(), name)
    return re.sub(r"Kommunes$", "Kommune", re.sub(r"\s+", " ", name))
