"""Numbered lines that may be the headings of agenda items, each with its title, case number and signs of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extract.structure.case_lines import CaseLine, case_line, trailing_case
from extract.structure.heading import Heading
from extract.structure.parts import part_heading
from extract.structure.printed import PrintedText

_STATE = r"(?:åbent?|offentlig|lukket)(?: (?:punkt|sag))?"
_OPEN = rf"(?:[(\[]?{_STATE}[)\]]\s*[-–:]?\s*)?"
NUMBERED = re.compile(
    rf"(?:(?P<state>{_STATE})\s+)?(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}})(?P<mark>[.):]?)"
    rf"(?:\s+|(?<=[.):])(?=[A-ZÆØÅ][a-zæøå]))(?P<title>{_OPEN}\S.*)",
    re.I,
)
_LABELLED = re.compile(
    r"(?P<mark>(?:dagsordens?)?punkt|pkt\.?|sag|nr\.?(?=\s?\d+\s*[-–.:]))\s*(?:nr\.?\s*)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?![\w/]|-\d)\s*(?:[.:)|–-]\s*|\s|$)(?P<title>.*)",
    re.I,
)
_ALONE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})(?P<mark>[.):])(?P<title>)")
_STATUS = re.compile(rf"^[(\[]{_STATE}[)\]]\s*[-–:]?\s*", re.I)
_STATUS_LINE = re.compile(rf"[(\[]?{_STATE}[)\]]?", re.I)
_LABEL = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅ. -]{2,30}:")
_BRACKETED = re.compile(r"\([^()]{1,40}\)")
"""Who brings an item in, beside its number alone: "Pkt. 3 (Asta)"."""
_BILL = re.compile(r".*\bnr\. [A-ZÆØÅ]{1,2} \d{1,3}(?: [A-ZÆØÅ])?:")
"""The first line of a title in the paper of a parliament's sitting, whose next lines tell what the bill is called."""
_LEADER = re.compile(r"\s*\([BDEO]\)\.?$|\s*[.…_]{3,}\s*\d*$|\s+\d{1,3}$")
_SHORTENED = re.compile(r"\b(?:evt|m\.\s?v|mv|m\.\s?fl|mfl|m\.\s?m|mm|etc|osv)\.$", re.I)
"""A full stop of an abbreviation, not of a sentence."""
WRAP = 3
"""Most lines that a title may run on over."""
LONGEST_STOPPED = 100
"""Characters of a title that ends in a stop where those of its paper do."""
SHORTEST = 9
"""Letters of a title with which a longer one may begin and be the same."""
ROOM = 60
"""Characters in a line that leave room for the next word of a title."""


@dataclass(frozen=True)
class _Paper:
    """The lines of a document's text; ``plain`` says that it is the paper of a meeting."""

    text: str
    lines: Sequence[PrintedText]
    plain: bool

    @cached_property
    def cases_above(self) -> bool:
        """Whether the case numbers of this document stand above the titles: more often so than below."""
        lines = self.lines
        places = [index for index in range(len(lines)) if case_line(lines, index)]
        below = sum(1 for index in places if index and NUMBERED.fullmatch(lines[index - 1].text))
        below -= sum(1 for index in places if self._begins_again(index))
        over = sum(1 for index in places if index + 1 < len(lines) and NUMBERED.fullmatch(lines[index + 1].text))
        return over > below

    def _begins_again(self, index: int) -> bool:
        """Whether a case number stands between the last title of the contents and the first of the items."""
        around = [NUMBERED.fullmatch(line.text) for line in self.lines[max(0, index - 1) : index + 2]]
        above, below = around[0], around[-1]
        if not (index and above and below):
            return False
        return self.listed(index, below["number"], below["title"]) and above["number"] != below["number"]

    @cached_property
    def titles_stop(self) -> bool:
        """Whether the titles of a meeting's paper end in a stop or a colon, as the first does: "1. Meddelelser:"."""
        numbered = (match for line in self.lines if line.opens and (match := NUMBERED.fullmatch(line.text)))
        first = next(numbered, None) if self.plain else None
        return first is not None and first["number"] == "1" and len(first[0]) <= ROOM and first[0].endswith((".", ":"))

    @cached_property
    def entries(self) -> list[tuple[int, str, str, bool]]:
        """The numbered lines: where each stands, its number, its title, and whether a stop or a page is printed."""
        numbered = ((index, NUMBERED.fullmatch(line.text)) for index, line in enumerate(self.lines))
        return [
            (index, match["number"], match["title"], bool(match["mark"] or _LEADER.search(match["title"])))
            for index, match in numbered
            if match
        ]

    def listed(self, index: int, number: str, title: str) -> bool:
        """Whether the list of items further up has a title with its number, with a stop or a page."""
        above = (entry for entry in self.entries if entry[0] < index and entry[3])
        return any(number == other and alike(entry, title) for _, other, entry, _ in above)

    def listed_whole(self, index: int, number: str, title: str) -> bool:
        """Whether the list of items further up has a title on one line, with the next number below it."""
        return any(
            place < index and number == other and following == place + 1 and _folded(entry) == _folded(title)
            for (place, other, entry, _), (following, *_) in pairwise(self.entries)
        )


def candidates(text: str, lines: Sequence[PrintedText], plain: bool) -> Iterator[Heading]:
    """The numbered lines that may be headings, in reading order.

    In the paper of a meeting (``plain``) a number without a stop is enough where the list of items has its title.
    """
    paper = _Paper(text, lines, plain)
    for index in range(len(lines)):
        found = _candidate(paper, index)
        if found:
            yield found


def _candidate(paper: _Paper, index: int) -> Heading | None:
    lines, line = paper.lines, paper.lines[index]
    labelled = _LABELLED.fullmatch(line.text) if line.text[0].isupper() else None
    match = labelled or NUMBERED.fullmatch(line.text) or _ALONE.fullmatch(line.text)
    if match is None or line.part or int(match["number"].split(".")[0]) == 0:
        return None
    title, start, last, case = _title(paper, index, match, bool(labelled))
    status = bool(labelled) or bool(_STATUS.match(title)) or bool(match.groupdict().get("state"))
    title = _STATUS.sub("", title).strip()
    end = max(last, index, case.last if case else 0)
    headed = not enumerated(lines, index) and any(below.part for below in lines[end + 1 : end + 3])
    ended = headed or _may_stop(paper, line, title) or (labelled and not match["title"] and title.endswith(":"))
    if not title or not (case or looks_like_title(title.rstrip(".:") if ended else title)):
        return None
    if ended and not headed and not _SHORTENED.search(title):
        title = title.rstrip(".:")
    bare = not match["title"] and (bool(part_heading(title)) or not (case or headed or labelled))
    in_table = "\t" in match[0] or paper.text[lines[last].end : lines[last].end + 1] == "\t"
    shown = match["mark"] or case or headed or status or in_table
    if bare or not (shown or (paper.plain and paper.listed(index, match["number"], title))):
        return None
    number, officer = (case.case_number, case.officer) if case else ("", "")
    return Heading(match["number"], title, start, lines[end].end, index, number, officer, headed, status)


def _title(paper: _Paper, index: int, match: re.Match[str], labelled: bool) -> tuple[str, int, int, CaseLine | None]:
    """The title that a number goes with, where the heading starts, the title's last line and its case number."""
    lines = paper.lines
    if labelled and _BRACKETED.fullmatch(match["title"]):
        match = _LABELLED.fullmatch(match[0][: match.start("title")].rstrip()) or match
    first, opening, start = index, lines[index].start + match.start("title"), lines[index].start
    last, case = _title_end(paper, index)
    if not match["title"]:
        if labelled and _titled_above(lines, index):
            opening = start = lines[index - 1].start
            last, case = index - 1, None
        elif last > index or index + 1 < len(lines):
            first = index + 1
            opening = lines[first].start
            last, case = _title_end(paper, first)
    elif last > index and (
        paper.listed_whole(index, match["number"], match["title"])
        or (paper.titles_stop and match[0].endswith((".", ":")))
    ):
        last = index
    if _BILL.fullmatch(match[0]):
        last = _bill_end(lines, index)
    if paper.cases_above and index and (over := case_line(lines, index - 1)):
        case, start = CaseLine(over.case_number, over.officer, -1), lines[index - 1].start
    title = re.sub(r"\s+", " ", paper.text[opening : lines[last].end]).strip()
    trailing = trailing_case(title)
    if trailing and case is None:
        title, case = trailing[0], CaseLine(trailing[1], trailing[2], -1)
    return title, start, last, case


def _bill_end(lines: Sequence[PrintedText], index: int) -> int:
    """The line with the stop that ends a bill's name: "1) Forslag nr. L 7:", "Forslag til lov om havne."."""
    below = range(index + 1, min(index + 2 * WRAP, len(lines)))
    return next((last for last in below if lines[last].text.endswith(".")), index)


def _may_stop(paper: _Paper, line: PrintedText, title: str) -> bool:
    """Whether a title may end in a stop: one that the contents print too, or one of a paper whose titles all do."""
    if not paper.plain:
        return False
    if _BILL.fullmatch(line.text):
        return True
    stopped = paper.titles_stop and line.opens and len(title) <= LONGEST_STOPPED
    return stopped or paper.text.count(title.rstrip(".:")) > 1


def enumerated(lines: Sequence[PrintedText], index: int) -> bool:
    """Whether the line directly above has the number before this one's: both are points of a list."""
    match, before = (
        NUMBERED.fullmatch(lines[index].text),
        NUMBERED.fullmatch(lines[index - 1].text) if index else None,
    )
    return bool(match and before and match["number"].isdigit() and before["number"] == str(int(match["number"]) - 1))


def _titled_above(lines: Sequence[PrintedText], index: int) -> bool:
    """Whether a line with a number alone ("Sag nr. 12") stands below its title: what follows it is a label."""
    if index == 0 or index + 1 == len(lines):
        return False
    above, below = lines[index - 1], lines[index + 1]
    return above.alone and looks_like_title(above.text) and bool(below.part or _LABEL.match(below.text))


def _title_end(paper: _Paper, index: int) -> tuple[int, CaseLine | None]:
    """The last line of the title that starts at ``index``, and the case number below it."""
    lines, end = paper.lines, None
    for last in range(index, min(index + WRAP + 1, len(lines) - 1)):
        following = lines[last + 1].text
        case = None if paper.cases_above else case_line(lines, last + 1)
        if case:
            return last if end is None else end, case
        if end is None and (_STATUS_LINE.fullmatch(following) or _parted(lines, last)):
            end = last
        if lines[last + 1].part or NUMBERED.fullmatch(following) or _LABELLED.fullmatch(following):
            break
    last = index
    while last + 1 < len(lines) and last - index < WRAP and lines[last + 1].block is lines[index].block:
        if lines[last + 1].part:
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


def alike(one: str, other: str) -> bool:
    """Whether two titles are one: the same letters, or the longer begins with the shorter."""
    a, b = sorted((_folded(one), _folded(other)), key=len)
    return bool(a) and (a == b or (len(a) >= SHORTEST and b.startswith(a)))
