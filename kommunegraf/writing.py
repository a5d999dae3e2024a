"""Writing to the folder of a graph: a full disk, or one that may not be written, is told as what it is."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kommunegraf.errors import NotWritable

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EIO})
SAYING_FULL: Final = ("No space left", "disk is full", "quota exceeded")
"""What the libraries of the stores say without a number."""
SAYING_FORBIDDEN: Final = ("readonly database", "unable to open database", "disk I/O error", "ermission denied")
DANISH: Final = {
    errno.EACCES: "ingen adgang",
    errno.EPERM: "ikke tilladt",
    errno.EROFS: "disken kan kun læses",
    errno.ENOTDIR: "en fil ligger, hvor der skal være en mappe",
    errno.EEXIST: "noget andet ligger der allerede",
    errno.EIO: "disken fejler",
}
DROPPED: Final = ".dropped"
"""What is no longer wanted is put aside under this name, before it is removed."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """What is done meanwhile writes to the folder of a graph, and to nothing else.

    Raises NotWritable where the disk is full or may not be written.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        reason = why(error, folder)
        if reason is None:
            raise
        raise NotWritable(
            f"{folder} kan ikke skrives ({reason[0]}). Grafen er hel. Ret det, og kør kommandoen igen.",
            f"{folder} cannot be written ({reason[1]}). The graph is whole. Mend that and run the command again.",
        ) from error


def why(error: BaseException, folder: Path | None = None) -> tuple[str, str] | None:
    """What a disk, or who may use it, has against it, in Danish and English, with the file where it is known.

    Files within the folder are named from there. None where the error is another one, a fault of ours.
    """
    number, said = getattr(error, "errno", None), str(error)
    if number in FULL or any(words in said for words in SAYING_FULL):
        return "disken er fuld", "the disk is full"
    if number not in FORBIDDEN and not any(words in said for words in SAYING_FORBIDDEN):
        return None
    english = getattr(error, "strerror", None) or said
    named = os.fsdecode(getattr(error, "filename", None) or "")
    place = named.removeprefix(f"{folder}/") if folder else named
    end = f": {place}" if place else ""
    return f"{DANISH.get(number or 0, english)}{end}", f"{english}{end}"


def drop(unwanted: Path, store: Path) -> None:
    """Removes a folder of a store: at once as others see it, so that who is interrupted leaves no half of it."""
    sweep(store)
    if unwanted.exists():
        unwanted.rename(store / DROPPED)
        sweep(store)


def sweep(store: Path) -> None:
    """Removes what was put aside to be removed, also by who was interrupted then."""
    if (store / DROPPED).exists():
        shutil.rmtree(store / DROPPED)
