"""Which numbered headings run on as items of an agenda: by their numbers and by what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.structure.heading import Heading

MOST_LEFT_OUT = 3
"""Numbers that a published agenda may leave out in a row: its closed items."""


def in_sequence(candidates: Sequence[Heading]) -> list[Heading]:
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
            or (
                _follows(last, heading.key, heading.labelled)
                and (heading.evidence or heading.bodied or heading.plain or groups)
            )
            or (not last and (heading.headed or heading.bodied) and _goes_on(heading, candidates[position + 1 :]))
            or ((heading.headed or (heading.labelled and heading.plain)) and _skips(last, heading.key))
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


def mark_items(headings: Sequence[Heading]) -> list[Heading]:
    """The headings, those that are items marked; the others group items or are none."""
    cased = any(heading.case_number for heading in headings)
    marked: list[Heading] = []
    for position, heading in enumerate(headings):
        following = headings[position + 1] if position + 1 < len(headings) else None
        group = following is not None and following.key[: len(heading.key)] == heading.key
        stands = heading.evidence and (heading.case_number or heading.headed or heading.labelled or not group)
        stands = stands or ((heading.bodied or heading.plain) and not group)
        bare_group = group and not heading.case_number and not heading.headed
        marked.append(
            replace(
                heading,
                is_item=bool(stands)
                and not bare_group
                and (not cased or heading.evidence or heading.bodied or heading.plain),
            )
        )
    return marked
