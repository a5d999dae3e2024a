"""What is kept in a store folder after a switch: what the releases are made of, and nothing of what was withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kommunegraf.changes.history import History
from kommunegraf.kept import originals
from kommunegraf.reading.pieces import Pieces
from kommunegraf.reading.remote import forget_withdrawn
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import CURRENT, PREVIOUS, SPARE, served
from kommunegraf.releases.withdrawal import forget_previous, forgotten, unforgotten
from kommunegraf.writing import drop, sweep


def clear(folder: Path) -> None:
    """Removes the pieces and files that neither the release that is served nor the one before is made of.

    Of a document that was withdrawn nothing stays: in the patches, in the release before, in one that is not served,
    among the files that were fetched. A writer who keeps others out calls it; where one is interrupted, the next does.
    """
    left = unforgotten(folder)
    for slug in left:
        History(folder).forget(slug)
        forget_previous(folder, slug)
    if left:
        _drop_unserved(folder)
        forget_withdrawn(folder)
    sweep(folder)
    _keep_needed(folder)
    if left and not set(left) & _held(folder):
        forgotten(folder)


def _drop_unserved(folder: Path) -> None:
    """Removes the spare release, and what an interrupted writer left behind."""
    kept = {(folder / name).resolve() for name in (CURRENT, PREVIOUS)}
    for release in (folder / SPARE, *sorted((folder / "releases").iterdir())):
        if release.resolve() not in kept:
            drop(release, folder)


def _keep_needed(folder: Path) -> None:
    kept: set[str] = set()
    read: list[dict[str, Any]] = []
    for name in (CURRENT, PREVIOUS):
        if (folder / name).exists():
            with Index.read(folder / name) as index:
                kept |= set(index.pieces().values())
                read += index.readings_of(originals.PDF)
    Pieces(folder / "pieces").keep_only(kept)
    originals.keep_only(folder, read)


def _held(folder: Path) -> set[str]:
    """The slugs of the documents that the release that is served holds or could not read."""
    release = served(folder)
    if release is None:
        return set()
    with release.index() as index:
        return set(index.pieces())
