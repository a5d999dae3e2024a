"""What a draft has of the release before without a change, put in place while the changed documents are read."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from kommunegraf.releases import index
from kommunegraf.releases.index import Index, Readings
from kommunegraf.search import word_file

PARTS: Final = ("graphs", "documents")
"""The folders of a release with a file for each document."""


class Carrying:
    """Carries over, in a thread of its own, what is large or many of the release in the folder ``before``.

    These are the documents, as other names of the same files, and copies of the index and of the file of words. Of
    the release in the folder ``spare``, which nobody is served from, all is used that is the same, and the rest goes.
    """

    def __init__(self, draft: Path, before: Path | None, spare: Path) -> None:
        self._draft, self._before, self._spare = draft, before, spare
        self._thread = ThreadPoolExecutor(1)
        self._begun: Future[Readings] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()

    def begin(self) -> None:
        """Begins, if there is anything to carry over."""
        if self._before is not None:
            self._begun = self._thread.submit(_carry, self._draft, self._before, self._spare)

    def end(self) -> Readings | None:
        """Waits until all is there; what came of each file in the release before, None where nothing was begun."""
        return self._begun.result() if self._begun else None


def _carry(draft: Path, before: Path, spare: Path) -> Readings:
    there = _taken_from(spare, draft, before) if spare.exists() else set()
    for slug in documents_in(before) - there:
        with suppress(FileNotFoundError):  # of a release that was damaged: it is put in place from its piece
            for path in paths_of(slug):
                os.link(f"{before}/{path}", f"{draft}/{path}")
    shutil.copyfile(before / index.FILE, draft / index.FILE)
    if (before / word_file.FILE).exists() and not word_file.aside(draft).exists():
        shutil.copyfile(before / word_file.FILE, word_file.aside(draft))
    with Index.read(before) as held:
        return held.readings()


def _taken_from(spare: Path, draft: Path, before: Path) -> set[str]:
    """The slugs of the documents that are there of a spare release; none where it is damaged, and then it goes."""
    try:
        return _revived(draft, before, spare)
    except (OSError, sqlite3.DatabaseError):
        for folder in (spare, draft / spare.name, word_file.aside(draft), *(draft / part for part in PARTS)):
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink(missing_ok=True)
        for part in PARTS:
            (draft / part).mkdir()
        return set()


def _revived(draft: Path, before: Path, spare: Path) -> set[str]:
    """Takes over the folders of documents of a spare release, less what is another than before, and its file of words.

    The slugs of the documents that are there then. The spare is part of the draft at once: who is interrupted leaves
    none that is half used.
    """
    old = spare.rename(draft / spare.name)
    if _is_idle(old / word_file.FILE) and word_file.catch_up(old, before):
        (old / word_file.FILE).rename(word_file.aside(draft))
    with Index.read(before) as here, Index.read(old) as there:
        held = there.pieces()
        same = {slug for slug, piece in here.pieces().items() if piece and piece == held.get(slug)}
    names = [os.listdir(old / folder) for folder in PARTS]
    same = same.intersection(*({name.rpartition(".")[0] for name in found} for found in names))
    for folder, found in zip(PARTS, names, strict=True):
        (draft / folder).rmdir()
        (old / folder).rename(draft / folder)
        for name in found:
            if name.rpartition(".")[0] not in same:
                os.unlink(f"{draft}/{folder}/{name}")
    shutil.rmtree(old)
    return same


def _is_idle(path: Path) -> bool:
    """Whether nobody reads a file: a search that began long ago may still have that of a release that was dropped."""
    try:
        with path.open("r+b") as file:
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)  # told so, and not killed, where one opens it meanwhile
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)  # not given where another has it open
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)  # at once: a process just begun may have it open a while
    except (AttributeError, OSError):  # there are no leases on this system or disk, or no such file
        return False
    return True


def documents_in(folder: Path) -> set[str]:
    """The slugs of the documents that a release or a draft holds."""
    return {name.removesuffix(".json") for name in os.listdir(folder / "documents")}


def paths_of(slug: str) -> tuple[str, str]:
    """Where the graph of a document and the document lie in a release."""
    return f"graphs/{slug}.nq", f"documents/{slug}.json"
