"""What a draft has of the release before without a change, put in place while the changed documents are read."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from kommunegraf.releases import index
from kommunegraf.search import texts


@contextmanager
def carrying(draft: Path, before: Path | None, spare: Path) -> Iterator[Callable[[], None]]:
    """Gives what begins, in a thread of its own, to carry over what is large or many; it is all there when this ends.

    These are the documents, as other names of the same files, and copies of the index and of the file of words. Of
    the release in the folder ``spare``, which nobody is served from, all is used that is the same, and the rest goes.
    """
    with ThreadPoolExecutor(1) as thread:
        begun: list[Future[None]] = []

        def begin() -> None:
            if before is not None and not begun:
                begun.append(thread.submit(_carry, draft, before, spare))

        yield begin
        for carried in begun:
            carried.result()


def _carry(draft: Path, before: Path, spare: Path) -> None:
    there = _revived(draft, before, spare) if spare.exists() else set()
    for slug in documents_in(before) - there:
        with suppress(FileNotFoundError):  # of a release that was damaged: it is put in place from its piece
            for path in paths_of(slug):
                os.link(f"{before}/{path}", f"{draft}/{path}")
    shutil.copyfile(before / index.FILE, draft / index.FILE)
    if (before / texts.FILE).exists() and not texts.aside(draft).exists():
        shutil.copyfile(before / texts.FILE, texts.aside(draft))


def _revived(draft: Path, before: Path, spare: Path) -> set[str]:
    """Takes over the folders of documents of a spare release, less what is another than before, and its file of words.

    The slugs of the documents that are there then. The spare is part of the draft at once: who is interrupted leaves
    none that is half used.
    """
    old = spare.rename(draft / spare.name)
    if _is_idle(old / texts.FILE) and texts.catch_up(old, before):
        (old / texts.FILE).rename(texts.aside(draft))
    with index.Index.read(before) as here, index.Index.read(old) as there:
        held = there.pieces()
        same = {slug for slug, piece in here.pieces().items() if piece and piece == held.get(slug)}
    names = [os.listdir(old / folder) for folder in ("graphs", "documents")]
    same = same.intersection(*({name.rpartition(".")[0] for name in found} for found in names))
    for folder, found in zip(("graphs", "documents"), names, strict=True):
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
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)  # not given where another has it open
    except (AttributeError, OSError):  # there are no leases on this system or disk, or no such file
        return False
    return True


def documents_in(folder: Path) -> set[str]:
    """The slugs of the documents that a release or a draft holds."""
    return {name.removesuffix(".json") for name in os.listdir(folder / "documents")}


def paths_of(slug: str) -> tuple[str, str]:
    """Where the graph of a document and the document lie in a release."""
    return f"graphs/{slug}.nq", f"documents/{slug}.json"
