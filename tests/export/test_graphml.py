"""GraphML is opened by networkx and igraph, and keeps the rules of its schema, restated here."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import igraph
import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunegraf.export.graphml import NAMESPACE, token
from kommunegraf.export.xml import attribute, content

NMTOKEN = re.compile(r"[A-Za-z0-9._:-]+")
IN = f"{{{NAMESPACE}}}"


def test_networkx_and_igraph_read_it(exported) -> None:
    """Both find the same nodes and edges, with types and evidence."""
    path = exported("graphml")
    found = networkx.read_graphml(path)
    other = igraph.Graph.Read_GraphML(str(path))
    assert found.number_of_nodes() == other.vcount() > 20
    assert found.number_of_edges() == other.ecount() > 20
    kolding = found.nodes["municipality:0621"]
    assert ("Municipality", "0621") == (kolding["kind"], kolding["code"])
    share = next(data for *_, data in found.edges(data=True) if data["kind"] == "Allocation")
    assert isinstance(share["amount"], float)
    assert share["quote"]
    assert share["document"] == "kkr-syddanmark-2031-03-14"
    assert "Municipality" in other.vs["kind"]


def test_it_keeps_the_rules_of_the_schema(exported) -> None:
    """Keys first, each with an id, an element and a type; ids are name tokens, unique; data names a key of its kind."""
    root = ElementTree.parse(exported("graphml")).getroot()
    keys = {key.get("id"): key for key in root.findall(f"{IN}key")}
    assert [f"{IN}key"] * len(keys) + [f"{IN}graph"] == [element.tag for element in root]
    assert {"boolean", "int", "long", "float", "double", "string"} >= {key.get("attr.type") for key in keys.values()}
    graph = root.find(f"{IN}graph")
    assert graph is not None
    assert "directed" == graph.get("edgedefault")
    nodes = [node.get("id", "") for node in graph.findall(f"{IN}node")]
    edges = graph.findall(f"{IN}edge")
    ids = nodes + [edge.get("id", "") for edge in edges]
    assert len(ids) == len(set(ids))
    assert all(NMTOKEN.fullmatch(id_) for id_ in [*ids, *map(str, keys)])
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= set(nodes)
    for element in graph:
        for data in element:
            assert keys[data.get("key")].get("for") == element.tag.removeprefix(IN)


@pytest.mark.parametrize(
    ("id_", "written"),
    [("municipality/0101", "municipality:0101"), ("https://x/y_z", "https_3a_::x:y_5f_z"), ("a|b", "a_7c_b")],
)
def test_tokens(id_: str, written: str) -> None:
    """An id is written as a name token, from which it can be told."""
    assert written == token(id_)


@given(st.text(), st.text())
def test_other_ids_are_other_tokens(one: str, other: str) -> None:
    """No two ids become the same token, and each is a name token."""
    assert (one == other) == (token(one) == token(other))
    assert not one or NMTOKEN.fullmatch(token(one))


def test_text_that_xml_cannot_hold() -> None:
    """Control characters are replaced; line ends and marks come back as they were."""
    text = 'a\x00b\x0b <&> "q"\r\n\tæ'
    wanted = text.replace("\x00", "\ufffd").replace("\x0b", "\ufffd")
    assert wanted == ElementTree.fromstring(f"<x>{content(text)}</x>").text
    assert wanted == ElementTree.fromstring(f"<x y={attribute(text)}/>").get("y")
