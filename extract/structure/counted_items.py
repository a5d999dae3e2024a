"""Agenda items numbered in a way of the paper's own, told from its repetition: any mark that counts from item to item.

Looks for lines alike that count up, with an Indstilling or a decision below each::

    Havnesag 7 – Nye cykelstier
    85/31 Nye cykelstier
    B) Nye cykelstier
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Document
from extract.structure.case_lines import case_line
from extract.structure.heading import Heading
from extract.structure.meeting_title import meeting_title
from extract.structure.numbered_lines import WRAP, looks_like_title
from extract.structure.printed import PrintedText, heading_lines

FEWEST = 2
"""Items that show a way of counting."""
_COUNTED = re.compile(
    r"(?P<before>[#§(]?\s?(?:[A-ZÆØÅ][\wæøåÆØÅ]{0,24}\.?(?:\s?nr\.?)?[\s-])?)"
    r"(?:(?P<digits>\d{1,3})|(?P<roman>[IVX]{1,6})|(?P<letter>[A-ZÆØÅ]))"
    r"(?P<behind>(?:/\d{2,4})?(?:\s?[.:)|/–-]+)*)(?:\s+(?P<title>\S.*))?"
)
_OF_YEAR = re.compile(r"^/\d+")
_BEHIND_TITLE = re.compile(
    r"(?P<title>[A-ZÆØÅ\d].{2,150}?)\s*(?P<before>\((?:[a-zæøå]+\.?\s)?(?:nr\.\s)?)(?P<digits>\d{1,3})(?P<behind>\))"
)
"""The same with the number last: "Nye cykelstier (punkt 7)"."""
_ROMAN = {"I": 1, "V": 5, "X": 10}
_PARTS = frozenset(("indstilling", "beslutning", "konklusion"))


@dataclass(frozen=True, slots=True)
class _Counted:
    index: int
    style: tuple[str, ...]
    value: int
    number: str
    title: str


def counted_headings(document: Document) -> list[Heading]:
    """The items of a meeting's paper that count in one style, [] where no style has parts of items below its lines."""
    called = meeting_title(heading_lines(document))
    lines = [line for line in heading_lines(document) if called and line.start >= called[1]]
    styles: dict[tuple[str, ...], list[_Counted]] = {}
    for counted in _counted(lines):
        styles.setdefault(counted.style, []).append(counted)
    chains = [_chain(found, lines) for found in styles.values()]
    best = max(chains, key=len, default=[])
    return [_heading(document, lines, counted) for counted in best] if len(best) >= FEWEST else []


def _counted(lines: Sequence[PrintedText]) -> Iterator[_Counted]:
    """The lines that begin, or end, with something that may count, in each way that they can be read."""
    for index, line in enumerate(lines):
        if line.part or not line.opens:
            continue
        for pattern in (_COUNTED, _BEHIND_TITLE):
            match = pattern.fullmatch(line.text)
            title = _title(lines, index, match["title"] or "") if match else ""
            if match is None or not title:
                continue
            printed = match.groupdict()
            signs = ("first" if pattern is _COUNTED else "last", match["before"].lower(), match["behind"].strip())
            if match["digits"]:
                number = match["digits"] + "".join(_OF_YEAR.findall(match["behind"]))
                yield _Counted(index, ("digits", *signs), int(match["digits"]), number, title)
            if value := _roman(printed.get("roman") or ""):
                yield _Counted(index, ("roman", *signs), value, str(printed["roman"]), title)
            letter = printed.get("letter") or printed.get("roman") or ""
            if len(letter) == 1 and match["behind"]:
                yield _Counted(index, ("letter", *signs), ord(letter) - ord("A") + 1, letter, title)


def _title(lines: Sequence[PrintedText], index: int, title: str) -> str:
    """The title beside a number, or on the line below one that stands alone; "" where neither is one."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    words = title or (below.text if below and not below.part else "")
    return words if words and looks_like_title(words) else ""


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < following else value for value, following in pairwise([*values, 0]))


def _chain(found: Sequence[_Counted], lines: Sequence[PrintedText]) -> list[_Counted]:
    """The longest run of lines of one style that count up by one, if most have parts of an item below them."""
    best: list[_Counted] = []
    for place, first in enumerate(found):
        chain = [first]
        for counted in found[place + 1 :]:
            if counted.value == chain[-1].value + 1:
                chain.append(counted)
        proper = sum(_has_parts(lines, one.index, stop) for one, stop in _stretches(chain, len(lines)))
        if len(chain) > len(best) and 2 * proper > len(chain):
            best = chain
    return best


def _stretches(chain: Sequence[_Counted], end: int) -> Iterator[tuple[_Counted, int]]:
    stops = [counted.index for counted in chain[1:]] + [end]
    return zip(chain, stops, strict=True)


def _has_parts(lines: Sequence[PrintedText], start: int, stop: int) -> bool:
    return any(line.part is not None and line.part.name in _PARTS for line in lines[start + 1 : stop])


def _runs_on(lines: Sequence[PrintedText], last: int) -> bool:
    """Whether a title may go on behind a line."""
    if last + 1 == len(lines) or lines[last + 1].block is not lines[last].block:
        return False
    return lines[last + 1].part is None and case_line(lines, last + 1) is None


def _heading(document: Document, lines: Sequence[PrintedText], counted: _Counted) -> Heading:
    line = lines[counted.index]
    begin = document.text.index(counted.title, line.start)
    last = counted.index if begin < line.end else counted.index + 1
    end = begin + len(counted.title)
    while end == lines[last].end and last - counted.index < WRAP and _runs_on(lines, last):
        last += 1
        end = lines[last].end
    case = case_line(lines, last + 1) if last + 1 < len(lines) else None
    return Heading(
        counted.number,
        re.sub(r"\s+", " ", document.text[begin:end]),
        line.start,
        lines[case.last].end if case else lines[last].end,
        counted.index,
        case.case_number if case else "",
        case.officer if case else "",
        headed=True,
        is_item=True,
    )
