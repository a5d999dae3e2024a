"""Writing to the folder of a graph: a full disk, or one that may not be written, is told as what it is."""

from __future__ import annotations

import errno
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


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """What is done meanwhile writes to the folder of a graph, and to nothing else.

    Raises NotWritable where the disk is full or may not be written.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        number, said = getattr(error, "errno", None), str(error)
        if number in FULL or any(words in said for words in SAYING_FULL):
            raise _not_writable(folder, "disken er fuld", "the disk is full") from error
        if number in FORBIDDEN or any(words in said for words in SAYING_FORBIDDEN):
            reason = getattr(error, "strerror", None) or said
            raise _not_writable(folder, reason, reason) from error
        raise


def _not_writable(folder: Path, danish: str, english: str) -> NotWritable:
    return NotWritable(
        f"{folder} kan ikke skrives ({danish}). Grafen er hel. Ret det, og kør kommandoen igen.",
        f"{folder} cannot be written ({english}). The graph is whole. Mend that and run the command again.",
    )
