"""The rules of W3C's Service Description tests, each under the name of its test, and what else the service tells."""

from __future__ import annotations

import asyncio
from html import unescape

import httpx
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kommunegraf.endpoint import statistics
from kommunegraf.formats import GRAPHS
from kommunegraf.pool.pool import Reply, Request
from kommunegraf.queries import questions
from kommunegraf.sparql import form
from kommunegraf.terms import FORMATS, ID, KG, SD, SDO, SH, VOID

PARSERS = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld", "trig": "turtle", "nq": "nt"}


def _graph(client: httpx.Client, path: str, name: str = "ttl") -> Graph:
    media_type = next(found.media_type for found in GRAPHS if found.name == name)
    response = client.get(path, headers={"Accept": media_type})
    assert (200, media_type) == (response.status_code, response.headers["content-type"].partition(";")[0])
    return Graph().parse(data=response.text, format=PARSERS[name])


@pytest.fixture(scope="module")
def described(site: httpx.Client) -> Graph:
    """The description that the server gives."""
    return _graph(site, "/sparql")


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_returns_rdf(site: httpx.Client, described: Graph, name: str) -> None:
    """GET of the endpoint without a query gives RDF, the same in every format."""
    assert len(described) == len(_graph(site, "/sparql", name))


def test_has_endpoint_triple(site: httpx.Client, described: Graph) -> None:
    """One service is described, whose sd:endpoint is the address that was asked."""
    assert [URIRef(f"{site.base_url}/sparql".replace("//sparql", "/sparql"))] == list(
        described.objects(None, SD.endpoint)
    )


def test_conforms_to_schema(described: Graph) -> None:
    """Each property of the vocabulary stands where its domain and range allow it."""
    ends = {
        SD.defaultDataset: (SD.Service, SD.Dataset),
        SD.defaultGraph: (SD.Dataset, SD.Graph),
        SD.namedGraph: (SD.Dataset, SD.NamedGraph),
        SD.graph: (SD.NamedGraph, SD.Graph),
    }
    for property_, (domain, range_) in ends.items():
        assert (None, property_, None) in described
        for subject, value in described.subject_objects(property_):
            assert (subject, RDF.type, domain) in described
            assert (value, RDF.type, range_) in described
    (service,) = described.subjects(RDF.type, SD.Service)
    assert {SD.SPARQL11Query} == set(described.objects(service, SD.supportedLanguage))
    assert SD.BasicFederatedQuery not in set(described.objects(service, SD.feature))
    assert URIRef("http://www.w3.org/ns/entailment/Simple") == described.value(service, SD.defaultEntailmentRegime)
    assert KG.matches == described.value(service, SD.propertyFeature)
    assert all(str(found).startswith(str(FORMATS)) for found in described.objects(service, SD.resultFormat))


def test_names_of_graphs(site: httpx.Client, described: Graph) -> None:
    """Every graph is named, can be fetched where the description says, and has as many triples as it says."""
    rows = site.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g {} }", "format": "csv"}).text.split()[1:]
    assert sorted(rows) == sorted(str(name) for name in described.objects(None, SD.name))
    for named in described.subjects(RDF.type, SD.NamedGraph):
        part = described.value(named, SD.graph)
        fetched = Graph().parse(data=site.get(str(part), headers={"Accept": "application/n-triples"}).text, format="nt")
        assert int(described.value(part, VOID.triples)) == len(fetched)


def test_void(site: httpx.Client, described: Graph) -> None:
    """/.well-known/void counts what the queries count, and is a part of the description of the service."""
    void = _graph(site, "/.well-known/void")
    node = ID["dataset/kommunegraf"]
    asked = {
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }": void.value(node, VOID.triples),
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <https://w3id.org/kommunegraf/ns#Allocation> }": void.value(
            void.value(None, VOID["class"], URIRef("https://w3id.org/kommunegraf/ns#Allocation")), VOID.entities
        ),
    }
    for query, told in asked.items():
        (counted,) = site.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:]
        assert Literal(int(counted)) == told
    assert (None, VOID.linkPredicate, None) in void
    assert set(void) <= set(described)


def test_examples(site: httpx.Client, described: Graph) -> None:
    """Each question is an example query, with its text, both languages, its prefixes and the endpoint it is for."""
    examples = _graph(site, "/.well-known/sparql-examples")
    nodes = set(examples.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(questions()) == len(nodes)
    for node in nodes:
        assert {"da", "en"} == {text.language for text in examples.objects(node, RDFS.comment)}
        assert "SELECT" == form(str(examples.value(node, SH.select)))
        assert str(examples.value(node, SDO.target)).endswith("/sparql")
        assert (examples.value(node, SH.prefixes), SH.declare, None) in examples
    assert set(examples) <= set(described)


def test_example_runs_and_leads_to_its_page(site: httpx.Client) -> None:
    """The text of an example can be sent as it is, and its address leads to the page of the question."""
    examples = _graph(site, "/.well-known/sparql-examples")
    node = next(node for node in examples.subjects(RDF.type, SH.SPARQLExecutable) if str(node).endswith("/allocations"))
    text = str(examples.value(node, SH.select))
    assert site.get("/sparql", params={"query": text}).json()["results"]["bindings"]
    assert "/questions/allocations" == site.get(str(node)).headers["location"]


def test_page_for_browsers(site: httpx.Client) -> None:
    """A browser gets a page with a form and the examples, without a script in it."""
    page = site.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    assert "text/html; charset=utf-8" == page.headers["content-type"]
    assert "<textarea" in page.text
    assert all(question.summary in unescape(page.text) for question in questions())
    assert page.text.count("<script") == page.text.count('<script src="/web/')


def test_address_that_is_none(site: httpx.Client) -> None:
    """A Host header that is no address does not get into the description."""
    response = site.get("/sparql", headers={"Host": 'x"><b>'})
    assert 400 == response.status_code


def test_figures_that_are_not_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the pool is too busy to count, the description has no figures, and they are counted later."""

    class Pool:
        release, status = "r1", 503

        async def ask(self, asked: Request) -> Reply:
            body = (
                b""
                if asked.format == "nt"
                else b'{"results": {"bindings": [{"n": {"type": "literal", "value": "7"}}]}}'
            )
            return Reply(self.status, body if self.status == 200 else b"busy", self.release)

    async def counted() -> list[tuple[bool, object]]:
        pool = Pool()
        counter = statistics.Counter(pool)  # type: ignore[arg-type]
        found = [await counter.count()]
        pool.status = 200
        found.append(await counter.count())
        monkeypatch.setattr(counter, "_again", 0.0)
        found.append(await counter.count())
        return [(figures.complete, figures.total) for figures in found]

    assert [(False, ()), (False, ()), (True, (((), 7),))] == asyncio.run(counted())
