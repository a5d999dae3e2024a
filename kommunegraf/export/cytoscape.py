"""Cytoscape JSON (.cyjs), for Cytoscape and Cytoscape.js: nodes and edges with their values under "data".

Memory: a batch of rows, whatever the size of the graph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO

from kommunegraf.export.property_graph import Edge, Node, PropertyGraph, Scalar, property_graph
from kommunegraf.export.selection import Selection
from kommunegraf.releases.release import Release


def write(release: Release, selection: Selection, output: IO[bytes]) -> None:
    """Writes a selection as Cytoscape JSON, one element in a line."""
    head = {"shared_name": "kommunegraf", "name": "kommunegraf", "release": release.name}
    with property_graph(release, selection) as graph:
        output.write(f'{{"data": {json.dumps(head)},\n"elements": {{\n"nodes": ['.encode())
        output.writelines(_listed(_nodes(graph)))
        output.write(b'],\n"edges": [')
        output.writelines(_listed(_edges(graph)))
        output.write(b"]\n}}\n")


def _nodes(graph: PropertyGraph) -> Iterator[dict[str, Scalar]]:
    for node in graph.nodes():
        own = {"id": node.id, "value": node.id, "name": node.label, "kind": node.kind, "iri": node.iri, **_time(node)}
        yield {**{f"value_{key}" if key in own else key: value for key, value in node.values.items()}, **own}


def _edges(graph: PropertyGraph) -> Iterator[dict[str, Scalar]]:
    for edge in graph.edges():
        own = {"id": edge.id, "source": edge.source, "target": edge.target, "interaction": edge.kind, **_time(edge)}
        yield {**{f"value_{key}" if key in own else key: value for key, value in edge.values.items()}, **own}


def _time(found: Node | Edge) -> dict[str, str]:
    return {"start": found.start, "end": found.end} if found.start else {}


def _listed(elements: Iterable[dict[str, Scalar]]) -> Iterator[bytes]:
    separator = "\n"
    for data in elements:
        yield (separator + json.dumps({"data": data}, ensure_ascii=False, allow_nan=False)).encode()
        separator = ",\n"
