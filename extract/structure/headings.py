"""Numbered headings of agendas: which of them are items, which only group items, and which are lists or contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Document
from extract.structure.case_lines import CaseLine, case_line, trailing_case
from extract.structure.heading import Heading
from extract.structure.item_order import in_sequence, mark_items
from extract.structure.parts import part_heading
from extract.structure.printed import PrintedText, heading_lines

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
_SHORTENED = re.compile(r"\b(?:evt|m\.\s?v|mv|m\.\s?fl|mfl|m\.\s?m|mm|etc|osv)\.$", re.I)
"""A full stop of an abbreviation, not of a sentence."""
WRAP = 3
"""Most lines that a title may run on over."""
ROOM = 60
"""Characters in a line that leave room for the next word of a title."""


def numbered_headings(document: Document, plain: bool = False) -> list[Heading]:
    """The numbered headings of an agenda in reading order, its items marked; lists and contents are left out.

    With ``plain`` a number that counts on is enough: for the papers of meetings, whose items may have no parts.
    """
    lines = heading_lines(document)
    above = _cases_above(lines)
    candidates = [
        found for index in range(len(lines)) if (found := _candidate(document.text, lines, index, above, plain))
    ]
    kept = _without_contents([heading for heading in candidates if not _repeated(heading, candidates, lines)])
    kept = [replace(heading, bodied=_bodied(heading, kept, lines)) for heading in kept]
    if plain and not any(heading.case_number and "." in heading.number for heading in kept):
        kept = _marked_plain(kept, lines)
    return mark_items(in_sequence(kept))


def _marked_plain(candidates: Sequence[Heading], lines: Sequence[PrintedText]) -> list[Heading]:
    """The candidates, those marked that a number alone may make an item: they begin a paragraph and go on no list."""
    marked: list[Heading] = []
    for heading in candidates:
        opens = lines[heading.line].opens and "." not in heading.number
        told = any(other.key == heading.key and other.evidence for other in candidates if other is not heading)
        marked.append(replace(heading, plain=opens and not told and not _goes_on_list(heading, marked, lines)))
    return marked


def _goes_on_list(heading: Heading, before: Sequence[Heading], lines: Sequence[PrintedText]) -> bool:
    """Whether the numbered line above a heading is the point before it in a list: one that began again at one."""
    numbered = (index for index in range(heading.line - 1, -1, -1) if _NUMBERED.fullmatch(lines[index].text))
    above = next(numbered, None)
    match = _NUMBERED.fullmatch(lines[above].text) if above is not None else None
    if match is None or match["number"] != str(heading.key[0] - 1) or match["title"][0].islower():
        return False
    same = [other for other in before if other.number == match["number"]]
    if match["number"] == "1":
        return bool(same) and same[0].line != above
    return any(other.line == above and not (other.plain or other.evidence) for other in same)


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


def _candidate(text: str, lines: Sequence[PrintedText], index: int, above: bool, plain: bool = False) -> Heading | None:
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
    end = max(last, index, case.last if case else 0)
    headed = not _enumerated(lines, index) and any(part_heading(part.text) for part in lines[end + 1 : end + 3])
    ended = headed or (plain and text.count(line.text) > 1)  # a title that the contents print too may end in a stop
    if not title or not (case or looks_like_title(title.rstrip(".:") if ended else title)):
        return None
    if ended and not headed and not _SHORTENED.search(title):
        title = title.rstrip(".:")
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
    return above.alone and looks_like_title(above.text) and bool(part_heading(below.text) or _LABEL.match(below.text))


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


def looks_like_title(title: str) -> bool:
    """Whether words may be the title of an item: with a capital, a figure or a quote first, and no sentence."""
    if not (title[0].isupper() or title[0].isdigit() or title[0] in "\"”“»'’§("):
        return False
    return (
        len(title) <= 250
        and not re.match(r"(?:[Oo]g )?[Aa]t\s", title)
        and not (title.endswith((".", ",", ";", ":")) and not _LEADER.search(title) and not _SHORTENED.search(title))
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
