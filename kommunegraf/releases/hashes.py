"""The hash of each file, kept beside the graph: a file that has not been touched since is not read again to know it."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import Final

from kommunegraf.writing import writing

FILE: Final = "hashes.json"
SETTLED: Final = 2.0
"""A file that was changed less than so many seconds before it is hashed may change again under the same time stamp."""


class Hashes:
    """The SHA-256 of files by their path; believed as long as size, inode and time of change are the same."""

    def __init__(self, folder: Path | None = None) -> None:
        """Hashes that are kept in a folder, or not kept at all."""
        self._path = folder / FILE if folder else None
        self._known: dict[str, tuple[list[int], str]] = {}
        self._used: dict[str, tuple[list[int], str]] = {}
        if self._path is not None and self._path.exists():
            self._known = _load(self._path)

    def of(self, path: Path) -> str:
        """The SHA-256 of a file, "" where it cannot be opened."""
        try:
            found = path.stat()
            state = [found.st_size, found.st_ino, found.st_mtime_ns]
            known = self._known.get(str(path))
            sha256 = known[1] if known and known[0] == state else hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return ""
        if time.time() - found.st_mtime > SETTLED:
            self._used[str(path)] = state, sha256
        return sha256

    def save(self) -> None:
        """Keeps the hashes of the files that were asked about, and no others. Raises NotWritable."""
        if self._path is not None:
            aside = self._path.with_suffix(f".{os.getpid()}.new")
            with writing(self._path.parent):
                aside.write_text(json.dumps(self._used), encoding="utf-8")
                aside.replace(self._path)


def _load(path: Path) -> dict[str, tuple[list[int], str]]:
    """What is kept, or nothing where the file is damaged: the files are hashed again then."""
    try:
        return {name: (list(state), str(sha256)) for name, (state, sha256) in json.loads(path.read_bytes()).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
