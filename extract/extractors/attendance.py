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
from dataclasses import replace
from typing import Literal

from extract.document import Document
from extract.fact import Attendance, Facts
from extract.outline import Section, outline
from extract.structure.parts import part_heading
from extract.structure.printed import PrintedText, printed_lines

RULE_LIST = "attendance/list"
RULE_LABEL = "attendance/label"
RULE_SENTENCE = "attendance/sentence"
Status = Literal["present", "absent"]
GROUP = 40
"""Characters that a line between the names of a list has at most, such as a party or a municipality."""
Named = tuple[str, Status, int, int, str]

_PARTICLE = r"(?:von|van|de|da|der|den|af|el|al|bin)"
_FIRST = (
    r"(?:[A-ZÆØÅÖÜÄÉ][a-zæøåöüäéèáíóúøæ]+(?:[-’'][A-ZÆØÅÖ][a-zæøåöüé]+)*|[A-ZÆØÅ]\.|[A-ZÆØÅ][a-z]?[A-ZÆØÅ][a-zæøå]+)"
)
NAME = rf"{_FIRST}(?:\s+(?:{_PARTICLE}\s+)?{_FIRST}){{1,5}}"
_NAME = re.compile(NAME)
_ROLE = re.compile(
    r"(?:(?:for|næstfor|vicefor)m(?:a|æ)nd|(?:vice|2\. vice)?borgmester|(?:udvalgs|rådmands)\w*|rådmand|"
    r"regionsrådsmedlem|medlem(?:mer)?|byrådsmedlem|kommunaldirektør|direktør)\s*:?\s+",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:kommune|region|center|udvalg\w*|råd\w*|forvaltning|sekretariat\w*|KL|KKR|bestyrelse\w*|skole|dagsorden|møde\w*|"
    r"rådhus\w*|sal(?:en)?|lokale\w*|vej|gade|allé|punkt|park)\b|\d",
    re.I,
)
_LABEL = re.compile(
    r"(?P<present>(?:møde)?deltagere|deltog|til ?stede(?: var)?|tilstedeværende|medlemmer|fremmødte|bestyrelsen)"
    r"|(?P<absent>afbud(?: fra)?|(?:meldt )?fravær(?:ende)?(?: med afbud| medlemmer)?|meldt afbud(?: fra)?|"
    r"(?:ikke|ej) (?:til ?stede|mødt))",
    re.I,
)
_LABELLED = re.compile(rf"(?P<label>{_LABEL.pattern})\s*(?::|(?<=fra)\s)\s*(?P<names>\S.*)", re.I)
_ABSENT_AFTER = re.compile(
    rf"(?P<names>{NAME}.{{0,300}}?)\s+(?:var|er|havde|har|meldte|deltog)\s+"
    r"(?:fraværende|meldt afbud|afbud|ikke til stede)\b(?! under)"
)
_ABSENT_BEFORE = re.compile(r"\b(?:[Dd]er (?:er|var) (?:meldt )?)?[Aa]fbud fra\s+(?P<names>[^.;\n]{5,300})")
_SUBSTITUTE = re.compile(
    rf"(?P<name>{NAME})(?:\s*\([A-ZÆØÅ]+\))?,?\s+(?:(?:var|er|deltog|deltager|mødte|møder|indkaldt)\s+)?(?:som\s+)?"
    rf"(?:suppleant|stedfortræder|substitut|i stedet)\s+for\s+(?P<other>{NAME})"
)
_AWAY = re.compile(r"\((?:fraværende|afbud|ikke til stede)\)", re.I)
_OTHERS = re.compile(r"(?:fra|desuden|endvidere|øvrige|sekretariat\w*|referent|oplægsholder\w*|gæster)\b|.*\d", re.I)
_PARTIAL = re.compile(
    r"\b(?:under|ved|til|fra|på)\s+(?:behandlingen\s+af\s+)?(?:punkt|pkt|sag)|\b(?:pkt|punkt|sag)\.? ?\d", re.I
)


def extract(document: Document, _facts: Facts) -> Iterator[Attendance]:
    """One fact per person; who is absent from most items, or nowhere listed as present, is absent."""
    found = outline(document)
    if found.family not in ("agenda", "minutes") or not found.sections:
        return
    head = list(_in_head(document, found.sections))
    in_items = list(_in_items(document, found.items))
    decided = max(1, sum(1 for item in found.items if item.part("beslutning")))
    often = Counter(name for name, *_ in in_items)
    listed = {name for name, *_ in head}
    absent = {name for name, count in often.items() if 2 * count > decided or name not in listed}
    seen: set[str] = set()
    for name, status, start, end, rule in [*head, *(entry for entry in in_items if entry[0] in absent)]:
        if name in seen or (status == "present" and name in absent):
            continue
        seen.add(name)
        yield Attendance(evidence=document.evidence(start, end, rule), person=name, status=status)


def _in_head(document: Document, sections: tuple[Section, ...]) -> Iterator[Named]:
    """The lists in the head of the document and under part headings of items ("Deltagere")."""
    first = sections[0].start
    status: Status | None = None
    for line in _lists(document, 0, first):
        status, named = _read_line(line, status)
        yield from named
    for part in (part for section in sections for part in section.parts):
        if part.name in ("deltagere", "afbud"):
            status = "present" if part.name == "deltagere" else "absent"
            for line in _lists(document, part.body, part.end):
                status, named = _read_line(line, status)
                yield from named


def _lists(document: Document, start: int, end: int) -> Iterator[PrintedText]:
    """The printed lines of a range, cells of tables too; a list that runs on over lines of a paragraph is one line."""
    open_line: PrintedText | None = None
    for line in printed_lines(document, rows=True):
        if not start <= line.start < end:
            continue
        if open_line and line.block is open_line.block and open_line.text.endswith((",", " og", " samt")):
            open_line = replace(open_line, end=line.end, text=document.text[open_line.start : line.end])
            continue
        if open_line:
            yield open_line
        open_line = line
    if open_line:
        yield open_line


def _read_line(line: PrintedText, status: Status | None) -> tuple[Status | None, list[Named]]:
    """The list that a line of the head opens or goes on with, and the people whom the line names."""
    substitutes = list(_substitutes(line))
    if substitutes:
        return status, substitutes
    labelled = _LABELLED.fullmatch(line.text)
    if labelled:
        status = "absent" if labelled["absent"] else "present"
        found = _names(labelled["names"], line.start + labelled.start("names"))
        return status, [(name, status, start, end, RULE_LABEL) for name, start, end in found]
    label = _LABEL.fullmatch(line.text.rstrip(":"))
    heading = part_heading(line.text)
    if label:
        return ("absent" if label["absent"] else "present"), []
    if heading:
        return None, []
    if status is None:
        return None, []
    found = _names(line.text, line.start)
    away = _AWAY.search(line.text)
    goes_on = found or (len(line.text) <= GROUP and not _OTHERS.match(line.text))
    return (status if goes_on else None), [
        (name, "absent" if away else status, start, end, RULE_LIST) for name, start, end in found
    ]


def _substitutes(line: PrintedText) -> Iterator[Named]:
    """Who stands in for whom: the one is present, the other absent."""
    for match in _SUBSTITUTE.finditer(line.text):
        yield match["name"], "present", line.start + match.start("name"), line.start + match.end("name"), RULE_SENTENCE
        yield (
            match["other"],
            "absent",
            line.start + match.start("other"),
            line.start + match.end("other"),
            RULE_SENTENCE,
        )


def _in_items(document: Document, items: tuple[Section, ...]) -> Iterator[Named]:
    """Who is said to be absent, or to stand in for someone, in what is decided on the items."""
    for item in items:
        part = item.part("beslutning")
        start, end = (
            (part.body, part.end) if part else (item.heading_end, item.end if not item.parts else item.heading_end)
        )
        for line in printed_lines(document):
            if start <= line.start < end:
                yield from _absences(line)


def _absences(line: PrintedText) -> Iterator[Named]:
    labelled = _LABELLED.fullmatch(line.text)
    matches = [labelled] if labelled and labelled["absent"] else []
    matches += [match for match in (_ABSENT_AFTER.search(line.text), _ABSENT_BEFORE.search(line.text)) if match]
    for match in matches[:1]:
        if _PARTIAL.search(line.text):
            continue
        for name, start, end in _names(
            re.split(r"\s\d\d[-.]\d\d", match["names"])[0], line.start + match.start("names")
        ):
            yield name, "absent", start, end, RULE_SENTENCE


def _names(text: str, offset: int) -> list[tuple[str, int, int]]:
    """The people in a list or on a line of a list; [] where the line holds something else."""
    found: list[tuple[str, int, int]] = []
    position = 0
    for piece in re.split(r"(,\s*|;\s*|\s+og\s+|\s+samt\s+|\s*/\s*)", text):
        start, position = position, position + len(piece)
        marker = re.match(r"\s*(?:[-–•●▪*]|\d{1,2}[.)])\s*", piece)
        begin = marker.end() if marker else 0
        role = _ROLE.match(piece, begin)
        begin = role.end() if role else begin
        name = _NAME.match(piece, begin)
        rest = piece[name.end() :] if name else ""
        if name and not _PLACE.search(name.group()) and len(rest) <= 60:
            found.append((name.group(), offset + start + name.start(), offset + start + name.end()))
        elif not found and not re.fullmatch(r"\W*", piece):
            return []
    return found
