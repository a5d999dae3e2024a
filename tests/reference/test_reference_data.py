from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS

from extract.resources import ROOT
from kommunegraf.reference import turtle
from kommunegraf.terms import BASE

KG = Namespace("https://w3id.org/kommunegraf/ns#")
TABLES = ROOT.parent / "shared" / "reference"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(ROOT / "ontology" / "reference.ttl", format="turtle")


@pytest.mark.parametrize(
    ("class_", "expected"),
    [(KG.Municipality, 98), (KG.Region, 6), (KG.KKR, 5), (KG.HealthCouncil, 17), (KG.Party, 18)],
)
def test_number_of_things(graph: Graph, class_: URIRef, expected: int) -> None:
    """The reference data hold every municipality, region, KKR, health council and party once."""
    assert expected == len(set(graph.subjects(RDF.type, class_)))


def test_municipality_goes_by_its_code(graph: Graph) -> None:
    """A municipality's IRI ends in its four-digit code, and no code is given twice."""
    codes = {str(thing): str(graph.value(thing, KG.code)) for thing in graph.subjects(RDF.type, KG.Municipality)}
    assert {iri: iri.removeprefix(f"{BASE}municipality/") for iri in codes} == codes
    assert all(len(code) == 4 and code.isdigit() for code in codes.values())


def test_kkr_members(graph: Graph) -> None:
    """Each municipality is a member of exactly one KKR, and the five have the sizes that KL tells."""
    members = Counter(
        str(graph.value(kkr, KG.code))
        for kkr in graph.subjects(RDF.type, KG.KKR)
        for _ in graph.objects(kkr, KG.memberMunicipality)
    )
    expected = {
        "kkr-hovedstaden": 29,
        "kkr-sjaelland": 17,
        "kkr-syddanmark": 22,
        "kkr-midtjylland": 19,
        "kkr-nordjylland": 11,
    }
    assert expected == dict(members)
    assert (
        len({place for kkr in graph.subjects(RDF.type, KG.KKR) for place in graph.objects(kkr, KG.memberMunicipality)})
        == 98
    )


def test_health_council_members(graph: Graph) -> None:
    """The health councils cover each municipality exactly once."""
    counts = Counter(
        place
        for council in graph.subjects(RDF.type, KG.HealthCouncil)
        for place in graph.objects(council, KG.memberMunicipality)
    )
    assert (98, {1}) == (len(counts), set(counts.values()))


def test_merged_regions_name_their_successor(graph: Graph) -> None:
    """Region Hovedstaden and Region Sjælland are replaced by Region Østdanmark, which has no code yet."""
    successor = URIRef(f"{BASE}region/oestdanmark")
    replaced = {URIRef(f"{BASE}region/1084"), URIRef(f"{BASE}region/1085")}
    assert (
        replaced
        == set(graph.subjects(DCTERMS.isReplacedBy, successor))
        == set(graph.objects(successor, DCTERMS.replaces))
    )
    assert graph.value(successor, KG.code) is None


def test_wikidata_ids_are_unique(graph: Graph) -> None:
    """No two things are the same Wikidata item."""
    links = Counter(item for item in graph.objects(None, SKOS.exactMatch) if "wikidata" in str(item))
    assert [item for item, count in links.items() if count > 1] == []


def test_every_thing_has_one_danish_label(graph: Graph) -> None:
    """Every named thing has exactly one Danish preferred label."""
    labels = Counter(
        thing for thing, label in graph.subject_objects(SKOS.prefLabel) if getattr(label, "language", "") == "da"
    )
    assert {1} == set(labels.values())


@pytest.mark.skipif(not TABLES.is_dir(), reason="the tables of the reference data are not here")
def test_file_is_what_the_tables_give() -> None:
    """The committed file is what its script writes from the tables, byte for byte."""
    assert Path(ROOT / "ontology" / "reference.ttl").read_text(encoding="utf-8") == turtle(TABLES)
