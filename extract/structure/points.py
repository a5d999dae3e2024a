"""Items told below the list of them by their number: "Ad 3. Nye veje", or "Ad 3" and "Pkt. 3" alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.structure.heading import Heading
from extract.structure.printed import PrintedText

_POINT = re.compile(
    r"(?:(?P<ad>ad)\.?\s*)?(?:(?:punkt|pkt\.?)\s*)?(?<=[\w.])\s*(?P<number>\d{1,2})\s*[.):]?(?:\s*[-–]?\s*(?P<title>\D.*))?",
    re.I,
)
FEWEST = 2
"""Points that show a paper to tell its items so."""


def told_points(lines: Sequence[PrintedText], listed: Sequence[Heading]) -> list[Heading]:
    """The items of a paper that lists them first and tells each further down by its number; [] for other papers.

    The title is that of the list. What other headings of the list are told nowhere stay where they are. Where a
    decision has its own heading, "Ad 3" is a point of what was recommended.
    """
    titles = {heading.key: heading for heading in reversed(listed)}
    found: list[Heading] = []
    for index, line in enumerate(lines):
        point = _POINT.fullmatch(line.text) if line.opens and line.text[0] in "APap" else None
        entry = titles.get((int(point["number"]),)) if point else None
        if point is None or entry is None or entry.line >= index or (found and entry.key <= found[-1].key):
            continue
        said = point["title"] or ""
        if not _same(said, entry.title) if said else _titled_below(lines, index, entry.title):
            continue
        found.append(
            replace(
                entry, number=point["number"], start=line.start, end=line.end, line=index, labelled=True, listed=True
            )
        )
    decided = any(line.part.name == "beslutning" for line in lines if line.part)
    if decided or len(found) < FEWEST or any(heading.line > found[0].line for heading in titles.values()):
        return []
    told = {heading.key for heading in found}
    rest = [replace(heading, listed=True) for key, heading in titles.items() if key not in told]
    return sorted([*rest, *found], key=lambda heading: heading.line)


def _titled_below(lines: Sequence[PrintedText], index: int, title: str) -> bool:
    """Whether a number that stands alone has its title on the next line, as any heading may."""
    return index + 1 < len(lines) and _same(lines[index + 1].text, title)


def _same(one: str, other: str) -> bool:
    short, long = sorted((re.sub(r"\W+", "", one.lower()), re.sub(r"\W+", "", other.lower())), key=len)
    return bool(short) and (short == long or (len(short) >= 6 and long.startswith(short)))
