"""What one document gave, kept under its content and under what it was read by: read once, used by every release."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kommunegraf.reading.sources import Source
from kommunegraf.reviews.table import digest
from kommunegraf.writing import drop, writing

GRAPH: Final = "graph.nq"
DOCUMENT: Final = "document.json"
READING: Final = "reading.json"


def key(source: Source, *versions: str) -> str:
    """The name of the piece of a file, with its reviews, read by these versions; "" where it cannot be opened."""
    if not source.sha256:
        return ""
    parts = (source.sha256, source.slug, source.path.name, digest(source.reviews), *versions)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The folder of all pieces. Each is complete or not there: it is written aside and put in place in one step."""

    folder: Path

    def __contains__(self, name: str) -> bool:
        return bool(name) and (self.folder / name).is_dir()

    def path(self, name: str, part: str) -> Path:
        """Where a part of a piece lies: GRAPH, DOCUMENT or READING."""
        return self.folder / name / part

    def reading(self, name: str) -> dict[str, Any]:
        """What is known of a piece, as it was put in."""
        found: dict[str, Any] = json.loads(self.path(name, READING).read_text(encoding="utf-8"))
        return found

    def add(self, name: str, reading: Mapping[str, Any], parts: Mapping[str, str]) -> None:
        """Puts a piece in place: what is known of it, and its other parts as texts by their names.

        Raises NotWritable where the disk is full or may not be written; nothing of the piece is left then.
        """
        aside = self.folder / f".{name}.{os.getpid()}"
        written = {**parts, READING: json.dumps(reading, ensure_ascii=False)}
        try:
            with writing(self.folder.parent):
                shutil.rmtree(aside, ignore_errors=True)
                aside.mkdir(parents=True)
                for part, text in written.items():
                    (aside / part).write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")
                if name not in self:
                    aside.rename(self.folder / name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def keep_only(self, names: Collection[str]) -> None:
        """Removes every other piece, and what an interrupted reading left half written."""
        for folder in self.folder.iterdir() if self.folder.exists() else ():
            if folder.name not in names:
                drop(folder, self.folder.parent)


def lines_of(path: Path) -> list[str]:
    """The lines of an N-Quads file, without their line ends; none where it does not exist."""
    return path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []


def as_text(lines: Iterable[str]) -> str:
    """Lines as a file holds them."""
    return "".join(f"{line}\n" for line in lines)


def graph_of(line: str) -> str:
    """The slug of the named graph of an N-Quads line."""
    return line.rpartition(" <")[2].removesuffix("> .").rpartition("/")[2]
