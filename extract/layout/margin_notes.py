"""Notes in the margin: two short lines or more in a type of their own, beside the lines of the text."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.segments import Segment

LEAST_GAP = 8.0
"""The least distance of a note from the text, in points."""
LEAST_TEXT = 30
"""The characters of a line that is running text."""
REACH = 12
"""How many rows further on the next line of a note is looked for."""


def note_at(table: Sequence[Sequence[Segment]], start: int, width: float) -> list[Segment]:
    """The lines of a note that begins in a row, beside its text; empty where none does.

    A label beside its text is one line, or its next line is a label of its own; the next line of a note goes on with a
    word in lower case.
    """
    row = table[start]
    for head, beside in ((row[0], row[1:]), (row[-1], row[:-1])) if len(row) > 1 else ():
        if not _beside(head, beside, width):
            continue
        note = [head]
        for other in table[start + 1 : start + 1 + REACH]:
            line = next((part for part in (other[0], other[-1]) if _goes_on(note[-1], part)), None)
            if line:
                note.append(line)
            elif other[0].box.top > note[-1].box.bottom + note[-1].font.size:
                break
        if len(note) > 1:
            return note
    return []


def _beside(head: Segment, beside: Sequence[Segment], width: float) -> bool:
    """Whether a narrow segment in a type of its own stands clear of running text."""
    text = max(beside, key=lambda part: len(part.text))
    gap = max(text.box.x0 - head.box.x1, head.box.x0 - text.box.x1)
    return (
        gap >= LEAST_GAP
        and head.box.x1 - head.box.x0 < 0.25 * width
        and len(text.text) >= LEAST_TEXT
        and any(character.isalpha() for character in head.text)
        and not head.text.rstrip().endswith(":")
        and (head.font.bold != text.font.bold or head.font.name != text.font.name or _other_size(head, text))
    )


def _other_size(one: Segment, other: Segment) -> bool:
    return abs(one.font.size - other.font.size) > 0.6


def _goes_on(last: Segment, line: Segment) -> bool:
    return (
        abs(line.box.x0 - last.box.x0) < 2
        and 0 < line.box.top - last.box.top < 1.7 * last.font.size
        and line.font is last.font
        and line.text.lstrip()[:1].islower()
    )
