"""The graphs of a draft: those of documents as links to their pieces, and those that tell of all documents together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from extract.resources import ROOT
from kommunegraf import identity
from kommunegraf.enrich import graphs as enrichment
from kommunegraf.graph import quads
from kommunegraf.reading.pieces import DOCUMENT, GRAPH, Pieces, as_text, graph_of
from kommunegraf.releases import catalogue, findings, holdings
from kommunegraf.releases.ground import BEARING, NOTE, bearing
from kommunegraf.releases.index import Index
from kommunegraf.releases.linksets import PARTS, count
from kommunegraf.releases.record import Versions, record
from kommunegraf.releases.withdrawal import Withdrawal
from kommunegraf.store import nquads
from kommunegraf.terms import KG

ONTOLOGY: Final = {
    "ontology": ("kommunegraf", "alignments", "concepts", "topics"),
    "reference": ("reference",),
}
"""The files of ontology/ that each graph of what is known beforehand is made of."""
Readings = list[dict[str, Any]]
Graphs = dict[str, Collection[str]]
"""The lines of graphs by their slugs."""


def assemble(
    index: Index, draft: Path, pieces: Pieces, withdrawn: Collection[Withdrawal], store: Path | None = None
) -> None:
    """Writes the graphs and documents of a draft, and notes in its index what is told of the whole release.

    ``store`` is the folder that keeps what was fetched from other open data, which becomes graphs of its own.
    """
    readings = index.readings()
    _link([reading for reading in readings if not reading["failure"]], draft, pieces)
    shared = {**_found(index), **_known_beforehand()}
    if store is not None:
        shared |= enrichment.graphs(store, draft / "graphs", shared["reference"])
    shared["catalogue"] = _catalogue(index, readings, shared, withdrawn)
    index.note(NOTE, holdings.missing(shared[holdings.NAME]))
    index.note(BEARING, bearing(readings))
    index.note("withdrawn", [asdict(withdrawal) for withdrawal in withdrawn])
    for name, lines in shared.items():
        (draft / "graphs" / f"{name}.nq").write_text(as_text(sorted(lines)), encoding="utf-8", newline="\n")


def _link(read: Readings, draft: Path, pieces: Pieces) -> None:
    """Puts the graph and the text of each document in place, as another name of the file in its piece."""
    graphs, documents, kept = str(draft / "graphs"), str(draft / "documents"), str(pieces.folder)
    for reading in read:
        slug, piece = reading["slug"], reading["piece"]
        os.link(f"{kept}/{piece}/{GRAPH}", f"{graphs}/{slug}.nq")
        os.link(f"{kept}/{piece}/{DOCUMENT}", f"{documents}/{slug}.json")


def _found(index: Index) -> Graphs:
    """The graphs of what was found: in documents, among their claims, and in what is held of each body."""
    shared: dict[str, set[str]] = {name: set() for name in (findings.NAME, holdings.NAME)}
    for line in index.found():
        shared[graph_of(line)].add(line)
    return {**shared}


def _known_beforehand() -> Graphs:
    """The graphs of the vocabulary and of the reference data."""
    return {
        name: set(nquads(*(ROOT / "ontology" / f"{file}.ttl" for file in files), graph=identity.graph(name)))
        for name, files in ONTOLOGY.items()
    }


def _catalogue(index: Index, readings: Readings, shared: Graphs, withdrawn: Collection[Withdrawal]) -> set[str]:
    """The catalogue: the whole release, the run that made it, each file, and what was withdrawn."""
    read = [reading for reading in readings if not reading["failure"]]
    facts = totals(reading["facts"] for reading in read)
    links = totals([*(reading["links"] for reading in read), *(count(shared[part], part) for part in PARTS)])
    head = quads(catalogue.heading([reading["slug"] for reading in read], facts, links))
    found = facts.get("Finding", 0) + len(_findings(shared[findings.NAME]))
    made = quads(record(readings, Versions(**index.noted("versions")), found))
    return {*head, *made, *index.catalogued(), *quads(catalogue.tombstones(withdrawn))}


def _findings(lines: Iterable[str]) -> set[str]:
    """The findings of all documents, by their IRIs."""
    mark = f"> <{KG.about}> "
    return {line.partition(">")[0] for line in lines if mark in line}


def totals(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts of all documents taken together, by name."""
    found: Counter[str] = Counter()
    for counted in counts:
        found.update(counted)
    return dict(sorted(found.items()))
