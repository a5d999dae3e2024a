"""Every release that was served from a folder, in order, and what changed from each to the next as RDF Patch."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kommunegraf.changes.delta import Change, delta
from kommunegraf.errors import UnknownRelease
from kommunegraf.reading.pieces import as_text, graph_of, lines_of
from kommunegraf.releases.release import Release, current, previous, served

FOLDER: Final = "history"
LOG: Final = "log.jsonl"
RELEASE: Final = "urn:kommunegraf:release:"
EVIDENCE: Final = re.compile(r"[AD] <\S+/evidence/([^/>]+)/[^>]+> <\S+#hasBody> <(\S+)> <\S+/graph/findings> \.")
"""A line of a patch that says which finding a piece of evidence is of."""
TOLD: Final = ("catalogue.nq", "coverage.nq", "findings.nq")
"""The graphs that tell of several documents."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One switch: its number from 1, the release, the one before ("" for the first), and when it was served.

    ``documents`` is how many the release holds; ``removed`` and ``added`` count the quads that changed. ``seconds`` is
    how long making it took, 0 where it was not made but gone back to.
    """

    number: int
    release: str
    before: str
    published: str
    documents: int
    removed: int
    added: int
    seconds: float = 0.0


class History:
    """The log of a store folder: a line of JSON for each switch, and a patch for each but the first."""

    def __init__(self, folder: Path) -> None:
        self._store = folder
        self._folder = folder / FOLDER

    def entries(self) -> list[Entry]:
        """All switches, the oldest first; a line that was cut off by a crash counts as none."""
        path = self._folder / LOG
        lines = path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []
        return [Entry(**json.loads(line)) for line in lines]

    def record(self, seconds: float = 0.0) -> None:
        """Puts the release that is served now into the log, unless it is the last one there.

        Called after each switch and before each build, so that a crash in between loses no entry.
        """
        release = served(self._store)
        entries = self.entries()
        last = entries[-1].release if entries else ""
        if release is None or release.name == last:
            return
        number = len(entries) + 1
        before = Release(self._store / "releases" / last)
        removed, added = self._patch(number, before, release) if last and before.folder.exists() else (0, 0)
        with release.index() as index:
            documents = len(index.with_content())
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._append(Entry(number, release.name, last, now, documents, removed, added, round(seconds, 1)))

    def back(self) -> Release:
        """The release that was served before the one that is: the last in the log that is another and still kept.

        So it is also where a switch was interrupted between its two links. Raises NoRelease where there is none.
        """
        name = current(self._store).name
        for entry in reversed(self.entries()):
            release = Release(self._store / "releases" / entry.release)
            if entry.release != name and release.folder.exists():
                return release
        return previous(self._store)

    def _patch(self, number: int, before: Release, after: Release) -> tuple[int, int]:
        """Writes the patch of an entry; how many quads it removes and adds."""
        self._folder.mkdir(exist_ok=True)
        counts = [0, 0]
        path = self.patch(number)
        aside = path.with_suffix(".new")
        with gzip.GzipFile(aside, "wb", mtime=0) as file:
            for line in patch_lines(delta(before.folder / "graphs", after.folder / "graphs"), before.name, after.name):
                counts[0] += line.startswith("D ")
                counts[1] += line.startswith("A ")
                file.write(f"{line}\n".encode())
        aside.replace(path)
        return counts[0], counts[1]

    def _append(self, entry: Entry) -> None:
        self._folder.mkdir(exist_ok=True)
        path = self._folder / LOG
        whole = "".join(f"{json.dumps(asdict(known))}\n" for known in (*self.entries(), entry))
        aside = path.with_suffix(".new")
        aside.write_text(whole, encoding="utf-8")
        os.replace(aside, path)

    def patch(self, number: int) -> Path:
        """Where the patch that led to an entry lies (gzip); it may not exist, as for the first."""
        return self._folder / f"{number:06d}.rdfp.gz"

    def changes(self, number: int) -> list[Change]:
        """What an entry changed, graph by graph; nothing where no patch was kept."""
        path = self.patch(number)
        if not path.exists():
            return []
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return list(_changes(file))

    def forget(self, slug: str) -> None:
        """Takes every line that tells of a document out of all patches, but for what is served still tells of it.

        What is found in it, and what the ledger knows of by it, goes whole: such a thing is named after its words.
        """
        for aside in self._folder.glob("*.new"):
            aside.unlink()
        release = served(self._store)
        stays = {line for name in TOLD for line in (lines_of(release.folder / "graphs" / name) if release else ())}
        paths = sorted(self._folder.glob("*.rdfp.gz"))
        told = {f"/{slug}>", f"/{slug}/"}
        told |= {f"<{thing}>" for path in paths for thing in _things(_lines(path), slug)}
        for path in paths:
            lines = _lines(path)
            kept = [line for line in lines if line[2:] in stays or not _tells(line, told)]
            if len(kept) < len(lines):
                aside = path.with_suffix(".new")
                with gzip.GzipFile(aside, "wb", mtime=0) as written:
                    written.write(as_text(kept).encode())
                aside.replace(path)

    def find(self, name: str) -> Entry:
        """The entry of this number, or else the last of a release whose name begins so. Raises UnknownRelease."""
        entries = self.entries()
        found = [entry for entry in entries if str(entry.number) == name]
        found = found or [entry for entry in entries if entry.release.startswith(name)]
        if not found:
            raise UnknownRelease(
                f"{name} er ingen udgave, der har været vist her. Se dem med: kommunegraf releases",
                f"{name} is no release that was served here. List them with: kommunegraf releases",
            )
        return found[-1]

    def between(self, first: Entry, last: Entry) -> list[Change]:
        """What changed from one entry to another, forwards or backwards, each quad at most once."""
        if first.number > last.number:
            return [Change(change.graph, change.added, change.removed) for change in self.between(last, first)]
        steps = (change for number in range(first.number + 1, last.number + 1) for change in self.changes(number))
        return joined(steps)


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.read().split("\n")[:-1]


def _things(lines: Iterable[str], slug: str) -> Iterator[str]:
    """The findings that quote a document and the entries of the ledger that name it, as they stand in a patch."""
    for line in lines:
        if (match := EVIDENCE.match(line)) and match[1] == slug:
            yield match[2]
        elif line.endswith("/graph/coverage> .") and f"/document/{slug}> <" in line:
            yield line[3:].partition(">")[0]


def _tells(line: str, marks: Iterable[str]) -> bool:
    return line[:2] in {"A ", "D "} and any(mark in line for mark in marks)


def joined(changes: Iterable[Change]) -> list[Change]:
    """Changes one after the other as one: what comes and goes again is left out."""
    state: dict[str, dict[str, int]] = {}
    for change in changes:
        lines = state.setdefault(change.graph, {})
        for line, step in (*((line, -1) for line in change.removed), *((line, 1) for line in change.added)):
            lines[line] = lines.get(line, 0) + step
    return [
        Change(
            graph,
            tuple(sorted(line for line, step in lines.items() if step < 0)),
            tuple(sorted(line for line, step in lines.items() if step > 0)),
        )
        for graph, lines in sorted(state.items())
        if any(lines.values())
    ]


def patch_lines(changes: Iterable[Change], before: str, after: str) -> Iterator[str]:
    """Changes as the lines of an RDF Patch: its head, and one transaction."""
    yield f"H id <{RELEASE}{after}> ."
    yield f"H prev <{RELEASE}{before}> ."
    yield "TX ."
    for change in changes:
        yield from (f"D {line}" for line in change.removed)
        yield from (f"A {line}" for line in change.added)
    yield "TC ."


def _changes(lines: Iterable[str]) -> Iterator[Change]:
    """The changes of an RDF Patch, graph by graph as they stand there."""
    removed: dict[str, list[str]] = {}
    added: dict[str, list[str]] = {}
    for line in lines:
        kind, _, quad = line.rstrip("\n").partition(" ")
        if kind in {"A", "D"}:
            (added if kind == "A" else removed).setdefault(graph_of(quad), []).append(quad)
    for graph in sorted({*removed, *added}):
        yield Change(graph, tuple(removed.get(graph, ())), tuple(added.get(graph, ())))
