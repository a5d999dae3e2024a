"""A release sent to another SPARQL store, whole or as what changed, and compared there graph by graph."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf import identity
from kommunegraf.changes.delta import Change
from kommunegraf.changes.history import History
from kommunegraf.errors import NotPublished
from kommunegraf.publishing import fingerprint
from kommunegraf.publishing.journal import Journal
from kommunegraf.publishing.remote import Remote
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.release import Release, current
from kommunegraf.store import Store

CHUNK: Final = 1000
"""Triples in one request: Virtuoso makes ten lines or so of each in an update, and takes no more than 10,000."""
SMALL: Final = 0.5
"""A graph of which more than this share changed is sent whole."""
Watch = Callable[[str, int], None]
"""Sees each graph that had to be sent, and how many there are of these."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did: graphs sent whole and as changes, dropped, and as they were; triples and requests sent."""

    release: str
    whole: int
    changed: int
    dropped: int
    kept: int
    triples: int
    requests: int


def publish(
    store: Path, remote: Remote, *, chunk: int = CHUNK, whole: bool = False, watch: Watch = lambda _, __: None
) -> Published:
    """Makes another store hold the release that is served from a folder, and compares what it then holds.

    Only what changed since the last time is sent, or with ``whole`` all of it. A run that broke off goes on after the
    last request that was acknowledged. Graphs that are none of ours are left alone. Raises NoRelease, and NotPublished
    where the other store does not take what is sent, or does not hold it then.
    """
    release, journal = current(store), Journal.of(store, remote.address.url)
    run = _Run(remote, journal, chunk, _changes(store, journal.release, release) if not whole else {})
    graphs = release.graphs()
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in graphs.items()}
    held = _held(remote, graphs)
    todo = [name for name in graphs if whole or not _is_there(name, graphs[name], journal, hashes[name], held)]
    for name in todo:
        run.bring(name, graphs[name], hashes[name])
        watch(name, len(todo))
    gone = sorted(journal.graphs.keys() - graphs.keys())
    for name in gone:
        run.drop(name)
    journal.complete(release.name)
    return Published(
        release.name, run.whole, run.changed, len(gone), len(graphs) - len(todo), run.triples, run.requests
    )


def _changes(store: Path, before: str, release: Release) -> dict[str, Change]:
    """What changed in each graph from a release to the one that is served; nothing where that is not known."""
    history = History(store)
    entries = history.entries()
    first = next((entry for entry in reversed(entries) if entry.release == before), None)
    if first is None or entries[-1].release != release.name:
        return {}
    if not all(history.patch(number).exists() for number in range(first.number + 1, entries[-1].number + 1)):
        return {}
    return {change.graph: change for change in history.between(first, entries[-1])}


def _held(remote: Remote, graphs: Mapping[str, Path]) -> dict[str, int]:
    """How many triples another store holds in each of our graphs, as far as it tells of all of them at once."""
    names = {str(identity.graph(name)): name for name in graphs}
    rows = remote.rows(fingerprint.COUNTS)
    return {names[row["graph"]]: int(row["triples"]) for row in rows if row.get("graph") in names}


def _is_there(name: str, path: Path, journal: Journal, sha256: str, held: Mapping[str, int]) -> bool:
    """Whether a graph was sent as it is, and still has as many triples there."""
    return journal.graphs.get(name) == sha256 and held.get(name, 0) == len(lines_of(path))


class _Run:
    """One run: what it sends, and what it has sent."""

    def __init__(self, remote: Remote, journal: Journal, chunk: int, changes: Mapping[str, Change]) -> None:
        self._remote, self._journal, self._chunk, self._changes = remote, journal, chunk, changes
        self.whole = self.changed = self.triples = self.requests = 0

    def bring(self, name: str, path: Path, sha256: str) -> None:
        """Makes a graph be there: as what changed where that is little, whole where that is not enough."""
        lines = lines_of(path)
        wanted = fingerprint.fingerprint(Store.of_lines(lines).rows(_asked(name)).records())
        change = self._changes.get(name)
        if change and name in self._journal.graphs and self._is_fit(change, len(lines)):
            self._change(name, change)
            self.changed += (agrees := self._agrees(name, wanted))
        else:
            agrees = False
        if not agrees:
            self._whole(name, lines, sha256)
            self.whole += 1
            if not self._agrees(name, wanted):
                self._journal.gone(name)
                graph = identity.graph(name)
                raise NotPublished(
                    f"{graph} er sendt, men databasen har ikke det samme som her. Send den igen med --whole.",
                    f"{graph} was sent, but the store does not hold what is here. Send it again with --whole.",
                )
        self._journal.holds(name, sha256)

    def drop(self, name: str) -> None:
        """Leaves nothing of a graph that the release does not have any more."""
        self._remote.drop(str(identity.graph(name)))
        self.requests += 1
        self._journal.gone(name)

    def _is_fit(self, change: Change, size: int) -> bool:
        """Whether a change is less work than its graph, and the other store takes it by Update."""
        lines, address = (*change.removed, *change.added), self._remote.address
        refused = any(datatype in line for line in lines for datatype in address.refused)
        return bool(address.update) and not refused and len(lines) <= SMALL * size

    def _agrees(self, name: str, wanted: fingerprint.Fingerprint) -> bool:
        return wanted == fingerprint.fingerprint(self._remote.rows(_asked(name)))

    def _change(self, name: str, change: Change) -> None:
        graph = str(identity.graph(name))
        for part in _parts(_triples(change.removed), self._chunk):
            self._remote.remove(graph, part)
            self._count(part)
        for part in _parts(_triples(change.added), self._chunk):
            self._remote.add(graph, part)
            self._count(part)

    def _whole(self, name: str, lines: Sequence[str], sha256: str) -> None:
        """Sends a graph from its beginning, or from where a run broke off that sent it in the same requests."""
        graph, triples = str(identity.graph(name)), _triples(lines)
        known, size, done = self._journal.begun.get(name, ("", 0, 0))
        if (known, size) != (sha256, self._chunk):
            done = 0
        if not triples:
            self._remote.drop(graph)
        for number, part in enumerate(_parts(triples, self._chunk)):
            if number < done:
                continue
            (self._remote.add if number else self._remote.begin)(graph, part)
            self._count(part)
            self._journal.sent(name, sha256, self._chunk, number + 1)

    def _count(self, part: Sequence[str]) -> None:
        self.triples += len(part)
        self.requests += 1


def _asked(name: str) -> str:
    return fingerprint.query(str(identity.graph(name)))


def _triples(lines: Sequence[str]) -> list[str]:
    """The triples of N-Quads lines of one graph, as N-Triples."""
    return [f"{line.rpartition(' <')[0]} ." for line in lines]


def _parts(triples: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (triples[start : start + size] for start in range(0, len(triples), size))
