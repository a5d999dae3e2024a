"""GEXF 1.3, for Gephi: nodes and edges with their values, and with time where they have dates.

A node or edge with dates is there from the first day to the last that its dates cover (a year is all its days); one
without is there always. Written in the order that Gephi's importer asks for: attributes, nodes, edges.
Memory: a batch of rows, whatever the size of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Final

from kommunegraf.export.property_graph import Edge, Node, PropertyGraph, Scalar, property_graph, together
from kommunegraf.export.selection import Selection
from kommunegraf.export.xml import attribute, writer
from kommunegraf.releases.release import Release

NAMESPACE: Final = "http://gexf.net/1.3"
TYPES: Final = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean"}
NODE: Final = {"kind": "string", "iri": "string"}
"""Values that every node has (Gephi leaves out a column of the schema's anyURI). What kind an edge is of has a place of
its own in GEXF, and is a value for filters."""
EDGE: Final = {"relation": "string"}


def write(release: Release, selection: Selection, output: IO[bytes]) -> None:
    """Writes a selection as GEXF."""
    line = writer(output)
    with property_graph(release, selection) as graph:
        line('<?xml version="1.0" encoding="UTF-8"?>')
        line(f'<gexf xmlns="{NAMESPACE}" version="1.3">')
        line(f"<meta><creator>Kommunegraf</creator><description>{release.name}</description></meta>")
        line('<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">')
        keys = {
            "node": {**NODE, **_types(graph.node_keys)},
            "edge": {**EDGE, **_types(graph.edge_keys)},
        }
        for element, types in keys.items():
            line(f'<attributes class="{element}" mode="static">')
            for name, type_ in types.items():
                line(f'<attribute id={attribute(name)} title={attribute(name)} type="{type_}"/>')
            line("</attributes>")
        _elements(graph, line)
        line("</graph>")
        line("</gexf>")


def _types(keys: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: TYPES[type_] for name, type_ in together(keys).items()}


def _elements(graph: PropertyGraph, line: Callable[[str], object]) -> None:
    nodes, edges = graph.counts()
    line(f'<nodes count="{nodes}">')
    for node in graph.nodes():
        named = f"id={attribute(node.id)} label={attribute(node.label)}"
        line(f"<node {named}{_time(node)}>{_values({'kind': node.kind, 'iri': node.iri, **node.values})}</node>")
    line("</nodes>")
    line(f'<edges count="{edges}">')
    for edge in graph.edges():
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        named = f"id={attribute(edge.id)} kind={attribute(edge.kind)} label={attribute(edge.kind)} {ends}"
        line(f"<edge {named}{_time(edge)}>{_values({'relation': edge.kind, **edge.values})}</edge>")
    line("</edges>")


def _time(found: Node | Edge) -> str:
    return f' start="{found.start}" end="{found.end}"' if found.start else ""


def _values(values: Mapping[str, Scalar]) -> str:
    written = "".join(
        f"<attvalue for={attribute(name)} value={attribute(value)}/>" for name, value in values.items() if value != ""
    )
    return f"<attvalues>{written}</attvalues>"
