"""What the graph, the map and the editor are made of: neighbours, outlines of the 98, words."""

from __future__ import annotations

import json
import sys

import pytest
from rdflib import RDF
from starlette.testclient import TestClient

from kommunegraf.pages import rendering
from kommunegraf.pages.asking import Found
from kommunegraf.pages.language import Links
from kommunegraf.pages.map import drawn
from kommunegraf.pages.presenting import Drawing
from kommunegraf.terminology.vocabulary import load
from kommunegraf.terms import BASE, KG
from kommunegraf.wording import words

AALBORG = f"{BASE}municipality/0851"
DRAWING = Drawing("recipient", "amount")


def _found(*rows: tuple[str, str]) -> Found:
    columns = ("recipient", "amount")
    terms = [
        {name: {"type": "literal", "value": value} for name, value in zip(columns, row, strict=True)} for row in rows
    ]
    return Found(columns, tuple(terms))


def test_neighbours_have_their_evidence(site: TestClient) -> None:
    """A fact is next to what it is about, and its connection has the quote and the place where it is read."""
    told = site.get("/graph.json", params={"of": AALBORG}).json()
    first, *others = told["nodes"]
    assert (AALBORG, "Aalborg", "Municipality", "kommune", "") == tuple(
        first[name] for name in ("iri", "name", "kind", "kind_name", "year")
    )
    assert told["count"] == len(others)
    (edge,) = [edge for edge in told["edges"] if edge["property"] == str(KG.recipient)]
    assert AALBORG == edge["target"]
    assert all("/id/evidence/" in place["href"] and place["quote"] for place in edge["places"])
    assert edge["places"]


def test_no_property_hides_the_others(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thing with many neighbours some by each property are shown, and how many there are."""
    monkeypatch.setattr("kommunegraf.pages.neighbours.MOST", 8)
    told = site.get("/graph.json?of=kkr/kkr-syddanmark").json()
    assert len(told["nodes"]) == 9 < told["count"]
    assert len({edge["property"] for edge in told["edges"]}) > 4


def test_neighbours_as_a_list(site: TestClient) -> None:
    """The page lists the neighbours, with their evidence and a way on from each; English where that is asked for."""
    text = site.get("/graph?of=municipality/0851&lang=en").text
    assert "Neighbours of Aalborg" in text
    assert "/graph?of=https%3A%2F%2Fw3id.org%2Fkommunegraf%2Fid%2Fkkr%2Fkkr-nordjylland&amp;lang=en" in text
    assert "<blockquote>" in text


@pytest.mark.parametrize("of", ["municipality/9999", "https://example.org/x", "%00", "a b"])
def test_of_nothing_known(site: TestClient, of: str) -> None:
    """A thing that the graph does not know has no neighbours."""
    assert [404, 404] == [site.get(path, params={"of": of}).status_code for path in ("/graph", "/graph.json")]


def test_outlines_are_those_of_the_98(site: TestClient) -> None:
    """Each municipality of the reference data has an outline, and the source of the borders is named."""
    told = site.get("/municipalities.json").json()
    graph = load("reference")
    codes = {str(graph.value(place, KG.code)) for place in graph.subjects(RDF.type, KG.Municipality)}
    assert codes == set(told["outlines"]) == set(told["names"])
    assert 98 == len(codes)
    assert {"0101"} == {
        told["codes"][name] for name in ("københavn", "københavns kommune", "copenhagen", "101", "0101")
    }
    assert "DAGI" in told["source"]


def test_shades_of_a_map() -> None:
    """Rows of one municipality add up; the shades hold about as many each, and like figures share one."""
    rows = [
        ("Aalborg", "10"),
        ("0101", "5"),
        ("Odense Kommune", "5"),
        ("Aalborg", "90"),
        ("Nowhere", "7"),
        ("Vejle", "ukendt"),
    ]
    found = drawn(_found(*rows), DRAWING, words("da"), Links("", "", ()))
    assert found is not None
    shaded = {area.name: (area.figure, area.shade) for area in found.areas if area.shade}
    assert {"Aalborg": ("100", 2), "København": ("5", 1), "Odense": ("5", 1)} == shaded
    assert [("5", "5", 2), ("100", "100", 1)] == [(shade.least, shade.most, shade.count) for shade in found.legend]
    assert 98 == len(found.areas)


@pytest.mark.parametrize("rows", [(), (("Nowhere", "7"),), (("Aalborg", "-"),)])
def test_no_map_of_nothing(rows: tuple[tuple[str, str], ...]) -> None:
    """An answer without a municipality that has a figure has no map."""
    assert drawn(_found(*rows), DRAWING, words("da"), Links("", "", ())) is None


@pytest.mark.parametrize(("language", "name"), [("da", "kommune"), ("en", "municipality")])
def test_words_to_complete(site: TestClient, language: str, name: str) -> None:
    """The editor completes terms by what they are called in the language of the page."""
    told = site.get("/completion.json", params={"lang": language}).json()
    named = {term["iri"]: (term["name"], term["class"]) for term in told["terms"]}
    assert (name, True) == named[str(KG.Municipality)]
    assert str(KG) == told["prefixes"]["kg"]
    assert any(not iri.startswith(str(KG)) for iri in named)


@pytest.mark.parametrize("path", ["/sparql", "/graph?of=municipality/0851"])
def test_without_node(site: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Where no scripts were bundled a page has none, says so, and offers the same without."""
    monkeypatch.setattr(sys.modules["kommunegraf.pages.graph"], "built", lambda _: ())
    monkeypatch.setattr(sys.modules["kommunegraf.pages.sparql"], "built", lambda _: ())
    text = site.get(path).text
    assert "<script" not in text
    assert "make setup" in text
    assert 'id="plain"' in text


def test_texts_for_the_script_are_json(site: TestClient) -> None:
    """A page hands its script the wording as JSON in an attribute, so that the policy needs no exception."""
    if not rendering.built("graph.js"):
        pytest.skip("the scripts of the pages are not bundled: make client")
    text = site.get("/graph?of=municipality/0851").text
    written = text.partition('data-texts="')[2].partition('"')[0].replace("&#34;", '"').replace("&amp;", "&")
    assert "graph_expand" in json.loads(written)
