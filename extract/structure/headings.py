"""Numbered headings of agendas: which of them are items, which only group items, and which are lists or contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.document import Document
from extract.structure.parts import part_heading
from extract.structure.printed import PrintedText, printed_lines

_OPEN = r"(?:[(\[]?(?:åbent?|offentlig|lukket)(?: (?:punkt|sag))?[)\]]\s*[-–:]?\s*)?"
_NUMBERED = re.compile(rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}})(?P<mark>[.):]?)\s+(?P<title>{_OPEN}\S.*)", re.I)
_LABELLED = re.compile(
    r"(?P<mark>(?:dagsordens)?punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})?)"
    r"\s*(?:[.:)–-]\s*|\s|$)(?P<title>.*)",
    re.I,
)
_STATUS = re.compile(r"^[(\[](?:åbent?|offentlig|lukket)(?: (?:punkt|sag))?[)\]]\s*[-–:]?\s*", re.I)
_CASE = re.compile(
    r"(?P<kl>SAG-\d{4}-\d+)(?:[ ,/]+(?P<officer>[a-zæøå]{2,6}))?"
    r"|(?:sags?\s?(?:nr|nummer|id)|sags-id|j(?:ourna)?l?\.?\s?(?:nr|nummer)|acadresag|journalnummer|esdh-sag)\s*[.:]*\s*"
    r"(?P<own>[A-Z]{0,5}-?\d[\w./-]*\w)(?:\s.*)?"
    r"|(?P<kle>\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d-\d+-\d+)",
    re.I,
)
_TRAILING_CASE = re.compile(r"\s+(?P<kl>SAG-\d{4}-\d+)(?:\s+(?P<officer>[a-zæøå]{2,6}))?$")
_OFFICER = re.compile(r"(?:sagsbehandler|sagsansvarlig|init(?:ialer)?)\s*[.:]\s*(?P<officer>\S.{1,40})", re.I)
_LABEL = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅ. -]{2,30}:")
_LEADER = re.compile(r"\s*[.…_]{3,}\s*\d*$|\s+\d{1,3}$")
WRAP = 3
"""Most lines that a title may run on over."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: its title, its range (case number included) and what speaks for an agenda item."""

    number: str
    title: str
    start: int
    end: int
    line: int
    case_number: str = ""
    officer: str = ""
    headed: bool = False
    """A part heading follows directly."""
    labelled: bool = False
    """Printed with "Punkt", "(Åben)" and the like."""
    listed: bool = False
    """Stands in the contents at the top too."""
    is_item: bool = False

    @property
    def key(self) -> tuple[int, ...]:
        """The number as whole numbers, for comparison."""
        return tuple(int(part) for part in self.number.split("."))

    @property
    def evidence(self) -> bool:
        """Whether anything but its number speaks for an item."""
        return bool(self.case_number) or self.headed or self.labelled or self.listed


def numbered_headings(document: Document) -> list[Heading]:
    """The numbered headings of an agenda in reading order, its items marked; lists and contents are left out."""
    lines = printed_lines(document)
    candidates = [found for index in range(len(lines)) if (found := _candidate(document.text, lines, index))]
    return _mark_items(_in_sequence(_without_contents(candidates)))


def _candidate(text: str, lines: Sequence[PrintedText], index: int) -> Heading | None:
    line = lines[index]
    labelled = _LABELLED.fullmatch(line.text) if line.text[0].isupper() else None
    match = labelled or _NUMBERED.fullmatch(line.text)
    if match is None or part_heading(line.text) or int(match["number"].split(".")[0]) == 0:
        return None
    last, case, officer = _title_end(lines, index)
    title = re.sub(r"\s+", " ", text[line.start + match.start("title") : lines[last].end]).strip()
    start = line.start
    if labelled and not labelled["title"] and _titled_above(lines, index):
        last, start, title = index, lines[index - 1].start, lines[index - 1].text
    trailing = _TRAILING_CASE.search(title)
    if trailing and not case:
        title, case, officer = title[: trailing.start()], trailing["kl"], trailing["officer"] or ""
    open_or_closed = bool(labelled) or bool(_STATUS.match(title))
    title = _STATUS.sub("", title).strip()
    if not title or not (case or _looks_like_title(title)):
        return None
    after = last + 1 + bool(case and not trailing)
    headed = any(part_heading(part.text) for part in lines[after : after + 2])
    if not (match["mark"] or case or headed or open_or_closed):
        return None
    end = lines[min(after, len(lines)) - 1].end
    return Heading(match["number"], title, start, end, index, case, officer, headed, open_or_closed)


def _titled_above(lines: Sequence[PrintedText], index: int) -> bool:
    """Whether a line with a number alone ("Sag nr. 12") stands below its title: what follows it is a label."""
    if index == 0 or index + 1 == len(lines):
        return False
    above, below = lines[index - 1], lines[index + 1]
    return above.alone and _looks_like_title(above.text) and bool(part_heading(below.text) or _LABEL.match(below.text))


def _title_end(lines: Sequence[PrintedText], index: int) -> tuple[int, str, str]:
    """The last line of the title that starts at ``index``, the case number below it and the officer's initials."""
    for last in range(index, min(index + WRAP + 1, len(lines) - 1)):
        following = lines[last + 1].text
        case = _CASE.fullmatch(following)
        if case:
            officer = case["officer"] or ""
            named = _OFFICER.fullmatch(lines[last + 2].text) if last + 2 < len(lines) else None
            return last, case["kl"] or case["own"] or case["kle"], officer or (named["officer"] if named else "")
        if part_heading(following) or _NUMBERED.fullmatch(following) or _LABELLED.fullmatch(following):
            break
    last = index
    while last + 1 < len(lines) and last - index < WRAP and lines[last + 1].block is lines[index].block:
        if part_heading(lines[last + 1].text):
            break
        last += 1
    return last, "", ""


def _looks_like_title(title: str) -> bool:
    if not (title[0].isupper() or title[0].isdigit() or title[0] in "\"”“»'’§("):
        return False
    return (
        len(title) <= 250
        and not re.match(r"(?:[Oo]g )?[Aa]t\s", title)
        and not (title.endswith((".", ",", ";", ":")) and not _LEADER.search(title))
    )


def _folded(title: str) -> str:
    return re.sub(r"\W+", "", _LEADER.sub("", title).lower())


def _same(one: Heading, other: Heading) -> bool:
    a, b = sorted((_folded(one.title), _folded(other.title)), key=len)
    return one.number == other.number and bool(a) and (a == b or (len(a) >= 12 and b.startswith(a)))


def _without_contents(candidates: Sequence[Heading]) -> list[Heading]:
    """Of headings printed twice, the one with a body; it is marked as listed."""
    kept: list[Heading] = []
    for heading in candidates:
        twins = [other for other in candidates if _same(heading, other)]
        if heading is max(twins, key=lambda other: (bool(other.case_number), other.headed, other is not twins[0])):
            kept.append(replace(heading, listed=len(twins) > 1))
    return kept


def _in_sequence(candidates: Sequence[Heading]) -> list[Heading]:
    """The headings whose numbers run on: each is greater than the last, and follows it where little speaks for it."""
    kept: list[Heading] = []
    last: tuple[int, ...] = ()
    for position, heading in enumerate(candidates):
        if heading.key <= last or (
            not heading.case_number and not heading.listed and _comes_later(heading, candidates)
        ):
            continue
        groups = _groups(heading, candidates[position + 1 :])
        if (
            heading.case_number
            or heading.listed
            or (_follows(last, heading.key, heading.labelled) and (heading.evidence or groups))
        ):
            kept.append(heading)
            last = heading.key
    return kept


def _comes_later(heading: Heading, candidates: Sequence[Heading]) -> bool:
    """Whether the item of this number stands further down, so that this is a point of a list."""
    return any(
        other.key == heading.key and other.line > heading.line and (other.case_number or other.listed)
        for other in candidates
    )


def _follows(last: tuple[int, ...], key: tuple[int, ...], labelled: bool) -> bool:
    if not last:
        return key in ((1,), (1, 1)) or labelled
    steps = {(*last[:depth], last[depth] + 1) for depth in range(len(last))}
    return key in steps | {(*step, 1) for step in steps} | {(*last, 1)}


def _groups(heading: Heading, following: Sequence[Heading]) -> bool:
    """Whether a heading only groups sub-items: the next heading with a case number or body is its first."""
    following = [other for other in following if other.evidence]
    return bool(following) and following[0].key[:-1] == heading.key and len(following[0].key) > len(heading.key)


def _mark_items(headings: Sequence[Heading]) -> list[Heading]:
    cased = any(heading.case_number for heading in headings)
    marked: list[Heading] = []
    for position, heading in enumerate(headings):
        following = headings[position + 1] if position + 1 < len(headings) else None
        group = following is not None and following.key[: len(heading.key)] == heading.key
        stands = heading.case_number or heading.headed or heading.labelled or (heading.listed and not group)
        bare_group = group and not heading.case_number and not heading.headed
        marked.append(replace(heading, is_item=bool(stands) and not bare_group and (not cased or heading.evidence)))
    return marked
