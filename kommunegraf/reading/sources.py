"""Which files a build reads, and under which slug, whatever the order they are given in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from extract.privacy import masked_text
from kommunegraf.identity import slug
from kommunegraf.releases.hashes import Hashes
from kommunegraf.reviews.table import Review, read_reviews

ENDINGS: Final = frozenset({".pdf", ".txt"})
"""What is read from a folder; a file given by name is read whatever its ending."""
RESERVED: Final = frozenset({"catalogue", "coverage", "findings", "ontology", "reference"})
"""The graphs that are no document's."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, its slug, the SHA-256 of its bytes ("" where it cannot be opened), and what was said of it."""

    path: Path
    slug: str
    sha256: str
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, by slug, and the copies that are left out, each with the file that it equals.

    ``strays`` are the reviews of documents that are not among the files.
    """

    files: tuple[Source, ...]
    copies: tuple[tuple[Path, Path], ...]
    strays: tuple[Review, ...] = ()


def collect(paths: Iterable[Path], hashes: Hashes | None = None, reviews: Iterable[Path] = ()) -> Sources:
    """The files in these files and folders; of files with the same bytes only the first by name is read.

    With them come the reviews in each reviews.csv and reviews.ttl of the folders and in these files. Raises BadReview.
    """
    hashes, paths = hashes or Hashes(), list(paths)
    found = sorted({file for path in paths for file in _files(path.resolve())}, key=_rank)
    first: dict[str, Path] = {}
    files: list[tuple[Path, str]] = []
    copies: list[tuple[Path, Path]] = []
    for path in found:
        sha256 = hashes.of(path)
        if sha256 and sha256 in first:
            copies.append((path, first[sha256]))
        else:
            first[sha256] = path
            files.append((path, sha256))
    slugs = _slugs([path for path, _ in files])
    named = (Source(path, slugs[path], sha256) for path, sha256 in files)
    sources = Sources(tuple(sorted(named, key=lambda source: source.slug)), tuple(copies))
    return _reviewed(sources, read_reviews(paths, *reviews))


def _reviewed(sources: Sources, reviews: Sequence[Review]) -> Sources:
    """The sources, each with the reviews of it."""
    slugs = {source.slug for source in sources.files}
    files = (
        replace(source, reviews=tuple(review for review in reviews if review.document == source.slug))
        for source in sources.files
    )
    strays = tuple(review for review in reviews if review.document not in slugs)
    return replace(sources, files=tuple(files) if reviews else sources.files, strays=strays)


def file_slug(path: Path) -> str:
    """The slug of a file, after its name without personal numbers."""
    return slug(masked_text(path.stem))


def _files(path: Path) -> Iterator[Path]:
    """The readable files of a folder and its subfolders, hidden ones left out; a file is itself.

    So is a folder that may not be looked into: it cannot be opened, which is told as of a file.
    """
    if not path.is_dir():
        yield path
        return
    try:
        entries = os.scandir(path)
    except OSError:
        yield path
        return
    with entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            elif os.path.splitext(entry.name)[1].lower() in ENDINGS and entry.is_file():
                yield Path(entry.path).resolve() if entry.is_symlink() else Path(entry.path)


def _rank(path: Path) -> tuple[bool, int, str]:
    """PDF files before others, outer folders before inner ones: the first of a name keeps it."""
    return path.suffix.lower() != ".pdf", len(path.parts), path.as_posix()


def _slugs(paths: Sequence[Path]) -> dict[Path, str]:
    """A slug for each file: its stem; beside a namesake with its ending, else with its folder in front."""
    taken: dict[str, Path] = {}
    for path in paths:
        name = next(name for name in _candidates(path, taken) if name not in taken and name not in RESERVED)
        taken[name] = path
    return {path: name for name, path in taken.items()}


def _candidates(path: Path, taken: dict[str, Path]) -> Iterator[str]:
    stem, ending = file_slug(path), slug(path.suffix)
    yield stem
    if stem not in taken or taken[stem].parent == path.parent:
        yield f"{stem}-{ending}"
    front = stem
    for folder in path.parents:
        front = f"{slug(masked_text(folder.name))}-{front}" if folder.name else front
        yield front
        yield f"{front}-{ending}"
    for number in range(2, len(taken) + 3):
        yield f"{stem}-{number}"
