"""Every address of ours answers: things in three profiles and by their ending, graphs, terms, releases, profiles."""

from __future__ import annotations

import http.client
from pathlib import Path

import httpx
import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef

from kommunegraf.formats import GRAPHS, Format
from kommunegraf.terms import DCAT, DCT, KG, KGS, OA, SCHEMA

BASE = "https://w3id.org/kommunegraf"
ALLOCATION = "/id/allocation/kkr-syddanmark-2031-03-14/a66d70bcdcd4"
NAMES = ("brief", "full", "evidence")


def _graph(site: httpx.Client, path: str, **headers: str) -> Graph:
    response = site.get(path, headers={"Accept": "text/turtle", **headers}, follow_redirects=True)
    assert (200, "text/turtle") == (response.status_code, response.headers["content-type"].partition(";")[0])
    return Graph().parse(data=response.text, format="turtle")


@pytest.mark.parametrize("wanted", GRAPHS, ids=lambda found: found.name)
def test_endings(site: httpx.Client, wanted: Format) -> None:
    """An address with the ending of a format is told in it, whatever the Accept header; the plain one leads there."""
    response = site.get(f"{ALLOCATION}.{wanted.name}", headers={"Accept": "image/png"})
    assert (200, wanted.media_type) == (response.status_code, response.headers["content-type"].partition(";")[0])
    plain = site.get(ALLOCATION, headers={"Accept": wanted.media_type})
    assert f"{ALLOCATION}.{wanted.name}" == plain.headers["content-location"]
    assert "Accept, Accept-Profile" in plain.headers["vary"]


def test_each_profile_tells_more(site: httpx.Client) -> None:
    """Brief is part of full, full of evidence, and only the last has the quote."""
    brief, full, evidence = (set(_graph(site, f"{ALLOCATION}?profile={name}")) for name in NAMES)
    assert brief < full < evidence
    assert [False, False, True] == [any(OA.exact == p for _, p, _ in told) for told in (brief, full, evidence)]


def test_full_has_the_parts_and_the_names(site: httpx.Client) -> None:
    """The sum of an allocation is told with it, and what it points to has its name."""
    graph = _graph(site, ALLOCATION)
    amount = URIRef(BASE + ALLOCATION.replace("allocation", "amount"))
    assert "1800000" == str(graph.value(amount, SCHEMA.value))
    place = graph.value(URIRef(BASE + ALLOCATION), KG.recipient)
    assert graph.value(place, SKOS.prefLabel) or graph.value(place, KG.shortName)


def test_evidence_of_a_thing_has_the_facts_that_name_it(site: httpx.Client) -> None:
    """A body without a quote of its own is told with the facts about it, each with its words."""
    full = _graph(site, ALLOCATION)
    place = str(full.value(URIRef(BASE + ALLOCATION), KG.recipient)).removeprefix(BASE)
    graph = _graph(site, f"{place}?profile=evidence")
    assert (URIRef(BASE + ALLOCATION), RDF.type, KG.Allocation) in graph
    assert list(graph.subject_objects(OA.exact))


@pytest.mark.parametrize("name", NAMES)
def test_profile_by_header(site: httpx.Client, name: str) -> None:
    """Accept-Profile chooses with weights, by address; the answer names what it conforms to, which has an address."""
    others = ", ".join(f"<{BASE}/profile/{other}>;q=0.5" for other in NAMES if other != name)
    response = site.get(ALLOCATION, headers={"Accept-Profile": f"{others}, <{BASE}/profile/{name}>"})
    assert f"<{BASE}/profile/{name}>" == response.headers["content-profile"]
    assert f'<{BASE}/profile/{name}>; rel="profile"' in response.headers["link"]
    assert (URIRef(f"{BASE}/profile/{name}"), RDF.type, DCT.Standard) in _graph(site, f"/profile/{name}")
    etags = {site.get(ALLOCATION, params={"profile": other}).headers["etag"] for other in NAMES}
    assert 3 == len(etags)


def test_profile_that_there_is_not(site: httpx.Client) -> None:
    """A profile that is not known is 400 by name; in the header it is passed over."""
    assert 400 == site.get(f"{ALLOCATION}?profile=all").status_code
    response = site.get(ALLOCATION, headers={"Accept-Profile": "<https://example.org/p>"})
    assert f"<{BASE}/profile/full>" == response.headers["content-profile"]
    assert 404 == site.get("/profile/all").status_code


def test_graph_leads_to_its_triples(site: httpx.Client) -> None:
    """The address of a named graph leads by 303 to its content, in the format of its ending."""
    response = site.get("/id/graph/kkr-syddanmark-2031-03-14.nt")
    assert (303, "/graphs/kkr-syddanmark-2031-03-14?format=nt") == (response.status_code, response.headers["location"])
    assert "application/n-triples" == site.get(response.headers["location"]).headers["content-type"]


@pytest.mark.parametrize(
    ("path", "known"),
    [("/ns", (KG.Funding, RDF.type, OWL.Class)), ("/shapes", (KGS.Funding, None, None)), ("/alignments", (None,) * 3)],
)
def test_vocabulary(site: httpx.Client, path: str, known: tuple[URIRef | None, ...]) -> None:
    """Terms, shapes and alignments are declared at their addresses; a browser is led to the page of all terms."""
    assert known in _graph(site, path)
    etag = site.get(path).headers["etag"]
    assert 304 == site.get(path, headers={"If-None-Match": etag}).status_code
    page = site.get(path, headers={"Accept": "text/html"})
    assert (303, "/vocabulary") == (page.status_code, page.headers["location"])
    assert 200 == site.get(page.headers["location"]).status_code


@pytest.mark.parametrize(("name", "leads"), [("Funding", "/ns#Funding"), ("0.1.0", "/ns"), ("Nothing", "")])
def test_terms(site: httpx.Client, name: str, leads: str) -> None:
    """A term by its name, and the version, lead to the vocabulary; any other name is 404."""
    response = site.get(f"/ns/{name}")
    assert (303 if leads else 404, leads) == (response.status_code, response.headers.get("location", ""))


def test_term_to_a_browser(site: httpx.Client) -> None:
    """A browser is led to the page of a term, which is there."""
    response = site.get("/ns/Funding", headers={"Accept": "text/html"}, follow_redirects=True)
    assert (200, "/vocabulary/Funding") == (response.status_code, response.url.path)


@pytest.mark.parametrize("path", ["/id/municipality/0630", "/id/municipality/0630.html"])
def test_page_of_a_thing(site: httpx.Client, path: str) -> None:
    """A browser gets the page of a thing, which says where the same is told as RDF; so does the ending .html."""
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" if path.endswith("0") else "*/*"
    response = site.get(path, headers={"Accept": accept})
    assert (200, "text/html; charset=utf-8") == (response.status_code, response.headers["content-type"])
    assert "/id/municipality/0630.html" == response.headers["content-location"]
    assert '</id/municipality/0630.ttl>; rel="alternate"; type="text/turtle"' in response.headers["link"]
    assert "Accept" in response.headers["vary"].split(", ")


def test_releases(site: httpx.Client) -> None:
    """The release that is served has an address, and "current" leads to it; one that never was is 404."""
    name = site.pool.release  # type: ignore[attr-defined]
    response = site.get("/id/release/current.ttl")
    assert (303, f"/id/release/{name}.ttl") == (response.status_code, response.headers["location"])
    assert (URIRef(f"{BASE}/id/release/{name}"), RDF.type, DCAT.Dataset) in _graph(site, f"/id/release/{name}")
    assert 404 == site.get("/id/release/0123456789abcdef").status_code


@pytest.mark.parametrize("path", ["/id/release/current", "/profile/brief", "/id/graph/ontology", "/ns.html"])
@pytest.mark.parametrize("ending", ["", ".html"])
def test_each_has_a_page(site: httpx.Client, path: str, ending: str) -> None:
    """A browser, or who asks for .html, gets a page of a release, a profile, a graph and the vocabulary."""
    plain = path.removesuffix(".html")
    response = site.get(plain + ending, headers={} if ending else {"Accept": "text/html"}, follow_redirects=True)
    assert (200, "text/html; charset=utf-8") == (response.status_code, response.headers["content-type"])
    assert "<h1>" in response.text


@pytest.mark.parametrize("name", ["ns", "shapes", "alignments"])
@pytest.mark.parametrize("wanted", GRAPHS, ids=lambda found: found.name)
def test_endings_of_the_vocabulary(site: httpx.Client, name: str, wanted: Format) -> None:
    """The vocabulary, too, is told in the format of its ending, and so is a term; another ending is 404."""
    response = site.get(f"/{name}.{wanted.name}", headers={"Accept": "image/png"})
    assert (200, wanted.media_type) == (response.status_code, response.headers["content-type"].partition(";")[0])
    assert f"/ns.{wanted.name}#Funding" == site.get(f"/ns/Funding.{wanted.name}").headers["location"]
    assert 404 == site.get(f"/{name}.pdf").status_code


def test_every_address_of_the_data_answers(site: httpx.Client, dataset: Path) -> None:
    """Each kind of thing that the data has answers at its address with something said of it."""
    rows = site.get(
        "/sparql", params={"query": f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE}/id/')) }}"}
    ).json()["results"]["bindings"]
    one_of_each = {row["s"]["value"].split("/")[5]: row["s"]["value"] for row in rows}
    assert len(one_of_each) > 20
    connection = http.client.HTTPConnection(site.base_url.host, site.base_url.port)
    for iri in one_of_each.values():
        connection.request("GET", iri.removeprefix(BASE))
        response = connection.getresponse()
        response.read()
        assert (iri, True) == (iri, response.status in {200, 303})
    connection.close()
