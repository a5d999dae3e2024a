"""Takes facts out of a document's graph, whole: with their evidence and what hangs on nothing else, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kommunegraf.terms import DCAT, DCT, KG, OA, PREFIXES, PROV

FILE_VALUES: Final = frozenset(
    {
        RDF.type,
        DCT.identifier,
        KG.fileName,
        DCAT.mediaType,
        DCT.language,
        KG.sha256,
        KG.pageCount,
        PROV.used,
        PROV.wasAssociatedWith,
    }
)
"""What is known of a document as a file and of the run that read it, whatever was read in it."""


def without(graph: Graph, nodes: Iterable[URIRef]) -> Graph:
    """A copy of a graph without the facts that these nodes are or belong to, their evidence and what only they need."""
    kept = _empty(graph)
    kept += graph
    for node in nodes:
        for fact in sorted(facts_of(kept, node), key=str):
            _drop(kept, fact)
    return kept


def facts_of(graph: Graph, node: Node) -> set[Node]:
    """The facts that a node belongs to: those with evidence that lead to it, or the node itself."""
    found: set[Node] = set()
    seen, open_nodes = {node}, [node]
    while open_nodes:
        current = open_nodes.pop()
        if (None, OA.hasBody, current) in graph or (current, RDF.type, OA.Annotation) in graph:
            found.add(current)
            continue
        for above in set(graph.subjects(None, current)) - seen:
            seen.add(above)
            open_nodes.append(above)
    return found or {node}


def _drop(graph: Graph, node: Node) -> None:
    """Removes a node, the evidence on it, the links to it, and what nothing else leads to any more."""
    below = list(graph.subjects(OA.hasBody, node))
    if (node, RDF.type, KG.Document) in graph:
        _drop_reading(graph, node)
    else:
        below += [value for value in graph.objects(node) if isinstance(value, URIRef)]
        graph.remove((node, None, None))
        graph.remove((None, None, node))
    for child in below:
        stands_alone = (None, None, child) in graph or (None, OA.hasBody, child) in graph
        is_evidence = (child, RDF.type, OA.Annotation) in graph
        if is_evidence or ((child, RDF.type, None) in graph and not stands_alone):
            _drop(graph, child)


def _drop_reading(graph: Graph, document: Node) -> None:
    """Removes what was read of a document itself; the file stays, for the other facts point to it."""
    for predicate, value in list(graph.predicate_objects(document)):
        if predicate not in FILE_VALUES:
            graph.remove((document, predicate, value))
    graph.remove((None, OA.hasBody, document))


def file_only(graph: Graph) -> Graph:
    """A copy of a graph with nothing but what is known of its document as a file and of the run that read it."""
    kept = _empty(graph)
    for document in graph.subjects(RDF.type, KG.Document):
        for node in (document, *graph.subjects(PROV.used, document)):
            for predicate, value in graph.predicate_objects(node):
                if predicate in FILE_VALUES:
                    kept.add((node, predicate, value))
    return kept


def _empty(graph: Graph) -> Graph:
    empty = Graph(identifier=graph.identifier)
    for prefix, namespace in PREFIXES.items():
        empty.bind(prefix, namespace, replace=True)
    return empty
