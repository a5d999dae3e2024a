"""Whether a text is the paper of a meeting by its head: the line that calls it so, or the labels of a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.grammar.deciding_bodies import find_bodies
from extract.grammar.times import find_times
from extract.structure.head_days import head_days
from extract.structure.parts import part_heading
from extract.structure.printed import PrintedText

HEAD_LINES = 12
"""Lines at the top in which a paper says what it is."""
DATE_LINES = 30
"""Lines at the top in which the day of the meeting stands."""
LONGEST = 120
"""Characters that such a line has at most."""

LONGEST_DAY = 60
"""Characters of a line with the day of the meeting alone."""

_POINT = re.compile(r"[•●▪·]\s")
"""A point of a list, as of the menu that a web page has at its top."""
_WEEKDAY = re.compile(r"(?:man|tirs|ons|tors|fre|lør|søn)dag\b", re.I)
_CALLED = re.compile(
    r"(?!\W*\d+[.)]\s)(?!.*\b(?:godkendelse|forretningsorden|vedtægter?|udkast til|skabelon|vejledning)\b)"
    r"(?:.{0,115}\W)?(?:(?:tillægs)?dagsorden|(?:beslutnings|møde)?referat|(?:beslutnings|forhandlings)?protokol"
    r"|mødeindkaldelse|indkaldelse til (?:\w+ )?møde)(?:\W.{0,115})?",
    re.I,
)
_MEETING = re.compile(
    r"(?:(?:ekstra)?ordinært\s+)?(?:[\wæøå]*møde[t]?\s+(?:i|for|af)\s.{2,60}|[\wæøå]+møde)"
    r"\W+(?:\w+dag )?(?:den|d\.)?\s*$",
    re.I,
)
"""What stands before the day in a line that only says who meets when: "Møde i udvalget d. 4. marts 2031"."""
_DECISIONS = re.compile(r"beslutninger", re.I)
_LABEL = re.compile(
    r"møde(?:dato|sted|tid(?:spunkt)?|start|forum|deltagere)\b|(?:start|slut)tidspunkt\b|(?:medlemmer|deltagere|afbud)\s*:",
    re.I,
)


def meeting_title(lines: Sequence[PrintedText]) -> tuple[int, int] | None:
    """The words at the top that call a text the paper of a meeting with a date; None where none do.

    They are a line that says Dagsorden, Referat or the like, else one that says who meets when above a case with an
    Indstilling or a decision, else the name of a body near a weekday with its date or
    the hour, else the first of two labels of a meeting ("Mødedato", "Mødested").
    """
    if not any(True for line in lines[:DATE_LINES] for _ in head_days(line.text)):
        return None
    lines = [line for line in lines if not _POINT.match(line.text)]
    for line in lines[:HEAD_LINES]:
        said = _CALLED.fullmatch(line.text) or _DECISIONS.fullmatch(line.text)
        if said and len(line.text) <= LONGEST and not line.text.endswith((".", ",", ";")):
            return line.start, line.end
    met = next((line for line in lines[:HEAD_LINES] if _tells_meeting(line.text)), None)
    if met and any(_treats_case(line.text) for line in lines):
        return met.start, met.end
    named = next((line for line in lines[:HEAD_LINES] if names_body(line.text)), None)
    if named and any(_is_day_of_meeting(line.text) for line in lines[:DATE_LINES]):
        return named.start, named.end
    labels = [line for line in lines[:DATE_LINES] if _LABEL.match(line.text)]
    return (labels[0].start, labels[0].end) if len({line.text.lower() for line in labels}) > 1 else None


def _tells_meeting(text: str) -> bool:
    """Whether a line says who meets when, and nothing else."""
    day = next(head_days(text), None)
    return day is not None and len(text[day.end :]) < LONGEST_DAY and _MEETING.match(text[: day.start]) is not None


def _treats_case(text: str) -> bool:
    part = part_heading(text)
    return part is not None and part.name in ("indstilling", "beslutning")


def names_body(text: str) -> bool:
    """Whether a line is the name of a body that meets and nothing else."""
    named = next(find_bodies(text), None)
    return named is not None and (named.start, named.end) == (0, len(text))


def _is_day_of_meeting(text: str) -> bool:
    """Whether a line is a day with its weekday or with the hour, and little else."""
    if len(text) > LONGEST_DAY:
        return False
    for day in head_days(text):
        timed = next(find_times(text[day.end :]), None)
        if timed or _WEEKDAY.match(text):
            return not text[: day.start].strip() or bool(_WEEKDAY.match(text))
    return False
