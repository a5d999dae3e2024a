"""The one place where the steps meet: files to readings, readings to a graph, the graph to a release."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from extract.resources import ROOT
from kommunegraf.errors import NothingRead
from kommunegraf.reading import Reading, failed, read_source
from kommunegraf.release import Release, drafting, publish
from kommunegraf.sources import Source, Sources
from kommunegraf.store import nquads

ONTOLOGY = ("kommunegraf", "alignments", "concepts", "topics")


def build(sources: Sources, folder: Path, watch: Callable[[Reading], None] = lambda _: None) -> Release:
    """Reads all sources and makes the result the release that is served from a folder; ``watch`` sees each reading.

    What cannot be read, and facts that violate a shape, are reported and left out. Raises NothingRead where no file
    can be read, BuildRunning where another build writes to the folder; the release before is then served on.
    """
    with drafting(folder) as draft:
        readings: list[Reading] = []
        for reading in read_all(sources.files, draft / "documents"):
            watch(reading)
            readings.append(reading)
        readings.sort(key=lambda reading: reading.slug)
        if all(reading.failure for reading in readings):
            raise NothingRead("Ingen af filerne kan læses.", "None of the files can be read.")
        lines = [*quads(readings), *found_in(readings, draft / "documents")]
        return publish(folder, draft, sorted(lines), report(readings, sources))


def read_all(sources: Iterable[Source], kept: Path) -> Iterator[Reading]:
    """The reading of each source, as they are done: one process per document at a time, as many as there are cores."""
    sources = list(sources)
    lanes: SimpleQueue[_Lane] = SimpleQueue()
    workers = max(1, min(os.cpu_count() or 1, len(sources)))
    for _ in range(workers):
        lanes.put(_Lane())

    def read(source: Source) -> Reading:
        lane = lanes.get()
        try:
            return lane.read(source, kept)
        finally:
            lanes.put(lane)

    threads = ThreadPoolExecutor(workers)
    try:
        for done in as_completed([threads.submit(read, source) for source in sources]):
            yield done.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for _ in range(workers):
            lanes.get().close()


class _Lane:
    """One process that reads one document at a time; where a document brings it down, a new one takes over."""

    def __init__(self) -> None:
        self._process = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"))

    def read(self, source: Source, kept: Path) -> Reading:
        try:
            return self._process.submit(read_source, source, kept).result()
        except BrokenProcessPool:
            self.close()
            self._process = self._start()
            return failed(source, "læsningen brød sammen.", "reading it crashed.")

    def close(self) -> None:
        self._process.shutdown(wait=False, cancel_futures=True)


def quads(readings: Iterable[Reading]) -> list[str]:
    """Every quad of a release as sorted N-Quads lines: documents, catalogue, ontology and reference data."""
    from kommunegraf import identity
    from kommunegraf.catalogue import catalogue
    from kommunegraf.graph import quads as lines_of

    readings = list(readings)
    lines = {line for reading in readings for line in reading.quads}
    lines.update(lines_of(catalogue(readings, totals(reading.facts for reading in readings))))
    ontology = [ROOT / "ontology" / f"{name}.ttl" for name in ONTOLOGY]
    lines.update(nquads(*ontology, graph=identity.graph("ontology")))
    lines.update(nquads(ROOT / "ontology" / "reference.ttl", graph=identity.graph("reference")))
    return sorted(lines)


def found_in(readings: Iterable[Reading], kept: Path) -> list[str]:
    """The findings among the facts of all documents as N-Quads lines; ``kept`` is where the documents are kept."""
    from kommunegraf.findings import findings
    from kommunegraf.graph import quads as lines_of
    from kommunegraf.kept import restore

    stated = {reading.slug: reading.quads for reading in readings if not reading.failure}
    return lines_of(findings(stated, lambda slug: restore(kept / f"{slug}.json").text))


def totals(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    """The facts of each kind over all documents."""
    found: Counter[str] = Counter()
    for count in counts:
        found.update(count)
    return dict(sorted(found.items()))


def report(readings: Iterable[Reading], sources: Sources) -> dict[str, Any]:
    """What was read, what failed and which facts are not served, as report.json keeps it."""
    readings = list(readings)
    return {
        "documents": [
            {
                "slug": reading.slug,
                "file": reading.file,
                "sha256": reading.sha256,
                "media_type": reading.media_type,
                "pages": reading.pages,
                "facts": reading.facts,
                "problems": list(reading.problems),
            }
            for reading in readings
            if not reading.failure
        ],
        "failed": [
            {"slug": reading.slug, "file": reading.file, **reading.failure} for reading in readings if reading.failure
        ],
        "copies": [{"file": copy.name, "same_as": first.name} for copy, first in sources.copies],
    }
