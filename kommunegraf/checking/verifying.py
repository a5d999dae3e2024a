"""Checks that a release is what its name says: every file by its hash, every quad of the store, every quote."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from kommunegraf.evidence import Verification
from kommunegraf.evidence import verify as quotes_of
from kommunegraf.kept.documents import restore
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.release import Release, content_hash
from kommunegraf.search import texts
from kommunegraf.terms import OA


@dataclass(frozen=True, slots=True)
class Verified:
    """What was counted, and every fault in Danish and English."""

    release: str
    graphs: int
    quads: int
    quotes: int
    faults: tuple[tuple[str, str], ...]


def verify(release: Release) -> Verified:
    """Reads all that a release holds and compares it with its name, its counts and its documents."""
    faults: list[tuple[str, str]] = []
    if content_hash(release.folder) != release.name:
        faults.append(("Indholdet svarer ikke til navnet.", "The content is not what the name says."))
    faults += _documents(release)
    graphs = release.graphs()
    expected = {slug: len(lines_of(path)) for slug, path in graphs.items()}
    stored = Counter(
        line.rpartition(" <")[2].removesuffix("> .").rpartition("/")[2] for line in release.store().lines()
    )
    for slug in sorted(expected.keys() | stored.keys()):
        if expected.get(slug, 0) != stored[slug]:
            counts = stored[slug], expected.get(slug, 0)
            faults.append(
                (
                    f"{slug}: databasen har {counts[0]} udsagn, filen {counts[1]}.",
                    f"{slug}: the store has {counts[0]} quads, the file {counts[1]}.",
                )
            )
    faults += [
        (f"{slug}: der søges i andre ord end dem, den har.", f"{slug}: its words to search in are not those it has.")
        for slug in texts.differing(release.folder)
    ]
    checked = [_quotes(release, path) for path in graphs.values()]
    told = [f"{fault.annotation}: {fault.reason} «{fault.quote}»" for found in checked for fault in found.failures]
    faults += [(line, line) for line in told]
    return Verified(
        release.name, len(expected), sum(expected.values()), sum(found.checked for found in checked), tuple(faults)
    )


def _quotes(release: Release, path: Path) -> Verification:
    """The quotes in one graph, each against the document that it names."""
    graph = Graph()
    triples = (f"{line.rpartition(' <')[0]} .\n" for line in lines_of(path))
    graph.parse(data="".join(triples), format="nt")
    named = {str(source).rpartition("/")[2] for source in graph.objects(None, OA.hasSource)}
    kept = {name: release.folder / "documents" / f"{name}.json" for name in sorted(named)}
    return quotes_of(graph, {name: restore(path) for name, path in kept.items() if path.exists()})


def _documents(release: Release) -> list[tuple[str, str]]:
    """The documents whose graph or text is not what was read."""
    faults: list[tuple[str, str]] = []
    for reading in release.report()["documents"]:
        slug = reading["slug"]
        paths = release.folder / "graphs" / f"{slug}.nq", release.folder / "documents" / f"{slug}.json"
        missing = [path.name for path in paths if not path.exists()]
        if missing:
            faults.append((f"{slug}: {missing[0]} mangler.", f"{slug}: {missing[0]} is missing."))
        elif hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest() != reading["content"]:
            faults.append((f"{slug}: indholdet er ændret.", f"{slug}: the content was changed."))
    return faults
