"""The graphs of a draft: those of documents as links to their pieces, and those that tell of all documents together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from extract.resources import ROOT
from kommunegraf import identity, versions
from kommunegraf.changes.delta import Change
from kommunegraf.enrich import graphs as enrichment
from kommunegraf.graph import quads
from kommunegraf.rdf import nquads
from kommunegraf.reading.pieces import DOCUMENT, GRAPH, Pieces, as_text, lines_of
from kommunegraf.releases import catalogue, findings, holdings, licence
from kommunegraf.releases.carrying import documents_in, paths_of
from kommunegraf.releases.ground import BEARING, NOTE, bearing
from kommunegraf.releases.index import ASSEMBLED, Index, Readings
from kommunegraf.releases.linksets import count
from kommunegraf.releases.record import Versions, record, withheld
from kommunegraf.releases.withdrawal import Withdrawal
from kommunegraf.sorted_file import has, mapped, write_changed
from kommunegraf.terms import KG

ONTOLOGY: Final = {
    "ontology": ("kommunegraf", "alignments", "concepts", "topics"),
    "reference": ("reference",),
}
"""The files of ontology/ that each graph of what is known beforehand is made of."""
CATALOGUE: Final = "catalogue"
KNOWN: Final = "known"
"""The name under which the index notes what the graphs of ONTOLOGY were made of, and how many links they have."""
SUMMARY: Final = "summary"
"""The name under which it notes how many documents were read and failed, and how many facts are stated and withheld."""
FINDINGS: Final = "findings"
"""The name under which it notes how many findings there are across documents."""


def assemble(
    index: Index, draft: Path, pieces: Pieces, withdrawn: Collection[Withdrawal], store: Path | None = None
) -> None:
    """Writes the graphs and documents of a draft, and notes in its index what is told of the whole release.

    ``store`` is the folder that keeps what was fetched from other open data, which becomes graphs of its own.
    """
    readings = index.readings()
    read = [reading for reading in readings if not reading["failure"]]
    _link(read, draft, pieces, index.begun)
    _note_found(index, [_write_shared(index, draft, name) for name in (findings.NAME, holdings.NAME)])
    links = totals([*(reading["links"] for reading in read), _known_beforehand(index, draft)])
    if store is not None:
        reference = lines_of(_path(draft, "reference"))
        for name, lines in enrichment.graphs(store, draft / "graphs", reference).items():
            _write(draft, name, lines)
    facts = totals(reading["facts"] for reading in read)
    stated = facts.get("Finding", 0) + index.noted(FINDINGS)
    parts = (
        catalogue.heading(
            [reading["slug"] for reading in read], facts, links, index.noted(licence.NOTE) or licence.DEFAULT
        ),
        record(readings, Versions(**index.noted("versions")), stated),
        catalogue.tombstones(withdrawn),
    )
    index.head({line for part in parts for line in quads(part)})
    _write_shared(index, draft, CATALOGUE)
    index.note(BEARING, bearing(readings))
    index.note(SUMMARY, _summary(read, len(readings), facts))
    index.note("withdrawn", [asdict(withdrawal) for withdrawal in withdrawn])
    index.note(ASSEMBLED, True)


def _summary(read: Readings, files: int, facts: Mapping[str, int]) -> dict[str, int]:
    return {
        "read": len(read),
        "failed": files - len(read),
        "facts": sum(facts.values()),
        "withheld": withheld(read),
    }


def _link(read: Readings, draft: Path, pieces: Pieces, before: Path | None) -> None:
    """Puts the graph and the text of each document in place, as another name of the file in its piece.

    What was carried over of the release ``before`` stays where its piece is still the document's.
    """
    wanted, carried = {reading["slug"]: reading["piece"] for reading in read}, documents_in(draft)
    held: dict[str, str] = {}
    if carried and before is not None:
        with Index.read(before) as index:
            held = index.pieces()
    for slug in carried:
        if slug not in wanted or wanted[slug] != held.get(slug):
            for path in paths_of(slug):
                os.unlink(f"{draft}/{path}")
    for slug, piece in wanted.items():
        if slug not in carried or piece != held.get(slug):
            for part, path in zip((GRAPH, DOCUMENT), paths_of(slug), strict=True):
                os.link(f"{pieces.folder}/{piece}/{part}", f"{draft}/{path}")


def _write_shared(index: Index, draft: Path, name: str) -> Change:
    """Writes a graph that documents share: that of the release before, less what nothing states any longer.

    A line that several state, such as that a rule is one, stays as long as one of them does.
    """
    before, path = _path(index.before, name) if index.before else None, _path(draft, name)
    removed: list[bytes] = []
    added: list[bytes] = []
    with mapped(before) as held:
        for line, more in index.moved(name).items():
            written = f"{line}\n".encode()
            others = index.again(line) if (is_there := has(held, written)) else 0
            number = more + is_there + others
            if max(number - 1, 0) != others:
                index.repeat(line, number - 1)
            if is_there != (number > 0):
                (removed if is_there else added).append(written)
        if before is not None and not removed and not added:
            os.link(before, path)
        else:
            with path.open("wb") as file:
                write_changed(held, removed, added, file)
    return Change(name, *(tuple(line.decode().removesuffix("\n") for line in moved) for moved in (removed, added)))


def _note_found(index: Index, changes: Iterable[Change]) -> None:
    """Notes how many findings and missing papers there are, from those of the release before and what changed."""
    mark = f"> <{KG.about}> "
    number, missing = 0, Counter[str]()
    if index.before is not None:
        number = index.noted(FINDINGS)
        missing.update(index.noted(NOTE))
    for change in changes:
        number += sum(mark in line for line in change.added) - sum(mark in line for line in change.removed)
        missing.update(holdings.missing(change.added))
        missing.subtract(holdings.missing(change.removed))
    index.note(FINDINGS, number)
    index.note(NOTE, {kind: left for kind, left in missing.items() if left})


def _known_beforehand(index: Index, draft: Path) -> dict[str, int]:
    """Writes the graphs of the vocabulary and of the reference data; how many links each has.

    Where the release before has the same, they are its own.
    """
    made_of, before = [versions.rules(), versions.reference()], index.noted(KNOWN)
    if index.before is not None and before["made_of"] == made_of:
        for name in ONTOLOGY:
            os.link(_path(index.before, name), _path(draft, name))
        return {**before["links"]}
    links: dict[str, int] = {}
    for name, files in ONTOLOGY.items():
        lines = set(nquads(*(ROOT / "ontology" / f"{file}.ttl" for file in files), graph=identity.graph(name)))
        links |= count(lines, name)
        _write(draft, name, lines)
    index.note(KNOWN, {"made_of": made_of, "links": links})
    return links


def _write(draft: Path, name: str, lines: Iterable[str]) -> None:
    _path(draft, name).write_text(as_text(sorted(lines)), encoding="utf-8", newline="\n")


def _path(folder: Path, name: str) -> Path:
    return folder / "graphs" / f"{name}.nq"


def totals(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts of all documents taken together, by name."""
    found: Counter[str] = Counter()
    for counted in counts:
        found.update(counted)
    return dict(sorted(found.items()))
