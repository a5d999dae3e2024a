"""What is served: an immutable release, written beside the old one and switched to in one step."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import IO, Any, Final

from extract.document import Document
from kommunegraf import site, store
from kommunegraf.base import SITE
from kommunegraf.changes.delta import Change, delta
from kommunegraf.errors import BuildRunning, NoRelease
from kommunegraf.kept.documents import restore
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.index import Index
from kommunegraf.search import word_file
from kommunegraf.terminology import documentation
from kommunegraf.writing import drop

CURRENT: Final = "current"
PREVIOUS: Final = "previous"
SPARE: Final = "spare"
"""The folder of the release that was dropped last: the next draft takes from it what stayed, and need not copy it."""
VOCABULARY: Final = "vocabulary"
"""The folder of a release that holds a page of all terms in each language."""
FLEETING: Final = frozenset({"catalogue"})
"""Graphs that each build changes: an example from them would have the pages made anew each time."""
AFRESH: Final = 0.3
"""Where more than this share of the lines changes, the store is made afresh and not from the one before."""
PATIENCE: Final = 0.1
"""So many seconds lie between two looks at a lock that another build holds."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release in a folder of its own, named after its content.

    ``store/`` is the Oxigraph store, ``graphs/`` the same as sorted N-Quads, one file for each named graph,
    ``documents/`` the kept documents, ``vocabulary/`` a page of all terms in each language, ``search.sqlite`` the words
    to search in and ``index.sqlite`` what was read, what failed and what was found.
    """

    folder: Path

    @property
    def name(self) -> str:
        """The hash of the content."""
        return self.folder.name

    def store(self) -> store.Store:
        """The store, opened read-only."""
        return store.Store.open(self.folder / "store")

    def graphs(self) -> dict[str, Path]:
        """The N-Quads file of each named graph by its slug, in order."""
        return {path.stem: path for path in sorted((self.folder / "graphs").iterdir())}

    def quads(self) -> Iterator[str]:
        """All quads as N-Quads lines: graph by graph, each sorted."""
        for path in self.graphs().values():
            yield from lines_of(path)

    def documents(self) -> Mapping[str, Document]:
        """The kept documents by slug."""
        return {path.stem: restore(path) for path in sorted((self.folder / "documents").iterdir())}

    def index(self) -> Index:
        """What was read, what failed and what was found."""
        return Index.read(self.folder)

    def report(self, whole: bool = True) -> dict[str, Any]:
        """What was read ("documents"), what failed, which copies were left out, and the reviews that do not count.

        Where not ``whole``, nothing is said of the files that could be read whole and whose reviews all count.
        """
        with self.index() as index:
            readings = index.readings() if whole else index.telling()
            copies, strays = index.noted("copies"), index.noted("strays")
        lapsed = [{"slug": reading["slug"], **review} for reading in readings for review in reading.get("reviews", ())]
        return {
            "documents": [reading for reading in readings if not reading["failure"]],
            "failed": [{**reading, **reading["failure"]} for reading in readings if reading["failure"]],
            "copies": copies or [],
            "reviews": [*lapsed, *(strays or [])],
        }


def current(folder: Path) -> Release:
    """The release that is served from a folder. Raises NoRelease where nothing has been built."""
    link = folder / CURRENT
    if not link.exists():
        raise NoRelease(
            f"Der er ingen graf i {folder}. Byg den først: kommunegraf build MAPPE",
            f"There is no graph in {folder}. Build it first: kommunegraf build FOLDER",
        )
    return Release(link.resolve())


def previous(folder: Path) -> Release:
    """The release that was served before. Raises NoRelease where there is none."""
    link = folder / PREVIOUS
    if not link.exists():
        raise NoRelease(
            f"Der er ingen tidligere graf i {folder} at gå tilbage til.",
            f"There is no earlier graph in {folder} to go back to.",
        )
    return Release(link.resolve())


def served(folder: Path) -> Release | None:
    """The release that is served from a folder, None where nothing has been built."""
    return current(folder) if (folder / CURRENT).exists() else None


@contextmanager
def drafting(folder: Path, wait: float = 0.0) -> Iterator[Path]:
    """An empty draft folder to write the next release in; no other build may run in the same folder meanwhile.

    Raises BuildRunning where one still does after ``wait`` seconds. What a crashed build left behind is cleared away.
    """
    releases = folder / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with locked(folder, wait):
        draft = releases / ".draft"
        shutil.rmtree(draft, ignore_errors=True)
        for part in ("graphs", "documents"):
            (draft / part).mkdir(parents=True)
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def locked(folder: Path, wait: float = 0.0) -> Iterator[None]:
    """Keeps every other writer out of a store folder; raises BuildRunning where one is at work for ``wait`` seconds."""
    with (folder / "lock").open("w") as lock:
        until = time.monotonic() + wait
        while not _taken(lock):
            if time.monotonic() >= until:
                raise BuildRunning(
                    f"En anden opbygning skriver i {folder}. "
                    "Vent på den (build --wait SEKUNDER), eller vælg en anden mappe med --store.",
                    f"Another build is writing to {folder}. "
                    "Wait for it (build --wait SECONDS), or choose another folder with --store.",
                )
            time.sleep(PATIENCE)
        yield


def _taken(lock: IO[str]) -> bool:
    """Whether a lock is ours now; the system gives it back when its process ends, however that comes."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def publish(folder: Path, draft: Path, *, afresh: bool = False) -> Release:
    """Completes a draft, whose graphs, documents and index are written, and makes it the release that is served.

    ``afresh`` makes nothing of it from a release before, whose store may hold what was once removed from it.
    """
    release, before = Release(folder / "releases" / content_hash(draft)), served(folder)
    if afresh and before != release:
        drop(release.folder, folder)  # it was the one before: nobody is served from it
    if not release.folder.exists():
        _complete(draft, None if afresh else before)
        draft.rename(release.folder)
    elif not (release.folder / word_file.FILE).exists():  # it was made before releases could be searched
        word_file.bring_up(release.folder, None)
    switch(folder, release)
    return release


def _complete(draft: Path, before: Release | None) -> None:
    """Makes the rest of a release from the graphs and the index of its draft: what is searched at the same time."""
    with ThreadPoolExecutor(1) as thread:
        words = thread.submit(word_file.bring_up, draft, before.folder if before else None)
        changes = _changes(draft, before) if before else None
        if before is None or changes is None:
            store.create(draft / "store", sorted((draft / "graphs").iterdir()))
        else:
            store.continued(before.folder / "store", draft / "store", changes)
        lasting = (path for path in (draft / "graphs").iterdir() if path.stem not in FLEETING)
        stirred = None if changes is None else [change for change in changes if change.graph not in FLEETING]
        documentation.write(draft / VOCABULARY, lasting, before.folder / VOCABULARY if before else None, stirred)
        words.result()
    (draft / site.FILE).write_text(SITE, encoding="utf-8")


def content_hash(folder: Path) -> str:
    """The name of a release: the hash of all its graphs and of what is known of each document.

    Files of documents are hashed by the content that their reading names; the rest is hashed as it lies there.
    """
    digest = hashlib.sha256()
    with Index.read(folder) as index:
        notes = (json.dumps(index.noted(name), ensure_ascii=False, sort_keys=True) for name in ("copies", "strays"))
        digest.update(f"[[{', '.join(index.written_readings())}], {', '.join(notes)}]".encode())
        named = index.with_content()
    rest = [path for path in sorted((folder / "graphs").iterdir()) if path.stem not in named]
    with ThreadPoolExecutor() as threads:
        for path, hashed in zip(rest, threads.map(_digest, rest), strict=True):
            digest.update(path.name.encode() + b"\0" + hashed)
    return digest.hexdigest()[:16]


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _changes(draft: Path, before: Release) -> tuple[Change, ...] | None:
    """What a draft changes, where that is a small share of the graphs: no more is looked at than it takes to know."""
    changes = delta(before.folder / "graphs", draft / "graphs")
    sizes = (path.stat().st_size for path in (before.folder / "graphs").iterdir())
    return tuple(changes) if any(AFRESH * whole > changes.size for whole in accumulate(sizes)) else None


def switch(folder: Path, release: Release) -> None:
    """Points ``current`` at a release and ``previous`` at the one before, and keeps of older ones one as a spare."""
    before = served(folder)
    if before is not None and before != release:
        _point(folder / PREVIOUS, before.folder)
    _point(folder / CURRENT, release.folder)
    kept = {(folder / name).resolve() for name in (CURRENT, PREVIOUS)}
    for old in (folder / "releases").iterdir():
        if old.resolve() not in kept and not old.name.startswith("."):
            drop(folder / SPARE, folder)
            old.rename(folder / SPARE)


def _point(link: Path, target: Path) -> None:
    """Sets a link in one step: a reader sees the old target or the new one, never none."""
    temporary = link.with_name(f".{link.name}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(target, link.parent))
    os.replace(temporary, link)
