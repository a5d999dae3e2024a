"""Numbered headings of agendas: which of them are items, which only group items, and which are lists or contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.document import Document
from extract.structure.case_lines import CaseLine, case_line, trailing_case
from extract.structure.parts import part_heading
from extract.structure.printed import PrintedText, printed_lines

_STATE = r"(?:åbent?|offentlig|lukket)(?: (?:punkt|sag))?"
_OPEN = rf"(?:[(\[]?{_STATE}[)\]]\s*[-–:]?\s*)?"
_NUMBERED = re.compile(
    rf"(?:(?P<state>{_STATE})\s+)?(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}})(?P<mark>[.):]?)"
    rf"(?:\s+|(?<=[.):])(?=[A-ZÆØÅ][a-zæøå]))(?P<title>{_OPEN}\S.*)",
    re.I,
)
_LABELLED = re.compile(
    r"(?P<mark>(?:dagsordens?)?punkt|pkt\.?|sag|nr\.?(?=\s?\d+\s*[-–.:]))\s*(?:nr\.?\s*)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?![\w/]|-\d)\s*(?:[.:)–-]\s*|\s|$)(?P<title>.*)",
    re.I,
)
_ALONE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})(?P<mark>[.):])(?P<title>)")
_STATUS = re.compile(rf"^[(\[]{_STATE}[)\]]\s*[-–:]?\s*", re.I)
_STATUS_LINE = re.compile(rf"[(\[]?{_STATE}[)\]]?", re.I)
_LABEL = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅ. -]{2,30}:")
_LEADER = re.compile(r"\s*[.…_]{3,}\s*\d*$|\s+\d{1,3}$")
WRAP = 3
"""Most lines that a title may run on over."""
ROOM = 60
"""Characters in a line that leave room for the next word of a title."""
MOST_LEFT_OUT = 3
"""Numbers that a published agenda may leave out in a row: its closed items."""


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
    bodied: bool = False
    """An indstilling or a decision follows before the next number: weaker than a part that follows directly."""
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
    above = _cases_above(lines)
    candidates = [found for index in range(len(lines)) if (found := _candidate(document.text, lines, index, above))]
    kept = _without_contents([heading for heading in candidates if not _repeated(heading, candidates, lines)])
    return _mark_items(_in_sequence([replace(heading, bodied=_bodied(heading, kept, lines)) for heading in kept]))


def _repeated(heading: Heading, candidates: Sequence[Heading], lines: Sequence[PrintedText]) -> bool:
    """Whether a heading only repeats its item's number and title below "Beslutning"."""
    above = part_heading(lines[heading.line - 1].text) if heading.line else None
    decides = above is not None and above.name in ("beslutning", "konklusion")
    return heading.labelled and decides and any(o.line < heading.line and o.key == heading.key for o in candidates)


def _bodied(heading: Heading, candidates: Sequence[Heading], lines: Sequence[PrintedText]) -> bool:
    """Whether an indstilling or a decision stands between a heading and the next one that counts on from it."""
    if _enumerated(lines, heading.line) or not lines[heading.line].opens:
        return False
    later = (other.line for other in candidates if other.line > heading.line and other.key > heading.key)
    names = [
        part.name for line in lines[heading.line + 1 : next(later, len(lines))] if (part := part_heading(line.text))
    ]
    return any(name in ("indstilling", "beslutning", "konklusion") for name in names)


def _cases_above(lines: Sequence[PrintedText]) -> bool:
    """Whether the case numbers of this document stand above the titles: more often so than below."""
    places = [index for index in range(len(lines)) if case_line(lines, index)]
    below = sum(1 for index in places if index and _NUMBERED.fullmatch(lines[index - 1].text))
    over = sum(1 for index in places if index + 1 < len(lines) and _NUMBERED.fullmatch(lines[index + 1].text))
    return over > below


def _candidate(text: str, lines: Sequence[PrintedText], index: int, above: bool) -> Heading | None:
    line = lines[index]
    labelled = _LABELLED.fullmatch(line.text) if line.text[0].isupper() else None
    match = labelled or _NUMBERED.fullmatch(line.text) or _ALONE.fullmatch(line.text)
    if match is None or part_heading(line.text) or int(match["number"].split(".")[0]) == 0:
        return None
    first, opening, start = index, line.start + match.start("title"), line.start
    last, case = _title_end(lines, index, above)
    if not match["title"]:
        if labelled and _titled_above(lines, index):
            opening = start = lines[index - 1].start
            last, case = index - 1, None
        elif last > index or index + 1 < len(lines):
            first = index + 1
            opening = lines[first].start
            last, case = _title_end(lines, first, above)
    if above and index and (over := case_line(lines, index - 1)):
        case, start = CaseLine(over.case_number, over.officer, -1), lines[index - 1].start
    title = re.sub(r"\s+", " ", text[opening : lines[last].end]).strip()
    trailing = trailing_case(title)
    if trailing and case is None:
        title, case = trailing[0], CaseLine(trailing[1], trailing[2], -1)
    status = bool(labelled) or bool(_STATUS.match(title)) or bool(match.groupdict().get("state"))
    title = _STATUS.sub("", title).strip()
    if not title or not (case or _looks_like_title(title)):
        return None
    end = max(last, index, case.last if case else 0)
    headed = not _enumerated(lines, index) and any(part_heading(part.text) for part in lines[end + 1 : end + 3])
    bare = not match["title"] and (bool(part_heading(title)) or not (case or headed or labelled))
    if bare or not (match["mark"] or case or headed or status):
        return None
    number, officer = (case.case_number, case.officer) if case else ("", "")
    return Heading(match["number"], title, start, lines[end].end, index, number, officer, headed, status)


def _enumerated(lines: Sequence[PrintedText], index: int) -> bool:
    """Whether the line directly above has the number before this one's: both are points of a list."""
    match, before = (
        _NUMBERED.fullmatch(lines[index].text),
        _NUMBERED.fullmatch(lines[index - 1].text) if index else None,
    )
    return bool(match and before and match["number"].isdigit() and before["number"] == str(int(match["number"]) - 1))


def _titled_above(lines: Sequence[PrintedText], index: int) -> bool:
    """Whether a line with a number alone ("Sag nr. 12") stands below its title: what follows it is a label."""
    if index == 0 or index + 1 == len(lines):
        return False
    above, below = lines[index - 1], lines[index + 1]
    return above.alone and _looks_like_title(above.text) and bool(part_heading(below.text) or _LABEL.match(below.text))


def _title_end(lines: Sequence[PrintedText], index: int, above: bool) -> tuple[int, CaseLine | None]:
    """The last line of the title that starts at ``index``, and the case number below it."""
    end = None
    for last in range(index, min(index + WRAP + 1, len(lines) - 1)):
        following = lines[last + 1].text
        case = None if above else case_line(lines, last + 1)
        if case:
            return last if end is None else end, case
        if end is None and (_STATUS_LINE.fullmatch(following) or _parted(lines, last)):
            end = last
        if part_heading(following) or _NUMBERED.fullmatch(following) or _LABELLED.fullmatch(following):
            break
    last = index
    while last + 1 < len(lines) and last - index < WRAP and lines[last + 1].block is lines[index].block:
        if part_heading(lines[last + 1].text):
            break
        last += 1
    return last if end is None else min(last, end), None


def _parted(lines: Sequence[PrintedText], last: int) -> bool:
    """Whether the line below a title's line begins something else: a capital where the title had room to go on."""
    line, following = lines[last], lines[last + 1]
    apart = following.block is not line.block and following.text[0].isupper()
    return apart and (len(line.text) < ROOM or line.text.endswith("."))


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
        twins = [
            twin for twin in twins if not any(other.headed and 0 < twin.line - other.line <= WRAP for other in twins)
        ]
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
            or (_follows(last, heading.key, heading.labelled) and (heading.evidence or heading.bodied or groups))
            or (not last and (heading.headed or heading.bodied) and _goes_on(heading, candidates[position + 1 :]))
            or (heading.headed and _skips(last, heading.key))
        ):
            kept.append(heading)
            last = heading.key
    return kept


def _comes_later(heading: Heading, candidates: Sequence[Heading]) -> bool:
    """Whether the item of this number stands further down, so that this is a point of a list."""
    return any(
        other.key == heading.key
        and other.line > heading.line
        and (other.case_number or other.listed or (other.evidence and not heading.evidence))
        for other in candidates
    )


def _follows(last: tuple[int, ...], key: tuple[int, ...], labelled: bool) -> bool:
    if not last:
        return key in ((1,), (1, 1)) or labelled
    steps = {(*last[:depth], last[depth] + 1) for depth in range(len(last))}
    return key in steps | {(*step, 1) for step in steps} | {(*last, 1)}


def _skips(last: tuple[int, ...], key: tuple[int, ...]) -> bool:
    """Whether a few numbers are left out between two headings, as those of closed items are in what is published."""
    return len(last) == len(key) and last[:-1] == key[:-1] and 1 < key[-1] - last[-1] <= MOST_LEFT_OUT + 1


def _goes_on(heading: Heading, following: Sequence[Heading]) -> bool:
    """Whether the item of the next number follows: the numbers of a year's minutes need not begin at one."""
    return len(heading.key) == 1 and any(
        (other.evidence or other.bodied) and other.key == (heading.key[0] + 1,) for other in following
    )


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
        stands = heading.evidence and (heading.case_number or heading.headed or heading.labelled or not group)
        stands = stands or (heading.bodied and not group)
        bare_group = group and not heading.case_number and not heading.headed
        marked.append(
            replace(
                heading, is_item=bool(stands) and not bare_group and (not cased or heading.evidence or heading.bodied)
            )
        )
    return marked
