"""The description of a release for data catalogues: what it says, and that profiles take every value of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import RDF, Graph, Literal, URIRef

from kommunegraf.changes.history import History
from kommunegraf.cli import main
from kommunegraf.errors import BadParameter
from kommunegraf.export import export
from kommunegraf.opendata import offers, profiles
from kommunegraf.opendata.describing import AUTHORITY, describe
from kommunegraf.opendata.publisher import Publisher
from kommunegraf.opendata.writing import written
from kommunegraf.queries import questions
from kommunegraf.releases.catalogue import DATASET, HEAD
from kommunegraf.releases.licence import DEFAULT, licence
from kommunegraf.releases.release import current
from kommunegraf.terms import DCAT, DCT, FOAF, SPDX, VCARD

SITE = "https://data.example.dk/"


def test_it_satisfies_every_profile(description: Graph) -> None:
    """Nothing of the description of a server violates one of the profiles of shapes/publishing."""
    assert {path.name: [] for path in profiles.profiles()} == {
        path.name: found for path, found in profiles.faults(description, profiles.profiles()).items()
    }
    assert ["dcat-ap-3.ttl", "dcat-ap-dk-2.ttl"] == [path.name for path in profiles.profiles()]


def test_the_publisher_is_who_was_named(description: Graph, publisher: Publisher) -> None:
    """Name, address, contact, frequency and theme are those of the settings."""
    who = description.value(HEAD, DCT.publisher)
    assert URIRef(publisher.iri) == who
    assert Literal("Ny Kommune") == description.value(who, FOAF.name)
    contact = description.value(DATASET, DCAT.contactPoint)
    assert URIRef("mailto:data@ny.example.dk") == description.value(contact, VCARD.hasEmail)
    assert URIRef(f"{AUTHORITY}frequency/MONTHLY") == description.value(DATASET, DCT.accrualPeriodicity)
    assert [URIRef(f"{AUTHORITY}data-theme/ECON")] == list(description.objects(DATASET, DCAT.theme))


def test_all_that_is_offered_has_the_licence_of_the_release(description: Graph, served: Path) -> None:
    """Catalogue, data set, service and distributions are under the licence that the catalogue of the release names."""
    assert {URIRef(licence(current(served)))} == set(description.objects(None, DCT.license))
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService, DCAT.Distribution):
        assert set(description.subjects(RDF.type, kind)) <= set(description.subjects(DCT.license))


def test_the_licence_is_named_when_the_graph_is_built(tmp_path: Path) -> None:
    """It is CC BY 4.0 until another is named, and that one stays; what is no address is refused."""
    (tmp_path / "a.txt").write_text("Dagsorden til møde i Byrådet i Odder Kommune\nPunkt 1: Stier\n", encoding="utf-8")
    store, other = tmp_path / "store", "https://example.dk/vilkaar"
    build = ["--store", str(store), "build", str(tmp_path / "a.txt")]
    for more, expected in (([], DEFAULT), (["--licence", other], other), ([], other)):
        done = CliRunner().invoke(main, [*build, *more])
        assert 0 == done.exit_code, done.output
        assert expected == licence(current(store))
    assert 2 == CliRunner().invoke(main, [*build, "--licence", "CC0"]).exit_code
    export(current(store), tmp_path / "graph.datapackage")
    told = json.loads((tmp_path / "graph.datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    assert [{"path": other}] == told["licenses"]


def test_a_server_offers_the_dump_the_tables_and_the_service(description: Graph) -> None:
    """Every question that needs no parameter is a distribution, beside the dump and the SPARQL service."""
    tables = [f"{SITE}q/{question.name}.csv" for question in questions() if not question.parameters]
    expected = sorted([*tables, f"{SITE}graphs?default", f"{SITE}sparql"])
    assert expected == sorted(str(address) for address in description.objects(None, DCAT.accessURL))
    assert [URIRef(f"{SITE}sparql")] == list(description.objects(None, DCAT.endpointURL))


def test_files_have_their_checksum(served: Path, publisher: Publisher, tmp_path: Path) -> None:
    """A folder of files is described by their addresses, formats, packing and SHA-1; other files are left out."""
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "kommunegraf.nq.gz").write_bytes(b"packed")
    (tmp_path / "dumps" / "kommunegraf.nq.gz.sha256").write_text("0  kommunegraf.nq.gz\n", encoding="utf-8")
    (tmp_path / "funding.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>", encoding="utf-8")
    offered = list(offers.of_folder(tmp_path, SITE))
    assert [f"{SITE}dumps/kommunegraf.nq.gz", f"{SITE}funding.csv"] == [one.address for one in offered]
    graph = describe(current(served), History(served), publisher, SITE, offered)
    assert [] == [fault for found in profiles.faults(graph, profiles.profiles()).values() for fault in found]
    sums = {str(value) for value in graph.objects(None, SPDX.checksumValue)}
    assert {hashlib.sha1(content).hexdigest() for content in (b"packed", b"a,b\n")} == sums  # noqa: S324, what the profile asks for
    assert [] == list(graph.subjects(RDF.type, DCAT.DataService))


def test_the_same_release_gives_the_same_bytes(served: Path, publisher: Publisher, description: Graph) -> None:
    """Whatever order sets have, the text is the same."""
    again = describe(current(served), History(served), publisher, SITE, list(offers.of_server(SITE)), f"{SITE}sparql")
    for name in ("ttl", "nt", "rdf", "jsonld"):
        assert written(description, name) == written(again, name)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"iri": "Ny Kommune"},
        {"contact": "skriv til os"},
        {"frequency": "SOMETIMES"},
        {"themes": ("MONEY",)},
    ],
)
def test_a_setting_that_is_no_value_is_refused(wrong: dict[str, str]) -> None:
    """What a catalogue would refuse is refused before, by the name of its option."""
    with pytest.raises(BadParameter):
        Publisher(**wrong)  # type: ignore[arg-type]
