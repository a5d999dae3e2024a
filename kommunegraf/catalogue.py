"""The catalogue graph: every file that was given, read or not, and how many facts of each kind the release holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import RDF, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.graph import MEDIA_TYPES
from kommunegraf.reading import Reading
from kommunegraf.terms import DCAT, DCT, FOAF, KG, VOID


def catalogue(readings: Iterable[Reading], facts: Mapping[str, int]) -> Graph:
    """The catalogue of a release; ``facts`` is the number of facts of each class of ours, by its name."""
    graph = Graph(identifier=identity.graph("catalogue"))
    head = URIRef(str(graph.identifier))
    graph.add((head, RDF.type, DCAT.Catalog))
    graph.add((head, RDF.type, VOID.Dataset))
    graph.add((head, DCT.title, Literal("Kommunegrafens katalog", lang="da")))
    graph.add((head, DCT.title, Literal("The catalogue of Kommunegraf", lang="en")))
    for reading in readings:
        _describe(graph, head, reading)
    for name, number in sorted(facts.items()):
        part = identity.iri("partition", identity.slug(name))
        graph.add((head, VOID.classPartition, part))
        graph.add((part, RDF.type, VOID.Dataset))
        graph.add((part, VOID["class"], KG[name]))
        graph.add((part, VOID.entities, Literal(str(number), datatype=XSD.integer)))
    return graph


def _describe(graph: Graph, head: URIRef, reading: Reading) -> None:
    node = identity.iri("document", reading.slug)
    graph.add((head, DCT.hasPart, node))
    graph.add((node, RDF.type, FOAF.Document))
    graph.add((node, DCT.identifier, Literal(reading.slug)))
    graph.add((node, KG.fileName, Literal(reading.file)))
    graph.add((node, KG.readingStatus, identity.concept("reading-status", "failed" if reading.failure else "read")))
    if reading.sha256:
        graph.add((node, KG.sha256, Literal(reading.sha256)))
    if reading.media_type:
        graph.add((node, DCAT.mediaType, URIRef(MEDIA_TYPES + reading.media_type)))
    if reading.pages:
        graph.add((node, KG.pageCount, Literal(str(reading.pages), datatype=XSD.integer)))
    if reading.failure:
        for language, message in reading.failure.items():
            graph.add((node, KG.failureReason, Literal(message, lang=language)))
