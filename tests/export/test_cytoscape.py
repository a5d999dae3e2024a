"""Cytoscape JSON is opened by networkx, and keeps what Cytoscape asks of it."""

from __future__ import annotations

import json

import networkx


def test_networkx_reads_it(exported) -> None:
    """Nodes and edges stand under "elements", each with its "data"; every end is a node."""
    read = json.loads(exported("cyjs").read_bytes())
    found = networkx.cytoscape_graph({**read, "data": [], "directed": True, "multigraph": True})
    nodes, edges = (read["elements"][part] for part in ("nodes", "edges"))
    assert len(nodes) == found.number_of_nodes()
    assert "Kolding Kommune" == found.nodes["municipality/0621"]["name"]
    for edge in edges:
        assert {"id", "source", "target", "interaction"} <= edge["data"].keys()
        assert {edge["data"]["source"], edge["data"]["target"]} <= set(found)
    assert len(edges) == len({edge["data"]["id"] for edge in edges})
