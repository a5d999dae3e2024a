from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, SKOS

from extract.resources import ROOT
from kommunegraf.queries import question
from kommunegraf.store import Store
from kommunegraf.terminology.reference import turtle
from kommunegraf.terms import BASE, SCHEMA

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


def test_merger_is_an_event(graph: Graph) -> None:
    """Region Østdanmark results from one event on 2027-01-01, out of the two regions that end the day before."""
    (event,) = graph.subjects(RDF.type, ORG.ChangeEvent)
    assert Literal("2027-01-01", datatype=XSD.date) == graph.value(event, DCTERMS.date)
    assert URIRef(f"{BASE}region/oestdanmark") == graph.value(event, ORG.resultingOrganization)
    ended = {str(graph.value(region, SCHEMA.validThrough)) for region in graph.objects(event, ORG.originalOrganization)}
    assert ended == {"2026-12-31"}


@pytest.mark.parametrize(("day", "sizes"), [("2026-12-31", [11, 17, 19, 22, 29]), ("2027-01-01", [11, 19, 22, 46])])
@pytest.mark.parametrize("name", ["municipalities-by-region", "health-councils-by-region"])
def test_every_municipality_has_one_region_on_a_date(name: str, day: str, sizes: list[int]) -> None:
    """The questions with a date find each of the 98 municipalities in one region, before and after the merger."""
    store = Store.of(ROOT / "ontology" / "reference.ttl")
    rows = list(store.rows(question(name).bind({"on": day})).records())
    assert len({row["municipality"] for row in rows}) == len(rows) == 98
    assert sizes == sorted(Counter(row["region"] for row in rows).values())


def test_every_authority_has_its_area(graph: Graph) -> None:
    """Each municipality and each region with a code has an area of its own, which lies in one part of the country."""
    for thing in graph.subjects(RDF.type, KG.Municipality):
        (area,) = graph.objects(thing, DCTERMS.spatial)
        (part,) = graph.objects(area, DCTERMS.isPartOf)
        (region,) = graph.objects(part, DCTERMS.isPartOf)
        assert graph.value(graph.value(thing, KG.region), DCTERMS.spatial) == region
    assert len(set(graph.subjects(RDF.type, KG.Area))) == 98 + 11 + 5


@pytest.mark.parametrize("code", ["lauCode", "giscoId", "dagiId", "whosOnFirstId", "dawaAddress"])
def test_areas_have_every_code_once(graph: Graph, code: str) -> None:
    """No number of a register is missing for a municipality, and none is given twice."""
    areas = {
        area for thing in graph.subjects(RDF.type, KG.Municipality) for area in graph.objects(thing, DCTERMS.spatial)
    }
    found = Counter(value for area in areas for value in graph.objects(area, KG[code]))
    assert (98, {1}) == (len(found), set(found.values()))


def test_same_as_is_for_what_was_checked(graph: Graph) -> None:
    """owl:sameAs leads from areas to GeoNames and from ten parties to Wikidata, one to one, and nowhere else."""
    pairs = list(graph.subject_objects(OWL.sameAs))
    kinds = Counter((str(thing).removeprefix(BASE).split("/")[0], str(other).split("/")[2]) for thing, other in pairs)
    assert kinds == {("area", "sws.geonames.org"): 98 + 5, ("party", "www.wikidata.org"): 10}
    assert len({other for _, other in pairs}) == len({thing for thing, _ in pairs}) == len(pairs)


def test_population_says_its_year(graph: Graph) -> None:
    """Each municipality has its inhabitants of one year, and the country about 5.8 million."""
    figures = set(graph.subjects(RDF.type, KG.Population))
    assert 98 == len({graph.value(figure, KG.entity) for figure in figures}) == len(figures)
    assert {"2020"} == {str(graph.value(figure, KG.period)) for figure in figures}
    assert 5_700_000 < sum(int(str(graph.value(figure, KG.value))) for figure in figures) < 5_900_000


def test_seats_of_health_councils(graph: Graph) -> None:
    """Every member municipality of a health council holds at least one of its seats, and fewer than there are."""
    for council in graph.subjects(RDF.type, KG.HealthCouncil):
        seats = {graph.value(seat, ORG.heldBy): seat for seat in graph.subjects(ORG.postIn, council)}
        assert set(graph.objects(council, KG.memberMunicipality)) == set(seats)
        held = sum(int(str(graph.value(seat, KG.seats))) for seat in seats.values())
        assert len(seats) <= held < int(str(graph.value(council, KG.seats)))


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


IDENTIFIERS = {
    "municipalities": "name_en wikidata_qid nuts3_code nuts3_name lau_code gisco_id geonames_id osm_relation_id cvr "
    "dagi_id whosonfirst_id homepage wikipedia_en population",
    "regions": "name_en wikidata_qid nuts2_code iso_3166_2 dst_code geonames_id eurovoc_uri ror_id cvr homepage",
    "kkr": "homepage",
    "sundhedsraad": "homepage",
    "parties": "name_en group_abbreviation wikidata_qid partyfacts_id parlgov_id dst_fvpandel_code wikipedia_en",
    "organisations": "name_en wikidata_qid cvr ror_id homepage wikipedia_en",
}
"""The columns of the tables that hold identifiers, names and addresses."""


@pytest.mark.skipif(not TABLES.is_dir(), reason="the tables of the reference data are not here")
@pytest.mark.parametrize("table", IDENTIFIERS)
def test_every_identifier_is_in_the_graph(graph: Graph, table: str) -> None:
    """No identifier of the tables is left out: each is a value, or the end of an address."""
    values = {str(value) for value in graph.objects()}
    ends = values | {re.sub(r"/$", "", value).rpartition("/")[2] for value in values}
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row[column] for row in csv.DictReader(file) for column in IDENTIFIERS[table].split()} - {""}
    assert set() == wanted - ends


@pytest.mark.skipif(not TABLES.is_dir(), reason="the tables of the reference data are not here")
def test_file_is_what_the_tables_give() -> None:
    """The committed file is what its script writes from the tables, byte for byte."""
    assert Path(ROOT / "ontology" / "reference.ttl").read_text(encoding="utf-8") == turtle(TABLES)
