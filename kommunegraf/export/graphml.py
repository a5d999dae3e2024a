"""GraphML, for networkx, igraph, yEd and Cytoscape: typed values and the evidence on every edge.

Ids are name tokens, as the schema of GraphML asks: ``municipality/0101`` is ``municipality:0101``.
Memory: a batch of rows, whatever the size of the graph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO, Final

from kommunegraf.export.property_graph import Edge, Node, Scalar, property_graph, together
from kommunegraf.export.selection import Selection
from kommunegraf.export.xml import attribute, content, writer
from kommunegraf.releases.release import Release

NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
TYPES: Final = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean"}
NODE: Final = {"kind": "string", "label": "string", "iri": "string", "start": "string", "end": "string"}
EDGE: Final = {"kind": "string", "start": "string", "end": "string"}
"""Keys that every node or edge may have beside its values."""


def write(release: Release, selection: Selection, output: IO[bytes]) -> None:
    """Writes a selection as GraphML."""
    line = writer(output)
    with property_graph(release, selection) as graph:
        keys = {"node": {**NODE, **together(graph.node_keys)}, "edge": {**EDGE, **together(graph.edge_keys)}}
        line('<?xml version="1.0" encoding="UTF-8"?>')
        line(f'<graphml xmlns="{NAMESPACE}">')
        for element, types in keys.items():
            for name, type_ in types.items():
                id_, written = attribute(f"{element}.{name}"), attribute(name)
                line(f'<key id={id_} for="{element}" attr.name={written} attr.type="{TYPES[type_]}"/>')
        line('<graph id="kommunegraf" edgedefault="directed">')
        for node in graph.nodes():
            line(f"<node id={attribute(token(node.id))}>{_data('node', _node_values(node))}</node>")
        for edge in graph.edges():
            ends = f"source={attribute(token(edge.source))} target={attribute(token(edge.target))}"
            line(f"<edge id={attribute(token(edge.id))} {ends}>{_data('edge', _edge_values(edge))}</edge>")
        line("</graph>")
        line("</graphml>")


def token(id_: str) -> str:
    """An id as a name token: other ids are other tokens."""
    return re.sub(r"[^A-Za-z0-9./-]", lambda sign: f"_{ord(sign[0]):x}_", id_).replace("/", ":")


def _node_values(node: Node) -> dict[str, Scalar]:
    own = {"kind": node.kind, "label": node.label, "iri": node.iri, "start": node.start, "end": node.end}
    return {**own, **node.values}


def _edge_values(edge: Edge) -> dict[str, Scalar]:
    return {"kind": edge.kind, "start": edge.start, "end": edge.end, **edge.values}


def _data(element: str, values: Mapping[str, Scalar]) -> str:
    return "".join(
        f"<data key={attribute(f'{element}.{name}')}>{content(value)}</data>"
        for name, value in values.items()
        if value != ""
    )
