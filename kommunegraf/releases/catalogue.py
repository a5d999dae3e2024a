"""The catalogue graph: every file that was given, read or not, and how many facts of each kind the release holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rdflib import RDF, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.graph import LANGUAGES, MEDIA_TYPES, software_version
from kommunegraf.reading.file import Reading
from kommunegraf.releases import unread
from kommunegraf.releases.linksets import describe_links
from kommunegraf.releases.withdrawal import Withdrawal
from kommunegraf.terms import BASE, DCAT, DCT, ELI, ELI_DL, FOAF, KG, OA, ORG, PROV, SCHEMA, SKOS, VOID

HEAD: Final = URIRef(str(identity.graph("catalogue")))
DATASET: Final = identity.iri("dataset", "kommunegraf")
VOCABULARIES: Final = (DCT, ELI, ELI_DL, KG, OA, ORG, PROV, SCHEMA, SKOS)
"""The vocabularies that most of the data is in."""


def entry(reading: Reading) -> Graph:
    """What the catalogue says of one file."""
    graph = Graph(identifier=identity.graph("catalogue"))
    _describe(graph, HEAD, reading)
    if reading.failure:
        graph += unread.entry(reading.slug, unread.UNREADABLE, reading.failure)
    else:
        part = identity.graph(reading.slug)
        graph.add((DATASET, VOID.subset, part))
        graph.add((part, RDF.type, VOID.Dataset))
        graph.add((part, VOID.triples, _number(reading.triples)))
    return graph


def tombstones(withdrawn: Iterable[Withdrawal]) -> Graph:
    """What is left of documents that were withdrawn: name, reason and day."""
    graph = Graph(identifier=identity.graph("catalogue"))
    for withdrawal in withdrawn:
        node = identity.iri("document", withdrawal.slug)
        graph.add((HEAD, DCT.hasPart, node))
        graph.add((node, RDF.type, FOAF.Document))
        graph.add((node, DCT.identifier, Literal(withdrawal.slug)))
        graph.add((node, KG.readingStatus, identity.concept("reading-status", "withdrawn")))
        graph.add((node, KG.withdrawalReason, Literal(withdrawal.reason)))
        graph.add((node, KG.withdrawalDate, Literal(withdrawal.date, datatype=XSD.date)))
        graph += unread.entry(withdrawal.slug, unread.WITHDRAWN, dict.fromkeys(("da", "en"), withdrawal.reason))
    return graph


def heading(slugs: Sequence[str], facts: Mapping[str, int], links: Mapping[str, int], licence: str) -> Graph:
    """What the catalogue says of the whole release.

    ``slugs`` are those of the documents that were read, ``facts`` the number of facts of each class of ours, by name,
    ``links`` what kommunegraf.releases.linksets counts, ``licence`` the address of the licence of the data.
    """
    graph = Graph(identifier=identity.graph("catalogue"))
    head = HEAD
    graph.add((head, RDF.type, DCAT.Catalog))
    graph.add((head, RDF.type, VOID.Dataset))
    graph.add((head, DCT.title, Literal("Kommunegrafens katalog", lang="da")))
    graph.add((head, DCT.title, Literal("The catalogue of Kommunegraf", lang="en")))
    _dataset(graph, slugs, licence)
    describe_links(graph, DATASET, links)
    for name, number in sorted(facts.items()):
        part = identity.iri("partition", identity.slug(name))
        graph.add((head, VOID.classPartition, part))
        graph.add((part, RDF.type, VOID.Dataset))
        graph.add((part, VOID["class"], KG[name]))
        graph.add((part, VOID.entities, _number(number)))
    return graph


def _dataset(graph: Graph, slugs: Sequence[str], licence: str) -> None:
    """The whole data set as DCAT and VoID describe one."""
    node, head = DATASET, HEAD
    graph.add((head, DCAT.dataset, node))
    for kind in (DCAT.Dataset, VOID.Dataset):
        graph.add((node, RDF.type, kind))
    for language, title, description in TEXTS:
        graph.add((node, DCT.title, Literal(title, lang=language)))
        graph.add((node, DCT.description, Literal(description, lang=language)))
    graph.add((node, DCAT.version, Literal(software_version())))
    graph.add((node, DCT.license, URIRef(licence)))
    graph.add((node, DCT.language, URIRef(f"{LANGUAGES}DAN")))
    graph.add((node, VOID.uriSpace, Literal(BASE)))
    for vocabulary in VOCABULARIES:
        graph.add((node, VOID.vocabulary, URIRef(str(vocabulary))))
    graph.add((node, VOID.documents, _number(len(slugs))))
    for slug in slugs[:3]:
        graph.add((node, VOID.exampleResource, identity.iri("document", slug)))
    for name in ("reference", "ontology"):
        graph.add((node, VOID.subset, identity.graph(name)))


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


TEXTS: Final = (
    (
        "da",
        "Kommunegraf",
        "Hvad danske kommuner, KKR, regioner og regering beslutter og aftaler, med de ord, det er læst i.",
    ),
    (
        "en",
        "Kommunegraf",
        "What Danish municipalities, KKR, regions and government decide and agree, with the words it was read in.",
    ),
)
"""Title and description of the data set, by language."""


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
        graph.add((node, KG.pageCount, _number(reading.pages)))
    if reading.failure:
        for language, message in reading.failure.items():
            graph.add((node, KG.failureReason, Literal(message, lang=language)))
