"""GEXF 1.3 is opened by networkx, and keeps the rules of its schema and of Gephi's importer, restated here."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import networkx

from kommunegraf.export.gexf import NAMESPACE

IN = f"{{{NAMESPACE}}}"
TYPES = {"integer", "long", "double", "float", "boolean", "string"}
"""Those that both the schema and Gephi know; it leaves out a column of another, such as anyURI."""


def test_networkx_reads_it(exported) -> None:
    """Nodes have label and kind, edges their relation and evidence."""
    found = networkx.read_gexf(exported("gexf"), version="1.3")
    assert ("Municipality", "Kolding Kommune") == (
        found.nodes["municipality/0621"]["kind"],
        found.nodes["municipality/0621"]["label"],
    )
    shares = [data for *_, data in found.edges(data=True) if data.get("relation") == "Allocation"]
    assert {3000000.0, 1800000.0} == {share["amount"] for share in shares}
    assert all(share["quote"] for share in shares)


def test_it_keeps_the_rules_of_the_schema(exported) -> None:
    """Attributes, then nodes, then edges; known types; each value names an attribute of its class; counts are right."""
    root = ElementTree.parse(exported("gexf")).getroot()
    assert (f"{IN}gexf", "1.3") == (root.tag, root.get("version"))
    assert ["meta", "graph"] == [element.tag.removeprefix(IN) for element in root]
    graph = root[1]
    assert ["attributes", "attributes", "nodes", "edges"] == [element.tag.removeprefix(IN) for element in graph]
    assert ("date", "interval") == (graph.get("timeformat"), graph.get("timerepresentation"))
    titles = {}
    for attributes in graph.findall(f"{IN}attributes"):
        assert {"title", "type", "id"} == set().union(*(found.keys() for found in attributes))
        assert {found.get("type") for found in attributes} <= TYPES
        titles[attributes.get("class")] = {found.get("id") for found in attributes}
    for kind, group in (("node", graph[2]), ("edge", graph[3])):
        assert len(group) == int(group.get("count", ""))
        assert len(group) == len({element.get("id") for element in group})
        for element in group:
            assert [f"{IN}attvalues"] == [part.tag for part in element]
            assert {value.get("for") for value in element[0]} <= titles[kind]
    ids = {node.get("id") for node in graph[2]}
    assert {end for edge in graph[3] for end in (edge.get("source"), edge.get("target"))} <= ids


def test_time(exported) -> None:
    """What has dates has the whole days that they cover, the first not after the last; others are always there."""
    root = ElementTree.parse(exported("gexf")).getroot()
    spans = {
        element.get("id", ""): (element.get("start"), element.get("end")) for group in root[1][2:] for element in group
    }
    assert ("2031-03-14", "2031-03-14") == spans["meeting/kkr-syddanmark/2031-03-14"]
    assert (None, None) == spans["municipality/0621"]
    for start, end in spans.values():
        assert (start is None) == (end is None)
        if start and end:
            assert date.fromisoformat(start) <= date.fromisoformat(end)
