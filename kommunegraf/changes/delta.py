"""What changes from one release to the next, as quads: graph by graph, the lines that go and the lines that come."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kommunegraf.reading.pieces import lines_of


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
            old, new = (set(lines_of(folder / f"{slug}.nq")) for folder in (self.before, self.after))
            removed, added = tuple(sorted(old - new)), tuple(sorted(new - old))
            if removed or added:
                yield Change(slug, removed, added)


def delta(before: Path, after: Path) -> Delta:
    """The difference between two folders; one file under two names is known to be the same without being read."""
    old, new = files(before), files(after)
    slugs = [slug for slug in old.keys() | new.keys() if _same(old.get(slug)) != _same(new.get(slug))]
    size = sum(held[slug].st_size for held in (old, new) for slug in slugs if slug in held)
    return Delta(before, after, tuple(sorted(slugs)), size)


def files(folder: Path) -> dict[str, os.stat_result]:
    """What the system knows of the N-Quads files of a folder, by the slugs of their graphs; none is opened."""
    with os.scandir(folder) as entries:
        return {entry.name.removesuffix(".nq"): entry.stat() for entry in entries}


def _same(file: os.stat_result | None) -> tuple[int, int, int] | None:
    """What two names have in common that are one file."""
    return None if file is None else (file.st_dev, file.st_ino, file.st_size)
