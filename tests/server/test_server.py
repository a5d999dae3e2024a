"""The real app over HTTP on loopback: the SPARQL 1.1 Protocol, formats, refusals, the deadline and the pages."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from kommunegraf.formats import GRAPHS, RESULTS
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import drafting, publish
from kommunegraf.server import application

ASK = "ASK { ?s ?p ?o }"
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOARD = "SELECT DISTINCT ?x ?y ?z ?w { ?x ?b ?c . ?y ?e ?f . ?z ?h ?i . ?w ?k ?l } ORDER BY ?w"


@pytest.fixture(scope="module")
def folder(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store folder, for one test switches to another release."""
    return Path(shutil.copytree(served, tmp_path_factory.mktemp("server") / "store", symlinks=True))


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    """A client of the app, which runs on a free port of loopback with two workers and one second a query."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(folder, limit=1.0, workers=2), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=30) as client:
        yield client
    server.should_exit = True
    thread.join()


def _ask(client: httpx.Client, query: str, accept: str = "") -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers={"Accept": accept} if accept else {})


def test_three_ways_to_ask(client: httpx.Client) -> None:
    """A query comes by GET, in a POSTed form, or as the POSTed body itself."""
    responses = [
        _ask(client, ASK),
        client.post("/sparql", data={"query": ASK}),
        client.post("/sparql", content=ASK, headers={"Content-Type": "application/sparql-query; charset=utf-8"}),
    ]
    assert [response.json()["boolean"] for response in responses] == [True, True, True]


@pytest.mark.parametrize("wanted", RESULTS)
def test_formats_of_results(client: httpx.Client, wanted: object) -> None:
    """SELECT is answered in the format that the Accept header names."""
    response = _ask(client, 'SELECT ?x { VALUES ?x { "Ærø" } }', wanted.media_type)  # type: ignore[attr-defined]
    assert wanted.media_type == response.headers["content-type"].partition(";")[0]  # type: ignore[attr-defined]
    assert "Ærø" in response.content.decode()


@pytest.mark.parametrize("wanted", GRAPHS)
def test_formats_of_graphs(client: httpx.Client, wanted: object) -> None:
    """CONSTRUCT is answered in the format that the Accept header names."""
    response = _ask(client, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", wanted.media_type)  # type: ignore[attr-defined]
    assert (200, wanted.media_type) == (response.status_code, response.headers["content-type"].partition(";")[0])  # type: ignore[attr-defined]


def test_named_graphs_of_the_protocol(client: httpx.Client) -> None:
    """default-graph-uri narrows a query to a graph."""
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = "https://w3id.org/kommunegraf/id/graph/reference"
    counts = [
        int(client.get("/sparql", params=params).json()["results"]["bindings"][0]["n"]["value"])
        for params in ({"query": query}, {"query": query, "default-graph-uri": graph})
    ]
    assert counts[0] > counts[1] > 0


@pytest.mark.parametrize(
    ("method", "arguments", "status", "told"),
    [
        ("GET", {"params": {"query": "SELECT * {"}}, 400, "Not a SPARQL query"),
        ("POST", {"data": {"format": "csv"}}, 400, "one query"),
        ("GET", {"params": {"query": ASK, "format": "pdf"}}, 400, "json, xml, csv, tsv"),
        ("GET", {"params": {"query": ASK, "timeout": "soon"}}, 400, "seconds"),
        ("GET", {"params": [("a", "b")] * 1001}, 400, "1000 parameters"),
        ("GET", {"params": [("query", ASK), ("query", ASK)]}, 400, "one query"),
        ("GET", {"params": {"query": ASK}, "headers": {"Accept": "image/png"}}, 406, "text/csv"),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://x/> {} }"}}, 400, "SERVICE"),
        ("GET", {"params": {"query": "DROP ALL"}}, 403, "read-only"),
        ("POST", {"data": {"update": "DROP ALL"}}, 403, "read-only"),
        ("POST", {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403, "read-only"),
        ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}, 415, "application/sparql-query"),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400, "UTF-8"),
        ("POST", {"content": b" " * (2 << 20), "headers": {"Content-Type": "application/sparql-query"}}, 413, "bytes"),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "no address"}}, 400, "default-graph-uri"),
        ("GET", {"params": {"query": ASK, "named-graph-uri": "relative"}}, 400, "named-graph-uri"),
        ("PUT", {"content": ASK}, 405, "read-only"),
    ],
)
def test_refusals(client: httpx.Client, method: str, arguments: dict[str, object], status: int, told: str) -> None:
    """What is wrong with a request is said in one readable line, under the right status."""
    response = client.request(method, "/sparql", **arguments)  # type: ignore[arg-type]
    assert status == response.status_code
    assert told in response.text
    assert response.text.count("\n") <= 1


@pytest.mark.parametrize("query", [BOMB, HOARD])
def test_deadline(client: httpx.Client, query: str) -> None:
    """A query that takes too long is stopped at the deadline, and the next one is answered."""
    response = _ask(client, query)
    assert response.status_code == 503
    assert "1 seconds" in response.text
    assert _ask(client, ASK).json()["boolean"]


def test_new_release_is_served(client: httpx.Client, folder: Path) -> None:
    """After a build queries are soon answered from the new release, without a restart; until then from the old one."""
    with drafting(folder) as draft:
        (draft / "graphs" / "g.nq").write_text('<http://a> <http://b> "new" <http://g> .\n')
        with Index.write(draft):
            publish(folder, draft)

    def answer() -> list[str]:
        found = _ask(client, "SELECT ?o { <http://a> <http://b> ?o }").json()["results"]["bindings"]
        return [row["o"]["value"] for row in found]

    answers = [answer()]
    while answers[-1] == [] and len(answers) < 600:
        time.sleep(0.1)
        answers.append(answer())
    assert [answer() for _ in range(4)] == [["new"]] * 4
