"""Who was at the meeting and who was not: the lists and sentences that say so.

Looks for lines such as::

    Mødedeltagere
    Signe Højlund (F), Viggo Brask (V)
    Afbud: Jørn Tølbøll Krag
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document import Document
from extract.fact import Attendance, Facts
from extract.grammar.given_names import GIVEN_NAMES
from extract.grammar.presence import Status, is_partial, listed, presences
from extract.grammar.roles import CHAIR
from extract.outline import Section, outline
from extract.structure.decided import decided_range
from extract.structure.meeting_head import meeting_head
from extract.structure.parts import part_heading
from extract.structure.presence_tables import marked_presences, presence_table
from extract.structure.printed import PrintedText, printed_lines

RULE_LIST = "attendance/list"
RULE_LABEL = "attendance/label"
RULE_TABLE = "attendance/table"
RULE_SENTENCE = "attendance/sentence"
GROUP = 40
"""Characters that a line between the names of a list has at most, such as a party or a municipality."""

_LABEL = re.compile(
    r"(?P<absent>(?:[\w/ ]{0,30}\b)?(?:afbud|forfald|fravær(?:ende)?|(?:ikke|ej) (?:til ?stede|mødt|fremmødte?)|"
    r"(?:deltog|deltager|mødte) ikke|udeblev\w*)(?! ikke)(?: [\w/ ]{0,25})?"
    r"|.{0,40}\btil ?stede,? (?:undtagen|bortset fra|på nær))"
    r"|(?P<present>(?!(?:øvrige|eksterne|andre|desuden|endvidere|herudover)\b)(?:[\w/ ]{0,30}\b)?"
    r"(?:(?:møde)?deltager(?:e|ne)?|(?:møde)?deltagelse|deltog|til ?stede|tilstedeværende|medlemmer(?:ne)?|"
    r"fremmød(?:te|e)|mødt|bestyrelsen|(?:stedfortræder|suppleant)(?:er)?)(?:[ /][\w/ ]{0,30})?)",
    re.I,
)
"""What is said of a list: an absence word or a presence word, with a few words beside it ("Udvalgets medlemmer")."""
_LABELLED = re.compile(
    rf"(?P<label>{_LABEL.pattern})\s*(?::|(?<=fra)\s|(?<=fraværende)\s(?=[A-ZÆØÅ])|(?<=afbud)\s(?-i:(?=[A-ZÆØÅ][a-zæøå])))\s*(?P<names>\S.*)",
    re.I,
)
_BESIDE = re.compile(
    r"(?:(?P<present>(?:møde)?deltagere|medlemmer|til ?stede|fremmødte?)"
    r"|(?P<absent>(?:fraværende|afbud)(?: (?:med|uden) afbud)?))\s+(?P<names>(?-i:[A-ZÆØÅ]).*)",
    re.I,
)
"""A label and its list side by side, as a head in two columns comes out: "Deltagere Asta Holm, Viggo Brask"."""
_OTHERS = re.compile(
    r"(?:fra\b(?!.*:$)|fra\b.*(?:forvaltning|administration|sekretariat|center|direktion|kommunen)|desuden|endvidere|øvrige|herudover|sekretariat\w*|referent|oplægsholder\w*|gæst(?:er)?)\b|.*\d",
    re.I,
)
_FURTHER = re.compile(
    r"[.;]\s+(?=(?:afbud|fravær(?:ende)?|til ?stede|deltagere|referent|ordstyrer|mødeleder|gæster?)\b[^:.]{0,20}:)",
    re.I,
)
"""Where a further label begins on a line."""
_COUNT = re.compile(r"\d{1,2}[.)]\s+")
_CALLED_IN = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:er |var |blev )?indkaldt\b")
_RUNS_ON = re.compile(r"(?:,| og| samt)(?: [A-ZÆØÅ][\wæøå-]+)?$")
"""The end of a line whose list goes on below, a name parted by the end of the line too."""
_AWAY_BEHIND = re.compile(r" ?\([^()]{1,25}\)(?:, [\w.æøå ]{3,25})? ?-? ?(?:afbud|forfald|fravær|ikke mødt)", re.I)
_AWAY_TOO = re.compile(r"(?<=[\w)]) ?- ?(?=(?:afbud|forfald|fravær|ikke mødt)\w*)", re.I)
"""Behind a name in a list of members: "Asta Holm (A)- afbud"."""
_CAME = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:deltog|mødte|deltager|indtrådte)\b(?! ikke)")
"""Who came in the place of someone named before on a list of those away."""
_FOR = re.compile(r"(?:^|[\s(])for\s+$")
_GROUP = re.compile(r"[A-ZÆØÅ][^.:]{3,60}:")
"""A line between the names of a list that says whom the next ones stand for."""
_GROUP_OF = re.compile(
    r"(?:Fra )?(?-i:[A-ZÆØÅ])[\wæøåÆØÅ, -]*?(?:valgte|repræsentanter(?:ne)?|medlemmer(?:ne)?|udpegede|politikere|"
    r"lærere|elever|forældre|borgere|brugere|pårørende|organisationer(?:ne)?|foreninger(?:ne)?|kommuner?|region \w+):"
    r"\s+(?=(?-i:[A-ZÆØÅ]))",
    re.I,
)
"""The same with the names beside it: "Forældrevalgte: Asta Holm, Viggo Brask"."""
_SPAN = re.compile(r"\b(?:sag(?:er)?|punkt(?:er)?|pkt\.?)\s*(?P<first>\d+)\s*[-–]\s*(?P<last>\d+)", re.I)


_EXCUSED = re.compile(r"^\W*afbud(?: fra)?\s*:", re.I)
"""Who sends apologies is away from the whole meeting, told under one item or under all."""


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    status: Status
    start: int
    end: int
    rule: str
    whole: bool = True


def extract(document: Document, _facts: Facts) -> Iterator[Attendance]:
    """One fact per person; who is absent from most items, or nowhere listed as present, is absent."""
    found = outline(document)
    if found.family not in ("agenda", "minutes"):
        return
    head = [*_in_tables(document, found.sections), *_in_head(document, found.sections)]
    told = _one_form(head, list(_in_items(document, found.items)))
    decided = max(1, sum(1 for item in found.items if item.part("beslutning")))
    often = Counter(entry.name for entry in told if entry.status == "absent")
    known = {entry.name for entry in head} | {entry.name for entry in told if not entry.whole}
    absent = {name for name, count in often.items() if 2 * count > decided or name not in known}
    absent |= {entry.name for entry in head if entry.status == "absent"}
    absent |= {entry.name for entry in told if entry.status == "absent" and _EXCUSED.search(_said(document, entry))}
    absent |= _away_from(told, found.items[:1]) & _away_from(told, found.items[-1:])
    seen: set[str] = set()
    for entry in [*head, *told]:
        away = entry.status == "absent"
        if entry.name in seen or away != (entry.name in absent):
            continue
        seen.add(entry.name)
        evidence = document.evidence(entry.start, entry.end, entry.rule)
        yield Attendance(evidence=evidence, person=entry.name, status=entry.status)


def _one_form(head: list[_Named], told: list[_Named]) -> list[_Named]:
    """Those told of without their middle names ("Asta Holm") under the form of the head ("Asta K. Holm")."""
    forms: dict[tuple[str, str], set[str]] = {}
    for name in {entry.name for entry in head}:
        forms.setdefault((name.split()[0], name.split()[-1]), set()).add(name)
    found = []
    for entry in told:
        first, *middle, last = entry.name.split()
        known = forms.get((first, last), set())
        found.append(replace(entry, name=min(known)) if not middle and len(known) == 1 else entry)
    return found


def _away_from(told: list[_Named], items: tuple[Section, ...]) -> set[str]:
    """Who is told to be absent under some items; under the first and the last, from all between."""
    within = [entry for entry in told if any(item.start <= entry.start < item.end for item in items)]
    return {entry.name for entry in within if entry.status == "absent" and entry.whole}


def _said(document: Document, entry: _Named) -> str:
    """The words of a person's line up to the name."""
    return document.text[document.block_at(entry.start).start : entry.start]


def _in_tables(document: Document, sections: tuple[Section, ...]) -> Iterator[_Named]:
    """The tables of the head that mark who was there."""
    end = sections[0].start if sections else len(document.text)
    for table in document.tables:
        for marked in marked_presences(document, table) if table.start < end else ():
            yield _Named(marked.name, marked.status, marked.start, marked.end, RULE_TABLE)


def _in_head(document: Document, sections: tuple[Section, ...]) -> Iterator[_Named]:
    """The lists in the head of the document and under part headings of items ("Deltagere")."""
    numbers = [int(re.sub(r"\D.*", "", section.number) or 0) for section in sections if section.is_item]
    span = (min(numbers, default=0), max(numbers, default=0))
    status: Status | None = None
    for line in _lists(document, 0, sections[0].start if numbers else len(document.text)):
        status, named = _read_line(line, status, span)
        yield from named
    for part in (part for section in sections for part in section.parts):
        if part.name in ("deltagere", "afbud"):
            status = "present" if part.name == "deltagere" else "absent"
            for line in _lists(document, part.body, part.end):
                status, named = _read_line(line, status, span)
                yield from named


def _lists(document: Document, start: int, end: int) -> Iterator[PrintedText]:
    """The printed lines of a range, cells of tables too; a list that runs on over lines of a paragraph is one line."""
    open_line: PrintedText | None = None
    marked = [table for table in document.tables if presence_table(table)]
    for line in printed_lines(document, rows=True):
        if not start <= line.start < end or any(table.start <= line.start < table.end for table in marked):
            continue
        if open_line and line.block is open_line.block and _RUNS_ON.search(open_line.text):
            open_line = replace(open_line, end=line.end, text=document.text[open_line.start : line.end])
            continue
        if open_line:
            yield from _by_label(open_line)
        open_line = line
    if open_line:
        yield from _by_label(open_line)


def _by_label(line: PrintedText) -> Iterator[PrintedText]:
    """A line in its parts where further labels stand on it: "Til stede: Asta Holm. Afbud: Viggo Brask"."""
    starts = [0, *(match.end() for match in _FURTHER.finditer(line.text))]
    for start, end in pairwise([*starts, len(line.text) + 1]):
        words = line.text[start:end].rstrip()
        if words:
            yield replace(line, start=line.start + start, end=line.start + start + len(words), text=words)


def _read_line(line: PrintedText, status: Status | None, span: tuple[int, int]) -> tuple[Status | None, list[_Named]]:
    """The list that a line of the head opens or goes on with, and the people whom the line names."""
    text = line.text.lstrip("•●▪·*-– ")
    offset = line.start + len(line.text) - len(text)
    told = list(_sentence(text, offset))
    labelled = _LABELLED.fullmatch(text)
    if labelled:
        status = "absent" if labelled["absent"] else "present"
        names = _listed(labelled["names"], offset + labelled.start("names"), status, RULE_LABEL, span)
        return status, _merged(told, names)
    beside = _BESIDE.fullmatch(text)
    people = listed(beside["names"]) if beside else []
    if beside and people and people[0][1] == 0:
        status = "absent" if beside["absent"] else "present"
        return status, _merged(told, _listed(beside["names"], offset + beside.start("names"), status, RULE_LABEL, span))
    label = _LABEL.fullmatch(text.rstrip(" :;"))
    if label and not told:
        return ("absent" if label["absent"] else "present"), []
    if status is None or part_heading(text):
        return None, told
    group = _GROUP_OF.match(text) if not _OTHERS.match(text) else None
    begin = group.end() if group else 0
    names = _listed(text[begin:], offset + begin, status, RULE_LIST, span)
    heads = len(text) <= GROUP or _GROUP.fullmatch(text)
    goes_on = (
        told or listed(text[begin:]) or CHAIR.fullmatch(text) or (heads and not _OTHERS.match(_COUNT.sub("", text)))
    )
    return (status if goes_on else None), _merged(told, names)


def _merged(told: list[_Named], names: list[_Named]) -> list[_Named]:
    """The people of a line in its order: what is said of one goes before the list that the line stands in."""
    said = {entry.name for entry in told}
    return sorted([*told, *(entry for entry in names if entry.name not in said)], key=lambda entry: entry.start)


def _sentence(text: str, offset: int) -> Iterator[_Named]:
    for found in presences(text):
        yield _Named(found.name, found.status, offset + found.start, offset + found.end, RULE_SENTENCE, found.whole)


def _listed(text: str, offset: int, status: Status, rule: str, span: tuple[int, int]) -> list[_Named]:
    """The people of a list, without those who were away for a part of the meeting alone.

    Whom someone on a list of those present is there for ("Lis Toft for Kaj Rømer") is absent.
    """
    found = []
    before = ""
    for name, start, end, after in listed(_AWAY_TOO.sub(lambda said: ",".ljust(len(said.group())), text)):
        if _FOR.search(before) and before.strip(" (") != "for" and name.split()[0] not in GIVEN_NAMES:
            continue  # "leder af Center for Social Indsats" names no one
        if _AWAY_TOO.match(text, end) or _AWAY_BEHIND.match(text, end):
            found.append(_Named(name, "absent", offset + start, offset + end, rule))
            continue
        away = _SPAN.search(after)
        throughout = away is not None and int(away["first"]) <= span[0] and int(away["last"]) >= span[1] > 0
        if status == "absent" and _CALLED_IN.match(after):
            continue
        if status == "present" or throughout or not is_partial(after):
            own: Status = "absent" if _FOR.search(before) else "present" if _CAME.match(after) else status
            found.append(_Named(name, own, offset + start, offset + end, rule))
        before = after
    return found


def _in_items(document: Document, items: tuple[Section, ...]) -> Iterator[_Named]:
    """Who is said to be absent, or to stand in for someone, in what is decided on the items."""
    head = meeting_head(document)
    for item in items:
        start, end = decided_range(document, item, head) if head else (item.heading_end, item.end)
        status: Status | None = None
        for line in _lists(document, start, end):
            status, named = _read_line(line, status, (0, 0))
            if not named and not _LABEL.fullmatch(line.text.rstrip(" :")) and not _GROUP.fullmatch(line.text):
                status = None  # below a list come the decisions
            yield from named
