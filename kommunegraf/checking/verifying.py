"""Checks that a release is what its name says: every file by its hash, every quad of the store, every quote."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from rdflib import Graph

from kommunegraf.checking import beside, stored
from kommunegraf.checking.dumped import dump
from kommunegraf.checking.stored import Fault
from kommunegraf.errors import UnknownFormat
from kommunegraf.evidence import Verification
from kommunegraf.evidence import verify as quotes_of
from kommunegraf.kept.documents import restore
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.release import Release, content_hash
from kommunegraf.terms import BASE, OA

Check = Callable[[Release], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was counted, and every fault in Danish and English."""

    release: str
    graphs: int
    quads: int
    quotes: int
    faults: tuple[Fault, ...]


def verify(release: Release, dumps: Iterable[Path] = ()) -> Verified:
    """Reads all that a release holds and compares it with its name, its counts and its documents.

    ``dumps`` are exports of the whole release, which are compared with it, too. What can no longer be read is a fault
    like any other. Raises UnknownFormat where the ending of a dump names no format.
    """
    checks: dict[str, Check] = {**CHECKS, **{str(path): partial(dump, path=path) for path in dumps}}
    faults = [fault for part, check in checks.items() for fault in _tried(part, check, release)]
    graphs, quads, quotes = release.graphs(), 0, 0
    for slug, path in graphs.items():
        try:
            found = _quotes(release, path)
            quads, quotes = quads + len(lines_of(path)), quotes + found.checked
        except Exception as error:  # whatever a reader of a damaged file says
            faults.append(_unreadable(slug, error))
        else:
            told = [f"{fault.annotation}: {fault.reason} «{fault.quote}»" for fault in found.failures]
            faults += [(line, line) for line in told]
    return Verified(release.name, len(graphs), quads, quotes, tuple(faults))


def _tried(part: str, check: Check, release: Release) -> Iterator[Fault]:
    """The faults that a check finds; that it cannot read what it checks is one."""
    try:
        yield from check(release)
    except UnknownFormat:
        raise
    except Exception as error:  # whatever a reader of a damaged file says
        yield _unreadable(part, error)


def _unreadable(part: str, error: Exception) -> Fault:
    said = str(error).partition("\n")[0] or type(error).__name__
    return f"{part}: kan ikke læses ({said}).", f"{part}: cannot be read ({said})."


def _quotes(release: Release, path: Path) -> Verification:
    """The quotes in one graph, each against the document that it names."""
    graph = Graph()
    told = (line for line in lines_of(path) if line.startswith(EVIDENCE))
    triples = (f"{line.rpartition(' <')[0]} .\n" for line in told)
    graph.parse(data="".join(triples), format="nt")
    named = {str(source).rpartition("/")[2] for source in graph.objects(None, OA.hasSource)}
    kept = {name: release.folder / "documents" / f"{name}.json" for name in sorted(named)}
    return quotes_of(graph, {name: restore(path) for name, path in kept.items() if path.exists()})


def _named(release: Release) -> Iterator[Fault]:
    """Whether the name is that of the content."""
    if content_hash(release.folder) != release.name:
        yield "Indholdet svarer ikke til navnet.", "The content is not what the name says."


def _documents(release: Release) -> Iterator[Fault]:
    """The documents whose graph or text is not what was read."""
    for reading in release.report()["documents"]:
        slug = reading["slug"]
        paths = release.folder / "graphs" / f"{slug}.nq", release.folder / "documents" / f"{slug}.json"
        missing = [path.name for path in paths if not path.exists()]
        if missing:
            yield f"{slug}: {missing[0]} mangler.", f"{slug}: {missing[0]} is missing."
        elif hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest() != reading["content"]:
            yield f"{slug}: indholdet er ændret.", f"{slug}: the content was changed."


EVIDENCE: Final = f"<{BASE}evidence/"
"""What a line of evidence begins with; nothing else of a graph is looked at to check its quotes."""
CHECKS: Final[Mapping[str, Check]] = {
    "index.sqlite, graphs/": _named,
    "documents/": _documents,
    "sqlite": stored.databases,
    "index.sqlite": stored.index,
    "store/": stored.store,
    "search.sqlite": stored.words,
    "pieces/": stored.pieces,
    "originals/": stored.files,
    "history/": stored.history,
    "base": beside.base,
    "vocabulary/": beside.pages,
    "hashes.json": beside.known_files,
    "withdrawn.json": beside.withdrawn,
}
"""What is checked, by the part of the folder that is read for it."""
