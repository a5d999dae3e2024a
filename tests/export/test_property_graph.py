"""The rule by which quads become nodes, edges and values."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.resources import ROOT
from kommunegraf.export.folding import ENDS, fold, kind_of, name_of
from kommunegraf.export.property_graph import property_graph, together, wider
from kommunegraf.export.selection import Selection
from kommunegraf.rdf import nquads
from kommunegraf.releases.release import Release
from kommunegraf.terms import BASE

LINES = nquads(ROOT / "tests" / "graph" / "every-kind.expected.ttl", graph=f"{BASE}graph/x")


def test_a_fact_that_joins_two_is_an_edge() -> None:
    """A fact with both ends is an edge with its other values and its evidence, and no node."""
    fragments, links = fold("x", LINES)
    edge = next(link for link in links if link.kind == "Allocation")
    assert ("pool/skovpuljen", "municipality/0253", "x") == (edge.source, edge.target, edge.document)
    said = {key: text for key, _, text in edge.said}
    assert "12.0" == said["amount"]
    assert "12" == said["amount_printed"]
    assert "exact" == said["amount_bound"]
    assert "Greve\t12" == said["quote"]
    assert "Allocation" not in {fragment.kind for fragment in fragments}


def test_every_kind_that_joins_two() -> None:
    """Each kind of ENDS that stands in the document of every kind with both ends is an edge there."""
    _, links = fold("x", LINES)
    wanted = {"AgreementParty", "Allocation", "Appointment", "Attendance", "LegalReference", "Membership", "Mention"}
    assert wanted <= set(ENDS)
    assert wanted | {"PersonInRole", "Reference", "TopicStatement", "Vote"} <= {link.kind for link in links}


def test_a_fact_without_both_ends_is_a_node() -> None:
    """A reference that is open has no target, and is a node that its document states."""
    fragments, links = fold("x", LINES)
    open_ = next(fragment for fragment in fragments if fragment.id == "reference/x/83f8d0b2f4f1")
    assert ("referenceGap", "string", "several") in open_.said
    stated = next(link for link in links if link.source == open_.id)
    assert ("statedIn", "document/x") == (stated.kind, stated.target)
    assert ("quote", "string", "Aftale") in stated.said


def test_what_is_only_a_value() -> None:
    """Sums, moments, spans and concepts of closed lists are no nodes; topics and acts are."""
    ids = {fragment.id for fragment in fold("x", LINES)[0]}
    ends = {end for link in fold("x", LINES)[1] for end in (link.source, link.target)}
    for id_ in ids | ends:
        assert not id_.startswith(("amount/", "instant/", "interval/", "evidence/", "rule/", "run/", "agent/"))
        assert not id_.startswith("concept/") or id_.startswith(("concept/topic/", "concept/kle/"))
    assert "concept/topic/nature-and-environment" in ends
    assert any(id_.startswith("https://www.retsinformation.dk/") for id_ in ids)


def test_what_tells_of_the_data_set_is_left_out() -> None:
    """The catalogue and the vocabulary give no nodes."""
    assert ([], []) == fold("catalogue", LINES)


def test_nodes_and_edges(release: Release) -> None:
    """Ids are unique, every end is a node, every node has a name, and dates give first and last days."""
    with property_graph(release, Selection()) as graph:
        nodes, edges = list(graph.nodes()), list(graph.edges())
        assert (len(nodes), len(edges)) == graph.counts()
        ids = {node.id for node in nodes}
        assert len(nodes) == len(ids)
        assert len(edges) == len({edge.id for edge in edges})
        assert set() == {end for edge in edges for end in (edge.source, edge.target)} - ids
        assert all(node.label for node in nodes)
        funding = next(node for node in nodes if node.kind == "Funding" and node.values.get("toYear") == "2033")
        assert ("2032-01-01", "2033-12-31") == (funding.start, funding.end)
        kolding = next(node for node in nodes if node.id == "municipality/0621")
        assert ("Municipality", f"{BASE}municipality/0621") == (kolding.kind, kolding.iri)
        stated = [edge for edge in edges if edge.kind == "Allocation"]
        assert stated
        assert all(edge.values["document"] and edge.values["quote"] for edge in stated)
        assert {"integer"} == {keys.get("page", "integer") for keys in graph.edge_keys.values()}


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [("integer", "integer", "integer"), ("integer", "number", "number"), ("boolean", "integer", "string")],
)
def test_types_widen(one: str, other: str, both: str) -> None:
    """A key that has values of two types has the type that holds both."""
    assert both == wider(one, other) == wider(other, one)
    assert {"x": both} == together({"A": {"x": one}, "B": {"x": other}})


def test_names_and_kinds() -> None:
    """A node is named by its best value, shortened; one that no graph describes has its kind from its address."""
    assert "Skovudvalget 2030-01-15" == name_of({"bodyName": "Skovudvalget", "date": "2030-01-15"})
    assert 80 == len(name_of({"title": "ord " * 100}))
    assert "" == name_of({"times": 3})
    assert ["HealthCouncil", "Concept", "Thing"] == [
        kind_of(id_) for id_ in ("health-council/x", "concept/topic/x", "http://x/")
    ]


def test_nothing_is_left_on_disk(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary file is gone when the graph is closed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with property_graph(release, Selection()):
        assert list(tmp_path.iterdir())
    assert [] == list(tmp_path.iterdir())
