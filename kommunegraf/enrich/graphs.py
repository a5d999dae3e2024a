"""The kept answers as named graphs of a release: what a source says, with its licence and the time it was fetched."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from rdflib import RDF, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.enrich import population, retsinformation, wikidata
from kommunegraf.enrich.kept import FOLDER, kept
from kommunegraf.enrich.sources import Source, sources
from kommunegraf.graph import quads
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.catalogue import DATASET
from kommunegraf.terms import DCT, KG, PROV, VOID

READERS: Final = {"population": population, "wikidata": wikidata, "retsinformation": retsinformation}
"""What asks about things, and reads the answers, by the name of the source."""


MARK: Final = f"<{KG.act}> <"
"""Stands before the address of an act in a line that refers to one."""


def slug(source: str) -> str:
    """The name of the graph of a source."""
    return f"enrichment-{source}"


def known(folder: Path, reference: Iterable[str]) -> set[str]:
    """What there is to know more about: all that the reference data name, and the acts that graphs of a folder name."""
    found = set()
    for line in reference:
        subject, _, value = line.split(" ", 2)
        found.add(subject[1:-1])
        if value.startswith("<"):
            found.add(value.partition(">")[0][1:])
    fetched = {slug(name) for name in READERS}
    for path in sorted(folder.iterdir()):
        if path.stem not in fetched:
            found |= {line.split(MARK, 1)[1].partition(">")[0] for line in lines_of(path) if MARK in line}
    return found


def graphs(store: Path, folder: Path, reference: Iterable[str]) -> dict[str, list[str]]:
    """The lines of the graph of each source that said something about what is known, by the graph's name.

    ``folder`` holds the graphs of the documents, ``reference`` are the lines of the reference data.
    """
    if not (store / FOLDER).is_dir():
        return {}
    found, about = {}, known(folder, reference)
    for source in sources():
        graph = _graph(store, source, about)
        if len(graph):
            found[slug(source.name)] = quads(graph)
    return found


def _graph(store: Path, source: Source, known: Collection[str]) -> Graph:
    graph, reader = Graph(identifier=identity.graph(slug(source.name))), READERS[source.name]
    times = []
    for answer in kept(store, source.name):
        stated = list(reader.facts(answer, known))
        for triple in stated:
            graph.add(triple)
        if stated:
            times.append(answer.fetched)
    if times:
        _describe(graph, source, max(times))
    return graph


def _describe(graph: Graph, source: Source, fetched: str) -> None:
    """Who said it, on what terms, and when it was last fetched."""
    head = URIRef(str(graph.identifier))
    graph.add((head, RDF.type, VOID.Dataset))
    graph.add((head, DCT.title, Literal(source.danish, lang="da")))
    graph.add((head, DCT.title, Literal(source.english, lang="en")))
    graph.add((head, DCT.source, Literal(source.page)))
    graph.add((head, DCT.license, URIRef(source.licence)))
    graph.add((head, PROV.wasDerivedFrom, URIRef(source.page)))
    graph.add((head, PROV.generatedAtTime, Literal(fetched, datatype=XSD.dateTime)))
    graph.add((DATASET, VOID.subset, head))
