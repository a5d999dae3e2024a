"""The links and identifiers of a graph are counted by target and property, and described as VoID does."""

from __future__ import annotations

from rdflib import RDF, Graph

from extract.resources import ROOT
from kommunegraf import identity
from kommunegraf.rdf import nquads
from kommunegraf.releases.linksets import count, describe_links
from kommunegraf.terms import BASE, VOID

DATASET = identity.iri("dataset", "x")
GRAPH = f"<{BASE}graph/x>"


def line(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{predicate}> {value} {GRAPH} ."


def test_links_are_counted_by_target() -> None:
    """A link counts where it leads from a thing of ours to a known data set; a code counts as an identifier."""
    match = "http://www.w3.org/2004/02/skos/core#exactMatch"
    lines = [
        line(f"{BASE}region/1084", match, "<http://www.wikidata.org/entity/Q1>"),
        line(f"{BASE}region/1085", match, "<http://www.wikidata.org/entity/Q2>"),
        line(f"{BASE}region/1085", match, "<http://example.org/Q2>"),
        line("http://example.org/a", match, "<http://www.wikidata.org/entity/Q3>"),
        line(f"{BASE}region/1084", "https://w3id.org/kommunegraf/ns#cvrNumber", '"12345678"'),
        line(f"{BASE}region/1084", "http://www.w3.org/2004/02/skos/core#prefLabel", '"X"@da'),
    ]
    cvr = "reference https://w3id.org/kommunegraf/ns#cvrNumber "
    assert count(lines, "reference") == {f"reference {match} wikidata": 2, cvr: 1}


def test_reference_data_leads_to_what_the_readme_names() -> None:
    """Wikidata, GeoNames, NUTS and EuroVoc are linked, DAWA, LAU and CVR stand as identifiers, with their numbers."""
    lines = nquads(ROOT / "ontology" / "reference.ttl", graph=identity.graph("reference"))
    graph = Graph()
    describe_links(graph, DATASET, count(lines, "reference"))
    targets = {str(target).rpartition("/")[2] for target in graph.objects(None, VOID.objectsTarget)}
    assert {"wikidata", "geonames", "nuts", "eurovoc"} <= targets
    values = {str(value).rpartition("#")[2] for value in graph.objects(None, VOID.property)}
    assert {"dawaAddress", "lauCode", "cvrNumber"} <= values
    linksets = set(graph.subjects(RDF.type, VOID.Linkset))
    assert linksets <= set(graph.objects(DATASET, VOID.subset))
    assert sum(int(str(graph.value(linkset, VOID.triples))) for linkset in linksets) == sum(
        rest.startswith(
            ("<http://www.wiki", "<http://sws", "<http://data.europa.eu/nuts", "<http://eurovoc", "<https://r")
        )
        or "parlgov" in rest
        or "openstreetmap" in rest
        for _, predicate, rest in (found.split(" ", 2) for found in lines)
        if predicate.endswith(("Match>", "#sameAs>"))
    )
    assert set(graph.objects(None, VOID.objectsTarget)) == set(graph.subjects(VOID.uriSpace))
