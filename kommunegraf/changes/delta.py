"""What changes from one release to the next, as quads: graph by graph, the lines that go and the lines that come."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.sorted_file import Content, line_at, mapped

LEAST: Final = 1 << 8
"""So many bytes of two files are compared first, twice as many after each time that they are the same."""
MOST: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Change:
    """The N-Quads lines that leave and enter one named graph, each in order."""

    graph: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """The graphs, by their slugs, that differ between two folders of N-Quads files; ``size`` is in bytes, of both."""

    before: Path
    after: Path
    slugs: tuple[str, ...]
    size: int

    def __iter__(self) -> Iterator[Change]:
        for slug in self.slugs:
            change = between(slug, self.before / f"{slug}.nq", self.after / f"{slug}.nq")
            if change.removed or change.added:
                yield change


def delta(before: Path, after: Path) -> Delta:
    """The difference between two folders of a disk; one file under two names is known to be the same unread."""
    old, new = files(before), files(after)
    slugs = sorted(slug for slug in old.keys() | new.keys() if old.get(slug) != new.get(slug))
    paths = (folder / f"{slug}.nq" for held, folder in ((old, before), (new, after)) for slug in slugs if slug in held)
    return Delta(before, after, tuple(slugs), sum(path.stat().st_size for path in paths))


def files(folder: Path) -> dict[str, int]:
    """The number that the disk knows each N-Quads file of a folder by, under the slug of its graph; none is opened."""
    with os.scandir(folder) as entries:
        return {entry.name.removesuffix(".nq"): entry.inode() for entry in entries}


def between(slug: str, before: Path, after: Path) -> Change:
    """What changes in one graph from a file of N-Quads lines, each there once, to another; either may be missing.

    Where the lines are in order, as ours are, it takes no longer than to compare the bytes of both.
    """
    removed: set[bytes] = set()
    added: set[bytes] = set()
    with mapped(before) as old, mapped(after) as new:
        here, there = 0, 0
        while here < len(old) or there < len(new):
            here, there = _past_same(old, new, here, there)
            first, second = line_at(old, here), line_at(new, there)
            if first and (first < second or not second):
                removed.add(first)
                here += len(first)
            elif second:
                added.add(second)
                there += len(second)
    return Change(slug, _written(removed - added), _written(added - removed))


def _past_same(old: Content, new: Content, here: int, there: int) -> tuple[int, int]:
    """Where the lines begin that are the first, from two places on, to differ."""
    size, begun = LEAST, here
    while (part := old[here : here + size]) and part == new[there : there + size]:
        here, there, size = here + len(part), there + len(part), min(2 * size, MOST)
    step = size
    while step := step // 2:
        if (part := old[here : here + step]) and part == new[there : there + step]:
            here, there = here + len(part), there + len(part)
    back = here - (old.rfind(b"\n", begun, here) + 1 or begun)
    return here - back, there - back


def _written(lines: set[bytes]) -> tuple[str, ...]:
    return tuple(line.decode().removesuffix("\n") for line in sorted(lines))
