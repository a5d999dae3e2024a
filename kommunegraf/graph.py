"""Facts to RDF: one named graph per document with its facts, their evidence and the run that read them."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from importlib.metadata import PackageNotFoundError, version

from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef

from extract.document import Document
from extract.fact import Fact
from extract.grammar.language import language
from kommunegraf import identity
from kommunegraf.describe import DESCRIBERS
from kommunegraf.describe.draft import Draft
from kommunegraf.evidence import annotate
from kommunegraf.terms import DCAT, DCT, KG, PREFIXES, PROV

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
AUTHORITY = {"da": "DAN", "de": "DEU", "en": "ENG", "fr": "FRA", "nb": "NOB", "nl": "NLD", "sv": "SWE"}
"""The languages that are told apart, as the EU's authority table names them."""


def document_graph(
    document: Document, facts: Iterable[Fact], nodes: MutableMapping[Fact, URIRef] | None = None
) -> Graph:
    """The graph of a document, its identifier the graph's IRI; the same facts give the same graph.

    Facts that mean the same thing share a node: the first one's values stay, later ones fill gaps, the evidence of
    each is kept. ``nodes`` gets the node of each fact, where it is given.
    """
    draft = Draft(document, facts)
    for prefix, namespace in PREFIXES.items():
        draft.graph.bind(prefix, namespace, replace=True)
    _describe_file(draft)
    for found in draft.facts:
        node = DESCRIBERS[type(found)](draft, found)
        annotate(draft.graph, document, node, found.evidence)
        if nodes is not None:
            nodes[found] = node
    return draft.finish()


def _describe_file(draft: Draft) -> None:
    """The document as a file, the run that read it and the software that ran."""
    document, add = draft.document, draft.graph.add
    node, run = identity.iri("document", document.slug), identity.iri("run", document.slug)
    add((node, RDF.type, KG.Document))
    add((node, DCT.identifier, Literal(document.slug)))
    add((node, KG.fileName, Literal(document.name)))
    add((node, DCAT.mediaType, URIRef(MEDIA_TYPES + document.media_type)))
    add((node, KG.sha256, Literal(document.sha256)))
    spoken = language(document.text)
    if spoken:
        add((node, DCT.language, URIRef(LANGUAGES + AUTHORITY[spoken])))
    if document.pages:
        add((node, KG.pageCount, Literal(str(len(document.pages)), datatype=XSD.integer)))
    agent = identity.iri("agent", f"kommunegraf-{software_version()}")
    add((run, RDF.type, PROV.Activity))
    add((run, PROV.used, node))
    add((run, PROV.wasAssociatedWith, agent))
    add((agent, RDF.type, PROV.SoftwareAgent))


def software_version() -> str:
    """The version of Kommunegraf that reads: of the installed package, "dev" in a checkout that is not installed."""
    try:
        return version("kommunegraf")
    except PackageNotFoundError:
        return "dev"


def quads(graph: Graph) -> list[str]:
    """The graph as sorted N-Quads lines in canonical form, each without its line end.

    Raises ValueError where the graph holds a blank node: it has no name that stays the same.
    """
    name = f"<{graph.identifier}>"
    lines: list[str] = []
    for triple in graph:
        if any(isinstance(term, BNode) for term in triple):
            raise ValueError(f"{graph.identifier}: blank node in {triple}")
        lines.append(" ".join([*(canonical(term) for term in triple), name, "."]))
    return sorted(lines)


ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def canonical(term: object) -> str:
    """A term in canonical N-Triples form (RDF 1.2): only what must be escaped is."""
    if not isinstance(term, Literal):
        return f"<{term}>"
    characters = (ESCAPES.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 0x20 or ord(c) == 0x7F else c) for c in str(term))
    written = '"' + "".join(characters) + '"'
    if term.language:
        return f"{written}@{term.language}"
    return written if term.datatype in (None, XSD.string) else f"{written}^^<{term.datatype}>"
