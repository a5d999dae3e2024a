"""Which files a build reads, and under which slug, whatever the order they are given in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.identity import slug

ENDINGS: Final = frozenset({".pdf", ".txt"})
"""What is read from a folder; a file given by name is read whatever its ending."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, its slug and the SHA-256 of its bytes ("" where it cannot be opened)."""

    path: Path
    slug: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, by slug, and the copies that are left out, each with the file that it equals."""

    files: tuple[Source, ...]
    copies: tuple[tuple[Path, Path], ...]


def collect(paths: Iterable[Path]) -> Sources:
    """The files in these files and folders; of files with the same bytes only the first by name is read."""
    found = sorted({file.resolve() for path in paths for file in _files(path)}, key=_rank)
    first: dict[str, Path] = {}
    files: list[tuple[Path, str]] = []
    copies: list[tuple[Path, Path]] = []
    for path in found:
        sha256 = _sha256(path)
        if sha256 and sha256 in first:
            copies.append((path, first[sha256]))
        else:
            first[sha256] = path
            files.append((path, sha256))
    slugs = _slugs([path for path, _ in files])
    named = (Source(path, slugs[path], sha256) for path, sha256 in files)
    return Sources(tuple(sorted(named, key=lambda source: source.slug)), tuple(copies))


def _files(path: Path) -> Iterator[Path]:
    """The readable files of a folder and its subfolders, hidden ones left out; a file is itself."""
    if not path.is_dir():
        yield path
        return
    for inner in path.rglob("*"):
        hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
        if inner.is_file() and not hidden and inner.suffix.lower() in ENDINGS:
            yield inner


def _rank(path: Path) -> tuple[bool, int, str]:
    """PDF files before others, outer folders before inner ones: the first of a name keeps it."""
    return path.suffix.lower() != ".pdf", len(path.parts), path.as_posix()


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _slugs(paths: Sequence[Path]) -> dict[Path, str]:
    """A slug for each file: its stem; beside a namesake with its ending, else with its folder in front."""
    taken: dict[str, Path] = {}
    for path in paths:
        name = next(name for name in _candidates(path, taken) if name not in taken)
        taken[name] = path
    return {path: name for name, path in taken.items()}


def _candidates(path: Path, taken: dict[str, Path]) -> Iterator[str]:
    stem, ending = slug(path.stem), slug(path.suffix)
    yield stem
    if taken[stem].parent == path.parent:
        yield f"{stem}-{ending}"
    front = stem
    for folder in path.parents:
        front = f"{slug(folder.name)}-{front}" if folder.name else front
        yield front
        yield f"{front}-{ending}"
    for number in range(2, len(taken) + 3):
        yield f"{stem}-{number}"
