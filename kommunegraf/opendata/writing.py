"""A small graph as text that is the same each time: sorted, prefixes as the project's files have them."""

from __future__ import annotations

from rdflib import Graph

from kommunegraf.rdf import convert
from kommunegraf.terms import PREFIXES


def written(graph: Graph, name: str) -> str:
    """The graph in the format of this name of kommunegraf.formats.GRAPHS, with the same bytes for the same triples."""
    if name != "ttl":
        return convert(sorted(graph.serialize(format="nt").splitlines()), name).decode()
    plain = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        plain.bind(prefix, namespace, replace=True)
    for triple in sorted(graph):
        plain.add(triple)
    return plain.serialize(format="turtle").rstrip("\n") + "\n"
