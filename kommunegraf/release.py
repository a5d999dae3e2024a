"""What is served: an immutable release, written beside the old one and switched to in one step."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extract.document import Document
from kommunegraf import store
from kommunegraf.errors import BuildRunning, NoRelease
from kommunegraf.kept import restore

CURRENT: Final = "current"
PREVIOUS: Final = "previous"


@dataclass(frozen=True, slots=True)
class Release:
    """A release in a folder of its own, named after its content.

    ``store/`` is the Oxigraph store, ``dump.nq`` the same as sorted N-Quads, ``documents/`` the kept documents and
    ``report.json`` what was read, what failed and what was found.
    """

    folder: Path

    @property
    def name(self) -> str:
        """The hash of the content."""
        return self.folder.name

    def store(self) -> store.Store:
        """The store, opened read-only."""
        return store.Store.open(self.folder / "store")

    def quads(self) -> list[str]:
        """All quads as sorted N-Quads lines."""
        return (self.folder / "dump.nq").read_text(encoding="utf-8").split("\n")[:-1]

    def documents(self) -> Mapping[str, Document]:
        """The kept documents by slug."""
        found = (restore(path) for path in sorted((self.folder / "documents").glob("*.json")))
        return {document.slug: document for document in found}

    def report(self) -> dict[str, Any]:
        """What was read, what failed and what was found, as report.json holds it."""
        report: dict[str, Any] = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))
        return report


def current(folder: Path) -> Release:
    """The release that is served from a folder. Raises NoRelease where nothing has been built."""
    link = folder / CURRENT
    if not link.exists():
        raise NoRelease(
            f"Der er ingen graf i {folder}. Byg den først: kommunegraf build MAPPE",
            f"There is no graph in {folder}. Build it first: kommunegraf build FOLDER",
        )
    return Release(link.resolve())


@contextmanager
def drafting(folder: Path) -> Iterator[Path]:
    """An empty draft folder to write the next release in; no other build may run in the same folder meanwhile.

    Raises BuildRunning where one does. What a crashed build left behind is cleared away.
    """
    releases = folder / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunning(
                f"En anden opbygning skriver i {folder}. Vent på den, eller vælg en anden mappe med --store.",
                f"Another build is writing to {folder}. Wait for it, or choose another folder with --store.",
            ) from error
        draft = releases / ".draft"
        shutil.rmtree(draft, ignore_errors=True)
        (draft / "documents").mkdir(parents=True)
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def publish(folder: Path, draft: Path, quads: list[str], report: Mapping[str, Any]) -> Release:
    """Completes a draft with its quads (N-Quads lines) and report, and makes it the release that is served."""
    dump = draft / "dump.nq"
    with dump.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in quads)
    (draft / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    store.create(draft / "store", dump)
    release = Release(folder / "releases" / _content_hash(draft))
    if not release.folder.exists():
        draft.rename(release.folder)
    _switch(folder, release)
    return release


def _content_hash(draft: Path) -> str:
    digest = hashlib.sha256()
    for path in (draft / "dump.nq", draft / "report.json", *sorted((draft / "documents").glob("*.json"))):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _switch(folder: Path, release: Release) -> None:
    """Points ``current`` at a release, ``previous`` at the one before, and removes the older ones."""
    before = (folder / CURRENT).resolve() if (folder / CURRENT).exists() else release.folder
    if before != release.folder:
        _point(folder / PREVIOUS, before)
    _point(folder / CURRENT, release.folder)
    kept = {(folder / name).resolve() for name in (CURRENT, PREVIOUS)}
    for old in (folder / "releases").iterdir():
        if old.resolve() not in kept and not old.name.startswith("."):
            shutil.rmtree(old)


def _point(link: Path, target: Path) -> None:
    """Sets a link in one step: a reader sees the old target or the new one, never none."""
    temporary = link.with_name(f".{link.name}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(target, link.parent))
    os.replace(temporary, link)
