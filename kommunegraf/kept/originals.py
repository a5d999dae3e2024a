"""The files that documents were read from, kept beside the graph by the hash of their bytes, for pages to be shown."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from kommunegraf.reading.sources import Source

FOLDER: Final = "originals"
PDF: Final = "application/pdf"
"""The type of the files that are kept."""
MASKED: Final = "Redaction"
"""The class of facts that tell of a personal number: a file with one is not kept, as its image would show it."""
AT_ONCE: Final = 1 << 20


def keep(folder: Path, files: Iterable[Source], readings: Iterable[Mapping[str, Any]]) -> None:
    """Keeps a copy of each PDF that was read; one that has changed since or cannot be opened is left out."""
    wanted = _wanted(readings)
    for source in files:
        if source.sha256 in wanted and find(folder, source.sha256) is None:
            _copy(source.path, folder / FOLDER / source.sha256)


def keep_only(folder: Path, readings: Iterable[Mapping[str, Any]]) -> None:
    """Removes every file that none of these readings is of, and what an interrupted build left half written."""
    wanted = _wanted(readings)
    for path in sorted((folder / FOLDER).glob("*")):
        if path.name not in wanted:
            path.unlink()


def find(folder: Path, sha256: str) -> Path | None:
    """Where the file of this hash lies in a store folder, None where it is not kept."""
    path = folder / FOLDER / sha256
    return path if sha256 and path.exists() else None


def _wanted(readings: Iterable[Mapping[str, Any]]) -> set[str]:
    return {
        reading["sha256"]
        for reading in readings
        if not reading["failure"] and reading["media_type"] == PDF and MASKED not in reading["facts"]
    }


def _copy(source: Path, target: Path) -> None:
    """Copies a file and puts it in place in one step, if its bytes are those of its name."""
    try:
        file = source.open("rb")
    except OSError:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    digest = hashlib.sha256()
    with file, aside.open("wb") as copy:
        while part := file.read(AT_ONCE):
            digest.update(part)
            copy.write(part)
    if digest.hexdigest() == target.name:
        aside.replace(target)
    else:
        aside.unlink()
