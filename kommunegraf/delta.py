"""What changes from one release to the next, as quads: graph by graph, the lines that go and the lines that come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kommunegraf.pieces import lines_of


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
    old, new = ({path.stem: path.stat() for path in folder.iterdir()} for folder in (before, after))
    slugs = [slug for slug in sorted(old.keys() | new.keys()) if slug not in old or slug not in new]
    slugs += [slug for slug in sorted(old.keys() & new.keys()) if old[slug].st_ino != new[slug].st_ino]
    size = sum(files[slug].st_size for files in (old, new) for slug in slugs if slug in files)
    return Delta(before, after, tuple(sorted(slugs)), size)
