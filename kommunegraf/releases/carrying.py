"""What a draft has of the release before without a change, put in place while the changed documents are read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from kommunegraf.search import texts


@contextmanager
def carrying(draft: Path, before: Path | None) -> Iterator[Callable[[], None]]:
    """Gives what begins, in a thread of its own, to carry over what is large or many; it is all there when this ends.

    These are the documents, as other names of the same files, and a copy of the file of words.
    """
    with ThreadPoolExecutor(1) as thread:
        begun: list[Future[None]] = []

        def begin() -> None:
            if before is not None and not begun:
                begun.append(thread.submit(_carry, draft, before))

        yield begin
        for carried in begun:
            carried.result()


def _carry(draft: Path, before: Path) -> None:
    for slug in documents_in(before):
        with suppress(FileNotFoundError):  # of a release that was damaged: it is put in place from its piece
            for path in paths_of(slug):
                os.link(f"{before}/{path}", f"{draft}/{path}")
    if (before / texts.FILE).exists():
        shutil.copyfile(before / texts.FILE, texts.aside(draft))


def documents_in(folder: Path) -> set[str]:
    """The slugs of the documents that a release or a draft holds."""
    return {name.removesuffix(".json") for name in os.listdir(folder / "documents")}


def paths_of(slug: str) -> tuple[str, str]:
    """Where the graph of a document and the document lie in a release."""
    return f"graphs/{slug}.nq", f"documents/{slug}.json"
